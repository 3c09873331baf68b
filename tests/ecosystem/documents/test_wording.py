"""Words of the form: numbers in words, dates, blanks, points of lists."""

from datetime import UTC, date, datetime

import pytest

from ecosystem.documents import wording


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (105, "Một trăm linh năm đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (40_000_000, "Bốn mươi triệu đồng"),
        (75_500_000, "Bảy mươi lăm triệu năm trăm nghìn đồng"),
        (400_000_001, "Bốn trăm triệu không trăm linh một đồng"),
        (21_720_000_000, "Hai mươi mốt tỷ bảy trăm hai mươi triệu đồng"),
        (1_000_000_050_000, "Một nghìn tỷ không trăm năm mươi nghìn đồng"),
        (-5_000, "Âm năm nghìn đồng"),
    ],
)
def test_dong_in_words(dong: int, words: str) -> None:
    assert wording.dong_in_words(dong) == words


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (21_720_000_000, "21,72 tỷ đồng"),
        (1_000_000, "1 triệu đồng"),
        (40_650_750_000, "40.650,75 triệu đồng"),
        (1_234_567, "1.234.567 đồng"),
        (0, "0 đồng"),
        (-2_000_000_000, "-2 tỷ đồng"),
    ],
)
def test_money_words_never_round(dong: int, words: str) -> None:
    assert wording.money_words(dong) == words


def test_number_line_pads_below_ten_and_leaves_blanks() -> None:
    assert wording.number_line("5", "BC-SKHCN") == "Số: 05/BC-SKHCN"
    assert wording.number_line("123", "QĐ-UBND") == "Số: 123/QĐ-UBND"
    assert wording.number_line(None, "BC-SKHCN") == "Số: ……/BC-SKHCN"
    assert wording.number_line("HS-2024-1", "") == "Số: HS-2024-1"


def test_dates_are_padded_as_the_decree_says() -> None:
    assert wording.long_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert wording.long_date(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"
    assert wording.place_date_line("Thành phố Hồ Chí Minh", None) == "Thành phố Hồ Chí Minh, ngày … tháng … năm …"


def test_times_are_formatted_in_the_citys_time_zone() -> None:
    assert wording.short_time(datetime(2025, 12, 31, 17, 0, 1, tzinfo=UTC)) == "00:00:01 ngày 01/01/2026"


def test_numerals_and_points() -> None:
    assert [wording.roman(n) for n in (1, 4, 9, 14, 40, 99, 1949)] == ["I", "IV", "IX", "XIV", "XL", "XCIX", "MCMXLIX"]
    assert "".join(wording.point(n) for n in range(1, 10)) == "abcdđeghi"
    assert wording.point(24) == "aa"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234567.5", None, "1.234.567,5"),
        ("0.05", 1, "0,1"),
        ("-0.04", 1, "0"),
        ("-1.25", 1, "-1,3"),
        (100, None, "100"),
    ],
)
def test_decimal_text(value: str | int, decimals: int | None, text: str) -> None:
    assert wording.decimal_text(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [("99.96", "99,9%"), ("99.9999", "99,9%"), ("100", "100%"), ("0", "0%"), ("0.04", "0,1%"), ("168.766", "168,8%")],
)
def test_percent_text_is_100_only_when_reached_and_0_only_for_nothing(value: str, shown: str) -> None:
    assert wording.percent_text(value) == shown
