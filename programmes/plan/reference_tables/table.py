"""The declaration of one table of reference data, and columns that several tables share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import Role
from ecosystem.core.ui.states import localized_field
from ecosystem.core.web.navigation import record_url
from ecosystem.lists.listing import Column
from programmes.plan.actions import reference as actions
from programmes.plan.forms.base import ReferenceForm, build_form_class
from programmes.plan.models import Scheme

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
NAME_OR_CODE = _("Name or code")
VALIDITY = ("valid_from", "valid_to")
NAMES = ("name", "name_en")


@dataclass(frozen=True)
class ReferenceTable:
    """One table: its slug and texts, who edits it, its form, and the columns, orders and filters of its list.

    The first of the `columns` links to the row; `programmes.plan.listings` adds the columns that many models have.
    `order` is the key of a column. `search` names the text columns that are searched. `filters` is called when the
    filterset is made, since filters stand in the order of their creation.
    """

    slug: str
    model: type[models.Model]
    title: Any
    description: Any
    roles: frozenset[str]
    fields: tuple[str, ...]
    columns: tuple[Column, ...]
    order: str
    icon: str = "list"
    related: tuple[str, ...] = ()  # for select_related
    search: tuple[str, ...] = ("name", "name_en", "code")
    search_label: Any = NAME_OR_CODE
    filters: Callable[[], Mapping[str, django_filters.Filter]] = dict
    sort_annotations: Mapping[str, Any] = field(default_factory=dict)  # expressions that columns sort by
    form_base: type[ReferenceForm] = ReferenceForm
    save: Callable[..., Any] = actions.save_reference_row
    can_add: bool = True
    can_remove: bool = False
    scope: Callable[[Any, User], models.QuerySet[Any]] | None = None  # limits the rows to those that the user edits
    validity: tuple[str, str] | None = None  # the columns of the first day and of the day after the last

    @cached_property
    def form(self) -> type[ReferenceForm]:
        return build_form_class(self.model, self.fields, self.form_base)

    def rows_for(self, user: User) -> models.QuerySet[Any]:
        """The rows that this user edits."""
        rows = self.model._default_manager.select_related(*self.related)
        return self.scope(rows, user) if self.scope else rows

    def may_open(self, user: User) -> bool:
        """Whether this user edits rows of the table."""
        try:
            actions.require_editor(user, self.model, self.roles)
        except PermissionDenied:
            return False
        return True

    def row_title(self, row: Any) -> str:
        """The title of a row in its list and on its page."""
        return str(self.columns[0].value(row))

    def row_url(self, row: Any) -> str:
        return record_url("plan:reference_edit", row.pk, self.slug)


def name_column(label: Any, value: Callable[[Any], str] = str, **options: Any) -> Column:
    """The first column of a table whose rows have names, sorted by the Vietnamese alphabet."""
    return Column("name", label, value, **{"sort": ("sort_key", "pk"), "width": 48, **options})


def list_column(value: Callable[[Any], str], path: str) -> Column:
    """The vocabulary that a row belongs to; sorted by it, then by the order of the rows within it."""
    return Column("list", _("List"), value, sort=(path, "order", "pk"), width=32)


def usage_text(row: Any) -> str:
    return gettext("Used") if row.is_used else gettext("Not used")


def unit_label(unit: OrganisationUnit | None) -> str:
    return unit.label if unit else ""


def scheme_label(scheme: Scheme) -> str:
    return str(localized_field(scheme, "short_name"))
