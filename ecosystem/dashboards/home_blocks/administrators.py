"""Blocks of administrators."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecosystem.accounts.models import User
from ecosystem.core.models import UnfinishedWork
from ecosystem.core.web.health import CHECKS
from ecosystem.dashboards.home_blocks.block import Block, Item
from ecosystem.notices.models import DeliveryStatus, OutboxMessage
from ecosystem.reference.models import Holiday

LOOK_AHEAD = timedelta(days=120)  # longer than any dossier's time limit


def missing_holidays(user: User) -> Block:
    """Years that time limits already reach into, but whose public holidays nobody has entered."""
    today = timezone.localdate()
    due = {today.year, (today + LOOK_AHEAD).year}
    years_with_holidays = set(Holiday.objects.filter(day__year__in=due).values_list("day__year", flat=True))
    address = reverse("plan:reference_list", args=["holidays"])
    items = [
        Item(
            _("No public holiday of %(year)s is entered") % {"year": year},
            address,
            _("Time limits in working days would be counted without them."),
        )
        for year in sorted(due - years_with_holidays)
    ]
    return Block(
        _("Public holidays"),
        "calendar-days",
        items,
        _("The holidays of every year that time limits reach into are entered."),
        address,
        _("All public holidays"),
    )


def portal_state(user: User) -> Block:
    """Mails and broadcasts that could not be sent, and whether database, Redis and worker answer."""
    mails = OutboxMessage.objects.aggregate(
        parked=Count("pk", filter=Q(status=DeliveryStatus.PARKED)),
        queued=Count("pk", filter=Q(status=DeliveryStatus.QUEUED)),
    )
    parked = ngettext("%(n)s email is parked", "%(n)s emails are parked", mails["parked"]) % {"n": mails["parked"]}
    queued = ngettext("%(n)s email is waiting", "%(n)s emails are waiting", mails["queued"]) % {"n": mails["queued"]}
    names = {"redis": _("Redis"), "worker": _("Background worker")}
    down = [names[name] for name, check in CHECKS.items() if name in names and not check()]
    health = _("Not answering: %(names)s") % {"names": ", ".join(down)} if down else _("Redis and worker answer")
    items = [Item(parked, "", queued), Item(health, reverse("core:readyz"), _("State of the services"))]
    if failing := UnfinishedWork.objects.failing().count():
        text = ngettext("%(n)s piece of background work fails", "%(n)s pieces of background work fail", failing) % {
            "n": failing
        }
        items.insert(
            1, Item(text, reverse("lists:unfinished_work_list"), _("With the reason, and a button to try again"))
        )
    return Block(
        _("State of the portal"),
        "activity",
        items,
        "",
        reverse("people:person_list"),
        _("People and roles"),
        on_tasks=False,
    )
