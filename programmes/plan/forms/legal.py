"""Forms of the legal reference tables: support policies and time limits."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.core.money import VndField
from programmes.plan.forms.base import ReferenceForm
from programmes.plan.forms.fields import DaysField


class PolicyForm(ReferenceForm):
    """A support policy with its legal limits."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        total = data.get("cap_total")
        for name in ("cap_labour", "cap_other"):
            if total is not None and data.get(name) is not None and data[name] > total:
                self.add_error(name, gettext("A part cannot be more than the whole."))
        rate = data.get("rate_percent")
        if rate is not None and not 1 <= rate <= 100:
            self.add_error("rate_percent", gettext("Enter a share between 1 and 100."))
        if total == 0:
            self.add_error("cap_total", VndField.default_error_messages["small"])
        return data


class TimeLimitForm(ReferenceForm):
    """The time limit of a step. Running clocks keep the limit with which they started."""

    remind_before = DaysField(
        label=_("Reminders, days before the end"),
        required=False,
        help_text=_("For instance 5, 1. Counted like the limit itself; empty: nobody is reminded."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        amount = data.get("amount")
        if amount and any(days >= amount for days in data.get("remind_before") or []):
            self.add_error("remind_before", gettext("A reminder lies within the limit: fewer days than it has."))
        if data.get("amount") is not None and not 1 <= data["amount"] <= 365:
            self.add_error("amount", gettext("Enter a number of days between 1 and 365."))
        return data
