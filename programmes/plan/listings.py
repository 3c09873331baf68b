"""The lists of reference data: one factory over the tables of reference_tables.py.

These tables hold some dozens or hundreds of rows, so words are folded and names ordered as they are read, by no index.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.db import models
from django.db.models import F, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.models import Fold, SortKey
from ecosystem.lists import cells
from ecosystem.lists.listing import Column, Empty, Listing
from programmes.plan.filters.reference import filterset_of
from programmes.plan.reference_tables import TABLES, Table


def _columns_of(table: Table) -> tuple[Column, ...]:
    """The table's own columns, the first of them leading to the row; then what many tables say of their rows."""
    first, *others = table.columns
    head = replace(first, cell=lambda row: cells.title(table.address_of(row), first.value(row)))
    own = {column.key for column in table.columns}
    return (head, *others, *(column for column in _common(table) if column.key not in own))


def _common(table: Table) -> Iterator[Column]:
    names = {field.name for field in table.model._meta.concrete_fields}
    if table.span:
        first, after = table.span
        yield Column("from", _("In force from"), lambda row: getattr(row, first), kind="date", sort=("from_key", "pk"))
        yield Column(
            "until",
            _("No longer in force from"),
            lambda row: getattr(row, after),
            kind="date",
            sort=("until_key", "pk"),
        )
    if "code" in names:
        yield Column("code", _("Code"), lambda row: row.code, sort=("code", "pk"), shown=False)
    if "order" in names:
        yield Column(
            "place", _("Place in lists"), lambda row: row.order, kind="integer", sort=("order", "pk"), shown=False
        )
    if "confidence" in names:
        yield Column("confidence", _("Confidence"), lambda row: row.get_confidence_display(), shown=False, width=40)
    if "source" in names:
        yield Column("source", _("Source"), lambda row: row.source, shown=False, width=40)
    yield Column(
        "changed", _("Last changed"), lambda row: row.updated_at, kind="time", sort=("updated_at", "pk"), shown=False
    )


def _rows(table: Table, user: User) -> models.QuerySet[Any]:
    """The rows with the keys that order them and the words that are searched; without outlines and the like."""
    fields = table.model._meta.concrete_fields
    names = {field.name for field in fields}
    keys: dict[str, Any] = dict(table.keys)
    if "name" in names and "sort_key" not in names:
        keys["sort_key"] = SortKey("name")
    if table.span:
        first, after = table.span
        keys |= {"from_key": Coalesce(first, Value(date.min)), "until_key": Coalesce(after, Value(date.max))}
    heavy = [field.name for field in fields if isinstance(field, models.JSONField)]
    return table.rows_for(user).defer(*heavy).annotate(**keys).alias(search_folded=Fold(_text(table.search)))


def _text(paths: tuple[str, ...]) -> Any:
    """The columns as one text, a blank between two."""
    text: Any = F(paths[0])
    for path in paths[1:]:
        text = Concat(text, Value(" "), path, output_field=TextField())
    return text


def listing_of(table: Table) -> Listing:
    """The list of one table, at its own address, with everything that lists have."""
    return Listing(
        slug=f"reference-{table.slug}",
        url_name="plan:reference_list",
        url_args=(table.slug,),
        title=table.title,
        order=table.order,
        rows=partial(_rows, table),
        admits=table.admits,
        filterset=filterset_of(table.model, words=table.search_label, span=table.span, more=table.filters),
        empty=Empty(_("No row yet"), icon=table.icon),
        address_of=table.address_of,
        columns=_columns_of(table),
    )


LISTS = {table.slug: listing_of(table) for table in TABLES}
