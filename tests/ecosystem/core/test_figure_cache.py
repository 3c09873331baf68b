"""Cached figures: never a stale one, whatever changes, whoever changes it, committed or not."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from ecosystem.core import figure_cache as module
from ecosystem.core.figure_cache import cached_figure, invalidate_figures
from ecosystem.core.models import CachedFigure, FigureChange


class Counter:
    """Makes 1, 2, 3 …, so that a value made anew shows."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


@pytest.mark.django_db
def test_figure_is_cached_until_a_record_changes():
    make = Counter()

    assert [cached_figure("a", make), cached_figure("a", make)] == [1, 1]

    invalidate_figures()

    assert [cached_figure("a", make), cached_figure("a", make)] == [2, 2]


@pytest.mark.django_db
def test_another_stamp_and_another_key_have_values_of_their_own():
    make = Counter()

    assert [
        cached_figure("a", make, stamp="1"),
        cached_figure("b", make, stamp="1"),
        cached_figure("a", make, stamp="2"),
    ] == [1, 2, 3]
    assert cached_figure("b", make, stamp="1") == 2


@pytest.mark.django_db
def test_other_changes_of_the_same_number_and_sum_of_ids_invalidate():
    make = Counter()
    FigureChange.objects.bulk_create([FigureChange(pk=1_001), FigureChange(pk=1_004)])
    assert cached_figure("a", make) == 1

    FigureChange.objects.filter(pk__in=[1_001, 1_004]).delete()
    FigureChange.objects.bulk_create([FigureChange(pk=1_002), FigureChange(pk=1_003)])

    assert cached_figure("a", make) == 2


@pytest.mark.django_db
def test_what_was_rolled_back_leaves_no_value_behind():
    make = Counter()
    assert cached_figure("a", make) == 1

    with transaction.atomic():
        invalidate_figures()
        assert cached_figure("a", make) == 2
        transaction.set_rollback(True)

    assert cached_figure("a", make) == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_not_committed_counts_for_its_own_transaction_alone():
    make, seen = Counter(), []
    assert cached_figure("a", make) == 1

    with transaction.atomic():
        invalidate_figures()
        reader = threading.Thread(target=_read, args=(make, seen))
        reader.start()
        reader.join()
        assert cached_figure("a", make) == 2

    assert seen == [1]
    assert cached_figure("a", make) == 2


@pytest.mark.django_db(transaction=True)
def test_a_change_while_the_value_is_made_makes_it_anew():
    def make() -> str:
        committer = threading.Thread(target=_change)
        committer.start()
        committer.join()
        return "made before anybody could know"

    assert cached_figure("a", make) == "made before anybody could know"
    assert cached_figure("a", lambda: "anew") == "anew"


@pytest.mark.django_db
def test_the_log_of_changes_stays_short(monkeypatch):
    monkeypatch.setattr(module, "MAX_CHANGES", 3)
    monkeypatch.setattr(module, "MAX_VALUES", 2)
    make = Counter()
    for key in "abc":
        cached_figure(key, make)
    FigureChange.objects.bulk_create(FigureChange() for _number in range(4))
    newest = FigureChange.objects.latest("pk")

    assert cached_figure("d", make) == 4

    assert list(FigureChange.objects.all()) == [newest]
    assert CachedFigure.objects.count() == 2
    assert [cached_figure("d", make), cached_figure("d", make)] == [5, 5]
    invalidate_figures()
    assert cached_figure("d", make) == 6


def _read(make: Any, seen: list[int]) -> None:
    try:
        seen.append(cached_figure("a", make))
    finally:
        connection.close()


def _change() -> None:
    try:
        invalidate_figures()
    finally:
        connection.close()
