"""Concurrent requests on real Postgres: threads that start together, and the result of each."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connections

from ecosystem.accounts.models import User
from ecosystem.core.workflow import BySystem, Stateful

TIMEOUT = 60  # seconds; a thread that takes longer hangs


def run_concurrently(jobs: Iterable[Callable[[], Any]]) -> list[Any]:
    """Run every job in its own thread, all started together. Returns results in order; an exception is a result."""
    all_jobs = list(jobs)
    gate = threading.Barrier(len(all_jobs))
    results: list[Any] = [None] * len(all_jobs)

    def run(index: int, job: Callable[[], Any]) -> None:
        try:
            gate.wait(TIMEOUT)
            results[index] = job()
        except Exception as error:  # the test asserts on it
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(all_jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TIMEOUT * 2)
    assert not any(thread.is_alive() for thread in threads)
    return results


def unguarded_move(obj: Stateful, name: str, *, by: User | BySystem, reason: str = "", **changes: Any) -> Stateful:
    """`move` without its lock and its checks of role and status, for negative controls."""
    fresh = type(obj)._default_manager.get(pk=obj.pk)
    fresh.status = obj.TRANSITIONS[name].target
    for column, value in changes.items():
        setattr(fresh, column, value)
    fresh.save(update_fields=["status", "updated_at", *changes])
    return fresh
