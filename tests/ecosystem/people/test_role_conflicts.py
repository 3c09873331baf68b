"""A role that conflicts with an own startup is given only after a warning, or not at all."""

import pytest
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from programmes.grants.models import ApplicationStatus
from tests.factories import ApplicationFactory, CallFactory, StartupFactory, UnitFactory, UserFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def founder():
    user = UserFactory()
    StartupFactory(name="Doanh nghiệp của tôi", members=[user])
    return user


def give(user, role, **data):
    client = Client()
    client.force_login(person(Role.ADMINISTRATOR))
    return client.post(reverse("people:role_grant", args=[user.pk]), {"role": role, **data})


def roles(user) -> set[str]:
    return set(RoleGrant.objects.in_force().filter(user=user).values_list("role", flat=True))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.DIRECTOR, Role.EVALUATOR, Role.ACCOUNTANT])
def test_role_of_a_founder_needs_the_warning_accepted(founder, role):
    refused = give(founder, role)
    assert (refused.status_code, roles(founder)) == (409, set())
    assert "Doanh nghiệp của tôi" in refused.content.decode()
    assert 'name="accepts_conflict"' in refused.content.decode()

    give(founder, role, accepts_conflict="on")

    assert roles(founder) == {role}


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ACCOUNTANT])
def test_role_is_refused_with_an_unfinished_dossier_in_its_unit(founder, role):
    unit, other = UnitFactory(), UnitFactory()
    startup = founder.memberships.get().startup
    ApplicationFactory(startup=startup, call=CallFactory(unit=unit), status=ApplicationStatus.CHECKING)
    ApplicationFactory(startup=startup, call=CallFactory(unit=other), status=ApplicationStatus.CLOSED)

    assert give(founder, role, unit=unit.pk, accepts_conflict="on").status_code == 409
    assert roles(founder) == set()
    give(founder, role, unit=other.pk, accepts_conflict="on")
    assert roles(founder) == {role}


def test_person_without_a_startup_gets_the_role_without_a_question():
    user, stranger = UserFactory(), UserFactory()
    StartupFactory(members=[stranger])

    give(user, Role.OFFICER)

    assert roles(user) == {Role.OFFICER}


def test_council_member_may_belong_to_a_startup(founder):
    give(founder, Role.COUNCIL)

    assert roles(founder) == {Role.COUNCIL}
