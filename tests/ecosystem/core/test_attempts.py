"""Attempts at background work: counted before they begin, parked after three, and shown with their reason."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core import attempts
from ecosystem.core.attempts import PERIODIC, WorkKind, attempt, forget_old_work, periodic_steps, periodic_task
from ecosystem.core.models import AuditEntry, UnfinishedWork
from ecosystem.notices.models import Notification
from tests.concurrency import remove_attempt_guard, run_concurrently, wait_for_others
from tests.factories import person

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Ends a worker in the middle, as far as Python can."""


@pytest.fixture
def parked():
    return []


@pytest.fixture
def kind(parked):
    return WorkKind(
        "test",
        "Thử",
        titles=lambda keys: {key: f"số {key}" for key in keys},
        park=parked.append,
        retry=lambda key: None,
    )


def fail():
    raise OSError("away")


def kill():
    raise Killed


def work():
    return UnfinishedWork.objects.get()


def test_attempt_is_counted_before_the_work_begins_and_forgotten_after_it(kind):
    seen = []

    assert attempt(kind, "1", lambda: seen.append((work().attempts, work().started_at is not None)) or True)

    assert (seen, UnfinishedWork.objects.count()) == ([(1, True)], 0)


def test_failures_put_the_next_attempt_off_until_the_third_parks(kind, parked):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number, minutes in ((1, 1), (2, 2)):
            assert attempt(kind, "1", fail) is False
            assert (work().attempts, work().next_try_at) == (number, timezone.now() + timedelta(minutes=minutes))
            assert attempt(kind, "1", lambda: True) is False, "not due"
            clock.shift(timedelta(minutes=minutes))
        attempt(kind, "1", fail)
        assert [(row.attempts, row.last_error) for row in parked] == [(3, "away")]
        clock.shift(timedelta(days=30))
        assert attempt(kind, "1", lambda: True) is False


def test_third_worker_that_dies_parks_the_work(kind, parked):
    for _worker in range(3):
        with pytest.raises(Killed):
            attempt(kind, "1", kill)
        assert parked == []

    assert attempt(kind, "1", lambda: True) is False
    assert [(row.attempts, row.was_interrupted) for row in parked] == [(3, True)]


def test_failures_and_interruptions_are_added(kind, parked):
    with pytest.raises(Killed):
        attempt(kind, "1", kill)
    attempt(kind, "1", fail)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        attempt(kind, "1", fail)

    assert [row.attempts for row in parked] == [3]


def test_success_begins_the_count_anew(kind):
    attempt(kind, "1", fail)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        attempt(kind, "1", lambda: True)
        attempt(kind, "1", fail)

        assert work().attempts == 1


def test_step_that_fails_does_not_stop_the_steps_after_it(caplog):
    done = []

    def bad():
        raise OSError("away")

    def good():
        done.append(1)

    def steps():
        return [bad, good]

    periodic_steps("Thử")(steps)()

    assert (done, work().key, work().last_error) == ([1], f"{__name__}.steps:bad", "away")
    assert PERIODIC.title(work().key) == "Thử (bad)"


def test_parked_periodic_task_runs_once_an_hour_and_heals_itself(caplog):
    runs = []

    def broken():
        runs.append(1)
        raise OSError("away")

    task = periodic_task("Thử")(broken)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _minute in range(60):
            task()
            clock.shift(timedelta(minutes=1))
        assert len(runs) == 3
        clock.shift(timedelta(minutes=10))
        task()
        assert len(runs) == 4
        clock.shift(timedelta(hours=1))
        attempt(PERIODIC, work().key, lambda: True)
    assert not UnfinishedWork.objects.exists()


def test_administrators_are_told_once_and_try_it_again(client, kind, monkeypatch):
    monkeypatch.setitem(attempts.KINDS, "test", kind)
    administrator = person(Role.ADMINISTRATOR)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _hour in range(5):
            attempt(kind, "7", fail)
            clock.shift(timedelta(hours=1))
    assert Notification.objects.filter(user=administrator, kind="work_parked").count() == 1

    client.force_login(administrator)
    page = client.get(reverse("lists:unfinished_work_list")).content.decode()
    assert all(words in page for words in ("số 7", "away", "Tạm gác", "Không tự thử"))
    address = reverse("lists:unfinished_work_retry", args=[work().pk])
    assert f'action="{address}"' in page
    assert client.post(address).status_code == 302

    assert not UnfinishedWork.objects.exists()
    entry = AuditEntry.objects.get(model="work:test")
    assert (entry.by, entry.transition, entry.reason) == (administrator, "retry", "7: away")
    assert attempt(kind, "7", lambda: True)


def test_work_that_runs_for_the_first_time_is_not_shown_as_failing(client):
    UnfinishedWork.objects.create(kind="test", key="1", attempts=1, started_at=timezone.now())
    client.force_login(person(Role.ADMINISTRATOR))

    assert "Không có việc nào bị lỗi" in client.get(reverse("lists:unfinished_work_list")).content.decode()


def test_old_rows_are_deleted_and_work_that_is_tried_stays():
    old = timezone.now() - timedelta(days=100)
    for key, fields in {
        "given up": {"parked_at": old, "next_try_at": None},
        "ended at the end": {"started_at": old},
        "tried each hour": {"parked_at": old, "next_try_at": timezone.now()},
        "new": {"parked_at": timezone.now(), "next_try_at": None},
    }.items():
        UnfinishedWork.objects.create(kind="test", key=key, **fields)

    forget_old_work()

    assert sorted(UnfinishedWork.objects.values_list("key", flat=True)) == ["new", "tried each hour"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_open", [False, True])
def test_one_worker_at_a_time_makes_an_attempt(kind, monkeypatch, is_open):
    """And with the guard removed all four do: the negative control."""
    if is_open:
        remove_attempt_guard(monkeypatch)
    done = []

    def do():
        wait_for_others()
        done.append(1)
        return True

    results = run_concurrently([lambda: attempt(kind, "1", do)] * 4)

    assert (len(done), results.count(True)) == ((4, 4) if is_open else (1, 1))
