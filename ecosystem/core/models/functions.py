"""Database functions of our own: search without accents, order by the Vietnamese alphabet."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Fold(models.Func):
    """`vn_fold(text)`: lower case without accents, đ as d; what accent-free search compares."""

    function = "vn_fold"
    output_field = models.TextField()


class SearchWords(models.Func):
    """`vn_search(text)`: the words of a text for full-text search, as written (weight A) and without accents (weight B)."""

    function = "vn_search"
    output_field = SearchVectorField()


class SortKey(models.Func):
    """`vn_sortkey(text)`: a key whose code-point order is the Vietnamese alphabet's order."""

    function = "vn_sortkey"
    output_field = models.TextField(db_collation="C")
