"""Cancelling a call, and withdrawing a review, against what others do at the same moment; each with its control."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core import workflow
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import TransitionRefused
from ecosystem.notices.models import Broadcast
from programmes.grants.actions import amendment, application, award, call, evaluators, review
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Call,
    CallStatus,
    DeadlineExtension,
    Review,
    ReviewStatus,
    Score,
    WithdrawalGround,
)
from tests.concurrency import add_barrier, remove_lock, run_concurrently, wait_for_others
from tests.factories import CallFactory, UserFactory, person, ready_to_submit, time_limits
from tests.programmes.grants.cases import make_case, open_review, proposed_case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

S = ApplicationStatus


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    time_limits()
    monkeypatch.setattr("ecosystem.notices.mail.send_outbox_task", lambda: None)
    monkeypatch.setattr("ecosystem.notices.broadcasts.send_broadcast_task", lambda: None)
    monkeypatch.setattr("programmes.grants.actions.letter.decision_letter_pdf", lambda data: b"%PDF")


def outcome(action: Any, *args: Any, **values: Any) -> str:
    try:
        action(*args, **values)
    except TransitionRefused:
        return "refused"
    return "done"


def remove_lock_of_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    """A submission has read its dossier and found it complete, before the other step goes on."""
    read = Application.objects.select_related("call")
    monkeypatch.setattr(application, "_lock_for_submission", lambda row: read.get(pk=row.pk))
    add_barrier(monkeypatch, application, "_require_complete")


# --- Cancelling a call against sending ------------------------------------------------------------------
def cancel_and_send(draft: Application, owner: Any) -> list[str]:
    manager = person(Role.MANAGER)
    return run_concurrently(
        [
            lambda: outcome(call.cancel_call, draft.call, by=manager, reason="Hết tiền"),
            lambda: outcome(application.submit_application, draft, by=owner),
        ]
    )


@pytest.mark.parametrize("attempt", range(3))
def test_call_cancelled_while_a_draft_is_sent_leaves_no_dossier_waiting(attempt):
    owner = UserFactory()
    draft = ready_to_submit(owner)

    cancelled, sent = cancel_and_send(draft, owner)

    draft.refresh_from_db()
    assert cancelled == "done"
    assert draft.status == (S.STOPPED if sent == "done" else S.DRAFT)
    assert Broadcast.objects.get().subjects == [draft.pk]


def test_control_without_the_lock_of_the_call_a_dossier_waits_in_a_cancelled_call(monkeypatch):
    remove_lock_of_submission(monkeypatch)
    add_barrier(monkeypatch, call, "announce_cancellation")
    owner = UserFactory()
    draft = ready_to_submit(owner)

    assert cancel_and_send(draft, owner) == ["done", "done"]

    draft.refresh_from_db()
    assert (draft.status, draft.call.status) == (S.SUBMITTED, CallStatus.CANCELLED)


# --- Cancelling a call against publishing it, and twice ---------------------------------------------------
def ready_call():
    draft = CallFactory(status=CallStatus.DRAFT)
    draft.evaluators.set([person(Role.EVALUATOR), person(Role.EVALUATOR)])
    return draft


def cancel_and_publish(draft: Any) -> list[str]:
    manager = person(Role.MANAGER)
    return run_concurrently(
        [
            lambda: outcome(call.cancel_call, draft, by=manager, reason="Soạn nhầm"),
            lambda: outcome(call.publish_call, draft, by=manager),
        ]
    )


def sources_of(obj: Any) -> list[str]:
    return sorted(AuditEntry.objects.about(obj).values_list("source", flat=True))


@pytest.mark.parametrize("attempt", range(3))
def test_call_cancelled_while_it_is_published_ends_cancelled(attempt):
    draft = ready_call()

    cancelled, published = cancel_and_publish(draft)

    draft.refresh_from_db()
    assert (cancelled, draft.status) == ("done", CallStatus.CANCELLED)
    assert sources_of(draft) == (["draft", "published"] if published == "done" else ["draft"])


def test_control_without_the_lock_a_draft_is_cancelled_and_published(monkeypatch):
    draft = ready_call()
    remove_lock(monkeypatch, workflow, barrier_at=Call)

    assert cancel_and_publish(draft) == ["done", "done"]
    assert sources_of(draft) == ["draft", "draft"]


def cancel_by_four(published: Any) -> Counter[str]:
    managers = [person(Role.MANAGER) for _ in range(4)]
    jobs = [lambda m=m: outcome(call.cancel_call, published, by=m, reason="Hết tiền") for m in managers]
    return Counter(run_concurrently(jobs))


def test_call_is_cancelled_once_by_four_managers():
    owner = UserFactory()
    draft = ready_to_submit(owner)

    assert cancel_by_four(draft.call) == {"done": 1, "refused": 3}
    assert Broadcast.objects.count() == 1


def test_control_without_the_lock_a_call_is_cancelled_four_times(monkeypatch):
    draft = ready_to_submit(UserFactory())
    remove_lock(monkeypatch, workflow, barrier_at=Call)

    assert cancel_by_four(draft.call) == {"done": 4}
    assert Broadcast.objects.count() == 4


# --- Taking an extension back against sending -------------------------------------------------------------
def revoke_and_send(draft: Application, owner: Any) -> list[str]:
    manager, after = person(Role.MANAGER), draft.call.closes_at
    return run_concurrently(
        [
            lambda: outcome(amendment.revoke_extension, draft.call, draft.startup, by=manager, reason="Cấp nhầm"),
            lambda: outcome(application.submit_application, draft, by=owner, at=after),
        ]
    )


def extended_draft() -> tuple[Application, Any]:
    owner = UserFactory()
    draft = ready_to_submit(owner)
    until = draft.call.closes_at + timedelta(days=3)
    amendment.extend_deadline(draft.call, draft.startup, by=person(Role.MANAGER), until=until, reason="Bão")
    return draft, owner


@pytest.mark.parametrize("attempt", range(3))
def test_extension_is_used_or_taken_back_and_never_both(attempt):
    draft, owner = extended_draft()

    assert sorted(revoke_and_send(draft, owner)) == ["done", "refused"]


def test_control_without_the_lock_an_extension_that_was_used_is_taken_back(monkeypatch):
    draft, owner = extended_draft()
    remove_lock_of_submission(monkeypatch)
    add_barrier(monkeypatch, amendment, "_require_not_sent")

    assert revoke_and_send(draft, owner) == ["done", "done"]
    assert DeadlineExtension.objects.filter(until=None).count() == 1


# --- Withdrawing a review against its sending, and against the decision -----------------------------------
def scored_review() -> tuple[Any, Review]:
    case = make_case()
    row = open_review(case.application, case.evaluators[0])
    for criterion in case.application.call.criteria.all():
        Score.objects.create(review=row, criterion=criterion, value=8, reason="Có số liệu.")
    return case, row


def withdraw_and_send(case: Any, row: Review) -> list[str]:
    ground = WithdrawalGround.ILLNESS
    return run_concurrently(
        [
            lambda: outcome(evaluators.withdraw_review, row, by=case.officer, because=ground, reason="Nằm viện"),
            lambda: outcome(review.send_review, row, by=case.evaluators[0]),
        ]
    )


@pytest.mark.parametrize("attempt", range(3))
def test_review_is_sent_or_withdrawn_and_never_both(attempt):
    case, row = scored_review()

    withdrawn, sent = withdraw_and_send(case, row)

    row.refresh_from_db()
    assert sorted([withdrawn, sent]) == ["done", "refused"]
    assert (row.status, row.scores.count()) == (
        (ReviewStatus.SENT, 5) if sent == "done" else (ReviewStatus.WITHDRAWN, 0)
    )


def test_control_without_the_locks_a_review_is_sent_and_withdrawn(monkeypatch):
    """Both read the open review; the withdrawal is written last, for the scores that it deletes are missing before."""
    case, row = scored_review()
    remove_lock(monkeypatch, evaluators, review, workflow, barrier_at=Review)
    save = Review.save

    def save_last(row: Review, **options: Any) -> None:
        if row.status == ReviewStatus.WITHDRAWN:
            wait_for_others()  # until the scores are sent
        save(row, **options)

    monkeypatch.setattr(Review, "save", save_last)

    assert withdraw_and_send(case, row) == ["done", "done"]
    assert sources_of(row) == ["open", "open"]


def withdraw_and_decide(case: Any) -> list[str]:
    row = case.application.reviews.order_by("pk").first()
    ground = WithdrawalGround.CONFLICT
    decision = {"decision_number": f"{case.application.pk}/QĐ", "decided_on": timezone.localdate()}
    return run_concurrently(
        [
            lambda: outcome(evaluators.withdraw_review, row, by=case.officer, because=ground, reason="Góp vốn"),
            lambda: outcome(award.approve_award, case.fresh, by=case.director, **decision),
        ]
    )


@pytest.mark.parametrize("attempt", range(3))
def test_scores_are_excluded_or_decided_on_and_never_both(attempt):
    case = proposed_case()

    assert sorted(withdraw_and_decide(case)) == ["done", "refused"]

    excluded = case.application.reviews.exclude(status=ReviewStatus.SENT).count()
    assert (case.fresh.status, excluded) in {(S.APPROVED, 0), (S.PROPOSED, 1)}


def test_control_without_the_locks_a_decision_uses_excluded_scores(monkeypatch):
    case = proposed_case()
    add_barrier(monkeypatch, award, "_require_scores")
    add_barrier(monkeypatch, evaluators, "restart_evaluation")
    remove_lock(monkeypatch, evaluators)

    assert withdraw_and_decide(case) == ["done", "done"]
    assert case.fresh.status == S.APPROVED
    assert case.application.reviews.filter(status=ReviewStatus.SENT).count() == 1
