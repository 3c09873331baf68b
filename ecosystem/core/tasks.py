"""What beat wakes up in the core."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from ecosystem.core.attempts import periodic_task
from ecosystem.core.measures import fold_cells
from ecosystem.core.web.health import record_heartbeat


@shared_task(expires=10)
def heartbeat() -> None:
    """Show readyz that beat sends and a worker works; one that waited too long says nothing true."""
    record_heartbeat()


@periodic_task(_("Figures kept with their records"), expires=30)
def fold_measures() -> None:
    """Replace the appended rows of measures by one for each group. Safe to run twice or never."""
    fold_cells()
