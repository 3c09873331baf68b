"""Every page in both languages, as each role sees it: no English on Vietnamese pages, no Vietnamese on English ones.

The addresses are those of the access tests (which fail when the URLconf has one they do not know) and, beyond them,
every address without arguments.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from ecosystem.core import catalogue
from ecosystem.notices.mail import enqueue_mail
from tests.access.rule import Rule
from tests.access.rules import PACKAGES, RULES
from tests.access.sessions import SESSIONS, address_in, begin
from tests.access.world import ANONYMOUS, World, build
from tests.thorough import sample
from tests.translations.reading import texts
from tests.translations.test_source import UNITS, VIETNAMESE

LANGUAGES = ("vi", "en")
WALKERS = (
    "owner",
    "officer",
    "manager",
    "director",
    "evaluator",
    "waiting_evaluator",
    "accountant",
    "council",
    "reporter",
    "head",
    "administrator",
)
# English words that no Vietnamese text holds: a sentence of English without any of them is short.
ENGLISH = re.compile(
    r"\b(the|of|and|is|not|for|with|this|you|your|are|was|has|have|from|that|which|must|cannot|been|were|will|does)\b",
    re.I,
)


def test_the_walk_knows_every_address_without_arguments() -> None:
    walked = {rule.name for rule in RULES} | {name for name in PACKAGES if has_no_arguments(name)}

    assert {"public:home", "dashboards:my_home", "grants:call_list", "account_login", "mfa_index"} <= walked


def has_no_arguments(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world of the access tests, built once; every request is rolled back."""
    assert connection.settings_dict["NAME"].startswith("test_")
    with django_db_blocker.unblock(), transaction.atomic():
        pattern_of_the_city.cache_clear()
        is_foreign.cache_clear()
        world = build()
        begin(world)
        yield world
        transaction.set_rollback(True)


def walkers(rule: Rule) -> list[str]:
    """Who reads the page: every role its own home page; elsewhere the first and the last who may, and the public."""
    allowed = [actor for actor in WALKERS if actor in rule.allowed] or sorted(rule.allowed)[:1]
    if rule.name != "dashboards:my_home":
        allowed = list(dict.fromkeys([allowed[0], allowed[-1]]))
    return [ANONYMOUS, allowed[0]] if rule.public else allowed


def visit(world: World, actor: str, language: str, address: str, *, post: bool = False) -> Any:
    """One request in a browser of its own that starts signed in; what the request writes is rolled back."""
    client = Client(raise_request_exception=False)
    client.cookies = deepcopy(world.client(actor).cookies)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    with transaction.atomic():
        response = client.post(address, {}) if post else client.get(address)
        transaction.set_rollback(True)
    return response


def texts_of_the_city() -> Iterator[tuple[str, str]]:
    """Every text in the database, a line each, with the language it is shown in: "vi", "en", or "" for both.

    A field with an English sister that is filled is for Vietnamese readers alone, and its sister for English ones;
    all else is shown as it was written.
    """
    tables = set(connection.introspection.table_names())
    for model in apps.get_models():
        if model._meta.db_table not in tables:
            continue
        fields = [f.name for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
        for row in model._base_manager.values(*fields):
            for name, value in row.items():
                original, sister = row.get(name.removesuffix("_en"), value), row.get(f"{name}_en", value)
                language = "en" if original != value else "vi" if sister and sister != value else ""
                yield from ((" ".join(line.split()), language) for line in str(value or "").splitlines())
        for name in [f.name for f in model._meta.concrete_fields if isinstance(f, models.JSONField)]:
            for value in model._base_manager.values_list(name, flat=True):
                yield from _texts_in(value)


def _texts_in(value: Any) -> Iterator[tuple[str, str]]:
    """The texts in JSON, such as the wordings of a questionnaire (`{"vi": …, "en": …}`) and its answers."""
    if isinstance(value, dict) and value and set(value) <= {"vi", "en"}:
        yield str(value.get("vi", "")), "vi" if value.get("en") else ""
        yield str(value.get("en", "")), "en"
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(part)
    elif isinstance(value, str):
        yield from ((" ".join(line.split()), "") for line in value.splitlines())


@cache
def pattern_of_the_city(language: str, *, other: bool) -> re.Pattern[str]:
    """What a page of the language may show of the database, or with `other` the names it may not; longest first."""
    own = {text for text, of in texts_of_the_city() if of in ("", language) and re.search(r"[^\W\d_]{2}", text)}
    names = {text for text, of in texts_of_the_city() if " " in text and text[0].isupper()} - own
    words = sorted(names if other else own, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in words))


@cache
def english_texts() -> re.Pattern[str]:
    """The fixed parts, of two words or more, of every text that has a Vietnamese translation."""
    parts = set()
    for path in (catalogue.CATALOGUE, catalogue.PACKAGES):
        for entry in polib.pofile(str(settings.BASE_DIR / path)):
            for text in filter(None, (entry.msgid, entry.msgid_plural)):
                if text not in (entry.msgstr, entry.msgstr_plural.get(0)):
                    parts |= {
                        " ".join(part.split()) for part in re.split(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}|<[^>]+>", text)
                    }
    wanted = sorted((part for part in parts if re.search(r"[A-Za-z]{2,}\W+[A-Za-z]{2,}", part)), key=len, reverse=True)
    return re.compile("|".join(r"(?<!\w)" + re.escape(part) + r"(?!\w)" for part in wanted))


@cache
def is_foreign(text: str, language: str) -> bool:
    if pattern_of_the_city(language, other=True).search(text):
        return True
    own = pattern_of_the_city(language, other=False).sub(" ", text)
    if language == "vi":
        return bool(english_texts().search(own) or ENGLISH.search(own))
    return bool(VIETNAMESE.search(UNITS.sub(" ", own)))


def foreign_texts(html: str, language: str) -> list[str]:
    """The texts of a page that are in the other language, names and answers aside."""
    return [text for text in texts(html, language) if is_foreign(text, language)]


def foreign_on(response: HttpResponse, language: str) -> list[str]:
    if not response.get("Content-Type", "").startswith("text/html"):
        return []
    return foreign_texts(response.content.decode(), language)


PAGES = [rule for rule in RULES if rule.method == "GET" and rule.answer == "in" and rule.allowed]


def answers(world: World, actor: str, language: str, address: str) -> Iterator[Any]:
    """The page and, where it has a form, the answer to that form sent empty: errors and refusals are texts, too."""
    page = visit(world, actor, language, address)
    if page.streaming:
        list(page.streaming_content)  # read to its end, which closes the file
        return
    yield page
    forms = [
        tag for tag in re.findall(r"<form\b[^>]*>", page.content.decode(errors="replace")) if 'method="post"' in tag
    ]
    if any(action in ([], [""], [address]) for action in (re.findall(r'action="([^"]*)"', tag) for tag in forms)):
        yield visit(world, actor, language, address, post=True)


@pytest.mark.thorough
@pytest.mark.parametrize("rule", PAGES, ids=[f"{rule.name}-{rule.case}" for rule in PAGES])
def test_page_and_the_answer_to_its_form_are_of_one_language(city: World, rule: Rule) -> None:
    address, readers = reverse(rule.name, args=rule.args(city)), walkers(rule)

    found = {
        (language, actor, number): wrong
        for actor in readers
        for language in (LANGUAGES if actor == readers[-1] else ("vi",))
        for number, response in enumerate(answers(city, actor, language, address))
        if (wrong := foreign_on(response, language))
    }

    assert found == {}


@pytest.mark.parametrize("name", sample(sorted(filter(has_no_arguments, PACKAGES)), at_most=5))
def test_page_of_a_package_is_of_one_language(city: World, name: str) -> None:
    found = {
        (language, actor, number): wrong
        for actor in (ANONYMOUS, "owner")
        for language in LANGUAGES
        for number, response in enumerate(answers(city, actor, language, reverse(name)))
        if (wrong := foreign_on(response, language))
    }

    assert found == {}


@pytest.mark.parametrize("actor", sample(SESSIONS, at_most=4))
def test_page_of_a_session_is_of_one_language(city: World, actor: str) -> None:
    """The second step, codes by mail, a first password."""
    found = {
        (name, language, number): wrong
        for name in SESSIONS[actor].pages
        for language in LANGUAGES
        for number, response in enumerate(answers(city, actor, language, address_in(city, actor, name)))
        if (wrong := foreign_on(response, language))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("name", "language"),
    sample(
        [
            pytest.param("public:gallery", "vi"),
            pytest.param("notices:mail_log", "vi"),
            pytest.param("notices:mail_log", "en"),
            pytest.param("account_login", "vi"),
            pytest.param("account_login", "en"),
        ],
        at_most=2,
    ),
)
def test_page_of_the_demonstration_is_of_one_language(city: World, settings: Any, name: str, language: str) -> None:
    """In English the gallery is not looked at: the names and sums of its samples are Vietnamese on purpose."""
    settings.DEMO = True
    pattern_of_the_city.cache_clear()
    is_foreign.cache_clear()
    enqueue_mail("completion_reminder", key="one", recipient="a@example.org", context={"link": "https://example.org/"})

    response = visit(city, ANONYMOUS, language, reverse(name))

    assert response.status_code == 200
    assert foreign_on(response, language) == []


@pytest.mark.parametrize(
    ("actor", "address", "status"),
    [
        (ANONYMOUS, "/no-such-page/", 404),
        ("owner", "/no-such-page/", 404),
        ("owner", "/people/", 403),
        ("officer", "/applications/?after=forged", 400),
    ],
)
def test_page_of_an_error_is_of_one_language(city: World, actor: str, address: str, status: int) -> None:
    for language in LANGUAGES:
        response = visit(city, actor, language, address)

        assert response.status_code == status
        assert foreign_on(response, language) == []


def test_foreign_words_are_detected() -> None:
    page = '<main><h1>{0}</h1><p lang="en">English</p><script>the text</script><a title="{0}" href="/">1</a></main>'

    assert list(texts(page.format("Read the dossier"), "vi")) == ["Read the dossier", "1"]


def test_text_of_the_other_language_is_detected(city: World) -> None:
    line = city.line.pillar

    assert foreign_texts(f"<p>{line.name}</p><p>{line.name_en}</p>", "vi") == [line.name_en]
    assert foreign_texts(f"<p>{line.name}</p><p>{line.name_en}</p>", "en") == [line.name]
    assert foreign_texts("<p>Hồ sơ</p><p>Read the dossier</p><p>Waiting for me</p>", "vi") == [
        "Read the dossier",
        "Waiting for me",
    ]
    assert foreign_texts("<p>Hồ sơ</p><p>Read the dossier of Công ty Của Ta: 40 triệu đồng</p>", "en") == ["Hồ sơ"]
