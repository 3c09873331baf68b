"""Each step tells whoever goes on with the dossier, and nobody who left, sits in another unit, or made the step."""

import pytest
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import fingerprint
from ecosystem.core.ui.dates import date_vi
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions import application as application_actions
from programmes.grants.actions import award as award_actions
from programmes.grants.actions import contract as contract_actions
from programmes.grants.actions import review as review_actions
from programmes.grants.actions.charge import assign_officer
from programmes.grants.completeness import checklist_items
from programmes.grants.models import (
    ApplicationStatus,
    ChecklistItem,
    CheckResult,
    EndReason,
    Recommendation,
    TrancheStatus,
)
from startups.models import MemberRole, Membership
from tests.edit_forms import current_version
from tests.factories import UnitFactory, UserFactory, person, time_limits
from tests.programmes.grants.cases import (
    contracted_case,
    evaluated_case,
    make_case,
    open_review,
    proposed_case,
    sent_review,
)
from tests.programmes.grants.reports import report

pytestmark = pytest.mark.django_db
S = ApplicationStatus
STAFF = (Role.OFFICER, Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTANT)


def with_others(case):
    """The case with its officer in charge, a colleague, somebody of another unit, and somebody who was dismissed."""
    unit = case.application.call.unit
    case.people |= {
        "colleague": person(Role.OFFICER, unit=unit),
        "stranger": person(*STAFF, unit=UnitFactory()),
        "dismissed": person(*STAFF, unit=unit),
    }
    RoleGrant.objects.filter(user=case.dismissed).update(revoked_at=timezone.now())
    assign_officer(case.fresh, by=case.officer, officer=case.officer, expected_officer_id=None)
    OutboxMessage.objects.all().delete()
    return case


def told(kind):
    return sorted(OutboxMessage.objects.filter(kind=kind).values_list("recipient", flat=True))


def body(kind):
    return OutboxMessage.objects.filter(kind=kind).first().body


def test_director_is_told_of_a_proposal():
    case = with_others(evaluated_case(make_case(), "8", "9"))

    award_actions.propose_award(
        case.fresh, by=case.officer, recommendation=Recommendation.GRANT, amount=10**6, reason="Tốt"
    )

    assert told("proposal_waits") == [case.director.email]


def test_officer_in_charge_is_told_why_the_director_gave_the_dossier_back():
    case = with_others(proposed_case())

    award_actions.send_back_award(case.fresh, by=case.director, reason="Thiếu căn cứ về kinh phí.")

    assert told("given_back") == [case.officer.email]
    assert "Thiếu căn cứ về kinh phí." in body("given_back")


@pytest.mark.parametrize("granted", [True, False])
def test_officer_in_charge_is_told_of_the_decision(granted):
    case = with_others(proposed_case())
    decision = {"by": case.director, "decision_number": "7/QĐ", "decided_on": timezone.localdate()}

    if granted:
        award_actions.approve_award(case.fresh, **decision)
    else:
        award_actions.reject_award(case.fresh, end_reason=EndReason.OTHER, reason="Không đạt.", **decision)

    assert told("proposal_decided") == [case.officer.email]


def test_proposer_is_told_of_the_decision_where_nobody_is_in_charge():
    case = proposed_case()
    case.people["colleague"] = person(Role.OFFICER, unit=case.application.call.unit)

    award_actions.approve_award(case.fresh, by=case.director, decision_number="7/QĐ", decided_on=timezone.localdate())

    assert told("proposal_decided") == [case.officer.email]


def test_officer_in_charge_is_told_once_all_scores_are_in():
    case = with_others(make_case())
    first, second = (open_review(case.application, evaluator) for evaluator in case.evaluators[:2])

    for review, expected in ((first, []), (second, [case.officer.email])):
        marks = {c.pk: review_actions.Mark(8, "Tốt") for c in case.application.call.criteria.all()}
        review_actions.save_scores(
            review, by=review.evaluator, marks=marks, comment="", version=current_version(review)
        )
        review_actions.send_review(review, by=review.evaluator)
        assert told("scores_complete") == expected


def test_officer_is_told_why_a_dossier_found_not_valid_came_back():
    case = with_others(make_case(S.CONFIRMING))

    application_actions.check_again(case.fresh, by=case.manager, reason="Giấy phép vẫn còn hạn.")

    assert told("given_back") == [case.officer.email]
    assert "Giấy phép vẫn còn hạn." in body("given_back")


def test_evaluators_of_an_earlier_version_are_told_that_the_dossier_was_refused_at_the_check():
    case = make_case(S.CONFIRMING, found_invalid_because="Quá hạn giấy phép.")
    type(case.application).objects.filter(pk=case.application.pk).update(found_invalid_by=case.officer)
    open_review(case.application, case.evaluators[0])
    sent_review(case.application, case.evaluators[1])

    application_actions.confirm_invalid(case.fresh, by=case.director)

    assert told("review_stopped") == [case.evaluators[0].email]
    assert "Quá hạn giấy phép." in body("review_stopped")


def test_officer_in_charge_is_told_of_a_deliverable_and_owners_and_accountants_of_its_acceptance():
    case = with_others(contracted_case())
    tranche = next(t for t in case.tranches if t.status == TrancheStatus.PLANNED)

    tranche = report(tranche, by=case.owner, text="Đã làm xong.")
    assert told("deliverable_reported") == [case.officer.email]

    contract_actions.accept_deliverable(tranche, by=case.manager)
    assert told("payment_due") == [case.accountant.email]
    assert told("deliverable_accepted") == [case.owner.email]


def test_owners_are_told_that_the_result_is_accepted():
    case = with_others(contracted_case(S.IN_PROGRESS))
    for tranche in case.tranches:
        type(tranche).objects.filter(pk=tranche.pk).update(status=TrancheStatus.CANCELLED)

    contract_actions.accept_result(case.fresh, by=case.manager)

    assert told("result_accepted") == [case.owner.email]


def test_owners_and_editors_are_told_that_the_dossier_is_valid_and_by_when_it_is_evaluated():
    time_limits()
    case = with_others(make_case(S.CHECKING))
    items = dict.fromkeys(checklist_items(case.application), (CheckResult.RIGHT, ""))
    application_actions.record_check(
        case.fresh, items, by=case.officer, version=fingerprint(application_actions.checklist_rows([]))
    )
    startup, editor = case.application.startup, UserFactory()
    Membership.objects.create(startup=startup, user=editor, role=MemberRole.EDITOR)
    Membership.objects.create(startup=startup, user=UserFactory(), role=MemberRole.READER)
    Membership.objects.create(startup=startup, user=UserFactory(is_active=False), role=MemberRole.OWNER)

    application_actions.accept_as_valid(case.fresh, by=case.officer)

    assert told("application_valid") == sorted([case.owner.email, editor.email])
    assert date_vi(case.fresh.due_on) in body("application_valid")


def test_owners_are_told_that_the_dossier_is_closed():
    case = with_others(contracted_case(S.ACCEPTED))
    for tranche in case.tranches:
        type(tranche).objects.filter(pk=tranche.pk).update(status=TrancheStatus.CANCELLED)

    contract_actions.close_award(case.fresh, by=case.officer)

    assert told("dossier_closed") == [case.owner.email]


def test_evaluators_with_open_scores_are_told_to_wait_for_the_completed_dossier():
    case = with_others(make_case())
    left = person(Role.EVALUATOR)
    RoleGrant.objects.filter(user=left).update(revoked_at=timezone.now())
    for evaluator in (case.evaluators[0], left):
        open_review(case.application, evaluator)
    sent_review(case.application, case.evaluators[1])
    ChecklistItem.objects.create(
        application=case.application,
        item=next(iter(checklist_items(case.application))),
        result=CheckResult.MISSING,
        reason="Thiếu.",
        checked_by=case.officer,
        checked_at=timezone.now(),
    )

    application_actions.return_for_completion(case.fresh, by=case.officer, reason="Bổ sung giấy phép.")

    assert told("review_paused") == [case.evaluators[0].email]
    assert "Bổ sung giấy phép." in body("review_paused")


@pytest.mark.parametrize("status", [S.PROPOSED, S.CONFIRMING])
def test_officer_in_charge_and_whoever_decides_are_told_of_a_withdrawal(status):
    case = with_others(proposed_case() if status == S.PROPOSED else make_case(status))

    application_actions.withdraw_application(case.fresh, by=case.owner, reason="Đổi hướng.")

    deciders = [case.director] if status == S.PROPOSED else [case.manager, case.director]
    assert told("withdrawn") == sorted(p.email for p in [case.officer, *deciders])


def test_withdrawal_before_the_proposal_is_told_to_the_officer_in_charge_alone():
    case = with_others(make_case())

    application_actions.withdraw_application(case.fresh, by=case.owner, reason="Đổi hướng.")

    assert told("withdrawn") == [case.officer.email]
