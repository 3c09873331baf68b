"""What holds of every template: short lines, a comment that says what it needs, and somebody who uses it."""

import re
from pathlib import Path

import allauth
import django.forms
import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
TEMPLATES = ROOT / "templates"
PAGES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
MAILS = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.txt"))
SOURCES = {name: (TEMPLATES / name).read_text(encoding="utf-8") for name in PAGES}
LONGEST_LINE = 160
GALLERY = "public/gallery.html"
# What Django, allauth and the middleware show by these names.
BY_NAME = {
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "409.html",
    "500.html",
    "503.html",
    "503_downloads.html",
}
# Where the templates are that ours replace.
PACKAGES = (Path(allauth.__file__).parent / "templates", Path(django.forms.__file__).parent / "templates")
COMMENT = re.compile(r"(?:{% extends [^%]+%}\s*)?(?:{% load [^%]+%}\s*)?{% comment %}(.*?){% endcomment %}", re.DOTALL)
NAMED = re.compile(r"""["']([\w./-]+\.html)["']""")
COMPUTED_NAME = re.compile(r"""f["']([\w./{}-]*{[^"']*\.html)["']""")
BLOCK = re.compile(r"{% block (\w+) %}")
EXTENDS = re.compile(r'{% extends "([^"]+)" %}')
FRAGMENT = re.compile(r'(?:fragment=|^FRAGMENT = )"([^"]+)"', re.MULTILINE)


def _python() -> str:
    folders = ("ecosystem", "startups", "programmes")
    return "\n".join(
        path.read_text(encoding="utf-8") for name in folders for path in sorted((ROOT / name).rglob("*.py"))
    )


def _comment_of(name: str) -> str:
    found = COMMENT.match(SOURCES[name])
    return found.group(1) if found else ""


def _is_used_by_python(name: str, named: set[str], made: list[re.Pattern[str]]) -> bool:
    return name in named or any(pattern.fullmatch(name) for pattern in made)


def _overrides_package_template(name: str) -> bool:
    return any((folder / name).is_file() for folder in PACKAGES)


def unused_templates() -> list[str]:
    """Templates that no view, tag or page reaches; the gallery shows components, which is no use by itself."""
    python = _python()
    named = set(NAMED.findall(python))
    made = [re.compile(re.sub(r"\\{[^}]*\\}", r"[\\w-]+", re.escape(name))) for name in COMPUTED_NAME.findall(python)]
    reached = {
        name
        for name in PAGES
        if name in BY_NAME or _is_used_by_python(name, named, made) or _overrides_package_template(name)
    }
    waiting = sorted(reached - {GALLERY})
    while waiting:
        new = set(NAMED.findall(SOURCES[waiting.pop()])) & set(PAGES) - reached
        reached |= new
        waiting += sorted(new)
    return [name for name in PAGES if name not in reached]


def test_line_of_a_template_has_at_most_160_characters() -> None:
    too_long = [
        f"{name}:{number}"
        for name in [*PAGES, *MAILS]
        for number, line in enumerate((TEMPLATES / name).read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]

    assert too_long == [], "wrap these lines, beside whitespace that is there or an element of its own line"


def test_template_is_reached_by_a_view_a_tag_or_another_template() -> None:
    assert unused_templates() == [], "delete what nothing shows"


def test_template_starts_with_a_comment_that_says_what_it_is() -> None:
    assert [name for name in PAGES if not _comment_of(name)] == []


@pytest.mark.parametrize("name", sorted({parent for source in SOURCES.values() for parent in EXTENDS.findall(source)}))
def test_frame_names_the_blocks_that_it_adds(name: str) -> None:
    inherited: set[str] = set()
    parents = EXTENDS.findall(SOURCES.get(name, ""))
    while parents and parents[0] in SOURCES:
        inherited |= set(BLOCK.findall(SOURCES[parents[0]]))
        parents = EXTENDS.findall(SOURCES[parents[0]])
    if parents or name not in SOURCES:
        return  # a frame of a package, or on top of one
    added = set(BLOCK.findall(SOURCES[name])) - inherited

    assert sorted(block for block in added if not re.search(rf"\b{block}\b", _comment_of(name))) == []


def test_fragment_says_who_swaps_it() -> None:
    fragments = set(FRAGMENT.findall(_python()))

    assert len(fragments) > 8
    assert sorted(n for n in fragments if not re.search(r"[Ss]wap|asks for itself", _comment_of(n))) == []


def _has_error_in_title(name: str) -> bool:
    while name in SOURCES:
        if 'translate "Error:"' in SOURCES[name]:
            return True
        parent = EXTENDS.search(SOURCES[name])
        name = parent.group(1) if parent else ""
    return False


PAGES_OF_FORMS = [
    name
    for name in PAGES
    if "{% error_summary" in SOURCES[name]
    and "{% extends" in SOURCES[name]
    and name != GALLERY
    # the pages of accounts: templates/allauth/layouts/base.html, by names that allauth chooses while it runs
    and not name.startswith(("account/", "mfa/", "allauth/"))
]


def test_page_with_errors_says_so_in_its_title() -> None:
    silent = [name for name in PAGES_OF_FORMS if not _has_error_in_title(name)]

    assert silent == [], 'begin their titles with {% if form.errors %}{% translate "Error:" %}'
