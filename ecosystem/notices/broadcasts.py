"""Events that are told to the people of many records: a row in the transaction of the event, notices by the worker.

An action whose number of recipients grows with the data calls `broadcast`; `notify` is for one event of one record.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ecosystem.core.background import send_task
from ecosystem.notices.models import Broadcast

logger = logging.getLogger(__name__)

BATCH = 50  # records whose people are notified in one transaction
MAX_BATCHES = 200  # in one run of the task, which then asks for the next run
LONGEST_PAUSE = 6  # failures after which the pause between two attempts no longer doubles (32 minutes)

Audience = Callable[[Sequence[int], Mapping[str, Any]], None]
AUDIENCES: dict[str, Audience] = {}


def register_audience(name: str, audience: Audience) -> None:
    """Give a function its name: it notifies the people of these records, and is safe to run twice.

    It gets the keys of the records and the context of the broadcast. Each app registers its own in `ready()`.
    """
    AUDIENCES[name] = audience


def broadcast(audience: str, *, subjects: Sequence[int], context: Mapping[str, Any]) -> None:
    """Tell the people of these records of an event, in the background. Writes one row, however many they are.

    Must run inside the transaction of the event. `context` is JSON: keys of records and words.
    """
    if audience not in AUDIENCES:
        raise KeyError(f"No audience is called {audience!r}.")
    if not subjects:
        return
    Broadcast.objects.create(audience=audience, subjects=list(subjects), context=dict(context))
    transaction.on_commit(send_broadcast_task)


def send_broadcast_task() -> None:
    """Ask the worker to look at the broadcasts now; without Redis the next beat finds the row anyway."""
    send_task("ecosystem.notices.tasks.send_broadcasts")


def continue_broadcasts(max_batches: int = MAX_BATCHES) -> int:
    """Notify the people of the records that are due, a batch in each transaction. Returns how many batches were tried.

    Two workers never take the same broadcast (SKIP LOCKED). A failure undoes its batch and puts the next attempt off.
    """
    for number in range(max_batches):
        with transaction.atomic():
            broadcast_row = Broadcast.objects.due().select_for_update(skip_locked=True).first()
            if broadcast_row is None:
                return number
            _continue_broadcast(broadcast_row)
    send_broadcast_task()
    return max_batches


def _continue_broadcast(broadcast_row: Broadcast) -> None:
    batch = broadcast_row.subjects[broadcast_row.done : broadcast_row.done + BATCH]
    try:
        with transaction.atomic():
            AUDIENCES[broadcast_row.audience](batch, broadcast_row.context)
    except Exception as error:  # any fault means the same: try later, and administrators see it on their home page
        logger.exception("Broadcast %s failed", broadcast_row.pk)
        broadcast_row.attempts, broadcast_row.last_error = broadcast_row.attempts + 1, str(error)[:2000]
        broadcast_row.next_try_at = timezone.now() + timedelta(
            minutes=2 ** (min(broadcast_row.attempts, LONGEST_PAUSE) - 1)
        )
        broadcast_row.save(update_fields=["attempts", "last_error", "next_try_at", "updated_at"])
        return
    broadcast_row.done += len(batch)
    broadcast_row.attempts, broadcast_row.last_error = 0, ""
    broadcast_row.finished_at = timezone.now() if broadcast_row.done >= len(broadcast_row.subjects) else None
    broadcast_row.save(update_fields=["done", "attempts", "last_error", "finished_at", "updated_at"])
