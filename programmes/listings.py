"""The back office's lists of the programme: their columns, orders, filters and actions on many rows."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.db.models import Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core import cells
from ecosystem.core.listing import BulkAction, Column, Empty, Listing, Ranged
from ecosystem.core.navigation import record_url
from ecosystem.core.templatetags.ui import badge, date_vi, vnd
from programmes.actions.application import start_check
from programmes.actions.review import ASSIGNERS, assign_evaluator, refusal_of_assigning
from programmes.filters import ApplicationFilter, CallFilter
from programmes.filters_awards import AwardFilter, ReviewFilter, TrancheFilter
from programmes.forms.reviews import BulkAssignForm
from programmes.models import Application, Award, Call, CallStatus, Review, Tranche, TrancheStatus
from programmes.models.application import without_long_texts
from programmes.permissions import refusal_of_move

NAMES_OF_CALL = ("call__name", "call__name_en")
MONEY_READERS = DEPARTMENT | {Role.ACCOUNTANT}


def _to(name: str, key: int, anchor: str = "") -> str:
    return record_url(f"programmes:{name}", key) + anchor


def _holds(*roles: str) -> Callable[[Any], bool]:
    return lambda user: user.has_role(*roles)


def _of_dossier(path: str, address: Callable[[Any], str]) -> Column:
    """The head of a row about one dossier, which stands under `path` of the row."""

    def dossier(row: Any) -> Any:
        for part in path.split("."):
            row = getattr(row, part)
        return row

    def cell(row: Any) -> Any:
        one = dossier(row)
        return cells.title(address(row), one, cells.joined(one.number, one.startup.name))

    return Column(
        "dossier", gettext_lazy("Project"), lambda row: str(dossier(row)), cell, width=40,
        joins=(f"{path.replace('.', '__')}__startup",),
    )  # fmt: skip


def _dossier(path: str) -> tuple[str, ...]:
    """What is read of the dossier under this path."""
    return tuple(f"{path}__{name}" for name in ("number", "title", "startup__name", *NAMES_OF_CALL))


def _number(path: str) -> Column:
    def number(row: Any) -> Any:
        for part in path.split("."):
            row = getattr(row, part)
        return row.number

    return Column("number", gettext_lazy("Dossier number"), number, shown=False, joins=(path.replace(".", "__"),))


# --- Applications ----------------------------------------------------------------------------------------
def _assign_form(rows: Sequence[Application], data: Any) -> forms.Form:
    evaluators = User.objects.filter(evaluated_calls__in={row.call_id for row in rows}, is_active=True).distinct()
    return BulkAssignForm(data, evaluators=evaluators.order_by("sort_key", "pk"))


def _assign_refusal(application: Application, user: Any, evaluator: User | None = None) -> str:
    return refusal_of_assigning(application, by=user, evaluator=evaluator)


def _applications(user: Any) -> Any:
    """On a desk what was sent; to a startup's people what they write, which takes a question more."""
    rows = Application.objects.visible_to(user).for_list().defer("startup__area__outline")
    return rows if user.has_role(*MONEY_READERS) else rows.with_unsent(user)


def _project(row: Application) -> Any:
    unsent = _("being changed, not sent yet") if row.is_in_writing else ""
    return cells.title(
        _to("application_detail", row.pk), row.title_as_written, cells.joined(unsent, row.number, row.startup.name)
    )


APPLICATIONS = Listing(
    slug="application",
    url_name="programmes:application_list",
    title=gettext_lazy("Applications"),
    order="-created",
    leading=("status",),
    ranged=(Ranged(("submitted_from", "submitted_to"), "submitted", ("submitted_at", "pk")),),
    rows=_applications,
    reads=(
        "number", "title", "status", "holder", "due_on", "due_key", "sort_key", "requested", "months", "submitted_at",
        "created_at", "startup__name", *NAMES_OF_CALL,
    ),
    admits=lambda user: True,
    filterset=ApplicationFilter,
    empty=Empty(
        gettext_lazy("No applications yet"), gettext_lazy("Applications begin at an open call."),
        "programmes:call_list", gettext_lazy("See the calls"), "files",
    ),
    address_of=lambda row: _to("application_detail", row.pk),
    naming=lambda row: cells.joined(row.title_as_written, row.number),
    columns=(
        Column(
            "project", gettext_lazy("Application"), lambda row: row.title_as_written, _project,
            sort=("sort_key", "pk"), width=40,
        ),
        Column("number", gettext_lazy("Dossier number"), lambda row: row.number, shown=False),
        Column(
            "startup", gettext_lazy("Startup"), lambda row: row.startup.name,
            shown=False, width=32,
        ),
        Column("call", gettext_lazy("Call"), lambda row: row.call.label, width=32),
        Column(
            "status", gettext_lazy("State"), lambda row: row.get_status_display(), lambda row: badge(row.state),
            sort=("status", "pk"),
        ),
        Column("holder", gettext_lazy("On whose desk"), lambda row: row.get_holder_display(), shown=False),
        Column(
            "due", gettext_lazy("Due"), lambda row: row.due_on, lambda row: cells.due(row.due_on), kind="date",
            sort=("due_key", "pk"),
        ),
        Column("requested", gettext_lazy("Asked for"), lambda row: row.requested, kind="money", sort=("requested", "pk")),
        Column("submitted", gettext_lazy("Submitted"), lambda row: row.submitted_at, kind="time", shown=False),
        Column("created", gettext_lazy("Begun"), lambda row: row.created_at, kind="time", sort=("pk",), shown=False),
        Column(
            "sectors", gettext_lazy("Sectors"), lambda row: ", ".join(s.label for s in row.startup.sectors.all()),
            shown=False, prefetch=("startup__sectors",), width=32,
        ),
        Column(
            "area", gettext_lazy("Ward or commune"), lambda row: row.startup.area.label if row.startup.area else "",
            shown=False, joins=("startup__area",),
        ),
        Column(
            "unit", gettext_lazy("Unit in charge"), lambda row: row.call.unit.label, shown=False,
            joins=("call__unit",), width=32,
        ),
        Column("months", gettext_lazy("Months"), lambda row: row.months, kind="integer", shown=False),
    ),
    bulk=(
        BulkAction(
            "start_check", gettext_lazy("Start the completeness check"),
            gettext_lazy("You take these dossiers for the check. Their time limit has run since they were sent."),
            offered=_holds(Role.OFFICER), refusal=lambda row, user: refusal_of_move(row, "start_check", user),
            run=lambda row, *, by, seen: start_check(row, by=by), joins=("call",),
        ),
        BulkAction(
            "assign", gettext_lazy("Assign an evaluator"),
            gettext_lazy("One evaluator receives these dossiers, with an email for each."),
            offered=_holds(*ASSIGNERS), refusal=_assign_refusal, form=_assign_form,
            run=lambda row, *, by, seen, evaluator: assign_evaluator(row, by=by, evaluator=evaluator), joins=("call",),
        ),
    ),
)  # fmt: skip


# --- Decisions and payments ----------------------------------------------------------------------------------
AWARDS = Listing(
    slug="award",
    url_name="programmes:award_list",
    title=gettext_lazy("Decisions"),
    order="-created",
    rows=lambda user: without_long_texts(Award.objects.visible_to(user), "application").defer("search_folded"),
    ranged=(Ranged(("decided_from", "decided_to"), "decided", ("decided_at", "pk")),),
    reads=(
        "status", "end_reason", "decision_number", "decided_at", "proposed_at", "amount", "cancelled",
        "budget_line__name", "budget_line__name_en", *_dossier("application"),
    ),
    admits=_holds(*MONEY_READERS),
    filterset=AwardFilter,
    empty=Empty(gettext_lazy("No decisions yet"), gettext_lazy("A decision begins with an officer's proposal."), icon="stamp"),
    address_of=lambda row: _to("application_detail", row.application_id),
    columns=(
        _of_dossier("application", lambda row: _to("application_detail", row.application_id)),
        _number("application"),
        Column(
            "status", gettext_lazy("State"), lambda row: row.get_status_display(),
            lambda row: cells.state(row.state, row.get_end_reason_display()), sort=("status", "pk"),
        ),
        Column(
            "decision", gettext_lazy("Decision"), lambda row: row.decision_number,
            lambda row: cells.with_sub(row.decision_number, date_vi(row.decided_at) if row.decided_at else ""),
        ),
        Column("line", gettext_lazy("Budget line"), lambda row: row.budget_line.label, joins=("budget_line",), width=32),
        Column(
            "amount", gettext_lazy("Amount"), lambda row: row.amount,
            lambda row: cells.with_sub(
                vnd(row.amount), _("given back %(amount)s") % {"amount": vnd(row.cancelled)} if row.cancelled else ""
            ),
            kind="money", sort=("amount", "pk"),
        ),
        Column("cancelled", gettext_lazy("Given back"), lambda row: row.cancelled, kind="money", shown=False),
        Column("decided", gettext_lazy("Decided on"), lambda row: row.decided_at, kind="time", shown=False),
        Column("created", gettext_lazy("Proposed"), lambda row: row.proposed_at, kind="time", sort=("pk",), shown=False),
        Column(
            "proposer", gettext_lazy("Proposed by"), lambda row: str(row.proposed_by), shown=False,
            joins=("proposed_by",),
        ),
        Column(
            "decider", gettext_lazy("Decided by"), lambda row: str(row.decided_by or ""), shown=False,
            joins=("decided_by",),
        ),
        Column("end_reason", gettext_lazy("Kind of reason"), lambda row: row.get_end_reason_display(), shown=False),
        Column(
            "call", gettext_lazy("Call"), lambda row: row.application.call.label, shown=False,
            joins=("application__call",), width=32,
        ),
    ),
)  # fmt: skip


def _payment(row: Tranche) -> Any:
    return getattr(row, "disbursement", None)


def _payment_state(row: Tranche) -> Any:
    paid = _payment(row)
    if paid is None:
        return badge(row.state)
    return cells.state(row.state, cells.beside(date_vi(paid.paid_on), cells.whole(paid.reference)))


def _pay_link(row: Tranche) -> Any:
    pay = row.status == TrancheStatus.ACCEPTED and row.reader_pays
    link = cells.link(_to("tranche_pay", row.pk), _("Record the payment")) if pay else ""
    return cells.with_sub(vnd(row.amount), link)


def _tranche_address(row: Tranche) -> str:
    return _to("contract_detail", row.contract.award.application_id, anchor=f"#tranche-{row.number}")


PAYMENTS = Listing(
    slug="payment",
    url_name="programmes:payment_list",
    title=gettext_lazy("Payments"),
    order="status",  # whose values begin with "accepted": what can be paid
    rows=lambda user: without_long_texts(Tranche.objects.visible_to(user), "contract__award__application")
    .defer("search_folded", "contract__award__search_folded")
    .annotate(reader_pays=Value(user.has_role(Role.ACCOUNTANT))),
    reads=(
        "number", "deliverable", "due_on", "status", "amount", "contract__number", "disbursement__paid_on",
        "disbursement__reference", *_dossier("contract__award__application"),
    ),
    admits=_holds(*MONEY_READERS),
    filterset=TrancheFilter,
    empty=Empty(gettext_lazy("No tranches yet"), gettext_lazy("Tranches come with a signed contract."), icon="banknote"),
    address_of=_tranche_address,
    columns=(
        _of_dossier("contract.award.application", _tranche_address),
        _number("contract.award.application"),
        Column(
            "tranche", gettext_lazy("Tranche"), lambda row: f"{row.contract.number}/{row.number}",
            lambda row: cells.with_sub(f"{row.contract.number}/{row.number}", row.deliverable),
        ),
        Column("deliverable", gettext_lazy("Deliverable"), lambda row: row.deliverable, shown=False, width=40),
        Column("due", gettext_lazy("Due"), lambda row: row.due_on, kind="date", sort=("due_on", "pk")),
        Column(
            "status", gettext_lazy("State"), lambda row: row.get_status_display(), _payment_state,
            joins=("disbursement",), sort=("status", "due_on", "pk"),
        ),
        Column("amount", gettext_lazy("Amount"), lambda row: row.amount, _pay_link, kind="money", sort=("amount", "pk")),
        Column(
            "paid_on", gettext_lazy("Paid on"), lambda row: _payment(row).paid_on if _payment(row) else None,
            kind="date", shown=False, joins=("disbursement",),
        ),
        Column(
            "call", gettext_lazy("Call"), lambda row: row.contract.award.application.call.label, shown=False,
            joins=("contract__award__application__call",), width=32,
        ),
    ),
)  # fmt: skip


# --- Calls and reviews -----------------------------------------------------------------------------------------
def _call_state(call: Call) -> Any:
    phase = badge(call.phase) if call.status == CallStatus.PUBLISHED else ""
    return cells.beside(badge(call.state), phase)


CALLS = Listing(
    slug="call",
    url_name="programmes:call_manage_list",
    title=gettext_lazy("Calls"),
    order="-closes",
    rows=lambda user: Call.objects.run_by(user).with_dossiers(),
    admits=_holds(*DEPARTMENT),
    filterset=CallFilter,
    empty=Empty(gettext_lazy("No calls"), gettext_lazy("A manager makes a call from a support policy."), icon="megaphone"),
    address_of=lambda row: _to("call_manage", row.pk),
    columns=(
        Column(
            "call", gettext_lazy("Call"), lambda row: row.label,
            lambda row: cells.title(
                _to("call_manage", row.pk), row.label, cells.joined(row.policy.label, row.budget_line.code)
            ),
            joins=("policy", "budget_line"), width=40,
        ),
        Column("status", gettext_lazy("State"), lambda row: row.get_status_display(), _call_state, sort=("status", "pk")),
        Column("opens", gettext_lazy("Opens"), lambda row: row.opens_at, kind="time", sort=("opens_at", "pk")),
        Column("closes", gettext_lazy("Closes"), lambda row: row.closes_at, kind="time", sort=("closes_at", "pk")),
        Column("dossiers", gettext_lazy("Applications"), lambda row: row.dossiers, kind="integer"),
        Column("unit", gettext_lazy("Unit in charge"), lambda row: row.unit.label, shown=False, joins=("unit",), width=32),
        Column(
            "line", gettext_lazy("Budget line"), lambda row: row.budget_line.label, shown=False,
            joins=("budget_line",), width=32,
        ),
        Column("pass_mark", gettext_lazy("Pass mark"), lambda row: row.pass_mark, kind="decimal", shown=False),
    ),
)  # fmt: skip

REVIEWS = Listing(
    slug="review",
    url_name="programmes:review_list",
    title=gettext_lazy("My reviews"),
    order="-created",
    rows=lambda user: without_long_texts(Review.objects.own(user), "application"),
    reads=("status", "total", "created_at", "application__due_on", "application__status", *_dossier("application")),
    admits=_holds(Role.EVALUATOR),
    filterset=ReviewFilter,
    empty=Empty(
        gettext_lazy("No reviews yet"),
        gettext_lazy("When the department assigns a dossier to you, it stands here and you get an email."),
        icon="clipboard-check",
    ),
    address_of=lambda row: _to("review_detail", row.pk),
    columns=(
        _of_dossier("application", lambda row: _to("review_detail", row.pk)),
        _number("application"),
        Column(
            "call", gettext_lazy("Call"), lambda row: row.application.call.label, joins=("application__call",), width=32
        ),
        Column(
            "status", gettext_lazy("State"), lambda row: row.get_status_display(), lambda row: badge(row.state),
            sort=("status", "pk"),
        ),
        Column(
            "due", gettext_lazy("Due"), lambda row: row.application.due_on if row.is_waiting else None,
            lambda row: cells.due(row.application.due_on if row.is_waiting else None), kind="date",
        ),
        Column("total", gettext_lazy("Total of 100"), lambda row: row.total, kind="decimal"),
        Column("created", gettext_lazy("Assigned"), lambda row: row.created_at, kind="time", sort=("pk",), shown=False),
    ),
)  # fmt: skip
