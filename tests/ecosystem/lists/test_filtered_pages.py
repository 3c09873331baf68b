"""Pages of filtered lists: the same rows whether few or many match, and the indexes and statistics that make them fast."""

from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from ecosystem.accounts.roles import Role
from ecosystem.core.web import pagination
from programmes.grants.models import Application, Tranche
from programmes.grants.models.application import FILTERED
from startups.models import Startup
from startups.models.startup import FILTERED as FILTERED_OF_STARTUPS
from tests.factories import StartupFactory, person
from tests.lists import pages

pytestmark = pytest.mark.django_db
LIST = "/manage/startups/"


@pytest.fixture
def officer(client):
    user = person(Role.OFFICER)
    client.force_login(user)
    for n in range(60):
        StartupFactory(name=f"{['Sông', 'Núi'][n % 2]} {n % 7}")
    return user


@pytest.mark.parametrize("sort", ["name", "-name", "registered", "-verified"])
def test_few_matches_and_many_give_the_same_pages(client, officer, monkeypatch, sort):
    few = pages(client, LIST, q="song", sort=sort)

    monkeypatch.setattr(pagination, "MAX_COUNT", 5)
    many = pages(client, LIST, q="song", sort=sort)

    assert len(few) == 30
    assert many == few


def test_few_matches_are_sorted_by_their_keys_and_many_are_found_in_order(client, officer, monkeypatch):
    """The planner takes filters for evenly spread: where few rows match, it would follow the order to its end."""
    assert _has_keys(_ordered_statement(client))

    monkeypatch.setattr(pagination, "MAX_COUNT", 5)

    assert not _has_keys(_ordered_statement(client))


def _ordered_statement(client: Any) -> str:
    """The statement that finds the keys of the page."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(LIST, {"q": "song", "kind": "enterprise"}).status_code == 200
    (statement,) = [query["sql"] for query in captured if "ORDER BY" in query["sql"] and "LIMIT 26" in query["sql"]]
    return str(statement)


def _has_keys(statement: str) -> bool:
    return '"startups_startup"."id" = ANY(' in statement


@pytest.mark.parametrize(
    ("model", "filtered", "orders"),
    [
        (
            Application,
            FILTERED,
            ["sort_key", "due_key", "number_key", "startup_key", "sent_key", "requested", "status"],
        ),
        (Startup, FILTERED_OF_STARTUPS, ["sort_key", "created_at", "founded_key", "verified_key", "status"]),
        (Tranche, ["contract", "status", "call"], ["due_on", "amount", "number_key", "startup_key", "paid_key"]),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_index_of_each_order_includes_what_the_list_filters_by(model: type[models.Model], filtered, orders):
    covered = {_columns(index)[0]: {*_columns(index), *index.include} for index in model._meta.indexes if index.include}

    assert {order: set(filtered) - covered[order] for order in orders} == {order: set() for order in orders}


def _columns(index: models.Index) -> list[str]:
    return index.fields or [expression.name for expression in index.expressions]


def test_planner_has_statistics_of_columns_that_depend_on_each_other():
    with connection.cursor() as cursor:
        cursor.execute("SELECT stxname FROM pg_statistic_ext ORDER BY 1")
        names = [name for (name,) in cursor.fetchall()]

    assert names == [
        "application_filters_together",
        "award_filters_together",
        "startup_filters_together",
        "tranche_filters_together",
    ]
