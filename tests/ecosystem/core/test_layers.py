"""What import-linter does not see: words of the domain in the rooms below it, and circles of imports between modules."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

from tests.portal_apps import PACKAGES

ROOT: Path = settings.BASE_DIR
# Words that name nothing but the domain: in no name, text or comment.
DOMAIN_WORDS = frozenset(
    [
        "applicant",
        "award",
        "beneficiary",
        "budget",
        "contract",
        "contribution",
        "deliverable",
        "department",
        "dossier",
        "eligibility",
        "enterprise",
        "evaluation",
        "evaluator",
        "feedback",
        "follower",
        "funding",
        "grant",
        "incubation",
        "indicator",
        "organisation",
        "pillar",
        "programme",
        "startup",
        "tranche",
    ]
)
# Words that mean something else in a text, or in a name of Python or Django: in no name of ours.
NAMES = frozenset(["application", "call", "council", "measurement", "news", "payment", "policy", "review", "scheme"])
NAMES_OF_LIBRARIES = frozenset({"__call__", "call_command", "scheme", "url_has_allowed_host_and_scheme"})
# What a room may say all the same, and why.
ALLOWED = {
    "core": {"programmes", "startups"},  # folders whose texts are translated
    "documents": set(),
    "notices": set(),
    "lists": {"grant", "grants"},  # roles that a person was given (ecosystem.accounts)
}
ROOMS = [*ALLOWED]


def sources(room: str) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "ecosystem" / room).rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s") if word != "news" else word


def words_in(text: str) -> Iterator[str]:
    """`ReviewBoard.list_of` → review, board, list, of."""
    return (part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", text))


def domain_words(source: str) -> Iterator[tuple[int, str]]:
    """Each word of the domain with its line."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME and token.string not in NAMES_OF_LIBRARIES:
            found = [word for word in words_in(token.string) if singular(word) in DOMAIN_WORDS | NAMES]
        elif token.type in (tokenize.STRING, tokenize.COMMENT):
            found = [word for word in words_in(token.string) if singular(word) in DOMAIN_WORDS]
        else:
            continue
        yield from ((token.start[0], word) for word in found)


def addresses(source: str) -> Iterator[tuple[int, str]]:
    """Each name of an address, such as `grants:call_list`, with its line."""
    labels = {config.label for config in apps.get_app_configs()}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            app, colon, name = node.value.partition(":")
            if colon and app in labels and re.fullmatch(r"\w+", name):
                yield node.lineno, node.value


@pytest.mark.parametrize("room", ROOMS)
def test_room_below_the_domain_uses_no_word_of_it(room):
    found = [
        f"{path}:{line}: {word}"
        for path, source in sources(room)
        for line, word in domain_words(source)
        if word not in ALLOWED[room]
    ]

    assert found == [], f"ecosystem.{room} knows nothing of the domain: let the app that does hand it over"


@pytest.mark.parametrize("room", ROOMS)
def test_room_below_the_domain_names_no_address_but_its_own(room):
    found = [
        f"{path}:{line}: {name}"
        for path, source in sources(room)
        for line, name in addresses(source)
        if name.partition(":")[0] != room
    ]

    assert found == [], f"ecosystem.{room} knows no page of another app: let that app hand the address over"


def test_domain_word_is_detected():
    source = (
        'def open_call(obj):\n    """Open the dossier."""\n    return redirect("grants:call_list")  # of a Startup\n'
    )

    assert [*domain_words(source)] == [(1, "call"), (2, "dossier"), (3, "grants"), (3, "startup")]
    assert [*addresses(source)] == [(3, "grants:call_list")]
    assert [*domain_words('import call_command\nX = "application/pdf"  # calls a policy\n')] == []


def find_circle(imports: Mapping[str, Set[str]]) -> list[str]:
    """A circle of modules, each of which imports the one before it; empty when there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        return list(circle.args[1])
    return []


def test_no_modules_import_each_other_in_a_circle():
    """Imports inside functions count, too."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in sorted(graph.modules)}

    assert len(imports) > 200
    assert find_circle(imports) == [], "move what both need into a module below them, or wake a task by its full name"


def test_import_cycle_is_detected():
    assert find_circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert set(find_circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == {"a", "b", "c"}


def test_every_task_that_the_source_names_is_there():
    """Tasks are woken by their full names, which no type checker reads."""
    named = {
        name: path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for name in re.findall(r'"([a-z_.]+\.tasks\.[a-z_]+)"', path.read_text(encoding="utf-8"))
    }

    assert len(named) >= 10
    for name, path in named.items():
        assert import_string(name).name == name, path
