"""The department's lists of startups and organisations: their columns, orders, filters and actions on many rows."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import version_of
from ecosystem.core.steps import ReasonForm
from ecosystem.core.ui.states import badge
from ecosystem.core.web.navigation import record_url
from ecosystem.core.workflow import available_transitions, wrong_state
from ecosystem.lists import cells
from ecosystem.lists.listing import BulkAction, Column, Empty, Listing
from ecosystem.lists.values import Stored, StoredChoice, StoredLabel, StoredNames
from ecosystem.reference.models import Sector
from startups.actions.organisation import (
    publish_organisation,
    publish_refusal,
    unpublish_organisation,
    unpublish_refusal,
)
from startups.actions.publication import author_refusal, publish_startup
from startups.filters import OrganisationFilter, QueueFilter, StartupFilter
from startups.models import Organisation, Publication, Startup, StartupKind


def _startup_url(row: Startup) -> str:
    return record_url("startups:startup_detail", row.pk)


def _is_department(user: User) -> bool:
    return bool(user.is_department)


def _name_column(subtitle: Any) -> Column:
    return Column(
        "name",
        gettext_lazy("Startup"),
        Stored("name"),
        lambda row: cells.title(_startup_url(row), row.name, subtitle(row)),
        sort=("sort_key", "pk"),
        width=40,
    )


def _kind(row: Startup) -> str:
    return str(StartupKind(row.kind).label)


KIND = Column("kind", gettext_lazy("Kind"), StoredChoice("kind", StartupKind), visible=False)
TAX_CODE = Column("tax_code", gettext_lazy("Tax code"), Stored("tax_code"))
STAGE = Column("stage", gettext_lazy("Stage"), StoredLabel("stage"), joins=("stage",))
SECTORS = Column(
    "sectors",
    gettext_lazy("Sectors"),
    StoredNames("sector_ids", Sector),
    fields=("sector_ids",),
    width=32,
)
AREA = Column("area", gettext_lazy("Ward or commune"), StoredLabel("area"), joins=("area",))
REGISTERED = Column(
    "registered",
    gettext_lazy("Registered"),
    Stored("created_at"),
    kind="time",
    sort=("created_at", "pk"),
    visible=False,
)

STARTUPS = Listing(
    slug="startup",
    url_name="startups:startup_list",
    title=gettext_lazy("Startups"),
    order="name",
    rows=lambda user: Startup.objects.visible_to(user).defer_large_columns(),
    fields=(
        "name",
        "kind",
        "tax_code",
        "status",
        "sort_key",
        "created_at",
        "founded_on",
        "team_size",
        "verified_at",
        "address",
        "stage__name",
        "stage__name_en",
        "area__name",
        "area__name_en",
    ),
    may_open=_is_department,
    filterset=StartupFilter,
    empty=Empty(gettext_lazy("No startup is registered yet."), icon="building-2"),
    address_of=_startup_url,
    columns=(
        _name_column(_kind),
        KIND,
        TAX_CODE,
        STAGE,
        SECTORS,
        AREA,
        Column(
            "status",
            gettext_lazy("Public directory"),
            StoredChoice("status", Publication),
            lambda row: badge(Publication(row.status)),
            sort=("status", "sort_key", "pk"),
        ),
        REGISTERED,
        Column(
            "founded",
            gettext_lazy("Founding date"),
            Stored("founded_on"),
            kind="date",
            sort=("founded_key", "pk"),
            visible=False,
        ),
        Column("team", gettext_lazy("People in the team"), Stored("team_size"), kind="integer", visible=False),
        Column(
            "verified",
            gettext_lazy("Verified on"),
            Stored("verified_at"),
            kind="time",
            sort=("verified_key", "pk"),
            visible=False,
        ),
        Column("address", gettext_lazy("Address"), Stored("address"), visible=False, width=40),
    ),
)


def _publish_refusal(startup: Startup, user: User) -> str:
    if "publish" in available_transitions(startup, user):
        return author_refusal(startup, user)
    if startup.status != Publication.REQUESTED:
        return wrong_state(startup)
    return _("Only the department may do this, and nobody for a startup of their own.")


def _queue_listing(
    slug: str, url_name: str, *, label: Any, rows: Any, when: str, bulk: tuple[BulkAction, ...] = ()
) -> Listing:
    """A list of startups that wait for the department, the oldest first."""
    return Listing(
        slug=slug,
        url_name=url_name,
        title=gettext_lazy("Directory requests"),
        order="since",
        rows=lambda user: rows(Startup.objects.visible_to(user)).defer_large_columns(),
        may_open=_is_department,
        filterset=QueueFilter,
        empty=Empty(gettext_lazy("Nothing waits here."), icon="circle-check"),
        address_of=_startup_url,
        bulk=bulk,
        columns=(
            _name_column(lambda row: cells.dot_separated(_kind(row), row.tax_code)),
            KIND,
            Column(
                "summary",
                gettext_lazy("What it does"),
                lambda row: row.summary,
                lambda row: Truncator(row.summary).chars(160),
                width=60,
            ),
            Column("since", label, lambda row: getattr(row, when), kind="time", sort=(when, "pk")),
            Column(
                "stage",
                gettext_lazy("Stage"),
                lambda row: row.stage.label if row.stage else "",
                joins=("stage",),
                visible=False,
            ),
            Column(
                "area",
                gettext_lazy("Ward or commune"),
                lambda row: row.area.label if row.area else "",
                joins=("area",),
                visible=False,
            ),
        ),
    )


REQUESTS = _queue_listing(
    "publication",
    "startups:publication_queue",
    label=gettext_lazy("Waiting since"),
    rows=lambda rows: rows.awaiting_check(),
    when="publication_requested_at",
    bulk=(
        BulkAction(
            "publish",
            gettext_lazy("Verify and publish"),
            gettext_lazy("You answer for having looked at each profile. They stand in the public directory at once."),
            may_use=_is_department,
            refusal=_publish_refusal,
            version_of=version_of,
            run=lambda row, *, by, version: publish_startup(row, by=by, expected_version=version),
        ),
    ),
)
RECHECKS = _queue_listing(
    "recheck",
    "startups:recheck_queue",
    label=gettext_lazy("Changed"),
    rows=lambda rows: rows.awaiting_recheck(),
    when="recheck_since",
)


# --- Organisations -------------------------------------------------------------------------------------------
def _organisation_url(row: Organisation) -> str:
    return record_url("startups:organisation_detail", row.pk)


def _public_label(row: Organisation) -> Any:
    return _("Public") if row.is_public else _("Not public")


def _unpublish_form(rows: Sequence[Organisation], data: Any) -> ReasonForm:
    help_text = _("It stays in the history, which the department reads.")
    return ReasonForm(data, max_length=2000, help_text=help_text)


ORGANISATIONS = Listing(
    slug="organisation",
    url_name="startups:organisation_list",
    title=gettext_lazy("Organisations"),
    order="name",
    rows=lambda user: Organisation.objects.visible_to(user).defer("search_folded", "area__outline"),
    may_open=_is_department,
    filterset=OrganisationFilter,
    empty=Empty(
        gettext_lazy("No organisation is in the register yet."),
        "",
        "startups:organisation_create",
        gettext_lazy("Add an organisation"),
        "handshake",
    ),
    address_of=_organisation_url,
    columns=(
        Column(
            "name",
            gettext_lazy("Organisation"),
            Stored("name"),
            lambda row: cells.title(_organisation_url(row), row.name, row.tax_code),
            sort=("sort_key", "pk"),
            width=40,
        ),
        Column("kind", gettext_lazy("Kind of member"), StoredLabel("kind"), joins=("kind",), width=32),
        Column("tax_code", gettext_lazy("Tax code"), Stored("tax_code"), visible=False),
        AREA,
        Column(
            "grants",
            gettext_lazy("Manages grants"),
            lambda row: _("Yes") if row.manages_grants else _("No"),
        ),
        Column(
            "public",
            gettext_lazy("Public directory"),
            _public_label,
            lambda row: badge(_public_label(row), tone="green" if row.is_public else "secondary"),
            sort=("is_public", "sort_key", "pk"),
        ),
        Column(
            "summary",
            gettext_lazy("What it offers"),
            lambda row: row.summary,
            lambda row: Truncator(row.summary).chars(160),
            visible=False,
            width=60,
        ),
        Column("website", gettext_lazy("Website"), lambda row: row.website, visible=False, width=32),
        Column("source", gettext_lazy("Source"), lambda row: row.source, visible=False, width=40),
        Column(
            "entered",
            gettext_lazy("Entered on"),
            Stored("created_at"),
            kind="time",
            sort=("created_at", "pk"),
            visible=False,
        ),
        Column(
            "changed",
            gettext_lazy("Last changed"),
            lambda row: row.updated_at,
            kind="time",
            sort=("updated_at", "pk"),
            visible=False,
        ),
    ),
    bulk=(
        BulkAction(
            "publish",
            gettext_lazy("Put into the public directory"),
            gettext_lazy("You answer for having looked at each record. They stand in the public directory at once."),
            may_use=_is_department,
            refusal=lambda row, user: publish_refusal(row),
            version_of=version_of,
            run=lambda row, *, by, version: publish_organisation(row, by=by, expected_version=version),
            joins=("kind",),
        ),
        BulkAction(
            "unpublish",
            gettext_lazy("Take out of the public directory"),
            gettext_lazy("They disappear from the public directory at once. The register keeps them."),
            may_use=_is_department,
            refusal=lambda row, user, reason="": unpublish_refusal(row),
            form=_unpublish_form,
            run=lambda row, *, by, version, reason: unpublish_organisation(row, by=by, reason=reason),
        ),
    ),
)
