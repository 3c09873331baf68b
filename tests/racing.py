"""Many clients at once on real Postgres: threads that are let go together, and what each of them met."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connections

from ecosystem.accounts.models import User
from ecosystem.core.workflow import BySystem, Stateful

PATIENCE = 60  # seconds; a thread that takes longer is stuck


def at_once(jobs: Iterable[Callable[[], Any]]) -> list[Any]:
    """Run every job in a thread of its own, all let go together; the results in order, refusals as themselves."""
    waiting = list(jobs)
    gate = threading.Barrier(len(waiting))
    results: list[Any] = [None] * len(waiting)

    def run(index: int, job: Callable[[], Any]) -> None:
        try:
            gate.wait(PATIENCE)
            results[index] = job()
        except Exception as error:  # whatever happens in a thread is a result to be judged
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(waiting)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE * 2)
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
