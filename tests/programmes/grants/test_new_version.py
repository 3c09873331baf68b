"""A dossier that is completed during its evaluation: scores for the earlier version count no more."""

from typing import Any

import pytest
from django.urls import reverse

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions.application import (
    accept_as_valid,
    record_check,
    resubmit_application,
    return_for_completion,
)
from programmes.grants.actions.award import propose_award
from programmes.grants.actions.review import assign_evaluator, declare_no_conflict, evaluation_of, send_review
from programmes.grants.models import Application, Holder, Recommendation, Review, ReviewStatus
from programmes.plan.models import Step
from tests.factories import person
from tests.programmes.grants.conftest import all_right, check_version, one_gap
from tests.programmes.grants.test_review_actions import fill

pytestmark = pytest.mark.django_db

NEW_TEXT = "So sánh với hai giải pháp đang bán, kèm số liệu. " * 3


@pytest.fixture
def evaluators(dossier_in_check: Application) -> list[User]:
    people = [person(Role.EVALUATOR) for _ in range(3)]
    dossier_in_check.call.evaluators.add(*people)
    return people


@pytest.fixture
def dossier_in_evaluation(dossier_in_check: Application, officer: User) -> Application:
    record_check(dossier_in_check, all_right(dossier_in_check), by=officer, version=check_version(dossier_in_check))
    return accept_as_valid(dossier_in_check, by=officer)


def open_review(application: Application, evaluator: User, officer: User) -> Review:
    return declare_no_conflict(assign_evaluator(application, by=officer, evaluator=evaluator), by=evaluator)


def send_scores(application: Application, evaluator: User, officer: User) -> Review:
    review = open_review(application, evaluator, officer)
    fill(review)
    return send_review(review, by=evaluator)


def complete_dossier(application: Application, owner: User, officer: User) -> Application:
    """Returned for the gap in «novelty», completed there, sent again and found valid."""
    record_check(application, one_gap(application), by=officer, version=check_version(application))
    application = return_for_completion(application, by=officer, reason="Bổ sung.")
    Application.objects.filter(pk=application.pk).update(novelty=NEW_TEXT)
    application = resubmit_application(application, by=owner)
    record_check(application, all_right(application), by=officer, version=check_version(application))
    return accept_as_valid(application, by=officer)


def propose(application: Application, officer: User) -> Any:
    return propose_award(
        application, by=officer, recommendation=Recommendation.GRANT, amount=10_000_000, reason="Đủ điểm."
    )


def running_steps(application: Application) -> list[str]:
    return list(application.clocks.filter(ended_on__isnull=True, paused_on__isnull=True).values_list("step", flat=True))


def test_sent_scores_open_again_as_a_draft_and_nothing_can_be_proposed(
    dossier_in_evaluation, evaluators, owner, officer
):
    first, second = (send_scores(dossier_in_evaluation, evaluator, officer) for evaluator in evaluators[:2])

    application = complete_dossier(dossier_in_evaluation, owner, officer)

    assert set(application.reviews.values_list("status", "total", "sent_at")) == {(ReviewStatus.OPEN, None, None)}
    assert [first.scores.count(), second.scores.count()] == [application.call.criteria.count()] * 2
    entry = AuditEntry.objects.about(first).filter(transition="reopen").get()
    assert (entry.by, entry.as_system, entry.reason != "") == (officer, True, True)
    assert (application.holder, running_steps(application)) == (Holder.EVALUATORS, [Step.EVALUATION])
    with pytest.raises(TransitionRefused):
        propose(application, officer)


def test_confirmed_scores_count_again_and_the_departments_clock_goes_on(
    dossier_in_evaluation, evaluators, owner, officer
):
    reviews = [send_scores(dossier_in_evaluation, evaluator, officer) for evaluator in evaluators[:2]]
    application = complete_dossier(dossier_in_evaluation, owner, officer)

    for review in reviews:
        send_review(review, by=review.evaluator)

    application.refresh_from_db()
    assert evaluation_of(application).is_complete
    assert (application.holder, running_steps(application)) == (Holder.DEPARTMENT, [Step.EXPLANATION])
    assert application.clocks.filter(step=Step.EXPLANATION).count() == 1
    assert propose(application, officer).amount == 10_000_000


def test_readers_of_the_old_version_are_notified_of_the_changes(dossier_in_evaluation, evaluators, owner, officer):
    sent, reading, not_opened = evaluators
    send_scores(dossier_in_evaluation, sent, officer)
    open_review(dossier_in_evaluation, reading, officer)
    assign_evaluator(dossier_in_evaluation, by=officer, evaluator=not_opened)

    complete_dossier(dossier_in_evaluation, owner, officer)

    mails = {mail.recipient: mail.body for mail in OutboxMessage.objects.filter(kind="review_again")}
    assert set(mails) == {sent.email, reading.email}
    for body in mails.values():
        assert "Tính mới, tính đổi mới sáng tạo" in body
        assert "Đội ngũ" not in body
    assert mails[sent.email] != mails[reading.email]


def test_first_acceptance_as_valid_reopens_no_review(dossier_in_evaluation):
    assert not OutboxMessage.objects.filter(kind="review_again").exists()


def test_evaluator_reads_that_the_dossier_changed_until_the_scores_are_sent(
    client, dossier_in_evaluation, evaluators, owner, officer
):
    review = send_scores(dossier_in_evaluation, evaluators[0], officer)
    client.force_login(review.evaluator)
    pages = [reverse(f"grants:{name}", args=[review.pk]) for name in ("review_detail", "review_score")]
    assert not client.get(pages[0]).context["needs_rereading"]

    complete_dossier(dossier_in_evaluation, owner, officer)

    for page in pages:
        response = client.get(page)
        assert (response.context["needs_rereading"], len(response.context["changed"])) == (True, 1)
        assert "Hồ sơ đã thay đổi" in response.content.decode()
    send_review(review, by=review.evaluator)
    assert not client.get(pages[0]).context["needs_rereading"]


def test_evaluator_assigned_after_the_completion_has_nothing_to_reread(
    client, dossier_in_evaluation, evaluators, owner, officer
):
    application = complete_dossier(dossier_in_evaluation, owner, officer)
    review = open_review(application, evaluators[0], officer)
    client.force_login(review.evaluator)

    assert not client.get(reverse("grants:review_detail", args=[review.pk])).context["needs_rereading"]


def test_evaluator_reads_why_nothing_can_be_scored_now(client, dossier_in_evaluation, evaluators, officer):
    review = open_review(dossier_in_evaluation, evaluators[0], officer)
    client.force_login(review.evaluator)
    page = reverse("grants:review_detail", args=[review.pk])
    assert not client.get(page).context["is_paused"]

    record_check(
        dossier_in_evaluation, one_gap(dossier_in_evaluation), by=officer, version=check_version(dossier_in_evaluation)
    )
    return_for_completion(dossier_in_evaluation, by=officer, reason="Bổ sung.")

    assert client.get(page).context["is_paused"]


def test_proposal_is_offered_only_once_every_score_is_in(client, dossier_in_evaluation, evaluators, officer):
    send_scores(dossier_in_evaluation, evaluators[0], officer)
    review = open_review(dossier_in_evaluation, evaluators[1], officer)
    client.force_login(officer)
    page, proposal = (
        reverse(f"grants:{name}", args=[dossier_in_evaluation.pk]) for name in ("application_detail", "award_propose")
    )
    assert proposal not in client.get(page).content.decode()

    fill(review)
    send_review(review, by=review.evaluator)

    assert proposal in client.get(page).content.decode()
