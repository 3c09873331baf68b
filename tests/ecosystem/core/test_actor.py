"""Who acts: a move that a person's step causes keeps the person, and the role check stays the system's."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from pghistory.models import Context

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import BySystem, RoleRefused, move
from programmes.grants.models import ApplicationStatus
from tests.ecosystem.core.test_status_writes import sources
from tests.factories import ApplicationFactory, person
from tests.sources import tree_of


def start_work(by):
    application = ApplicationFactory(status=ApplicationStatus.CONTRACTED)
    with transaction.atomic():
        move(application, "start_work", by=by)
    return application


def moved_as(application):
    entry = AuditEntry.objects.about(application).get()
    return entry.by, entry.as_system


@pytest.mark.django_db
def test_move_of_the_system_names_the_person_who_caused_it():
    accountant = person(Role.ACCOUNTANT)

    assert moved_as(start_work(BySystem(cause=accountant))) == (accountant, True)


@pytest.mark.django_db
def test_move_of_a_clock_names_nobody():
    assert moved_as(start_work(BySystem())) == (None, True)


@pytest.mark.django_db
def test_move_of_a_person_is_not_the_systems():
    application = ApplicationFactory(status=ApplicationStatus.SUBMITTED)
    officer = person(Role.OFFICER)

    with transaction.atomic():
        move(application, "start_check", by=officer)

    assert moved_as(application) == (officer, False)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.ACCOUNTANT, Role.MANAGER, Role.DIRECTOR])
def test_person_who_causes_the_move_could_not_make_it(role):
    """The first payment starts the work, so that no role has a button for it."""
    user = person(role)

    with pytest.raises(RoleRefused):
        start_work(user)

    assert moved_as(start_work(BySystem(cause=user))) == (user, True)


@pytest.mark.django_db
def test_roles_of_the_person_do_not_help_the_system():
    """A cause is named, not borrowed from: what an officer may do the system may not."""
    application = ApplicationFactory(status=ApplicationStatus.SUBMITTED)

    with pytest.raises(RoleRefused), transaction.atomic():
        move(application, "start_check", by=BySystem(cause=person(Role.OFFICER)))


@pytest.mark.django_db(transaction=True)
def test_history_of_the_database_names_the_person_too():
    accountant = person(Role.ACCOUNTANT)

    application = start_work(BySystem(cause=accountant))

    event = apps.get_model("grants", "ApplicationEvent").objects.filter(pgh_obj=application.pk).latest("pgh_id")
    context = Context.objects.get(pk=event.pgh_context_id).metadata
    assert (context["user"], context["transition"]) == (accountant.pk, "start_work")


# --- Nobody is forgotten --------------------------------------------------------------------------------------
def nameless(tree: ast.AST) -> list[str]:
    """Functions that know who acts (`by`) and let the system move without saying so, or move as nobody."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        knows = "by" in {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
        calls = [call for call in ast.walk(node) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)]
        for call in calls:
            by = next((keyword.value for keyword in call.keywords if keyword.arg == "by"), None)
            if knows and call.func.id == "BySystem" and not (call.keywords or call.args):
                found.append(node.name)
            if call.func.id == "move" and isinstance(by, ast.Constant):
                found.append(node.name)
    return found


def test_no_action_forgets_who_acts():
    found = {
        str(Path(path).relative_to(settings.BASE_DIR)): names
        for path in sources()
        if (names := nameless(tree_of(path)))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("move(row, 'end', by=BySystem())", ["act"]),
        ("move(row, 'end', by=None)", ["act"]),
        ("move(row, 'end', by=BySystem(cause=by))", []),
        ("move(row, 'end', by=by)", []),
    ],
)
def test_missing_actor_is_detected(line, names):
    assert nameless(ast.parse(f"def act(row, *, by):\n    {line}")) == names
