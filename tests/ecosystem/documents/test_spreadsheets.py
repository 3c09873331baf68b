"""Excel and CSV: texts stay texts, numbers stay numbers, Vietnamese stays whole."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from ecosystem.documents import spreadsheets
from ecosystem.documents.spreadsheets import Sheet, SheetColumn, csv_lines, xlsx_bytes
from tests.ecosystem.documents.reading import xlsx_cells

FORMULAS = ["=1+1", '=HYPERLINK("http://example.com","x")', "+84 28 3932 0122", "-5", "@SUM(A1)", "{=1}", "http://x.vn"]


def column(rows: list[object], kind: str = "text") -> Sheet:
    return Sheet("Dữ liệu", [SheetColumn("Cột", kind)], [[row] for row in rows])


def test_texts_are_never_formulas_or_links() -> None:
    xlsx = xlsx_bytes([column([*FORMULAS])])

    cells = xlsx_cells(xlsx)
    assert [cells[f"A{line}"] for line in range(2, 9)] == [("inlineStr", text) for text in FORMULAS]
    with zipfile.ZipFile(io.BytesIO(xlsx)) as archive:
        assert [name for name in archive.namelist() if "rels" in name and "sheet" in name] == []


def test_numbers_dates_and_gaps_keep_their_kinds() -> None:
    columns = [SheetColumn(kind, kind) for kind in spreadsheets.NUMBER_FORMATS]
    moment = datetime(2026, 1, 1, 17, 30, tzinfo=UTC)
    row = ["0312345678", 0, Decimal("1234.5"), Decimal("168.8"), 21_720_000_000, date(2026, 2, 11), moment]

    cells = xlsx_cells(xlsx_bytes([Sheet("S", columns, [row, [None] * 7, [10**15, True, *[None] * 5]])]))

    assert [cells[f"{letter}2"] for letter in "ABCDEFG"] == [
        ("inlineStr", "0312345678"),
        ("n", "0"),
        ("n", "1234.5"),
        ("n", "168.8"),
        ("n", "21720000000"),
        ("n", "46064"),
        ("n", cells["G2"][1]),
    ]
    assert float(cells["G2"][1]) == pytest.approx(46024 + 0.5 / 24)
    assert [cells[f"{letter}3"][1] for letter in "ABCDEFG"] == [""] * 7
    assert cells["A4"] == ("inlineStr", "1000000000000000")
    assert cells["B4"] == ("b", "1")


def test_formats_group_thousands_and_show_the_currency() -> None:
    money, day = column([1], "money"), column([date(2026, 1, 2)], "date")
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes([money, day]))) as archive:
        styles = archive.read("xl/styles.xml").decode()

    assert 'formatCode="#,##0&quot; ₫&quot;"' in styles
    assert 'formatCode="dd/mm/yyyy"' in styles


def test_notes_are_above_the_headings() -> None:
    cells = xlsx_cells(xlsx_bytes([Sheet("S", [SheetColumn("A")], [["x"]], notes=["=Nguồn", "Ngày"])]))

    assert [cells[name][1] for name in ("A1", "A2", "A4", "A5")] == ["=Nguồn", "Ngày", "A", "x"]


def test_sheet_names_are_made_fit_and_different() -> None:
    names = ["Báo cáo [2026]: a/b*?\\", "x" * 40, "X" * 40, "", "History", "'x'"]
    taken: set[str] = set()

    made = [spreadsheets._sheet_name(name, taken) for name in names]

    assert made == ["Báo cáo  2026   a b", "x" * 31, "X" * 27 + " (2)", "Sheet", "History (2)", "x"]
    xlsx_bytes([Sheet(name, [SheetColumn("A")], []) for name in names])


def test_unfit_and_long_texts_are_truncated_at_the_limits_of_excel() -> None:
    cells = xlsx_cells(xlsx_bytes([column(["a\x00\x1fb\ud800c", "dài " * 10_000])]))

    assert cells["A2"][1] == "abc"
    assert len(cells["A3"][1]) == 32_767


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 3)

    with pytest.raises(ValueError, match="more rows than Excel holds"):
        xlsx_bytes([column([1, 2, 3])])


def test_the_same_rows_give_the_same_bytes() -> None:
    def make() -> bytes:
        return xlsx_bytes([column(["Đường", 1])], created=datetime(2024, 1, 1, tzinfo=UTC))

    with time_machine.travel("2030-01-01", tick=False):
        first = make()
    with time_machine.travel("2031-02-03", tick=False):
        assert make() == first


def test_csv_has_a_bom_and_no_formulas() -> None:
    rows = [[text, -5, Decimal("1234.50"), date(2026, 2, 11), None, True] for text in FORMULAS]

    data = "".join(csv_lines(["Tên", "a", "b", "c", "d", "e"], rows)).encode()

    assert data.startswith(b"\xef\xbb\xbfT\xc3\xaan,")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == [
        "'=1+1",
        '\'=HYPERLINK("http://example.com","x")',
        "'+84 28 3932 0122",
        "'-5",
        "'@SUM(A1)",
        "{=1}",
        "http://x.vn",
    ]
    assert lines[1][1:] == ["-5", "1234.50", "2026-02-11", "", "true"]


def test_csv_times_tell_their_zone_and_lines_stay_in_their_cell() -> None:
    data = "".join(csv_lines(["a"], [[datetime(2026, 1, 1, 17, 0, tzinfo=UTC)], ['x\n"y",z']])).encode()

    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        ["a"],
        ["2026-01-02T00:00:00+07:00"],
        ['x\n"y",z'],
    ]


def test_percentages_keep_their_value_and_never_show_as_reached_or_as_none() -> None:
    values = [Decimal("99.96"), Decimal("0.04"), Decimal("168.766"), 100, 0]
    xlsx = xlsx_bytes([column([*values], "percent")])
    with zipfile.ZipFile(io.BytesIO(xlsx)) as archive:
        styles = archive.read("xl/styles.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    forms = re.findall(r"<cellXfs.*?</cellXfs>", styles, re.S)[0].split("<xf ")[1:]
    ids = [re.findall(r'numFmtId="(\d+)"', form)[0] for form in forms]
    codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
    used = [codes.get(ids[int(style)]) for style in re.findall(r'<c r="A[2-6]" s="(\d+)"', sheet)]

    assert [xlsx_cells(xlsx)[f"A{line}"][1] for line in range(2, 7)] == ["99.96", "0.04", "168.766", "100", "0"]
    assert used == [*["#,##0.0##########&quot;%&quot;"] * 2, *["#,##0.0&quot;%&quot;"] * 3]
