"""Reference tables of code lists: units, sectors, terms, areas, and the series of the ecosystem's history."""

from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.core.models import SortKey
from ecosystem.core.ui.states import localized_field
from ecosystem.lists.listing import Column
from ecosystem.reference.models import (
    Area,
    AreaKind,
    HistorySeries,
    HistoryValue,
    Place,
    Sector,
    SectorList,
    Term,
    Vocabulary,
)
from programmes.plan.actions import reference as actions
from programmes.plan.filters import reference as filters
from programmes.plan.forms.code_lists import HistoryValueForm, UnitForm
from programmes.plan.reference_tables.table import (
    ADMINISTRATORS,
    NAMES,
    VALIDITY,
    ReferenceTable,
    list_column,
    name_column,
    unit_label,
    usage_text,
)

CODE_LIST_TABLES = (
    ReferenceTable(
        "units",
        OrganisationUnit,
        _("Units"),
        _("Departments and bodies; a merged one ends and names its successor."),
        ADMINISTRATORS,
        ("code", *NAMES, "is_lead", "is_partner", "names_officers", *VALIDITY, "successor", "source"),
        (
            name_column(_("Unit")),
            Column("successor", _("Successor"), lambda row: unit_label(row.successor), width=40),
        ),
        "name",
        "building",
        ("successor",),
        form_base=UnitForm,
        validity=VALIDITY,
    ),
    ReferenceTable(
        "sectors",
        Sector,
        _("Sectors"),
        _("Fields of business as a policy names them."),
        ADMINISTRATORS,
        ("code", *NAMES, "belongs_to", "order", *VALIDITY, "source"),
        (
            name_column(_("Sector")),
            list_column(lambda row: row.get_belongs_to_display(), "belongs_to"),
        ),
        "list",
        "shapes",
        filters=lambda: {"list": filters.choice_filter(SectorList, "belongs_to", _("List"))},
        validity=VALIDITY,
    ),
    ReferenceTable(
        "terms",
        Term,
        _("Stages, kinds of round and of member"),
        _("The words offered in forms."),
        ADMINISTRATORS,
        ("vocabulary", "code", *NAMES, "order", *VALIDITY),
        (
            name_column(_("Word")),
            list_column(lambda row: row.get_vocabulary_display(), "vocabulary"),
        ),
        "list",
        "book-a",
        filters=lambda: {"list": filters.choice_filter(Vocabulary, "vocabulary", _("List"))},
        validity=VALIDITY,
    ),
    ReferenceTable(
        "areas",
        Area,
        _("Wards and communes"),
        _("The places of the city; a merged one ends."),
        ADMINISTRATORS,
        ("code", "kind", *NAMES, "full_name", "full_name_en", "area_km2", *VALIDITY),
        (
            name_column(_("Ward or commune"), lambda row: localized_field(row, "full_name")),
            Column("kind", _("Kind"), lambda row: row.get_kind_display()),
            Column(
                "size",
                _("Area (km²)"),
                lambda row: row.area_km2,
                kind="decimal",
                sort=("area_km2", "pk"),
                visible=False,
            ),
        ),
        "name",
        "map-pin",
        search=("full_name", "full_name_en", "code"),
        filters=lambda: {"kind": filters.choice_filter(AreaKind, "kind", _("Kind"))},
        validity=VALIDITY,
    ),
    ReferenceTable(
        "history-series",
        HistorySeries,
        _("Series of the ecosystem's history"),
        _("What is measured, where, in which unit."),
        ADMINISTRATORS,
        ("code", *NAMES, "geography", "unit", "unit_en", "less_is_better", "order", "note", "note_en"),
        (
            name_column(_("Series")),
            Column("geography", _("Geography"), lambda row: row.get_geography_display(), width=24),
            Column("unit", _("Unit of measure"), lambda row: localized_field(row, "unit")),
        ),
        "place",
        "chart-line",
        filters=lambda: {"geography": filters.choice_filter(Place, "geography", _("Geography"))},
    ),
    ReferenceTable(
        "history-values",
        HistoryValue,
        _("Values of the ecosystem's history"),
        _("What each source says of a year; those that differ stand side by side."),
        ADMINISTRATORS,
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
            Column("words", _("Value in words"), lambda row: row.value_text, visible=False, width=32),
            Column("source", _("Source"), lambda row: row.source, width=40),
            Column("state", _("State"), usage_text),
        ),
        "series",
        "history",
        ("series",),
        search=("series__name", "series__name_en", "source"),
        search_label=_("Series or source"),
        filters=lambda: {
            "series": filters.series_filter(),
            "year": filters.year_filter(),
            "state": filters.usage_filter(),
        },
        sort_annotations={"series_key": SortKey("series__name")},
        form_base=HistoryValueForm,
        save=actions.save_history_value,
    ),
)
