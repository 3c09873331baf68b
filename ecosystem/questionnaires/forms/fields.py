"""A form field for each kind of question, and the way between its value and the JSON value that is stored.

Every answer is optional: a draft may have gaps, which `ecosystem.questionnaires.gaps` finds before sending. The value of
a field (`from_json`) is a text, int, Decimal, date, bool or list; None and "" are no answer.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ecosystem.core.money import VndField, format_vnd, localized_number
from ecosystem.core.text import BoundedBlockField, BoundedLineField
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.number_fields import CountField, NumberField
from ecosystem.questionnaires.code_lists import WARDS, CodeLists
from ecosystem.questionnaires.definition import (
    MAX_TEXT,
    NUMBER_LIMIT,
    Choice,
    Choices,
    Column,
    Day,
    LongText,
    Mark,
    Money,
    Option,
    Question,
    ShortText,
    Statement,
    Ward,
    WholeNumber,
    YesNo,
)

MAX_RADIOS = 6  # choices that are all shown; more of them fold into a list
YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))


def answer_field(question: Question, lists: CodeLists, saved: Any = None) -> forms.Field | None:
    """The field of a question; None for a heading, files and a table. `saved` is the JSON value, whose code stays allowed."""
    make: Any = FIELDS.get(type(question))
    if make is None:
        return None
    field: forms.Field = make(question, lists, saved)
    field.required = False
    field.label = field_label(question)
    field.help_text = help_of(question)
    return field


def field_label(question: Question) -> str:
    """The wording of the question, with its unit."""
    label = str(question.label) or question.key
    unit = str(question.unit) if isinstance(question, WholeNumber) else ""
    return f"{label} ({unit})" if unit else label


def help_of(question: Question) -> SafeString:
    """The help, the limit and the example below the wording."""
    lines = [_lines(question.help)] if question.help else []
    if isinstance(question, LongText) and question.counted_in == "words":
        limit = ngettext("At most %(most)s word.", "At most %(most)s words.", question.max_length)
        lines.append(SafeString(escape(limit % {"most": localized_number(question.max_length)})))
    if isinstance(question, Choices) and question.at_most:
        limit = ngettext("Choose at most %(most)s.", "Choose at most %(most)s.", question.at_most)
        lines.append(SafeString(escape(limit % {"most": question.at_most})))
    if isinstance(question, Mark) and question.anchors:
        lines += [format_html("{}: {}", mark_text(anchor.value), anchor.label) for anchor in question.anchors]
    if question.example:
        lines.append(
            format_html('<span class="form-example">{} {}</span>', _("For example:"), _lines(question.example))
        )
    return SafeString("<br>".join(lines))


def _lines(text: Any) -> SafeString:
    return SafeString(escape(str(text)).replace("\n", "<br>"))


# --- Kinds ----------------------------------------------------------------------------------------------
class WordsField(BoundedBlockField):
    """A text of several lines with at most so many words."""

    def __init__(self, *, max_words: int, **kwargs: Any) -> None:
        super().__init__(max_length=MAX_TEXT, **kwargs)
        self.max_words = max_words
        self.widget.attrs.pop("maxlength", None)

    def validate(self, value: Any) -> None:
        super().validate(value)
        words = len(value.split())
        if words > self.max_words:
            values = {"most": localized_number(self.max_words), "now": localized_number(words)}
            raise ValidationError(_("At most %(most)s words; this text has %(now)s.") % values, code="max_words")


class MarkField(NumberField):
    """A mark on a scale, typed as 7,5 or 7.5."""

    def __init__(self, *, minimum: Decimal, maximum: Decimal, decimals: int) -> None:
        super().__init__(min_value=minimum, max_value=maximum)
        self.decimals = decimals
        self.error_messages["invalid"] = _("Enter a mark from %(least)s to %(most)s, such as %(example)s.") % {
            "least": mark_text(minimum),
            "most": mark_text(maximum),
            "example": mark_text(minimum + (maximum - minimum) * Decimal("0.75") if decimals else maximum),
        }
        self.widget.attrs["class"] = "input-short"

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        if isinstance(number, Decimal) and number != round(number, self.decimals):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class DayField(forms.DateField):
    """A day between two others."""

    def __init__(self, *, earliest: date | None, latest: date | None) -> None:
        super().__init__()
        if earliest:
            self.validators.append(MinValueValidator(earliest, _("Not before %(day)s.") % {"day": date_vi(earliest)}))
        if latest:
            self.validators.append(MaxValueValidator(latest, _("Not after %(day)s.") % {"day": date_vi(latest)}))


class CodesField(forms.MultipleChoiceField):
    """Any number of codes, at most so many."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, at_most: int | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at_most = at_most

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.at_most and len(value) > self.at_most:
            raise ValidationError(_("Choose at most %(most)s.") % {"most": self.at_most}, code="at_most")


def _short_text(question: ShortText, lists: CodeLists, saved: Any) -> forms.Field:
    return BoundedLineField(max_length=question.max_length)


def _long_text(question: LongText, lists: CodeLists, saved: Any) -> forms.Field:
    is_short = question.max_length <= (80 if question.counted_in == "words" else 500)
    widget = forms.Textarea(attrs={"rows": 3 if is_short else 7})
    if question.counted_in == "words":
        return WordsField(max_words=question.max_length, widget=widget)
    return BoundedBlockField(max_length=question.max_length, widget=widget)


def _whole_number(question: WholeNumber, lists: CodeLists, saved: Any) -> forms.Field:
    least = -NUMBER_LIMIT if question.minimum is None else question.minimum
    return CountField(min_value=least, max_value=NUMBER_LIMIT if question.maximum is None else question.maximum)


class AnswerMoneyField(VndField):
    """An amount with the bounds of its question, which may lie below 0."""

    def __init__(self, *, minimum: int | None, maximum: int | None) -> None:
        super().__init__()
        self.minimum = -NUMBER_LIMIT if minimum is None else minimum
        self.maximum = NUMBER_LIMIT if maximum is None else maximum

    def validate(self, value: Any) -> None:
        if value is None:
            return
        if value < self.minimum:
            if self.minimum == 0:
                raise ValidationError(self.error_messages["negative"], code="negative")
            raise ValidationError(_("At least %(least)s.") % {"least": format_vnd(self.minimum)}, code="small")
        if value > self.maximum:
            if self.maximum == NUMBER_LIMIT:
                raise ValidationError(self.error_messages["large"], code="large")
            raise ValidationError(_("At most %(most)s.") % {"most": format_vnd(self.maximum)}, code="large")


def _day(question: Day, lists: CodeLists, saved: Any) -> forms.Field:
    return DayField(earliest=question.earliest, latest=question.latest)


def _choice(question: Choice, lists: CodeLists, saved: Any) -> forms.Field:
    choices = _choices_of(question.options, question.code_list, lists, [saved] if saved else [])
    return _one_of(choices)


def _one_of(choices: list[tuple[str, str]], *, as_list: bool = False) -> forms.Field:
    if as_list or len(choices) > MAX_RADIOS:
        return forms.ChoiceField(choices=[("", _("Choose")), *choices])
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)


def _choices(question: Choices, lists: CodeLists, saved: Any) -> forms.Field:
    return CodesField(
        choices=_choices_of(question.options, question.code_list, lists, saved or []), at_most=question.at_most
    )


def _choices_of(
    options: Sequence[Option], code_list: str, lists: CodeLists, saved: Sequence[str]
) -> list[tuple[str, str]]:
    """The answers to choose from: what is in force today, and what is saved."""
    choices = lists.choices(code_list) if code_list else [(option.key, str(option.label)) for option in options]
    known = {code for code, _label in choices}
    gone = [(code, lists.label(code_list, code) if code_list else code) for code in saved if code not in known]
    return [*choices, *gone]


def _yes_no(question: YesNo, lists: CodeLists, saved: Any, *, widget: Any = forms.RadioSelect) -> forms.Field:
    blank = [] if widget is forms.RadioSelect else [("", _("Choose"))]
    return YesNoField(choices=[*blank, *YES_NO], widget=widget)


class YesNoField(forms.TypedChoiceField):
    """Yes or no; neither is chosen beforehand."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=lambda value: value == "yes", empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _ward(question: Ward, lists: CodeLists, saved: Any) -> forms.Field:
    choices = _choices_of((), WARDS, lists, [saved] if saved else [])
    return forms.ChoiceField(choices=[("", _("Choose")), *choices])


def _mark(question: Mark, lists: CodeLists, saved: Any) -> forms.Field:
    return MarkField(minimum=question.minimum, maximum=question.maximum, decimals=question.decimals)


def _statement(question: Statement, lists: CodeLists, saved: Any) -> forms.Field:
    return forms.BooleanField()


def _money_field(question: Money, lists: CodeLists, saved: Any) -> forms.Field:
    return AnswerMoneyField(minimum=question.minimum, maximum=question.maximum)


FIELDS: dict[type[Question], Any] = {
    ShortText: _short_text,
    LongText: _long_text,
    WholeNumber: _whole_number,
    Money: _money_field,
    Day: _day,
    Choice: _choice,
    Choices: _choices,
    YesNo: _yes_no,
    Ward: _ward,
    Mark: _mark,
    Statement: _statement,
}


# --- Columns of tables --------------------------------------------------------------------------------------
def column_question(column: Column) -> Question:
    """The column as a question of its kind."""
    common: dict[str, Any] = {"key": column.key, "label": column.label}
    bounds: dict[str, Any] = {"minimum": column.minimum, "maximum": column.maximum}
    makers: dict[str, Any] = {
        "short_text": partial(ShortText, max_length=column.max_length),
        "whole_number": partial(WholeNumber, **bounds),
        "money": partial(Money, **bounds),
        "date": Day,
        "choice": partial(Choice, options=column.options),
        "yes_no": YesNo,
    }
    question: Question = makers[column.kind](**common)
    return question


def cell_field(column: Column, lists: CodeLists, saved: Any = None) -> forms.Field:
    """The field of one cell; choices are lists, so that a row stays one line."""
    question = column_question(column)
    if isinstance(question, Choice):
        field = _one_of(_choices_of(question.options, "", lists, [saved] if saved else []), as_list=True)
    elif isinstance(question, YesNo):
        field = _yes_no(question, lists, saved, widget=forms.Select)
    else:
        field = FIELDS[type(question)](question, lists, saved)
    field.required = False
    field.label = str(column.label) or column.key
    return field


# --- Values ---------------------------------------------------------------------------------------------
def to_json(question: Question, value: Any) -> Any:
    """The JSON value of what the field gives; None for no answer."""
    if value in (None, "", []) or (isinstance(question, Statement) and value is False):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def from_json(question: Question, value: Any) -> Any:
    """The value of the field for a JSON value; what does not fit the kind is no answer."""
    if isinstance(question, Statement):
        return value is True
    if isinstance(question, Day):
        return _parsed_day(value)
    if isinstance(question, Mark):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return Decimal(str(value)) if is_number else None
    return value


def _parsed_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def mark_text(value: Decimal | float) -> str:
    """A mark in the notation of the reader's language, without zeros at the end."""
    number = Decimal(str(value)).normalize()
    exponent = number.as_tuple().exponent
    return localized_number(number, max(0, -exponent) if isinstance(exponent, int) else 0)


def answer_text(question: Question, value: Any, lists: CodeLists) -> str:
    """The answer to a question that is no table, for a reader, in the active language; "" without an answer."""
    if value in (None, "", []):
        return ""
    write: Any = TEXTS.get(type(question))
    return str(write(question, value, lists) if write else value)


def _codes_text(question: Choice | Choices, value: Any, lists: CodeLists) -> str:
    labels = {option.key: str(option.label) for option in question.options}
    codes = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(code) or _label(lists, question.code_list, code) for code in codes)


TEXTS = {
    Choice: _codes_text,
    Choices: _codes_text,
    Ward: lambda _question, value, lists: lists.label(WARDS, value),
    YesNo: lambda _question, value, _lists: _("Yes") if value else _("No"),
    Statement: lambda _question, value, _lists: _("Yes") if value else _("No"),
    Day: lambda _question, value, _lists: date_vi(_parsed_day(value)),
    Money: lambda _question, value, _lists: format_vnd(value),
    WholeNumber: lambda question, value, _lists: f"{localized_number(value)} {question.unit}".strip(),
    Mark: lambda _question, value, _lists: mark_text(value),
}


def _label(lists: CodeLists, code_list: str, code: str) -> str:
    return lists.label(code_list, code) if code_list else code
