"""A list says which rows of how many it shows; the count ends at a limit and costs no statement of its own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.web import pagination
from tests.factories import CallFactory, StartupFactory, person
from tests.lists import EVERY_LIST, case_of

pytestmark = pytest.mark.django_db
LIST = reverse("startups:startup_list")


@pytest.fixture
def officer(client):
    user = person(Role.OFFICER)
    client.force_login(user)
    return user


def rows_text(client, **query):
    """The words above the table."""
    return client.get(LIST, query).context["list"].rows_label.rpartition(", ")[0].split(", xếp")[0]


def test_pages_are_numbered_forwards_and_backwards(client, officer):
    for n in range(60):
        StartupFactory(name=f"Sông {n:02}")
    for n in range(3):
        StartupFactory(name=f"Núi {n}")

    first = client.get(LIST, {"q": "song"})
    second = client.get(LIST, {"q": "song", "after": first.context["page"].next})
    third = client.get(LIST, {"q": "song", "after": second.context["page"].next})
    back = client.get(LIST, {"q": "song", "before": third.context["page"].previous})
    last = client.get(LIST, {"q": "song", "last": "1"})

    spans = [(r.context["page"].first, r.context["page"].last) for r in (first, second, third, back, last)]
    assert spans == [(1, 25), (26, 50), (51, 60), (26, 50), (36, 60)]
    assert all("trong 60 dòng" in r.content.decode() for r in (first, second, third, back, last))
    assert "1–25 trong 60 dòng" in first.content.decode()
    assert "26–50 trong 60 dòng" in second.content.decode()


def test_count_ends_at_its_limit_and_is_written_in_the_readers_language(client, officer, monkeypatch):
    for n in range(30):
        StartupFactory(name=f"Sông {n:02}")
    monkeypatch.setattr(pagination, "MAX_COUNT", 28)
    monkeypatch.setattr("ecosystem.lists.pages.MAX_COUNT", 28)
    assert "1–25 trong hơn 28 dòng" in client.get(LIST).content.decode()

    last = client.get(LIST, {"last": "1"})
    assert "25 trong hơn 28 dòng" in last.content.decode()
    assert last.context["page"].first is None


def test_thousands_are_grouped_as_the_language_does(client, officer, monkeypatch):
    StartupFactory.create_batch(2)
    page = client.get(LIST).context["list"]
    page.page.total = 1079

    assert page.rows_label.startswith("1–2 trong 1.079 dòng")


def test_rows_that_came_meanwhile_make_no_wrong_number(client, officer):
    startups = [StartupFactory(name=f"Sông {n:02}") for n in range(30)]
    second = client.get(LIST, {"after": client.get(LIST).context["page"].next})
    assert (second.context["page"].first, second.context["page"].last) == (26, 30)
    address = second.request["QUERY_STRING"]
    type(startups[0]).objects.filter(pk__in=[s.pk for s in startups[:10]]).delete()

    page = client.get(f"{LIST}?{address}").context["page"]

    assert (page.first, page.total) == (None, 20)


@pytest.mark.parametrize("slug", EVERY_LIST)
def test_total_is_that_of_all_rows_and_costs_no_statement(client, slug):
    case = case_of(slug)
    for n in range(3):
        case.add(n)
    client.force_login(case.reader)
    everything = case.listing.rows(case.reader).count()
    client.get(case.url)

    with CaptureQueriesContext(connection) as captured:
        page = client.get(case.url).context["page"]

    assert page.total == everything
    counting = [query["sql"] for query in captured if "counted_rows" in query["sql"]]
    assert len(counting) == 1
    assert "LIMIT 10001" in counting[0]


def test_list_without_rows_says_so(client, officer):
    CallFactory()

    response = client.get(LIST, {"q": "không có"})

    assert response.context["page"].total == 0
    assert "trong 0" not in response.content.decode()
