"""The forms of a table's columns and totals."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.ui.edit_forms import EditFormSet
from ecosystem.core.ui.number_fields import CountField
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.questionnaires.definition import MAX_COLUMNS, NUMBER_LIMIT, Column, ColumnKind, Table, Total
from ecosystem.questionnaires.editing import propose_key
from ecosystem.questionnaires.forms.parts import (
    OptionsField,
    key_field,
    line_field,
    options_text,
    read_options,
    read_text,
    text_values,
)
from ecosystem.questionnaires.problems import NUMERIC
from ecosystem.questionnaires.wording import COLUMN_KINDS, KINDS

MAX_TOTALS = 10


class RowFormSet(EditFormSet):
    """Columns or totals in the order of their places; a key that is left empty is made from the wording."""

    def typed_rows(self) -> list[dict[str, Any]]:
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        last = len(kept)
        kept.sort(key=lambda row: row["ORDER"] if row.get("ORDER") is not None else last)
        taken = {row["key"] for row in kept if row["key"]}
        rows = []
        for data in kept:
            row = {name: _plain(value) for name, value in data.items() if name not in ("DELETE", "ORDER")}
            row["key"] = row["key"] or propose_key(row["label_vi"], taken)
            taken.add(row["key"])
            rows.append(row)
        return rows

    def clean(self) -> None:
        if any(self.errors):
            return
        keys = [row["key"] for row in self.typed_rows()]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            raise forms.ValidationError(_("The key “%(key)s” stands twice.") % {"key": key})

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this row")
        if "ORDER" in form.fields:
            initial = form.fields["ORDER"].initial
            form.fields["ORDER"] = CountField(
                label=_("Position"), initial=initial, min_value=1, max_value=99, required=False
            )


def _plain(value: Any) -> Any:
    """Options as the text that the form shows."""
    return options_text(value) if isinstance(value, tuple) else value


# --- Columns --------------------------------------------------------------------------------------------
class ColumnForm(PortalForm):
    """One column. `product_of` are the keys of the columns that are multiplied."""

    label_vi = line_field(gettext_lazy("Heading"), required=True)
    label_en = line_field(gettext_lazy("Heading in English"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[(kind, KINDS[kind].label) for kind in COLUMN_KINDS], initial="short_text"
    )
    key = key_field()
    is_required = forms.BooleanField(label=gettext_lazy("Must be filled in"), required=False)
    minimum = CountField(
        label=gettext_lazy("At least"), min_value=-NUMBER_LIMIT, max_value=NUMBER_LIMIT, required=False
    )
    maximum = CountField(label=gettext_lazy("At most"), min_value=-NUMBER_LIMIT, max_value=NUMBER_LIMIT, required=False)
    max_length = CountField(
        label=gettext_lazy("Most characters"), min_value=1, max_value=500, initial=200, required=False
    )
    options = OptionsField(label=gettext_lazy("Answers to choose from"))
    product_of = line_field(
        gettext_lazy("Product of"),
        help_text=gettext_lazy("Keys of two or three columns, such as quantity price: the server multiplies them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["options"].widget.attrs["rows"] = 3
        self.fields["key"].help_text = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == "choice" and "options" in data and len(data["options"]) < 2:
            self.add_error("options", _("Give at least two answers to choose from."))
        if kind != "choice":  # the page hides what the kind does not have
            data["options"] = ()
        if kind not in NUMERIC:
            data |= {"minimum": None, "maximum": None, "product_of": ""}
        least, most = data.get("minimum"), data.get("maximum")
        if least is not None and most is not None and least > most:
            self.add_error("maximum", _("The least value is above the greatest."))
        if "product_of" in data:
            data["product_of"] = " ".join(_keys(data["product_of"]))
        return data


class BaseColumnFormSet(RowFormSet):
    row_label = gettext_lazy("Column %(number)s")

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        rows = self.typed_rows()
        numbers = {row["key"] for row in rows if row["kind"] in NUMERIC and not row["product_of"]}
        for row in rows:
            factors = _keys(row["product_of"])
            if factors and (not 2 <= len(factors) <= 3 or not set(factors) <= numbers):
                text = _("“%(column)s” is the product of two or three columns with a number that is typed: %(keys)s")
                raise forms.ValidationError(text % {"column": row["label_vi"], "keys": ", ".join(sorted(numbers))})


ColumnFormSet: Any = forms.formset_factory(
    ColumnForm,
    formset=BaseColumnFormSet,
    extra=1,
    can_delete=True,
    can_order=True,
    max_num=MAX_COLUMNS,
    validate_max=True,
)


def column_rows(table: Table) -> list[dict[str, Any]]:
    """The columns as rows of the form."""
    return [
        {
            **text_values("label", column.label),
            "kind": column.kind,
            "key": column.key,
            "is_required": column.is_required,
            "minimum": column.minimum,
            "maximum": column.maximum,
            "max_length": column.max_length,
            "options": options_text(column.options),
            "product_of": " ".join(column.product_of),
        }
        for column in table.columns
    ]


def columns_of(rows: list[dict[str, Any]]) -> tuple[Column, ...]:
    """The columns of typed rows."""
    return tuple(
        Column(
            key=row["key"],
            label=read_text(row, "label"),
            kind=cast("ColumnKind", row["kind"]),
            is_required=row["is_required"],
            max_length=row["max_length"] or 200,
            minimum=row["minimum"],
            maximum=row["maximum"],
            options=read_options(row["options"]),
            product_of=tuple(_keys(row["product_of"])),
        )
        for row in rows
    )


def _keys(text: str) -> list[str]:
    """Keys that are separated by spaces, commas or signs of multiplication."""
    for sign in ",;*×":
        text = text.replace(sign, " ")
    return text.split()


# --- Totals ---------------------------------------------------------------------------------------------
class TotalForm(PortalForm):
    """One total: the sum of a column, perhaps of the rows with one answer alone."""

    label_vi = line_field(gettext_lazy("Wording"), required=True)
    label_en = line_field(gettext_lazy("The same in English"))
    column = forms.ChoiceField(label=gettext_lazy("Sum of the column"))
    where = forms.ChoiceField(
        label=gettext_lazy("Only the rows whose answer is"),
        required=False,
        help_text=gettext_lazy("Of a column with answers to choose from."),
    )
    key = key_field()

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [(one.key, one.label or one.key) for one in table.columns if one.kind in NUMERIC]
        cast("forms.ChoiceField", self.fields["column"]).choices = [("", _("Choose")), *numbers]
        cast("forms.ChoiceField", self.fields["where"]).choices = [("", _("All rows")), *_selections(table)]
        self.fields["key"].help_text = ""


def _selections(table: Table) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Answers of the choice columns, as `column=answer`."""
    return [
        (column.label or column.key, [(f"{column.key}={one.key}", one.label or one.key) for one in column.options])
        for column in table.columns
        if column.options
    ]


class BaseTotalFormSet(RowFormSet):
    row_label = gettext_lazy("Total %(number)s")


TotalFormSet: Any = forms.formset_factory(
    TotalForm,
    formset=BaseTotalFormSet,
    extra=1,
    can_delete=True,
    can_order=True,
    max_num=MAX_TOTALS,
    validate_max=True,
)


def total_rows(table: Table) -> list[dict[str, Any]]:
    """The totals as rows of the form."""
    return [
        {
            **text_values("label", total.label),
            "column": total.column,
            "where": f"{total.where}={total.is_value}" if total.where else "",
            "key": total.key,
        }
        for total in table.totals
    ]


def totals_of(rows: list[dict[str, Any]]) -> tuple[Total, ...]:
    """The totals of typed rows."""
    return tuple(
        Total(
            key=row["key"],
            column=row["column"],
            label=read_text(row, "label"),
            where=row["where"].partition("=")[0],
            is_value=row["where"].partition("=")[2],
        )
        for row in rows
    )
