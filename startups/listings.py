"""The department's lists of startups: their columns, orders, filters and actions on many rows."""

from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core import cells
from ecosystem.core.listing import BulkAction, Column, Empty, Listing
from ecosystem.core.templatetags.ui import badge
from ecosystem.core.workflow import available_transitions
from startups.actions.publication import publish_startup
from startups.actions.records import version_of
from startups.filters import QueueFilter, StartupFilter
from startups.models import Publication, Startup


def _address(row: Startup) -> str:
    return reverse("startups:startup_detail", args=[row.pk])


def _is_department(user: Any) -> bool:
    return bool(user.is_department)


def _name(sub: Any) -> Column:
    return Column(
        "name", gettext_lazy("Startup"), lambda row: row.name, lambda row: cells.title(_address(row), row.name, sub(row)),
        sort=("sort_key", "pk"), width=40,
    )  # fmt: skip


KIND = Column("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display(), shown=False)
TAX_CODE = Column("tax_code", gettext_lazy("Tax code"), lambda row: row.tax_code)
STAGE = Column("stage", gettext_lazy("Stage"), lambda row: row.stage.label if row.stage else "", joins=("stage",))
SECTORS = Column(
    "sectors", gettext_lazy("Sectors"), lambda row: ", ".join(s.label for s in row.sectors.all()),
    prefetch=("sectors",), width=32,
)  # fmt: skip
AREA = Column("area", gettext_lazy("Ward or commune"), lambda row: row.area.label if row.area else "", joins=("area",))
REGISTERED = Column(
    "registered", gettext_lazy("Registered"), lambda row: row.created_at, kind="time", sort=("created_at", "pk"),
    shown=False,
)  # fmt: skip

STARTUPS = Listing(
    slug="startup",
    url_name="startups:startup_list",
    title=gettext_lazy("Startups"),
    order="name",
    rows=lambda user: Startup.objects.visible_to(user).light(),
    admits=_is_department,
    filterset=StartupFilter,
    empty=Empty(gettext_lazy("No startup is registered yet."), icon="building-2"),
    address_of=_address,
    columns=(
        _name(lambda row: row.get_kind_display()),
        KIND,
        TAX_CODE,
        STAGE,
        SECTORS,
        AREA,
        Column(
            "status", gettext_lazy("Public directory"), lambda row: row.get_status_display(),
            lambda row: badge(Publication(row.status)), sort=("status", "sort_key", "pk"),
        ),
        REGISTERED,
        Column("founded", gettext_lazy("Founding date"), lambda row: row.founded_on, kind="date", shown=False),
        Column("team", gettext_lazy("People in the team"), lambda row: row.team_size, kind="integer", shown=False),
        Column("verified", gettext_lazy("Verified on"), lambda row: row.verified_at, kind="time", shown=False),
        Column("address", gettext_lazy("Address"), lambda row: row.address, shown=False, width=40),
    ),
)  # fmt: skip


def _publish_refusal(startup: Startup, user: Any) -> str:
    if "publish" in available_transitions(startup, user):
        return ""
    if startup.status != Publication.REQUESTED:
        return _("This step is not possible now: the record is in the state “%(state)s”.") % {
            "state": startup.get_status_display()
        }
    return _("Only the department may do this, and nobody for a startup of their own.")


def _queue(slug: str, url_name: str, *, label: Any, rows: Any, when: str, bulk: tuple[BulkAction, ...] = ()) -> Listing:
    """What waits for the department, the longest waiting first."""
    return Listing(
        slug=slug,
        url_name=url_name,
        title=gettext_lazy("Directory requests"),
        order="since",
        rows=lambda user: rows(Startup.objects.visible_to(user)).light(),
        admits=_is_department,
        filterset=QueueFilter,
        empty=Empty(gettext_lazy("Nothing waits here."), icon="circle-check"),
        address_of=_address,
        bulk=bulk,
        columns=(
            _name(lambda row: cells.joined(row.get_kind_display(), row.tax_code)),
            KIND,
            Column(
                "summary", gettext_lazy("What it does"), lambda row: row.summary,
                lambda row: Truncator(row.summary).chars(160), width=60,
            ),
            Column("since", label, lambda row: getattr(row, when), kind="time", sort=(when, "pk")),
            Column(
                "stage", gettext_lazy("Stage"), lambda row: row.stage.label if row.stage else "", joins=("stage",),
                shown=False,
            ),
            Column(
                "area", gettext_lazy("Ward or commune"), lambda row: row.area.label if row.area else "",
                joins=("area",), shown=False,
            ),
        ),
    )  # fmt: skip


REQUESTS = _queue(
    "publication", "startups:publication_queue", label=gettext_lazy("Waiting since"),
    rows=lambda rows: rows.awaiting_check(), when="publication_requested_at",
    bulk=(
        BulkAction(
            "publish", gettext_lazy("Verify and publish"),
            gettext_lazy("You answer for having looked at each profile. They stand in the public directory at once."),
            offered=_is_department, refusal=_publish_refusal, seen=version_of,
            run=lambda row, *, by, seen: publish_startup(row, by=by, seen=seen),
        ),
    ),
)  # fmt: skip
RECHECKS = _queue(
    "recheck",
    "startups:recheck_queue",
    label=gettext_lazy("Changed"),
    rows=lambda rows: rows.awaiting_recheck(),
    when="recheck_since",
)
