"""The list of applications: its columns, orders, filters and actions on many rows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.steps import move_refusal
from ecosystem.core.text import parse_pk
from ecosystem.core.ui.states import badge
from ecosystem.lists import cells
from ecosystem.lists.listing import BulkAction, Column, Empty, Listing, RangeOrder
from ecosystem.lists.values import Stored, StoredChoice, StoredLabel, StoredNames, StoredParts, StoredPerson
from ecosystem.reference.models import Sector
from programmes.grants.actions.application import start_check
from programmes.grants.actions.charge import assign_officer, transfer_refusal
from programmes.grants.actions.review import ASSIGNERS, assign_evaluator, assignment_refusal
from programmes.grants.filters.application import ApplicationFilter
from programmes.grants.forms.charge import BulkHandOverForm
from programmes.grants.forms.review import BulkAssignForm
from programmes.grants.listings.parts import (
    MONEY_READERS,
    NAMES_OF_CALL,
    grants_url,
    has_role,
    queue_tool,
    title_or_untitled,
)
from programmes.grants.models import Application, ApplicationStatus, Holder


def _assign_form(rows: Sequence[Application], data: Any) -> forms.Form:
    evaluators = User.objects.filter(evaluated_calls__in={row.call_id for row in rows}, is_active=True).distinct()
    return BulkAssignForm(data, evaluators=evaluators.order_by("sort_key", "pk"))


def _assign_refusal(application: Application, user: User, evaluator: User | None = None) -> str:
    return assignment_refusal(application, by=user, evaluator=evaluator)


def _charge_form(rows: Sequence[Application], data: Any) -> forms.Form:
    officers = User.objects.filter(is_active=True).with_role(Role.OFFICER)
    return BulkHandOverForm(data, officers=officers.order_by("sort_key", "pk"))


def _charge_refusal(application: Application, user: User, officer: User | None = None) -> str:
    return transfer_refusal(application, by=user, officer=officer)


def _assign_officer(application: Application, *, by: User, version: str, officer: User) -> None:
    assign_officer(application, by=by, officer=officer, expected_officer_id=parse_pk(version))


def _applications(user: User) -> Any:
    """Submitted content for staff; for members of a startup with their unsent title, which takes another query."""
    rows = Application.objects.visible_to(user).for_table().defer("area__outline")
    return rows if user.has_role(*MONEY_READERS) else rows.with_completion_preview(user)


def _project(row: Application) -> Any:
    hint = _("being changed, not sent yet") if row.has_unsent_changes else ""
    return cells.title(
        grants_url("application_detail", row.pk),
        row.latest_title,
        cells.dot_separated(hint, row.number, row.startup_name),
    )


APPLICATIONS = Listing(
    slug="application",
    url_name="grants:application_list",
    title=gettext_lazy("Applications"),
    order="-created",
    range_orders=(RangeOrder(("submitted_from", "submitted_to"), "submitted", ("submitted_at", "pk")),),
    rows=_applications,
    fields=(
        "number",
        "title",
        "status",
        "due_on",
        "requested",
        "startup_name",
        *NAMES_OF_CALL,
    ),
    may_open=lambda user: True,
    reads_stored=has_role(*MONEY_READERS),
    filterset=ApplicationFilter,
    empty=Empty(
        gettext_lazy("No applications yet"),
        gettext_lazy("Applications begin at an open call."),
        "grants:call_list",
        gettext_lazy("See the calls"),
        "files",
    ),
    address_of=lambda row: grants_url("application_detail", row.pk),
    row_name=lambda row: cells.dot_separated(row.latest_title, row.number),
    columns=(
        Column(
            "project",
            gettext_lazy("Application"),
            lambda row: row.latest_title,
            _project,
            sort=("sort_key", "pk"),
            width=40,
            stored=StoredParts("title", make=title_or_untitled),
        ),
        Column("number", gettext_lazy("Dossier number"), Stored("number"), sort=("number_key", "pk"), visible=False),
        Column(
            "startup",
            gettext_lazy("Startup"),
            Stored("startup_name"),
            sort=("startup_key", "pk"),
            visible=False,
            width=32,
        ),
        Column("call", gettext_lazy("Call"), StoredLabel("call"), width=32),
        Column(
            "status",
            gettext_lazy("State"),
            StoredChoice("status", ApplicationStatus),
            lambda row: badge(row.state),
            sort=("status", "pk"),
        ),
        Column(
            "holder",
            gettext_lazy("On whose desk"),
            StoredChoice("holder", Holder),
            visible=False,
            fields=("holder",),
        ),
        Column(
            "in_charge",
            gettext_lazy("Officer in charge"),
            StoredPerson("in_charge"),
            visible=False,
            joins=("in_charge",),
            width=32,
        ),
        Column(
            "due",
            gettext_lazy("Due"),
            Stored("due_on"),
            lambda row: cells.due(row.due_on),
            kind="date",
            sort=("due_key", "pk"),
        ),
        Column("requested", gettext_lazy("Asked for"), Stored("requested"), kind="money", sort=("requested", "pk")),
        Column(
            "submitted",
            gettext_lazy("Submitted"),
            Stored("submitted_at"),
            kind="time",
            sort=("sent_key", "pk"),
            visible=False,
            fields=("submitted_at",),
        ),
        Column(
            "created",
            gettext_lazy("Begun"),
            Stored("created_at"),
            kind="time",
            sort=("pk",),
            visible=False,
            fields=("created_at",),
        ),
        Column(
            "sectors",
            gettext_lazy("Sectors"),
            StoredNames("startup__sector_ids", Sector),
            visible=False,
            joins=("startup",),
            width=32,
        ),
        Column(
            "area",
            gettext_lazy("Ward or commune"),
            StoredLabel("area"),
            visible=False,
            joins=("area",),
        ),
        Column(
            "unit",
            gettext_lazy("Unit in charge"),
            StoredLabel("call__unit"),
            visible=False,
            joins=("call__unit",),
            width=32,
        ),
        Column("months", gettext_lazy("Months"), Stored("months"), kind="integer", visible=False, fields=("months",)),
    ),
    tools=(
        queue_tool("check", gettext_lazy("Check one by one"), Role.OFFICER),
        queue_tool("propose", gettext_lazy("Propose one by one"), Role.OFFICER),
    ),
    bulk=(
        BulkAction(
            "start_check",
            gettext_lazy("Start the completeness check"),
            gettext_lazy("You take these dossiers for the check. Their time limit has run since they were sent."),
            may_use=has_role(Role.OFFICER),
            refusal=lambda row, user: move_refusal(row, "start_check", user),
            run=lambda row, *, by, version: start_check(row, by=by),
            joins=("call", "startup"),
        ),
        BulkAction(
            "assign",
            gettext_lazy("Assign an evaluator"),
            gettext_lazy("One evaluator receives these dossiers, with an email for each."),
            may_use=has_role(*ASSIGNERS),
            refusal=_assign_refusal,
            form=_assign_form,
            run=lambda row, *, by, version, evaluator: assign_evaluator(row, by=by, evaluator=evaluator),
            joins=("call", "startup"),
        ),
        BulkAction(
            "hand_over",
            gettext_lazy("Put an officer in charge"),
            gettext_lazy("One officer is in charge of these dossiers from now on, and is told of each."),
            may_use=has_role(*ASSIGNERS),
            refusal=_charge_refusal,
            form=_charge_form,
            version_of=lambda row: str(row.in_charge_id or ""),
            run=_assign_officer,
            joins=("call", "startup", "in_charge"),
        ),
    ),
)
