"""Forms of calls and their criteria."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.edit_forms import EditForm, EditFormSet
from ecosystem.core.ui.number_fields import CountField, NumberField
from ecosystem.core.ui.restorable import PortalForm, PortalModelForm
from ecosystem.questionnaires.models import Questionnaire
from programmes.grants.models import Call
from programmes.grants.purposes import DELIVERABLE_REPORT
from programmes.plan.loading import default_criteria
from programmes.plan.models import BudgetLine, PolicyKind, SupportPolicy

_capitalised = lazy(capfirst, str)
DATETIME_FORMATS = ["%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]


class CityDateTimeField(forms.DateTimeField):
    """A date and time in the city's time zone, typed as dd/mm/yyyy hh:mm."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=DATETIME_FORMATS, **kwargs)
        self.widget = forms.DateTimeInput(
            format=DATETIME_FORMATS[0], attrs={"placeholder": _("dd/mm/yyyy hh:mm"), "autocomplete": "off"}
        )


class PolicyForm(PortalForm):
    """The policy of a new call."""

    policy = forms.ModelChoiceField(
        label=_capitalised(_("support policy")),
        queryset=SupportPolicy.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = cast("forms.ModelChoiceField[SupportPolicy]", self.fields["policy"])
        policy.queryset = grant_policies()


def grant_policies() -> QuerySet[SupportPolicy]:
    """Policies of grants that are valid today."""
    return SupportPolicy.objects.valid_on(timezone.localdate()).filter(kind=PolicyKind.GRANT)


class CallForm(EditForm, PortalModelForm):
    """A draft call, with choices limited to the units and budget lines of the manager."""

    name = LineField(label=_capitalised(_("name")), max_length=500)
    name_en = LineField(label=_capitalised(_("name in English")), max_length=500, required=False)
    opens_at = CityDateTimeField(label=_capitalised(_("opens")))
    closes_at = CityDateTimeField(
        label=_capitalised(_("closes")), help_text=_("From this second on nothing is accepted.")
    )
    summary = BlockField(label=_capitalised(_("summary")), required=False, max_length=5000)
    summary_en = BlockField(label=_capitalised(_("summary in English")), required=False, max_length=5000)
    contact = LineField(
        label=_capitalised(_("contact")),
        required=False,
        max_length=300,
        help_text=_("Office, telephone, email of the department."),
    )

    class Meta:
        model = Call
        fields = (
            "name",
            "name_en",
            "code",
            "unit",
            "budget_line",
            "opens_at",
            "closes_at",
            "summary",
            "summary_en",
            "contact",
            "pass_mark",
            "evaluators_per_dossier",
            "evaluators",
            "report_questionnaire",
        )
        widgets = {"evaluators": forms.CheckboxSelectMultiple}
        field_classes = {"pass_mark": NumberField, "evaluators_per_dossier": CountField}
        help_texts = {
            "code": _("Short, for the address: letters, digits and hyphens."),
            "pass_mark": _("Leave empty when there is none."),
            "report_questionnaire": _("What startups answer when they report a deliverable of their contract."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = user.units_of(Role.MANAGER)
        valid = OrganisationUnit.objects.valid_on(timezone.localdate())
        self._choice_field("unit").queryset = valid if units is None else valid.filter(pk__in=units)
        if units is not None and len(units) == 1:
            self.fields["unit"].initial = next(iter(units))
        for name in ("unit", "budget_line"):
            self._choice_field(name).empty_label = _("Choose")
        self._set_budget_lines(user, of_unit=units is not None)
        self._choice_field("evaluators").queryset = evaluators()
        report_form = self._choice_field("report_questionnaire")
        report_form.queryset = Questionnaire.objects.in_use_for(DELIVERABLE_REPORT)
        report_form.empty_label = _("The form that came with the portal")
        self.fields["evaluators"].label = _capitalised(_("evaluators"))
        for name in ("summary", "summary_en"):
            self.fields[name].widget.attrs["rows"] = 4

    def _choice_field(self, name: str) -> "forms.ModelChoiceField[Any]":
        return cast("forms.ModelChoiceField[Any]", self.fields[name])

    def _set_budget_lines(self, user: User, *, of_unit: bool) -> None:
        """Offer the lines that the manager runs, and the current line of the call."""
        field = self._choice_field("budget_line")
        lines = BudgetLine.objects.run_by(user)
        if self.instance.budget_line_id:
            lines |= BudgetLine.objects.filter(pk=self.instance.budget_line_id)
        field.queryset = lines.for_list()
        if of_unit:
            field.help_text = _("The lines of the pillars that your unit leads.")
            field.error_messages["invalid_choice"] = _("Choose a budget line of a pillar that your unit leads.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and opens >= closes:
            self.add_error("closes_at", _("The call must close after it opens."))
        return data

    def fields_for_action(self) -> dict[str, Any]:
        """The cleaned columns without the evaluators, which the action takes apart."""
        return {name: value for name, value in self.values().items() if name != "evaluators"}


def evaluators() -> QuerySet[User]:
    """Active users with the evaluator's role."""
    grants = RoleGrant.objects.in_force().filter(role=Role.EVALUATOR)
    return User.objects.filter(is_active=True, pk__in=grants.values("user"))


class CriterionForm(PortalForm):
    """One criterion with its weight."""

    code = forms.SlugField(required=False, max_length=60, widget=forms.HiddenInput)
    name = LineField(label=_capitalised(_("criterion")), max_length=500)
    name_en = LineField(label=_capitalised(_("name in English")), max_length=500, required=False)
    hint = LineField(label=_capitalised(_("what the evaluator looks at")), max_length=1000, required=False)
    hint_en = LineField(label=_capitalised(_("the same in English")), max_length=1000, required=False)
    weight = CountField(label=_capitalised(_("weight")), min_value=1, max_value=100)


class BaseCriteriaFormSet(EditFormSet):
    """Criteria, whose codes must be unique."""

    def typed_rows(self) -> list[dict[str, Any]]:
        return [
            {key: value for key, value in form.cleaned_data.items() if key not in ("DELETE", "ORDER")}
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]

    def clean(self) -> None:
        if any(self.errors):
            return
        codes = [row["code"].upper() for row in self.typed_rows() if row["code"]]
        if len(codes) != len(set(codes)):
            raise ValidationError(_("Two criteria have the same code."))

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this row")


CriteriaFormSet: Any = forms.formset_factory(
    CriterionForm, formset=BaseCriteriaFormSet, extra=1, can_delete=True, max_num=20, validate_max=True
)


def suggested_criteria() -> list[dict[str, Any]]:
    """The criteria that the city announced (F3.4), without weights: the department sets them."""
    return [
        {key: row.get(key) or "" for key in ("code", "name", "name_en", "hint", "hint_en")}
        for row in default_criteria()
    ]
