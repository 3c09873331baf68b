"""What the documents list or name is there, and what should be listed is listed."""

import re
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings

from tests.portal_apps import PACKAGES, portal_apps

ROOT: Path = settings.BASE_DIR
DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"
PAGES = sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")
FACT = re.compile(r"\bF[1-9]\.\d{1,2}\b")
PATH = re.compile(r"`((?:ecosystem|startups|programmes|tests|templates|docs)/[\w/.-]*?)`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_list_of_decisions_is_complete_and_numbered():
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", read(DECISIONS / "README.md"), re.M)

    assert listed == [(read(page).partition("\n")[0].removeprefix("# "), page.name) for page in PAGES]
    for number, (title, name) in zip(count(1), listed, strict=False):
        assert title.startswith(f"{number}. ")
        assert name.startswith(f"{number:04d}-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_decision_says_context_decision_and_consequences_on_one_page(page):
    text = read(page)

    assert re.findall(r"^## (.+)$", text, re.M) == ["Context", "Decision", "Consequences"]
    assert 15 <= len(text.splitlines()) <= 40


@pytest.mark.parametrize(
    "page",
    [DOCS / "adding-a-model.md", DOCS / "sources.md", DOCS / "glossary.md", DECISIONS / "README.md", *PAGES],
    ids=lambda page: page.stem,
)
def test_files_that_a_document_names_are_there(page):
    text = read(page)
    named = [ROOT / name for name in PATH.findall(text) if "visit" not in name]
    linked = [page.parent / name for name in LINK.findall(text)]

    missing = [path.relative_to(ROOT).as_posix() for path in [*named, *linked] if not path.exists()]

    assert missing == [], f"{page.name} names files that are not there: name the new place"


def test_every_fact_that_the_source_names_is_explained():
    explained = set(re.findall(r"^\| (F\d\.\d+) \|", read(DOCS / "sources.md"), re.M))
    named = {
        fact: path.relative_to(ROOT).as_posix()
        for folder in (*PACKAGES, "templates", "tests")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".json"} and "node_modules" not in path.parts and path != Path(__file__)
        for fact in FACT.findall(read(path))
    }

    assert {fact: path for fact, path in named.items() if fact not in explained} == {}, "add them to docs/sources.md"


def test_glossary_names_every_model():
    """The mechanisms of ecosystem.core have their words in the code alone."""
    named = {
        name
        for names in re.findall(r"^\| ([A-Z][\w, ]+) \| [^|]+ \|$", read(DOCS / "glossary.md"), re.M)
        for name in names.split(", ")
    }
    models = {
        model.__name__
        for config in portal_apps()
        if config.label != "core"
        for model in config.get_models()
        if not hasattr(model, "pgh_tracked_model")
    }

    assert sorted(models - named) == [], "say in docs/glossary.md, Names in code, what these models are"
    assert sorted(named - models) == [], "docs/glossary.md names models that are not there"
