"""The lists of reference data, made from the tables of `programmes.plan.reference_tables`.

These tables hold some hundreds of rows at most, so search and sort keys are computed by the query, without an index.
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
from programmes.plan.filters.reference import build_filterset
from programmes.plan.reference_tables import TABLES, ReferenceTable


def _columns(table: ReferenceTable) -> tuple[Column, ...]:
    """The table's own columns, the first of them a link to the row; then the columns that many models have."""
    first, *others = table.columns
    title = replace(first, cell=lambda row: cells.title(table.row_url(row), first.value(row)))
    own_keys = {column.key for column in table.columns}
    return (title, *others, *(column for column in _common_columns(table) if column.key not in own_keys))


def _common_columns(table: ReferenceTable) -> Iterator[Column]:
    names = {field.name for field in table.model._meta.concrete_fields}
    if table.validity:
        first, after = table.validity
        yield Column("from", _("In force from"), lambda row: getattr(row, first), kind="date", sort=("from_key", "pk"))
        yield Column(
            "until",
            _("No longer in force from"),
            lambda row: getattr(row, after),
            kind="date",
            sort=("until_key", "pk"),
        )
    if "code" in names:
        yield Column("code", _("Code"), lambda row: row.code, sort=("code", "pk"), visible=False)
    if "order" in names:
        yield Column(
            "place", _("Place in lists"), lambda row: row.order, kind="integer", sort=("order", "pk"), visible=False
        )
    if "confidence" in names:
        yield Column("confidence", _("Confidence"), lambda row: row.get_confidence_display(), visible=False, width=40)
    if "source" in names:
        yield Column("source", _("Source"), lambda row: row.source, visible=False, width=40)
    yield Column(
        "changed", _("Last changed"), lambda row: row.updated_at, kind="time", sort=("updated_at", "pk"), visible=False
    )


def _rows(table: ReferenceTable, user: User) -> models.QuerySet[Any]:
    """The rows that the user edits, with sort keys and search text; large JSON columns are deferred."""
    fields = table.model._meta.concrete_fields
    names = {field.name for field in fields}
    keys: dict[str, Any] = dict(table.sort_annotations)
    if "name" in names and "sort_key" not in names:
        keys["sort_key"] = SortKey("name")
    if table.validity:
        first, after = table.validity
        keys |= {"from_key": Coalesce(first, Value(date.min)), "until_key": Coalesce(after, Value(date.max))}
    large = [field.name for field in fields if isinstance(field, models.JSONField)]
    return table.rows_for(user).defer(*large).annotate(**keys).alias(search_folded=Fold(_concatenated(table.search)))


def _concatenated(paths: tuple[str, ...]) -> Any:
    """The columns as one text, separated by spaces."""
    text: Any = F(paths[0])
    for path in paths[1:]:
        text = Concat(text, Value(" "), path, output_field=TextField())
    return text


def build_listing(table: ReferenceTable) -> Listing:
    """The list of one table."""
    return Listing(
        slug=f"reference-{table.slug}",
        url_name="plan:reference_list",
        url_args=(table.slug,),
        title=table.title,
        order=table.order,
        rows=partial(_rows, table),
        may_open=table.may_open,
        filterset=build_filterset(
            table.model, search_label=table.search_label, validity=table.validity, table_filters=table.filters
        ),
        empty=Empty(_("No row yet"), icon=table.icon),
        address_of=table.row_url,
        columns=_columns(table),
    )


LISTS = {table.slug: build_listing(table) for table in TABLES}
