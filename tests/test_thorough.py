"""What the daily run takes of a family, and what `skip_rendering` leaves out: the page alone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.roles import Role
from tests.factories import UserFactory, person
from tests.thorough import EMPTY_PAGE, SAMPLE, sample, skip_rendering

pytestmark = pytest.mark.django_db


def daily(parameters: list[Any]) -> set[Any]:
    return {given.values[0] for given in parameters if "thorough" not in {mark.name for mark in given.marks}}


def test_each_member_of_a_family_has_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    days = []
    for day in range(4):
        monkeypatch.setenv(SAMPLE, str(739_000 + day))
        parameters = sample(range(10), at_most=3)
        assert [given.values for given in parameters] == [(n,) for n in range(10)]
        days.append(daily(parameters))

    assert sorted(n for day in days for n in day) == list(range(10))
    assert max(len(day) for day in days) == 3


@pytest.mark.parametrize("total", [0, 1, 39, 40, 41, 79, 81, 1000])
def test_family_costs_no_more_than_its_limit_whatever_its_size(monkeypatch: pytest.MonkeyPatch, total: int) -> None:
    for day in range(30):
        monkeypatch.setenv(SAMPLE, str(day))
        taken = len(daily(sample(range(total), at_most=40)))
        assert min(total, 20) <= taken <= 40


def test_marks_and_names_of_parameters_stay_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SAMPLE, "0")
    first, second = sample([pytest.param(1, id="one", marks=pytest.mark.race), pytest.param(2, id="two")], at_most=1)

    assert (first.id, [mark.name for mark in first.marks]) == ("one", ["race"])
    assert (second.id, [mark.name for mark in second.marks]) == ("two", ["thorough"])


def test_status_and_context_are_those_of_the_rendered_page(client: Client) -> None:
    client.force_login(person(Role.OFFICER))
    address = reverse("grants:application_list")
    rendered = client.get(address)
    with skip_rendering():
        skipped = client.get(address)

    assert skipped.content.decode() == EMPTY_PAGE
    assert skipped.status_code == rendered.status_code == 200
    assert list(skipped.context["page"]) == list(rendered.context["page"])
    assert client.get(address).content.decode() != EMPTY_PAGE


def test_refusals_stay_refusals(client: Client) -> None:
    with skip_rendering():
        assert client.get(reverse("people:person_list")).status_code == 302
        client.force_login(UserFactory())
        assert client.get(reverse("people:person_list")).status_code == 403
        assert client.get("/no-such-page/").status_code == 404
