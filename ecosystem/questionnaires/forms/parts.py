"""What the forms of sections, questions and checks share: texts in two languages, keys, lists typed line by line."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.conflicts import Change
from ecosystem.core.money import localized_number, parse_number
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.questionnaires.definition import KEY_PATTERN, MAX_OPTIONS, Anchor, Definition, Option, Text
from ecosystem.questionnaires.editing import propose_key
from ecosystem.questionnaires.history import change_of_part
from ecosystem.questionnaires.models import QuestionnaireVersion

MAX_WORDING = 2000
OPTION = re.compile(r"^(?:(?P<key>[a-z0-9][a-z0-9_-]{0,59})\s*=\s*)?(?P<words>.*)$")
MAX_ANCHORS = 21


# --- Fields ---------------------------------------------------------------------------------------------
def wording_field(label: Any, *, rows: int = 2, required: bool = False, help_text: Any = "") -> BlockField:
    """Words of one or more lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return BlockField(label=label, max_length=MAX_WORDING, required=required, widget=widget, help_text=help_text)


def line_field(label: Any, *, required: bool = False, most: int = 200, help_text: Any = "") -> LineField:
    return LineField(label=label, max_length=most, required=required, help_text=help_text)


def key_field() -> forms.RegexField:
    return forms.RegexField(
        KEY_PATTERN,
        label=gettext_lazy("Key"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "Names it in conditions, checks and files. Left empty, it is made from the wording. Fixed once published."
        ),
        error_messages={
            "invalid": gettext_lazy("Small letters without accents, digits and _, beginning with a letter.")
        },
    )


def read_text(data: Mapping[str, Any], name: str) -> Text:
    """The text of the fields `name_vi` and `name_en`."""
    return Text(vi=data.get(f"{name}_vi") or "", en=data.get(f"{name}_en") or "")


def text_values(name: str, text: Text) -> dict[str, str]:
    return {f"{name}_vi": text.vi, f"{name}_en": text.en}


# --- Lists typed line by line ---------------------------------------------------------------------------
class OptionsField(BlockField):
    """Answers to choose from, one a line: `key = Vietnamese | English`; key and English may be missing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", OPTIONS_HELP)
        super().__init__(max_length=60_000, **kwargs)

    def clean(self, value: Any) -> Any:
        return read_options(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return read_options(self.to_python(initial)) != read_options(self.to_python(data))
        except ValidationError:
            return True


OPTIONS_HELP = gettext_lazy("One a line: key = Vietnamese | English. Key and English may be missing.")


def read_options(text: str) -> tuple[Option, ...]:
    """The options in the text. Raises ValidationError that names the line."""
    options: list[Option] = []
    for line in filter(None, text.split("\n")):
        match = OPTION.match(line)
        words = match["words"] if match else line
        label = _split_words(words)
        taken = [option.key for option in options]
        key = (match["key"] if match else None) or propose_key(label.vi, taken, fallback="answer")
        if key in taken:
            raise ValidationError(_("The key “%(key)s” stands twice.") % {"key": key})
        if not label.vi:
            raise ValidationError(_("The line “%(line)s” has no wording in Vietnamese.") % {"line": line})
        _require_short(label)
        options.append(Option(key=key, label=label))
    if len(options) > MAX_OPTIONS:
        raise ValidationError(_("At most %(most)s answers: use a code list for more.") % {"most": MAX_OPTIONS})
    return tuple(options)


def options_text(options: tuple[Option, ...]) -> str:
    """The options as they are typed."""
    return "\n".join(f"{option.key} = {_joined_words(option.label)}" for option in options)


class AnchorsField(BlockField):
    """What marks mean, one a line: `mark = Vietnamese | English`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=60_000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=gettext_lazy("One a line: mark = Vietnamese | English."),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        return _read_anchors(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return _read_anchors(self.to_python(initial)) != _read_anchors(self.to_python(data))
        except ValidationError:
            return True


def _read_anchors(text: str) -> tuple[Anchor, ...]:
    anchors: list[Anchor] = []
    for line in filter(None, text.split("\n")):
        number, sign, words = line.partition("=")
        label = _split_words(words.strip())
        _require_short(label)
        try:
            anchor = Anchor(value=parse_number(number, decimals=2), label=label) if sign and label.vi else None
        except (ValueError, ArithmeticError):
            anchor = None
        if anchor is None:
            problem = _("The line “%(line)s” is not of the form: mark = wording.")
            raise ValidationError(problem % {"line": line})
        anchors.append(anchor)
    if len(anchors) > MAX_ANCHORS:
        raise ValidationError(_("At most %(most)s marks with words.") % {"most": MAX_ANCHORS})
    return tuple(sorted(anchors, key=lambda anchor: anchor.value))


def anchors_text(anchors: tuple[Anchor, ...]) -> str:
    return "\n".join(f"{_number(anchor.value)} = {_joined_words(anchor.label)}" for anchor in anchors)


def _number(value: Decimal) -> str:
    exponent = value.normalize().as_tuple().exponent
    return localized_number(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def _split_words(words: str) -> Text:
    vi, _sign, en = words.partition("|")
    return Text(vi=vi.strip(), en=en.strip())


def _joined_words(text: Text) -> str:
    return f"{text.vi} | {text.en}" if text.en else text.vi


def _require_short(text: Text) -> None:
    if max(len(text.vi), len(text.en)) > MAX_WORDING:
        raise ValidationError(_("At most %(most)s characters for one wording.") % {"most": MAX_WORDING})


# --- The form of a part ---------------------------------------------------------------------------------
class PartForm(EditForm):
    """A part of a draft: what two people change in different fields or parts is merged, the same field is a conflict.

    Subclasses give `values_in`, the initial values in a definition. `key` is empty for a new part.
    """

    def __init__(self, *args: Any, draft: QuestionnaireVersion, key: str = "", **kwargs: Any) -> None:
        self.draft, self.part_key = draft, key
        kwargs["initial"] = {**(self.values_in(draft.definition) if key else {}), **(kwargs.get("initial") or {})}
        super().__init__(*args, record=draft if key else None, **kwargs)

    def values_in(self, definition: Definition) -> dict[str, Any]:
        raise NotImplementedError

    def last_change(self, name: str) -> Change:
        return change_of_part(self.draft, lambda definition: self.values_in(definition).get(name))

    def key_of(self, words: str, taken: Any) -> str:
        """The typed key, or one made from the words."""
        return self.cleaned_data.get("key") or propose_key(words, set(taken) - {self.part_key})
