"""Folding: many rows of a group become one, in the background."""

from django.db import connection, transaction

FOLDED_AT_ONCE = 50_000
# Rows that are written meanwhile are not seen, and stay for the next time. Groups without any record vanish.
FOLD = """
    WITH appended AS (
        SELECT measure, cube, since, dims FROM core_measurecell WHERE NOT is_folded ORDER BY id LIMIT %(most)s
    ), removed AS (
        DELETE FROM core_measurecell cell USING (SELECT DISTINCT * FROM appended) AS grouped
        WHERE (cell.measure, cell.cube, cell.since, cell.dims)
            = (grouped.measure, grouped.cube, grouped.since, grouped.dims)
        RETURNING cell.*
    ), added AS (
        INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
        SELECT measure, cube, since, dims, SUM(number), SUM(amount), TRUE FROM removed
        GROUP BY measure, cube, since, dims HAVING SUM(number) <> 0 OR SUM(amount) <> 0
    )
    SELECT COUNT(*) FROM removed WHERE NOT is_folded
"""
LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('measures are folded', 0))"


def fold_cells() -> int:
    """Fold the appended rows, all that were committed. Returns how many; 0 also while another process folds."""
    folded = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LOCK)
            if not cursor.fetchone()[0]:
                return folded
            cursor.execute(FOLD, {"most": FOLDED_AT_ONCE})
            count = cursor.fetchone()[0]
        folded += count
        if count < FOLDED_AT_ONCE:
            return folded
