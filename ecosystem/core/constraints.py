"""Which constraint of the database refused a row."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction

from ecosystem.core.models import IdentifierConstraint
from ecosystem.core.workflow import FieldRefused


def violated_constraint(error: IntegrityError) -> str:
    """The name of the constraint or unique index that the row violates, or "" where Postgres names none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""


@contextmanager
def refuse_taken_identifiers(instance: models.Model) -> Iterator[None]:
    """Save the row inside; refused beside the field when a row that was saved at the same moment has its code."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        violated = violated_constraint(error)
        for constraint in instance._meta.constraints:
            if isinstance(constraint, IdentifierConstraint) and constraint.name == violated:
                raise FieldRefused(constraint.taken_text(instance), constraint.field) from None
        raise
