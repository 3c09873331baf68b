"""Evaluators of a published call are withdrawn and replaced at any time until the decision."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.actions import revoke_role
from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from programmes.grants.actions import evaluators as evaluator_actions
from programmes.grants.actions import review as review_actions
from programmes.grants.actions.award import approve_award, propose_award, reject_award
from programmes.grants.actions.evaluators import (
    ReassignmentResult,
    add_evaluator,
    withdraw_evaluator,
    withdraw_lost_reviews,
    withdraw_review,
)
from programmes.grants.actions.review import assign_evaluator, declare_conflict, evaluation_of
from programmes.grants.models import (
    Amendment,
    Application,
    ApplicationStatus,
    CallStatus,
    Review,
    ReviewStatus,
    Score,
)
from programmes.grants.tasks import watch_deadlines
from startups.models import MemberRole, Membership
from tests.factories import CallFactory, UserFactory, person, time_limits
from tests.mails import mail_recipients
from tests.programmes.grants.cases import evaluated_case, make_case, open_review, proposed_case, sent_review
from tests.programmes.grants.evaluators import end_role, review_statuses

pytestmark = pytest.mark.django_db
S, R = ApplicationStatus, ReviewStatus


# --- Out of the state that had no way on ---------------------------------------------------------------
def test_call_replaces_a_conflicted_evaluator_and_reaches_a_proposal(limits):
    case = make_case()
    first, second = case.evaluators
    review = open_review(case.application, first)
    sent_review(case.application, second)
    declare_conflict(review, by=first, reason="Người nhà làm ở đơn vị.")
    assert (evaluation_of(case.application).missing_count, evaluation_of(case.application).is_complete) == (1, False)
    new = person(Role.EVALUATOR)

    add_evaluator(case.application.call, by=case.officer, evaluator=new, reason="Thay người có xung đột")
    assign_evaluator(case.application, by=case.officer, evaluator=new)
    Review.objects.filter(evaluator=new).delete()
    sent_review(case.application, new, "7")

    award = propose_award(case.fresh, by=case.officer, recommendation="refuse", amount=0, reason="Chưa đạt.")
    assert (case.fresh.status, award.amount) == (S.PROPOSED, 0)


@pytest.mark.parametrize("status", sorted(evaluator_actions.REVIEWABLE_STATUSES))
def test_replacement_gets_every_dossier_that_was_not_sent(limits, status):
    case = make_case(status)
    ill, other = case.evaluators
    call, new = case.application.call, person(Role.EVALUATOR)
    opened = open_review(case.application, ill)
    Score.objects.create(review=opened, criterion=call.criteria.first(), value=Decimal(5), reason="Nháp")
    second = make_case(status, call=call)
    Review.objects.create(application=second.application, evaluator=ill)
    scored = make_case(status, call=call)
    sent = sent_review(scored.application, ill)
    decided = make_case(S.APPROVED, call=call)
    left = open_review(decided.application, ill)
    foreign = make_case(status)
    kept = open_review(foreign.application, ill)

    done = withdraw_evaluator(
        call, by=case.officer, evaluator=ill, because="illness", reason="Nghỉ điều trị", replacement=new
    )

    assert done == ReassignmentResult(assigned=2, unassigned=0)
    for one in (case, second):
        assert review_statuses(one) == {ill.email: [R.WITHDRAWN], new.email: [R.ASSIGNED]}
    assert review_statuses(scored) == {ill.email: [R.SENT]}
    for untouched, was in ((sent, R.SENT), (left, R.OPEN), (kept, R.OPEN)):
        untouched.refresh_from_db()
        assert untouched.status == was
    assert not opened.scores.exists()
    assert set(call.evaluators.all()) - {*second.evaluators, *scored.evaluators, *decided.evaluators} == {other, new}
    assert mail_recipients("review_withdrawn") == [ill.email] * 2
    assert mail_recipients("review_assigned") == [new.email] * 2


def test_scores_sent_before_an_illness_count_and_complete_the_evaluation(limits):
    case = make_case()
    ill, other = case.evaluators
    sent_review(case.application, ill, "8")
    withdraw_evaluator(case.application.call, by=case.manager, evaluator=ill, because="illness", reason="Ốm")
    sent_review(case.application, other, "6")

    evaluation = evaluation_of(case.application)

    assert (evaluation.is_complete, evaluation.average, evaluation.missing_count) == (True, Decimal("70.00"), 0)


def test_scores_of_a_conflict_are_excluded_stay_readable_and_the_number_is_reached_again(client, limits):
    time_limits()
    case = evaluated_case(make_case(), "10", "6")
    bad, good = case.evaluators
    new = person(Role.EVALUATOR)
    case.application.call.evaluators.add(new)
    review = case.application.reviews.get(evaluator=bad)
    with pytest.raises(TransitionRefused):
        withdraw_review(review, by=case.officer, because="illness", reason="Ốm")

    withdraw_review(review, by=case.officer, because="conflict", reason="Là cổ đông", replacement=new)

    evaluation = evaluation_of(case.application)
    assert (evaluation.average, evaluation.is_complete, evaluation.missing_count) == (Decimal("60.00"), False, 0)
    assert review_statuses(case) == {bad.email: [R.EXCLUDED], good.email: [R.SENT], new.email: [R.ASSIGNED]}
    assert case.fresh.holder == "evaluators"
    with pytest.raises(TransitionRefused):
        propose_award(case.fresh, by=case.officer, recommendation="refuse", amount=0, reason="Chưa đạt.")
    for reader, can_read in ((bad, True), (case.officer, True), (new, False)):
        client.force_login(reader)
        page = client.get(reverse("grants:review_detail", args=[review.pk]))
        assert page.status_code == (200 if can_read else 404)
        if can_read:
            assert [score.value for score in page.context["scores"]] == [Decimal(10)] * 5
    client.force_login(bad)
    assert client.get(reverse("grants:application_dossier", args=[case.application.pk])).status_code == 404


@pytest.mark.parametrize("decide", [approve_award, reject_award])
def test_nothing_is_decided_on_scores_that_were_excluded_after_the_proposal(limits, decide):
    case = proposed_case()
    withdraw_review(case.application.reviews.first(), by=case.manager, because="conflict", reason="Cổ đông")
    why = {"end_reason": "other", "reason": "Chưa đạt"} if decide is reject_award else {}

    with pytest.raises(TransitionRefused):
        decide(case.application, by=case.director, decision_number="1", decided_on=timezone.localdate(), **why)

    assert (case.fresh.status, case.line.granted) == (S.PROPOSED, 0)


@pytest.mark.parametrize("status", [s for s in S if s not in evaluator_actions.REVIEWABLE_STATUSES])
def test_after_the_decision_no_evaluator_is_withdrawn(status):
    case = evaluated_case(make_case(status, number="HS-2026-900001"))

    with pytest.raises(TransitionRefused):
        withdraw_review(case.application.reviews.first(), by=case.manager, because="conflict", reason="Cổ đông")

    assert list(review_statuses(case).values()) == [[R.SENT], [R.SENT]]


def test_replacement_with_a_conflict_gets_no_dossier_of_that_startup(limits):
    case = make_case()
    ill, _other = case.evaluators
    open_review(case.application, ill)
    relative = person(Role.EVALUATOR)
    Membership.objects.create(startup=case.application.startup, user=relative, role=MemberRole.READER)

    done = withdraw_evaluator(
        case.application.call, by=case.officer, evaluator=ill, because="left", reason="Nghỉ", replacement=relative
    )

    assert done == ReassignmentResult(assigned=0, unassigned=1)
    assert review_statuses(case) == {ill.email: [R.WITHDRAWN]}


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ACCOUNTANT, Role.EVALUATOR, Role.COUNCIL])
def test_only_officers_and_managers_of_the_unit_change_evaluators(role):
    case = make_case()
    first = case.evaluators[0]
    review = open_review(case.application, first)
    call, by = case.application.call, person(role)
    for stranger in (by, person(Role.MANAGER, unit=CallFactory().unit)):
        with pytest.raises(RoleRefused):
            withdraw_evaluator(call, by=stranger, evaluator=first, because="illness", reason="Ốm")
        with pytest.raises(RoleRefused):
            add_evaluator(call, by=stranger, evaluator=person(Role.EVALUATOR), reason="Thêm")
        with pytest.raises(RoleRefused):
            withdraw_review(review, by=stranger, because="illness", reason="Ốm")
    assert (call.evaluators.count(), Amendment.objects.count()) == (2, 0)


@pytest.mark.parametrize("status", [CallStatus.DRAFT, CallStatus.CANCELLED])
def test_evaluators_of_a_call_that_is_not_published_are_not_changed_here(status):
    call = CallFactory(status=status)
    evaluator = person(Role.EVALUATOR)
    call.evaluators.add(evaluator)

    for act in (
        lambda: withdraw_evaluator(call, by=person(Role.MANAGER), evaluator=evaluator, because="left", reason="Nghỉ"),
        lambda: add_evaluator(call, by=person(Role.MANAGER), evaluator=person(Role.EVALUATOR), reason="Thêm"),
    ):
        with pytest.raises(TransitionRefused):
            act()


def test_nobody_without_the_role_becomes_an_evaluator():
    case = make_case()
    gone, closed = person(Role.EVALUATOR), person(Role.EVALUATOR, is_active=False)
    end_role(gone)

    for one in (gone, closed, UserFactory()):
        with pytest.raises(TransitionRefused):
            add_evaluator(case.application.call, by=case.officer, evaluator=one, reason="Thêm")


# --- A role that ended, an account that closed ---------------------------------------------------------
@pytest.mark.parametrize("how", ["role", "account"])
def test_evaluator_who_has_left_holds_no_seat_and_is_missing_everywhere(client, limits, how):
    case = make_case()
    gone, stays = case.evaluators
    open_review(case.application, gone)
    sent_review(case.application, stays)
    whole = make_case(call=case.application.call)
    evaluated_case(whole)
    end_role(gone) if how == "role" else type(gone).objects.filter(pk=gone.pk).update(is_active=False)

    assert evaluation_of(case.application).missing_count == 1
    assert list(Application.objects.lacking_evaluators()) == [case.application]
    client.force_login(case.officer)
    home = client.get(reverse("dashboards:my_home")).content.decode()
    assert reverse("grants:review_board", args=[case.application.pk]) in home
    assert reverse("grants:review_board", args=[whole.application.pk]) not in home
    page = client.get(reverse("grants:call_manage", args=[case.application.call_id])).context
    assert (page["lacking_count"], [works for user, works in page["evaluators"] if user.pk == gone.pk]) == (1, [False])
    board = client.get(reverse("grants:review_board", args=[case.application.pk])).context["evaluation"]
    assert [review.evaluator for review in board.abandoned_reviews] == [gone]


def undecided_and_sent():
    """A dossier that an evaluator still has to score, and another of the call, whose scores that evaluator sent."""
    case = make_case()
    gone, stays = case.evaluators
    open_review(case.application, gone)
    sent_review(case.application, stays)
    other = make_case(call=case.application.call, colleagues=case)
    sent_review(other.application, gone)
    return case, other


def test_role_taken_away_withdraws_the_open_reviews_at_once_and_the_officer_in_charge_is_told(client, limits):
    case, other = undecided_and_sent()
    gone, stays = case.evaluators
    elsewhere = make_case()
    open_review(elsewhere.application, elsewhere.evaluators[0])
    Application.objects.filter(pk=case.application.pk).update(in_charge=case.officer)
    administrator = person(Role.ADMINISTRATOR)

    revoke_role(RoleGrant.objects.get(user=gone, role=Role.EVALUATOR), by=administrator, reason="Chuyển công tác")

    assert review_statuses(case) == {gone.email: [R.WITHDRAWN], stays.email: [R.SENT]}
    assert (review_statuses(other), review_statuses(elsewhere)) == (
        {gone.email: [R.SENT]},
        {elsewhere.evaluators[0].email: [R.OPEN]},
    )
    assert mail_recipients("review_vacated") == [case.officer.email]
    review = Review.objects.get(evaluator=gone, application=case.application)
    assert (review.withdrawn_because, review.scores.count()) == ("left", 0)
    assert AuditEntry.objects.about(review).get(transition="withdraw").by == administrator
    client.force_login(case.officer)
    board = client.get(reverse("grants:review_board", args=[case.application.pk]))
    assert (board.context["evaluation"].missing_count, board.context["may_assign"]) == (1, True)


def test_withdrawn_seat_is_told_to_the_desk_when_the_officer_in_charge_has_left_too(limits):
    case, _other = undecided_and_sent()
    colleague = person(Role.OFFICER, unit=case.application.call.unit)
    Application.objects.filter(pk=case.application.pk).update(in_charge=case.officer)
    RoleGrant.objects.filter(user=case.officer).update(revoked_at=timezone.now())
    end_role(case.evaluators[0])

    assert withdraw_lost_reviews() == 1

    assert set(mail_recipients("review_vacated")) == {colleague.email, case.manager.email}


@pytest.mark.parametrize("how", ["last day", "account"])
def test_open_reviews_of_a_role_that_ran_out_are_withdrawn_by_the_task(limits, how):
    case, other = undecided_and_sent()
    gone, stays = case.evaluators
    ended = make_case(S.WITHDRAWN, call=case.application.call, colleagues=case)
    open_review(ended.application, gone)
    if how == "account":
        type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    else:
        RoleGrant.objects.filter(user=gone).update(ends_at=timezone.now() - timedelta(minutes=1))

    watch_deadlines()
    watch_deadlines()

    assert review_statuses(case) == {gone.email: [R.WITHDRAWN], stays.email: [R.SENT]}
    assert review_statuses(other) == {gone.email: [R.SENT]}
    assert review_statuses(ended) == {gone.email: [R.OPEN]}
    assert sorted(mail_recipients("review_vacated")) == sorted({case.officer.email, case.manager.email})


def test_role_given_again_before_the_old_one_ends_keeps_the_open_reviews(limits):
    case, _other = undecided_and_sent()
    gone = case.evaluators[0]
    RoleGrant.objects.filter(user=gone).update(revoked_at=timezone.now())
    RoleGrant.objects.create(user=gone, role=Role.EVALUATOR)

    assert withdraw_lost_reviews() == 0

    assert review_statuses(case)[gone.email] == [R.OPEN]


def test_evaluator_who_has_left_is_not_mailed_when_withdrawn(limits):
    case = make_case()
    gone = case.evaluators[0]
    open_review(case.application, gone)
    end_role(gone)

    withdraw_evaluator(case.application.call, by=case.officer, evaluator=gone, because="left", reason="Nghỉ hưu")

    assert mail_recipients("review_withdrawn") == []
    assert review_statuses(case) == {gone.email: [R.WITHDRAWN]}


# --- The law in the database ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    "values",
    [
        {"status": R.WITHDRAWN, "withdrawn_because": ""},
        {"status": R.WITHDRAWN, "withdrawn_because": "whim"},
        {
            "status": R.EXCLUDED,
            "withdrawn_because": "illness",
            "total": 80,
            "sent_at": datetime(2026, 1, 1, tzinfo=UTC),
        },
        {"status": R.EXCLUDED, "withdrawn_because": "conflict"},
        {"status": R.OPEN, "withdrawn_because": "illness"},
    ],
)
def test_database_refuses_a_withdrawal_without_its_ground(values):
    review = open_review(make_case().application, person(Role.EVALUATOR))

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(**values)


def test_excluded_scores_are_frozen_in_the_database(limits):
    case = evaluated_case(make_case())
    review = case.application.reviews.first()
    withdraw_review(review, by=case.manager, because="conflict", reason="Cổ đông")

    for rows, values in (
        (Review.objects.filter(pk=review.pk), {"total": 10}),
        (Score.objects.filter(review=review), {"value": 1}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


# --- Conflicts that arise later --------------------------------------------------------------------------
@pytest.mark.parametrize("tie", ["member", "employer"])
def test_conflict_that_arises_after_assignment_is_noticed_at_every_step(client, limits, tie):
    case = make_case()
    evaluator = case.evaluators[0]
    assigned = Review.objects.create(application=case.application, evaluator=evaluator)
    if tie == "member":
        Membership.objects.create(startup=case.application.startup, user=evaluator, role=MemberRole.READER)
    else:
        type(evaluator).objects.filter(pk=evaluator.pk).update(employer=case.application.startup.name)
    evaluator = type(evaluator).objects.get(pk=evaluator.pk)

    with pytest.raises(TransitionRefused):
        review_actions.declare_no_conflict(assigned, by=evaluator)
    Review.objects.filter(pk=assigned.pk).update(status=R.OPEN, declared_at=timezone.now())
    assigned.refresh_from_db()
    with pytest.raises(TransitionRefused):
        review_actions.save_scores(
            assigned, by=evaluator, marks={}, comment="x", version=assigned.updated_at.isoformat()
        )
    with pytest.raises(TransitionRefused):
        review_actions.send_review(assigned, by=evaluator)
    client.force_login(case.officer)
    board = client.get(reverse("grants:review_board", args=[case.application.pk]))
    assert [who for who, _why in board.context["conflicts"]] == [evaluator]
    assert declare_conflict(assigned, by=evaluator, reason="Mới vào làm").status == R.RECUSED


def test_evaluator_declares_a_conflict_that_came_to_light_while_scoring(client, limits):
    case = make_case()
    review = open_review(case.application, case.evaluators[0])
    client.force_login(case.evaluators[0])
    page = client.get(reverse("grants:review_detail", args=[review.pk]))
    assert page.context["may_step_aside"]
    declare = reverse("grants:review_declare", args=[review.pk])

    assert client.post(declare, {"answer": "conflict", "reason": ""}).status_code == 422
    client.post(declare, {"answer": "conflict", "reason": "Bạn học của chủ dự án"})

    review.refresh_from_db()
    assert (review.status, review.conflict_reason) == (R.RECUSED, "Bạn học của chủ dự án")


@pytest.mark.parametrize("status", [S.EVALUATING, S.RETURNED, S.PROPOSED, S.APPROVED, S.REJECTED, S.WITHDRAWN])
def test_access_of_evaluators_to_the_dossier_ends_with_its_decision(client, limits, status):
    case = evaluated_case(make_case(status, number="HS-2026-900001"), "8", "7")
    mine, other = case.application.reviews.order_by("pk")
    client.force_login(case.evaluators[0])
    open_still = status in {S.EVALUATING, S.RETURNED, S.PROPOSED}

    assert client.get(reverse("grants:application_dossier", args=[case.application.pk])).status_code == (
        200 if open_still else 404
    )
    own = client.get(reverse("grants:review_detail", args=[mine.pk]))
    assert (own.status_code, len(own.context["scores"])) == (200, 5)
    assert client.get(reverse("grants:review_detail", args=[other.pk])).status_code == (200 if open_still else 404)
