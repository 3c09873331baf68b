"""Groups, predecessors and copied columns computed anew from the records: to compare, and to fill."""

from typing import Any, NamedTuple

from django.db import connection, transaction

from ecosystem.core.measures.declaration import (
    CELL_COLUMNS,
    Measure,
    Predecessor,
    copied_columns,
    measured_models,
    measures,
)

DIFFERENCES = """
    SELECT cube, since, dims, SUM(number), SUM(amount) FROM (
        SELECT cube, since, dims, number, amount FROM core_measurecell WHERE measure = '{name}'
        UNION ALL SELECT cube, since, dims, -number, -amount FROM ({records}) AS records ({columns})
    ) both_sides GROUP BY cube, since, dims HAVING SUM(number) <> 0 OR SUM(amount) <> 0 ORDER BY cube, since, dims
"""
UNKNOWN = "SELECT measure, cube, since, dims, number, amount FROM core_measurecell WHERE measure <> ALL(%s)"
FILL = """
    INSERT INTO core_measurecell ({columns}, is_folded)
    SELECT measure, cube, since, dims, SUM(number), SUM(amount), TRUE FROM ({records}) AS records ({columns})
    GROUP BY measure, cube, since, dims HAVING SUM(number) <> 0 OR SUM(amount) <> 0
"""
WRONG_PREDECESSORS = """
    SELECT written.id FROM {table} AS written JOIN ({right}) found ON found.id = written.id
    WHERE written.{column} IS DISTINCT FROM found.{column} ORDER BY written.id
"""


class Difference(NamedTuple):
    """A stored value that the records do not give: of a group, or of the column of a record (`key`)."""

    measure: str
    cube: str
    key: str
    number: int
    amount: int


def find_differences() -> list[Difference]:
    """Every group, predecessor and copied column that differs from the records.

    `number` and `amount` are stored less counted; a wrong column of a record counts 1.
    """
    found = []
    with connection.cursor() as cursor:
        for model, measure in measures():
            records = _records(model, measure)
            cursor.execute(DIFFERENCES.format(name=measure.name, records=records, columns=CELL_COLUMNS))
            found += [
                Difference(measure.name, cube, f"{since} {dims}", int(number), int(amount))
                for cube, since, dims, number, amount in cursor.fetchall()
            ]
        cursor.execute(UNKNOWN, [[measure.name for _model, measure in measures()]])
        found += [
            Difference(name, cube, f"{since} {dims}", number, amount)
            for name, cube, since, dims, number, amount in cursor.fetchall()
        ]
        for copying, copied in copied_columns():
            table = copying._meta.db_table
            cursor.execute(copied.select_wrong(table))
            found += [
                Difference(table, column, f"id {pk}", 1, 0) for pk, wrong in cursor.fetchall() for column in wrong
            ]
        for model, predecessor in _predecessors():
            table = model._meta.db_table
            for column in predecessor.columns:
                cursor.execute(WRONG_PREDECESSORS.format(table=table, right=predecessor.select(table), column=column))
                found += [Difference(table, column, f"id {pk}", 1, 0) for (pk,) in cursor.fetchall()]
    return found


@transaction.atomic
def rebuild_measures() -> None:
    """Copy what is wrong of the copied columns again, and fill everything anew. Whoever writes a record waits meanwhile."""
    with connection.cursor() as cursor:
        for model in measured_models():
            cursor.execute(f'LOCK TABLE "{model._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')
        cursor.execute("LOCK TABLE core_measurecell IN SHARE ROW EXCLUSIVE MODE")
        for copying, copied in copied_columns():
            cursor.execute(copied.update_wrong(copying._meta.db_table))
    fill_measures()


@transaction.atomic
def fill_measures() -> None:
    """Compute every predecessor and group, in place of what is stored. Nobody else may write records meanwhile."""
    with connection.cursor() as cursor:
        for model, predecessor in _predecessors():
            cursor.execute(predecessor.update(model._meta.db_table))
        cursor.execute("DELETE FROM core_measurecell")
        for model, measure in measures():
            cursor.execute(FILL.format(columns=CELL_COLUMNS, records=_records(model, measure)))


def _records(model: Any, measure: Measure) -> str:
    return measure.select("record", source=f'"{model._meta.db_table}"')


def _predecessors() -> list[tuple[Any, Predecessor]]:
    found: list[tuple[Any, Predecessor]] = []
    for model in measured_models():
        declared: Any = model
        if predecessor := vars(model).get("PREDECESSOR"):
            found.append((declared, predecessor))
    return found
