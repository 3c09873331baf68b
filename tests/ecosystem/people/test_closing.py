"""Closing of an account: everything changes hands in the same step, and nothing is left without somebody."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.actions import close_account, reopen_account
from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.responsibilities import RESPONSIBILITIES, responsibilities_of
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from ecosystem.people.models import InvitationStatus, RoleInvitation
from ecosystem.reports.models import Contribution
from programmes.feedback.models import Feedback, FeedbackStatus
from programmes.grants.models import Application, ApplicationStatus, Review, ReviewStatus
from startups.actions.membership import change_member_role, invite_member, remove_member
from startups.models import Invitation, MemberRole, Membership
from tests.ecosystem.reports.test_closed_periods import period
from tests.factories import FeedbackFactory, StartupFactory, UnitFactory, UserFactory, person
from tests.programmes.grants.cases import make_case, open_review, sent_review

pytestmark = pytest.mark.django_db

# Columns that name who did a thing or to whom a thing is private: nobody has to take these over.
RECORDS = {
    "account.EmailAddress.user": "an address of the account",
    "mfa.Authenticator.user": "a second step of the account",
    "usersessions.UserSession.user": "a session, which ends with the account",
    "notices.Notification.user": "what the person was told",
    "notices.NotificationChoice.user": "where the person wants to be told",
    "lists.SavedView.owner": "a view of a list, private unless a unit shares it",
    "lists.DefaultView.user": "a choice of the person",
    "lists.Job.by": "a job whose result only this person reads",
    "core.AuditEntry.by": "who made a move",
    "pghistory.MiddlewareEvents.user": "who made a change",
}


def columns_of_people() -> set[str]:
    """Every foreign key to an account, without the event tables of the history."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        if not model.__name__.endswith("Event")
        for field in model._meta.concrete_fields
        if field.many_to_one or field.one_to_one
        if field.related_model is User
    }


def is_record(column: str) -> bool:
    """Whether the column names who did something, such as `paid_by`."""
    return column.rpartition(".")[2].endswith("_by") or column in RECORDS


def test_every_column_that_makes_a_person_responsible_is_handed_over():
    covered = {column for kind in RESPONSIBILITIES.values() for column in kind.columns}

    assert {column for column in columns_of_people() if not is_record(column)} - covered == set()
    assert covered | set(RECORDS) <= columns_of_people()


@pytest.fixture
def administrator():
    person(Role.ADMINISTRATOR)  # a second one
    return person(Role.ADMINISTRATOR)


def everything_of(officer: User, case) -> None:
    """One record of each kind that the person answers for."""
    unit = UnitFactory()
    Application.objects.filter(pk=case.application.pk).update(in_charge=officer)
    open_review(case.application, officer)
    case.application.call.evaluators.add(officer)
    FeedbackFactory(handler=officer, status=FeedbackStatus.IN_PROGRESS, unit=case.application.call.unit)
    startup = StartupFactory(members=[officer])
    Invitation.objects.create(startup=startup, email="moi@example.org", invited_by=officer)
    RoleInvitation.objects.create(email="khac@example.org", role=Role.OFFICER, invited_by=officer)
    RoleGrant.objects.create(user=officer, role=Role.PARTNER_REPORTER, unit=unit)
    Contribution.objects.create(period=period(), unit=unit)


@pytest.mark.row("B58")
def test_closed_account_leaves_nothing_without_somebody(administrator, client):
    case = make_case(ApplicationStatus.EVALUATING)
    leaver = person(Role.OFFICER, Role.EVALUATOR, unit=case.application.call.unit)
    everything_of(leaver, case)
    taker, reporter, owner = case.officer, UserFactory(), UserFactory()
    assert {kind.name for kind, _records in responsibilities_of(leaver)} == set(RESPONSIBILITIES)
    client.force_login(leaver)
    assert client.get("/home/").status_code == 200
    takers = {
        "dossiers": taker,
        "reviews": case.evaluators[0],
        "feedback": taker,
        "startups": owner,
        "contributions": reporter,
    }

    close_account(leaver, by=administrator, reason="Nghỉ hưu", takers=takers)

    assert responsibilities_of(leaver) == []
    assert case.fresh.in_charge == taker
    assert Review.objects.get(evaluator=leaver).status == ReviewStatus.WITHDRAWN
    assert Review.objects.get(evaluator=case.evaluators[0]).status == ReviewStatus.ASSIGNED
    assert Feedback.objects.get().handler == taker
    assert Membership.objects.get(user=owner).role == MemberRole.OWNER
    assert Invitation.objects.get().status == InvitationStatus.LAPSED
    assert reporter.has_role(Role.PARTNER_REPORTER)
    leaver = User.objects.get(pk=leaver.pk)
    assert (leaver.is_active, leaver.roles, RoleGrant.objects.in_force().filter(user=leaver).count()) == (
        False,
        set(),
        0,
    )
    assert client.get("/home/").status_code == 302
    assert not OutboxMessage.objects.filter(recipient=leaver.email, kind__startswith="charge").exists()


def test_closing_without_a_taker_for_what_cannot_be_released_changes_nothing(administrator):
    case = make_case(ApplicationStatus.CHECKING)
    leaver = case.officer
    Application.objects.filter(pk=case.application.pk).update(in_charge=leaver)
    StartupFactory(members=[leaver])

    with pytest.raises(TransitionRefused):
        close_account(leaver, by=administrator, reason="Nghỉ", takers={})

    assert User.objects.get(pk=leaver.pk).is_active
    assert case.fresh.in_charge == leaver


def test_what_the_other_person_may_not_take_goes_to_the_desk(administrator):
    case = make_case(ApplicationStatus.EVALUATING)
    Application.objects.filter(pk=case.application.pk).update(in_charge=case.officer)
    stranger = person(Role.OFFICER, unit=UnitFactory())

    close_account(case.officer, by=administrator, reason="Nghỉ", takers={"dossiers": stranger})

    assert case.fresh.in_charge is None


def test_message_goes_to_nobody_who_may_not_answer_it(administrator):
    leaver, stranger = person(Role.OFFICER), person(Role.OFFICER, unit=UnitFactory())
    FeedbackFactory(handler=leaver, status=FeedbackStatus.IN_PROGRESS, unit=UnitFactory())

    with pytest.raises(TransitionRefused):
        close_account(leaver, by=administrator, reason="Nghỉ", takers={"feedback": stranger})
    assert User.objects.get(pk=leaver.pk).is_active


def test_evaluator_who_leaves_frees_the_seat_and_the_department_is_notified(administrator):
    case = make_case(ApplicationStatus.EVALUATING)
    leaver, colleague = case.evaluators
    open_review(case.application, leaver)
    sent_review(case.application, colleague)

    close_account(leaver, by=administrator, reason="Nghỉ", takers={})

    told = set(OutboxMessage.objects.filter(kind="review_vacated").values_list("recipient", flat=True))
    assert told == {case.officer.email, case.manager.email}
    assert Review.objects.get(evaluator=colleague).status == ReviewStatus.SENT


def test_last_administrator_cannot_go():
    only = person(Role.ADMINISTRATOR)
    other = person(Role.ADMINISTRATOR)
    close_account(other, by=only, reason="Nghỉ", takers={})

    with pytest.raises(TransitionRefused):
        close_account(only, by=only, reason="Nghỉ", takers={})
    with pytest.raises(RoleRefused):
        close_account(only, by=other, reason="Nghỉ", takers={})


def test_only_administrators_close_accounts():
    with pytest.raises(RoleRefused):
        close_account(UserFactory(), by=person(Role.MANAGER), reason="Nghỉ", takers={})


def test_page_lists_what_is_owned_and_asks_who_takes_it(administrator):
    case = make_case(ApplicationStatus.CHECKING)
    Application.objects.filter(pk=case.application.pk).update(in_charge=case.officer)
    startup = StartupFactory(members=[case.officer])
    client = Client()
    client.force_login(administrator)
    address = reverse("people:account_close", args=[case.officer.pk])
    text = client.get(address).content.decode()
    assert str(case.application) in text
    assert startup.name in text

    refused = client.post(address, {"dossiers": "", "startups": "khong-co@example.org", "reason": "Nghỉ"})
    assert refused.status_code == 422
    new_owner = UserFactory()
    done = client.post(address, {"dossiers": "", "startups": new_owner.email, "reason": "Nghỉ việc"})

    assert done.status_code == 302
    assert (case.fresh.in_charge, startup.memberships.get(role=MemberRole.OWNER).user) == (None, new_owner)
    assert "Nghỉ việc" in client.get(reverse("people:person_detail", args=[case.officer.pk])).content.decode()


def test_account_closed_by_mistake_is_opened_again_without_its_roles(administrator):
    officer = person(Role.OFFICER)
    close_account(officer, by=administrator, reason="Nhầm", takers={})

    reopen_account(officer, by=administrator, reason="Đóng nhầm")

    officer = User.objects.get(pk=officer.pk)
    assert (officer.is_active, officer.roles) == (True, set())


# --- Invitations ------------------------------------------------------------------------------------
@pytest.fixture
def startup():
    owner, inviter = UserFactory(), UserFactory()
    startup = StartupFactory(members=[owner])
    Membership.objects.create(startup=startup, user=inviter, role=MemberRole.OWNER)
    invite_member(startup, by=inviter, email="moi@example.org", role=MemberRole.EDITOR, site="http://x")
    invite_member(startup, by=owner, email="khac@example.org", role=MemberRole.EDITOR, site="http://x")
    startup.owner, startup.inviter = owner, inviter
    return startup


def open_invitations(startup) -> set[str]:
    open_ones = startup.invitations.open()
    return set(open_ones.values_list("email", flat=True))


def test_invitation_falls_when_its_sender_is_removed(startup):
    remove_member(startup.memberships.get(user=startup.inviter), by=startup.owner)

    assert open_invitations(startup) == {"khac@example.org"}


def test_invitation_falls_when_its_sender_may_no_longer_invite(startup):
    membership = startup.memberships.get(user=startup.inviter)
    change_member_role(membership, by=startup.owner, role=MemberRole.EDITOR, version=membership.updated_at.isoformat())

    assert open_invitations(startup) == {"khac@example.org"}
