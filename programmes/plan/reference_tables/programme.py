"""Reference tables of the programme: budget lines, figures, schemes, pillars, indicators, targets."""

from datetime import date

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import SortKey
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.figures import number_vi
from ecosystem.core.ui.states import localized_field
from ecosystem.lists.listing import Column
from programmes.plan.actions import reference as actions
from programmes.plan.filters import reference as filters
from programmes.plan.forms.programme import BudgetLineForm, IndicatorForm, MeasurementForm, TargetForm
from programmes.plan.models import (
    BudgetLine,
    EnteredFigure,
    Indicator,
    Measurement,
    Origin,
    Pillar,
    Scheme,
    Span,
    Target,
    with_waiting_amount,
)
from programmes.plan.reference_tables.table import (
    NAMES,
    ReferenceTable,
    name_column,
    scheme_label,
    unit_label,
    usage_text,
)

MANAGERS = frozenset({Role.MANAGER})
AFTER_ALL_YEARS = 9999  # sorts the target of the whole period after those of its years


def _period(first: date | None, last: date | None) -> str:
    return f"{date_vi(first) if first else '…'} – {date_vi(last) if last else '…'}"


def _figure_state(figure: EnteredFigure) -> str:
    if figure.entered_by_id and not figure.verified_by_id:
        return gettext("To be verified")
    return usage_text(figure)


def _target_value(target: Target) -> str:
    return number_vi(target.value) + (f" – {number_vi(target.value_to)}" if target.value_to is not None else "")


PROGRAMME_TABLES = (
    ReferenceTable(
        "budget-lines",
        BudgetLine,
        _("Budget lines"),
        _("What the city planned for a pillar in a year. An amount counts once a second person verified it."),
        MANAGERS,
        ("pillar", "year", "code", *NAMES),
        (
            name_column(_("Budget line")),
            Column("year", _("Year"), lambda row: str(row.year), sort=("year", "pk")),
            Column("scheme", _("Scheme"), lambda row: scheme_label(row.pillar.scheme), width=32),
            Column(
                "pillar", _("Pillar"), lambda row: f"{row.pillar.roman}. {row.pillar.label}", visible=False, width=40
            ),
            Column("planned", _("Planned"), lambda row: row.planned, kind="money", sort=("planned", "pk")),
            Column("waiting", _("Amount to verify"), lambda row: row.waiting_amount, kind="money"),
            Column("granted", _("Granted"), lambda row: row.granted, kind="money", sort=("granted", "pk")),
            Column("paid", _("Paid"), lambda row: row.paid, kind="money", sort=("paid", "pk"), visible=False),
        ),
        "-year",
        "landmark",
        ("pillar__scheme",),
        form_base=BudgetLineForm,
        save=actions.save_budget_line,
        filters=lambda: {
            "year": filters.year_filter(),
            "scheme": filters.scheme_filter("pillar__scheme"),
            "pillar": filters.pillar_filter(),
        },
        scope=lambda rows, user: with_waiting_amount(rows.run_by(user), user),
    ),
    ReferenceTable(
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
            Column("scheme", _("Scheme"), lambda row: scheme_label(row.indicator.scheme), width=32),
            Column(
                "period",
                _("Period"),
                lambda row: _period(row.starts_on, row.last_day),
                sort=("starts_on", "pk"),
                width=24,
            ),
            Column("span", _("Kind of figure"), lambda row: row.get_span_display()),
            Column("value", _("Figure"), lambda row: row.value, kind="decimal"),
            Column("state", _("State"), _figure_state),
            Column(
                "entered",
                _("Entered"),
                lambda row: row.created_at,
                kind="time",
                sort=("created_at", "pk"),
                visible=False,
            ),
        ),
        "-entered",
        "ruler",
        ("indicator__scheme",),
        search=("indicator__name", "indicator__name_en", "indicator__code", "source"),
        search_label=_("Indicator or source"),
        filters=lambda: {
            "scheme": filters.scheme_filter("indicator__scheme"),
            "state": filters.figure_state_filter(),
            "span": filters.choice_filter(Span, "span", _("Kind of figure")),
        },
        sort_annotations={"indicator_key": SortKey("indicator__name")},
        form_base=MeasurementForm,
        save=actions.save_measurement,
    ),
    ReferenceTable(
        "schemes",
        Scheme,
        _("Schemes"),
        _("Programmes of the city; several run and overlap."),
        MANAGERS,
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
            name_column(_("Scheme")),
            Column("document", _("Legal document"), lambda row: row.legal_document, width=32),
            Column("from", _("In force from"), lambda row: row.starts_on, kind="date", sort=("starts_on", "pk")),
        ),
        "from",
        "map",
        validity=("starts_on", "ends_on"),
    ),
    ReferenceTable(
        "pillars",
        Pillar,
        _("Pillars"),
        _("Groups of tasks of a scheme; a new one is a further row."),
        MANAGERS,
        ("scheme", "number", *NAMES, "summary", "summary_en", "lead_unit", "source"),
        (
            name_column(_("Pillar"), lambda row: f"{row.roman}. {row.label}"),
            Column(
                "scheme",
                _("Scheme"),
                lambda row: scheme_label(row.scheme),
                sort=("scheme_key", "number", "pk"),
                width=32,
            ),
            Column("lead_unit", _("Lead unit"), lambda row: unit_label(row.lead_unit), width=40),
        ),
        "scheme",
        "columns-3",
        ("scheme", "lead_unit"),
        search=NAMES,
        search_label=_("Name"),
        filters=lambda: {"scheme": filters.scheme_filter()},
        sort_annotations={"scheme_key": SortKey("scheme__short_name")},
    ),
    ReferenceTable(
        "indicators",
        Indicator,
        _("Indicators"),
        _("What a scheme measures, in which unit, and which way is better."),
        MANAGERS,
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
            "adds_up",
            "owner",
            "formula",
            "formula_en",
            "is_headline",
            "order",
            "source",
            "confidence",
        ),
        (
            name_column(_("Indicator")),
            Column(
                "scheme",
                _("Scheme"),
                lambda row: scheme_label(row.scheme),
                sort=("scheme_key", "order", "pk"),
                width=32,
            ),
            Column("unit", _("Unit of measure"), lambda row: localized_field(row, "unit")),
            Column("origin", _("Origin"), lambda row: row.get_origin_display(), width=32),
        ),
        "scheme",
        "gauge",
        ("scheme",),
        filters=lambda: {
            "scheme": filters.scheme_filter(),
            "origin": filters.choice_filter(Origin, "origin", _("Origin")),
        },
        sort_annotations={"scheme_key": SortKey("scheme__short_name")},
        form_base=IndicatorForm,
    ),
    ReferenceTable(
        "targets",
        Target,
        _("Targets"),
        _(
            "What is to be reached in a year, or by the end of the scheme. A target stands once a second person verified it."
        ),
        actions.VERIFIERS,
        ("indicator", "year", "value", "value_to", "source", "confidence"),
        (
            Column(
                "indicator",
                _("Indicator"),
                lambda row: row.indicator.label,
                sort=("indicator_key", "year_key", "pk"),
                width=48,
            ),
            Column("scheme", _("Scheme"), lambda row: scheme_label(row.indicator.scheme), width=32),
            Column(
                "year",
                _("Year"),
                lambda row: str(row.year) if row.year else gettext("Whole period"),
                sort=("year_key", "pk"),
            ),
            Column("value", _("Target"), lambda row: row.value, _target_value, kind="decimal", sort=("value", "pk")),
            Column("value_to", _("Upper end of a range"), lambda row: row.value_to, kind="decimal", visible=False),
            Column("state", _("State"), _figure_state),
        ),
        "indicator",
        "target",
        ("indicator__scheme",),
        search=("indicator__name", "indicator__name_en", "indicator__code", "source"),
        search_label=_("Indicator or source"),
        filters=lambda: {
            "scheme": filters.scheme_filter("indicator__scheme"),
            "year": filters.year_filter(),
            "state": filters.figure_state_filter(),
        },
        sort_annotations={
            "indicator_key": SortKey("indicator__name"),
            "year_key": Coalesce("year", Value(AFTER_ALL_YEARS)),
        },
        form_base=TargetForm,
        save=actions.save_target,
    ),
)
