"""Who is told: the person in charge, else who holds the role in the unit now; nobody who left, nobody twice."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.recipients import recipients, role_holders
from ecosystem.accounts.roles import Role
from tests.factories import UnitFactory, UserFactory, person
from tests.sources import tree_of

OFFICERS = {Role.OFFICER}
TELLING = {"notify", "Notice", "post_notification"}
ASKING = {
    "recipients",
    "member_recipients",
    "applicants_of",
    "owners_of",
    "startup_writers",
    "responsible_staff_of",
    "staff_of",
    "directory_officers",
}
# The functions that the others call, and their reasons.
DELIVERS = {
    ("ecosystem/notices/notify.py", "notify"): "the mechanism itself",
    ("programmes/grants/actions/notify.py", "notices_to"): "gets recipients from its callers",
    ("programmes/grants/actions/charge.py", "_notify_about_dossiers"): "gets recipients from its callers",
    ("programmes/plan/actions/planned_amount.py", "_notify"): "gets recipients from its callers",
    ("ecosystem/people/actions/invitation.py", "mail_invitation"): "an invitation goes to the address that was typed",
}


def with_role(user: User, unit=None, role: Role = Role.OFFICER, **fields) -> User:
    RoleGrant.objects.create(user=user, role=role, unit=unit, **fields)
    return user


@pytest.mark.django_db
def test_all_who_hold_the_role_in_the_unit_are_notified_once():
    unit, other = UnitFactory(), UnitFactory()
    here, everywhere, twice = with_role(UserFactory(), unit), person(Role.OFFICER), with_role(UserFactory(), unit)
    with_role(twice)
    with_role(UserFactory(), other)
    with_role(UserFactory(), unit, Role.MANAGER)

    assert recipients(roles=OFFICERS, unit_id=unit.pk) == [here, everywhere, twice]


@pytest.mark.django_db
def test_person_in_charge_is_notified_alone_and_while_the_role_lasts():
    unit = UnitFactory()
    officer, colleague = with_role(UserFactory(), unit), with_role(UserFactory(), unit)
    assert recipients(roles=OFFICERS, unit_id=unit.pk, in_charge=officer) == [officer]

    RoleGrant.objects.filter(user=officer).update(revoked_at=timezone.now())

    assert recipients(roles=OFFICERS, unit_id=unit.pk, in_charge=officer) == [colleague]


@pytest.mark.django_db
def test_person_who_left_is_not_notified():
    unit, now = UnitFactory(), timezone.now()
    with_role(UserFactory(is_active=False), unit)
    with_role(UserFactory(), unit, ends_at=now - timedelta(seconds=1), starts_at=now - timedelta(days=1))
    with_role(UserFactory(), unit, starts_at=now + timedelta(days=1))
    with_role(UserFactory(), unit, revoked_at=now)

    assert recipients(roles=OFFICERS, unit_id=unit.pk) == []


@pytest.mark.django_db
def test_named_people_are_notified_while_their_accounts_are_open():
    open_account, closed = UserFactory(), UserFactory(is_active=False)

    assert recipients(users=[open_account, closed, open_account]) == [open_account]


@pytest.mark.django_db
def test_people_of_the_startup_are_left_out_of_the_desk():
    officer, member = person(Role.OFFICER), person(Role.OFFICER)

    assert recipients(roles=OFFICERS, in_charge=member, exclude={member.pk}) == [officer]
    assert role_holders(OFFICERS, exclude={officer.pk, member.pk}) == []


def test_every_notification_goes_to_recipients_or_is_listed():
    """Each call of `notify`, `Notice` or `post_notification` stands in a loop over recipients, or is listed with its reason."""
    found = []
    for package in ("ecosystem", "startups", "programmes"):
        for path in sorted((Path(settings.BASE_DIR) / package).rglob("*.py")):
            name = path.relative_to(settings.BASE_DIR).as_posix()
            for function in ast.walk(tree_of(path)):
                if isinstance(function, ast.FunctionDef) and (name, function.name) not in DELIVERS:
                    found += [(name, function.name, line) for line in _calls_outside_of_loops(function)]

    assert found == []


def _calls_outside_of_loops(function: ast.FunctionDef) -> list[int]:
    lines, inside = [], set()
    for node in ast.walk(function):
        loops = node.generators if isinstance(node, ast.ListComp | ast.GeneratorExp) else [node]
        if any(isinstance(loop, ast.For | ast.comprehension) and _asks(loop.iter) for loop in loops):
            inside |= {id(child) for child in ast.walk(node)}
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TELLING:
            lines += [node.lineno] if id(node) not in inside else []
    return lines


def _asks(iterated: ast.expr) -> bool:
    return isinstance(iterated, ast.Call) and getattr(iterated.func, "id", "") in ASKING
