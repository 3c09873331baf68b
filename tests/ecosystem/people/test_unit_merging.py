"""Merging a unit: everything that it holds follows the successor, and what is finished keeps the old name."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts import actions as account_actions
from ecosystem.accounts.actions import grant_role
from ecosystem.accounts.models import OrganisationUnit, RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.accounts.unit_holdings import UNIT_HOLDINGS, holdings_of
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from ecosystem.people.actions.unit import merge_unit
from ecosystem.people.models import RoleInvitation
from ecosystem.questionnaires.reading import read_response
from ecosystem.reports.actions.contribution import rework_contribution
from ecosystem.reports.models import ContributionStatus
from programmes.feedback.models import Feedback
from programmes.grants.models import Application, ApplicationStatus
from tests.concurrency import let_others_go_first, run_concurrently, wait_for_others
from tests.ecosystem.reports.test_closed_periods import period
from tests.ecosystem.reports.written import written_contribution
from tests.factories import FeedbackFactory, UnitFactory, UserFactory, person
from tests.programmes.grants.cases import make_case

pytestmark = pytest.mark.django_db
HISTORY = {
    "accounts.OrganisationUnit.successor": "the merger itself",
    "plan.LegalDocument.unit": "says what the old unit may do; the successor cites documents of its own",
}


@pytest.fixture
def administrator():
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def units():
    return UnitFactory(name="Sở cũ"), UnitFactory(name="Sở mới")


def merge(units, administrator) -> OrganisationUnit:
    return merge_unit(units[0], by=administrator, into=units[1], reason="Quyết định sáp nhập")


def roles(user: User) -> set[tuple[str, int | None]]:
    return set(RoleGrant.objects.in_force().filter(user=user).values_list("role", "unit"))


def test_every_column_that_points_at_a_unit_is_moved_or_said_to_stay():
    columns = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        if not model.__name__.endswith("Event")
        for field in model._meta.concrete_fields
        if field.related_model is OrganisationUnit
    }
    moved = {column for holding in UNIT_HOLDINGS.values() for column in holding.columns}

    assert columns == moved | set(HISTORY)


@pytest.mark.row("B58")
def test_merged_unit_hands_over_dossiers_people_messages_and_invitations(units, administrator):
    old, new = units
    case = make_case(ApplicationStatus.CHECKING)
    type(case.application.call).objects.filter(pk=case.application.call.pk).update(unit=old)
    RoleGrant.objects.filter(user__in=[case.officer, case.manager]).update(unit=old)
    Application.objects.filter(pk=case.application.pk).update(in_charge=case.officer)
    elsewhere = make_case(ApplicationStatus.CHECKING)
    message, foreign = FeedbackFactory(unit=old), FeedbackFactory(unit=UnitFactory())
    invitation = RoleInvitation.objects.create(
        email="moi@example.org", role=Role.OFFICER, unit=old, invited_by=administrator
    )
    receiver = person(Role.OFFICER, unit=new)

    merge(units, administrator)

    old.refresh_from_db()
    assert (old.valid_to, old.current(), holdings_of(old)) == (timezone.localdate(), new, [])
    assert roles(case.officer) == {("officer", new.pk)}
    assert (case.fresh.call.unit, case.fresh.in_charge) == (new, case.officer)
    assert elsewhere.fresh.call.unit not in {old, new}
    assert list(Feedback.objects.order_by("pk").values_list("unit", flat=True)) == [new.pk, foreign.unit_id]
    invitation.refresh_from_db()
    assert invitation.unit == new
    assert message.pk
    told = OutboxMessage.objects.filter(kind="unit_merged").values_list("recipient", flat=True)
    assert {receiver.email, case.officer.email} <= set(told)
    for record in (case.application, old):
        assert "Sở cũ → Sở mới" in AuditEntry.objects.about(record).get(transition="merge_unit").reason
    assert RoleGrant.objects.get(user=case.officer, unit=old).revoked_reason == "Quyết định sáp nhập"


def test_role_that_the_person_has_in_the_successor_is_not_given_twice(units, administrator):
    officer = person(Role.OFFICER, unit=units[0])
    RoleGrant.objects.create(user=officer, role=Role.OFFICER, unit=units[1])

    merge(units, administrator)

    assert roles(officer) == {("officer", units[1].pk)}


def test_unsent_contribution_follows_and_a_sent_one_keeps_the_old_name(units, administrator):
    old, new = units
    sent = written_contribution(ContributionStatus.APPROVED, period=period(), unit=old)
    other = period(starts_on=timezone.localdate() - timedelta(days=160))
    draft = written_contribution(texts={"results": "Đang viết"}, period=other, unit=old)

    merge(units, administrator)

    draft.refresh_from_db()
    sent.refresh_from_db()
    assert (draft.unit, sent.unit) == (new, old)
    assert read_response(draft.response).answers == {"results": "Đang viết"}
    with pytest.raises(TransitionRefused):
        rework_contribution(sent, by=person(Role.MANAGER), reason="Bổ sung số liệu")


def test_two_written_contributions_of_a_period_refuse_the_merger_beside_the_successor(units, administrator):
    one = period()
    for unit in units:
        written_contribution(period=one, unit=unit)
    client = Client()
    client.force_login(administrator)

    address = reverse("people:unit_merge", args=[units[0].pk])
    answer = client.post(address, {"into": units[1].pk, "reason": "Sáp nhập"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (409, ["into"])
    units[0].refresh_from_db()
    assert units[0].successor is None


def test_page_lists_what_moves_before_it_is_confirmed(units, administrator):
    person(Role.OFFICER, unit=units[0])
    FeedbackFactory(unit=units[0])
    client = Client()
    client.force_login(administrator)
    address = reverse("people:unit_merge", args=[units[0].pk])
    assert address in client.get(reverse("people:unit_list")).content.decode()

    page = client.get(address)
    assert [(holding.name, count) for holding, count in page.context["held"]] == [("roles", 1), ("feedback", 1)]
    assert client.post(address, {"into": "", "reason": ""}).status_code == 422
    assert client.post(address, {"into": units[1].pk, "reason": "Sáp nhập"}).status_code == 302

    assert client.get(address).status_code == 409
    units[0].refresh_from_db()
    assert units[0].successor == units[1]


def test_ended_unit_takes_nothing_new(units, administrator):
    merge(units, administrator)

    with pytest.raises(FieldRefused):
        grant_role(UserFactory(), by=administrator, role=Role.OFFICER, unit=units[0])
    with pytest.raises(FieldRefused):
        merge_unit(units[1], by=administrator, into=units[0], reason="Ngược lại")
    with pytest.raises(TransitionRefused):
        merge(units, administrator)
    with pytest.raises(RoleRefused):
        merge_unit(units[1], by=person(Role.MANAGER), into=UnitFactory(), reason="Sáp nhập")


# --- At once --------------------------------------------------------------------------------------------
def give_role_during_merger(units, administrator, monkeypatch) -> User:
    """One administrator gives a role in the unit; between check and save another one merges the unit."""
    person_, other = UserFactory(), person(Role.ADMINISTRATOR)

    def wait_for_merger(*args):
        let_others_go_first()  # with the lock on the unit it is not merged meanwhile
        return []

    monkeypatch.setattr(account_actions, "conflicts_of", wait_for_merger)

    def give() -> None:
        grant_role(person_, by=administrator, role=Role.OFFICER, unit=units[0])

    def run_merger() -> None:
        wait_for_others()
        merge(units, other)

    assert run_concurrently([give, run_merger]) == [None, None]
    return person_


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_role_given_while_the_unit_is_merged_follows_the_successor(units, administrator, monkeypatch):
    officer = give_role_during_merger(units, administrator, monkeypatch)

    assert roles(officer) == {("officer", units[1].pk)}


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_without_the_lock_on_the_unit_the_role_stays_in_the_ended_one(units, administrator, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(account_actions, "lock_current_unit", lambda unit: None)

    officer = give_role_during_merger(units, administrator, monkeypatch)

    assert roles(officer) == {("officer", units[0].pk)}
