"""Which reference rows are edited in the portal, by whom, and how each is listed. A new table is one entry here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.templatetags.ui import date_vi, number_vi, vnd
from ecosystem.reference.models import Area, HistorySeries, HistoryValue, Holiday, Sector, Term
from programmes.actions import reference as actions
from programmes.forms import reference as forms
from programmes.forms.reference import in_language
from programmes.models import (
    BudgetLine,
    DocumentRequirement,
    Indicator,
    Measurement,
    Pillar,
    Scheme,
    SupportPolicy,
    Target,
    TimeLimit,
)

ADMINISTRATION = frozenset({Role.ADMINISTRATOR})
PROGRAMME = frozenset({Role.MANAGER})
Column = tuple[Any, Callable[[Any], Any]]


@dataclass(frozen=True)
class Table:
    """One table: its address and words, who edits it, the columns of its list (the first leads to the row)."""

    slug: str
    model: type[models.Model]
    title: Any
    about: Any
    roles: frozenset[str]
    fields: tuple[str, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    icon: str = "list"
    related: tuple[str, ...] = ()
    search: str = "name"
    base: type[forms.ReferenceForm] = forms.ReferenceForm
    save: Callable[..., Any] = actions.save_reference_row
    can_add: bool = True
    can_remove: bool = False
    numeric: str = ""
    within: Callable[[Any, Any], models.QuerySet[Any]] | None = None  # rows of this person alone

    @cached_property
    def form(self) -> type[forms.ReferenceForm]:
        return forms.form_for(self.model, self.fields, self.base)

    def rows_for(self, user: Any) -> models.QuerySet[Any]:
        """The rows that this person edits here."""
        rows = self.model._default_manager.select_related(*self.related)
        return self.within(rows, user) if self.within else rows

    def cells(self, row: Any) -> list[tuple[Any, Any]]:
        """(header, value) of every column after the first."""
        return [(header, show(row)) for header, show in self.columns[1:]]


def _dates(row: Any) -> str:
    """When the row holds: «from – until», open where nothing is said."""
    if row.valid_from is None and row.valid_to is None:
        return gettext("always")
    return _range(row.valid_from, row.valid_to)


def _range(first: date | None, last: date | None) -> str:
    return f"{date_vi(first) if first else '…'} – {date_vi(last) if last else '…'}"


def _standing(figure: Measurement) -> str:
    if figure.entered_by_id and not figure.verified_by_id:
        return gettext("To be verified")
    return gettext("Used") if figure.is_used else gettext("Not used")


def _target(target: Target) -> str:
    return number_vi(target.value) + (f" – {number_vi(target.value_to)}" if target.value_to is not None else "")


def _period(row: Any) -> str:
    return _range(row.starts_on, row.last_day)


def _of(row: Any) -> str:
    return in_language(row.scheme, "short_name")


VALIDITY = ("valid_from", "valid_to")
NAMES = ("name", "name_en")

TABLES = (
    # Programme
    Table(
        "budget-lines", BudgetLine, _("Budget lines"), _("What the city planned for a pillar in a year."), PROGRAMME,
        ("pillar", "year", "code", *NAMES, "planned", "source"),
        (
            (_("Budget line"), str), (_("Year"), lambda row: str(row.year)),
            (_("Scheme"), lambda row: in_language(row.pillar.scheme, "short_name")),
            (_("Planned"), lambda row: vnd(row.planned)), (_("Granted"), lambda row: vnd(row.granted)),
        ),
        ("-year", "-pk"), "landmark", ("pillar__scheme",), base=forms.BudgetLineForm, save=actions.save_budget_line,
        numeric="45", within=lambda rows, user: rows.run_by(user),
    ),
    Table(
        "measurements", Measurement, _("Reported figures"),
        _("What was reached, with its source. A figure counts once a second person verified it."), DEPARTMENT,
        ("indicator", "span", "starts_on", "value", "unit_note", "source", "source_url", "as_of", "confidence", "note",
         "note_en"),
        (
            (_("Indicator"), lambda row: row.indicator.label),
            (_("Scheme"), lambda row: in_language(row.indicator.scheme, "short_name")),
            (_("Period"), _period), (_("Kind of figure"), lambda row: row.get_span_display()),
            (_("Figure"), lambda row: number_vi(row.value)), (_("State"), _standing),
        ),
        ("-pk",), "ruler", ("indicator__scheme",), search="indicator__name", base=forms.MeasurementForm,
        save=actions.save_measurement, numeric="5",
    ),
    Table(
        "schemes", Scheme, _("Schemes"), _("Programmes of the city; several run and overlap."), PROGRAMME,
        ("code", *NAMES, "short_name", "short_name_en", "legal_document", "legal_date", "starts_on", "ends_on",
         "reports_from", "goal",
         "goal_en", "source", "confidence"),
        (
            (_("Scheme"), str), (_("Legal document"), lambda row: row.legal_document), (_("Period"), _period),
        ),
        ("starts_on", "pk"), "map",
    ),
    Table(
        "pillars", Pillar, _("Pillars"), _("Groups of tasks of a scheme; an eighth is one more row."), PROGRAMME,
        ("scheme", "number", *NAMES, "summary", "summary_en", "lead_unit", "source"),
        (
            (_("Pillar"), lambda row: f"{row.roman}. {row.label}"), (_("Scheme"), _of),
            (_("Lead unit"), lambda row: row.lead_unit or "—"),
        ),
        ("scheme_id", "number", "pk"), "columns-3", ("scheme", "lead_unit"),
    ),
    Table(
        "indicators", Indicator, _("Indicators"), _("What a scheme measures, in which unit, and which way is better."),
        PROGRAMME,
        ("scheme", "pillar", "code", *NAMES, "unit", "unit_en", "direction", "geography", "origin", "counter", "owner",
         "formula", "formula_en", "is_headline", "order", "source", "confidence"),
        (
            (_("Indicator"), str), (_("Scheme"), _of), (_("Unit of measure"), lambda row: in_language(row, "unit")),
            (_("Origin"), lambda row: row.get_origin_display()),
        ),
        ("scheme_id", "order", "pk"), "gauge", ("scheme",), base=forms.IndicatorForm,
    ),
    Table(
        "targets", Target, _("Targets"), _("What is to be reached in a year, or by the end of the scheme."), PROGRAMME,
        ("indicator", "year", "value", "value_to", "source", "confidence"),
        (
            (_("Indicator"), lambda row: row.indicator.label),
            (_("Scheme"), lambda row: in_language(row.indicator.scheme, "short_name")),
            (_("Year"), lambda row: str(row.year) if row.year else gettext("Whole period")), (_("Target"), _target),
        ),
        ("-pk",), "target", ("indicator__scheme",), search="indicator__name", base=forms.TargetForm, numeric="4",
    ),
    # Law
    Table(
        "policies", SupportPolicy, _("Support policies"), _("What the city offers, with caps and months."),
        ADMINISTRATION,
        ("code", *NAMES, "kind", "legal_basis", "summary", "summary_en", "stage", "cap_total", "cap_labour",
         "cap_other", "cap_per", "cap_per_en", "rate_percent", "max_months", "max_age_years", "applicant_kinds",
         "sectors", *VALIDITY, "order", "source", "confidence"),
        (
            (_("Support policy"), str), (_("Legal basis"), lambda row: row.legal_basis),
            (_("At most"), lambda row: vnd(row.cap_total)), (_("Holds"), _dates),
        ),
        ("order", "pk"), "scroll-text", base=forms.PolicyForm, numeric="3",
    ),
    Table(
        "papers", DocumentRequirement, _("Required documents"),
        _("What a policy asks for. A call keeps the documents it was made with."), ADMINISTRATION,
        ("policy", "code", *NAMES, "form_code", "hint", "hint_en", "is_required", "only_for", "accepts", "order"),
        (
            (_("Paper"), str), (_("Support policy"), lambda row: row.policy.label),
            (_("Required"), lambda row: gettext("yes") if row.is_required else gettext("no")),
        ),
        ("policy_id", "order", "pk"), "file-text", ("policy",),
    ),
    Table(
        "time-limits", TimeLimit, _("Legal time limits"),
        _("How long a step may take. Running clocks keep the limit they began with."), ADMINISTRATION,
        ("amount", "unit", "remind_before", "legal_basis"),
        (
            (_("Step"), lambda row: row.get_step_display()),
            (_("At most"), lambda row: f"{row.amount} {row.get_unit_display()}"),
            (_("Reminders, days before the end"), lambda row: ", ".join(map(str, row.remind_before)) or "—"),
            (_("Legal basis"), lambda row: row.legal_basis or "—"),
        ),
        ("pk",), "timer", search="legal_basis", base=forms.TimeLimitForm, can_add=False,
    ),
    Table(
        "holidays", Holiday, _("Public holidays and days in exchange"),
        _("Days that differ from the ordinary week. The due days of running clocks follow them."), ADMINISTRATION,
        ("day", "kind", "name", "source"),
        (
            (_("Day"), lambda row: date_vi(row.day)), (_("Occasion"), lambda row: row.name),
            (_("Kind"), lambda row: row.get_kind_display()), (_("Source"), lambda row: row.source or "—"),
        ),
        ("-day",), "calendar-days", can_remove=True,
    ),
    # Lists
    Table(
        "units", OrganisationUnit, _("Units"), _("Departments and bodies; a merged one ends and names its successor."),
        ADMINISTRATION, ("code", *NAMES, "is_lead", "is_partner", *VALIDITY, "successor", "source"),
        ((_("Unit"), str), (_("Holds"), _dates), (_("Successor"), lambda row: row.successor or "—")),
        ("code",), "building", ("successor",), base=forms.UnitForm,
    ),
    Table(
        "sectors", Sector, _("Sectors"), _("Fields of business as a policy names them."), ADMINISTRATION,
        ("code", *NAMES, "belongs_to", "order", *VALIDITY, "source"),
        ((_("Sector"), str), (_("List"), lambda row: row.get_belongs_to_display()), (_("Holds"), _dates)),
        ("belongs_to", "order", "pk"), "shapes",
    ),
    Table(
        "terms", Term, _("Stages, kinds of round and of member"), _("The words offered in forms."), ADMINISTRATION,
        ("vocabulary", "code", *NAMES, "order", *VALIDITY),
        ((_("Word"), str), (_("List"), lambda row: row.get_vocabulary_display()), (_("Holds"), _dates)),
        ("vocabulary", "order", "pk"), "book-a",
    ),
    Table(
        "areas", Area, _("Wards and communes"), _("The places of the city; a merged one ends."), ADMINISTRATION,
        ("code", "kind", *NAMES, "full_name", "full_name_en", "area_km2", *VALIDITY),
        (
            (_("Ward or commune"), lambda row: in_language(row, "full_name")),
            (_("Kind"), lambda row: row.get_kind_display()),
            (_("Holds"), _dates),
        ),
        ("code",), "map-pin",
    ),
    Table(
        "history-series", HistorySeries, _("Series of the ecosystem's history"),
        _("What is measured, where, in which unit."),
        ADMINISTRATION, ("code", *NAMES, "geography", "unit", "unit_en", "less_is_better", "order", "note", "note_en"),
        (
            (_("Series"), str), (_("Geography"), lambda row: row.get_geography_display()),
            (_("Unit of measure"), lambda row: in_language(row, "unit")),
        ),
        ("order", "pk"), "chart-line",
    ),
    Table(
        "history-values", HistoryValue, _("Values of the ecosystem's history"),
        _("What each source says of a year; those that differ stand side by side."), ADMINISTRATION,
        ("series", "year", "value", "value_text", "source", "source_url", "as_of", "confidence", "is_used", "note",
         "note_en"),
        (
            (_("Series"), lambda row: row.series.label), (_("Year"), lambda row: str(row.year)),
            (_("Figure"), lambda row: number_vi(row.value)), (_("Source"), lambda row: row.source),
            (_("State"), lambda row: gettext("Used") if row.is_used else gettext("Not used")),
        ),
        ("series_id", "year", "pk"), "history", ("series",), search="series__name",
        base=forms.HistoryValueForm,
        save=actions.save_history_value, numeric="3",
    ),
)  # fmt: skip
BY_SLUG = {table.slug: table for table in TABLES}
EDITORS = frozenset().union(*(table.roles for table in TABLES))
