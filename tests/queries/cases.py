"""How each list and dashboard gets its rows: one call of `add` per row, and who looks at it.

Each row brings related records of its own, so that a query per row would show.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import NEEDS_UNIT, Role
from ecosystem.core.models import UnfinishedWork
from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.lists.models import Job
from ecosystem.notices.models import Notification, OutboxMessage
from ecosystem.people.models import RoleInvitation
from ecosystem.questionnaires.actions.response import start_response
from ecosystem.reference.models import Geography, HistorySeries, HistoryValue
from ecosystem.reports.models import (
    Contribution,
    ContributionStatus,
    IssuedReport,
    PeriodStatus,
    ReportingPeriod,
    ReportStatus,
)
from programmes.grants.models import ApplicationStatus, Review, Tranche, TrancheStatus
from programmes.plan.models import Counter, Origin, Target
from programmes.plan.reference_tables import TABLES_BY_SLUG
from startups.models import Invitation, MemberRole, Publication, Startup
from tests.factories import (
    ApplicationFactory,
    AreaFactory,
    BudgetLineFactory,
    CallFactory,
    FeedbackFactory,
    IndicatorFactory,
    NewsFactory,
    OrganisationFactory,
    PillarFactory,
    PolicyFactory,
    SchemeFactory,
    StartupFactory,
    TermFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.factories.questionnaires import QuestionnaireVersionFactory, report_form, sent_report
from tests.programmes.grants.records import approved_award, make_contract, make_payment, start_of_day
from tests.programmes.plan.rows import ROWS
from tests.startups.cases import member, round_of, startup_in

S = ApplicationStatus


@dataclass(frozen=True)
class Case:
    """One page at one reader: its address, and what one more row is."""

    url: str
    reader: User | None
    add: Callable[[], object]


# --- Public -----------------------------------------------------------------------------------------


def home() -> Case:
    def add() -> None:
        CallFactory()
        PolicyFactory()
        PillarFactory()
        NewsFactory()
        _grant()

    return Case(reverse("public:home"), None, add)


def awards() -> Case:
    return Case(reverse("public:awards"), None, _grant)


def city_map() -> Case:
    return Case(reverse("public:city_map"), None, _grant)


def city_map_area() -> Case:
    area = AreaFactory()

    def add() -> None:
        startup = StartupFactory(area=area, status=Publication.PUBLIC, verified_by=UserFactory())
        approved_award("2025-03-01 08:00", startup=startup)

    return Case(reverse("public:city_map_area", args=[area.code]), None, add)


def organisation_directory() -> Case:
    return Case(reverse("public:organisation_directory"), None, _organisation)


def organisation_list() -> Case:
    return Case(reverse("startups:organisation_list"), person(Role.OFFICER), _organisation)


def organisation_profile() -> Case:
    incubator = OrganisationFactory(is_public=True)
    return Case(
        reverse("public:organisation_profile", args=[incubator.slug]),
        None,
        lambda: approved_award("2025-03-01 08:00", recipient=incubator),
    )


def _organisation() -> None:
    OrganisationFactory(is_public=True, area=AreaFactory())


def scheme_list() -> Case:
    return Case(reverse("public:scheme_list"), None, PillarFactory)


def service_list() -> Case:
    def add() -> None:
        CallFactory(policy=PolicyFactory())

    return Case(reverse("public:service_list"), None, add)


def history() -> Case:
    def add() -> None:
        n = HistorySeries.objects.count()
        series = HistorySeries.objects.create(
            code=f"series-{n}", name=f"Chuỗi {n}", geography=Geography.CITY, unit="USD"
        )
        for year in (2020, 2021):
            HistoryValue.objects.create(series=series, year=year, value=n, source="Nguồn", confidence="H")

    return Case(reverse("public:history"), None, add)


def _scheme_with_rows() -> tuple[Any, Any, Callable[[], None]]:
    """A scheme that runs, its pillar, and a maker of indicators with targets, budget lines and grants in it."""
    year = period_of(timezone.localdate(), PeriodKind.YEAR).year
    scheme = SchemeFactory()
    pillar = PillarFactory(scheme=scheme, number=1)

    def add() -> None:
        indicator = IndicatorFactory(scheme=scheme, pillar=pillar, origin=Origin.COUNTED, counter=Counter.PROJECTS)
        Target.objects.create(indicator=indicator, value=10, source="Nguồn", confidence="H")
        line = BudgetLineFactory(pillar=pillar, year=year)
        CallFactory(budget_line=line)
        _grant(line=line)

    return scheme, pillar, add


def scheme_detail() -> Case:
    scheme, _pillar, add = _scheme_with_rows()
    return Case(reverse("public:scheme_detail", args=[scheme.code]), None, add)


def pillar_detail() -> Case:
    scheme, pillar, add = _scheme_with_rows()
    return Case(reverse("public:pillar_detail", args=[scheme.code, pillar.number]), None, add)


def feedback_list() -> Case:
    def add() -> None:
        FeedbackFactory(unit=UnitFactory(), status="in_progress", handler=UserFactory())
        FeedbackFactory(unit=UnitFactory(), status="closed")

    return Case(reverse("feedback:feedback_list"), person(Role.OFFICER), add)


def news_list() -> Case:
    return Case(reverse("communication:news_list"), None, lambda: NewsFactory(pillar=PillarFactory()))


def news_manage_list() -> Case:
    add = lambda: NewsFactory(pillar=PillarFactory())  # noqa: E731
    return Case(reverse("communication:news_manage_list"), person(Role.OFFICER), add)


# --- Council ----------------------------------------------------------------------------------------


def council_scheme() -> Case:
    scheme, _pillar, add = _scheme_with_rows()
    return Case(reverse("dashboards:council_scheme", args=[scheme.code]), person(Role.COUNCIL), add)


def figure_records(counter: str) -> Case:
    return Case(reverse("dashboards:figure_records", args=[counter]), person(Role.OFFICER), _grant)


def _grant(**fields: Any) -> None:
    """An approved grant of a startup, contracted and paid."""
    award = approved_award(start_of_day(days_ago=3), **fields)
    make_payment(make_contract(award, parts=1)[0], str(timezone.localdate()))


# --- Everybody's own --------------------------------------------------------------------------------


def my_home(role: str) -> Case:
    """Rows of every kind that the role's home shows."""
    unit = UnitFactory(is_partner=True)
    reader = UserFactory() if role == Role.APPLICANT else person(role, unit=unit if role in NEEDS_UNIT else None)
    parts: dict[str, tuple[Callable[[], object], ...]] = {
        Role.OFFICER: (
            lambda: _dossier(S.SUBMITTED),
            lambda: _dossier(S.RETURNED),
            lambda: _tranche(TrancheStatus.REPORTED),
            lambda: startup_in(Publication.REQUESTED),
            FeedbackFactory,
        ),
        Role.MANAGER: (
            lambda: _dossier(S.IN_PROGRESS),
            lambda: _dossier(S.EVALUATING),
            lambda: _tranche(TrancheStatus.REPORTED),
            _period,
        ),
        Role.DIRECTOR: (lambda: _dossier(S.PROPOSED), _period),
        Role.EVALUATOR: (lambda: Review.objects.create(application=_dossier(S.EVALUATING), evaluator=reader),),
        Role.ACCOUNTANT: (lambda: _tranche(TrancheStatus.ACCEPTED),),
        Role.APPLICANT: (
            lambda: _dossier(S.RETURNED, [reader]),
            lambda: _tranche(TrancheStatus.PLANNED, [reader]),
            lambda: Invitation.objects.create(startup=StartupFactory(), email=reader.email, invited_by=UserFactory()),
        ),
        Role.COUNCIL: (_period,),
        Role.PARTNER_REPORTER: (lambda: _contribution(unit, ContributionStatus.DRAFT),),
        Role.PARTNER_HEAD: (lambda: _contribution(unit, ContributionStatus.SUBMITTED),),
        Role.ADMINISTRATOR: (_mail,),
    }

    def add() -> None:
        for part in parts[role]:
            part()

    return Case(reverse("dashboards:my_home"), reader, add)


def _dossier(status: str, members: list[User] | None = None) -> Any:
    yesterday = timezone.localdate() - timedelta(days=1)
    return ApplicationFactory(status=status, startup=StartupFactory(members=members), due_on=yesterday)


def _tranche(status: str, members: list[User] | None = None) -> None:
    startup = StartupFactory(members=members)
    award = approved_award(start_of_day(), startup=startup, status=S.IN_PROGRESS)
    Tranche.objects.filter(pk=make_contract(award, parts=1)[0].pk).update(status=status)


def _period() -> ReportingPeriod:
    """An ended period that waits, with an earlier report of it."""
    n = ReportingPeriod.objects.count()
    starts = timezone.localdate() - timedelta(days=1_000 + n)
    period = ReportingPeriod.objects.create(
        kind=PeriodKind.MONTH,
        year=starts.year,
        number=1,
        starts_on=starts,
        ends_on=starts + timedelta(days=30),
        contributions_due_on=starts + timedelta(days=40),
        status=PeriodStatus.ENDED,
    )
    IssuedReport.objects.create(
        period=period,
        number=f"BC-{n}",
        snapshot={},
        status=ReportStatus.ISSUED,
        issued_at=timezone.now(),
        requested_by=UserFactory(),
    )
    return period


def _contribution(unit: Any, status: str) -> None:
    Contribution.objects.create(period=_period(), unit=unit, status=status)


def _mail() -> None:
    n = OutboxMessage.objects.count()
    OutboxMessage.objects.create(key=f"mail-{n}", kind="receipt", recipient="a@example.org", subject="Thư", body="…")


# --- Startups ---------------------------------------------------------------------------------------


def publication_queue() -> Case:
    return Case(reverse("startups:publication_queue"), person(Role.OFFICER), lambda: startup_in(Publication.REQUESTED))


def recheck_queue() -> Case:
    return Case(
        reverse("startups:recheck_queue"),
        person(Role.OFFICER),
        lambda: startup_in(Publication.PUBLIC, recheck_since=timezone.now()),
    )


def _own_startup() -> tuple[Startup, User]:
    owner = UserFactory()
    return startup_in(Publication.PRIVATE, members=[owner]), owner


def member_list() -> Case:
    startup, owner = _own_startup()

    def add() -> None:
        member(startup, MemberRole.READER)
        Invitation.objects.create(
            startup=startup, email=f"moi-{startup.invitations.count()}@example.org", invited_by=UserFactory()
        )

    return Case(reverse("startups:member_list", args=[startup.pk]), owner, add)


def round_list() -> Case:
    startup, owner = _own_startup()
    return Case(reverse("startups:round_list", args=[startup.pk]), owner, lambda: round_of(startup))


def startup_history() -> Case:
    startup, owner = _own_startup()

    def add() -> None:
        startup.summary, startup.stage = f"Lần {timezone.now()}", TermFactory()
        startup.save()
        member(startup, MemberRole.READER)
        round_of(startup)

    return Case(reverse("startups:startup_history", args=[startup.pk]), owner, add)


# --- Back office ------------------------------------------------------------------------------------


def review_board() -> Case:
    application = ApplicationFactory(status=S.EVALUATING)

    def add() -> None:
        evaluator = person(Role.EVALUATOR)
        application.call.evaluators.add(evaluator, person(Role.EVALUATOR))
        Review.objects.create(application=application, evaluator=evaluator)

    return Case(reverse("grants:review_board", args=[application.pk]), person(Role.OFFICER), add)


def _line_with_payments(page: str) -> Case:
    line = BudgetLineFactory()
    return Case(reverse(f"grants:{page}", args=[line.pk]), person(Role.COUNCIL), lambda: _grant(line=line))


def budget_detail() -> Case:
    return _line_with_payments("budget_detail")


def budget_payments() -> Case:
    return _line_with_payments("budget_payments")


def unit_list() -> Case:
    def add() -> None:
        unit = UnitFactory(successor=UnitFactory())
        person(Role.PARTNER_REPORTER, unit=unit)

    return Case(reverse("people:unit_list"), person(Role.ADMINISTRATOR), add)


def role_invitation_list() -> Case:
    def add() -> None:
        RoleInvitation.objects.create(
            email=f"moi-{RoleInvitation.objects.count()}@example.org",
            role=Role.OFFICER,
            unit=UnitFactory(),
            invited_by=UserFactory(),
        )

    return Case(reverse("people:invitation_list"), person(Role.ADMINISTRATOR), add)


def reference_index() -> Case:
    def add() -> None:
        TermFactory()
        PillarFactory()
        PolicyFactory()

    return Case(reverse("plan:reference_index"), person(Role.ADMINISTRATOR), add)


def reference_list(table: str) -> Case:
    reader, numbers = person(*TABLES_BY_SLUG[table].roles), count()
    return Case(reverse("plan:reference_list", args=[table]), reader, lambda: ROWS[table](next(numbers)))


def mail_log() -> Case:
    def add() -> None:
        n = OutboxMessage.objects.count()
        OutboxMessage.objects.create(
            key=f"mail-{n}", kind="receipt", recipient="a@example.org", subject="Thư", body="…"
        )

    return Case(reverse("notices:mail_log"), person(Role.OFFICER), add)


def job_list() -> Case:
    reader = person(Role.OFFICER)

    def add() -> None:
        Job.objects.create(token=uuid4(), by=reader, listing="application", action="start_check")

    return Case(reverse("lists:job_list"), reader, add)


def unfinished_work_list() -> Case:
    manager = person(Role.MANAGER)

    def add() -> None:
        n = UnfinishedWork.objects.count()
        mail = OutboxMessage.objects.create(
            key=f"m{n}", kind="receipt", recipient="a@example.org", subject="s", body="b", status="parked"
        )
        period = ReportingPeriod.objects.create(
            kind="month",
            year=2020,
            starts_on=date(2020, 1, 1) + timedelta(days=n),
            ends_on=date(2020, 2, 1) + timedelta(days=n),
            contributions_due_on=date(2020, 2, 8),
        )
        report = IssuedReport.objects.create(period=period, requested_by=manager, status="parked")
        for kind, row in (("mail", mail), ("report", report)):
            UnfinishedWork.objects.create(kind=kind, key=row.pk, last_error="away", parked_at=timezone.now())

    return Case(reverse("lists:unfinished_work_list"), person(Role.ADMINISTRATOR), add)


def notification_list() -> Case:
    reader = person(Role.OFFICER)

    def add() -> None:
        n = Notification.objects.count()
        Notification.objects.create(
            user=reader, key=f"n-{n}", kind="receipt", facts={"number": f"HS-{n}"}, url="/tasks/"
        )

    return Case(reverse("accounts:notification_list"), reader, add)


# --- Questionnaires -----------------------------------------------------------------------------------
def response_list() -> Case:
    """The answers that were sent with one questionnaire, each of a tranche of its own."""
    officer, version = person(Role.OFFICER), report_form()

    def add() -> object:
        tranche = make_contract(approved_award(start_of_day()), parts=1)[0]
        return Tranche.objects.filter(pk=tranche.pk).update(response=sent_report(officer))

    return Case(reverse("questionnaires:response_list", args=[version.questionnaire.code]), officer, add)


def own_tests() -> Case:
    """The tests of a version that the reader made."""
    manager, version = person(Role.MANAGER), QuestionnaireVersionFactory(published=True)
    address = reverse("questionnaires:test_list", args=[version.questionnaire.code, version.number])
    return Case(address, manager, lambda: start_response(version, by=manager, is_test=True))
