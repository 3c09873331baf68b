"""Forms of the programme's reference tables: budget lines, indicators, targets, figures."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import Role
from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.core.ui.model_choices import model_choice_field, set_choices
from programmes.plan.forms.base import ReferenceForm
from programmes.plan.forms.planned_amount import planned_field, source_field
from programmes.plan.models import Indicator, Origin, Pillar, Span


class BudgetLineForm(ReferenceForm):
    """A budget line of one pillar and year; a new one with its first amount, which another person verifies."""

    planned = planned_field()
    source = source_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["planned"], self.fields["source"]
        if self.user and self.user.units_of(Role.MANAGER) is not None:
            pillar = model_choice_field(self, "pillar")
            pillar.queryset = Pillar.objects.run_by(self.user).select_related("scheme")
            pillar.error_messages["invalid_choice"] = _("Choose a pillar that your unit leads.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        pillar, year = data.get("pillar"), data.get("year")
        if pillar and year and not pillar.scheme.starts_on.year <= year <= pillar.scheme.last_year:
            words = {"first": pillar.scheme.starts_on.year, "last": pillar.scheme.last_year}
            self.add_error("year", gettext("Enter a year between %(first)s and %(last)s.") % words)
        return data

    def action_values(self) -> dict[str, Any]:
        if self.instance.pk:
            return {}
        return {"amount": self.cleaned_data["planned"], "source": self.cleaned_data["source"]}


class IndicatorForm(ReferenceForm):
    """An indicator of a scheme: reported, or counted from records."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        counted = data.get("origin") == Origin.COUNTED
        if counted and not data.get("counter"):
            self.add_error("counter", gettext("Say what is counted."))
        if not counted and data.get("counter"):
            self.add_error("counter", gettext("Leave this empty: the figures are reported, not counted."))
        pillar = data.get("pillar")
        if pillar and data.get("scheme") and pillar.scheme_id != data["scheme"].pk:
            self.add_error("pillar", gettext("This pillar belongs to another scheme."))
        return data


class TargetForm(ReferenceForm):
    """The target of one indicator for a year, or for the whole scheme."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        value, value_to = data.get("value"), data.get("value_to")
        if value is not None and value_to is not None and value_to <= value:
            self.add_error("value_to", gettext("The upper end must be above the lower one."))
        scheme = data["indicator"].scheme if data.get("indicator") else None
        if scheme and data.get("year") and not scheme.starts_on.year <= data["year"] <= scheme.last_year:
            words = {"first": scheme.starts_on.year, "last": scheme.last_year}
            self.add_error("year", gettext("Enter a year between %(first)s and %(last)s.") % words)
        return data


class MeasurementForm(ReferenceForm):
    """A reported figure of one period, with its source."""

    last_day = forms.DateField(label=_("Last day of the period"))
    field_order = ["indicator", "span", "starts_on", "last_day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = True
        self.fields["starts_on"].label = _("First day of the period")
        self.fields["starts_on"].help_text = _("May stay empty for a figure since the start of the year or scheme.")
        self.fields["span"].help_text = _(
            "Figures of parts of a year, each in its period, are added; one since the start of the year holds its parts."
        )
        set_choices(self, "indicator", Indicator.objects.select_related("scheme").filter(origin=Origin.REPORTED))
        if self.instance.pk:
            self.initial["last_day"] = self.instance.last_day
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("last_day"):
            self.instance.ends_on = data["last_day"] + timedelta(days=1)
        indicator, span = data.get("indicator"), data.get("span")
        if "starts_on" in self.errors and not self.data.get("starts_on"):
            if indicator and span == Span.CUMULATIVE:
                del self.errors["starts_on"]
                data["starts_on"] = indicator.scheme.starts_on
            elif span == Span.TO_DATE and data.get("last_day"):
                del self.errors["starts_on"]
                data["starts_on"] = period_of(data["last_day"], PeriodKind.YEAR).starts
        return data
