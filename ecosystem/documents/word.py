"""The Word file of an official document: the same blocks as the PDF, in the same form, to be edited by the office.

The file names Times New Roman, which every Word has. The same document and pictures give the same bytes.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import docx as python_docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table

from ecosystem.documents.document import Document, printed_form
from ecosystem.documents.word_blocks import BODY, TEXT_WIDTH, BlockWriter
from ecosystem.documents.word_parts import (
    add_rule,
    add_run,
    fill_cell,
    format_paragraph,
    keep_row_together,
    longest_line,
)

FONT = "Times New Roman"
SIGNATURE_SPACE = 76
LANDSCAPE_WIDTH = Mm(257)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def docx_bytes(document: Document, pictures: Mapping[str, bytes] | None = None, *, timestamp: datetime) -> bytes:
    """The document as .docx; `pictures` are PNG bytes by name; a chart without one is left out, its table stays."""
    data = _xml_texts(printed_form(document))
    docx = python_docx.Document()
    _set_styles(docx)
    _set_properties(docx, data, timestamp)
    _set_page(docx.sections[0], landscape=False)
    _set_margins_texts(docx.sections[0], data["notice"])
    writer = BlockWriter(docx, pictures or {})
    _letterhead(writer, data["letterhead"])
    _kind_and_subject(writer, data)
    for block in data["blocks"]:
        writer.write(block)
    _closing(writer, data)
    for annex in data["annexes"]:
        _annex(writer, annex)
    return _deterministic(docx)


def _letterhead(writer: BlockWriter, lines: dict[str, str]) -> None:
    table = writer.add_table(2, [40, 60])
    left, right = table.rows[0].cells
    issuing, body = lines["issuing_body"].upper(), left.paragraphs[0]
    if lines["parent_body"]:
        fill_cell(left, lines["parent_body"].upper(), size=12, align="center")
        body = left.add_paragraph()
    format_paragraph(body, align="center", after=0)
    add_run(body, issuing, size=12, bold=True)
    add_rule(left, TEXT_WIDTH * 0.4, longest_line(issuing, 12, TEXT_WIDTH * 0.4) * 0.4)
    fill_cell(right, lines["state"], size=12, bold=True, align="center")
    motto = right.add_paragraph()
    format_paragraph(motto, align="center", after=0)
    add_run(motto, lines["motto"], size=13, bold=True)
    add_rule(right, TEXT_WIDTH * 0.6, longest_line(lines["motto"], 13, TEXT_WIDTH * 0.6))
    number = fill_cell(table.rows[1].cells[0], lines["number"], size=13, align="center")
    place_date = fill_cell(table.rows[1].cells[1], lines["place_date"], size=13, italic=True, align="center")
    number.paragraph_format.space_before = place_date.paragraph_format.space_before = Pt(6)


def _kind_and_subject(writer: BlockWriter, data: dict[str, Any]) -> None:
    writer.add_paragraph(data["kind"].upper(), bold=True, align="center", before=18, after=3, keep=True)
    if data["subject"]:
        writer.add_paragraph(data["subject"], bold=True, align="center", after=0, keep=True)
        longest = longest_line(data["subject"], BODY, TEXT_WIDTH)
        add_rule(writer.docx, writer.width, longest * 0.35)
    if len(data["addressees"]) == 1:
        writer.add_paragraph(f"Kính gửi: {data['addressees'][0]}", align="center", before=6)
    elif data["addressees"]:
        for text in ("Kính gửi:", *(f"- {name}" for name in data["addressees"])):
            paragraph = writer.add_paragraph(text, align="left", after=2)
            paragraph.paragraph_format.left_indent = Mm(30)
    writer.add_paragraph(after=0, size=6)


def _closing(writer: BlockWriter, data: dict[str, Any]) -> None:
    signature, recipients = data["signature"], data["recipients"]
    if not signature and not recipients:
        return
    _keep_last_with_next(writer)
    writer.add_paragraph(after=0, size=6, keep=True)
    table = writer.add_table(1, [45, 55])
    keep_row_together(table.rows[0]._tr)
    left, right = table.rows[0].cells
    if recipients:
        fill_cell(left, "Nơi nhận:", size=12, bold=True, italic=True)
        for line in recipients:
            paragraph = left.add_paragraph()
            format_paragraph(paragraph, align="left", after=0)
            add_run(paragraph, line, size=11)
    if signature:
        lines = [line.upper() for line in (signature["authority"], signature["title"]) if line]
        fill_cell(right, lines[0], size=14, bold=True, align="center")
        for text, before in [(line, 0) for line in lines[1:]] + [(signature["name"], SIGNATURE_SPACE)]:
            paragraph = right.add_paragraph()
            format_paragraph(paragraph, align="center", before=before, after=0)
            add_run(paragraph, text, size=14, bold=True)


def _keep_last_with_next(writer: BlockWriter) -> None:
    """What stands last keeps the signature company: a signature alone on a page signs nothing."""
    last = list(writer.docx.iter_inner_content())[-1]
    cells = last.rows[-1].cells if isinstance(last, Table) else []
    for paragraph in [paragraph for cell in cells for paragraph in cell.paragraphs] or [last]:
        paragraph.paragraph_format.keep_with_next = True


def _annex(writer: BlockWriter, annex: dict[str, Any]) -> None:
    section = writer.docx.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, landscape=annex["landscape"])
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    old = section._sectPr.find(qn("w:pgNumType"))
    if old is not None:
        section._sectPr.remove(old)
    section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
    writer.width = LANDSCAPE_WIDTH if annex["landscape"] else TEXT_WIDTH
    writer.add_paragraph(annex["label"], bold=True, align="center", after=3, keep=True)
    writer.add_paragraph(annex["title"].upper(), bold=True, align="center", after=3, keep=True)
    if annex["reference"]:
        writer.add_paragraph(annex["reference"], size=13, italic=True, align="center", after=0, keep=True)
        add_rule(writer.docx, writer.width, longest_line(annex["reference"], 13, writer.width) * 0.35)
        writer.add_paragraph(after=0)
    for block in annex["blocks"]:
        writer.write(block)


# Page, styles, properties


def _set_page(section: Section, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = (Mm(20), Mm(20)) if landscape else (Mm(30), Mm(15))
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True


def _set_margins_texts(section: Section, notice: str) -> None:
    """Page number in the middle of the top margin from page 2 on; the notice at the foot of every page."""
    number = section.header.paragraphs[0]
    format_paragraph(number, align="center", after=0)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = add_run(number, "", size=13)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)
    if notice:
        for footer in (section.footer, section.first_page_footer):
            format_paragraph(footer.paragraphs[0], align="center", after=0)
            add_run(footer.paragraphs[0], notice, size=10, italic=True)


def _set_styles(docx: Docx) -> None:
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Header", "Footer"):
        style = docx.styles[name]
        style.font.name, style.font.size = FONT, Pt(BODY)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if "Theme" in key:
                del fonts.attrib[key]
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        if name.startswith("Heading"):
            style.font.bold, style.font.italic = name != "Heading 3", False
            style.font.color.rgb = None
            color = style.element.rPr.find(qn("w:color"))
            if color is not None:
                style.element.rPr.remove(color)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    language.set(qn("w:eastAsia"), "vi-VN")
    properties = docx.styles["Normal"].element.get_or_add_rPr()
    properties.append(language)


def _set_properties(docx: Docx, data: dict[str, Any], timestamp: datetime) -> None:
    moment = timestamp.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core = docx.core_properties
    core.title, core.author, core.subject = data["title"][:250], data["letterhead"]["issuing_body"][:250], ""
    core.language, core.comments, core.keywords = "vi-VN", "", ""
    core.created = core.modified = moment
    core.last_modified_by, core.revision = "", 1


def _xml_texts(node: Any) -> Any:
    """Every text in NFC, without the characters that no XML document may hold."""
    if isinstance(node, dict):
        return {key: _xml_texts(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_xml_texts(value) for value in node]
    if isinstance(node, str):
        text = unicodedata.normalize("NFC", node.replace("\r\n", "\n").replace("\r", "\n"))
        return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", "", text)
    return node


def _deterministic(docx: Docx) -> bytes:
    """The file with fixed times in its archive."""
    raw, result = io.BytesIO(), io.BytesIO()
    docx.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(zipfile.ZipInfo(name, ZIP_TIME), source.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()
