"""An approved grant is an offer: accepted, declined, lapsed or ended; what ends it gives the money back at once."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions import award as awards
from programmes.grants.actions import offer as offers
from programmes.grants.actions.budget import budget_differences
from programmes.grants.actions.charge import assign_officer
from programmes.grants.models import Application, ApplicationStatus, Award, AwardStatus, Holder, StepClock
from programmes.grants.tasks import lapse_offers, remind_of_clocks
from programmes.plan.counting import STARTUPS, Selection, total
from programmes.plan.models import Counter as Figure
from programmes.plan.models import Step, TimeLimit
from startups.models import Membership, Startup
from tests.concurrency import let_others_go_first, remove_lock, run_concurrently, unguarded_move, wait_for_others
from tests.factories import UserFactory, person, time_limits
from tests.programmes.grants.cases import AMOUNT, Case, proposed_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S, A = ApplicationStatus, AwardStatus


def approved_case() -> Case:
    """A grant that the director has just approved, as the action leaves it."""
    case = proposed_case()
    number = f"{case.application.pk}/QĐ"
    awards.approve_award(case.fresh, by=case.director, decision_number=number, decided_on=timezone.localdate())
    return case


def make_overdue(case: Case) -> None:
    StepClock.objects.filter(application=case.application).update(due_on=timezone.localdate() - timedelta(days=1))


def figures() -> tuple[int, int]:
    return int(total(Selection(Figure.GRANTED))), int(total(Selection(STARTUPS)))


RELEASES: dict[str, Any] = {
    "declined": lambda case: offers.decline_offer(case.fresh, by=case.owner, reason="Không thực hiện nữa."),
    "ended": lambda case: offers.end_offer(case.fresh, by=case.director, end_reason="other", reason="Hủy dự án."),
    "lapsed": lambda case: (make_overdue(case), lapse_offers()),
}


# --- Offered, accepted ----------------------------------------------------------------------------------------
@pytest.mark.row("B42")
def test_approved_grant_waits_for_the_startup_until_its_limit():
    case = approved_case()

    clock = case.application.clocks.get(ended_on__isnull=True)
    assert (clock.step, case.fresh.holder, case.fresh.due_on) == (Step.OFFER, Holder.APPLICANT, clock.due_on)
    assert f"{clock.due_on:%d/%m/%Y}" in OutboxMessage.objects.get(kind="decision_approved").body


@pytest.mark.row("B42")
def test_accepted_grant_is_back_with_the_department_and_never_lapses():
    case = approved_case()

    offers.accept_offer(case.fresh, by=case.owner)

    award = case.award
    assert (award.offer_accepted_by, case.fresh.status, case.fresh.holder) == (
        case.owner,
        S.APPROVED,
        Holder.DEPARTMENT,
    )
    assert not case.application.clocks.filter(ended_on__isnull=True).exists()
    assert [m.recipient for m in OutboxMessage.objects.filter(kind="offer_accepted")] == [case.officer.email]
    with pytest.raises(TransitionRefused):
        offers.accept_offer(case.fresh, by=case.owner)
    make_overdue(case)
    assert (lapse_offers(), case.line.granted) == (0, AMOUNT)


def test_only_an_owner_answers():
    case = approved_case()
    editor = UserFactory()
    Membership.objects.create(startup=case.application.startup, user=editor, role="editor")

    for act in (
        lambda: offers.accept_offer(case.fresh, by=editor),
        lambda: offers.decline_offer(case.fresh, by=editor, reason="Không."),
    ):
        with pytest.raises(RoleRefused):
            act()

    assert (case.fresh.status, case.award.offer_accepted_at) == (S.APPROVED, None)


# --- Released -------------------------------------------------------------------------------------------------
@pytest.mark.row("B42")
@pytest.mark.parametrize(
    ("outcome", "status"), [("declined", S.WITHDRAWN), ("ended", S.STOPPED), ("lapsed", S.STOPPED)]
)
def test_released_grant_gives_its_money_back_and_leaves_every_figure(outcome, status):
    other, case = approved_case(), approved_case()
    before = case.line.remaining
    stage = case.application.call.policy.stage.code
    assert figures() == (2 * AMOUNT, 2)

    RELEASES[outcome](case)

    assert (case.fresh.status, case.award.status, case.award.end_reason != "") == (status, outcome, True)
    assert (case.line.granted, case.line.remaining) == (0, before + AMOUNT)
    assert figures() == (AMOUNT, 1)
    assert budget_differences() == []
    assert stage not in Startup.objects.get(pk=case.application.startup_id).support_received
    assert other.line.granted == AMOUNT
    told = set(OutboxMessage.objects.filter(kind__startswith="offer_").values_list("recipient", flat=True))
    assert case.officer.email in told
    assert (case.owner.email in told) == (outcome != "declined")


@pytest.mark.parametrize("outcome", ["accepted", *RELEASES])
def test_officer_in_charge_alone_is_told_what_became_of_the_offer(outcome):
    case = approved_case()
    colleague = person(Role.OFFICER, unit=case.application.call.unit)
    assign_officer(case.fresh, by=case.officer, officer=case.officer, expected_officer_id=None)

    if outcome == "accepted":
        offers.accept_offer(case.fresh, by=case.owner)
    else:
        RELEASES[outcome](case)

    kind = "offer_accepted" if outcome == "accepted" else "offer_declined"
    told = set(OutboxMessage.objects.filter(kind=kind).values_list("recipient", flat=True))
    assert case.officer.email in told
    assert colleague.email not in told


def test_released_grant_cannot_be_signed_and_another_may_take_its_money():
    case = proposed_case(call=approved_case().application.call)
    awards.approve_award(case.fresh, by=case.director, decision_number="2/QĐ", decided_on=timezone.localdate())
    RELEASES["declined"](case)

    for act in RELEASES.values():
        if act is not RELEASES["lapsed"]:
            with pytest.raises(TransitionRefused):
                act(case)
    assert budget_differences() == []


def test_offer_without_a_limit_does_not_lapse():
    TimeLimit.objects.filter(step=Step.OFFER).update(amount=None)
    case = approved_case()

    assert not case.application.clocks.filter(step=Step.OFFER).exists()
    assert (lapse_offers(), case.fresh.status, case.fresh.holder) == (0, S.APPROVED, Holder.APPLICANT)


def test_offer_lapses_the_day_after_its_last_day_and_once():
    case = approved_case()
    StepClock.objects.filter(application=case.application).update(due_on=timezone.localdate())
    assert lapse_offers() == 0

    make_overdue(case)
    assert (lapse_offers(), lapse_offers(), case.line.granted) == (1, 0, 0)
    assert OutboxMessage.objects.filter(kind="offer_lapsed").count() == 1


@pytest.mark.row("B42")
def test_startup_is_reminded_before_the_offer_lapses():
    case = approved_case()
    TimeLimit.objects.filter(step=Step.OFFER).update(remind_before=[1])
    StepClock.objects.filter(application=case.application).update(due_on=timezone.localdate())

    assert (remind_of_clocks(), remind_of_clocks()) == (1, 0)
    assert [m.recipient for m in OutboxMessage.objects.filter(kind="offer_reminder")] == [case.owner.email]


# --- Races ----------------------------------------------------------------------------------------------------
def run(job: Any) -> str:
    try:
        job()
    except (TransitionRefused, RoleRefused):
        return "refused"
    return "done"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_accepted_declined_ended_and_lapsed_at_once_is_one_of_them():
    time_limits()
    for _ in range(4):
        case = approved_case()
        make_overdue(case)
        jobs = [
            lambda c=case: offers.accept_offer(c.application, by=c.owner),
            lambda c=case: offers.decline_offer(c.application, by=c.owner, reason="Không."),
            lambda c=case: offers.end_offer(c.application, by=c.director, end_reason="other", reason="Hủy."),
            lambda c=case: offers.lapse_offer(c.application),
        ]
        answers = run_concurrently([lambda j=j: run(j) for j in jobs])

        assert set(answers) <= {"done", "refused"}
        released = case.award.status != A.APPROVED
        assert case.line.granted == (0 if released else AMOUNT)
    assert budget_differences() == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [True, False])
def test_grant_declined_by_ten_clients_at_once_goes_back_once(guarded, monkeypatch):
    """The control, with the guard off: every client gives the money back, and the line's sum is wrong."""
    case = approved_case()
    approved_case_on(case)
    if not guarded:
        monkeypatch.setattr(offers, "move", unguarded_move)

    answers = Counter(
        run_concurrently(
            [lambda: run(lambda: offers.decline_offer(case.application, by=case.owner, reason="Không."))] * 4
        )
    )

    assert answers["done"] == (1 if guarded else 4)
    assert (budget_differences() == []) is guarded


def approved_case_on(case: Case) -> None:
    """Another grant of the same line, so that its sum may be wrong without being negative."""
    for _ in range(4):
        other = proposed_case(call=case.application.call)
        number = f"{other.application.pk}/QĐ"
        awards.approve_award(other.fresh, by=other.director, decision_number=number, decided_on=timezone.localdate())


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [True, False])
def test_grant_accepted_just_before_it_lapses_does_not_lapse(guarded, monkeypatch):
    """The control, with the guard off: the job that lapses offers reads the clock before the acceptance ends it."""
    case = approved_case()
    make_overdue(case)
    end_clocks = offers.end_clocks

    def end_clocks_last(application: Application) -> None:
        let_others_go_first()
        end_clocks(application)

    monkeypatch.setattr(offers, "end_clocks", end_clocks_last)
    if not guarded:
        remove_lock(monkeypatch, offers)

    def lapse() -> None:
        wait_for_others()
        offers.lapse_offer(case.application)

    accepted, lapsed = run_concurrently(
        [lambda: run(lambda: offers.accept_offer(case.application, by=case.owner)), lambda: run(lapse)]
    )

    assert (accepted, lapsed) == ("done", "refused" if guarded else "done")
    assert (case.award.status, case.line.granted) == ((A.APPROVED, AMOUNT) if guarded else (A.LAPSED, 0))


# --- Pages ----------------------------------------------------------------------------------------------------
def test_owner_answers_on_the_page_and_others_do_not(client):
    case = approved_case()
    page = reverse("grants:application_detail", args=[case.application.pk])
    accept, decline = (reverse(f"grants:offer_{n}", args=[case.application.pk]) for n in ("accept", "decline"))
    editor = UserFactory()
    Membership.objects.create(startup=case.application.startup, user=editor, role="editor")
    client.force_login(editor)
    assert (accept in client.get(page).content.decode(), client.get(accept).status_code) == (False, 403)

    client.force_login(case.owner)
    assert accept in client.get(page).content.decode()
    assert client.post(decline, {"reason": ""}).status_code == 422
    assert client.post(accept).status_code == 302
    shown = client.get(page).content.decode()
    assert (accept in shown, decline in shown) == (False, True)
    assert client.post(accept).status_code == 409
    assert client.post(decline, {"reason": "Không thực hiện nữa"}).status_code == 302
    assert "Không thực hiện nữa" in client.get(page).content.decode()
    assert Award.objects.get(pk=case.award.pk).status == A.DECLINED
