"""Where a page about a dossier stands."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.grants.models import Application


def crumbs_of(application: Application, page: Any) -> list[tuple[Any, str]]:
    """From the list of dossiers by the dossier to this page, for components/breadcrumb.html."""
    return [
        (_("Applications"), reverse("grants:application_list")),
        (application.number or str(application), reverse("grants:application_detail", args=[application.pk])),
        (page, ""),
    ]
