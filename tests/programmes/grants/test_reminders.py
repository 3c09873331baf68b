"""Reminders of steps, reviews and deliverables: who is told, how often, and who must not be."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.notices.models import Notification, OutboxMessage
from programmes.grants.actions.application import withdraw_application
from programmes.grants.actions.charge import assign_officer
from programmes.grants.actions.clock import start_step
from programmes.grants.actions.review import reopen_review
from programmes.grants.models import Application, ApplicationStatus, Review, ReviewStatus, Tranche, TrancheStatus
from programmes.grants.tasks import watch_deadlines
from programmes.plan.models import Step
from startups.models import MemberRole, Membership
from tests.factories import UnitFactory, UserFactory, person, time_limits
from tests.mails import mail_recipients
from tests.programmes.grants.cases import contracted_case, make_case, open_review, sent_review

pytestmark = pytest.mark.django_db
S = ApplicationStatus


def addresses(*people) -> list[str]:
    return sorted(p.email for p in people)


def at(day):
    return time_machine.travel(f"{day}T09:00:00+07:00", tick=False)


def watch(day):
    with at(day):
        watch_deadlines()
        watch_deadlines()


@pytest.fixture
def dossier_at_desk():
    """A sent dossier with its clock, an officer of another unit, and one who was dismissed."""
    time_limits()
    case = make_case(S.SUBMITTED)
    case.people["stranger"] = person(Role.OFFICER, Role.MANAGER, unit=UnitFactory())
    case.people["dismissed"] = person(Role.OFFICER, unit=case.application.call.unit)
    RoleGrant.objects.filter(user=case.dismissed).update(revoked_at=timezone.now())
    case.people["clock"] = start_step(case.application, Step.COMPLETENESS)
    return case


def test_dossier_that_nobody_took_nears_its_limit_and_desk_and_manager_are_notified(dossier_at_desk):
    watch(dossier_at_desk.clock.due_on)

    assert mail_recipients("step_reminder") == addresses(dossier_at_desk.officer, dossier_at_desk.manager)


def test_dossier_in_charge_reminds_its_officer_alone(dossier_at_desk):
    person(Role.OFFICER, unit=dossier_at_desk.application.call.unit)
    assign_officer(
        dossier_at_desk.application,
        by=dossier_at_desk.officer,
        officer=dossier_at_desk.officer,
        expected_officer_id=None,
    )

    watch(dossier_at_desk.clock.due_on)

    assert mail_recipients("step_reminder") == addresses(dossier_at_desk.officer)


def test_passed_limit_notifies_desk_and_manager_once(dossier_at_desk):
    watch(dossier_at_desk.clock.due_on + timedelta(days=1))
    watch(dossier_at_desk.clock.due_on + timedelta(days=2))

    assert mail_recipients("step_overdue") == addresses(dossier_at_desk.officer, dossier_at_desk.manager)
    assert Notification.objects.filter(kind="step_overdue").count() == 2


def test_limit_of_the_applicant_is_no_overdue_step_of_the_desk(dossier_at_desk):
    Application.objects.filter(pk=dossier_at_desk.application.pk).update(status=S.RETURNED)
    clock = start_step(dossier_at_desk.fresh, Step.COMPLETION)

    watch(clock.due_on + timedelta(days=1))

    assert mail_recipients("step_overdue") == []


@pytest.fixture
def dossier_in_evaluation():
    """Under evaluation: one review sent, one open, one of an evaluator whose role ended, one who stood aside."""
    time_limits()
    case = make_case(S.EVALUATING)
    sent_review(case.application, case.evaluators[0])
    open_review(case.application, case.evaluators[1])
    case.people["left"], case.people["recused"] = person(Role.EVALUATOR), person(Role.EVALUATOR)
    open_review(case.application, case.left)
    RoleGrant.objects.filter(user=case.left).update(revoked_at=timezone.now())
    review = open_review(case.application, case.recused)
    Review.objects.filter(pk=review.pk).update(status=ReviewStatus.RECUSED, conflict_reason="Quen biết")
    case.people["clock"] = start_step(case.application, Step.EVALUATION)
    return case


def test_evaluators_with_open_reviews_are_reminded_one_day_before_the_limit(dossier_in_evaluation):
    watch(dossier_in_evaluation.clock.started_on + timedelta(days=1))
    assert mail_recipients("review_reminder") == []

    watch(dossier_in_evaluation.clock.due_on - timedelta(days=1))
    watch(dossier_in_evaluation.clock.due_on)

    assert mail_recipients("review_reminder") == addresses(dossier_in_evaluation.evaluators[1])


def test_evaluators_are_notified_when_the_dossier_is_withdrawn(dossier_in_evaluation):
    withdraw_application(dossier_in_evaluation.fresh, by=dossier_in_evaluation.owner, reason="Đổi hướng")

    assert mail_recipients("review_ended") == addresses(dossier_in_evaluation.evaluators[1])


def test_evaluator_is_notified_that_a_review_is_reopened_and_why(dossier_in_evaluation):
    review = Review.objects.get(evaluator=dossier_in_evaluation.evaluators[0])

    reopen_review(review, by=dossier_in_evaluation.manager, reason="Điểm chưa có căn cứ")

    mail = OutboxMessage.objects.get(kind="review_reopened")
    assert mail.recipient == dossier_in_evaluation.evaluators[0].email
    assert "Điểm chưa có căn cứ" in mail.body


def test_deliverables_remind_the_startup_seven_days_and_one_day_before(dossier_in_evaluation):
    case = contracted_case(S.IN_PROGRESS, TrancheStatus.ACCEPTED)
    done, owed = case.tranches
    reader = UserFactory()
    Membership.objects.create(startup=case.application.startup, user=reader, role=MemberRole.READER)
    due = done.due_on  # the accepted deliverable is due on the same day
    Tranche.objects.filter(pk=owed.pk).update(due_on=due)

    for days in (9, 7, 4, 1, 0):
        watch(due - timedelta(days=days))

    assert mail_recipients("deliverable_due") == addresses(case.owner, case.owner)
    assert not Notification.objects.filter(kind="deliverable_due", facts__title="").exists()
    assert done.status != owed.status


def test_ended_contract_reminds_nobody():
    case = contracted_case(S.STOPPED)
    due = timezone.localdate() + timedelta(days=60)
    Tranche.objects.update(due_on=due)

    watch(due - timedelta(days=1))

    assert (mail_recipients("deliverable_due"), case.fresh.status) == ([], S.STOPPED)


def test_overdue_deliverable_is_told_to_the_startup_the_day_after_and_a_week_after_and_to_its_officer_once():
    case = contracted_case(S.IN_PROGRESS, TrancheStatus.ACCEPTED)
    accepted, owed = case.tranches
    unit = case.application.call.unit
    case.people["colleague"] = person(Role.OFFICER, unit=unit)
    case.people["stranger"] = person(Role.OFFICER, Role.MANAGER, unit=UnitFactory())
    case.people["dismissed"] = person(Role.OFFICER, unit=unit)
    RoleGrant.objects.filter(user=case.dismissed).update(revoked_at=timezone.now())
    Membership.objects.create(startup=case.application.startup, user=UserFactory(), role=MemberRole.READER)
    assign_officer(case.fresh, by=case.officer, officer=case.officer, expected_officer_id=None)
    Tranche.objects.filter(pk=owed.pk).update(due_on=accepted.due_on)

    for days, times in ((0, 0), (1, 1), (4, 1), (7, 2), (10, 2), (15, 2)):
        watch(accepted.due_on + timedelta(days=days))
        assert mail_recipients("deliverable_overdue") == addresses(*[case.owner] * times)

    assert mail_recipients("deliverable_late") == addresses(case.officer)


def test_reported_deliverable_is_not_overdue():
    case = contracted_case(S.IN_PROGRESS, TrancheStatus.ACCEPTED)
    Tranche.objects.filter(pk=case.tranches[1].pk).update(status=TrancheStatus.REPORTED)

    watch(case.tranches[1].due_on + timedelta(days=1))

    assert mail_recipients("deliverable_overdue") + mail_recipients("deliverable_late") == []
