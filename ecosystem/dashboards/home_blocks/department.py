"""Blocks of officers, programme managers and directors."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, DateField, Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.figures import vnd
from ecosystem.core.ui.states import localized_field
from ecosystem.core.web.navigation import record_url
from ecosystem.dashboards.home_blocks.block import (
    LIMIT,
    Block,
    Item,
    application_item,
    first_rows,
    tranche_item,
)
from ecosystem.lists.cells import dot_separated
from ecosystem.reports.models import (
    PeriodStatus,
    ReportingPeriod,
)
from programmes.feedback.models import Feedback, FeedbackStatus
from programmes.grants.models import (
    PENDING_STATUSES,
    Application,
    ApplicationStatus,
    Tranche,
    TrancheStatus,
)
from programmes.grants.models.application_queryset import ApplicationQuerySet
from programmes.plan.models import Measurement, PlannedAmount, PlannedAmountStatus, Target
from startups.models import Membership, Publication, Startup

FIGURE, TARGET, AMOUNT = "figure", "target", "amount"
FIGURE_KIND, TARGET_KIND, AMOUNT_KIND = (Value(kind, TextField()) for kind in (FIGURE, TARGET, AMOUNT))


class WaitingRow(NamedTuple):
    """A figure with its days, a target, or a planned amount with its author and state.

    `key` is that of the figure, the target or the line; `amount` of a target is its year, 0 for the whole period.
    """

    kind: str
    key: int
    name: str
    name_en: str
    starts_on: date
    ends_on: date
    amount: int
    author: str
    status: str


def waiting_dossiers(user: User) -> Block:
    """Dossiers whose next step this person may make, without those that an applicant has to complete."""
    waiting = Application.objects.waiting_for(user).filter(
        status__in=[status for status in PENDING_STATUSES if status != ApplicationStatus.RETURNED]
    )
    rows, counts = first_rows(waiting.for_dashboard())
    return Block(
        _("Dossiers waiting for me"),
        "inbox",
        [application_item(application) for application in rows],
        _("No dossier waits for you."),
        reverse("grants:task_list"),
        _("Everything that waits for me"),
        _queues(user, {application.status for application in rows}),
        on_tasks=False,
        total=counts.total,
        overdue=counts.overdue,
    )


def _queues(user: User, statuses: set[str]) -> list[tuple[str, str]]:
    """The links that open the dossiers one by one, for the steps that wait among the shown ones."""
    queues: tuple[tuple[str, str, Role, set[str]], ...] = (
        ("check", _("Check one by one"), Role.OFFICER, {ApplicationStatus.SUBMITTED, ApplicationStatus.CHECKING}),
        ("propose", _("Propose one by one"), Role.OFFICER, {ApplicationStatus.EVALUATING}),
        ("decide", _("Decide one by one"), Role.DIRECTOR, {ApplicationStatus.PROPOSED}),
    )
    return [
        (label, reverse("grants:queue_start", args=[slug]))
        for slug, label, role, waiting in queues
        if user.has_role(role) and statuses & waiting
    ]


def evaluators_and_results(user: User) -> Iterator[Block]:
    """Dossiers that lack an evaluator, and for managers finished projects, in one query.

    A dossier lacks one while nobody is assigned yet, and when an evaluator stood aside or may work no more.
    """
    units = user.units_of(Role.OFFICER, Role.MANAGER)
    dossiers = Application.objects.visible_to(user).lacking_evaluators()
    if units is not None:
        dossiers = dossiers.filter(call__unit__in=units)
    rows = dossiers.for_dashboard().order_by("due_key", "pk")[:LIMIT]
    is_manager = user.has_role(Role.MANAGER)
    if is_manager:
        rows = rows.union(_finished_projects(user).for_dashboard().order_by("pk")[:LIMIT], all=True)
    found = sorted(rows, key=lambda row: row.pk)
    evaluated = [row for row in found if row.status == ApplicationStatus.EVALUATING]
    yield _missing_evaluators(sorted(evaluated, key=lambda row: row.due_on or date.max))
    if is_manager:
        yield _final_results([row for row in found if row.status == ApplicationStatus.IN_PROGRESS])


def _missing_evaluators(rows: list[Application]) -> Block:
    items = [
        Item(
            str(application),
            record_url("grants:review_board", application.pk),
            _("An evaluator is to be assigned."),
            application.due_on,
            application.state,
        )
        for application in rows
    ]
    return Block(
        _("Evaluators to assign or replace"),
        "user-plus",
        items,
        _("Every dossier under evaluation has its evaluators."),
    )


def _finished_projects(user: User) -> ApplicationQuerySet[Application]:
    """Projects whose every tranche is settled: the final result can be accepted."""
    open_parts = Tranche.objects.filter(contract__award__application=OuterRef("pk")).exclude(
        status__in=[TrancheStatus.PAID, TrancheStatus.CANCELLED]
    )
    return Application.objects.visible_to(user).filter(status=ApplicationStatus.IN_PROGRESS).exclude(Exists(open_parts))


def _final_results(rows: list[Application]) -> Block:
    return Block(
        _("Final results to accept"),
        "badge-check",
        [application_item(application) for application in rows],
        _("No finished project waits for its acceptance."),
    )


def overdue_applicants(user: User) -> Block:
    """Returned dossiers whose applicant is past the time limit: an officer decides to stop them or to wait."""
    own_startups = Membership.objects.filter(user=user).values("startup")
    overdue = (
        Application.objects.waiting_for(user)
        .filter(status=ApplicationStatus.RETURNED)
        .exclude(startup__in=own_startups)
    )
    overdue = overdue.overdue(timezone.localdate())
    rows, counts = first_rows(overdue.for_dashboard().order_by("due_on", "pk"))
    return Block(
        _("Applicants past their time limit"),
        "alarm-clock-off",
        [application_item(application) for application in rows],
        _("Every applicant is within the time to complete."),
        on_tasks=False,
        total=counts.total,
        overdue=counts.overdue,
    )


def reported_deliverables(user: User) -> Block:
    """Deliverables that startups reported and nobody has checked yet."""
    reported = Tranche.objects.visible_to(user).filter(status=TrancheStatus.REPORTED)
    rows, counts = first_rows(reported.for_dashboard().order_by("due_on", "pk"))
    return Block(
        _("Deliverables to check"),
        "package-check",
        [tranche_item(tranche) for tranche in rows],
        _("No reported deliverable waits."),
        total=counts.total,
        overdue=counts.overdue,
    )


def publication_requests(user: User) -> Block:
    """Startups that ask for a place in the public directory, longest waiting first."""
    requested = Startup.objects.visible_to(user).filter(status=Publication.REQUESTED).only("name", "kind")
    items = [
        Item(startup.name, record_url("startups:startup_detail", startup.pk), startup.get_kind_display())
        for startup in requested.order_by("updated_at", "pk")[:LIMIT]
    ]
    return Block(
        _("Requests for the public directory"),
        "list-checks",
        items,
        _("No startup waits for its check."),
        reverse("startups:publication_queue"),
        _("All requests"),
    )


def public_messages(user: User) -> Block:
    """Questions, proposals and complaints that nobody answered yet, the earliest due day first."""
    waiting = Feedback.objects.visible_to(user).waiting().only("number", "subject", "kind", "status", "due_on")
    rows, counts = first_rows(waiting.order_by("due_on", "pk"))
    items = [
        Item(
            message.subject,
            record_url("feedback:feedback_detail", message.pk),
            f"{message.number} · {message.get_kind_display()}",
            message.due_on,
            FeedbackStatus(message.status),
        )
        for message in rows
    ]
    return Block(
        _("Messages from the public"),
        "message-square-text",
        items,
        _("Every message is answered."),
        reverse("feedback:feedback_list"),
        _("All messages"),
        total=counts.total,
        overdue=counts.overdue,
    )


def periods_without_report(user: User) -> Block:
    """Ended periods whose report is not issued yet, the one that ended last first: older ones may never get one."""
    ended = ReportingPeriod.objects.filter(status=PeriodStatus.ENDED).order_by("-ends_on", "-pk")[:LIMIT]
    items = [
        Item(
            period.label,
            record_url("reports:period_detail", period.pk),
            _("Contributions are due"),
            period.contributions_due_on,
        )
        for period in ended
    ]
    return Block(
        _("Reports to issue"),
        "file-chart-column",
        items,
        _("Every ended period has its report."),
        reverse("reports:report_list"),
        _("All reports"),
    )


def figures_and_amounts(user: User) -> Iterator[Block]:
    """Two blocks of one query: figures and targets that somebody else entered, and planned amounts of budget lines.

    Each counts once a second person has verified it. Figures are for managers and directors; amounts are those that the
    user may verify, and returned ones that the user may correct.
    """
    reads_figures = user.has_role(Role.MANAGER, Role.DIRECTOR)
    amounts = _waiting_amounts(user)
    waiting = _waiting_figures(user).union(_waiting_targets(user), amounts, all=True) if reads_figures else amounts
    rows = [WaitingRow(*row) for row in waiting]
    if reads_figures:
        yield Block(
            _("Figures to verify"),
            "shield-check",
            [
                *(_figure_item(row) for row in rows if row.kind == FIGURE),
                *(_target_item(row) for row in rows if row.kind == TARGET),
            ],
            _("No figure waits to be verified."),
            reverse("plan:reference_list", args=["measurements"]),
            _("All figures"),
        )
    yield Block(
        _("Planned amounts of the budget"),
        "landmark",
        [_amount_item(row) for row in rows if row.kind == AMOUNT],
        _("No planned amount waits for you."),
        f"{reverse('grants:budget_list')}?amount=waiting",
        _("All amounts to verify"),
    )


def _waiting_figures(user: User) -> QuerySet[Any, Any]:
    """The first figures as the columns of a `WaitingRow`."""
    waiting = Measurement.objects.waiting().exclude(entered_by=user).order_by("pk")
    names = ("indicator__name", "indicator__name_en")
    no_amount = (Value(0, BigIntegerField()), Value("", TextField()), Value("", TextField()))
    return waiting.values_list(FIGURE_KIND, "pk", *names, "starts_on", "ends_on", *no_amount)[:LIMIT]


def _waiting_targets(user: User) -> QuerySet[Any, Any]:
    """The first targets as the columns of a `WaitingRow`; only who edits the whole programme verifies them."""
    waiting = Target.objects.waiting().exclude(entered_by=user).order_by("pk")
    if user.units_of(Role.MANAGER, Role.DIRECTOR) is not None:
        waiting = waiting.none()
    names, no_days = ("indicator__name", "indicator__name_en"), (Value(None, DateField()), Value(None, DateField()))
    year = Coalesce("year", Value(0), output_field=BigIntegerField())
    no_words = (Value("", TextField()), Value("", TextField()))
    return waiting.values_list(TARGET_KIND, "pk", *names, *no_days, year, *no_words)[:LIMIT]


def _waiting_amounts(user: User) -> QuerySet[Any, Any]:
    """The first amounts as the columns of a `WaitingRow`."""
    waiting = PlannedAmount.objects.of_concern_to(user).order_by("entered_at", "pk")
    author = Coalesce(NullIf("entered_by__full_name", Value("")), "entered_by__email", output_field=TextField())
    names, no_days = ("line__name", "line__name_en"), (Value(None, DateField()), Value(None, DateField()))
    return waiting.values_list(AMOUNT_KIND, "line", *names, *no_days, "amount", author, "status")[:LIMIT]


def _figure_item(row: WaitingRow) -> Item:
    days = {"first": date_vi(row.starts_on), "last": date_vi(row.ends_on - timedelta(days=1))}
    address = record_url("plan:reference_edit", row.key, "measurements")
    return Item(localized_field(row, "name"), address, _("%(first)s to %(last)s") % days)


def _target_item(row: WaitingRow) -> Item:
    address = reverse("plan:reference_edit", args=["targets", row.key])
    text = _("Target for %(year)s") % {"year": row.amount} if row.amount else _("Target for the whole period")
    return Item(localized_field(row, "name"), address, text)


def _amount_item(row: WaitingRow) -> Item:
    address = record_url("grants:budget_detail", row.key)
    text = dot_separated(vnd(row.amount), row.author)
    return Item(localized_field(row, "name"), address, text, badge=PlannedAmountStatus(row.status))
