"""Queries that every request makes: Django writes their SQL once in each process, and later only fills in the values.

Writing the statement of the account of a request takes longer than Postgres takes to answer it.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class WrittenOnce:
    """`WrittenOnce(make, user=-77)(user=3)` gives the rows of `make(user=3)`, annotations among them.

    `values` gives them as tuples of what the statement selects, for a queryset of `values_list`.

    Args:
        make: gives the queryset; its statement must be the same for all values but for the values themselves.
        examples: a value for each argument of `make`, of its type, and such as stands nowhere else in the statement.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]], **examples: Any) -> None:
        self.make, self.examples = make, examples

    def __call__(self, **given: Any) -> Iterable[Any]:
        sql, _places = self._written
        return self._model.objects.raw(sql, self._filled(given))

    def values(self, **given: Any) -> list[tuple[Any, ...]]:
        sql, _places = self._written
        with connection.cursor() as cursor:
            cursor.execute(sql, self._filled(given))
            return cursor.fetchall()

    def _filled(self, given: dict[str, Any]) -> list[Any]:
        _sql, places = self._written
        return [given[name] if name else value for name, value in places]

    @cached_property
    def _queryset(self) -> QuerySet[Any]:
        return self.make(**self.examples)

    @cached_property
    def _model(self) -> Any:
        return self._queryset.model

    @cached_property
    def _written(self) -> tuple[str, list[tuple[str, Any]]]:
        """The statement, and for each of its parameters the argument that it takes, or "" and the value it keeps."""
        sql, parameters = self._queryset.query.sql_with_params()
        names = {(type(example), example): name for name, example in self.examples.items()}
        places = [(names.get((type(value), value), ""), value) for value in parameters]
        missing = set(self.examples) - {name for name, _value in places}
        if missing:
            raise ValueError(f"No parameter of the statement takes {', '.join(sorted(missing))}.")
        return sql, places
