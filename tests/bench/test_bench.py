"""The measurements themselves, at a tiny size: every page answers, limits are noticed, the document holds no times."""

from contextlib import nullcontext
from dataclasses import replace

import pytest
from django.utils import timezone

from tests.bench.measure import Ground, Result, measure
from tests.bench.pages import LIST, PAGES, QUEUE
from tests.bench.report import MOST_QUERIES, breaches, document
from tests.demo.planting import plant, prepare

RESULT = Result(page=PAGES[0], small=0.010, large=0.014, bare_small=0.002, bare_large=0.004, queries=7)


@pytest.mark.django_db
def test_every_page_can_be_measured_and_keeps_to_its_queries():
    prepare()
    plant(timezone.localdate(), startups=60, applications=90, whole=False)
    grounds = [Ground(rows, nullcontext) for rows in (90, 90)]

    results = list(measure(PAGES, *grounds, rounds=1))

    assert [result.page for result in results] == PAGES
    assert {result.page.name: result.queries for result in results if result.queries > MOST_QUERIES} == {}
    assert all(result.small > 0 and result.bare_large > 0 for result in results)


def test_ratios_are_of_the_large_size_over_the_small_and_over_the_bare_view():
    assert RESULT.growth == pytest.approx(1.4)
    assert RESULT.over_bare == pytest.approx(3.5)


@pytest.mark.parametrize(
    ("kind", "large", "queries", "count"),
    [(LIST, 0.015, 12, 0), (LIST, 0.0151, 12, 1), (LIST, 0.0151, 13, 2), (QUEUE, 0.0151, 12, 0), (QUEUE, 0.01, 13, 1)],
)
def test_a_broken_limit_is_told_in_a_sentence(kind, large, queries, count):
    result = replace(RESULT, page=replace(RESULT.page, kind=kind), large=large, queries=queries)

    found = breaches([result])

    assert len(found) == count
    assert all(sentence.startswith(RESULT.page.name) for sentence in found)


def test_the_document_lists_every_page_as_ratios():
    text = document([RESULT], small=1_000, large=100_000)

    assert "| Applications, first page | list | 1.40 | 3.5 | 7 |" in text
    assert "0.014" not in text
