"""Forms of proposals, decisions, contracts, deliverables and payments."""

from collections.abc import Collection
from datetime import date
from typing import Any, cast

from django import forms
from django.forms import formset_factory
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.core.money import VndField
from ecosystem.core.text import LineField
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.restorable import PortalForm, PortalFormSet
from ecosystem.core.uploads import check_upload
from programmes.grants.actions.contract import PlannedTranche, Upload
from programmes.grants.models import (
    REJECTION_REASONS,
    TERMINATION_REASONS,
    Application,
    Recommendation,
    ReversalKind,
)
from programmes.plan.forms.late import late_reason_field
from startups.models import Organisation

MAX_TRANCHES = 12


def reason_field(**kwargs: Any) -> forms.CharField:
    """A text area for a reason."""
    return forms.CharField(
        **{"label": _("Reason"), "max_length": 5000, "widget": forms.Textarea(attrs={"rows": 4}), **kwargs}
    )


class CheckedFileField(forms.FileField):
    """A file field that checks the real content type and cleans to an `Upload`."""

    def __init__(self, *, accepts: Collection[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.accepts = accepts
        self.widget.attrs["accept"] = ",".join(f".{kind}" for kind in accepts)

    def clean(self, data: Any, initial: Any = None) -> Any:
        data = super().clean(data, initial)
        return Upload(data, check_upload(data, self.accepts)) if data else None


class ProposalForm(PortalForm):
    """The officer's proposal to the director."""

    recommendation = forms.ChoiceField(
        label=_("Proposal"), widget=forms.RadioSelect, choices=[(r.value, r.label) for r in Recommendation]
    )
    amount = VndField(
        label=_("Amount of the grant (đồng)"), required=False, help_text=_("Leave empty when you propose a refusal.")
    )
    recipient = forms.ModelChoiceField(
        label=_("Organisation that receives and manages the money"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("None: the startup receives it itself"),
    )
    reason = reason_field(
        label=_("Reason for the proposal"), help_text=_("The director reads it; the applicant does not.")
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recipient = cast("forms.ModelChoiceField[Organisation]", self.fields["recipient"])
        recipient.queryset = Organisation.objects.filter(manages_grants=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        grants = data.get("recommendation") == Recommendation.GRANT
        if grants and data.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Enter the amount of the grant."))
        if data.get("recommendation") == Recommendation.REFUSE:
            data["amount"], data["recipient"] = 0, None
        return data


class DecisionForm(PortalForm):
    """The number and date under which the decision is issued."""

    decision_number = LineField(
        label=_("Decision number"), max_length=60, help_text=_("As the records office gave it, such as 125/QĐ-SKHCN.")
    )
    decided_on = forms.DateField(label=_("Date of the decision"), initial=timezone.localdate)


class ApprovalForm(DecisionForm):
    late_reason = late_reason_field()


class RejectionForm(DecisionForm):
    end_reason = forms.ChoiceField(
        label=_("Kind of reason"), choices=[("", _("Choose")), *((r.value, r.label) for r in REJECTION_REASONS)]
    )
    reason = reason_field(help_text=_("The applicant reads these words in the decision."))


class TerminationForm(PortalForm):
    end_reason = forms.ChoiceField(
        label=_("Kind of reason"), choices=[("", _("Choose")), *((r.value, r.label) for r in TERMINATION_REASONS)]
    )
    reason = reason_field(help_text=_("The startup reads these words."))


class ContractForm(PortalForm):
    """Number, dates and the signed copy."""

    number = LineField(label=_("Contract number"), max_length=60)
    signed_on = forms.DateField(label=_("Signed on"), initial=timezone.localdate)
    starts_on = forms.DateField(label=_("From"))
    ends_on = forms.DateField(label=_("Until"))
    signed_file = CheckedFileField(
        label=_("Signed copy"), accepts=["pdf"], required=False, help_text=_("A PDF, at most 20 MB.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The contract ends before it starts."))
        return data


class TrancheForm(PortalForm):
    deliverable = forms.CharField(label=_("Deliverable"), max_length=500)
    amount = VndField(label=_("Amount (đồng)"), min_value=1)
    due_on = forms.DateField(label=_("Due"))


class BaseTrancheFormSet(PortalFormSet):
    """The tranches of a contract in order, without empty rows."""

    row_label = _("Tranche %(number)s")

    def require_days_within(self, starts_on: date, ends_on: date) -> bool:
        """Add an error to each day that is not within the time of the contract. Returns whether there is none."""
        for form in self.forms:
            day = form.cleaned_data.get("due_on")
            if day and not starts_on <= day <= ends_on:
                words = {"first": date_vi(starts_on), "last": date_vi(ends_on)}
                form.add_error("due_on", gettext("Give a day of the contract: from %(first)s to %(last)s.") % words)
        return not any(self.errors)

    @property
    def tranches(self) -> list[PlannedTranche]:
        return [
            PlannedTranche(form.cleaned_data["amount"], form.cleaned_data["deliverable"], form.cleaned_data["due_on"])
            for form in self.forms
            if form.cleaned_data.get("amount") is not None
        ]

    @property
    def valid_total(self) -> int:
        """The sum of the valid amounts in whole đồng, shown also when other fields have errors."""
        self.is_valid()  # cleans the forms; the button that adds up asks for no more
        return sum(getattr(form, "cleaned_data", {}).get("amount") or 0 for form in self.forms)


TrancheFormSet = formset_factory(
    TrancheForm,
    formset=BaseTrancheFormSet,
    extra=3,
    min_num=1,
    validate_min=True,
    max_num=MAX_TRANCHES,
    validate_max=True,
    absolute_max=MAX_TRANCHES * 2,
)


class PaymentForm(PortalForm):
    """The date and reference of a payment."""

    paid_on = forms.DateField(label=_("Paid on"), initial=timezone.localdate)
    reference = LineField(label=_("Payment reference"), max_length=60, help_text=_("Number of the payment order."))
    late_reason = late_reason_field()


class ReversalForm(PortalForm):
    """What went wrong with a payment; the day and the sum only where the money moved."""

    kind = forms.ChoiceField(
        label=_("What happened to the payment"), widget=forms.RadioSelect, choices=ReversalKind.choices
    )
    amount = VndField(
        label=_("Amount paid back (đồng)"),
        required=False,
        help_text=_("Only where the startup paid money back: in any other case the whole payment is reversed."),
    )
    happened_on = forms.DateField(
        label=_("Day on which the money came back"),
        required=False,
        help_text=_("Leave empty for a payment that was entered wrong: its own day counts."),
    )
    reference = LineField(label=_("Reference of the bank or treasury"), max_length=60, required=False)
    reason = reason_field(help_text=_("It stays beside both entries; the startup reads it."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == ReversalKind.MONEY_RETURNED and not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Enter the amount that was paid back."))
        moved = kind in {ReversalKind.MONEY_RETURNED, ReversalKind.FAILED}
        if moved and not data.get("happened_on") and "happened_on" not in self.errors:
            self.add_error("happened_on", _("Enter the day on which the money came back."))
        return data
