"""The triggers of measures, for `Meta.triggers` of the model that declares them."""

from collections.abc import Iterable, Sequence

import pgtrigger

from ecosystem.core.measures.declaration import CELL_COLUMNS, Measure, Predecessor, any_change, of_row


def measure_triggers(measures: Sequence[Measure], *, predecessor: Predecessor | None = None) -> list[pgtrigger.Trigger]:
    """Each change of a row appends what it adds to the groups of these measures, and takes away what it added before."""
    changes = "\nUNION ALL ".join(
        [measure.select("NEW") for measure in measures] + [measure.select("OLD", sign="-") for measure in measures]
    )
    func = f"INSERT INTO core_measurecell ({CELL_COLUMNS}, is_folded)\nSELECT *, FALSE FROM (\n{changes}\n) changes;\nRETURN NULL;"
    expressions = {text for measure in measures for text in measure.expressions}
    triggers = _row_triggers("measures_follow", func, expressions)
    if predecessor is not None:
        triggers += _row_triggers(
            "predecessors_follow", pgtrigger.Func(_predecessor_function(predecessor)), predecessor.expressions
        )
    return triggers


def _row_triggers(name: str, func: pgtrigger.Func | str, expressions: Iterable[str]) -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name=f"{name}_a_row", when=pgtrigger.After, operation=pgtrigger.Insert | pgtrigger.Delete, func=func
        ),
        pgtrigger.Trigger(
            name=f"{name}_a_change",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition(any_change(expressions)),
            func=func,
        ),
    ]


def _predecessor_function(predecessor: Predecessor) -> str:
    """One transaction at a time writes the records of a key.

    The statement after the lock sees what the transaction before it committed.
    """
    key = predecessor.key
    update = predecessor.update("{meta.db_table}", f"{key} IN (NEW.{key}, OLD.{key})")
    return f"""
        IF ({of_row(predecessor.condition, "NEW")}) IS TRUE OR ({of_row(predecessor.condition, "OLD")}) IS TRUE THEN
            PERFORM pg_advisory_xact_lock(hashtextextended(TG_TABLE_NAME || ' ' || keys.key, 0)) FROM (
                SELECT DISTINCT key FROM UNNEST(ARRAY[NEW.{key}, OLD.{key}]) AS key WHERE key IS NOT NULL ORDER BY key
            ) keys;
            {update};
        END IF;
        RETURN NULL;
    """  # noqa: S608 - made of declarations
