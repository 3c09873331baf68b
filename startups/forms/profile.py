"""Forms of a startup's presentation and logo, and of a visitor's message to it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from ecosystem.core.conflicts import Change, last_change
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.documents.pictures import PICTURE_KINDS, read_squares
from startups.consent import LOGO_VERSION, PRESENTATION_VERSION
from startups.models import LOGO_SIZES, Consent, ConsentPurpose, Presentation, Startup

MAX_LINES = 10


class LinesField(BlockField):
    """A list of short texts, one a line; empty lines and repetitions are left out."""

    def __init__(self, *, line_length: int, **kwargs: Any) -> None:
        self.line_length = line_length
        super().__init__(
            required=False, max_length=MAX_LINES * (line_length + 2), widget=forms.Textarea(attrs={"rows": 4}), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> Any:
        lines = list(dict.fromkeys(line for line in str(super().clean(value)).splitlines() if line))
        if len(lines) > MAX_LINES:
            raise ValidationError(_("At most %(n)s lines."), code="lines", params={"n": MAX_LINES})
        for number, line in enumerate(lines, start=1):
            self.check_line(number, line)
        return lines

    def check_line(self, number: int, line: str) -> None:
        if len(line) > self.line_length:
            text = _("Line %(number)s is longer than %(most)s characters.")
            raise ValidationError(text, code="long", params={"number": number, "most": self.line_length})


class LinksField(LinesField):
    """Web addresses, one a line."""

    check_address = URLValidator(schemes=["http", "https"])

    def check_line(self, number: int, line: str) -> None:
        super().check_line(number, line)
        try:
            self.check_address(line)
        except ValidationError:
            text = _("Line %(number)s is not a web address that begins with http:// or https://.")
            raise ValidationError(text, code="address", params={"number": number}) from None


class PresentationForm(EditForm):
    """The presentation of a startup; `is_public` is the consent to show it."""

    non_record_fields = ("text_version",)

    pitch = LineField(
        label=_("In one sentence"),
        max_length=160,
        required=False,
        help_text=_("What you offer, and to whom: it stands on top of the profile."),
    )
    problem = BlockField(
        label=_("The problem"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    solution = BlockField(
        label=_("The solution"), max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    links = LinksField(
        label=_("Further links"), line_length=300, help_text=_("One a line: product, demonstration, social networks.")
    )
    recognitions = LinesField(
        label=_("Prizes and recognitions"),
        line_length=200,
        help_text=_("One a line, with the year and who gave it. You answer for them."),
    )
    accepts_messages = forms.BooleanField(
        label=_("Visitors may write to us"),
        required=False,
        help_text=_(
            "The portal mails their words to the owners. Your address is not shown; you choose whom you answer."
        ),
    )
    is_public = forms.BooleanField(label=_("I have read this and I agree: show the presentation"), required=False)
    text_version = forms.CharField(max_length=20, widget=forms.HiddenInput)

    @classmethod
    def of(cls, startup: Startup, data: Any = None) -> "PresentationForm":
        """The form with the saved presentation of a startup."""
        saved = Presentation.objects.filter(startup=startup).first() or Presentation(startup=startup)
        initial = {name: getattr(saved, name) for name in cls.base_fields if hasattr(saved, name)}
        standing = Consent.objects.standing(ConsentPurpose.PRESENTATION).filter(startup=startup)
        initial |= {"is_public": standing.exists(), "text_version": PRESENTATION_VERSION}
        return cls(data, initial=initial, record=startup)

    def last_change(self, name: str) -> Change:
        saved = Presentation.objects.filter(startup_id=self.saved_record.pk).first()
        return last_change(saved or self.saved_record, name)


class LogoForm(PortalForm):
    """A picture for the logo, cleaned to its `Squares`. No consent is checked by default (fact F5.13)."""

    file = forms.FileField(
        label=_("Picture"),
        allow_empty_file=True,
        help_text=_("PNG, JPEG or WebP, at most 2 MB and 4096 × 4096 pixels. It is shown in a square, and not cut."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in (*PICTURE_KINDS, "jpeg"))}),
    )
    alt = LineField(
        label=_("What the picture shows"),
        max_length=150,
        help_text=_("For people who do not see it, for example: a green leaf above the letters AB."),
    )
    consent = forms.BooleanField(
        label=_("I have read this and I agree"),
        error_messages={"required": _("Tick the box if you agree. Without it the logo is not published.")},
    )
    text_version = forms.CharField(max_length=20, widget=forms.HiddenInput, initial=LOGO_VERSION)

    def clean_file(self) -> Any:
        return read_squares(self.cleaned_data["file"], LOGO_SIZES.values())


class MessageForm(PortalForm):
    """A visitor's message to a startup. The field `website` is a honeypot: it is hidden, and only programs fill it in."""

    name = LineField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your email address"),
        max_length=254,
        help_text=_("The startup answers to this address. Nobody else gets it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = BlockField(label=_("Your words to the startup"), max_length=3000, widget=forms.Textarea(attrs={"rows": 7}))
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

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Empty this field and send again: only programs fill it in."), code="honeypot")
        return ""
