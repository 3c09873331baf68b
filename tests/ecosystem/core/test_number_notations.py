"""Numbers in Vietnamese and in English notation: read as they are meant, never silently small, and shown in the reader's."""

import importlib
import pkgutil
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.core.money import MAX_VND, AmbiguousNumber, VndField, localized_number, parse_number, parse_vnd
from ecosystem.core.ui.figures import number_vi, percent_vi, vnd, vnd_short
from ecosystem.core.ui.number_fields import CountField, NumberField
from ecosystem.dashboards.forms import SelectionForm
from ecosystem.lists.filters import MoneyFilter
from programmes.plan.reference_tables import TABLES
from startups.forms.funding_round import parse_amount

APPS = ("ecosystem", "startups", "programmes")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("500,000", "500000"),
        ("500.000", "500000"),
        ("1,500,000", "1500000"),
        ("1.500.000,75", "1500000.75"),
        ("1,500,000.75", "1500000.75"),
        ("1 500 000", "1500000"),
        ("1 500,5", "1500.5"),
        ("7,5", "7.5"),
        ("7.25", "7.25"),
    ],
)
def test_number_is_read_in_both_notations(typed, number):
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.234,567", "1234.567"),
        ("1,234.567", "1234.567"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("12345,678", "12345.678"),
    ],
)
def test_three_decimals_are_read_where_a_field_has_them(typed, number):
    assert parse_number(typed, decimals=3) == Decimal(number)
    with pytest.raises(ValueError):  # noqa: PT011 - the caller only tells readable from not
        parse_number(typed)


@pytest.mark.parametrize(
    "typed",
    ["1.2.3", "1,50,000", "1.500,000,000", "50 00", "1 5", "1,500.000.000", "1.,5", "1,", ".5", "1.0000", "1,0000"],
)
def test_number_that_fits_no_notation_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - the caller only tells readable from not
        parse_number(typed)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [("1,500 tỷ", ("1.500.000.000.000", "1.500.000.000")), ("1.500 triệu", ("1.500.000.000", "1.500.000"))],
)
def test_one_group_of_three_before_a_unit_is_refused_with_both_readings(typed, readings):
    with pytest.raises(ValidationError) as caught:
        VndField().clean(typed)

    assert caught.value.code == "ambiguous"
    assert all(reading in caught.value.messages[0] for reading in readings)


def test_decimal_field_of_three_digits_refuses_what_can_be_thousands():
    three, two = NumberField(max_digits=12, decimal_places=3), NumberField(max_digits=12, decimal_places=2)

    with pytest.raises(ValidationError) as caught:
        three.clean("1,083")
    assert caught.value.code == "ambiguous"
    assert two.clean("1,083") == 1083
    assert three.clean("1083") == 1083


def form_classes():
    """Every form class of the portal, those of the reference tables among them."""
    for app in APPS:
        for module in pkgutil.walk_packages(importlib.import_module(app).__path__, f"{app}."):
            if "forms" in module.name:
                importlib.import_module(module.name)
    classes, waiting = {table.form for table in TABLES}, [forms.BaseForm]
    while waiting:
        found = waiting.pop()
        classes |= {found} if found.__module__.startswith(APPS) else set()
        waiting += found.__subclasses__()
    return classes


def number_fields():
    """The number fields of every form class, as form, name and field."""
    for form in form_classes():
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, forms.IntegerField | forms.DecimalField):
                yield form, name, field


def test_every_number_field_reads_thousands_and_decimals_in_both_notations():
    """Django's fields read 1.000 people as one, and refuse 69,5. What an address selects is not typed."""
    fields = [(form, name, field) for form, name, field in number_fields() if form is not SelectionForm]

    assert {name for _, name, _ in fields} >= {"team_size", "months", "weight", "pass_mark", "quantity", "max_months"}
    assert [(form, name) for form, name, field in fields if not isinstance(field, CountField | NumberField)] == []


@pytest.mark.parametrize("typed", ["1.000", "1,000", "1 000", "1000"])
def test_whole_number_is_never_read_smaller(typed):
    assert CountField().clean(typed) == 1000


@pytest.mark.parametrize("typed", ["1.5", "1,5", "1.0000", "1.00,0", "một", "1e3", "--1"])
def test_whole_number_with_a_fraction_or_letters_is_refused(typed):
    with pytest.raises(ValidationError):
        CountField().clean(typed)


def test_filters_of_lists_and_funding_rounds_read_the_same():
    assert MoneyFilter(field_name="amount").field.clean("500,000") == 500_000
    assert parse_amount("500,000", "USD") == 500_000
    with pytest.raises(AmbiguousNumber):
        parse_amount("1,500 tỷ", "VND")


@given(st.integers(min_value=1000, max_value=MAX_VND), st.sampled_from([".", ",", " "]))
def test_grouped_amount_is_never_read_smaller(amount, separator):
    assert parse_vnd(f"{amount:,}".replace(",", separator)) == amount


@given(
    st.integers(min_value=0, max_value=10**12),
    st.integers(min_value=0, max_value=99),
    st.sampled_from(["vi", "en"]),
)
def test_number_formatted_in_one_language_parses_in_both(whole, cents, language):
    number = Decimal(whole) + Decimal(cents) / 100
    with translation.override(language):
        shown = localized_number(number, 2)

    for reader in ("vi", "en"):
        with translation.override(reader):
            assert parse_number(shown) == number


@given(st.text(alphabet="0123456789., ", max_size=20))
def test_text_is_read_as_one_of_its_notations_or_refused(text):
    """Whatever is accepted has the digits that were typed: no digit is lost, and none is made up."""
    try:
        number = parse_number(text)
    except ValueError:
        return
    digits = "".join(c for c in text if c.isdigit())
    assert number == Decimal(digits).scaleb(-len(f"{number:f}".partition(".")[2]))


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("vi", ["1.083", "1.083,5", "1.000.000\xa0₫", "122,4 tỷ đồng", "1.168,8\xa0%"]),
        ("en", ["1,083", "1,083.5", "1,000,000\xa0₫", "122.4 billion đồng", "1,168.8\xa0%"]),
    ],
)
def test_figures_are_written_in_the_notation_of_the_page(language, shown):
    with translation.override(language):
        written = [
            number_vi(1083),
            number_vi(Decimal("1083.5")),
            vnd(1_000_000),
            vnd_short(122_400_000_000),
            percent_vi(Decimal("1168.8")),
        ]

    assert written == shown
