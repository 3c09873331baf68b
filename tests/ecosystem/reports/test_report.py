"""The period report: what it says, in PDF and Word alike, and that it never changes."""

import io
import json
import re
import zipfile
from copy import deepcopy
from typing import Any

import docx
import pytest
import time_machine
from docx.oxml.ns import qn
from pypdf import PdfReader

from ecosystem.documents.chart_svg import chart_svg
from ecosystem.reports.rendering import (
    NO_DATA,
    canonical_json,
    figure,
    render_report,
    report_chart_options,
    snapshot_sha256,
)
from ecosystem.reports.rendering.words import figure_text, percent_figure_text
from tests.ecosystem.documents import samples
from tests.ecosystem.documents.reading import pdf_fonts, pdf_pages, pdf_text, without_spaces


@pytest.fixture(scope="module")
def rendered_report() -> Any:
    return render_report(samples.snapshot())


@pytest.fixture(scope="module")
def word_document(rendered_report: Any) -> Any:
    return docx.Document(io.BytesIO(rendered_report["docx"]))


def word_cells(word_document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in word_document.tables for row in table.rows]


def word_text(word_document: Any) -> str:
    paragraphs = [paragraph.text for paragraph in word_document.paragraphs]
    return "\n".join(paragraphs + [cell for row in word_cells(word_document) for cell in row])


@pytest.mark.row("P11", "D12")
def test_report_has_the_parts_of_the_form_in_order(rendered_report: Any) -> None:
    text = pdf_text(rendered_report["pdf"])

    order = [
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Số: 08/BC-SKHCN",
        "Thành phố Hồ Chí Minh, ngày 20 tháng 6 năm 2023",
        "BÁO CÁO Kết quả phát triển hệ sinh thái khởi nghiệp đổi mới sáng tạo 6 tháng đầu năm 2023",
        "Kính gửi: Hội đồng nhân dân Thành phố Hồ Chí Minh",
        "(số liệu từ ngày 15/12/2022 đến hết ngày 14/06/2023)",
        "I. TÌNH HÌNH CHUNG",
        "II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU",
        "1. Đề án hỗ trợ phát triển hệ sinh thái",
        "Bảng 1. Kết quả thực hiện chỉ tiêu, QĐ 672/QĐ-UBND",
        "Biểu đồ 1.",
        "III. KINH PHÍ THỰC HIỆN",
        "Trong kỳ đã duyệt hỗ trợ 17,46 tỷ đồng, đã giải ngân 10.730,75 triệu đồng",
        "Bảng 2. Kinh phí duyệt và giải ngân trong kỳ, QĐ 672/QĐ-UBND",
        "Bảng 3. Ngân sách năm 2023, lũy kế đến hết kỳ, QĐ 672/QĐ-UBND",
        "Biểu đồ 2.",
        "IV. HỖ TRỢ DỰ ÁN KHỞI NGHIỆP ĐỔI MỚI SÁNG TẠO",
        "V. KẾT QUẢ, KHÓ KHĂN VÀ KIẾN NGHỊ CỦA CÁC ĐƠN VỊ PHỐI HỢP",
        "1. Thành Đoàn Thành phố Hồ Chí Minh a) Kết quả - Cho vay hơn 215 tỷ đồng",
        "b) Khó khăn, vướng mắc - Quỹ hỗ trợ thanh niên khởi nghiệp đã hết nguồn vốn cho vay.",
        "c) Kiến nghị, đề xuất - Bổ sung vốn cho Quỹ trong kế hoạch năm sau (kiến nghị Sở Tài chính)",
        "2. Sở Giáo dục và Đào tạo",
        "3. Đơn vị chưa gửi báo cáo",
        "có 2 đơn vị được đề nghị nhưng chưa gửi báo cáo: - Ban Quản lý Khu Công nghệ cao",
        "VI. NHIỆM VỤ TRỌNG TÂM KỲ TỚI",
        "VII. ĐÍNH CHÍNH SỐ LIỆU ĐÃ BÁO CÁO - Báo cáo số 05/BC-SKHCN ngày 05 tháng 01 năm 2023:",
        "Trên đây là báo cáo kết quả 6 tháng đầu năm 2023 của Sở Khoa học và Công nghệ./.",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Nguyễn Thị Ánh Tuyết",
        "Phụ lục I DANH SÁCH QUYẾT ĐỊNH HỖ TRỢ",
        "(Kèm theo Báo cáo số 08/BC-SKHCN ngày 20 tháng 6 năm 2023 của Sở Khoa học và Công nghệ)",
        "Phụ lục II NGUỒN VÀ THỜI ĐIỂM CỦA SỐ LIỆU",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert places == sorted(places)
    assert "Nơi nhận: - Như trên; - Thường trực Ủy ban nhân dân Thành phố;" in text
    assert "- Lưu: VT, QLKHCN." in text


@pytest.mark.row("D5")
def test_zero_no_data_not_due_and_not_applicable_are_printed_differently(rendered_report: Any) -> None:
    text = pdf_text(rendered_report["pdf"])

    assert "CT1 Tỷ trọng đóng góp" in text
    assert "% chưa có số liệu chưa đến hạn chưa đến hạn 45 chưa đến hạn chưa đến hạn" in text
    assert "dự án 200 0 0% 1.000 693 69,3%" in text
    assert "startup không áp dụng 14 không áp dụng 100 236 236%" in text
    states = ["no_data", "not_due", "not_reported", "not_applicable"]
    printed = {figure_text(figure(0)), *(figure_text({"state": state, "value": ""}) for state in states)}
    assert printed == {"0", "chưa có số liệu", "chưa đến hạn", "chưa có báo cáo", "không áp dụng"}


def test_in_year_and_cumulative_figures_are_separate_and_may_exceed_a_hundred_percent(rendered_report: Any) -> None:
    text = pdf_text(rendered_report["pdf"])

    assert "doanh nghiệp 600 2.093 348,8% 3.000 5.063 168,8%" in text
    assert "Năm 2023 (đến hết kỳ) Lũy kế cả giai đoạn" in text
    assert "trong đó 2 chỉ tiêu đạt hoặc vượt mục tiêu." in text


def test_money_is_exact_and_sums_are_those_of_the_rows(rendered_report: Any) -> None:
    text = pdf_text(rendered_report["pdf"])

    assert "105.000.000.000 52.500.000.000 31.250.750.000 29,8%" in text
    assert "Tổng cộng 155.000.000.000 74.220.000.000 40.650.750.000 26,2%" in text
    assert (
        "Ngân sách năm 2023, đến hết kỳ: kế hoạch 155 tỷ đồng; đã duyệt hỗ trợ 74,22 tỷ đồng; đã giải ngân 40.650,75 triệu đồng"
        in text
    )
    assert "Tổng cộng 17.460.000.000 10.730.750.000 3.200.000.000" in text
    assert "triệu đồng 48.000 21.720,5 45,3%" in text
    assert "Tiền ươm tạo 12 480.000.000 240.000.000 Ươm tạo 11 880.000.000 440.000.000" in text
    assert "có 32 quyết định hỗ trợ với tổng kinh phí 4,96 tỷ đồng, đã giải ngân cho các quyết định này 2,48 tỷ" in text
    assert "mỗi dự án tính một lần vào ngày được duyệt lần đầu: 31; số đơn vị khởi nghiệp được hỗ trợ: 29." in text
    assert text.count("/QĐ-SKHCN ngày 10/05/2023") == 32
    assert "32 132/QĐ-SKHCN ngày 10/05/2023 Công ty Cổ phần Công nghệ Nước Sạch 132 Tăng tốc" in text


def test_sums_too_long_for_their_column_are_printed_in_billions() -> None:
    snapshot = samples.snapshot()
    (row,) = [row for scheme in snapshot["schemes"] for row in scheme["indicators"] if row["code"] == "CT5"]
    row["target_year"] = figure(5_000_000_000_000)

    text = pdf_text(render_report(snapshot)["pdf"])

    assert "tỷ đồng 5.000 21,7205 45,3%" in text


def test_scheme_without_any_share_says_so() -> None:
    snapshot = samples.snapshot()
    for row in snapshot["schemes"][0]["indicators"]:
        row["percent_period"] = {"state": "not_due", "value": ""}

    assert "chưa chỉ tiêu nào có tỷ lệ thực hiện so với mục tiêu cả giai đoạn." in pdf_text(
        render_report(snapshot)["pdf"]
    )


def test_pdf_contains_the_charts_with_their_figures_and_fonts(rendered_report: Any) -> None:
    text = pdf_text(rendered_report["pdf"])

    assert len(re.findall(r"168,8%", text)) == 2  # table and chart
    assert "KH 105 tỷ" in text
    assert pdf_fonts(rendered_report["pdf"]) == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
    plans = report_chart_options(samples.snapshot())
    assert list(plans) == ["progress-1", "money-1"]
    assert "Doanh nghiệp được nâng cao năng lực đổi mới sáng tạo: 168,8%" in plans["progress-1"].alt
    assert "chưa đến hạn" not in plans["progress-1"].alt


def test_annexes_are_numbered_by_themselves_and_wide_tables_lie_down(rendered_report: Any) -> None:
    pages = PdfReader(io.BytesIO(rendered_report["pdf"])).pages
    texts = pdf_pages(rendered_report["pdf"])

    first = next(n for n, text in enumerate(texts) if "DANH SÁCH QUYẾT ĐỊNH" in text)
    wide = next(n for n, text in enumerate(texts) if "NGUỒN VÀ THỜI ĐIỂM" in text)

    assert [text.split("\n")[0] for text in texts[1:first]] == [str(n) for n in range(2, first + 1)]
    assert texts[first].startswith("Phụ lục I")
    assert texts[first + 1].split("\n")[0] == "2"
    assert texts[wide].startswith("Phụ lục II")
    assert [float(page.mediabox.width) > float(page.mediabox.height) for page in pages] == [
        number >= wide for number in range(len(pages))
    ]


def test_the_hash_of_the_figures_is_printed(rendered_report: Any) -> None:
    snapshot = samples.snapshot()

    assert snapshot["sha256"] in without_spaces(pdf_text(rendered_report["pdf"]))
    assert snapshot["sha256"] == snapshot_sha256(json.loads(json.dumps(snapshot)))
    assert '"sha256"' not in canonical_json(snapshot)
    snapshot["awards"][0]["paid"] += 1
    assert snapshot_sha256(snapshot) != snapshot["sha256"]


def test_the_same_snapshot_gives_the_same_files_at_another_time(rendered_report: Any) -> None:
    with time_machine.travel("2031-05-06 07:08:09+00:00"):
        again = render_report(json.loads(json.dumps(samples.snapshot())))

    assert again["pdf"] == rendered_report["pdf"]
    assert again["docx"] == rendered_report["docx"]


@pytest.mark.row("D12")
def test_word_opens_and_holds_the_same_figures(rendered_report: Any, word_document: Any) -> None:
    cells = word_cells(word_document)
    text = word_text(word_document)

    assert [
        "CT2",
        "Doanh nghiệp được nâng cao năng lực đổi mới sáng tạo",
        "doanh nghiệp",
        "600",
        "2.093",
        "348,8%",
        "3.000",
        "5.063",
        "168,8%",
    ] in cells
    assert ["Tổng cộng", "155.000.000.000", "74.220.000.000", "40.650.750.000", "26,2%"] in cells
    assert "II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU" in text
    assert "Nguyễn Thị Ánh Tuyết" in text
    pdf = without_spaces(pdf_text(rendered_report["pdf"]))
    assert [value for row in cells for value in row if without_spaces(value) not in pdf] == []


def test_word_has_the_page_of_the_decree(word_document: Any) -> None:
    first, second, third = word_document.sections

    assert [round(side.mm) for side in (first.page_width, first.page_height)] == [210, 297]
    assert [round(m.mm) for m in (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)] == [
        20,
        20,
        30,
        15,
    ]
    assert round(third.page_width.mm) == 297
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    assert "PAGE" not in first.first_page_header._element.xml
    assert second._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert second.header.is_linked_to_previous


def test_word_names_only_times_new_roman_and_repeats_table_heads(rendered_report: Any, word_document: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered_report["docx"])) as archive:
        body = archive.read("word/document.xml").decode()
        times = {entry.date_time for entry in archive.infolist()}

    assert set(re.findall(r'w:ascii="([^"]+)"', body)) == set()
    assert word_document.styles["Normal"].font.name == word_document.styles["Heading 1"].font.name == "Times New Roman"
    heads = [table for table in word_document.tables if table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None]
    assert len(heads) == 6
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_word_pictures_have_words(word_document: Any) -> None:
    words = [shape._inline.docPr.get("descr") for shape in word_document.inline_shapes]

    assert [text.split(",")[0] for text in words] == [
        "Tỷ lệ thực hiện mục tiêu cả giai đoạn",
        "Kinh phí kế hoạch",
    ]


def test_an_empty_period_is_a_whole_report() -> None:
    snapshot = samples.snapshot()
    snapshot.update(
        schemes=[],
        contributions=[],
        awards=[],
        award_groups=[],
        corrections=[],
        next_steps=[],
        summary=[],
        legal_basis=[],
        addressees=[],
    )
    snapshot["letterhead"] = {**snapshot["letterhead"], "number": None, "date": None, "year": 2023}
    snapshot["signature"]["name"] = None

    result = render_report(snapshot)

    text = pdf_text(result["pdf"])
    assert "Số: ……/BC-SKHCN" in text
    assert "Trong kỳ không phát sinh quyết định hỗ trợ." in text
    assert "Trong kỳ không có báo cáo của đơn vị phối hợp." in text
    assert "(Kèm theo Báo cáo số ……/BC-SKHCN ngày … tháng … năm 2023 của Sở Khoa học và Công nghệ)" in text
    assert "PHÓ GIÁM ĐỐC ……" in text
    assert len(docx.Document(io.BytesIO(result["docx"])).inline_shapes) == 0


def test_hostile_and_long_texts_are_only_texts_in_both_files() -> None:
    snapshot = deepcopy(samples.snapshot())
    mark = "#x*y*$z$@a\\b<script>&amp;"
    row = snapshot["schemes"][0]["indicators"][1]
    row.update(name=mark, note="dài " * 2500, code="Đ\x00\x1f")
    snapshot["contributions"][0].update(unit=mark, results=[mark, "x" * 10_000])
    snapshot["awards"][0]["startup"] = mark

    result = render_report(snapshot)

    pdf = without_spaces(pdf_text(result["pdf"]))
    text = word_text(docx.Document(io.BytesIO(result["docx"])))
    assert pdf.count(mark) >= 5
    assert text.count(mark) == 5
    assert "x" * 10_000 in text
    assert pdf.count("dài") >= 2500


def test_a_row_of_an_unknown_pillar_is_not_lost() -> None:
    snapshot = samples.snapshot()
    snapshot["schemes"][0]["indicators"][1]["pillar"] = "9"

    assert "5.063" in pdf_text(render_report(snapshot)["pdf"])


def test_charts_given_by_the_caller_take_their_place() -> None:
    plan = report_chart_options(samples.snapshot())["progress-1"]
    option = deepcopy(plan.option)
    option["yAxis"]["data"][0] = "Nhãn thay thế"

    pdf = render_report(samples.snapshot(), chart_svgs={"progress-1": chart_svg(option, width=560, height=200)})["pdf"]

    assert "Nhãn thay thế" in pdf_text(pdf)


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="period-report/9"):
        render_report({**samples.snapshot(), "schema": "period-report/9"})


def test_figures_are_exact_texts() -> None:
    assert figure("69.30") == {"state": "value", "value": "69.30"}
    assert figure(10**18) == {"state": "value", "value": "1000000000000000000"}
    assert figure(None) == NO_DATA
    assert percent_figure_text(figure("168.766667")) == "168,8%"
    assert percent_figure_text(figure("0.04")) == "0,1%"
    assert percent_figure_text(figure("99.96")) == "99,9%"
    assert figure_text(figure("21720500000"), scale=10**6) == "21.720,5"
    with pytest.raises(ValueError, match="not a figure"):
        figure("NaN")
