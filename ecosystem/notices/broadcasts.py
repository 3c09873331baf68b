"""Events that are told to the people of many records: a row in the transaction of the event, notices by the worker.

An action whose number of recipients grows with the data calls `broadcast`; `notify` is for one event of one record.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.core.attempts import WorkKind, attempt, register_kind
from ecosystem.core.background import send_task
from ecosystem.notices.models import Broadcast

BATCH = 50  # records whose people are notified in one transaction
MAX_BATCHES = 200  # in one run of the task, which then asks for the next run

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
    """Notify the people of the records that are due, each batch an attempt. Returns how many batches were tried.

    Two workers never take the same broadcast at once. A failure undoes its batch and puts the next attempt off.
    """
    number, left = 0, list(Broadcast.objects.due().values_list("pk", flat=True)[:max_batches])
    while left and number < max_batches:
        number += 1
        if not attempt(BROADCAST, str(left[0]), partial(_continue_broadcast, left[0])):
            del left[0]
    if left:
        send_broadcast_task()
    return number


@transaction.atomic
def _continue_broadcast(broadcast_id: int) -> bool:
    """Notify the people of the next batch. False when the broadcast is finished."""
    row = Broadcast.objects.select_for_update().get(pk=broadcast_id)
    if row.finished_at is not None:
        return False
    batch = row.subjects[row.done : row.done + BATCH]
    AUDIENCES[row.audience](batch, row.context)
    row.done += len(batch)
    row.finished_at = timezone.now() if row.done >= len(row.subjects) else None
    row.save(update_fields=["done", "finished_at", "updated_at"])
    return row.finished_at is None


def _titles(keys: Sequence[str]) -> dict[str, str]:
    rows = Broadcast.objects.filter(pk__in=keys)
    return {str(row.pk): f"{row.audience}: {row.done}/{len(row.subjects)}" for row in rows}


# People must learn of the event: a parked broadcast is still tried, once an hour.
BROADCAST = register_kind(
    WorkKind(
        "broadcast",
        _("Announcement to many people"),
        titles=_titles,
        retry=lambda key: transaction.on_commit(send_broadcast_task),
        is_tried_when_parked=True,
    )
)
