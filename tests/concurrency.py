"""Concurrent requests on real Postgres: jobs in threads of their own, and points where a job waits for the others.

A race test must not depend on the scheduler. `wait_for_others`, mostly put into the code under test by `add_barrier`,
makes the worst order certain: every job has read before the first one writes. A barrier opens as soon as every other job
has come to one too, has ended, or waits for a lock in the database. So the same barrier serves the race with its guard,
where the guard holds the others back, and the negative control without the guard, where nothing does.
"""

import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import Model, QuerySet

from ecosystem.accounts.models import User
from ecosystem.core import attempts
from ecosystem.core.workflow import BySystem, Stateful

TIME_LIMIT = 120  # seconds in which no job comes to a barrier or ends
POLL_INTERVAL = 0.02  # seconds between two looks at the locks of the database
WAITING_FOR_LOCKS = """
    SELECT count(DISTINCT pg_locks.pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE NOT granted AND datname = current_database() AND backend_type = 'client backend'
"""

_current = threading.local()


class RaceStopped(Exception):
    """Ends a job that waits at a barrier of a race that was given up."""


class Race:
    """The jobs of one `run_concurrently`: how many run, wait at a barrier, or have ended."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.waiting = self.ended = self.round = 0
        self.is_stopped = False
        self.changed = threading.Condition()

    def wait(self) -> None:
        """Wait until the barrier opens."""
        with self.changed:
            arrival = self.round
            self.waiting += 1
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.round > arrival or self.is_stopped)
            if self.round == arrival:
                raise RaceStopped

    def end_job(self) -> None:
        """Note that one more job has ended."""
        with self.changed:
            self.ended += 1
            self.changed.notify_all()

    def supervise(self) -> bool:
        """Open the barriers until every job has ended. False when none went on for TIME_LIMIT."""
        idle_rounds, last_state = 0, (0, 0, 0)
        with self.changed:
            try:
                while self.ended < self.jobs and idle_rounds * POLL_INTERVAL < TIME_LIMIT:
                    if self.waiting and self._others_cannot_come():
                        self.round += 1
                        self.waiting = 0
                        self.changed.notify_all()
                    self.changed.wait(POLL_INTERVAL)
                    state = (self.round, self.waiting, self.ended)
                    idle_rounds = idle_rounds + 1 if state == last_state else 0
                    last_state = state
                return self.ended == self.jobs
            finally:
                self.is_stopped = True
                self.changed.notify_all()

    def _others_cannot_come(self) -> bool:
        """Whether each job that is not at the barrier has ended or waits for a lock."""
        running = self.jobs - self.waiting - self.ended
        if not running:
            return True
        with connection.cursor() as cursor:
            cursor.execute(WAITING_FOR_LOCKS)
            return bool(cursor.fetchone()[0] >= running)


def run_concurrently(jobs: Iterable[Callable[[], Any]]) -> list[Any]:
    """Run every job in its own thread, all started together. Returns results in order; an exception is a result."""
    all_jobs = list(jobs)
    race = Race(len(all_jobs))
    results: list[Any] = [None] * len(all_jobs)

    def run(index: int, job: Callable[[], Any]) -> None:
        _current.race = race
        try:
            race.wait()
            results[index] = job()
        except Exception as error:  # the test asserts on it
            results[index] = error
        finally:
            connections.close_all()
            race.end_job()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(all_jobs)]
    for thread in threads:
        thread.start()
    if not race.supervise():
        pytest.fail(f"No job went on for {TIME_LIMIT} seconds. Those that have not ended:\n{positions_of(threads)}")
    for thread in threads:
        thread.join()
    return results


def positions_of(threads: Iterable[threading.Thread]) -> str:
    """Where in the code each thread is that still runs."""
    frames = sys._current_frames()
    stacks = [traceback.format_stack(frames[thread.ident]) for thread in threads if thread.ident in frames]
    return "\n".join("".join(stack[-6:]) for stack in stacks)


def wait_for_others() -> None:
    """Wait until each other job has come to such a point too, has ended, or waits for a lock in the database.

    Outside a race it does nothing.
    """
    race = getattr(_current, "race", None)
    if race is not None:
        race.wait()


def let_others_go_first() -> None:
    """Wait while the jobs that began with `wait_for_others` go on, until each has ended or waits for a lock."""
    wait_for_others()
    wait_for_others()


def add_barrier(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, *, before: bool = False) -> None:
    """Replace the function by one after which, or `before` which, each job of a race waits for the others."""
    real = getattr(owner, name)

    def wait_and_call(*args: Any, **values: Any) -> Any:
        if before:
            wait_for_others()
        result = real(*args, **values)
        if not before:
            wait_for_others()
        return result

    monkeypatch.setattr(owner, name, wait_and_call)


def read_without_lock(obj: Model) -> Any:
    """`lock` without its lock."""
    return type(obj)._default_manager.get(pk=obj.pk)


def unguarded_move(obj: Stateful, name: str, *, by: User | BySystem, reason: str = "", **changes: Any) -> Stateful:
    """`move` without its lock and its checks of role and status."""
    fresh = read_without_lock(obj)
    fresh.status = obj.TRANSITIONS[name].target
    for column, value in changes.items():
        setattr(fresh, column, value)
    fresh.save(update_fields=["status", "updated_at", *changes])
    return fresh


def remove_lock(
    monkeypatch: pytest.MonkeyPatch, *modules: Any, barrier_at: type[Model] | tuple[type[Model], ...] = ()
) -> None:
    """Replace `lock` in the modules by a plain read, after which each job has read its row of `barrier_at`."""

    def read(obj: Model) -> Any:
        row = read_without_lock(obj)
        if isinstance(obj, barrier_at):
            wait_for_others()
        return row

    for module in modules:
        monkeypatch.setattr(module, "lock", read)


def remove_attempt_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every worker begin an attempt at background work, also while another one is at it."""
    monkeypatch.setattr(attempts, "try_advisory_lock", lambda name: nullcontext(True))
    monkeypatch.setattr(attempts, "_begin", lambda kind, key: True)


def remove_row_locks(monkeypatch: pytest.MonkeyPatch, *models: type[Model]) -> None:
    """Let `select_for_update` lock no rows of these models, or of any where none is named."""
    real = QuerySet.select_for_update

    def read(queryset: QuerySet[Any], *args: Any, **options: Any) -> QuerySet[Any]:
        is_unlocked = not models or queryset.model in models
        return queryset.all() if is_unlocked else real(queryset, *args, **options)

    monkeypatch.setattr(QuerySet, "select_for_update", read)
