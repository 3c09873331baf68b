"""Which constraint of the database refused a row."""

from django.db import IntegrityError


def violated_constraint(error: IntegrityError) -> str:
    """The name of the constraint or unique index that the row violates, or "" where Postgres names none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
