"""Markup in every free text of every record, on every address: nowhere does it become markup.

The texts are written past the forms, straight into the tables, so that a form that cleans its input hides nothing. Tables
and addresses come from the models and from the access rules: a new one is covered on the day it is made.
"""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models.functions import Concat, Left

from tests.access.requests import request_as
from tests.access.rule import Rule
from tests.access.rules import RULES
from tests.access.world import ANONYMOUS, World, build
from tests.portal_apps import portal_apps
from tests.sharing import shared_rows

APPS = {config.label for config in portal_apps()}
MARKUP = "\"'><x-evil onevil=1>{{7|add:7}}\u202e</script><script>evil()</script>"
FIELDS_WITH_A_FORMAT = (models.SlugField, models.URLField, models.EmailField, models.UUIDField, models.GeneratedField)
# Not free text: what code compares, counts or opens.
NAMES_OF_KEYS = (
    "code",
    "key",
    "kind",
    "status",
    "sha256",
    "storage_name",
    "token",
    "password",
    "language",
    "list_name",
    "series",
    "purpose",  # of a questionnaire
    "question",
)
LEAST_FIELDS = 100


class Reader(HTMLParser):
    """What of the hostile words became markup."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_script = tag == "script"
        if tag == "x-evil" or any(name.startswith("onevil") for name, _ in attrs):
            self.made.append(self.get_starttag_text() or tag)

    def handle_endtag(self, tag: str) -> None:
        self.in_script = False

    def handle_data(self, data: str) -> None:
        if self.in_script and "evil()" in data:
            try:
                json.loads(data)  # a block of data: the words stand inside its strings
            except ValueError:
                self.made.append(data[:80])
        if "14\u202e" in data:
            self.made.append("a template ran in a text")


def is_free_text(column: "models.Field[Any, Any]") -> bool:
    return (
        isinstance(column, models.CharField | models.TextField)
        and not isinstance(column, FIELDS_WITH_A_FORMAT)
        and not (column.choices or column.unique or column.primary_key)
        and not column.name.endswith(NAMES_OF_KEYS)
        and (column.max_length is None or column.max_length >= 20)
    )


def spoil() -> list[str]:
    """Put the markup behind every free text; the columns that took it. Rules of the database keep a few clean."""
    spoilt = []
    for model in apps.get_models():
        if model._meta.app_label not in APPS or model._meta.model_name.endswith("event"):
            continue
        for column in filter(is_free_text, model._meta.concrete_fields):
            room = (column.max_length or 1_000) - len(MARKUP)
            words = (
                Concat(Left(column.name, room), models.Value(MARKUP))
                if room > 0
                else models.Value(MARKUP[: column.max_length])
            )
            try:
                with transaction.atomic():
                    if model._base_manager.update(**{column.name: words}):
                        spoilt.append(f"{model._meta.label}.{column.name}")
            except DatabaseError:
                continue
    return spoilt


def test_reader_distinguishes_markup_from_text() -> None:
    quiet, loud = Reader(), Reader()
    quiet.feed("<p title='&quot;&gt;&lt;x-evil onevil=1&gt;'>&lt;x-evil onevil=1&gt; {{7|add:7}}\u202e</p>")
    quiet.feed('<script type="application/json">{"a": "evil()"}</script>')
    loud.feed("<p title=''><x-evil onevil=1> 14\u202e</p><script>evil()</script>")

    assert quiet.made == []
    assert len(loud.made) == 3


@pytest.fixture(scope="module")
def spoilt_city(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world of the access tests with hostile words in every record."""
    with shared_rows(django_db_blocker):
        world = build()
        with pgtrigger.ignore():
            spoilt = spoil()
        assert len(spoilt) >= LEAST_FIELDS, spoilt
        yield world


def readers(rule: Rule) -> list[str]:
    allowed = sorted(rule.allowed)
    return list(dict.fromkeys([*([ANONYMOUS] if rule.public else []), *allowed[:1], *allowed[-1:]]))


@pytest.mark.thorough
@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.name}-{rule.case}" for rule in RULES])
def test_hostile_text_is_escaped(spoilt_city: World, rule: Rule) -> None:
    """A POST is answered with its empty form again, or refused: its page shows the same words."""
    for actor in readers(rule):
        with request_as(spoilt_city, rule, actor) as response:
            assert response.status_code < 500 or rule.name == "core:readyz", f"{actor}: {response.status_code}"
            if response.get("Content-Type", "").startswith("text/html"):
                reader = Reader()
                reader.feed(response.content.decode())
                assert reader.made == [], actor
