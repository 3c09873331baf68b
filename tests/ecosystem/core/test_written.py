"""Statements that are written once: the same rows as the query that they come from."""

import pytest
from django.db.models import Count, Value
from django.utils import timezone

from ecosystem.accounts.backends import ACCOUNT
from ecosystem.accounts.models import GRANTS, RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.core.written import WrittenOnce
from tests.factories import UnitFactory, UserFactory, person

pytestmark = pytest.mark.django_db


def test_rows_are_those_of_the_query_for_each_value():
    people = [person(Role.OFFICER, unit=UnitFactory()), person(Role.MANAGER, Role.DIRECTOR), UserFactory()]

    for one in people:
        now = timezone.now()
        wanted = [(grant.pk, grant.role, grant.unit_id) for grant in RoleGrant.objects.in_force(now).filter(user=one)]
        assert [(grant.pk, grant.role, grant.unit_id) for grant in GRANTS(user=one.pk, moment=now)] == wanted
        (account,) = ACCOUNT(pk=one.pk)
        assert account == one
        assert account.unread == User.objects.with_unread().get(pk=one.pk).unread


def test_values_that_are_not_arguments_stay():
    one, other = UserFactory(full_name="Lan"), UserFactory(full_name="Mai")
    named = WrittenOnce(
        lambda pk: User.objects.filter(pk=pk).annotate(seven=Value(7), grants_held=Count("role_grants")), pk=-1
    )

    assert [(user.full_name, user.seven, user.grants_held) for pk in (one.pk, other.pk) for user in named(pk=pk)] == [
        ("Lan", 7, 0),
        ("Mai", 7, 0),
    ]


def test_an_argument_without_a_place_is_a_mistake():
    lost = WrittenOnce(lambda pk, name: User.objects.filter(pk=pk), pk=-1, name="?")

    with pytest.raises(ValueError, match="name"):
        lost(pk=1, name="x")


def test_values_are_tuples_of_what_the_statement_selects():
    one, other = UserFactory(full_name="Lan"), UserFactory(full_name="Mai")
    names = WrittenOnce(lambda pk: User.objects.filter(pk=pk).values_list("full_name", "pk"), pk=-1)

    assert [names.values(pk=user.pk) for user in (one, other)] == [[("Lan", one.pk)], [("Mai", other.pk)]]
    assert names.values(pk=0) == []
