"""Every list and every dashboard takes the same number of queries at 1, 3 and 50 rows, and at most ten; the lists of
`ecosystem.lists.listing` at most seven (tests/ecosystem/lists/test_listing.py counts them all).

A list page is known by its name. One that is no declared list and in neither table below fails the first test: give it a
row there.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from ecosystem.accounts.roles import Role
from ecosystem.lists.listing import LISTINGS
from programmes.plan.models import Counter
from tests.programmes.plan.rows import ROWS
from tests.queries import cases
from tests.thorough import SIZES, sample

pytestmark = pytest.mark.django_db
MOST_QUERIES = 10
IS_LIST = re.compile(
    r"_(list|queue|records|board|payments|index|history|log)$"
    r"|:(directory|organisation_directory|organisation_profile|awards|history|city_map|city_map_area|home|my_home|my_startups|council|council_scheme|scheme_detail|pillar_detail|budget_detail)$"
)

HERE: dict[str, list[Callable[[], cases.Case]]] = {
    "notices:mail_log": [cases.mail_log],
    "public:home": [cases.home],
    "public:awards": [cases.awards],
    "public:city_map": [cases.city_map],
    "public:city_map_area": [cases.city_map_area],
    "dashboards:council_scheme": [cases.council_scheme],
    "dashboards:figure_records": [
        lambda counter=counter: cases.figure_records(counter) for counter in (Counter.PROJECTS, Counter.PAID)
    ],
    "public:history": [cases.history],
    "dashboards:my_home": [lambda role=role: cases.my_home(role) for role in Role],
    "public:pillar_detail": [cases.pillar_detail],
    "public:scheme_detail": [cases.scheme_detail],
    "public:scheme_list": [cases.scheme_list],
    "public:service_list": [cases.service_list],
    "lists:job_list": [cases.job_list],
    "accounts:notification_list": [cases.notification_list],
    "people:invitation_list": [cases.role_invitation_list],
    "people:unit_list": [cases.unit_list],
    "grants:budget_detail": [cases.budget_detail],
    "grants:budget_payments": [cases.budget_payments],
    "feedback:feedback_list": [cases.feedback_list],
    "communication:news_list": [cases.news_list],
    "communication:news_manage_list": [cases.news_manage_list],
    "plan:reference_index": [cases.reference_index],
    "plan:reference_list": [partial(cases.reference_list, table) for table in ROWS],
    "grants:review_board": [cases.review_board],
    "public:organisation_directory": [cases.organisation_directory],
    "startups:organisation_list": [cases.organisation_list],
    "public:organisation_profile": [cases.organisation_profile],
    "startups:member_list": [cases.member_list],
    "startups:publication_queue": [cases.publication_queue],
    "startups:round_list": [cases.round_list],
    "startups:recheck_queue": [cases.recheck_queue],
    "startups:startup_history": [cases.startup_history],
    "lists:unfinished_work_list": [cases.unfinished_work_list],
    "questionnaires:response_list": [cases.response_list],
    "questionnaires:test_list": [cases.own_tests],
}
# Lists whose own tests count their queries at several sizes: file, and the name of the test.
ELSEWHERE: dict[str, tuple[str, str]] = {
    "dashboards:council": (
        "ecosystem/dashboards/test_council.py",
        "test_council_page_takes_the_same_queries_for_any_number_of_rows",
    ),
    "people:person_list": ("ecosystem/people/test_roles.py", "test_person_list_costs_the_same_for_any_number_of_rows"),
    "grants:application_list": (
        "programmes/grants/test_application_lists.py",
        "test_application_list_of_an_officer_takes_constant_queries",
    ),
    "grants:award_list": (
        "programmes/grants/test_award_list_pages.py",
        "test_award_list_shows_the_units_awards_in_constant_queries",
    ),
    "grants:budget_list": (
        "programmes/grants/test_award_list_pages.py",
        "test_budget_list_shows_lines_in_constant_queries",
    ),
    "grants:call_list": ("programmes/grants/test_application_lists.py", "test_public_call_list_takes_constant_queries"),
    "grants:call_manage_list": (
        "programmes/grants/test_application_lists.py",
        "test_back_office_call_list_takes_constant_queries",
    ),
    "grants:payment_list": (
        "programmes/grants/test_award_list_pages.py",
        "test_payment_list_shows_the_units_tranches_in_constant_queries",
    ),
    "grants:review_list": (
        "programmes/grants/test_award_list_pages.py",
        "test_review_list_shows_own_reviews_in_constant_queries",
    ),
    "grants:task_list": ("programmes/grants/test_application_lists.py", "test_task_list_takes_constant_queries"),
    "reports:contribution_list": (
        "ecosystem/reports/test_contributions.py",
        "test_contribution_list_has_constant_queries",
    ),
    "reports:period_list": ("ecosystem/reports/test_issuing.py", "test_lists_have_constant_queries"),
    "reports:report_list": ("ecosystem/reports/test_issuing.py", "test_lists_have_constant_queries"),
    "public:directory": ("startups/test_directory.py", "test_directory_costs_the_same_for_any_number_of_rows"),
    "startups:my_startups": ("startups/test_startup_pages.py", "test_my_startups_costs_the_same_and_shows_mine_alone"),
    "startups:startup_list": (
        "startups/test_startup_pages.py",
        "test_startup_list_costs_the_same_for_any_number_of_rows",
    ),
}


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The full names of our own addresses."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name and space:
            yield f"{space}{pattern.name}"


def list_names() -> set[str]:
    return {name for name in names(get_resolver()) if IS_LIST.search(name)}


def test_every_list_page_has_its_row_in_a_table():
    known = list_names()  # the addresses import the lists
    counted_for_all = {listing.url_name for listing in LISTINGS.values()}  # tests/ecosystem/lists/test_every_list.py
    uncounted = known - counted_for_all - set(HERE) - set(ELSEWHERE)

    assert sorted(uncounted) == [], "give these pages a row in HERE or ELSEWHERE of tests/queries/test_lists.py"
    assert (set(HERE) | set(ELSEWHERE)) - list_names() == set(), "these rows name no list page"


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_test_elsewhere_is_there(name):
    file, test = ELSEWHERE[name]
    text = (Path(portal.BASE_DIR) / "tests" / file).read_text(encoding="utf-8")
    body = text.partition(f"def {test}(")[2].partition("\ndef ")[0]
    assert "num_queries(" in body


@pytest.mark.parametrize(
    ("name", "number"),
    sample([pytest.param(name, number) for name, makers in HERE.items() for number in range(len(makers))], at_most=12),
)
@pytest.mark.row("G8")
def test_page_takes_the_same_queries_at_every_size(client, settings: Any, name, number):
    settings.DEMO = name == "notices:mail_log"
    case = HERE[name][number]()
    if case.reader:
        client.force_login(case.reader)
    counted = {}
    rows = 0
    for size in SIZES:
        while rows < size:
            case.add()
            rows += 1
        client.get(case.url)  # the first reader after a change makes the cached figures anew
        with CaptureQueriesContext(connection) as captured:
            assert client.get(case.url).status_code == 200
        counted[size] = len(captured)

    assert len(set(counted.values())) == 1, counted
    assert counted[SIZES[0]] <= MOST_QUERIES
