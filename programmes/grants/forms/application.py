"""Forms of the application. All answers are optional in a draft."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ecosystem.core.conflicts import Change, fingerprint, last_change
from ecosystem.core.money import MAX_VND, VndField
from ecosystem.core.text import BoundedBlockField, BoundedLineField, LineField
from ecosystem.core.ui.edit_forms import EditForm, EditFormSet
from ecosystem.core.ui.number_fields import CountField
from ecosystem.core.ui.restorable import PortalForm
from programmes.grants.actions.application import checklist_rows
from programmes.grants.actions.drafting import last_edit
from programmes.grants.models import Application, ChecklistItem, CheckResult, CostKind, CostLine, PlanStep
from startups.models import StartupKind

MAX_ANSWER_LENGTH = 20_000
HINTS = {
    "problem": _(
        "Who has the problem, how large is it, what do they do about it today? Give figures and their source."
    ),
    "solution": _("What you make, how it works, and how far it is: idea, prototype, first customers."),
    "novelty": _(
        "What is new compared with what can be bought today, here and abroad? Name the nearest two or three and say in "
        "what yours differs: technology, process or business model. Mention patents, software rights, awards."
    ),
    "market": _(
        "Who pays, how much, how often, and why? Size of the market, how you reach it, competitors, first revenue. "
        "Dossiers failed before because the business model was not shown."
    ),
    "team": _("Who does what, with which experience and how much of their time; advisers and the incubator, if any."),
    "impact": _("Jobs, productivity, exports, environment, people reached in the city: what changes, and by how much."),
}


_capitalised = lazy(capfirst, str)


def _label(name: str, model: Any = Application) -> Any:
    """The verbose name of a model field as a label."""
    return _capitalised(model._meta.get_field(name).verbose_name)


class AnswersForm(EditForm):
    """The questions of the application; all optional in a draft."""

    title = BoundedLineField(
        max_length=200, required=False, label=_label("title"), help_text=_("A short name that says what it is.")
    )
    problem = BoundedBlockField(
        max_length=MAX_ANSWER_LENGTH, required=False, label=_label("problem"), help_text=HINTS["problem"]
    )
    solution = BoundedBlockField(
        max_length=MAX_ANSWER_LENGTH, required=False, label=_label("solution"), help_text=HINTS["solution"]
    )
    novelty = BoundedBlockField(
        max_length=MAX_ANSWER_LENGTH, required=False, label=_label("novelty"), help_text=HINTS["novelty"]
    )
    market = BoundedBlockField(
        max_length=MAX_ANSWER_LENGTH, required=False, label=_label("market"), help_text=HINTS["market"]
    )
    team = BoundedBlockField(
        max_length=MAX_ANSWER_LENGTH, required=False, label=_label("team"), help_text=HINTS["team"]
    )
    impact = BoundedBlockField(
        max_length=MAX_ANSWER_LENGTH, required=False, label=_label("impact"), help_text=HINTS["impact"]
    )
    months = CountField(label=_label("months"), required=False, min_value=1, max_value=60)
    had_other_support = forms.TypedChoiceField(
        label=_("Has this project received other support from the state?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    other_support = BoundedBlockField(max_length=5000, required=False, label=_label("other_support"))
    declares_no_double_funding = forms.BooleanField(label=_label("declares_no_double_funding"), required=False)
    declares_no_public_offering = forms.BooleanField(label=_label("declares_no_public_offering"), required=False)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, record=application, **kwargs)
        for name in HINTS:
            self.fields[name].widget.attrs["rows"] = 7
        self.fields["other_support"].widget.attrs["rows"] = 3
        self.fields["months"].widget.attrs["class"] = "input-short"
        most = application.call.terms.max_months
        if most:
            words = _("At most %(most)s months.") % {"most": most}
            self.fields["months"].help_text = words
            limit_number(self.fields["months"], most, words)
        if application.startup.kind != StartupKind.ENTERPRISE:
            del self.fields["declares_no_public_offering"]

    @staticmethod
    def initial_of(application: Application) -> dict[str, Any]:
        """Initial values from the application or its working copy."""
        values = {name: getattr(application, name) for name in AnswersForm.base_fields}
        support = {True: "yes", False: "no", None: ""}[application.had_other_support]
        return {**values, "had_other_support": support}

    def last_change(self, name: str) -> Change:
        """The last change of the field from the history; for a working copy, the last edit of the application."""
        application = cast("Application", self.saved_record)
        return last_change(application, name, last_edit(application))


def limit_number(field: forms.Field, most: int, message: Any) -> None:
    """Refuse a number above `most` at its field, with the rule as the message."""
    field.validators.append(MaxValueValidator(most, message))
    field.widget.attrs["max"] = most


class PlanStepForm(PortalForm):
    """One row of the plan by month."""

    month = CountField(label=_label("month", PlanStep), required=False, min_value=1, max_value=60)
    activity = BoundedLineField(max_length=500, required=False, label=_label("activity", PlanStep))
    deliverable = BoundedLineField(max_length=500, required=False, label=_label("deliverable", PlanStep))


class CostLineForm(PortalForm):
    """One row of the costs."""

    kind = forms.ChoiceField(label=_label("kind", CostLine), choices=CostKind.choices, initial=CostKind.OTHER)
    description = BoundedLineField(max_length=300, required=False, label=_label("description", CostLine))
    quantity = CountField(
        label=_label("quantity", CostLine), required=False, min_value=1, max_value=1_000_000, initial=1
    )
    unit_price = VndField(label=_label("unit_price", CostLine), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        quantity, price = data.get("quantity"), data.get("unit_price")
        if "quantity" in data and quantity is None:
            data["quantity"] = quantity = 1
        if "unit_price" in data and price is None:
            data["unit_price"] = price = 0
        if quantity and price and quantity * price > MAX_VND:
            self.add_error("unit_price", VndField.default_error_messages["large"])
        return data


class RowsFormSet(EditFormSet):
    """Rows in order, without those that are empty or removed."""

    def typed_rows(self) -> list[dict[str, Any]]:
        rows = []
        for form in self.forms:
            data = {key: value for key, value in form.cleaned_data.items() if key != "DELETE"}
            if data and not form.cleaned_data.get("DELETE") and self._has_content(data):
                rows.append(data)
        return rows

    @staticmethod
    def _has_content(data: dict[str, Any]) -> bool:
        ignored = {"kind", "quantity"}
        return any(value not in (None, "", 0) for key, value in data.items() if key not in ignored)

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this row")


class BasePlanFormSet(RowsFormSet):
    """The plan by month: no month after the project's length, or after the longest that the policy allows."""

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        application = cast("Application", self.record)
        most = application.months or application.call.terms.max_months
        if most:
            words = {"most": most}
            if application.months:
                text = _("The project takes %(most)s months: give a month from 1 to %(most)s.") % words
            else:
                text = _("The policy allows %(most)s months: give a month from 1 to %(most)s.") % words
            limit_number(form.fields["month"], most, text)


PlanFormSet: Any = forms.formset_factory(
    PlanStepForm, formset=BasePlanFormSet, extra=1, can_delete=True, max_num=60, absolute_max=80, validate_max=True
)
CostFormSet: Any = forms.formset_factory(
    CostLineForm, formset=RowsFormSet, extra=1, can_delete=True, max_num=100, absolute_max=120, validate_max=True
)


class AttachmentForm(PortalForm):
    """One file for a required document."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)

    def __init__(self, *args: Any, code: str, accepts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accept = ",".join(f".{kind}" for kind in accepts)
        self.fields["file"].widget.attrs.update({"id": f"id_document-{code}", "accept": accept})


class CompletenessForm(EditForm):
    """The completeness check: a result for every item, and a reason for a gap."""

    def __init__(
        self,
        *args: Any,
        application: Application,
        items: dict[str, str],
        lines: dict[str, ChecklistItem],
        **kwargs: Any,
    ) -> None:
        self.items, self.lines = items, lines
        super().__init__(*args, record=application, **kwargs)
        for item, label in items.items():
            line = lines.get(item)
            self.fields[f"result-{item}"] = forms.ChoiceField(
                label=label,
                choices=CheckResult.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=line.result if line else None,
            )
            self.fields[f"reason-{item}"] = LineField(
                label=_("What is missing or wrong"),
                required=False,
                max_length=1000,
                initial=line.reason if line else "",
            )

    def version_read(self) -> str:
        return fingerprint(checklist_rows(self.lines.values()))

    def last_change(self, name: str) -> Change:
        line = self.lines.get(name.partition("-")[2])
        return Change(line.checked_by, line.checked_at) if line else Change()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for item in self.items:
            result, reason = data.get(f"result-{item}"), data.get(f"reason-{item}")
            if result and result != CheckResult.RIGHT and not reason:
                self.add_error(f"reason-{item}", _("Say what is missing or wrong."))
        return data

    def results(self) -> dict[str, tuple[str, str]]:
        """Result and reason by item, without the unanswered items."""
        data = self.cleaned_data
        return {item: (data[f"result-{item}"], data[f"reason-{item}"]) for item in self.items if data[f"result-{item}"]}
