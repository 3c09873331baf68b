"""Only `move()` assigns a status: every other line of the source that would is found here.

The demonstration data apart: they write whole courses of records into the past.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from ecosystem.core.workflow import Stateful
from tests.sources import tree_of

PACKAGES = ("ecosystem", "startups", "programmes")
READERS = {  # calls that take `status=` and store nothing
    *("filter", "exclude", "get", "Q", "get_object_or_404"),
    *("render", "HttpResponse", "JsonResponse"),
}
MOVE = ("ecosystem/core/workflow.py", "move")


def writes_of(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The function and the line of everything that writes a `status`."""
    for node, function in _with_function(tree, ""):
        if _is_write(node):
            yield function, node.lineno


def _with_function(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str]]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.FunctionDef) else function
        yield child, inside
        yield from _with_function(child, inside)


def _is_write(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "status" and isinstance(node.ctx, ast.Store)
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "setattr":
        return not isinstance(node.args[1], ast.Name) and "status" in ast.dump(node.args[1])
    if name in {"bulk_update", "update_or_create"}:
        return "'status'" in ast.dump(node)
    return name not in READERS and any(keyword.arg == "status" for keyword in node.keywords)


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((Path(settings.BASE_DIR) / package).rglob("*.py")):
            parts = path.relative_to(settings.BASE_DIR).parts
            if not {"migrations", "demo", "demo.py"} & set(parts):
                yield path


def test_only_move_assigns_a_status():
    found = [
        (str(path.relative_to(settings.BASE_DIR)), function)
        for path in sources()
        for function, _line in writes_of(tree_of(path))
    ]

    assert found == [MOVE]


@pytest.mark.parametrize(
    "line",
    [
        "row.status = DONE",
        "row.status, row.at = DONE, now",
        "source, row.status = row.status, DONE",
        "rows.filter(pk=1).update(status=DONE)",
        "Award.objects.create(status=DONE)",
        "Award(status=DONE)",
        "_set(job, status=DONE)",
        'setattr(row, "status", DONE)',
        'rows.bulk_update(found, ["status"])',
        'rows.update_or_create(pk=1, defaults={"status": DONE})',
    ],
)
def test_other_ways_to_write_a_status_are_detected(line):
    assert [function for function, _line in writes_of(ast.parse(f"def act(row):\n    {line}"))] == ["act"]


@pytest.mark.parametrize(
    "line", ["rows.filter(status=DONE)", "status = 200", "render(request, page, status=409)", "print(row.status)"]
)
def test_reading_a_status_is_not_a_write(line):
    assert list(writes_of(ast.parse(f"def act(row):\n    {line}"))) == []


def test_every_record_with_a_status_is_stateful():
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in PACKAGES]
    with_status = [model for model in ours if any(field.name == "status" for field in model._meta.local_fields)]
    events = [model for model in with_status if hasattr(model, "pgh_event_model") or model.__name__.endswith("Event")]

    loose = [m.__name__ for m in with_status if not issubclass(m, Stateful) and m not in events]
    assert loose == []
    assert sum(issubclass(model, Stateful) for model in ours) >= 13


def test_every_stateful_names_its_states_as_its_column_does():
    wrong = []
    for model in (m for m in apps.get_models() if issubclass(m, Stateful)):
        column = model._meta.get_field("status")
        assert isinstance(column, models.CharField)
        if list(column.choices or []) != model.STATES.choices or column.default not in model.STATES:
            wrong.append(model.__name__)
        for name, transition in model.TRANSITIONS.items():
            if {*transition.sources, transition.target} - set(model.STATES.values):
                wrong.append(f"{model.__name__}.{name}")

    assert wrong == []
