"""A list says which rows of how many it shows; the count ends at a limit and costs no statement of its own."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.web import pagination
from tests.factories import ApplicationFactory, CallFactory, StartupFactory, person
from tests.lists import EVERY_LIST, case_of
from tests.sources import tree_of

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
    assert f"LIMIT {pagination.MAX_COUNT + 1}" in counting[0]


# Paged rows that are not counted with their page, and where their total stands.
NOT_COUNTED = {
    "ecosystem/public/views/awards.py": "the sums above the table say how many",
    "ecosystem/public/views/organisations.py": "the line of sums says how many",
    "ecosystem/public/views/places.py": "the figures of the ward say how many",
    "ecosystem/public/views/directory.py": "the head of the startups says how many, from a cached count",
    "ecosystem/dashboards/views/council.py": "the total line is the figure",
}


def test_every_page_of_rows_is_counted_or_says_why_not():
    root, found = Path(settings.BASE_DIR), set()
    for folder in ("ecosystem", "programmes", "startups"):
        for file in (root / folder).rglob("*.py"):
            calls = [node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Call)]
            pages = [node for node in calls if getattr(node.func, "id", "") == "keyset_page"]
            if any("counts" not in {keyword.arg for keyword in page.keywords} for page in pages):
                found.add(str(file.relative_to(root)))

    assert found == set(NOT_COUNTED)


def test_pages_without_a_declared_list_say_where_they_are(client):
    call = CallFactory()
    for n in range(27):
        ApplicationFactory(call=call, status="submitted", due_on=date(2026, 1, 1) + timedelta(days=n))
    client.force_login(person(Role.OFFICER))
    tasks = reverse("grants:task_list")

    first = client.get(tasks)
    second = client.get(tasks, {"after": first.context["page"].next})

    assert "1–25 trong 27 dòng" in first.content.decode()
    assert "26–27 trong 27 dòng" in second.content.decode()


def test_list_says_its_position_once(client, officer):
    StartupFactory.create_batch(30)

    assert client.get(LIST).content.decode().count("trong 30 dòng") == 1


def test_list_without_rows_says_so(client, officer):
    CallFactory()

    response = client.get(LIST, {"q": "không có"})

    assert response.context["page"].total == 0
    assert "trong 0" not in response.content.decode()
