"""The barriers of race tests: when they open, and that a race that hangs is given up with its reason."""

import threading

import pytest
from django.db import transaction

from ecosystem.core.workflow import lock
from tests import concurrency
from tests.concurrency import (
    add_barrier,
    let_others_go_first,
    remove_row_locks,
    run_concurrently,
    wait_for_others,
)
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


class Counter:
    """A number that is read and written in two steps, as a row is."""

    value = 0

    def read(self) -> int:
        return self.value

    def add_one(self) -> None:
        self.value = self.read() + 1


def add_under_lock(counter: Counter, user: object) -> None:
    with transaction.atomic():
        lock(user)
        counter.add_one()


def test_barrier_makes_every_job_read_before_one_writes(monkeypatch):
    counter = Counter()
    add_barrier(monkeypatch, counter, "read")

    run_concurrently([counter.add_one] * 5)

    assert counter.value == 1


def test_barrier_opens_for_the_job_that_others_wait_for_in_the_database(monkeypatch):
    counter, user = Counter(), UserFactory()
    add_barrier(monkeypatch, counter, "read")

    assert run_concurrently([lambda: add_under_lock(counter, user)] * 5) == [None] * 5
    assert counter.value == 5


def test_without_row_locks_the_same_race_counts_one(monkeypatch):
    counter, user = Counter(), UserFactory()
    add_barrier(monkeypatch, counter, "read")
    remove_row_locks(monkeypatch, type(user))

    run_concurrently([lambda: add_under_lock(counter, user)] * 5)

    assert counter.value == 1


def test_others_go_first_until_they_have_ended():
    order = []

    def last() -> None:
        let_others_go_first()
        order.append("last")

    def first() -> None:
        wait_for_others()
        order.append("first")

    run_concurrently([last, first, first])

    assert order == ["first", "first", "last"]


def test_job_that_fails_holds_nobody_back(monkeypatch):
    counter = Counter()
    add_barrier(monkeypatch, counter, "read")

    failed, added = run_concurrently([lambda: 1 / 0, counter.add_one])

    assert (type(failed), added, counter.value) == (ZeroDivisionError, None, 1)


def test_outside_a_race_nobody_waits(monkeypatch):
    counter = Counter()
    add_barrier(monkeypatch, counter, "read", before=True)

    counter.add_one()

    assert counter.value == 1


def test_race_that_hangs_is_given_up_and_names_the_place(monkeypatch):
    monkeypatch.setattr(concurrency, "TIME_LIMIT", 0.2)
    released = threading.Event()

    def hang() -> None:
        released.wait()

    with pytest.raises(pytest.fail.Exception, match=r"(?s)^No job went on for 0.2 seconds.*released\.wait") as failure:
        run_concurrently([hang, wait_for_others])

    released.set()
    assert "wait_for_others" in str(failure.value)
