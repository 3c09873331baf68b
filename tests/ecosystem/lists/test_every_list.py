"""What holds of every declared list: orders, queries, columns, files, and keys that are not offered."""

from csv import reader
from string import ascii_uppercase

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from ecosystem.core.models import AuditEntry
from ecosystem.lists.listing import LISTINGS
from programmes.plan.listings import LISTS
from tests.ecosystem.documents.reading import xlsx_cells
from tests.factories import (
    UserFactory,
)
from tests.lists import EVERY_LIST, MAKERS, case_of, pages
from tests.thorough import SIZES, skip_rendering

pytestmark = pytest.mark.django_db
MOST_QUERIES = 7
# Lists whose keys may be computed as they are read: reference data, units, and some dozens of rows for each period.
SMALL = {listing.slug for listing in LISTS.values()} | {"unit", "contribution", "report"}
# Columns of a number, a startup or a day that the list is not sorted by, and why.
NOT_SORTED = {
    ("award", "decision"): "shows number and day together; the column of the day sorts, and numbers follow the days",
    ("payment", "tranche"): "shows the contract's number, which the search finds; the dossier's number sorts",
}
# Columns of days whose order is not that of the days shown.
OTHER_ORDER = {
    ("feedback", "due"): "the desk's order: waiting messages by due day, then settled ones, the newest first",
    ("report", "number"): "shows words where a report has no number yet; these come first",
}
ARRIVAL = ("pk",)  # rows come with their day, and the makers of rows date them back


@pytest.fixture
def _skip_rendering():
    """For tests that read the status and the rows that the view gives its template."""
    with skip_rendering():
        yield


def test_every_declared_list_is_tested_here():
    assert sorted(set(LISTINGS) ^ set(MAKERS)) == [], "give each list a maker of rows in tests/lists.py, MAKERS"


@pytest.mark.usefixtures("_skip_rendering")
@pytest.mark.parametrize("slug", EVERY_LIST)
def test_every_order_goes_through_all_rows_once_both_ways(client, slug):
    case = case_of(slug)
    for n in range(30):
        case.add(n)
    client.force_login(case.reader)
    everything = {row.pk for row in case.listing.rows(case.reader)}
    assert len(everything) >= 30

    for key, names in case.listing.sortable.items():
        up, down = pages(client, case.url, sort=key), pages(client, case.url, sort=f"-{key}")
        assert up == [row.pk for row in case.listing.rows(case.reader).order_by(*names)]
        assert up == down[::-1]
        assert set(up) == everything
        assert len(up) == len(everything)
        last = client.get(case.url, {"sort": key, "last": "1"}).context["page"]
        assert [row.pk for row in last] == up[-len(last.rows) :]


@pytest.mark.parametrize("slug", MAKERS)
def test_orders_end_in_a_unique_column_and_have_no_empty_ones(slug):
    rows = LISTINGS[slug].rows(UserFactory())
    computed = set(rows.query.annotations) if slug in SMALL else set()
    for names in LISTINGS[slug].sortable.values():
        assert names[-1] == "pk"
        stored = [name for name in names if name != "pk" and name not in computed]
        assert [name for name in stored if rows.model._meta.get_field(name).null] in ([], [names[0]])
        assert "__" not in "".join(names)


def _label(column):
    with override("en"):
        return str(column.label).lower()


def _shows_number_or_day(column):
    return column.kind in {"date", "time"} or "number" in _label(column)


def test_lists_sort_by_each_number_startup_and_day_that_they_show():
    unsorted = {
        (slug, column.key)
        for slug, listing in LISTINGS.items()
        for column in listing.columns
        if not column.sort
        and (_shows_number_or_day(column) or _label(column) == "startup" or (slug, column.key) in NOT_SORTED)
    }

    assert unsorted == set(NOT_SORTED), "give the column a sort, or a row with its reason in NOT_SORTED"


@pytest.mark.parametrize(
    ("slug", "columns"),
    [
        ("award", {"number", "startup", "decided"}),
        ("payment", {"number", "startup", "paid_on", "due"}),
        ("review", {"number", "startup", "due"}),
        ("application", {"number", "startup", "due", "submitted"}),
    ],
)
def test_lists_about_dossiers_sort_by_number_startup_and_day(slug, columns):
    assert columns <= set(LISTINGS[slug].sortable)


@pytest.mark.parametrize("slug", EVERY_LIST)
def test_order_of_numbers_and_days_is_that_of_the_values_shown(slug):
    case = case_of(slug)
    for n in range(12):
        case.add(n)
    rows = case.listing.rows(case.reader)

    for column in case.listing.columns:
        if column.sort in {(), ARRIVAL} or not _shows_number_or_day(column) or (slug, column.key) in OTHER_ORDER:
            continue
        shown = [column.value(row) for row in rows.order_by(*column.sort)]
        filled = [value for value in shown if value not in (None, "")]
        assert filled == sorted(filled), column.key
        empty_at_one_end = (shown[: len(filled)], shown[len(shown) - len(filled) :])
        assert filled in empty_at_one_end, column.key


@pytest.mark.parametrize("slug", EVERY_LIST)
@pytest.mark.row("G8")
def test_list_takes_the_same_few_queries_at_every_size(client, slug):
    case = case_of(slug)
    client.force_login(case.reader)
    every = ",".join(column.key for column in case.listing.columns)
    counted, rows = {"": [], f"?cols={every}": []}, 0
    for size in SIZES:
        while rows < size:
            case.add(rows)
            rows += 1
        for query, numbers in counted.items():
            with CaptureQueriesContext(connection) as captured:
                assert client.get(case.url + query).status_code == 200
            numbers.append(len(captured))

    assert all(len(set(numbers)) == 1 for numbers in counted.values()), counted
    assert max(counted[""]) <= MOST_QUERIES


@pytest.mark.parametrize("slug", EVERY_LIST)
def test_all_columns_and_files_hold_the_same_rows(client, slug):
    case = case_of(slug)
    for n in range(27):
        case.add(n)
    client.force_login(case.reader)
    query = {"cols": ",".join(column.key for column in case.listing.columns)}

    expected = pages(client, case.url, **query)
    csv = b"".join(client.get(reverse("lists:export_csv", args=[slug]), query).streaming_content).decode()
    xlsx = b"".join(client.get(reverse("lists:export_xlsx", args=[slug]), query).streaming_content)

    sheet = xlsx_cells(xlsx)
    titles = [str(column.label) for column in case.listing.columns]
    by_pk = {row.pk: row for row in case.listing.rows(case.reader)}
    names = [str(case.listing.columns[0].value(by_pk[pk])) for pk in expected]
    assert csv.startswith("\ufeff")
    assert next(reader(csv.removeprefix("\ufeff").splitlines())) == titles
    assert len(csv.splitlines()) == len(expected) + 1
    assert [sheet[f"{letter}1"][1] for letter in ascii_uppercase[: len(titles)]] == titles
    assert [sheet[f"A{line}"][1] for line in range(2, len(names) + 2)] == names
    assert AuditEntry.objects.filter(model=f"list:{slug}", transition="export", by=case.reader).count() == 2


HOSTILE = [
    "sort=password",
    "sort=--created",
    "sort=-",
    "sort=created__x",
    "sort=?",
    "sort=pk",
    "cols=password",
    "cols=status,%00",
    "cols=../x",
    "nonsense=1",
    "after=forged",
    "before=a:b:c",
    "startup__name=x",
]


@pytest.mark.usefixtures("_skip_rendering")
@pytest.mark.parametrize("slug", EVERY_LIST)
def test_what_is_not_offered_is_refused(client, slug):
    case = case_of(slug)
    case.add(0)
    client.force_login(case.reader)

    assert {query: client.get(f"{case.url}?{query}").status_code for query in HOSTILE} == dict.fromkeys(HOSTILE, 400)


@pytest.mark.usefixtures("_skip_rendering")
@pytest.mark.parametrize("slug", EVERY_LIST)
def test_page_cursor_of_another_order_is_refused(client, slug):
    case = case_of(slug)
    for n in range(26):
        case.add(n)
    client.force_login(case.reader)
    keys = list(case.listing.sortable)
    cursor = client.get(case.url, {"sort": keys[0]}).context["page"].next

    assert client.get(case.url, {"sort": f"-{keys[0]}", "after": cursor}).status_code == 400
