"""Cache of figures that are computed from all records. A change of any of those records invalidates it at once.

Triggers on the tables behind figures (`figure_triggers`) insert a row of `FigureChange` in the transaction of the change.
A cached value is valid for a reader who sees the same rows of `FigureChange` as when it was computed. So the cache
follows transaction isolation: uncommitted changes of others, and changes that were rolled back, do not count. Number, sum
and sum of 64-bit hashes of the ids name a set of rows: number and sum alone are the same for 1, 4 and for 2, 3.
"""

import json
from collections.abc import Callable
from typing import Any

import pgtrigger
from django.db import connection

from ecosystem.core.stored_pages import unrecorded_sources
from ecosystem.core.web.methods import allow_writes_in_safe_request

MAX_CHANGES = 500  # beyond, all but the newest are deleted, so that every value is computed again once
MAX_VALUES = 300

INSERT_CHANGE = "INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;"
SELECT_FIGURE = """
    SELECT s.change_mark, k.value FROM (
        SELECT count(*) || ':' || coalesce(sum(id), 0) || ':' || coalesce(sum(hashint8extended(id, 0)), 0) AS change_mark
        FROM core_figurechange) s
    LEFT JOIN core_cachedfigure k ON k.key = %(key)s AND k.stamp = %(stamp)s AND k.change_mark = s.change_mark
"""
# A transaction that finds another one storing the same value does not wait for it.
STORE_FIGURE = """
    INSERT INTO core_cachedfigure (key, stamp, change_mark, value, at)
    SELECT %(key)s, %(stamp)s, %(change_mark)s, %(value)s, now() WHERE pg_try_advisory_xact_lock(hashtext(%(key)s)::bigint)
    ON CONFLICT (key) DO UPDATE
    SET stamp = excluded.stamp, change_mark = excluded.change_mark, value = excluded.value, at = excluded.at
"""
DELETE_OLD_CHANGES = """
    DELETE FROM core_figurechange WHERE id IN (
        SELECT id FROM core_figurechange ORDER BY id DESC OFFSET 1 FOR UPDATE SKIP LOCKED)
"""
DELETE_OLD_VALUES = """
    DELETE FROM core_cachedfigure WHERE key IN (
        SELECT key FROM core_cachedfigure ORDER BY at DESC, key OFFSET %(most)s FOR UPDATE SKIP LOCKED)
"""


def figure_triggers(
    *columns: str, inserts_and_deletes: bool = False, condition: pgtrigger.Condition | None = None
) -> list[pgtrigger.Trigger]:
    """Triggers for `Meta.triggers`: a change of one of these fields may change figures.

    With `inserts_and_deletes` a new or deleted row may change them, too.
    `condition` replaces the columns where only some of their changes count.
    """
    triggers = [
        pgtrigger.Trigger(
            name="figures_change_by_update",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=condition or pgtrigger.AnyChange(*columns),
            func=INSERT_CHANGE,
        )
    ]
    if inserts_and_deletes:
        rows = pgtrigger.Insert | pgtrigger.Delete
        triggers.append(
            pgtrigger.Trigger(name="figures_change_by_row", when=pgtrigger.After, operation=rows, func=INSERT_CHANGE)
        )
    return triggers


def invalidate_figures() -> None:
    """Invalidate all cached figures, after bulk loading with disabled triggers."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_figurechange (at) VALUES (now())")


def cached_figure(key: str, compute: Callable[[], Any], *, stamp: str = "") -> Any:
    """`compute()`, or its stored value when no record changed since and `stamp` is the same.

    Args:
        key: the name of the figure, unique in the cache, 200 characters at most.
        compute: returns a JSON value that depends only on tables with the triggers above and on `stamp`.
        stamp: any other input of the value, such as the day.
    """
    with connection.cursor() as cursor:
        cursor.execute(SELECT_FIGURE, {"key": key, "stamp": stamp})
        change_mark, value = cursor.fetchone()
        if value is not None:
            return json.loads(value)
        # The mark is read before the value is computed: a change in between makes the value newer than its mark, never older.
        with unrecorded_sources():
            value = json.dumps(compute())
        with allow_writes_in_safe_request():
            cursor.execute(STORE_FIGURE, {"key": key, "stamp": stamp, "change_mark": change_mark, "value": value})
            if int(change_mark.partition(":")[0]) > MAX_CHANGES:
                cursor.execute(DELETE_OLD_CHANGES)
                cursor.execute(DELETE_OLD_VALUES, {"most": MAX_VALUES})
    return json.loads(value)
