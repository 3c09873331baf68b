"""No unused code: every function, class, constant and template of the portal is used by the portal, not only by its tests.

A name counts as used where production code loads it, passes it as a keyword or holds it in a short string, or where a tag of a
template mentions it. Names that a framework looks up are left out: overridden methods, commands, settings, registered functions.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from ecosystem.notices.kinds import MailKind
from tests.portal_apps import PACKAGES
from tests.sources import tree_of

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
WORD = re.compile(r"[A-Za-z_]\w*")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<c-[\w.-]+", re.DOTALL)
MAX_STRING = 120  # a longer string is prose, not the name of something

# Files of which Django or Celery reads the names.
FRAMEWORK_FILES = re.compile(r"/migrations/|/management/commands/|/formats/|(^|/)(settings|urls|apps|celery|wsgi)\.py$")
# Methods that Django, or a dispatcher of the portal, calls by a name that it puts together.
DISPATCHED = re.compile(r"clean_|item_|lastmod$|feed_url$|process_|_write_|__")
REGISTERED = re.compile(r"register|receiver|task|reschedules|signals")  # decorators that hand the function to somebody
# Templates that packages name, and those whose name the portal puts together from a kind of mail or a part of the form.
COMPOSED = re.compile(
    r"^(account|allauth|django|mfa|usersessions)/|^\d{3}\.html$|/mail/\w+\.txt$|^typst/|^grants/application_\w+\.html$"
)


def production_files() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def used_names() -> Counter[str]:
    counts: Counter[str] = Counter()
    for path in production_files():
        counts.update(_names_used_by(tree_of(path)))
    for path in [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]:
        for tag in TAG.findall(path.read_text(encoding="utf-8")):
            counts.update(WORD.findall(tag))
    for path in (ROOT / "bin").iterdir():
        counts.update(WORD.findall(path.read_text(encoding="utf-8")))
    return counts


def _names_used_by(tree: ast.AST) -> Iterator[str]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and ast.get_docstring(node)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.Constant(value=str(text)) if len(text) <= MAX_STRING and id(node) not in docstrings:
                yield from WORD.findall(text)
                yield from text.split("__")


def defined_names() -> Iterator[tuple[str, str]]:
    """Each function, method, class and module constant that only a use in the portal justifies, with its place."""
    for path in production_files():
        place = path.relative_to(ROOT).as_posix()
        if FRAMEWORK_FILES.search(place):
            continue
        module = import_module(place.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        for node in tree_of(path).body:
            yield from ((name, f"{place}:{node.lineno}") for name in _names_defined_by(node, module))


def _names_defined_by(node: ast.stmt, module: object) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) if not _is_registered(node):
            yield name
        case ast.ClassDef(name=name):
            cls = getattr(module, name)
            if not (isinstance(cls, type) and issubclass(cls, MailKind)):  # a kind is found by its registry
                yield name
            yield from (
                part.name for part in node.body if isinstance(part, ast.FunctionDef) and _is_own_method(part, cls)
            )
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            if not name.startswith("__"):
                yield name


def _is_registered(node: ast.FunctionDef) -> bool:
    return any(REGISTERED.search(ast.unparse(decorator)) for decorator in node.decorator_list)


def _is_own_method(node: ast.FunctionDef, cls: type) -> bool:
    """Whether the portal itself must call this method: neither overridden, nor dispatched, nor registered."""
    inherited = any(hasattr(base, node.name) for base in cls.__mro__[1:])
    return not inherited and not DISPATCHED.match(node.name) and not _is_registered(node)


def test_every_name_is_used_by_the_portal() -> None:
    used = used_names()

    unused = [f"{place} {name}" for name, place in defined_names() if not used[name]]

    assert not unused, "Delete what nothing but tests uses:\n" + "\n".join(unused)


def test_every_template_is_rendered_or_included() -> None:
    sources = [path.read_text(encoding="utf-8") for path in [*production_files(), *TEMPLATES.rglob("*.html")]]
    names = [path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*")]

    unused = [name for name in names if not COMPOSED.search(name) and not any(name in source for source in sources)]

    assert not unused, "Delete the templates that nothing renders:\n" + "\n".join(unused)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("total(row)", ["total"]),
        ("row.total", ["total"]),
        ('import_string("app.total")', ["total"]),
        ("f(total=1)", ["total"]),
    ],
)
def test_uses_of_a_name_are_recognised(code: str, names: list[str]) -> None:
    assert set(names) <= set(_names_used_by(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["total = 1", "def total(): pass", "from app import total", 'def f():\n    """total"""']
)
def test_definitions_imports_and_docstrings_are_no_use(code: str) -> None:
    assert "total" not in set(_names_used_by(ast.parse(code)))
