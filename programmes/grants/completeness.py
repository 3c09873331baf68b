"""The completeness of an application: gaps, each with the page and field of the form that it concerns."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from django.db.models import Field
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ecosystem.core.money import format_vnd
from programmes.grants.dossier import Dossier, required_documents_of
from programmes.grants.eligibility import check_eligibility
from programmes.grants.models import Application
from startups.models import StartupKind

QUESTIONS = ("title", "problem", "solution", "novelty", "market", "team", "impact")


def _field_label(name: str) -> Any:
    return cast("Field[Any, Any]", Application._meta.get_field(name)).verbose_name


ITEM_LABELS: dict[str, Any] = {
    **{name: _field_label(name) for name in (*QUESTIONS, "months")},
    "solution": gettext_lazy("Solution"),  # the form of the applicant says "your solution"
    "other_support": gettext_lazy("Other state support"),
    "plan": gettext_lazy("Plan by month"),
    "costs": gettext_lazy("Costs"),
    "declarations": gettext_lazy("Declarations"),
}


@dataclass(frozen=True)
class Gap:
    """One missing or wrong answer: `page` is the page of the form, `field` the id of the control there."""

    item: str
    page: str
    field: str
    text: str

    def url(self, application: Application) -> str:
        if self.page == "profile":
            return reverse("grants:application_start", args=[application.call.code, application.startup_id])
        return f"{reverse(f'grants:application_{self.page}', args=[application.pk])}#{self.field}"


def checklist_items(application: Application) -> dict[str, str]:
    """Labels of the checklist items by key: every question, the plan, the costs and every required document."""
    papers = {f"document-{d.code}": d.label for d in required_documents_of(application)}
    return _item_labels(get_language()) | papers


@cache
def _item_labels(language: str | None) -> dict[str, str]:
    """Labels of the items that every application has, cached by language."""
    return {key: capfirst(str(label)) for key, label in ITEM_LABELS.items()}


def gap_url(application: Application, item: str) -> str:
    """The address of the form field that belongs to a checklist item."""
    if item.startswith("document-"):
        page, field = "files", f"id_{item}"
    elif item in ("plan", "costs"):
        page, field = item, item
    else:
        page, field = "edit", {"declarations": "id_declares_no_double_funding"}.get(item, f"id_{item}")
    return f"{reverse(f'grants:application_{page}', args=[application.pk])}#{field}"


def find_gaps(dossier: Dossier, *, now: datetime | None = None, in_time: bool = True) -> list[Gap]:
    """Everything that prevents the submission, in the order of the form."""
    application = dossier.application
    eligibility = check_eligibility(
        application.call, application.startup, application=application, now=now, in_time=in_time
    )
    gaps = [Gap(rule.code, "profile", "", rule.reason) for rule in eligibility.failed]
    return gaps + _questions(application) + _plan(dossier) + _costs(dossier) + _files(dossier)


def _questions(application: Application) -> list[Gap]:
    gaps = [
        Gap(name, "edit", f"id_{name}", _("Answer: %(question)s.") % {"question": ITEM_LABELS[name]})
        for name in QUESTIONS
        if not getattr(application, name).strip()
    ]
    most = application.call.terms.max_months
    if not application.months:
        gaps.append(Gap("months", "edit", "id_months", _("Give the length of the project in months.")))
    elif most and application.months > most:
        text = _("The project is %(months)s months long; the policy allows %(most)s.")
        gaps.append(Gap("months", "edit", "id_months", text % {"months": application.months, "most": most}))
    if application.had_other_support is None:
        text = _("Say whether the project has received other state support.")
        gaps.append(Gap("other_support", "edit", "id_had_other_support", text))
    elif application.had_other_support and not application.other_support.strip():
        gaps.append(Gap("other_support", "edit", "id_other_support", _("Say which support, when and how much.")))
    if not application.declares_no_double_funding:
        text = _("Declare that no other state programme pays for the same costs.")
        gaps.append(Gap("declarations", "edit", "id_declares_no_double_funding", text))
    if application.startup.kind == StartupKind.ENTERPRISE and not application.declares_no_public_offering:
        text = _("Declare that the enterprise has never offered shares to the public.")
        gaps.append(Gap("declarations", "edit", "id_declares_no_public_offering", text))
    return gaps


def _plan(dossier: Dossier) -> list[Gap]:
    months = dossier.application.months
    if not dossier.plan:
        return [Gap("plan", "plan", "plan", _("Add the plan by month: at least one row."))]
    gaps = []
    for number, step in enumerate(dossier.plan):
        row = {"row": number + 1, "month": step.month, "months": months}
        if step.month is None:
            text = _("Plan, row %(row)s: give the month.") % row
            gaps.append(Gap("plan", "plan", f"id_plan-{number}-month", text))
        elif months and step.month > months:
            text = _("Plan, row %(row)s: month %(month)s is beyond the length of %(months)s months.") % row
            gaps.append(Gap("plan", "plan", f"id_plan-{number}-month", text))
        if not step.activity.strip():
            text = _("Plan, row %(row)s: say what is done.") % row
            gaps.append(Gap("plan", "plan", f"id_plan-{number}-activity", text))
        if not step.deliverable.strip():
            text = _("Plan, row %(row)s: say what comes out.") % row
            gaps.append(Gap("plan", "plan", f"id_plan-{number}-deliverable", text))
    return gaps


def _costs(dossier: Dossier) -> list[Gap]:
    if not dossier.costs:
        return [Gap("costs", "costs", "costs", _("Add the costs: at least one row."))]
    gaps = []
    for number, line in enumerate(dossier.costs):
        row = {"row": number + 1}
        if not line.description.strip():
            text = _("Costs, row %(row)s: say for what.") % row
            gaps.append(Gap("costs", "costs", f"id_costs-{number}-description", text))
        if line.unit_price <= 0:
            text = _("Costs, row %(row)s: give the unit price.") % row
            gaps.append(Gap("costs", "costs", f"id_costs-{number}-unit_price", text))
    return gaps + [Gap("costs", "costs", "costs", text) for text in exceeded_caps(dossier.application)]


def exceeded_caps(application: Application) -> list[str]:
    """A sentence for each cap of the policy that the costs exceed, with the difference."""
    terms = application.call.terms
    total = application.labour_total + application.other_total
    other = _("Other costs of %(sum)s are above their cap of %(cap)s by %(over)s.")
    caps = (
        (terms.cap_total, total, _("The total of %(sum)s is above the cap of %(cap)s by %(over)s.")),
        (terms.cap_labour, application.labour_total, _("Labour of %(sum)s is above its cap of %(cap)s by %(over)s.")),
        (terms.cap_other, application.other_total, other),
    )
    return [
        message % {"sum": format_vnd(amount), "cap": format_vnd(cap), "over": format_vnd(amount - cap)}
        for cap, amount, message in caps
        if cap is not None and amount > cap
    ]


def _files(dossier: Dossier) -> list[Gap]:
    present = {file.requirement_id for file in dossier.files}
    return [
        Gap(f"document-{d.code}", "files", f"id_document-{d.code}", _("Attach: %(paper)s.") % {"paper": d.label})
        for d in dossier.required_documents
        if d.is_required and d.pk not in present
    ]
