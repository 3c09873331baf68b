"""Every address × every role: who gets in, who is refused (403), and to whom the record does not exist (404).

The addresses come from the URLconf, so a new one without a rule in rules.py fails here. Every day each address is asked by
the representatives of the roles that its rule tells apart, and shown to one of those who get in; the thorough run asks as
all roles and renders the page for all who get in.
"""

import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.urls import URLResolver, get_resolver

from tests.access.requests import request_as
from tests.access.rule import EVERYBODY, Rule
from tests.access.rules import PACKAGES, RULES
from tests.access.world import ANONYMOUS, World
from tests.accessibility.walk import Visit, is_walked
from tests.thorough import THOROUGH, sample

LOGIN = "/accounts/login/"


def names(resolver: Any = None, namespace: str = "") -> Iterator[str]:
    """Every name of the URLconf with its namespace."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            yield namespace + (pattern.name or str(pattern.pattern))


@pytest.mark.row("G1")
def test_every_address_has_a_rule() -> None:
    ruled = {rule.name for rule in RULES} | PACKAGES

    assert sorted(set(names()) - ruled) == [], "say in tests/access/rules.py, RULES, who may open these addresses"
    assert sorted(ruled - set(names())) == [], "these rules of tests/access/rules.py name no address"


def outcome(response: Any) -> str:
    """What the actor gets: in, 403, 404, 405, login, or the status of a fault."""
    if response.status_code == 302 and response["Location"].startswith(LOGIN):
        return "login"
    return "in" if response.status_code in {200, 302, 304, 400, 409, 422} else str(response.status_code)


def actors_of(rule: Rule, city: World) -> list[str]:
    """Who asks for the address."""
    everybody = [ANONYMOUS, *city.people]
    return everybody if THOROUGH else rule.representatives(everybody)


def readers_of(rule: Rule, actors: list[str]) -> set[str]:
    """To whom the page is rendered: all who get in, or one of them, a different one from page to page."""
    entering = [actor for actor in actors if rule.expected(actor) == rule.answer]
    return set(entering if THOROUGH or not entering else [entering[zlib.crc32(rule.key.encode()) % len(entering)]])


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.name}-{rule.case}" for rule in RULES])
@pytest.mark.row("G1")
def test_address_answers_each_role_as_the_rule_says(city: World, rule: Rule) -> None:
    """And shows a page to all who get in, or to nobody, so that none is lost from the walk of tests/accessibility."""
    wrong = []
    actors = actors_of(rule, city)
    readers = readers_of(rule, actors)
    for actor in actors:
        with request_as(city, rule, actor, render=actor in readers) as response:
            got, due = outcome(response), rule.expected(actor)
            if got != due:
                wrong.append(f"{actor} gets {got}, not {due}")
            elif due == rule.answer and is_walked(rule) and actor in readers:
                wrong += filter(None, [Visit(actor, rule.name, rule.case, "", rule.status).lost(response)])

    assert wrong == []


def test_representatives_are_one_of_each_standing_and_the_related() -> None:
    rule = Rule("a", allowed=frozenset({"owner", "manager"}), refused=frozenset({"editor", "officer"}))
    actors = [ANONYMOUS, *sorted(EVERYBODY)]

    chosen = rule.representatives(actors)

    assert {rule.standing(actor) for actor in chosen} == {ANONYMOUS, "allowed", "refused", "otherwise"}
    assert len([actor for actor in chosen if actor in rule.allowed]) == 1
    related = {"editor", "reader", "stranger", "officer", "foreign_officer", "director", "dismissed_officer"}
    assert related <= set(chosen)
    assert len(chosen) <= len(related) + 3


def test_every_actor_represents_others_somewhere(city: World) -> None:
    """In and refused: no role is asked for the first time by the thorough run."""
    asked = {
        (actor, rule.expected(actor)) for rule in RULES for actor in rule.representatives([ANONYMOUS, *city.people])
    }

    for actor in city.people:
        assert (actor, "in") in asked, actor
        assert {(actor, "403"), (actor, "404")} & asked, actor


@pytest.mark.row("G1")
def test_every_foreign_record_is_unseen_by_the_stranger(city: World) -> None:
    """The owner of another startup gets the same answer for our records as for records that do not exist."""
    for rule in RULES:
        if rule.of_startup:
            with request_as(city, rule, "stranger", render=THOROUGH) as response:
                assert outcome(response) == "404", rule.name


# --- HEAD: what a link checker or a cache asks -----------------------------------------------------------
def head_of(response: Any) -> tuple[int, dict[str, str], set[str]]:
    headers = {
        name: value for name, value in response.items() if name != "Expires"
    }  # of the second that it was asked in
    return response.status_code, headers, set(response.cookies)


@pytest.mark.parametrize(
    "rule",
    sample(RULES, at_most=20),
    ids=[f"{rule.name}-{rule.case}" for rule in RULES],
)
def test_head_says_what_get_says_and_sends_nothing(city: World, rule: Rule) -> None:
    """Of every address, to a stranger and to one who gets in; what takes POST alone refuses both."""
    ask = partial(request_as, render=THOROUGH)
    for actor in (ANONYMOUS, *sorted(rule.allowed)[:1]):
        with ask(city, rule, actor, "GET") as response:
            expected = head_of(response)
        with ask(city, rule, actor, "HEAD") as response:
            sent = response.getvalue()
            got = head_of(response)

        assert got == expected, actor
        assert sent == b"", actor


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_pages_of_packages_answer_head_too(city: World, name: str) -> None:
    pattern = next(iter(get_resolver().reverse_dict.getlist(name)))[0][0]
    if pattern[1]:
        return  # an address with a secret or a number, which no link checker has
    for actor in (ANONYMOUS, "officer"):
        with request_as(city, Rule(name), actor, "GET") as response:
            expected = response.status_code
        with request_as(city, Rule(name), actor, "HEAD") as response:
            assert (response.status_code, response.getvalue()) == (expected, b""), actor
