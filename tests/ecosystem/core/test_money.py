"""Typed amounts: what people write is read as they mean it, and nothing else is."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.core.money import MAX_VND, VndField, format_number, format_vnd, parse_vnd


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.000.000", 1_000_000),
        ("1000000", 1_000_000),
        ("1 000 000", 1_000_000),
        ("1,000,000", 1_000_000),
        ("1.000.000 ₫", 1_000_000),
        ("1.000.000 đồng", 1_000_000),
        ("40 triệu", 40_000_000),
        ("40 triệu đồng", 40_000_000),
        ("40tr", 40_000_000),
        ("21,72 tỷ", 21_720_000_000),
        ("21,72 tỉ", 21_720_000_000),
        ("1.5 tỷ", 1_500_000_000),
        ("0", 0),
        ("-5", -5),
        ("1,5 TỶ ĐỒNG", 1_500_000_000),
        ("1.000", 1000),
        ("40 trie\u0323\u0302u", 40_000_000),
    ],
)
def test_amount_is_read_as_meant(typed, amount):
    assert parse_vnd(typed) == amount


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "12abc", "1.00.000", "1.0000", "1,5", "0,5 đồng", "1e9", "--5", "1.000,5", "²", "१२३", "NaN", "1..0"],
)
def test_unreadable_amount_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - the caller only tells readable from not
        parse_vnd(typed)


@given(st.integers(min_value=0, max_value=MAX_VND))
def test_formatted_amount_parses_to_the_same_value(amount):
    assert parse_vnd(format_vnd(amount)) == amount
    assert parse_vnd(format_number(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "code"),
    [("-1", "negative"), ("mười", "invalid"), ("9" * 61, "invalid"), (str(MAX_VND + 1), "large"), ("", "required")],
)
def test_field_says_what_is_wrong(typed, code):
    with pytest.raises(ValidationError) as caught:
        VndField().clean(typed)

    assert caught.value.code == code


def test_field_shows_grouped_number():
    assert VndField().prepare_value(1_000_000) == "1.000.000"


def test_field_keeps_what_was_typed():
    assert VndField().prepare_value("mười đồng") == "mười đồng"
