"""The home of each role: what waits, the most urgent first, in few queries, and nothing of others."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.models import UnfinishedWork
from ecosystem.core.periods import PeriodKind
from ecosystem.core.ui.figures import vnd_short
from ecosystem.notices.models import DeliveryStatus, OutboxMessage
from ecosystem.reference.models import Confidence, Holiday
from ecosystem.reports.models import Contribution, ContributionStatus, PeriodStatus, ReportingPeriod
from programmes.grants.models import ApplicationStatus, Review, ReviewStatus, Tranche, TrancheStatus
from programmes.plan.models import Measurement
from startups.models import Invitation, Publication
from tests.factories import ApplicationFactory, IndicatorFactory, StartupFactory, UnitFactory, UserFactory, person
from tests.programmes.grants.records import approved_award, make_contract, make_payment
from tests.thorough import sample, skip_rendering

pytestmark = pytest.mark.django_db
MOST_QUERIES = 10


def blocks(client, user):
    client.force_login(user)
    with skip_rendering():
        context = client.get(reverse("dashboards:my_home")).context
    return {block.icon: block for block in [*context["busy"], *context["quiet"]]}


def titles(block):
    return [item.title for item in block.items]


def dossier(status, due=None, **fields):
    return ApplicationFactory(status=status, due_on=due, **fields)


def add_reviews(application, *statuses):
    for status in statuses:
        sent = {"total": 80, "sent_at": timezone.now()} if status == ReviewStatus.SENT else {}
        Review.objects.create(
            application=application, evaluator=UserFactory(), status=status, declared_at=timezone.now(), **sent
        )


def test_council_member_finds_the_figures_by_one_button(client):
    client.force_login(person(Role.COUNCIL))

    html = client.get(reverse("dashboards:my_home")).content.decode().partition("<main")[2].partition("</main>")[0]
    assert html.count(f'href="{reverse("dashboards:council")}"') == 1


def test_council_member_reads_the_citys_figures_at_once_and_opens_their_records(client):
    amount = make_payment(make_contract(approved_award("2025-01-10 09:00"))[0], "2025-06-01").amount
    client.force_login(person(Role.COUNCIL))

    stats = client.get(reverse("dashboards:my_home")).context["stats"]

    assert stats == client.get(reverse("dashboards:council")).context["stats"]
    assert stats[3].value == vnd_short(amount)
    assert client.get(stats[3].url).context["sums"]["amount"] == amount


@pytest.mark.parametrize("roles", [(), (Role.OFFICER,), (Role.COUNCIL, Role.MANAGER)])
def test_home_shows_figures_first_only_to_overseers_without_tasks(client, roles):
    client.force_login(person(*roles))

    assert client.get(reverse("dashboards:my_home")).context["stats"] == []


def test_officer_sees_dossiers_by_due_day_and_only_scored_evaluations(client):
    late = dossier(ApplicationStatus.SUBMITTED, timezone.localdate() - timedelta(days=3), title="Trễ hạn")
    soon = dossier(ApplicationStatus.CHECKING, timezone.localdate() + timedelta(days=1), title="Sắp hạn")
    scored = dossier(ApplicationStatus.EVALUATING, timezone.localdate() + timedelta(days=2), title="Đủ điểm")
    add_reviews(scored, ReviewStatus.SENT, ReviewStatus.SENT)
    half = dossier(ApplicationStatus.EVALUATING, timezone.localdate(), title="Thiếu điểm")
    add_reviews(half, ReviewStatus.SENT, ReviewStatus.OPEN)
    dossier(ApplicationStatus.DRAFT, timezone.localdate(), title="Nháp của người khác")

    found = blocks(client, person(Role.OFFICER))

    assert titles(found["inbox"]) == [late.title, soon.title, scored.title]


def test_officer_of_a_unit_sees_its_dossiers_only(client):
    mine, other = UnitFactory(), UnitFactory()
    dossier(ApplicationStatus.SUBMITTED, timezone.localdate(), title="Của đơn vị tôi", call__unit=mine)
    dossier(ApplicationStatus.SUBMITTED, timezone.localdate(), title="Của đơn vị khác", call__unit=other)

    assert titles(blocks(client, person(Role.OFFICER, unit=mine))["inbox"]) == ["Của đơn vị tôi"]


def test_officer_sees_lapsed_deliverables_and_publication_requests(client):
    dossier(ApplicationStatus.RETURNED, timezone.localdate() - timedelta(days=1), title="Quá hạn bổ sung")
    dossier(ApplicationStatus.RETURNED, timezone.localdate(), title="Còn hạn bổ sung")
    first, _ = make_contract(approved_award("2025-03-01 10:00"))
    Tranche.objects.filter(pk=first.pk).update(status=TrancheStatus.REPORTED, deliverable="Bản mẫu")
    StartupFactory(name="Xin công khai", status=Publication.REQUESTED)

    found = blocks(client, person(Role.OFFICER))

    assert titles(found["alarm-clock-off"]) == ["Quá hạn bổ sung"]
    assert [item.text.partition(" · ")[0] for item in found["package-check"].items] == ["Bản mẫu"]
    assert titles(found["list-checks"]) == ["Xin công khai"]


def test_manager_sees_finished_projects_and_ended_periods(client):
    done = approved_award("2025-03-01 10:00", status=ApplicationStatus.IN_PROGRESS)
    for tranche in make_contract(done):
        make_payment(tranche, "2025-06-01")
    running = approved_award("2025-03-01 10:00", status=ApplicationStatus.IN_PROGRESS)
    make_payment(make_contract(running)[0], "2025-06-01")
    ReportingPeriod.objects.create(
        kind=PeriodKind.FIRST_HALF,
        year=2025,
        starts_on=date(2024, 12, 15),
        ends_on=date(2025, 6, 15),
        contributions_due_on=date(2025, 6, 20),
        status=PeriodStatus.ENDED,
    )

    found = blocks(client, person(Role.MANAGER))

    assert titles(found["badge-check"]) == [done.application.title]
    assert len(found["file-chart-column"].items) == 1


def test_manager_sees_missing_evaluators_by_due_day_beside_finished_projects(client):
    undated = dossier(ApplicationStatus.EVALUATING, title="Không hạn")
    later = dossier(ApplicationStatus.EVALUATING, timezone.localdate() + timedelta(days=9), title="Muộn hơn")
    first = dossier(ApplicationStatus.EVALUATING, timezone.localdate(), title="Sớm nhất")
    full = dossier(ApplicationStatus.EVALUATING, timezone.localdate())
    for _ in range(full.call.evaluators_per_dossier):
        evaluator = person(Role.EVALUATOR)
        full.call.evaluators.add(evaluator)
        Review.objects.create(application=full, evaluator=evaluator)
    done = dossier(ApplicationStatus.IN_PROGRESS, title="Xong")

    manager, officer = blocks(client, person(Role.MANAGER)), blocks(client, person(Role.OFFICER))

    assert titles(manager["user-plus"]) == titles(officer["user-plus"]) == [first.title, later.title, undated.title]
    assert titles(manager["badge-check"]) == [done.title]
    assert "badge-check" not in officer


def test_director_sees_proposals_and_accountant_sees_accepted_tranches(client):
    dossier(ApplicationStatus.PROPOSED, timezone.localdate(), title="Chờ quyết định")
    tranches = make_contract(approved_award("2025-03-01 10:00"))
    make_payment(tranches[0], "2025-06-01")

    assert titles(blocks(client, person(Role.DIRECTOR))["inbox"]) == ["Chờ quyết định"]
    assert len(blocks(client, person(Role.ACCOUNTANT))["banknote"].items) == 1


def test_evaluator_sees_own_open_reviews_only(client):
    evaluator = person(Role.EVALUATOR)
    mine = dossier(ApplicationStatus.EVALUATING, title="Của tôi")
    sent = dossier(ApplicationStatus.EVALUATING, title="Đã gửi")
    add_reviews(dossier(ApplicationStatus.EVALUATING, title="Của người khác"), ReviewStatus.OPEN)
    Review.objects.create(application=mine, evaluator=evaluator)
    Review.objects.create(
        application=sent,
        evaluator=evaluator,
        status=ReviewStatus.SENT,
        declared_at=timezone.now(),
        total=70,
        sent_at=timezone.now(),
    )

    assert titles(blocks(client, evaluator)["clipboard-check"]) == ["Của tôi"]


def test_partner_sees_what_the_own_unit_owes(client):
    unit, other = UnitFactory(), UnitFactory()
    period = ReportingPeriod.objects.create(
        kind=PeriodKind.FIRST_HALF,
        year=2025,
        starts_on=date(2024, 12, 15),
        ends_on=date(2025, 6, 15),
        contributions_due_on=date(2025, 6, 20),
        status=PeriodStatus.ENDED,
    )
    Contribution.objects.create(period=period, unit=unit)
    Contribution.objects.create(period=period, unit=other, status=ContributionStatus.SUBMITTED)

    assert len(blocks(client, person(Role.PARTNER_REPORTER, unit=unit))["file-pen-line"].items) == 1
    assert blocks(client, person(Role.PARTNER_HEAD, unit=unit))["file-pen-line"].items == []
    assert len(blocks(client, person(Role.PARTNER_HEAD, unit=other))["file-pen-line"].items) == 1


def test_administrator_sees_parked_mails(client):
    for n, status in enumerate([DeliveryStatus.PARKED, DeliveryStatus.PARKED, DeliveryStatus.QUEUED]):
        OutboxMessage.objects.create(
            key=f"m{n}", kind="receipt", recipient="a@example.org", subject="s", body="b", status=status
        )

    first = blocks(client, person(Role.ADMINISTRATOR))["activity"].items[0]

    assert first.title.startswith("2 ")
    assert first.text.startswith("1 ")


def test_administrator_sees_background_work_that_fails(client):
    for key, error in (("1", "away"), ("2", "")):
        UnfinishedWork.objects.create(kind="broadcast", key=key, attempts=1, last_error=error)

    items = blocks(client, person(Role.ADMINISTRATOR))["activity"].items

    assert items[1].title.startswith("1 ")
    assert items[1].url == reverse("lists:unfinished_work_list")
    assert len(items) == 3


def add_measurement(**people):
    return Measurement.objects.create(
        indicator=IndicatorFactory(),
        span="year",
        starts_on=date(2024, 12, 15),
        ends_on=date(2025, 12, 15),
        value=5,
        source="Báo cáo",
        confidence=Confidence.HIGH,
        **people,
    )


def test_manager_sees_figures_of_others_that_wait_to_be_verified(client):
    manager = person(Role.MANAGER)
    theirs = add_measurement(entered_by=person(Role.OFFICER))
    add_measurement(entered_by=manager)
    add_measurement(entered_by=person(Role.OFFICER), verified_by=person(Role.DIRECTOR))
    add_measurement(entered_by=None)

    found = blocks(client, manager)

    assert titles(found["shield-check"]) == [theirs.indicator.label]


def test_administrator_is_notified_of_a_year_without_holidays(client):
    administrator = person(Role.ADMINISTRATOR)
    Holiday.objects.create(day=date(2030, 1, 1), name="Tết Dương lịch")

    with time_machine.travel(datetime(2030, 11, 1, tzinfo=UTC), tick=False):
        assert titles(blocks(client, administrator)["calendar-days"]) == ["Chưa nhập ngày nghỉ lễ nào của năm 2031"]
        Holiday.objects.create(day=date(2031, 1, 1), name="Tết Dương lịch")
        assert titles(blocks(client, administrator)["calendar-days"]) == []


def test_applicant_sees_own_dossiers_startups_deliverables_and_invitations(client):
    founder = UserFactory(email="founder@example.org")
    startup = StartupFactory(name="Của tôi", members=[founder], summary="")
    ApplicationFactory(startup=startup, title="Hồ sơ nháp")
    ApplicationFactory(startup=startup, title="Hồ sơ đã đóng", status=ApplicationStatus.CLOSED)
    ApplicationFactory(title="Hồ sơ của người khác", status=ApplicationStatus.SUBMITTED)
    first, _ = make_contract(approved_award("2025-03-01 10:00", startup=startup))
    Tranche.objects.filter(pk=first.pk).update(status=TrancheStatus.PLANNED, deliverable="Báo cáo giữa kỳ")
    inviting = StartupFactory(name="Mời tôi")
    Invitation.objects.create(startup=inviting, email="Founder@example.org", invited_by=UserFactory())
    Invitation.objects.create(
        startup=StartupFactory(name="Lời mời đã hết hạn"),
        email="founder@example.org",
        invited_by=UserFactory(),
        expires_at=timezone.now() - timedelta(minutes=1),
    )

    found = blocks(client, founder)

    assert titles(found["files"])[0] == "Hồ sơ nháp"
    assert titles(found["files"])[-1] == "Hồ sơ đã đóng"
    assert "Hồ sơ của người khác" not in titles(found["files"])
    assert titles(found["rocket"]) == ["Của tôi"]
    assert str(found["rocket"].items[0].text).startswith("Còn thiếu")
    assert [item.text.partition(" · ")[0] for item in found["package"].items] == ["Báo cáo giữa kỳ"]
    assert titles(found["mail"]) == ["Mời tôi"]


def test_newcomer_is_notified_to_register_a_startup_first(client):
    client.force_login(UserFactory())

    context = client.get(reverse("dashboards:my_home")).context

    assert [block.icon for block in context["busy"]] == ["rocket", "files"]
    assert context["busy"][0].actions[0][1] == reverse("startups:startup_register")


@pytest.mark.parametrize("role", sample([*(role for role in Role if role != Role.APPLICANT), None], at_most=4))
@pytest.mark.parametrize("count", [1, 4])
def test_home_takes_few_queries_however_much_waits(client, role, count, django_assert_max_num_queries):
    unit = UnitFactory()
    partner = role in {Role.PARTNER_REPORTER, Role.PARTNER_HEAD}
    user = person(role, unit=unit if partner else None) if role else UserFactory()
    for _ in range(count):
        if role is None:
            ApplicationFactory(startup=StartupFactory(members=[user]))
        for status in (ApplicationStatus.SUBMITTED, ApplicationStatus.PROPOSED, ApplicationStatus.RETURNED):
            dossier(status, timezone.localdate() - timedelta(days=1))
        Review.objects.create(application=dossier(ApplicationStatus.EVALUATING), evaluator=user)
        make_contract(approved_award("2025-03-01 10:00"))
        StartupFactory(status=Publication.REQUESTED)
    client.force_login(user)

    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(reverse("dashboards:my_home"))

    assert response.status_code == 200


def test_every_line_of_every_home_leads_somewhere(client):
    """Each link of a director-officer-manager-accountant's home answers, so no address is made up."""
    dossier(ApplicationStatus.SUBMITTED, timezone.localdate())
    make_contract(approved_award("2025-03-01 10:00"))
    StartupFactory(status=Publication.REQUESTED)
    client.force_login(person(Role.OFFICER, Role.MANAGER, Role.ACCOUNTANT))
    context = client.get(reverse("dashboards:my_home")).context

    addresses = [item.url for block in context["busy"] for item in block.items if item.url]
    addresses += [block.url for block in [*context["busy"], *context["quiet"]] if block.url]

    assert len(addresses) > 6
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.row("B60")
@pytest.mark.parametrize(
    ("role", "status", "queue"),
    [
        (Role.OFFICER, ApplicationStatus.SUBMITTED, "check"),
        (Role.OFFICER, ApplicationStatus.CHECKING, "check"),
        (Role.DIRECTOR, ApplicationStatus.PROPOSED, "decide"),
    ],
)
def test_home_leads_into_the_queue_of_what_waits(client, role, status, queue):
    user = person(role)
    assert blocks(client, user)["inbox"].actions == []
    dossier(status)

    block = blocks(client, user)["inbox"]

    start = reverse("grants:queue_start", args=[queue])
    assert [address for _label, address in block.actions] == [start]
    assert f'href="{start}"' in client.get(reverse("dashboards:my_home")).content.decode()
    assert client.get(start).status_code == 302


@pytest.mark.row("B60")
def test_evaluators_home_leads_into_the_queue_of_scores(client):
    evaluator = person(Role.EVALUATOR)
    assert blocks(client, evaluator)["clipboard-check"].actions == []
    Review.objects.create(application=dossier(ApplicationStatus.EVALUATING), evaluator=evaluator)

    start = reverse("grants:queue_start", args=["score"])

    assert [address for _label, address in blocks(client, evaluator)["clipboard-check"].actions] == [start]
