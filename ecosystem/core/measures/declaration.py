"""The declaration of a measure, and the SQL that it stands for.

Expressions name columns of the record's own row in lower case and everything else of SQL in capitals, so that the same
text serves a whole table and the rows NEW and OLD of a trigger.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

DAY, YEAR, EVER = "day", "year", "ever"
GRAINS = (EVER, YEAR, DAY)  # each tells more than the one before
# 15 December is the first day of the next reporting year (ecosystem.core.periods): 17 days later it is 1 January.
SINCE = {
    DAY: "{day}",
    YEAR: "MAKE_DATE(CAST(EXTRACT(YEAR FROM {day} + 17) AS INTEGER) - 1, 12, 15)",
    EVER: "DATE '0001-01-01'",
}
CELL_COLUMNS = "measure, cube, since, dims, number, amount"
WORD = re.compile(r"'[^']*'|\b[a-z_][a-z0-9_]*\b")


def local_day(column: str) -> str:
    """The expression of the day of a moment in Ho Chi Minh City."""
    return f"CAST({column} AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)"


def of_row(expression: str, row: str) -> str:
    """The expression with each column taken from `row` (an alias, NEW or OLD)."""
    return WORD.sub(lambda match: match[0] if match[0].startswith("'") else f"{row}.{match[0]}", expression)


def columns_of(expressions: Iterable[str]) -> list[str]:
    """The columns that these expressions name, each once."""
    words = [word for text in expressions for word in WORD.findall(text)]
    return sorted({word for word in words if not word.startswith("'")})


def any_change(expressions: Iterable[str]) -> str:
    """The condition of a trigger that the value of one of these expressions changed."""
    values = sorted(text for text in set(expressions) if columns_of([text]))
    changes = (f"({of_row(text, 'OLD')}) IS DISTINCT FROM ({of_row(text, 'NEW')})" for text in values)
    return f"({' OR '.join(changes)})"


@dataclass(frozen=True)
class Cube:
    """Groups that are stored together: by these dimensions, and by day, reporting year or all time (`grain`)."""

    name: str
    dimensions: tuple[str, ...] = ()
    grain: str = DAY


@dataclass(frozen=True)
class Measure:
    """A number of records and the sum of their amounts.

    `condition` says which rows count, `day` when, `amount` with how much. `dimensions` maps names to expressions; one that is
    `UNNEST(column)` counts a record once for each element. `cubes` stand from the smallest to the largest: a reader takes
    the first that has what it asks for. Each should stay below some 100,000 groups.
    """

    name: str
    condition: str
    cubes: tuple[Cube, ...]
    day: str = ""
    amount: str = "0"
    dimensions: Mapping[str, str] = field(default_factory=dict)

    @property
    def expressions(self) -> set[str]:
        """The expressions whose change can move a group; columns in place of their elements."""
        texts = {self.condition, self.day, self.amount, *self.dimensions.values()}
        return {part for text in texts for part in (columns_of([text]) if "UNNEST" in text else [text])}

    def select(self, row: str, *, sign: str = "", source: str = "") -> str:
        """One query for all cubes: what `row` of the table `source`, or of a trigger, adds to its groups.

        `sign` is "-" for what it takes away.
        """
        return "\nUNION ALL ".join(self._select(cube, row, sign, source) for cube in self.cubes)

    def _select(self, cube: Cube, row: str, sign: str, source: str) -> str:
        dims = ", ".join(f"CAST({of_row(self.dimensions[name], row)} AS TEXT)" for name in cube.dimensions)
        since = SINCE[cube.grain].format(day=f"({of_row(self.day, row)})")
        return (
            f"SELECT '{self.name}', '{cube.name}', {since}, CAST(ARRAY[{dims}] AS TEXT[]), {sign}1,"  # noqa: S608 - made of declarations
            f" {sign}({of_row(self.amount, row)}){f' FROM {source} {row}' if source else ''}"
            f" WHERE {row}.id IS NOT NULL AND {of_row(self.condition, row)}"
        )


@dataclass(frozen=True)
class Predecessor:
    """Columns with the day of the record before this one among those that count and share a key.

    With such a column the number of different keys in any range of days is the number of records in it whose
    predecessor is not: each key has exactly one, its first in the range. So a distinct count is a measure like
    any other, and the list behind it a filter. `columns` maps each column to what its key has beyond `key`, by which the
    trigger locks. Records are in the order of `order`, then `id`.
    """

    condition: str
    day: str
    order: str
    key: str
    columns: Mapping[str, tuple[str, ...]]

    @property
    def expressions(self) -> set[str]:
        """The expressions whose change can give a record another predecessor."""
        return {self.condition, self.order, self.key, *(name for key in self.columns.values() for name in key)}

    def select(self, table: str, where: str = "TRUE") -> str:
        """The right values of the columns, by id."""
        windows = ", ".join(
            f"LAG({self.day}) OVER (PARTITION BY {', '.join((self.key, *more))} ORDER BY {self.order}, id) AS {column}"
            for column, more in self.columns.items()
        )
        return f"SELECT id, {windows} FROM {table} WHERE ({self.condition}) AND ({where})"  # noqa: S608 - made of declarations

    def update(self, table: str, where: str = "TRUE") -> str:
        """The statement that writes the columns where they are not right."""
        values = ", ".join(f"{column} = found.{column}" for column in self.columns)
        written, right = (", ".join(f"{row}.{column}" for column in self.columns) for row in ("written", "found"))
        return (
            f"UPDATE {table} AS written SET {values} FROM ({self.select(table, where)}) found"  # noqa: S608 - made of declarations
            f" WHERE written.id = found.id AND ROW({written}) IS DISTINCT FROM ROW({right})"
        )


@dataclass(frozen=True)
class CopiedColumns:
    """Columns of a record that triggers copy from other records, because figures group and lists sort by them.

    `values` maps each column to what it is copied from: an expression over `record`, the row itself, and what `joins` joins
    to it. A model declares them as `COPIED`; the triggers are its own, so that this can tell what they missed.
    """

    values: Mapping[str, str]
    joins: str = ""

    def select_wrong(self, table: str) -> str:
        """The ids of the records with a wrong column, with the names of these columns."""
        names = ", ".join(
            f"CASE WHEN record.{column} IS DISTINCT FROM ({value}) THEN '{column}' END"
            for column, value in self.values.items()
        )
        return (
            f"SELECT id, wrong FROM (SELECT record.id, ARRAY_REMOVE(ARRAY[{names}], NULL) AS wrong"  # noqa: S608 - made of declarations
            f" FROM {table} record {self.joins}) compared WHERE wrong <> '{{}}' ORDER BY id"
        )

    def update_wrong(self, table: str) -> str:
        """The statement that copies the columns again where one is wrong."""
        columns = ", ".join(f"{column} = found.{column}" for column in self.values)
        values = ", ".join(f"({value}) AS {column}" for column, value in self.values.items())
        wrong = " OR ".join(f"record.{column} IS DISTINCT FROM ({value})" for column, value in self.values.items())
        return (
            f"UPDATE {table} AS written SET {columns} FROM (SELECT record.id, {values} FROM {table} record"  # noqa: S608 - made of declarations
            f" {self.joins} WHERE {wrong}) found WHERE written.id = found.id"
        )


def copied_columns() -> Iterator[tuple[type[models.Model], CopiedColumns]]:
    """The copied columns of every model that declares them."""
    for model in apps.get_models():
        if "COPIED" in vars(model):
            declared: Any = model
            yield model, declared.COPIED


def measured_models() -> list[type[models.Model]]:
    """The models that declare measures."""
    return [model for model in apps.get_models() if "MEASURES" in vars(model)]


def measures() -> Iterator[tuple[type[models.Model], Measure]]:
    """Every measure with its model."""
    for model in measured_models():
        declared: Any = model
        for measure in declared.MEASURES:
            yield model, measure
