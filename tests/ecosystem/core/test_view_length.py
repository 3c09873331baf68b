"""A view reads in one look: what makes it long is a helper with a name (docs/architecture.md)."""

import ast
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.portal_apps import PACKAGES

MAX_LINES = 30  # of the body, without the docstring


def long_functions(source: str) -> Iterator[str]:
    """Name and length of each function whose body has more than MAX_LINES lines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            length = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            if length > MAX_LINES:
                yield f"{node.name}: {length} lines"


def test_no_function_of_a_view_module_is_long():
    modules = [
        path
        for package in PACKAGES
        for path in (settings.BASE_DIR / package).rglob("*.py")
        if path.name == "views.py" or "views" in path.parts
    ]
    too_long = [f"{path.name}: {found}" for path in modules for found in long_functions(path.read_text("utf-8"))]

    assert len(modules) > 50
    assert too_long == [], f"Move parts with a name of their own into helpers: {too_long}"


@pytest.mark.parametrize(("lines", "found"), [(MAX_LINES, 0), (MAX_LINES + 1, 1)])
def test_long_function_is_detected(lines, found):
    source = 'def view(request):\n    """A docstring."""\n' + "    request.user\n" * lines

    assert len(list(long_functions(source))) == found
