"""A dossier that does not meet the conditions is refused at the check, by two people; drafts are their startup's alone."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions.application import check_again, confirm_invalid, find_invalid, withdraw_application
from programmes.grants.models import Application, ApplicationStatus, StepClock
from tests.factories import ApplicationFactory, CallFactory, StartupFactory, UserFactory, person

pytestmark = pytest.mark.django_db
S = ApplicationStatus
WHY = "Doanh nghiệp thành lập quá 5 năm"


@pytest.fixture
def invalid_dossier(dossier_in_check, officer):
    return find_invalid(dossier_in_check, by=officer, reason=WHY)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.DIRECTOR])
def test_invalid_dossier_is_refused_by_a_second_person_and_the_applicant_is_notified_why(
    invalid_dossier, officer, owner, role
):
    second = person(role)
    assert (invalid_dossier.status, invalid_dossier.holder) == (S.CONFIRMING, "department")
    assert OutboxMessage.objects.filter(recipient=owner.email, kind="found_invalid").count() == 0

    refused = confirm_invalid(invalid_dossier, by=second)

    assert (refused.status, refused.holder, refused.due_on) == (S.STOPPED, "nobody", None)
    assert (refused.found_invalid_by, refused.invalid_confirmed_by) == (officer, second)
    assert not StepClock.objects.filter(application=refused, ended_on=None).exists()
    mail = OutboxMessage.objects.get(kind="found_invalid")
    assert (mail.recipient, WHY in mail.body, reverse("feedback:feedback_send") in mail.body) == (
        owner.email,
        True,
        True,
    )
    assert AuditEntry.objects.about(refused).last().reason == WHY


def test_who_found_it_does_not_confirm_it(dossier_in_check):
    both = person(Role.OFFICER, Role.MANAGER)
    invalid_dossier = find_invalid(dossier_in_check, by=both, reason=WHY)

    with pytest.raises(TransitionRefused):
        confirm_invalid(invalid_dossier, by=both)

    invalid_dossier.refresh_from_db()
    assert invalid_dossier.status == S.CONFIRMING


def test_database_refuses_one_person_for_both_steps(invalid_dossier, officer):
    for values in ({"invalid_confirmed_by": officer}, {"found_invalid_by": None, "invalid_confirmed_by": officer}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Application.objects.filter(pk=invalid_dossier.pk).update(**values)


def test_manager_gives_it_back_to_the_check_and_it_can_be_found_again(invalid_dossier, officer):
    manager = person(Role.MANAGER)

    back = check_again(invalid_dossier, by=manager, reason="Đã đủ điều kiện: xem giấy phép gia hạn")
    assert back.status == S.CHECKING
    again = find_invalid(back, by=officer, reason="Vẫn quá hạn")

    assert confirm_invalid(again, by=manager).found_invalid_because == "Vẫn quá hạn"
    assert OutboxMessage.objects.filter(kind="invalid_to_confirm", recipient=manager.email).count() >= 1


def test_applicant_does_not_read_the_finding_before_it_is_confirmed(client, invalid_dossier, owner):
    page = reverse("grants:application_detail", args=[invalid_dossier.pk])
    client.force_login(owner)
    assert WHY not in client.get(page).content.decode()

    confirm_invalid(invalid_dossier, by=person(Role.MANAGER))

    assert WHY in client.get(page).content.decode()


def test_applicant_may_withdraw_while_the_finding_waits(invalid_dossier, owner):
    assert withdraw_application(invalid_dossier, by=owner, reason="Nộp lại sau").status == S.WITHDRAWN


def test_two_people_refuse_it_on_the_pages(client, dossier_in_check, officer):
    manager = person(Role.MANAGER)
    client.force_login(officer)
    address = reverse("grants:application_find_invalid", args=[dossier_in_check.pk])
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": WHY}).status_code == 302
    assert client.get(reverse("grants:application_confirm_invalid", args=[dossier_in_check.pk])).status_code == 403

    client.force_login(manager)
    assert (
        reverse("grants:application_detail", args=[dossier_in_check.pk])
        in client.get(reverse("grants:task_list")).content.decode()
    )
    confirm = reverse("grants:application_confirm_invalid", args=[dossier_in_check.pk])
    assert WHY in client.get(confirm).content.decode()
    assert client.post(confirm).status_code == 302

    dossier_in_check.refresh_from_db()
    assert dossier_in_check.status == S.STOPPED
    assert client.post(confirm).status_code == 409


# --- Drafts are the startup's alone ------------------------------------------------------------------
def test_withdrawn_draft_is_read_by_nobody_of_the_department_and_counted_nowhere(client):
    owner, call = UserFactory(), CallFactory()
    draft = ApplicationFactory(
        call=call, title="Bí mật công nghệ", created_by=owner, startup=StartupFactory(members=[owner])
    )
    sent = ApplicationFactory(call=call, status=S.SUBMITTED)
    gone = ApplicationFactory(call=call, status=S.WITHDRAWN, number="HS-2026-900001")
    withdraw_application(draft, by=owner, reason="Thôi")
    officer, manager = person(Role.OFFICER), person(Role.MANAGER)

    for user in (officer, manager, person(Role.DIRECTOR), person(Role.ACCOUNTANT)):
        client.force_login(user)
        for name in ("application_detail", "application_dossier", "application_completeness"):
            assert client.get(reverse(f"grants:{name}", args=[draft.pk])).status_code == 404
    client.force_login(manager)
    assert client.get(reverse("grants:call_manage", args=[call.pk])).context["application_count"] == 2
    listed = client.get(reverse("grants:application_list")).context["page"]
    assert {one.pk for one in listed} == {sent.pk, gone.pk}
    assert OutboxMessage.objects.filter(kind="withdrawn").count() == 0
    client.force_login(owner)
    assert client.get(reverse("grants:application_detail", args=[draft.pk])).status_code == 200
