"""Four eyes: nobody approves what they wrote, however many others saved it afterwards.

A model with such an approval has the column `authors` and the trigger `author_trigger`, which adds whoever writes, and
refuses the approval of one of them on every path. Actions ask `wrote` first, to refuse in words.
"""

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models


def authors_field() -> "ArrayField[Any, Any]":
    """The ids of everybody who wrote since the last approval. Only the trigger writes it."""
    return ArrayField(models.BigIntegerField(), default=list, editable=False)


def author_trigger(
    writer: str, approver: str, *, ends_with_approval: bool = False, approved_at: str = ""
) -> pgtrigger.Trigger:
    """Keep `authors` from the foreign key `writer`, and refuse an `approver` among them.

    `ends_with_approval`: what was approved stays approved when the approval is taken back for another round, so only
    the last writer counts from then on.

    `approved_at` is for rows that are approved again and again without taking the last approval back: each change of
    this column is an approval, also by the same person as before, and clears authors and writer for the next round.
    """
    new_round = f"OLD.{approver}_id IS NOT NULL AND NEW.{approver}_id IS NULL" if ends_with_approval else "FALSE"
    is_approval = f"NEW.{approver}_id IS DISTINCT FROM OLD.{approver}_id"
    next_round = ""
    if approved_at:
        is_approval = f"({is_approval} OR NEW.{approved_at} IS DISTINCT FROM OLD.{approved_at})"
        next_round = f"""
            IF TG_OP = 'UPDATE' AND NEW.{approved_at} IS NOT NULL
                AND NEW.{approved_at} IS DISTINCT FROM OLD.{approved_at} THEN
                NEW.authors := ARRAY[]::bigint[];
                NEW.{writer}_id := NULL;
            END IF;"""
    return pgtrigger.Trigger(
        name="authors_do_not_approve",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF TG_OP = 'INSERT' THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSIF {new_round} THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSE
                NEW.authors := OLD.authors;
                IF OLD.{writer}_id IS NOT NULL AND NOT OLD.{writer}_id = ANY(NEW.authors) THEN
                    NEW.authors := NEW.authors || OLD.{writer}_id::bigint;
                END IF;
            END IF;
            IF NEW.{writer}_id IS NOT NULL AND NOT NEW.{writer}_id = ANY(NEW.authors) THEN
                NEW.authors := NEW.authors || NEW.{writer}_id::bigint;
            END IF;
            IF NEW.{approver}_id = ANY(NEW.authors)
                AND (TG_OP = 'INSERT' OR {is_approval}) THEN
                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';
            END IF;{next_round}
            RETURN NEW;
        """,
    )


def wrote(row: models.Model, person_id: int, writer: str) -> bool:
    """Whether the person is among the authors of the row, or its last `writer`. Call it under the row's lock."""
    authors: list[int] = row.authors  # type: ignore[attr-defined]
    return person_id in authors or getattr(row, f"{writer}_id") == person_id
