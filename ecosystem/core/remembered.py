"""What every list reads and what rarely changes, remembered by each process until a trigger tells of a change.

Statement triggers (`remembered_until_changed`) write a row of `RareChange` in the transaction of the change; as with
kept values, which of these rows a reader sees says whether what was remembered still holds for what the reader sees.
"""

import hashlib
from collections.abc import Callable
from typing import Any

import pgtrigger
from django.core.cache import caches
from django.db import connection, models


class Subject(models.TextChoices):
    CHOICES = "choices"  # rows that filters of lists offer
    VIEWS = "views"  # saved views of lists


LOOK = """
    SELECT subject, count(*), coalesce(sum(id), 0), coalesce(max(id), 0) FROM core_rarechange GROUP BY subject
"""
CLEAR = """
    DELETE FROM core_rarechange WHERE id NOT IN (SELECT max(id) FROM core_rarechange GROUP BY subject)
"""


def remembered_until_changed(subject: Subject, *columns: str) -> list[pgtrigger.Trigger]:
    """Triggers for `Meta.triggers`: a new or lost row, or a change of one of these fields (of any, by default)."""
    changed = pgtrigger.UpdateOf(*columns) if columns else pgtrigger.Update
    return [
        pgtrigger.Trigger(
            name=f"{subject}_change",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Delete | changed,
            func=f"INSERT INTO core_rarechange (subject, at) VALUES ('{subject}', now()); RETURN NULL;",  # noqa: S608
        )
    ]


def rarely_changed(subject: Subject) -> None:
    """Say that rows of this subject may have changed, where the triggers rested (bulk loading)."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_rarechange (subject, at) VALUES (%s, now())", [subject])


def mark_of(subject: Subject, request: Any) -> str:
    """The same for two moments between which no row of the subject changed. A request that only reads asks once."""
    marks: dict[str, str] | None = getattr(request, "_remembered_marks", None)
    if marks is None:
        marks = _marks()
        if getattr(request, "method", "") in {"GET", "HEAD"}:  # work without a request asks every time
            request._remembered_marks = marks
    return f"{connection.settings_dict['NAME']}/{marks.get(subject, '')}"


def _marks() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(LOOK)
        return {subject: f"{count}:{total}:{newest}" for subject, count, total, newest in cursor.fetchall()}


def clear_old_marks() -> int:
    """Removes all marks but the newest of each subject, which only makes everything anew once; gives their number."""
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)
        return int(cursor.rowcount)


def remembered(subject: Subject, key: str, request: Any, make: Callable[[], Any]) -> Any:
    """`make()`, or what it gave in this process since a row of the subject changed last.

    Args:
        key: names the value, and whatever else it depends on.
        make: gives what can be pickled, and not None.
    """
    name = hashlib.sha256(f"{subject}\n{key}\n{mark_of(subject, request)}".encode()).hexdigest()
    value = caches["remembered"].get(name)
    if value is None:
        value = make()
        caches["remembered"].set(name, value)
    return value
