"""Every declared list with a reader who may open it and a maker of its rows, ties in every order included."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.lists.listing import LISTINGS, Listing
from ecosystem.lists.models import Job
from ecosystem.people.models import RoleInvitation
from ecosystem.reports.models import Contribution, IssuedReport, ReportingPeriod
from programmes.grants.models import ApplicationStatus, Award, AwardStatus, Review
from programmes.plan.listings import LISTS
from programmes.plan.reference_tables import TABLES_BY_SLUG
from startups.models import Publication
from tests.factories import (
    ApplicationFactory,
    AreaFactory,
    BudgetLineFactory,
    CallFactory,
    FeedbackFactory,
    NewsFactory,
    OrganisationFactory,
    PillarFactory,
    SectorFactory,
    StartupFactory,
    TermFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.factories.questionnaires import QuestionnaireFactory, QuestionnaireVersionFactory
from tests.portal_apps import portal_modules
from tests.programmes.grants.records import approved_award, make_contract, make_payment, start_of_day
from tests.programmes.plan.rows import ROWS
from tests.startups.cases import startup_in
from tests.thorough import sample

S = ApplicationStatus
NAMES = ("Ánh sáng", "An toàn", "Đèn", "Dao")
LISTING_MODULES = list(portal_modules("listings"))  # a list is known once its module is imported


@dataclass
class ListCase:
    """A list, who reads it, and `add(n)`, which makes one more row (n gives it values that tie with others)."""

    listing: Listing
    reader: User
    add: Callable[[int], Any]

    @property
    def url(self) -> str:
        return self.listing.url


def _application() -> tuple[User, Callable[[int], Any]]:
    call = CallFactory()
    sectors, areas = [SectorFactory(), SectorFactory()], [AreaFactory(), AreaFactory()]
    today = timezone.localdate()

    def add(n: int) -> Any:
        return ApplicationFactory(
            call=call,
            title=["Ánh sáng", "an toàn", "Đèn", "Dao"][n % 4],
            labour_total=n % 3 * 1_000_000,
            status=[S.SUBMITTED, S.CHECKING, S.EVALUATING][n % 3],
            due_on=today + timedelta(days=n % 5) if n % 2 else None,
            startup=StartupFactory(sectors=[sectors[n % 2]], area=areas[n % 2]),
        )

    return person(Role.OFFICER), add


def _award() -> tuple[User, Callable[[int], Any]]:
    def add(n: int) -> Any:
        award = approved_award(
            start_of_day(days_ago=n % 3),
            amount=10_000_000 * (1 + n % 3),
            startup=StartupFactory(name=NAMES[n % 4]),
        )
        if n % 5 == 4:
            undecided = {"status": AwardStatus.PROPOSED, "decided_by": None, "decided_at": None}
            Award.objects.filter(pk=award.pk).update(**undecided)
        return award

    return person(Role.OFFICER), add


def _payment() -> tuple[User, Callable[[int], Any]]:
    def add(n: int) -> Any:
        award = approved_award(
            start_of_day(),
            amount=10_000_000 * (1 + n % 3),
            status=S.IN_PROGRESS,
            startup=StartupFactory(name=NAMES[n % 4]),
        )
        tranche = make_contract(award, parts=1)[0]
        if n % 2:
            make_payment(tranche, str(timezone.localdate() - timedelta(days=n % 3)))
        return tranche

    return person(Role.ACCOUNTANT), add


def _call() -> tuple[User, Callable[[int], Any]]:
    now, unit = timezone.now(), UnitFactory()

    def add(n: int) -> Any:
        return CallFactory(
            unit=unit, opens_at=now - timedelta(days=n % 3), closes_at=now + timedelta(days=1 + n % 4), criteria=[]
        )

    return person(Role.OFFICER), add


def _review() -> tuple[User, Callable[[int], Any]]:
    reader = person(Role.EVALUATOR)
    call = CallFactory()

    def add(n: int) -> Any:
        application = ApplicationFactory(
            call=call,
            status=S.EVALUATING,
            due_on=timezone.localdate() + timedelta(days=n % 3) if n % 4 else None,
            startup=StartupFactory(name=NAMES[n % 4]),
        )
        now = timezone.now()
        sent = {"status": "sent", "total": 70, "sent_at": now, "declared_at": now} if n % 5 == 4 else {}
        return Review.objects.create(application=application, evaluator=reader, **sent)

    return reader, add


def _startup() -> tuple[User, Callable[[int], Any]]:
    sectors, stage, area = [SectorFactory(), SectorFactory()], TermFactory(), AreaFactory()

    def add(n: int) -> Any:
        status = [Publication.PRIVATE, Publication.PUBLIC][n % 2]
        name = ["Ánh sáng", "An toàn", "Đèn", "Dao"][n % 4]
        return startup_in(status, name=name, sectors=sectors, stage=stage, area=area)

    return person(Role.OFFICER), add


def _publication() -> tuple[User, Callable[[int], Any]]:
    return person(Role.OFFICER), lambda n: startup_in(Publication.REQUESTED, name=f"Dự án {n % 4}")


def _recheck() -> tuple[User, Callable[[int], Any]]:
    now = timezone.now()
    return person(Role.OFFICER), lambda n: startup_in(
        Publication.PUBLIC, name=f"Dự án {n % 4}", recheck_since=now - timedelta(days=n % 3)
    )


def _person() -> tuple[User, Callable[[int], Any]]:
    unit = UnitFactory()
    return person(Role.ADMINISTRATOR), lambda n: person(
        Role.PARTNER_HEAD, unit=unit, full_name=["Ánh Đặng", "An Lê", "Ăn Võ"][n % 3]
    )


def _contribution() -> tuple[User, Callable[[int], Any]]:
    reader = person(Role.PARTNER_REPORTER, unit=(unit := UnitFactory(is_partner=True)))

    def add(n: int) -> Any:
        starts = timezone.localdate() - timedelta(days=2_000 - n)
        period = ReportingPeriod.objects.create(
            kind="month",
            year=starts.year,
            number=1,
            starts_on=starts,
            ends_on=starts + timedelta(days=30),
            contributions_due_on=starts + timedelta(days=40),
        )
        return Contribution.objects.create(period=period, unit=unit, status=["draft", "returned"][n % 2])

    return reader, add


def _news() -> tuple[User, Callable[[int], Any]]:
    manager, pillars, now = person(Role.MANAGER), [PillarFactory(), None], timezone.now()

    def add(n: int) -> Any:
        return NewsFactory(
            title=["Ánh sáng", "an toàn", "Đèn", "Dao"][n % 4],
            status=["draft", "published"][n % 2],
            pillar=pillars[n % 2],
            published_at=now - timedelta(days=n % 3) if n % 2 else None,
            created_by=UserFactory(),
        )

    return manager, add


def _feedback() -> tuple[User, Callable[[int], Any]]:
    today, unit = timezone.localdate(), UnitFactory()

    def add(n: int) -> Any:
        state = ["received", "in_progress", "closed"][n % 3]
        return FeedbackFactory(
            subject=["Ánh sáng", "an toàn", "Đèn", "Dao"][n % 4],
            status=state,
            unit=unit if n % 2 else None,
            handler=UserFactory() if state == "in_progress" else None,
            closing_reason="Gửi hai lần." if n % 3 == 2 else "",
            due_on=today + timedelta(days=n % 5) if n % 2 else None,
            created_at=timezone.now() - timedelta(days=n % 4),
        )

    return person(Role.OFFICER), add


def _organisation() -> tuple[User, Callable[[int], Any]]:
    def add(n: int) -> Any:
        name = ["Ánh sáng", "An toàn", "Đèn", "Dao"][n % 4]
        return OrganisationFactory(name=name, is_public=bool(n % 2), kind=TermFactory(), area=AreaFactory())

    return person(Role.OFFICER), add


def _budget() -> tuple[User, Callable[[int], Any]]:
    pillar = PillarFactory()

    def add(n: int) -> Any:
        name = ["Ánh sáng", "an toàn", "Đèn", "Dao"][n % 4]
        return BudgetLineFactory(name=name, year=2024 + n % 3, planned=n % 3 * 1_000_000, pillar=pillar)

    return person(Role.COUNCIL), add


def _ended_period(n: int) -> ReportingPeriod:
    starts = timezone.localdate() - timedelta(days=2_000 - n)
    return ReportingPeriod.objects.create(
        kind="month",
        year=starts.year,
        number=1,
        starts_on=starts,
        ends_on=starts + timedelta(days=30 - n % 2),
        contributions_due_on=starts + timedelta(days=40),
        status=["open", "ended", "closed"][n % 3],
    )


def _report() -> tuple[User, Callable[[int], Any]]:
    reader = person(Role.OFFICER)

    def add(n: int) -> Any:
        issued = {"number": f"BC-{n}", "snapshot": {}, "issued_at": timezone.now(), "status": "issued"} if n % 2 else {}
        return IssuedReport.objects.create(period=_ended_period(n), requested_by=reader, **issued)

    return reader, add


def _period() -> tuple[User, Callable[[int], Any]]:
    unit = UnitFactory(is_partner=True)
    return person(Role.COUNCIL), lambda n: Contribution.objects.create(period=_ended_period(n), unit=unit).period


def _unit() -> tuple[User, Callable[[int], Any]]:
    def add(n: int) -> Any:
        name = ["Ánh sáng", "an toàn", "Đèn", "Dao"][n % 4]
        unit = UnitFactory(name=name, is_partner=True, successor=UnitFactory() if n % 2 else None)
        person(Role.PARTNER_REPORTER, unit=unit)
        return unit

    return person(Role.ADMINISTRATOR), add


def _role_invitation() -> tuple[User, Callable[[int], Any]]:
    reader = person(Role.ADMINISTRATOR)

    def add(n: int) -> Any:
        return RoleInvitation.objects.create(
            email=f"moi-{n}@example.org",
            role=Role.OFFICER,
            unit=UnitFactory() if n % 2 else None,
            invited_by=UserFactory(),
            expires_at=timezone.now() + timedelta(days=n // 2),
        )

    return reader, add


def _questionnaire() -> tuple[User, Callable[[int], Any]]:
    units = [UnitFactory(), UnitFactory()]

    def add(n: int) -> Any:
        form = QuestionnaireFactory(name=NAMES[n % 4], unit=units[n % 2] if n % 3 else None)
        QuestionnaireVersionFactory(questionnaire=form, published=bool(n % 2))
        if n % 4 == 3:
            QuestionnaireVersionFactory(questionnaire=form)
        return form

    return person(Role.OFFICER), add


def _reference(table: str) -> tuple[User, Callable[[int], Any]]:
    return person(*TABLES_BY_SLUG[table].roles), ROWS[table]


MAKERS: dict[str, Callable[[], tuple[User, Callable[[int], Any]]]] = {
    "application": _application,
    "award": _award,
    "payment": _payment,
    "call": _call,
    "review": _review,
    "startup": _startup,
    "publication": _publication,
    "recheck": _recheck,
    "person": _person,
    "contribution": _contribution,
    "news": _news,
    "feedback": _feedback,
    "organisation": _organisation,
    "budget": _budget,
    "report": _report,
    "period": _period,
    "questionnaire": _questionnaire,
    "role_invitation": _role_invitation,
    "unit": _unit,
    **{listing.slug: partial(_reference, table) for table, listing in LISTS.items()},
}


# One maker makes the lists of reference data, so that fewer of them are tested each day.
OF_REFERENCE_DATA = {listing.slug for listing in LISTS.values()}
EVERY_LIST = [
    *sample([slug for slug in MAKERS if slug not in OF_REFERENCE_DATA], at_most=6),
    *sample(sorted(OF_REFERENCE_DATA), at_most=1),
]


def case_of(slug: str) -> ListCase:
    reader, add = MAKERS[slug]()
    return ListCase(LISTINGS[slug], reader, add)


def stranger() -> User:
    """Signed in, without a role."""
    return UserFactory()


def pages(client, url, **query):
    """All rows, page by page, forwards."""
    found, after = [], {}
    while True:
        page = client.get(url, {**query, **after}).context["page"]
        found += [row.pk for row in page]
        if not page.next:
            return found
        after = {"after": page.next}


# --- One action on many rows -----------------------------------------------------------------------------
def bulk_preview(client: Any, slug: str, action: str, rows: list[Any], **fields: Any) -> Any:
    """The response with the preview of an action on rows; `answered="1"` with the fields of the action's form."""
    data = {"action": action, "query": "", "pk": [row.pk for row in rows], **fields}
    return client.post(reverse("lists:bulk_preview", args=[slug]), data)


def run_bulk(client: Any, slug: str, preview: Any) -> Any:
    """The response to the confirmed preview."""
    context = preview.context
    data = {
        "action": context["action"].key,
        "query": "",
        "token": str(context["token"]),
        **dict(context["answers"]),
        "pk": [line["pk"] for line in context["lines"]],
    }
    for line in context["lines"]:
        data[f"version-{line['pk']}"] = line["version"]
        if not line["refusal"]:
            data[f"possible-{line['pk']}"] = "1"
    return client.post(reverse("lists:bulk_run", args=[slug]), data)


def bulk_confirm(client: Any, slug: str, preview: Any) -> Job:
    """The job of the confirmed preview."""
    run_bulk(client, slug, preview)
    return Job.objects.latest("pk")
