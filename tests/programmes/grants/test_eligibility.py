"""Each rule with both its verdicts, and its boundary."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from ecosystem.core.workflow import RoleRefused, TransitionRefused
from programmes.grants.actions.application import start_application
from programmes.grants.eligibility import Verdict, check_eligibility, sme_size, years_after
from programmes.grants.models import ApplicationStatus, CallStatus
from startups.models import StartupKind
from tests.factories import ApplicationFactory, CallFactory, SectorFactory, StartupFactory, UserFactory
from tests.programmes.grants.conftest import moment

pytestmark = pytest.mark.django_db
BILLION = 10**9


def verdicts(call, startup, **options):
    return {rule.code: rule.verdict for rule in check_eligibility(call, startup, **options).rules}


def test_eligible_enterprise_meets_every_rule_and_still_declares():
    call, startup = CallFactory(), StartupFactory()

    assert verdicts(call, startup) == {
        "open": Verdict.PASS,
        "kind": Verdict.PASS,
        "sector": Verdict.PASS,
        "age": Verdict.PASS,
        "one": Verdict.PASS,
        "double_funding": Verdict.PAPER,
        "public_offering": Verdict.PAPER,
        "size": Verdict.INFO,
    }
    assert check_eligibility(call, startup).is_eligible


def test_person_has_no_rule_about_shares_or_size():
    startup = StartupFactory(kind=StartupKind.INDIVIDUAL, tax_code=None, founded_on=None)

    found = verdicts(CallFactory(), startup)

    assert set(found) == {"open", "kind", "sector", "age", "one", "double_funding"}
    assert found["age"] == Verdict.PASS


def test_kind_that_the_policy_leaves_out_fails_and_says_for_whom_it_is():
    call = CallFactory(policy__applicant_kinds=["individual", "group"])

    rule = next(r for r in check_eligibility(call, StartupFactory()).rules if r.code == "kind")

    assert rule.verdict == Verdict.FAIL
    assert str(StartupKind.INDIVIDUAL.label) in rule.reason


def test_sector_must_be_one_of_the_policy():
    wanted, other = SectorFactory(), SectorFactory()
    call = CallFactory(policy__sectors=[wanted])

    assert verdicts(call, StartupFactory(sectors=[wanted, other]))["sector"] == Verdict.PASS
    assert verdicts(call, StartupFactory(sectors=[other]))["sector"] == Verdict.FAIL


@pytest.mark.parametrize(
    ("founded", "expected"),
    [
        (date(2021, 9, 10), Verdict.PASS),  # five years to the day
        (date(2021, 9, 9), Verdict.FAIL),
        (date(2026, 9, 11), Verdict.FAIL),  # in the future
        (None, Verdict.FAIL),
    ],
)
def test_age_counts_to_the_day_of_submission(founded, expected):
    now = moment("2026-09-10 23:59")
    startup = StartupFactory(founded_on=founded)

    assert verdicts(CallFactory(), startup, now=now)["age"] == expected


def test_leap_day_ages_on_the_last_of_february():
    assert years_after(date(2024, 2, 29), 5) == date(2029, 2, 28)


@pytest.mark.parametrize("status", [ApplicationStatus.SUBMITTED, ApplicationStatus.IN_PROGRESS])
def test_live_application_of_the_same_stage_fails(status):
    call, startup = CallFactory(), StartupFactory()
    other = CallFactory(policy__stage=call.policy.stage)
    ApplicationFactory(call=other, startup=startup, status=status)

    assert verdicts(call, startup)["one"] == Verdict.FAIL


@pytest.mark.parametrize(
    "status", [ApplicationStatus.DRAFT, ApplicationStatus.REJECTED, ApplicationStatus.CLOSED, ApplicationStatus.STOPPED]
)
def test_draft_or_ended_application_of_the_same_stage_does_not_count(status):
    call, startup = CallFactory(), StartupFactory()
    other = CallFactory(policy__stage=call.policy.stage)
    ApplicationFactory(call=other, startup=startup, status=status)

    assert verdicts(call, startup)["one"] == Verdict.PASS


def test_live_application_of_another_stage_does_not_count():
    startup = StartupFactory()
    ApplicationFactory(startup=startup, status=ApplicationStatus.SUBMITTED)

    assert verdicts(CallFactory(), startup)["one"] == Verdict.PASS


@pytest.mark.parametrize("status", [CallStatus.DRAFT, CallStatus.CANCELLED])
def test_call_that_is_not_published_fails(status):
    assert verdicts(CallFactory(status=status), StartupFactory())["open"] == Verdict.FAIL


def test_archived_startup_fails():
    startup = StartupFactory(archived_at=timezone.now())

    assert verdicts(CallFactory(), startup)["archived"] == Verdict.FAIL


@pytest.mark.parametrize(
    ("group", "workers", "money", "expected"),
    [
        ("trade", 10, {"revenue": 10 * BILLION}, "micro"),
        ("trade", 10, {"revenue": 10 * BILLION + 1}, "small"),
        ("trade", 10, {"revenue": 10 * BILLION + 1, "capital": 3 * BILLION}, "micro"),
        ("trade", 50, {"capital": 50 * BILLION}, "small"),
        ("trade", 51, {"capital": 50 * BILLION}, "medium"),
        ("trade", 100, {"revenue": 300 * BILLION}, "medium"),
        ("trade", 101, {"revenue": 1}, ""),
        ("industry", 10, {"revenue": 3 * BILLION}, "micro"),
        ("industry", 100, {"revenue": 50 * BILLION}, "small"),
        ("industry", 200, {"capital": 100 * BILLION}, "medium"),
        ("industry", 200, {"capital": 100 * BILLION + 1}, ""),
        ("industry", 5, {}, ""),
    ],
)
def test_sme_size_by_decree_80_includes_its_boundaries(group, workers, money, expected):
    assert sme_size(group, workers, **money) == expected


@pytest.mark.row("A6")
def test_ineligible_startup_cannot_start():
    owner = UserFactory()
    startup = StartupFactory(members=[owner], founded_on=date(2010, 1, 1))

    with pytest.raises(TransitionRefused, match="01/01/2010"):
        start_application(CallFactory(), startup, by=owner)

    assert startup.applications.count() == 0


def test_starting_twice_gives_the_same_draft():
    owner = UserFactory()
    call, startup = CallFactory(), StartupFactory(members=[owner])

    first = start_application(call, startup, by=owner)

    assert start_application(call, startup, by=owner) == first
    assert startup.applications.count() == 1


@pytest.mark.row("A11")
def test_new_draft_starts_with_what_is_known_already():
    owner = UserFactory()
    startup = StartupFactory(members=[owner], summary="Phần mềm kho lạnh")
    ApplicationFactory(startup=startup, status=ApplicationStatus.CLOSED, team="Năm kỹ sư")

    draft = start_application(CallFactory(), startup, by=owner)

    assert (draft.solution, draft.team, draft.problem) == ("Phần mềm kho lạnh", "Năm kỹ sư", "")


def test_stranger_cannot_start_for_a_startup():
    with pytest.raises(RoleRefused):
        start_application(CallFactory(), StartupFactory(members=[UserFactory()]), by=UserFactory())


def test_call_opens_and_closes_to_the_second():
    opens = moment("2026-09-01 08:00")
    call = CallFactory(opens_at=opens, closes_at=opens + timedelta(hours=9))
    startup = StartupFactory()
    second = timedelta(seconds=1)

    moments = [opens - second, opens, call.closes_at - second, call.closes_at]
    found = [verdicts(call, startup, now=moment)["open"] for moment in moments]

    assert found == [Verdict.FAIL, Verdict.PASS, Verdict.PASS, Verdict.FAIL]
    with time_machine.travel(call.closes_at, tick=False):
        assert verdicts(call, startup)["open"] == Verdict.FAIL


# --- What to do -------------------------------------------------------------------------------------
@pytest.mark.row("A6")
def test_every_rule_not_met_says_what_to_do_and_the_page_offers_it(client):
    owner = UserFactory()
    call = CallFactory(policy__applicant_kinds=[StartupKind.ENTERPRISE], policy__sectors=[SectorFactory()])
    startup = StartupFactory(kind=StartupKind.GROUP, tax_code=None, founded_on=None, members=[owner])
    client.force_login(owner)
    page = reverse("grants:application_start", args=[call.code, startup.pk])

    html = client.get(page).content.decode()

    failed = check_eligibility(call, startup).failed
    assert [rule.code for rule in failed] == ["kind", "sector"]
    assert [str(escape(rule.remedy)) in html for rule in failed] == [True, True]
    assert html.count("rule-remedy") == 2
    assert reverse("startups:startup_edit", args=[startup.pk]) in html

    with time_machine.travel(call.closes_at):
        client.force_login(owner)
        html = client.get(page).content.decode()
    assert html.count("rule-remedy") == 3


def test_profile_is_not_offered_where_it_would_not_help(client):
    owner = UserFactory()
    call, startup = CallFactory(), StartupFactory(members=[owner])
    with time_machine.travel(call.closes_at):
        client.force_login(owner)
        html = client.get(reverse("grants:application_start", args=[call.code, startup.pk])).content.decode()

    assert reverse("startups:startup_edit", args=[startup.pk]) not in html
    assert "Xem các đợt đang mở" in html
