"""The form of an annex to a signed contract."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.core.conflicts import Change, last_change
from ecosystem.core.steps import add_refusal
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.edit_forms import EditForm
from programmes.grants.actions.annex import contract_terms, open_tranches, term_errors, term_name, terms_version
from programmes.grants.forms.award import CheckedFileField
from programmes.grants.models import AnnexKind, AnnexPart, Contract, Tranche


class AnnexForm(EditForm):
    """The annex itself, and every value of the contract that it may change, as it is saved now."""

    non_record_fields = ("kind", "annex_signed_on", "annex_file", "reason")

    kind = forms.ChoiceField(label=_("Kind of annex"), widget=forms.RadioSelect, choices=AnnexKind.choices)
    annex_signed_on = forms.DateField(label=_("Annex signed on"), initial=timezone.localdate)
    annex_file = CheckedFileField(
        label=_("Signed copy of the annex"), accepts=["pdf"], required=False, help_text=_("A PDF, at most 20 MB.")
    )
    reason = BlockField(
        label=_("Reason"),
        max_length=5000,
        help_text=_("The startup reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    number = LineField(label=_("Contract number"), max_length=60)
    signed_on = forms.DateField(label=_("Contract signed on"))
    starts_on = forms.DateField(label=_("From"))
    ends_on = forms.DateField(label=_("Until"))

    def __init__(self, *args: Any, contract: Contract, tranches: Sequence[Tranche], **kwargs: Any) -> None:
        self.contract, self.tranches = contract, tranches
        super().__init__(*args, record=contract, initial=contract_terms(contract, tranches), **kwargs)
        for tranche in open_tranches(tranches):
            self.fields[term_name(AnnexPart.DELIVERABLE, tranche)] = LineField(label=_("Deliverable"), max_length=500)
            self.fields[term_name(AnnexPart.DUE_ON, tranche)] = forms.DateField(label=_("Due"))

    def version_read(self) -> str:
        return terms_version(self.contract, self.tranches)

    def last_change(self, name: str) -> Change:
        for tranche in self.tranches:
            for part in (AnnexPart.DELIVERABLE, AnnexPart.DUE_ON):
                if name == term_name(part, tranche):
                    return last_change(tranche, part)
        return super().last_change(name)

    def tranche_fields(self) -> list[tuple[Tranche, BoundField, BoundField]]:
        """Each tranche that may be changed, with the fields of its title and its due day."""
        return [
            (
                tranche,
                self[term_name(AnnexPart.DELIVERABLE, tranche)],
                self[term_name(AnnexPart.DUE_ON, tranche)],
            )
            for tranche in open_tranches(self.tranches)
        ]

    def _tranches_settled_meanwhile(self) -> list[Tranche]:
        """The tranches whose fields were sent, but which may not be changed any more."""
        open_now = open_tranches(self.tranches)
        return [
            tranche
            for tranche in self.tranches
            if tranche not in open_now and term_name(AnnexPart.DUE_ON, tranche) in self.data
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for tranche in self._tranches_settled_meanwhile():
            text = gettext("Tranche %(number)s was checked meanwhile: this annex does not change it.")
            add_refusal(self, text % {"number": tranche.number})
        if not self.errors:
            errors = term_errors(
                self.contract,
                self.tranches,
                kind=data["kind"],
                signed_on=data["annex_signed_on"],
                terms=self.values(),
            )
            for field, text in errors.items():
                self.add_error(field, text)
        return data
