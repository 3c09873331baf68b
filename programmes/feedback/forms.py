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
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.model_choices import set_choices
from ecosystem.core.ui.restorable import PortalForm
from programmes.feedback.actions import CONTENT_FIELDS
from programmes.feedback.models import Feedback
from programmes.plan.models import FeedbackKind

capitalised = lazy(capfirst, str)


class FeedbackForm(PortalForm):
    """A message from the public. The field `website` is a honeypot: it is hidden, and only spam programs fill it in."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=FeedbackKind.choices, widget=forms.RadioSelect, initial=FeedbackKind.QUESTION
    )
    subject = LineField(label=capitalised(_("subject")), max_length=200)
    text = BlockField(label=capitalised(_("what you want to say")), max_length=5000)
    about = LineField(
        label=capitalised(_("page or number of the dossier")),
        max_length=300,
        required=False,
        help_text=_("If it is about one: its address or its number, such as HS-2026-000123."),
    )
    name = LineField(label=capitalised(_("your name")), max_length=150, required=False)
    email = forms.EmailField(
        label=capitalised(_("email address")),
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

    def content(self) -> dict[str, str]:
        """The values of a valid form that are stored in the message."""
        return {name: self.cleaned_data[name] for name in CONTENT_FIELDS}


class FindForm(PortalForm):
    """Finds a message by its number and its code or its sender's email address."""

    number = LineField(label=capitalised(_("number")), max_length=20, help_text=_("Such as PA-2026-000123."))
    proof = LineField(label=_("Code, or the email address you gave"), max_length=254)


class AnswerForm(PortalForm):
    """The answer to a message."""

    answer = BlockField(
        label=capitalised(_("answer")),
        max_length=10000,
        help_text=_("The sender reads it word for word, by email and on the page of the message."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].widget.attrs["rows"] = 10


class CorrectForm(EditForm, AnswerForm):
    """Replaces the answer of a message, with a reason for the sender."""

    non_record_fields = ("reason",)
    reason = BlockField(
        label=_("Why it is corrected"),
        max_length=2000,
        help_text=_("The sender reads these words before the new answer."),
    )

    def __init__(self, *args: Any, record: Feedback, **kwargs: Any) -> None:
        super().__init__(*args, record=record, initial={"answer": record.answer}, **kwargs)
        self.fields["answer"].label = _("The answer that shall hold")
        self.fields["reason"].widget.attrs["rows"] = 3


class ForwardForm(PortalForm):
    """The unit that a message is forwarded to, and the reason."""

    unit = forms.ModelChoiceField(
        label=capitalised(_("unit")), queryset=OrganisationUnit.objects.none(), empty_label=_("Choose")
    )
    reason = BlockField(label=_("Reason"), max_length=2000)

    def __init__(self, *args: Any, feedback: Feedback, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = OrganisationUnit.objects.valid_on(timezone.localdate()).exclude(pk=feedback.unit_id or 0)
        set_choices(self, "unit", others)
        self.fields["reason"].widget.attrs["rows"] = 4
