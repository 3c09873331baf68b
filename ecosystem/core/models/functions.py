"""Database functions of our own: search without accents, equal identifiers, order by the Vietnamese alphabet."""

from collections.abc import Iterable

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast


class Fold(models.Func):
    """`vn_fold(text)`: lower case without accents, đ as d; what accent-free search compares."""

    function = "vn_fold"
    output_field = models.TextField()


class IdentifierKey(models.Func):
    """`identifier_key(text)`: what two spellings of one number share; unique constraints and lookups compare it.

    NFKC (full-width forms as plain ones) in capitals, without invisible characters, every dash as a hyphen, runs of
    spaces as one.
    """

    function = "identifier_key"
    output_field = models.TextField()


class JoinedText(models.Func):
    """Texts of columns without nulls, with a space between them. It is immutable, so that an index may hold it."""

    template = "(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = models.TextField()


class KeyIsOneOf(models.Func):
    """Whether a key is one of these: one parameter, where `IN` has one for each. See `KeyValue` for its type."""

    template = "%(expressions)s::BIGINT[])"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()

    def __init__(self, keys: Iterable[int], column: str = "pk") -> None:
        super().__init__(F(column), Value(f"{{{','.join(map(str, keys))}}}"))


class KeyValue(Cast):
    """A primary key as a value of the column's type, `bigint`.

    Whole numbers in SQL are `integer`, and a GIN index compares a column only with a value of its own type.
    """

    def __init__(self, key: int) -> None:
        super().__init__(Value(key), models.BigIntegerField())


class LocalYear(models.Func):
    """The calendar year of a moment in Ho Chi Minh City; it is immutable, so that a unique constraint may use it."""

    template = "EXTRACT(YEAR FROM %(expressions)s AT TIME ZONE 'Asia/Ho_Chi_Minh')"
    output_field = models.IntegerField()


class SearchWords(models.Func):
    """`vn_search(text)`: the words of a text for full-text search, as written (weight A) and without accents (weight B)."""

    function = "vn_search"
    output_field = SearchVectorField()


class SortKey(models.Func):
    """`vn_sortkey(text)`: a key whose code-point order is the Vietnamese alphabet's order."""

    function = "vn_sortkey"
    output_field = models.TextField(db_collation="C")


def words_index(name: str, *columns: str) -> GinIndex:
    """The index of the words of these columns together, for the search box (`ecosystem.public.search.small_tables`)."""
    return GinIndex(SearchWords(JoinedText(*columns)), name=name)
