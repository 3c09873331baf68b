"""Reminders of records that are due: found by one statement, written some hundred at a time, each event once."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import CharField, Exists, Expression, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from ecosystem.notices.models import SentReminder
from ecosystem.notices.notify import Notice, notify_many

BATCH = 200  # records whose reminders are written in one transaction
MAX_SENT = 10_000  # records that one run reminds of; the next run goes on

RowT = TypeVar("RowT", bound=models.Model)


def event_of(*parts: str | Expression) -> Concat:
    """What makes a reminder of one record unique, from its columns: the day it is due, the threshold reached."""
    texts = [Cast(part, CharField()) for part in parts]
    between = [part for text in texts for part in (Value(":"), text)]
    return Concat(Value(""), *between[1:], output_field=CharField())


def send_reminders(
    kind: str,
    due: QuerySet[RowT],
    *,
    event: Expression,
    notices_of: Callable[[Sequence[RowT]], dict[int, list[Notice]]],
) -> int:
    """Send the reminder of each due record whose `event` was not reminded of yet. Returns the number of records.

    `notices_of` gives the notices of many records by their keys, by a number of statements that does not grow with
    them. A record that nobody can be told of now is asked for again in the next run. Idempotent: two runs beside each
    other, and one that goes on after another was killed, tell each person once.
    """
    sent = SentReminder.objects.filter(kind=kind, subject=OuterRef("pk"), event=OuterRef("reminder_event"))
    unsent: QuerySet[Any] = due.annotate(reminder_event=event).filter(~Exists(sent))
    reminded = 0
    for batch in in_batches(unsent):
        reminded += _send_batch(kind, batch, notices_of(batch))
        if reminded >= MAX_SENT:
            break
    return reminded


def in_batches(rows: QuerySet[RowT]) -> Iterator[list[RowT]]:
    """The rows in the order of their keys, BATCH at a time, each batch by a statement of its own."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


@transaction.atomic
def _send_batch(kind: str, batch: Sequence[RowT], notices: dict[int, list[Notice]]) -> int:
    told = [row for row in batch if notices.get(row.pk)]
    SentReminder.objects.bulk_create(
        [SentReminder(kind=kind, subject=row.pk, event=vars(row)["reminder_event"]) for row in told],
        ignore_conflicts=True,
    )
    notify_many([notice for row in told for notice in notices[row.pk]])
    return len(told)
