"""What is computed when a test module is imported does not depend on the day: a run may go on past midnight."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

TESTS = Path(settings.BASE_DIR) / "tests"
CLOCKS = frozenset({"now", "today", "localdate", "localtime"})


def calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that run when the module is imported: those outside functions, and in their decorators and defaults."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        parts = [*node.decorator_list, node.args]
    elif isinstance(node, ast.Lambda):
        parts = [node.args]
    else:
        parts = [*ast.iter_child_nodes(node)]
    if isinstance(node, ast.Call):
        yield node
    for part in parts:
        yield from calls_at_import(part)


def clocks_read_at_import(source: str) -> list[int]:
    """The lines on which the module reads the clock while it is imported."""
    called = [(call.lineno, call.func) for call in calls_at_import(ast.parse(source))]
    names = [(line, getattr(function, "attr", getattr(function, "id", ""))) for line, function in called]
    return sorted(line for line, name in names if name in CLOCKS)


def test_no_test_module_reads_the_clock_when_it_is_imported():
    found = {
        f"{path.relative_to(TESTS)}:{line}"
        for path in TESTS.rglob("*.py")
        for line in clocks_read_at_import(path.read_text(encoding="utf-8"))
    }

    assert found == set()


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("TODAY = timezone.localdate()", [1]),
        ("@parametrize('day', [today()])\ndef test(day): ...", [1]),
        ("def at(moment=timezone.now()): ...", [1]),
        ("class Case:\n    day = date.today()", [2]),
        ("def test():\n    return timezone.now()", []),
        ("LATER = lambda: timezone.now()", []),
        ("DAY = date(2026, 1, 1)", []),
    ],
)
def test_clock_is_found_where_it_is_read_at_import(source, lines):
    assert clocks_read_at_import(source) == lines
