"""The officer's desk: checklist, return with named gaps, valid dossier, lapsed time, withdrawal."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused, TransitionRefused, move
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions.application import (
    IncompleteApplication,
    accept_as_valid,
    record_check,
    resubmit_application,
    return_for_completion,
    stale_items,
    stop_lapsed,
    unchecked_items,
    withdraw_application,
)
from programmes.grants.actions.clock import pause_for_applicant, start_step
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    ChecklistItem,
    CheckResult,
    Holder,
    Recommendation,
)
from programmes.plan.models import Step
from tests.edit_forms import with_version
from tests.factories import ApplicationFactory, StartupFactory, UnitFactory, UserFactory, person
from tests.programmes.grants.conftest import all_right, check_version, one_gap
from tests.thorough import sample

pytestmark = pytest.mark.django_db
S = ApplicationStatus


@pytest.fixture
def returned_dossier(dossier_in_check, officer):
    record_check(dossier_in_check, one_gap(dossier_in_check), by=officer, version=check_version(dossier_in_check))
    return return_for_completion(dossier_in_check, by=officer, reason="Bổ sung trong 15 ngày")


def running_steps(application):
    return list(application.clocks.filter(ended_on__isnull=True, paused_on__isnull=True).values_list("step", flat=True))


# --- Checklist --------------------------------------------------------------------------------------
@pytest.mark.row("B9")
def test_checklist_keeps_who_found_what_and_when(dossier_in_check, officer):
    record_check(
        dossier_in_check, {"novelty": ("missing", " Chưa nêu ")}, by=officer, version=check_version(dossier_in_check)
    )

    line = ChecklistItem.objects.get()
    assert (line.item, line.result, line.reason, line.checked_by) == (
        "novelty",
        CheckResult.MISSING,
        "Chưa nêu",
        officer,
    )


def test_unchanged_result_keeps_its_first_finder(dossier_in_check, officer):
    record_check(dossier_in_check, {"novelty": ("right", "")}, by=officer, version=check_version(dossier_in_check))
    record_check(
        dossier_in_check, {"novelty": ("right", "")}, by=person(Role.OFFICER), version=check_version(dossier_in_check)
    )

    assert ChecklistItem.objects.get().checked_by == officer


@pytest.mark.parametrize("results", [{"novelty": ("missing", " ")}, {"lạ": ("right", "")}, {"novelty": ("đẹp", "")}])
def test_gap_without_reason_or_of_no_item_is_refused(dossier_in_check, officer, results):
    with pytest.raises(TransitionRefused):
        record_check(dossier_in_check, results, by=officer, version=check_version(dossier_in_check))

    assert not ChecklistItem.objects.exists()


def test_checklist_is_the_officers_alone(dossier_in_check, owner):
    for other in (owner, person(Role.DIRECTOR), person(Role.MANAGER)):
        with pytest.raises(RoleRefused):
            record_check(
                dossier_in_check, {"novelty": ("right", "")}, by=other, version=check_version(dossier_in_check)
            )


def test_gap_without_reason_is_an_error_beside_its_item(client, dossier_in_check, officer):
    client.force_login(officer)

    address = reverse("grants:application_completeness", args=[dossier_in_check.pk])
    response = client.post(address, with_version(client, address, {"result-novelty": "missing"}))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason-novelty"]


def test_director_reads_the_checklist_and_applicant_does_not(client, dossier_in_check, owner):
    address = reverse("grants:application_completeness", args=[dossier_in_check.pk])
    client.force_login(person(Role.DIRECTOR))
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 403
    client.force_login(owner)
    assert client.get(address).status_code == 403


def test_dossier_leads_to_the_checklist_only_who_may_read_it(client, dossier_in_check):
    link = reverse("grants:application_completeness", args=[dossier_in_check.pk])

    def shows(role: str) -> bool:
        client.force_login(person(role))
        return link in client.get(reverse("grants:application_detail", args=[dossier_in_check.pk])).content.decode()

    assert [shows(role) for role in (Role.DIRECTOR, Role.ACCOUNTANT)] == [True, False]


# --- Return and completion --------------------------------------------------------------------------
def test_returned_dossier_names_its_gaps_and_starts_the_applicants_clock(returned_dossier, owner):
    assert (returned_dossier.status, returned_dossier.holder) == (S.RETURNED, Holder.APPLICANT)
    assert running_steps(returned_dossier) == [Step.COMPLETION]
    assert returned_dossier.due_on == returned_dossier.clocks.get(step=Step.COMPLETION).due_on
    paused = returned_dossier.clocks.get(step=Step.COMPLETENESS)
    assert paused.paused_on == timezone.localdate()
    mail = OutboxMessage.objects.get(kind="returned")
    assert mail.recipient == owner.email
    assert "Chưa nêu điểm mới" in mail.body
    assert "Bổ sung trong 15 ngày" in mail.body


def test_return_needs_a_named_gap_and_a_reason(dossier_in_check, officer):
    record_check(dossier_in_check, all_right(dossier_in_check), by=officer, version=check_version(dossier_in_check))
    with pytest.raises(TransitionRefused):
        return_for_completion(dossier_in_check, by=officer, reason="Lý do")
    record_check(dossier_in_check, one_gap(dossier_in_check), by=officer, version=check_version(dossier_in_check))
    with pytest.raises(TransitionRefused):
        return_for_completion(dossier_in_check, by=officer, reason="  ")

    dossier_in_check.refresh_from_db()
    assert dossier_in_check.status == S.CHECKING
    assert running_steps(dossier_in_check) == [Step.COMPLETENESS]


def test_completed_dossier_resumes_the_departments_clock(returned_dossier, owner, officer):
    left = returned_dossier.clocks.get(step=Step.COMPLETENESS).days_left
    Application.objects.filter(pk=returned_dossier.pk).update(novelty="Điểm mới đã nêu rõ")

    again = resubmit_application(returned_dossier, by=owner)

    assert (again.status, again.holder) == (S.CHECKING, Holder.DEPARTMENT)
    assert running_steps(again) == [Step.COMPLETENESS]
    assert again.clocks.get(step=Step.COMPLETENESS).days_left == left
    assert again.submissions.count() == 2
    assert OutboxMessage.objects.get(kind="resubmitted").recipient == officer.email
    assert stale_items(again) == {"novelty"}


def test_completion_after_the_call_closed_is_accepted_but_stays_complete(returned_dossier, owner):
    Application.objects.filter(pk=returned_dossier.pk).update(title="")
    with time_machine.travel(returned_dossier.call.closes_at + timedelta(days=30)):
        with pytest.raises(IncompleteApplication) as refusal:
            resubmit_application(returned_dossier, by=owner)
        assert [gap.item for gap in refusal.value.gaps] == ["title"]
        Application.objects.filter(pk=returned_dossier.pk).update(title="Có tên")

        assert resubmit_application(returned_dossier, by=owner).status == S.CHECKING


def test_resubmitting_twice_gives_the_same_answer(returned_dossier, owner):
    resubmit_application(returned_dossier, by=owner)
    resubmit_application(returned_dossier, by=owner)

    assert returned_dossier.submissions.count() == 2


def test_return_from_evaluation_keeps_its_clock_for_later(dossier_in_check, officer, owner):
    record_check(dossier_in_check, all_right(dossier_in_check), by=officer, version=check_version(dossier_in_check))
    evaluating = accept_as_valid(dossier_in_check, by=officer)
    record_check(evaluating, {"novelty": ("wrong", "Cần giải trình")}, by=officer, version=check_version(evaluating))
    back = return_for_completion(evaluating, by=officer, reason="Giải trình")
    again = resubmit_application(back, by=owner)
    assert running_steps(again) == [Step.COMPLETENESS]

    record_check(again, {"novelty": ("right", "")}, by=officer, version=check_version(again))
    valid = accept_as_valid(again, by=officer)

    assert running_steps(valid) == [Step.EVALUATION]
    assert valid.clocks.filter(step=Step.EVALUATION).count() == 1


# --- Valid ------------------------------------------------------------------------------------------
def test_valid_dossier_starts_the_evaluation(dossier_in_check, officer):
    record_check(dossier_in_check, all_right(dossier_in_check), by=officer, version=check_version(dossier_in_check))

    valid = accept_as_valid(dossier_in_check, by=officer)

    assert (valid.status, valid.holder) == (S.EVALUATING, Holder.EVALUATORS)
    assert running_steps(valid) == [Step.EVALUATION]
    assert valid.due_on == valid.clocks.get(step=Step.EVALUATION).due_on


@pytest.mark.row("B25")
def test_unfinished_checklist_holds_the_dossier(dossier_in_check, officer):
    found = all_right(dossier_in_check)
    del found["novelty"]
    record_check(dossier_in_check, found, by=officer, version=check_version(dossier_in_check))

    with pytest.raises(TransitionRefused):
        accept_as_valid(dossier_in_check, by=officer)

    dossier_in_check.refresh_from_db()
    assert dossier_in_check.status == S.CHECKING
    assert len(unchecked_items(dossier_in_check)) == 1


def test_item_that_changed_must_be_looked_at_again(returned_dossier, owner, officer):
    Application.objects.filter(pk=returned_dossier.pk).update(market="Khác", novelty="Đã nêu")
    again = resubmit_application(returned_dossier, by=owner)
    record_check(again, {"novelty": ("right", "")}, by=officer, version=check_version(again))
    assert stale_items(again) == {"market"}

    with pytest.raises(TransitionRefused):
        accept_as_valid(again, by=officer)

    record_check(again, {"market": ("right", "")}, by=officer, version=check_version(again))
    assert accept_as_valid(again, by=officer).status == S.EVALUATING


# --- Lapsed and withdrawn ---------------------------------------------------------------------------
def test_dossier_is_stopped_only_after_the_time_to_complete(client, returned_dossier, officer, owner):
    due = returned_dossier.clocks.get(step=Step.COMPLETION).due_on
    address = reverse("grants:application_stop", args=[returned_dossier.pk])
    with time_machine.travel(f"{due}T12:00:00+07:00"):
        client.force_login(officer)
        with pytest.raises(TransitionRefused):
            stop_lapsed(returned_dossier, by=officer, reason="Quá hạn")
        assert client.get(address).status_code == 409
    with time_machine.travel(f"{due + timedelta(days=1)}T12:00:00+07:00"):
        client.force_login(officer)
        assert address in client.get(reverse("grants:application_detail", args=[returned_dossier.pk])).content.decode()
        client.post(address, {"reason": "Quá 15 ngày"})

    returned_dossier.refresh_from_db()
    assert (returned_dossier.status, returned_dossier.holder, returned_dossier.due_on) == (
        S.STOPPED,
        Holder.NOBODY,
        None,
    )
    assert running_steps(returned_dossier) == []
    mail = OutboxMessage.objects.get(kind="stopped")
    assert (mail.recipient, "Quá 15 ngày" in mail.body) == (owner.email, True)


@pytest.mark.row("A15")
def test_withdrawal_keeps_the_reason_and_tells_the_staff(client, dossier_in_check, owner, officer):
    client.force_login(owner)
    address = reverse("grants:application_withdraw", args=[dossier_in_check.pk])
    assert client.post(address, {"reason": ""}).status_code == 422

    client.post(address, {"reason": "Đã có nhà đầu tư"})

    dossier_in_check.refresh_from_db()
    assert (dossier_in_check.status, dossier_in_check.holder, dossier_in_check.due_on) == (
        S.WITHDRAWN,
        Holder.NOBODY,
        None,
    )
    assert running_steps(dossier_in_check) == []
    mail = OutboxMessage.objects.get(kind="withdrawn")
    assert (mail.recipient, "Đã có nhà đầu tư" in mail.body) == (officer.email, True)


def test_withdrawal_notifies_the_desk_of_today_and_no_officer_whose_role_ended(dossier_in_check, owner, officer):
    RoleGrant.objects.filter(user=officer).update(revoked_at=timezone.now())
    successor, elsewhere = (
        person(Role.OFFICER, unit=dossier_in_check.call.unit),
        person(Role.OFFICER, unit=UnitFactory()),
    )

    withdraw_application(dossier_in_check, by=owner, reason="Không làm nữa.")

    told = OutboxMessage.objects.filter(kind="withdrawn").values_list("recipient", flat=True)
    assert list(told) == [successor.email]
    assert elsewhere.email not in told


def test_withdrawn_draft_makes_room_for_a_new_one(draft, owner):
    withdraw_application(draft, by=owner, reason="Làm lại")

    again = ApplicationFactory(call=draft.call, startup=draft.startup)

    assert again.status == S.DRAFT
    assert not OutboxMessage.objects.exists()


def test_withdrawal_before_the_decision_voids_the_proposal(limits):
    owner = UserFactory()
    application = ApplicationFactory(status=S.PROPOSED, startup=StartupFactory(members=[owner]))
    award = Award.objects.create(
        application=application,
        budget_line=application.call.budget_line,
        recommendation=Recommendation.GRANT,
        amount=1_000_000,
        reason="Đạt",
        proposed_by=person(Role.OFFICER),
        proposed_at=timezone.now(),
    )

    withdraw_application(application, by=owner, reason="Lý do")

    award.refresh_from_db()
    assert award.status == AwardStatus.VOID


@pytest.mark.parametrize("status", [S.APPROVED, S.REJECTED, S.IN_PROGRESS])
def test_nothing_is_withdrawn_after_the_decision(client, status):
    owner = UserFactory()
    application = ApplicationFactory(status=status, startup=StartupFactory(members=[owner]))
    client.force_login(owner)

    response = client.post(reverse("grants:application_withdraw", args=[application.pk]), {"reason": "Lý do"})

    assert response.status_code == 409
    application.refresh_from_db()
    assert application.status == status


# --- What each reader sees --------------------------------------------------------------------------
@pytest.mark.row("A17")
def test_applicant_reads_plain_words_and_no_internal_reason(client, limits):
    owner = UserFactory()
    officer, director = person(Role.OFFICER, full_name="Cán bộ Bình"), person(Role.DIRECTOR)
    application = ApplicationFactory(status=S.EVALUATING, startup=StartupFactory(members=[owner]))
    move(application, "propose", by=officer, reason="Điểm cao nhưng ngân sách hẹp")
    move(application, "send_back", by=director, reason="Xem lại điểm")
    client.force_login(owner)
    address = reverse("grants:application_detail", args=[application.pk])

    seen = client.get(address).content.decode()
    client.force_login(director)
    inside = client.get(address).content.decode()

    for hidden in ("Điểm cao nhưng ngân sách hẹp", "Xem lại điểm", "Cán bộ Bình"):
        assert hidden not in seen
        assert hidden in inside
    assert str(S.EVALUATING.explanation) in seen


@pytest.mark.parametrize("status", sample(S, at_most=5))
def test_detail_page_opens_in_every_state(client, limits, status):
    owner = UserFactory()
    application = ApplicationFactory(status=status, startup=StartupFactory(members=[owner]))
    start_step(application, Step.COMPLETENESS)
    pause_for_applicant(application)
    for user, expected in ((owner, 200), (person(Role.OFFICER), 404 if application.number is None else 200)):
        client.force_login(user)
        assert client.get(reverse("grants:application_detail", args=[application.pk])).status_code == expected


def test_buttons_are_those_of_the_table(client, dossier_in_check, officer, owner):
    address = reverse("grants:application_detail", args=[dossier_in_check.pk])
    client.force_login(officer)
    assert [m["name"] for m in client.get(address).context["moves"]] == [
        "accept_as_valid",
        "return_for_completion",
        "find_invalid",
    ]
    client.force_login(owner)
    assert [m["name"] for m in client.get(address).context["moves"]] == ["withdraw"]
    client.force_login(person(Role.DIRECTOR))
    assert client.get(address).context["moves"] == []
