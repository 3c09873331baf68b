"""Reference tables of the law: support policies, required documents, time limits, holidays."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import SortKey
from ecosystem.core.ui.dates import date_vi
from ecosystem.lists.listing import Column
from ecosystem.reference.models import Holiday, HolidayKind
from ecosystem.reference.workdays import DayUnit
from programmes.plan.filters import reference as filters
from programmes.plan.forms.legal import PolicyForm, TimeLimitForm
from programmes.plan.models import (
    DocumentRequirement,
    LegalDocument,
    LegalDocumentKind,
    PolicyKind,
    SupportPolicy,
    TimeLimit,
)
from programmes.plan.reference_tables.table import ADMINISTRATORS, NAMES, VALIDITY, ReferenceTable, name_column


def _yes_no(value: bool) -> str:
    return gettext("yes") if value else gettext("no")


LEGAL_TABLES = (
    ReferenceTable(
        "policies",
        SupportPolicy,
        _("Support policies"),
        _("What the city offers, with caps and months."),
        ADMINISTRATORS,
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
            name_column(_("Support policy")),
            Column("basis", _("Legal basis"), lambda row: row.legal_basis, width=40),
            Column("kind", _("Kind"), lambda row: row.get_kind_display(), visible=False),
            Column("most", _("At most"), lambda row: row.cap_total, kind="money"),
        ),
        "place",
        "scroll-text",
        filters=lambda: {"kind": filters.choice_filter(PolicyKind, "kind", _("Kind"))},
        form_base=PolicyForm,
        validity=VALIDITY,
    ),
    ReferenceTable(
        "legal-documents",
        LegalDocument,
        _("Legal documents"),
        _("What decisions and reports cite. Number, title and day stay blank until somebody has read the document."),
        ADMINISTRATORS,
        (
            "code",
            "kind",
            "number",
            "title",
            "issued_on",
            "issuer",
            "unit",
            "is_cited_by_decisions",
            "order",
            "source",
            "confidence",
        ),
        (
            Column("citation", _("Document, as it is cited"), lambda row: row.citation, sort=("order", "pk"), width=80),
            Column("cited", _("Cited by every decision"), lambda row: _yes_no(row.is_cited_by_decisions)),
            Column("confidence", _("Confidence"), lambda row: row.get_confidence_display(), visible=False),
        ),
        "citation",
        "scale",
        search=("number", "title", "issuer"),
        search_label=_("Number, title or issuer"),
        filters=lambda: {"kind": filters.choice_filter(LegalDocumentKind, "kind", _("Kind"))},
    ),
    ReferenceTable(
        "papers",
        DocumentRequirement,
        _("Required documents"),
        _("What a policy asks for. A call keeps the documents it was made with."),
        ADMINISTRATORS,
        ("policy", "code", *NAMES, "form_code", "hint", "hint_en", "is_required", "only_for", "accepts", "order"),
        (
            name_column(_("Paper")),
            Column(
                "policy",
                _("Support policy"),
                lambda row: row.policy.label,
                sort=("policy_key", "order", "pk"),
                width=48,
            ),
            Column("required", _("Required"), lambda row: _yes_no(row.is_required)),
            Column("form", _("Form number"), lambda row: row.form_code, sort=("form_code", "pk"), visible=False),
        ),
        "policy",
        "file-text",
        ("policy",),
        filters=lambda: {
            "policy": filters.policy_filter(),
            "required": filters.ConditionFilter(
                _("Required"), {"yes": (_("yes"), Q(is_required=True)), "no": (_("no"), Q(is_required=False))}
            ),
        },
        sort_annotations={"policy_key": SortKey("policy__name")},
    ),
    ReferenceTable(
        "time-limits",
        TimeLimit,
        _("Legal time limits"),
        _("How long a step may take. Running clocks keep the limit they began with."),
        ADMINISTRATORS,
        ("amount", "unit", "remind_before", "legal_basis"),
        (
            Column("step", _("Step"), lambda row: row.get_step_display(), sort=("pk",), width=40),
            Column("most", _("At most"), lambda row: row.duration),
            Column(
                "reminders", _("Reminders, days before the end"), lambda row: ", ".join(map(str, row.remind_before))
            ),
            Column("basis", _("Legal basis"), lambda row: row.legal_basis, width=40),
        ),
        "step",
        "timer",
        search=("legal_basis",),
        search_label=_("Legal basis"),
        filters=lambda: {"unit": filters.choice_filter(DayUnit, "unit", _("Counted in"))},
        form_base=TimeLimitForm,
        can_add=False,
    ),
    ReferenceTable(
        "holidays",
        Holiday,
        _("Public holidays and days in exchange"),
        _("Days that differ from the ordinary week. The due days of running clocks follow them."),
        ADMINISTRATORS,
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
            "kind": filters.choice_filter(HolidayKind, "kind", _("Kind")),
            "day_from": django_filters.DateFilter(label=_("From"), field_name="day", lookup_expr="gte"),
            "day_to": django_filters.DateFilter(label=_("Until"), field_name="day", lookup_expr="lte"),
        },
        can_remove=True,
    ),
)
