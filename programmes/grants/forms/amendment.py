"""Forms for what changes after a call was published: wording and deadline, one applicant's time, evaluators."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, Value
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.models import Fold
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.restorable import PortalForm, PortalModelForm
from programmes.grants.forms.call import CityDateTimeField, evaluators
from programmes.grants.models import Call, Review, ReviewStatus, WithdrawalGround
from startups.models import Startup

_capitalised = lazy(capfirst, str)


class ReasonField(BlockField):
    """Why something is changed; `public` says who reads it."""

    def __init__(self, *, help_text: Any = "") -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(label=_("Reason"), max_length=5000, help_text=help_text, widget=widget)


class AmendForm(EditForm, PortalModelForm):
    """A published call: its wording, contact and a later deadline, with the reason that the public reads."""

    non_record_fields = ("reason",)

    name = LineField(label=_capitalised(_("name")), max_length=500)
    name_en = LineField(label=_capitalised(_("name in English")), max_length=500, required=False)
    closes_at = CityDateTimeField(
        label=_capitalised(_("closes")), help_text=_("A published deadline only moves to a later time.")
    )
    contact = LineField(label=_capitalised(_("contact")), required=False, max_length=300)
    summary = BlockField(label=_capitalised(_("summary")), required=False, max_length=5000)
    summary_en = BlockField(label=_capitalised(_("summary in English")), required=False, max_length=5000)
    reason = ReasonField(help_text=_("Stands on the public page of the call, with the old and the new value."))

    class Meta:
        model = Call
        fields = ("name", "name_en", "closes_at", "contact", "summary", "summary_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("summary", "summary_en"):
            self.fields[name].widget.attrs["rows"] = 4

    def clean_closes_at(self) -> Any:
        """The saved time when what was typed is its minute: the form shows no seconds."""
        typed, saved = self.cleaned_data["closes_at"], self.initial.get("closes_at")
        return saved if saved and typed == saved.replace(second=0, microsecond=0) else typed


class StartupField(LineField):
    """One startup, by its tax code or its whole name, accents and capitals aside."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        found = list(
            Startup.objects.filter(archived_at__isnull=True).filter(
                Q(tax_code=typed.replace(" ", "")) | Q(name_folded=Fold(Value(typed)))
            )[:2]
        )
        if not found:
            raise ValidationError(_("No startup has this tax code or name."), code="unknown")
        if len(found) > 1:
            raise ValidationError(_("Several startups have this name: give the tax code."), code="several")
        return found[0]


class ExtensionForm(PortalForm):
    """More time for one startup."""

    startup = StartupField(label=_("Startup"), max_length=200, help_text=_("Its tax code or its whole name."))
    until = CityDateTimeField(label=_capitalised(_("new closing time")))
    reason = ReasonField(help_text=_("The startup and the department read it."))


class EvaluatorForm(PortalForm):
    """One more evaluator for a published call."""

    evaluator = forms.ModelChoiceField(label=_("Evaluator"), queryset=User.objects.none(), empty_label=_("Choose"))
    reason = ReasonField(help_text=_("Only the department reads it."))

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["evaluator"], evaluators().exclude(pk__in=call.evaluators.values("pk")))


class WithdrawalForm(PortalForm):
    """Why an evaluator is withdrawn, and who takes over."""

    because = forms.ChoiceField(label=_("Ground"), choices=WithdrawalGround.choices, widget=forms.RadioSelect)
    reason = ReasonField(help_text=_("Only the department reads it."))
    replacement = forms.ModelChoiceField(
        label=_("Replacement"), queryset=User.objects.none(), required=False, empty_label=_("Nobody yet")
    )

    def of_call(self, evaluator: User) -> "WithdrawalForm":
        """Offer everybody who holds the role: the replacement joins the call."""
        offer(self.fields["replacement"], evaluators().exclude(pk=evaluator.pk))
        return self

    def of_review(self, review: Review, people: list[User]) -> "WithdrawalForm":
        """Offer the evaluators who are free to take this one dossier; sent scores fall for a conflict alone."""
        offer(self.fields["replacement"], User.objects.filter(pk__in=[person.pk for person in people]))
        if review.status == ReviewStatus.SENT:
            field: Any = self.fields["because"]
            field.choices = [(WithdrawalGround.CONFLICT.value, WithdrawalGround.CONFLICT.label)]
            field.initial = WithdrawalGround.CONFLICT.value
        return self


def offer(field: Any, people: Any) -> None:
    """Let the field choose among these people, in the order of their names."""
    field.queryset = people.order_by("sort_key", "pk")
