"""PDF files: form of Decree 30/2020, own fonts only, literal user text, the same bytes."""

import io
import os
import re
import subprocess
import sys
import unicodedata
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from PIL import Image
from pypdf import PdfReader

from ecosystem.documents.document import pdf_bytes
from ecosystem.documents.typesetting import MissingFontsError, printable, svg_to_png, text_width
from programmes.grants.documents import (
    application_receipt,
    application_receipt_pdf,
    decision_letter,
    decision_letter_pdf,
)
from tests.ecosystem.documents import samples
from tests.ecosystem.documents.reading import pdf_fonts, pdf_pages, pdf_spots, pdf_text, without_spaces
from tests.thorough import sample

TINOS = {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
MARKUP = [
    '#import "letterhead.typ": *',
    '#panic(1) #eval("1")',
    "*đậm* _nghiêng_ `mã` <nhãn>",
    "$x^2 + y_1$",
    "@ref @@ [khối] {mã}",
    "\\u{41} \\\\ \\n",
    "// chú thích /* và */",
    "= Tiêu đề giả",
    "<script>alert(1)</script>",
    "~ -- --- ... ''",
]


def answered(text: str) -> Any:
    data = samples.receipt()
    data["answers"] = [{"label": "Nội dung", "text": text}]
    return data


@pytest.mark.row("A18")
def test_receipt_holds_exactly_what_was_sent() -> None:
    text = pdf_text(application_receipt_pdf(samples.receipt()))

    for expected in (
        "Số: HS-2024-000123",
        "GIẤY TIẾP NHẬN HỒ SƠ",
        "16:59:58 ngày 05/03/2024",
        "Trần Văn Đức (duc@example.com)",
        "0312345678",
        "Rác hữu cơ của bếp ăn chưa được tận dụng.",
        "Mỗi ngày một bếp thải 40 kg.",
        "Tính mới (để trống)",
        "1 Tháng 1-3 Hoàn thiện mẫu thử Mẫu thử chạy 30 ngày",
        "1 Tiền công lao động trực tiếp 02 kỹ sư, 3 tháng 30.000.000",
        "2 Chi phí khác Vật tư, thử nghiệm 45.500.000",
        "Cộng Chi phí khác 45.500.000",
        "Tổng cộng 75.500.000",
        "Bằng chữ: Bảy mươi lăm triệu năm trăm nghìn đồng.",
        "thuyết minh (bản cuối).pdf 1,5 MB",
        "Thời hạn trả kết quả 26/03/2024",
    ):
        assert expected in text
    assert "0123456789abcdef" * 4 in without_spaces(text)
    assert "fedcba9876543210" * 4 in without_spaces(text)


def test_decision_has_the_parts_of_the_form_and_blanks_for_the_records_office() -> None:
    text = pdf_text(decision_letter_pdf(samples.decision()))

    order = [
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: ……/QĐ-SKHCN",
        "Thành phố Hồ Chí Minh, ngày … tháng … năm 2024",
        "QUYẾT ĐỊNH Về việc hỗ trợ dự án “Máy ủ rác bếp ăn” giai đoạn ươm tạo",
        "GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Căn cứ biên bản họp hội đồng đánh giá hồ sơ;",
        "Theo đề nghị của Trưởng phòng Quản lý khoa học và công nghệ.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Hỗ trợ Công ty TNHH Bếp Xanh (mã số thuế 0312345678)",
        "75.500.000 đồng (bảy mươi lăm triệu năm trăm nghìn đồng)",
        "Điều 3.",
        "thi hành Quyết định này./.",
        "Nơi nhận: - Như Điều 3; - Ban Giám đốc Sở; - Lưu: VT, QLKHCN.",
        "GIÁM ĐỐC ……",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert places == sorted(places)


def test_pages_are_a4_with_the_margins_of_the_decree_and_numbers_from_page_two() -> None:
    pdf = application_receipt_pdf(answered("Một đoạn văn dài. " * 500))

    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
        spots = pdf_spots(pdf, number - 1)
        in_margin = [(text, x) for text, x, y in spots if y < 20]
        if number == 1:
            assert in_margin == []
        else:
            assert [text for text, _ in in_margin] == [str(number)]
            assert in_margin[0][1] == pytest.approx(30 + 165 / 2, abs=2)
        body = [(x, y) for _, x, y in spots if y >= 20]
        assert min(x for x, _ in body) >= 29.9
        assert max(x for x, _ in body) <= 195.1
        assert max(y for _, y in body) <= 277.1


@pytest.mark.parametrize("make", [application_receipt_pdf, decision_letter_pdf])
def test_only_our_fonts_are_in_the_file(make: Any) -> None:
    pdf = make(samples.receipt() if make is application_receipt_pdf else samples.decision())

    assert {"Tinos-Regular", "Tinos-Bold"} <= pdf_fonts(pdf) <= TINOS


def test_file_says_it_is_archivable_tagged_vietnamese_and_dated_by_the_caller() -> None:
    reader = PdfReader(io.BytesIO(decision_letter_pdf(samples.decision())))

    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.findall(r"<pdfaid:(part|conformance)>(\w+)<", metadata) == [("part", "2"), ("conformance", "A")]
    assert re.findall(r"<pdfuaid:part>(\d)<", metadata) == ["1"]
    assert str(reader.trailer["/Root"]["/Lang"]) == "vi-VN"
    assert reader.metadata is not None
    assert reader.metadata.title == "Quyết định Về việc hỗ trợ dự án “Máy ủ rác bếp ăn” giai đoạn ươm tạo"
    assert reader.metadata.creation_date == samples.MOMENT


@pytest.mark.parametrize("markup", MARKUP)
def test_text_with_markup_is_printed_as_typed(markup: str) -> None:
    assert without_spaces(markup) in without_spaces(pdf_text(application_receipt_pdf(answered(f"Trước {markup} sau"))))


def test_markup_in_every_other_place_is_printed_as_typed() -> None:
    mark = "#x*y*$z$@a\\b<script>"
    data = samples.receipt()
    data["sender"] = data["call"] = data["policy"] = mark
    data["parties"] = [(mark, mark)]
    data["plan"] = [{"month": mark, "task": mark, "result": mark}]
    data["costs"] = [{"kind": mark, "description": mark, "amount": 1}]
    data["attachments"] = [{"label": mark, "file_name": mark, "size": 3, "sha256": mark}]

    text = without_spaces(pdf_text(application_receipt_pdf(data)))

    assert text.count(mark) == 14  # the call stands in the heading too


def test_ten_thousand_characters_are_all_there() -> None:
    words = " ".join(f"từ{number}" for number in range(1500))[:10_000]

    assert without_spaces(words) in without_page_numbers(application_receipt_pdf(answered(words)))


def test_ten_thousand_characters_without_a_space_stay_on_the_page() -> None:
    word = "đườngNguyễnHuệ" * 714

    pdf = application_receipt_pdf(answered(word))

    assert word in without_page_numbers(pdf)
    ends = [x + text_width(text, 14) / 72 * 25.4 for text, x, y in pdf_spots(pdf, 1) if y > 20]
    assert len(ends) > 20
    assert max(ends) <= 195.5


def without_page_numbers(pdf: bytes) -> str:
    pages = pdf_pages(pdf)
    return without_spaces(
        "".join(
            re.sub(rf"^{number}\s|\s{number}$", "", page) if number > 1 else page
            for number, page in enumerate(pages, start=1)
        )
    )


def test_decomposed_text_gives_the_same_file_as_composed_text() -> None:
    composed = answered("Đường Nguyễn Huệ, phường Sài Gòn")
    decomposed = deepcopy(composed)
    decomposed["answers"][0]["text"] = unicodedata.normalize("NFD", composed["answers"][0]["text"])
    assert decomposed != composed

    assert application_receipt_pdf(decomposed) == application_receipt_pdf(composed)


def test_characters_missing_from_the_font_are_replaced_by_their_code() -> None:
    text = pdf_text(application_receipt_pdf(answered("Tăng tốc 🚀 với 公司; x ≥ 5; ☑ xong\u202egnp.exe\u0000")))

    assert "Tăng tốc [U+1F680] với [U+516C][U+53F8]; x >= 5; [x] xonggnp.exe" in text


def test_windows_and_old_mac_line_ends_are_lines() -> None:
    assert printable("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_the_same_data_give_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.ecosystem.documents import samples;"
        "from programmes.grants.documents import application_receipt_pdf, decision_letter_pdf;"
        "print(hashlib.sha256(application_receipt_pdf(samples.receipt())"
        " + decision_letter_pdf(samples.decision())).hexdigest())"
    )

    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(django_settings.BASE_DIR),
            env={**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "ecosystem.settings", "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"))
    }

    assert len(digests) == 1


def test_another_moment_is_another_file() -> None:
    data = samples.decision()
    first = decision_letter_pdf(data)
    data["made_at"] = datetime(2024, 1, 1, tzinfo=UTC)

    assert decision_letter_pdf(data) != first


def test_missing_fonts_raise_instead_of_falling_back(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path

    with pytest.raises(MissingFontsError, match=r"lacks Tinos-Regular\.ttf, Tinos-Bold\.ttf"):
        decision_letter_pdf(samples.decision())


def test_notice_is_at_the_foot_of_every_page() -> None:
    data = answered("Một đoạn văn dài. " * 500)
    data["notice"] = "Dữ liệu minh họa, không có giá trị pháp lý"

    pages = pdf_pages(application_receipt_pdf(data))

    assert [page.count("Dữ liệu minh họa, không có giá trị pháp lý") for page in pages] == [1] * len(pages)


def test_document_draws_svg_and_png_images_with_their_words() -> None:
    document = decision_letter(samples.decision())
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(buffer, "PNG")
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text x="1" y="9">M\xe1\xbb\xa9c</text></svg>'
    )
    document["blocks"] = [
        {"type": "chart", "image": name, "caption": f"Hình {name}", "alt": f"mô tả {name}"} for name in ("a", "b")
    ]

    pdf = pdf_bytes(document, {"a": buffer.getvalue(), "b": svg}, timestamp=samples.MOMENT)

    assert "Hình a" in pdf_text(pdf)
    assert any(len(page.images) == 1 for page in PdfReader(io.BytesIO(pdf)).pages)


def test_svg_png_draws_at_the_requested_resolution() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><rect width="96" height="48" fill="red"/></svg>'
    )

    png = svg_to_png(svg, ppi=144)

    with Image.open(io.BytesIO(png)) as image:
        assert image.size == (144, 72)
        assert image.convert("RGB").getpixel((70, 30)) == (255, 0, 0)
    assert svg_to_png(svg, ppi=144) == png


def test_headings_are_numbered_roman_arabic_and_by_the_vietnamese_alphabet() -> None:
    document = application_receipt(samples.receipt())
    document["blocks"] = [
        {"type": "heading", "level": level, "text": f"Mục {position}"}
        for position, level in enumerate([1, 2, 3, 3, 3, 3, 3, 3, 2, 3, 1, 2])
    ]

    text = pdf_text(pdf_bytes(document, timestamp=samples.MOMENT))

    found = re.findall(r"(\S+) [Mm][ỤụUu][Cc] \d+", text, flags=re.UNICODE)
    assert found == ["I.", "1.", "a)", "b)", "c)", "d)", "đ)", "e)", "2.", "a)", "II.", "1."]


@pytest.mark.parametrize(
    "last",
    sample(
        [
            {"type": "paragraph", "text": "Câu cuối cùng."},
            {"type": "text", "label": "Kiến nghị", "text": "Đoạn đầu.\n" * 12 + "Câu cuối cùng."},
            {"type": "item", "text": "Câu cuối cùng."},
            {"type": "note", "text": "Câu cuối cùng."},
            {"type": "table", "columns": [{"title": "Nội dung", "width": 1}], "rows": [["Dòng"], ["Câu cuối cùng."]]},
        ],
        at_most=1,
    ),
    ids=lambda block: block["type"],
)
def test_signature_is_never_alone_on_a_page(last: Any) -> None:
    document = decision_letter(samples.decision())
    turns = set()
    for lines in range(1, 38):
        filled = [{"type": "item", "text": f"Dòng {n}."} for n in range(lines)]
        pages = pdf_pages(
            pdf_bytes({**document, "blocks": [*document["blocks"], *filled, last]}, timestamp=samples.MOMENT)
        )
        signed = [number for number, page in enumerate(pages) if "GIÁM ĐỐC" in page and "Nơi nhận" in page]
        assert signed == [len(pages) - 1]
        assert "Câu cuối cùng." in pages[-1], lines
        turns.add(len(pages))
    assert len(turns) > 1


def test_item_that_is_longer_than_a_page_still_lets_the_signature_follow() -> None:
    document = decision_letter(samples.decision())
    columns = [{"title": "Nội dung", "width": 1}]
    rows = [[f"Dòng {n}"] for n in range(200)]
    for last in ({"type": "table", "columns": columns, "rows": rows}, {"type": "paragraph", "text": "dài " * 2000}):
        pages = pdf_pages(pdf_bytes({**document, "blocks": [*document["blocks"], last]}, timestamp=samples.MOMENT))
        assert "GIÁM ĐỐC" in pages[-1]
        assert len(pages[0]) > 1200
        assert ("Dòng 199" if last["type"] == "table" else "dài") in pages[-1]
