"""Forms of messages from the public, and of what the department does with them."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.restorable import PortalForm
from programmes.feedback.models import Feedback
from programmes.plan.models import FeedbackKind

_cap = lazy(capfirst, str)


class FeedbackForm(PortalForm):
    """What a person sends. `trap` is for programs that fill in every field; people never see it."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=FeedbackKind.choices, widget=forms.RadioSelect, initial=FeedbackKind.QUESTION
    )
    subject = LineField(label=_cap(_("subject")), max_length=200)
    text = BlockField(label=_cap(_("what you want to say")), max_length=5000)
    about = LineField(
        label=_cap(_("page or number of the dossier")),
        max_length=300,
        required=False,
        help_text=_("If it is about one: its address or its number, such as HS-2026-000123."),
    )
    name = LineField(label=_cap(_("your name")), max_length=150, required=False)
    email = forms.EmailField(
        label=_cap(_("email address")),
        required=False,
        max_length=254,
        help_text=_(
            "For the receipt and the answer. Needed for a complaint. Without it, keep the number and the code."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        self.fields["text"].widget.attrs["rows"] = 8
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == FeedbackKind.COMPLAINT and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("A complaint needs an email address: its answer is sent there."))
        if data.get("website"):
            self.add_error("website", _("Empty this field and send again: only programs fill it in."))
        return data

    def words(self) -> dict[str, str]:
        """What is kept of a valid form."""
        return {name: self.cleaned_data[name] for name in ("kind", "subject", "about", "text", "name", "email")}


class FindForm(PortalForm):
    """The number of a message, and something only its sender knows."""

    number = LineField(label=_cap(_("number")), max_length=20, help_text=_("Such as PA-2026-000123."))
    proof = LineField(label=_("Code, or the email address you gave"), max_length=254)


class AnswerForm(PortalForm):
    """What the sender is told."""

    answer = BlockField(
        label=_cap(_("answer")),
        max_length=10000,
        help_text=_("The sender reads it word for word, by email and on the page of the message."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].widget.attrs["rows"] = 10


class CorrectForm(AnswerForm):
    """Another answer, and why; the sender reads both."""

    reason = BlockField(
        label=_("Why it is corrected"),
        max_length=2000,
        help_text=_("The sender reads these words before the new answer."),
    )

    def __init__(self, *args: Any, feedback: Feedback, **kwargs: Any) -> None:
        super().__init__(*args, initial={"answer": feedback.answer}, **kwargs)
        self.fields["answer"].label = _("The answer that shall hold")
        self.fields["reason"].widget.attrs["rows"] = 3


class ForwardForm(PortalForm):
    """To which unit, and why."""

    unit = forms.ModelChoiceField(
        label=_cap(_("unit")), queryset=OrganisationUnit.objects.none(), empty_label=_("Choose")
    )
    reason = BlockField(label=_("Reason"), max_length=2000)

    def __init__(self, *args: Any, feedback: Feedback, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = OrganisationUnit.objects.valid_on(timezone.localdate()).exclude(pk=feedback.unit_id or 0)
        self.fields["unit"].queryset = others  # type: ignore[attr-defined]
        self.fields["reason"].widget.attrs["rows"] = 4
