"""Measures: numbers of records and sums of their amounts by group, kept by the transactions that change the records.

A model declares its measures once (`MEASURES`): which of its rows count, on which day, with which amount, by which
dimensions. From the declaration come the triggers that keep the stored groups (`MeasureCell`), the readers (`cells`), the
recomputation (`find_differences`) and the bulk fill (`fill_measures`). Conditions, days, amounts and dimensions are SQL
expressions over columns of the record's own row, so that a change takes away exactly what it added. What a figure groups by
and another record knows is copied onto the row by triggers, declared as `COPIED`, and compared, too.

Nothing waits for a measure: a transaction appends rows, readers add them up, and `fold_cells` replaces many rows of a group by
their sum. A reader's snapshot sees records and groups of the same moment.
"""

from ecosystem.core.measures.declaration import (
    DAY,
    EVER,
    YEAR,
    CopiedColumns,
    Cube,
    Measure,
    Predecessor,
    copied_columns,
    local_day,
    measured_models,
    measures,
)
from ecosystem.core.measures.folding import fold_cells
from ecosystem.core.measures.reading import cells, reporting_year
from ecosystem.core.measures.recomputation import Difference, fill_measures, find_differences, rebuild_measures
from ecosystem.core.measures.triggers import measure_triggers

__all__ = [
    "DAY",
    "EVER",
    "YEAR",
    "CopiedColumns",
    "Cube",
    "Difference",
    "Measure",
    "Predecessor",
    "cells",
    "copied_columns",
    "fill_measures",
    "find_differences",
    "fold_cells",
    "local_day",
    "measure_triggers",
    "measured_models",
    "measures",
    "rebuild_measures",
    "reporting_year",
]
