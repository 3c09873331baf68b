"""Words and forms of Vietnamese official documents that do not depend on the reader's language.

An issued document is Vietnamese whoever downloads it, so these are data of the form (Decree 30/2020) and not
interface texts.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from ecosystem.core.money import format_number
from ecosystem.core.percents import rounded_percent

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
BLANK = "……"
SHORT_BLANK = "…"
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

# Points of a list go by the Vietnamese alphabet, without the letters that carry a mark (đ is one of its own).
POINTS = "abcdđeghiklmnopqrstuvxy"
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def roman(number: int) -> str:
    """1 → I, 14 → XIV, 40 → XL."""
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def point(number: int) -> str:
    """1 → a, 5 → đ; after y comes aa."""
    index = number - 1
    return POINTS[index % len(POINTS)] * (index // len(POINTS) + 1)


def number_line(number: str | None, symbol: str) -> str:
    """`Số: 05/BC-SKHCN`; a number below ten is padded, one not yet given is left blank for the records office."""
    number_text = number or BLANK
    if number_text.isdecimal():
        number_text = f"{int(number_text):02d}"
    return f"Số: {number_text}/{symbol}" if symbol else f"Số: {number_text}"


def place_date_line(place: str, day: date | None, *, year: int | None = None) -> str:
    """`Thành phố Hồ Chí Minh, ngày 05 tháng 02 năm 2026`, blank where the date is not known."""
    if day is None:
        return f"{place}, ngày {SHORT_BLANK} tháng {SHORT_BLANK} năm {year or SHORT_BLANK}"
    return f"{place}, {long_date(day)}"


def long_date(day: date) -> str:
    """`ngày 05 tháng 02 năm 2026`: days below 10 and the months 1 and 2 are padded, and no others."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """26/02/2021."""
    return f"{day:%d/%m/%Y}"


def short_time(moment: datetime) -> str:
    """`14:05:09 ngày 26/02/2021` in the city's time zone."""
    return f"{moment.astimezone(SAIGON):%H:%M:%S ngày %d/%m/%Y}"


def decimal_text(value: Decimal | int | str, decimals: int | None = None) -> str:
    """1234567.5 → 1.234.567,5. With `decimals` rounded half up, and a fraction of zeros left out."""
    number = Decimal(value)
    if decimals is None:
        decimals = max(0, -int(number.as_tuple().exponent))
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = format_number(abs(rounded), decimals)
    if decimals:
        text = text.rstrip("0").rstrip(",")
    return f"-{text}" if rounded < 0 else text


def percent_text(value: Decimal | int | str) -> str:
    """168.766 → 168,8%, and 99.96 → 99,9%."""
    return f"{decimal_text(rounded_percent(Decimal(value)), 1)}%"


def money_words(dong: int) -> str:
    """21720000000 → `21,72 tỷ đồng`; sums that two decimals would round are given in full."""
    for scale, unit in ((10**9, "tỷ"), (10**6, "triệu")):
        if abs(dong) >= scale and (dong * 100) % scale == 0:
            return f"{decimal_text(Decimal(dong) / scale)} {unit} đồng"
    return f"{format_number(dong)} đồng"


def dong_in_words(dong: int) -> str:
    """40000000 → `Bốn mươi triệu đồng`, as written after a sum in figures."""
    if dong == 0:
        return "Không đồng"
    words = " ".join(_number_words(abs(dong)))
    words = f"âm {words}" if dong < 0 else words
    return f"{words[0].upper()}{words[1:]} đồng"


def _number_words(number: int) -> Iterator[str]:
    if number >= 10**9:
        yield from _number_words(number // 10**9)
        yield "tỷ"
        number %= 10**9
        started = True
    else:
        started = False
    for scale, unit in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = number // scale % 1000
        if group:
            yield from _group_words(group, full=started)
            if unit:
                yield unit
            started = True


def _group_words(group: int, *, full: bool) -> Iterator[str]:
    """Three digits; `full` also says the hundreds and tens that are zero, as after a higher group."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    if hundreds or full:
        yield f"{DIGITS[hundreds]} trăm"
    if tens > 1:
        yield f"{DIGITS[tens]} mươi"
    elif tens == 1:
        yield "mười"
    elif ones and (hundreds or full):
        yield "linh"
    if ones == 1 and tens > 1:
        yield "mốt"
    elif ones == 5 and tens:
        yield "lăm"
    elif ones:
        yield DIGITS[ones]
