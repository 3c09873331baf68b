"""Kept values: never a stale one, whatever changes, whoever changes it, committed or not."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from ecosystem.core import figure_cache as module
from ecosystem.core.figure_cache import kept, records_changed
from ecosystem.core.models import KeptValue, RecordsChange


class Counter:
    """Makes 1, 2, 3 …, so that a value made anew shows."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


@pytest.mark.django_db
def test_a_value_is_kept_until_a_record_changes():
    make = Counter()

    assert [kept("a", make), kept("a", make)] == [1, 1]

    records_changed()

    assert [kept("a", make), kept("a", make)] == [2, 2]


@pytest.mark.django_db
def test_another_stamp_and_another_key_have_values_of_their_own():
    make = Counter()

    assert [kept("a", make, stamp="1"), kept("b", make, stamp="1"), kept("a", make, stamp="2")] == [1, 2, 3]
    assert kept("b", make, stamp="1") == 2


@pytest.mark.django_db
def test_what_was_rolled_back_leaves_no_value_behind():
    make = Counter()
    assert kept("a", make) == 1

    with transaction.atomic():
        records_changed()
        assert kept("a", make) == 2
        transaction.set_rollback(True)

    assert kept("a", make) == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_not_committed_counts_for_its_own_transaction_alone():
    make, seen = Counter(), []
    assert kept("a", make) == 1

    with transaction.atomic():
        records_changed()
        reader = threading.Thread(target=_read, args=(make, seen))
        reader.start()
        reader.join()
        assert kept("a", make) == 2

    assert seen == [1]
    assert kept("a", make) == 2


@pytest.mark.django_db(transaction=True)
def test_a_change_while_the_value_is_made_makes_it_anew():
    def make() -> str:
        committer = threading.Thread(target=_change)
        committer.start()
        committer.join()
        return "made before anybody could know"

    assert kept("a", make) == "made before anybody could know"
    assert kept("a", lambda: "anew") == "anew"


@pytest.mark.django_db
def test_the_log_of_changes_stays_short(monkeypatch):
    monkeypatch.setattr(module, "MOST_CHANGES", 3)
    monkeypatch.setattr(module, "MOST_VALUES", 2)
    make = Counter()
    for key in "abc":
        kept(key, make)
    RecordsChange.objects.bulk_create(RecordsChange() for _number in range(4))
    newest = RecordsChange.objects.latest("pk")

    assert kept("d", make) == 4

    assert list(RecordsChange.objects.all()) == [newest]
    assert KeptValue.objects.count() == 2
    assert [kept("d", make), kept("d", make)] == [5, 5]
    records_changed()
    assert kept("d", make) == 6


def _read(make: Any, seen: list[int]) -> None:
    try:
        seen.append(kept("a", make))
    finally:
        connection.close()


def _change() -> None:
    try:
        records_changed()
    finally:
        connection.close()
