"""Which reference rows are edited in the portal, by whom, and how each is listed. A new table is one entry here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import SortKey
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.figures import number_vi
from ecosystem.core.ui.states import localized_field
from ecosystem.lists.listing import Column
from ecosystem.reference.models import (
    Area,
    AreaKind,
    HistorySeries,
    HistoryValue,
    Holiday,
    HolidayKind,
    Place,
    Sector,
    SectorList,
    Term,
    Vocabulary,
)
from ecosystem.reference.workdays import DayUnit
from programmes.plan import forms
from programmes.plan.actions import reference as actions
from programmes.plan.filters import reference as narrowed
from programmes.plan.models import (
    BudgetLine,
    DocumentRequirement,
    Indicator,
    Measurement,
    Origin,
    Pillar,
    PolicyKind,
    Scheme,
    Span,
    SupportPolicy,
    Target,
    TimeLimit,
)

ADMINISTRATION = frozenset({Role.ADMINISTRATOR})
PROGRAMME = frozenset({Role.MANAGER})
NAME_OR_CODE = _("Name or code")
WHOLE_PERIOD = 9999  # stands after every year


@dataclass(frozen=True)
class Table:
    """One table: its address and words, who edits it, and what its list has of its own.

    The first of the `columns` leads to the row; `listings_reference` adds what the columns of the model tell. `order` is
    the key of a column; `keys` are computed orders, which a column may name. `search` are the texts that are searched.
    """

    slug: str
    model: type[models.Model]
    title: Any
    about: Any
    roles: frozenset[str]
    fields: tuple[str, ...]
    columns: tuple[Column, ...]
    order: str
    icon: str = "list"
    related: tuple[str, ...] = ()
    search: tuple[str, ...] = ("name", "name_en", "code")
    search_label: Any = NAME_OR_CODE
    filters: Callable[[], Mapping[str, django_filters.Filter]] = dict  # made when called: they stand in that order
    keys: Mapping[str, Any] = field(default_factory=dict)
    base: type[forms.ReferenceForm] = forms.ReferenceForm
    save: Callable[..., Any] = actions.save_reference_row
    can_add: bool = True
    can_remove: bool = False
    within: Callable[[Any, Any], models.QuerySet[Any]] | None = None  # rows of this person alone
    span: tuple[str, str] | None = None  # the columns of the first day and of the day after the last

    @cached_property
    def form(self) -> type[forms.ReferenceForm]:
        return forms.form_for(self.model, self.fields, self.base)

    def rows_for(self, user: User) -> models.QuerySet[Any]:
        """The rows that this person edits here."""
        rows = self.model._default_manager.select_related(*self.related)
        return self.within(rows, user) if self.within else rows

    def admits(self, user: User) -> bool:
        """Whether this person edits rows of this table."""
        try:
            actions.require_editor(user, self.model, self.roles)
        except PermissionDenied:
            return False
        return True

    def title_of(self, row: Any) -> str:
        """The row as its list and its page name it."""
        return str(self.columns[0].value(row))

    def address_of(self, row: Any) -> str:
        return reverse("plan:reference_edit", args=[self.slug, row.pk])


def _range(first: date | None, last: date | None) -> str:
    return f"{date_vi(first) if first else '…'} – {date_vi(last) if last else '…'}"


def _standing(figure: Measurement) -> str:
    if figure.entered_by_id and not figure.verified_by_id:
        return gettext("To be verified")
    return _used(figure)


def _used(row: Any) -> str:
    return gettext("Used") if row.is_used else gettext("Not used")


def _target(target: Target) -> str:
    return number_vi(target.value) + (f" – {number_vi(target.value_to)}" if target.value_to is not None else "")


def _yes_no(value: bool) -> str:
    return gettext("yes") if value else gettext("no")


def _unit(unit: OrganisationUnit | None) -> str:
    return unit.label if unit else ""


def _scheme(scheme: Any) -> str:
    return localized_field(scheme, "short_name")


def named(label: Any, show: Callable[[Any], str] = str, **more: Any) -> Column:
    """The head of a table whose rows have names, in the order of the alphabet."""
    return Column("name", label, show, **{"sort": ("sort_key", "pk"), "width": 48, **more})


def in_list(show: Callable[[Any], str], path: str) -> Column:
    """The list that a word belongs to; its rows in their places within it."""
    return Column("list", _("List"), show, sort=(path, "order", "pk"), width=32)


VALIDITY = ("valid_from", "valid_to")
NAMES = ("name", "name_en")

TABLES = (
    # Programme
    Table(
        "budget-lines",
        BudgetLine,
        _("Budget lines"),
        _("What the city planned for a pillar in a year."),
        PROGRAMME,
        ("pillar", "year", "code", *NAMES, "planned", "source"),
        (
            named(_("Budget line")),
            Column("year", _("Year"), lambda row: str(row.year), sort=("year", "pk")),
            Column("scheme", _("Scheme"), lambda row: _scheme(row.pillar.scheme), width=32),
            Column("pillar", _("Pillar"), lambda row: f"{row.pillar.roman}. {row.pillar.label}", shown=False, width=40),
            Column("planned", _("Planned"), lambda row: row.planned, kind="money", sort=("planned", "pk")),
            Column("granted", _("Granted"), lambda row: row.granted, kind="money", sort=("granted", "pk")),
            Column("paid", _("Paid"), lambda row: row.paid, kind="money", sort=("paid", "pk"), shown=False),
        ),
        "-year",
        "landmark",
        ("pillar__scheme",),
        base=forms.BudgetLineForm,
        save=actions.save_budget_line,
        filters=lambda: {
            "year": narrowed.in_year(),
            "scheme": narrowed.in_scheme("pillar__scheme"),
            "pillar": narrowed.in_pillar(),
        },
        within=lambda rows, user: rows.run_by(user),
    ),
    Table(
        "measurements",
        Measurement,
        _("Reported figures"),
        _("What was reached, with its source. A figure counts once a second person verified it."),
        DEPARTMENT,
        (
            "indicator",
            "span",
            "starts_on",
            "value",
            "unit_note",
            "source",
            "source_url",
            "as_of",
            "confidence",
            "note",
            "note_en",
        ),
        (
            Column(
                "indicator",
                _("Indicator"),
                lambda row: row.indicator.label,
                sort=("indicator_key", "starts_on", "pk"),
                width=48,
            ),
            Column("scheme", _("Scheme"), lambda row: _scheme(row.indicator.scheme), width=32),
            Column(
                "period",
                _("Period"),
                lambda row: _range(row.starts_on, row.last_day),
                sort=("starts_on", "pk"),
                width=24,
            ),
            Column("span", _("Kind of figure"), lambda row: row.get_span_display()),
            Column("value", _("Figure"), lambda row: row.value, kind="decimal"),
            Column("state", _("State"), _standing),
            Column(
                "entered", _("Entered"), lambda row: row.created_at, kind="time", sort=("created_at", "pk"), shown=False
            ),
        ),
        "-entered",
        "ruler",
        ("indicator__scheme",),
        search=("indicator__name", "indicator__name_en", "indicator__code", "source"),
        search_label=_("Indicator or source"),
        filters=lambda: {
            "scheme": narrowed.in_scheme("indicator__scheme"),
            "state": narrowed.figure_states(),
            "span": narrowed.one_of(Span, "span", _("Kind of figure")),
        },
        keys={"indicator_key": SortKey("indicator__name")},
        base=forms.MeasurementForm,
        save=actions.save_measurement,
    ),
    Table(
        "schemes",
        Scheme,
        _("Schemes"),
        _("Programmes of the city; several run and overlap."),
        PROGRAMME,
        (
            "code",
            *NAMES,
            "short_name",
            "short_name_en",
            "legal_document",
            "legal_date",
            "starts_on",
            "ends_on",
            "reports_from",
            "goal",
            "goal_en",
            "source",
            "confidence",
        ),
        (
            named(_("Scheme")),
            Column("document", _("Legal document"), lambda row: row.legal_document, width=32),
            Column("from", _("In force from"), lambda row: row.starts_on, kind="date", sort=("starts_on", "pk")),
        ),
        "from",
        "map",
        span=("starts_on", "ends_on"),
    ),
    Table(
        "pillars",
        Pillar,
        _("Pillars"),
        _("Groups of tasks of a scheme; an eighth is one more row."),
        PROGRAMME,
        ("scheme", "number", *NAMES, "summary", "summary_en", "lead_unit", "source"),
        (
            named(_("Pillar"), lambda row: f"{row.roman}. {row.label}"),
            Column(
                "scheme", _("Scheme"), lambda row: _scheme(row.scheme), sort=("scheme_key", "number", "pk"), width=32
            ),
            Column("lead_unit", _("Lead unit"), lambda row: _unit(row.lead_unit), width=40),
        ),
        "scheme",
        "columns-3",
        ("scheme", "lead_unit"),
        search=NAMES,
        search_label=_("Name"),
        filters=lambda: {"scheme": narrowed.in_scheme()},
        keys={"scheme_key": SortKey("scheme__short_name")},
    ),
    Table(
        "indicators",
        Indicator,
        _("Indicators"),
        _("What a scheme measures, in which unit, and which way is better."),
        PROGRAMME,
        (
            "scheme",
            "pillar",
            "code",
            *NAMES,
            "unit",
            "unit_en",
            "direction",
            "geography",
            "origin",
            "counter",
            "owner",
            "formula",
            "formula_en",
            "is_headline",
            "order",
            "source",
            "confidence",
        ),
        (
            named(_("Indicator")),
            Column(
                "scheme", _("Scheme"), lambda row: _scheme(row.scheme), sort=("scheme_key", "order", "pk"), width=32
            ),
            Column("unit", _("Unit of measure"), lambda row: localized_field(row, "unit")),
            Column("origin", _("Origin"), lambda row: row.get_origin_display(), width=32),
        ),
        "scheme",
        "gauge",
        ("scheme",),
        filters=lambda: {
            "scheme": narrowed.in_scheme(),
            "origin": narrowed.one_of(Origin, "origin", _("Origin")),
        },
        keys={"scheme_key": SortKey("scheme__short_name")},
        base=forms.IndicatorForm,
    ),
    Table(
        "targets",
        Target,
        _("Targets"),
        _("What is to be reached in a year, or by the end of the scheme."),
        PROGRAMME,
        ("indicator", "year", "value", "value_to", "source", "confidence"),
        (
            Column(
                "indicator",
                _("Indicator"),
                lambda row: row.indicator.label,
                sort=("indicator_key", "year_key", "pk"),
                width=48,
            ),
            Column("scheme", _("Scheme"), lambda row: _scheme(row.indicator.scheme), width=32),
            Column(
                "year",
                _("Year"),
                lambda row: str(row.year) if row.year else gettext("Whole period"),
                sort=("year_key", "pk"),
            ),
            Column("value", _("Target"), lambda row: row.value, _target, kind="decimal", sort=("value", "pk")),
            Column("value_to", _("Upper end of a range"), lambda row: row.value_to, kind="decimal", shown=False),
        ),
        "indicator",
        "target",
        ("indicator__scheme",),
        search=("indicator__name", "indicator__name_en", "indicator__code", "source"),
        search_label=_("Indicator or source"),
        filters=lambda: {"scheme": narrowed.in_scheme("indicator__scheme"), "year": narrowed.in_year()},
        keys={
            "indicator_key": SortKey("indicator__name"),
            "year_key": Coalesce("year", Value(WHOLE_PERIOD)),
        },
        base=forms.TargetForm,
    ),
    # Law
    Table(
        "policies",
        SupportPolicy,
        _("Support policies"),
        _("What the city offers, with caps and months."),
        ADMINISTRATION,
        (
            "code",
            *NAMES,
            "kind",
            "legal_basis",
            "summary",
            "summary_en",
            "stage",
            "cap_total",
            "cap_labour",
            "cap_other",
            "cap_per",
            "cap_per_en",
            "rate_percent",
            "max_months",
            "max_age_years",
            "applicant_kinds",
            "sectors",
            *VALIDITY,
            "order",
            "source",
            "confidence",
        ),
        (
            named(_("Support policy")),
            Column("basis", _("Legal basis"), lambda row: row.legal_basis, width=40),
            Column("kind", _("Kind"), lambda row: row.get_kind_display(), shown=False),
            Column("most", _("At most"), lambda row: row.cap_total, kind="money"),
        ),
        "place",
        "scroll-text",
        filters=lambda: {"kind": narrowed.one_of(PolicyKind, "kind", _("Kind"))},
        base=forms.PolicyForm,
        span=VALIDITY,
    ),
    Table(
        "papers",
        DocumentRequirement,
        _("Required documents"),
        _("What a policy asks for. A call keeps the documents it was made with."),
        ADMINISTRATION,
        ("policy", "code", *NAMES, "form_code", "hint", "hint_en", "is_required", "only_for", "accepts", "order"),
        (
            named(_("Paper")),
            Column(
                "policy",
                _("Support policy"),
                lambda row: row.policy.label,
                sort=("policy_key", "order", "pk"),
                width=48,
            ),
            Column("required", _("Required"), lambda row: _yes_no(row.is_required)),
            Column("form", _("Form number"), lambda row: row.form_code, shown=False),
        ),
        "policy",
        "file-text",
        ("policy",),
        filters=lambda: {
            "policy": narrowed.of_policy(),
            "required": narrowed.WhichFilter(
                _("Required"), {"yes": (_("yes"), Q(is_required=True)), "no": (_("no"), Q(is_required=False))}
            ),
        },
        keys={"policy_key": SortKey("policy__name")},
    ),
    Table(
        "time-limits",
        TimeLimit,
        _("Legal time limits"),
        _("How long a step may take. Running clocks keep the limit they began with."),
        ADMINISTRATION,
        ("amount", "unit", "remind_before", "legal_basis"),
        (
            Column("step", _("Step"), lambda row: row.get_step_display(), sort=("pk",), width=40),
            Column("most", _("At most"), lambda row: f"{row.amount} {row.get_unit_display()}"),
            Column(
                "reminders", _("Reminders, days before the end"), lambda row: ", ".join(map(str, row.remind_before))
            ),
            Column("basis", _("Legal basis"), lambda row: row.legal_basis, width=40),
        ),
        "step",
        "timer",
        search=("legal_basis",),
        search_label=_("Legal basis"),
        filters=lambda: {"unit": narrowed.one_of(DayUnit, "unit", _("Counted in"))},
        base=forms.TimeLimitForm,
        can_add=False,
    ),
    Table(
        "holidays",
        Holiday,
        _("Public holidays and days in exchange"),
        _("Days that differ from the ordinary week. The due days of running clocks follow them."),
        ADMINISTRATION,
        ("day", "kind", "name", "source"),
        (
            Column("day", _("Day"), lambda row: date_vi(row.day), sort=("day", "pk")),
            Column("name", _("Occasion"), lambda row: row.name, sort=("sort_key", "pk"), width=40),
            Column("kind", _("Kind"), lambda row: row.get_kind_display()),
            Column("source", _("Source"), lambda row: row.source, width=40),
        ),
        "-day",
        "calendar-days",
        search=("name", "source"),
        search_label=_("Occasion or source"),
        filters=lambda: {
            "kind": narrowed.one_of(HolidayKind, "kind", _("Kind")),
            "day_from": django_filters.DateFilter(label=_("From"), field_name="day", lookup_expr="gte"),
            "day_to": django_filters.DateFilter(label=_("Until"), field_name="day", lookup_expr="lte"),
        },
        can_remove=True,
    ),
    # Lists
    Table(
        "units",
        OrganisationUnit,
        _("Units"),
        _("Departments and bodies; a merged one ends and names its successor."),
        ADMINISTRATION,
        ("code", *NAMES, "is_lead", "is_partner", *VALIDITY, "successor", "source"),
        (
            named(_("Unit")),
            Column("successor", _("Successor"), lambda row: _unit(row.successor), width=40),
        ),
        "name",
        "building",
        ("successor",),
        base=forms.UnitForm,
        span=VALIDITY,
    ),
    Table(
        "sectors",
        Sector,
        _("Sectors"),
        _("Fields of business as a policy names them."),
        ADMINISTRATION,
        ("code", *NAMES, "belongs_to", "order", *VALIDITY, "source"),
        (
            named(_("Sector")),
            in_list(lambda row: row.get_belongs_to_display(), "belongs_to"),
        ),
        "list",
        "shapes",
        filters=lambda: {"list": narrowed.one_of(SectorList, "belongs_to", _("List"))},
        span=VALIDITY,
    ),
    Table(
        "terms",
        Term,
        _("Stages, kinds of round and of member"),
        _("The words offered in forms."),
        ADMINISTRATION,
        ("vocabulary", "code", *NAMES, "order", *VALIDITY),
        (
            named(_("Word")),
            in_list(lambda row: row.get_vocabulary_display(), "vocabulary"),
        ),
        "list",
        "book-a",
        filters=lambda: {"list": narrowed.one_of(Vocabulary, "vocabulary", _("List"))},
        span=VALIDITY,
    ),
    Table(
        "areas",
        Area,
        _("Wards and communes"),
        _("The places of the city; a merged one ends."),
        ADMINISTRATION,
        ("code", "kind", *NAMES, "full_name", "full_name_en", "area_km2", *VALIDITY),
        (
            named(_("Ward or commune"), lambda row: localized_field(row, "full_name")),
            Column("kind", _("Kind"), lambda row: row.get_kind_display()),
            Column(
                "size", _("Area (km²)"), lambda row: row.area_km2, kind="decimal", sort=("area_km2", "pk"), shown=False
            ),
        ),
        "name",
        "map-pin",
        search=("full_name", "full_name_en", "code"),
        filters=lambda: {"kind": narrowed.one_of(AreaKind, "kind", _("Kind"))},
        span=VALIDITY,
    ),
    Table(
        "history-series",
        HistorySeries,
        _("Series of the ecosystem's history"),
        _("What is measured, where, in which unit."),
        ADMINISTRATION,
        ("code", *NAMES, "geography", "unit", "unit_en", "less_is_better", "order", "note", "note_en"),
        (
            named(_("Series")),
            Column("geography", _("Geography"), lambda row: row.get_geography_display(), width=24),
            Column("unit", _("Unit of measure"), lambda row: localized_field(row, "unit")),
        ),
        "place",
        "chart-line",
        filters=lambda: {"geography": narrowed.one_of(Place, "geography", _("Geography"))},
    ),
    Table(
        "history-values",
        HistoryValue,
        _("Values of the ecosystem's history"),
        _("What each source says of a year; those that differ stand side by side."),
        ADMINISTRATION,
        (
            "series",
            "year",
            "value",
            "value_text",
            "source",
            "source_url",
            "as_of",
            "confidence",
            "is_used",
            "note",
            "note_en",
        ),
        (
            Column("series", _("Series"), lambda row: row.series.label, sort=("series_key", "year", "pk"), width=48),
            Column("year", _("Year"), lambda row: str(row.year), sort=("year", "pk")),
            Column("value", _("Figure"), lambda row: row.value, kind="decimal"),
            Column("words", _("Value in words"), lambda row: row.value_text, shown=False, width=32),
            Column("source", _("Source"), lambda row: row.source, width=40),
            Column("state", _("State"), _used),
        ),
        "series",
        "history",
        ("series",),
        search=("series__name", "series__name_en", "source"),
        search_label=_("Series or source"),
        filters=lambda: {"series": narrowed.of_series(), "year": narrowed.in_year(), "state": narrowed.used_or_not()},
        keys={"series_key": SortKey("series__name")},
        base=forms.HistoryValueForm,
        save=actions.save_history_value,
    ),
)
TABLES_BY_SLUG = {table.slug: table for table in TABLES}
EDITORS = frozenset().union(*(table.roles for table in TABLES))
