"""The Word file of an official document: the same blocks as the PDF, in the same form, to be edited by the office.

The file names Times New Roman, which every Word has. The same document and pictures give the same bytes.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import docx as python_docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from ecosystem.documents.form import Block, Column, Document, prepared
from ecosystem.documents.typesetting import text_width

FONT = "Times New Roman"
BODY = 14
INDENT = Mm(12.7)
SIGNATURE_SPACE = 76
TEXT_WIDTH = Mm(165)
LANDSCAPE_WIDTH = Mm(257)
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def docx_bytes(document: Document, pictures: Mapping[str, bytes] | None = None, *, timestamp: datetime) -> bytes:
    """The document as .docx; `pictures` are PNG bytes by name; a chart without one is left out, its table stays."""
    data = _xml_texts(prepared(document))
    docx = python_docx.Document()
    _set_styles(docx)
    _set_properties(docx, data, timestamp)
    _set_page(docx.sections[0], landscape=False)
    _set_margins_texts(docx.sections[0], data["notice"])
    writer = _Writer(docx, pictures or {})
    _letterhead(writer, data["letterhead"])
    _kind_and_subject(writer, data)
    for block in data["blocks"]:
        writer.draw(block)
    _closing(writer, data)
    for annex in data["annexes"]:
        _annex(writer, annex)
    return _deterministic(docx)


class _Writer:
    """Draws blocks at the end of a document, in the width of the current section."""

    def __init__(self, docx: Docx, pictures: Mapping[str, bytes]) -> None:
        self.docx, self.pictures, self.width = docx, pictures, TEXT_WIDTH

    def paragraph(
        self,
        text: str = "",
        *,
        size: float = BODY,
        bold: bool = False,
        italic: bool = False,
        align: str = "justify",
        indent: bool = False,
        before: float = 0,
        after: float = 6,
        style: str = "Normal",
        keep: bool = False,
    ) -> Paragraph:
        paragraph = self.docx.add_paragraph(style=style)
        _format(paragraph, align=align, indent=indent, before=before, after=after, keep=keep)
        if text:
            _run(paragraph, text, size=size, bold=bold, italic=italic)
        return paragraph

    def draw(self, block: Block) -> None:
        getattr(self, f"_draw_{block['type']}")(block)

    def _draw_heading(self, block: Block) -> None:
        level = block["level"]
        text = f"{block['number']} {block['text']}"
        self.paragraph(
            text.upper() if level == 1 else text,
            bold=level < 3,
            indent=True,
            before=6,
            style=f"Heading {level}",
            keep=True,
        )

    def _draw_paragraph(self, block: Block) -> None:
        paragraph = self.paragraph(indent=True)
        if block.get("lead"):
            _run(paragraph, block["lead"] + " ", size=BODY, bold=True)
        _run(paragraph, block["text"], size=BODY, italic=block.get("style") == "basis")

    def _draw_item(self, block: Block) -> None:
        self.paragraph("- " + block["text"], indent=True)

    def _draw_text(self, block: Block) -> None:
        self.paragraph(block["label"], bold=True, indent=True, keep=True)
        for line in block["text"].split("\n"):
            if line.strip():
                self.paragraph(line, indent=True)

    def _draw_center(self, block: Block) -> None:
        self.paragraph(block["text"], bold=True, align="center", before=6, keep=True)

    def _draw_note(self, block: Block) -> None:
        self.paragraph(block["text"], size=12, italic=True, align="left")

    def _draw_pairs(self, block: Block) -> None:
        table = self._table(len(block["rows"]), [0.36, 0.64])
        for row, (label, value) in zip(table.rows, block["rows"], strict=True):
            _fill(row.cells[0], label, size=13)
            _fill(row.cells[1], value, size=13, bold=True)
        self.paragraph(after=0, size=6)

    def _draw_chart(self, block: Block) -> None:
        picture = self.pictures.get(block["image"])
        if picture is None:
            return
        self.paragraph(block["caption"], bold=True, align="center", before=6, keep=True)
        paragraph = self.paragraph(align="center")
        shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Length(self.width - Mm(5)))
        properties = shape._inline.docPr
        properties.set("descr", block["alt"])
        properties.set("name", block["image"])

    def _draw_table(self, block: Block) -> None:
        if block.get("caption"):
            self.paragraph(block["caption"], bold=True, align="center", before=6, keep=True)
        if block.get("unit"):
            self.paragraph(block["unit"], size=12, italic=True, align="right", after=3, keep=True)
        columns = block["columns"]
        heads = 2 if any(column.get("group") for column in columns) else 1
        rows = block["rows"]
        table = self._table(heads + min(len(rows), 1), [column["width"] for column in columns], grid=True)
        _head_rows(table, columns, heads)
        if rows:
            _body_rows(table, columns, rows, has_total=bool(block.get("total")))
        self.paragraph(after=0, size=6)

    def _table(self, rows: int, shares: list[float], *, grid: bool = False) -> Table:
        table = self.docx.add_table(rows=rows, cols=len(shares))
        if grid:
            table.style = "Table Grid"
        _cell_margins(table, side=Mm(1) if grid else 0, edge=Mm(0.7) if grid else 0)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        unit = self.width / sum(shares)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Length(int(unit * share))
            for cell in column.cells:
                cell.width = Length(int(unit * share))
        return table


# Form


def _letterhead(writer: _Writer, lines: dict[str, str]) -> None:
    table = writer._table(2, [40, 60])
    left, right = table.rows[0].cells
    issuing, body = lines["issuing_body"].upper(), left.paragraphs[0]
    if lines["parent_body"]:
        _fill(left, lines["parent_body"].upper(), size=12, align="center")
        body = left.add_paragraph()
    _format(body, align="center", after=0)
    _run(body, issuing, size=12, bold=True)
    _rule(left, TEXT_WIDTH * 0.4, _longest_line(issuing, 12, TEXT_WIDTH * 0.4) * 0.4)
    _fill(right, lines["state"], size=12, bold=True, align="center")
    motto = right.add_paragraph()
    _format(motto, align="center", after=0)
    _run(motto, lines["motto"], size=13, bold=True)
    _rule(right, TEXT_WIDTH * 0.6, _longest_line(lines["motto"], 13, TEXT_WIDTH * 0.6))
    number = _fill(table.rows[1].cells[0], lines["number"], size=13, align="center")
    place_date = _fill(table.rows[1].cells[1], lines["place_date"], size=13, italic=True, align="center")
    number.paragraph_format.space_before = place_date.paragraph_format.space_before = Pt(6)


def _kind_and_subject(writer: _Writer, data: dict[str, Any]) -> None:
    writer.paragraph(data["kind"].upper(), bold=True, align="center", before=18, after=3, keep=True)
    if data["subject"]:
        writer.paragraph(data["subject"], bold=True, align="center", after=0, keep=True)
        longest = _longest_line(data["subject"], BODY, TEXT_WIDTH)
        _rule(writer.docx, writer.width, longest * 0.35)
    if len(data["addressees"]) == 1:
        writer.paragraph(f"Kính gửi: {data['addressees'][0]}", align="center", before=6)
    elif data["addressees"]:
        for text in ("Kính gửi:", *(f"- {name}" for name in data["addressees"])):
            paragraph = writer.paragraph(text, align="left", after=2)
            paragraph.paragraph_format.left_indent = Mm(30)
    writer.paragraph(after=0, size=6)


def _closing(writer: _Writer, data: dict[str, Any]) -> None:
    signature, recipients = data["signature"], data["recipients"]
    if not signature and not recipients:
        return
    _keep_last_with_next(writer)
    writer.paragraph(after=0, size=6, keep=True)
    table = writer._table(1, [45, 55])
    _no_split(table.rows[0]._tr)
    left, right = table.rows[0].cells
    if recipients:
        _fill(left, "Nơi nhận:", size=12, bold=True, italic=True)
        for line in recipients:
            paragraph = left.add_paragraph()
            _format(paragraph, align="left", after=0)
            _run(paragraph, line, size=11)
    if signature:
        lines = [line.upper() for line in (signature["authority"], signature["title"]) if line]
        _fill(right, lines[0], size=14, bold=True, align="center")
        for text, before in [(line, 0) for line in lines[1:]] + [(signature["name"], SIGNATURE_SPACE)]:
            paragraph = right.add_paragraph()
            _format(paragraph, align="center", before=before, after=0)
            _run(paragraph, text, size=14, bold=True)


def _keep_last_with_next(writer: _Writer) -> None:
    """What stands last keeps the signature company: a signature alone on a page signs nothing."""
    last = list(writer.docx.iter_inner_content())[-1]
    cells = last.rows[-1].cells if isinstance(last, Table) else []
    for paragraph in [paragraph for cell in cells for paragraph in cell.paragraphs] or [last]:
        paragraph.paragraph_format.keep_with_next = True


def _annex(writer: _Writer, annex: dict[str, Any]) -> None:
    section = writer.docx.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, landscape=annex["landscape"])
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    old = section._sectPr.find(qn("w:pgNumType"))
    if old is not None:
        section._sectPr.remove(old)
    section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
    writer.width = LANDSCAPE_WIDTH if annex["landscape"] else TEXT_WIDTH
    writer.paragraph(annex["label"], bold=True, align="center", after=3, keep=True)
    writer.paragraph(annex["title"].upper(), bold=True, align="center", after=3, keep=True)
    if annex["reference"]:
        writer.paragraph(annex["reference"], size=13, italic=True, align="center", after=0, keep=True)
        _rule(writer.docx, writer.width, _longest_line(annex["reference"], 13, writer.width) * 0.35)
        writer.paragraph(after=0)
    for block in annex["blocks"]:
        writer.draw(block)


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
    _format(number, align="center", after=0)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = _run(number, "", size=13)
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
            _format(footer.paragraphs[0], align="center", after=0)
            _run(footer.paragraphs[0], notice, size=10, italic=True)


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


# Paragraphs, cells, rules


def _format(
    paragraph: Paragraph,
    *,
    align: str = "left",
    indent: bool = False,
    before: float = 0,
    after: float = 6,
    keep: bool = False,
) -> None:
    form = paragraph.paragraph_format
    form.alignment = ALIGNMENTS[align]
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.first_line_indent = INDENT if indent else None
    form.line_spacing = 1.0
    form.keep_with_next = keep or None


def _run(paragraph: Paragraph, text: str, *, size: float, bold: bool = False, italic: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return run


def _fill(
    cell: _Cell,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    align: str = "left",
    middle: bool = False,
) -> Paragraph:
    paragraph = cell.paragraphs[0]
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    _format(paragraph, align=align, after=0)
    _run(paragraph, text, size=size, bold=bold, italic=italic)
    if middle:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return paragraph


def _cell_margins(table: Table, *, side: int, edge: int) -> None:
    margins = OxmlElement("w:tblCellMar")
    for name, size in (("top", edge), ("left", side), ("bottom", edge), ("right", side)):
        margin = OxmlElement(f"w:{name}")
        margin.set(qn("w:w"), str(round(size / Pt(1) * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _head_rows(table: Table, columns: list[Column], heads: int) -> None:
    for row in table.rows[:heads]:
        repeat = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(repeat)
        _no_split(row._tr)
    top, position = table.rows[0].cells, 0
    form: Any = {"size": 11, "bold": True, "align": "center", "middle": True}
    while position < len(columns):
        group = columns[position].get("group", "")
        last = position
        while group and last + 1 < len(columns) and columns[last + 1].get("group") == group:
            last += 1
        if group:
            for index in range(position, last + 1):
                _fill(table.rows[1].cells[index], columns[index]["title"], **form)
            _fill(top[position].merge(top[last]), group, **form)
        else:
            cell = top[position].merge(table.rows[heads - 1].cells[position]) if heads == 2 else top[position]
            _fill(cell, columns[position]["title"], **form)
        position = last + 1


def _body_rows(table: Table, columns: list[Column], rows: list[list[str]], *, has_total: bool) -> None:
    """The rows below the heads; the last row of the table, an empty one, is the pattern of them all.

    Formatting each cell anew takes python-docx a millisecond, so a formatted row is copied and its texts are set.
    """
    empty = table.rows[-1]._tr
    _no_split(empty)
    table._tbl.remove(empty)
    formatted: dict[bool, Any] = {}
    for index, values in enumerate(rows):
        if len(values) == 1:
            cells = _append_copy(table, empty).cells
            _fill(cells[0].merge(cells[-1]), values[0], size=11, bold=True)
            continue
        bold = has_total and index == len(rows) - 1
        if bold not in formatted:
            row = _append_copy(table, empty)
            for cell, column in zip(row.cells, columns, strict=True):
                _fill(cell, "", size=11, bold=bold, align=column.get("align", "left"), middle=True)
            formatted[bold] = row._tr
            table._tbl.remove(row._tr)
        runs = _append_copy(table, formatted[bold])._tr.iter(qn("w:r"))
        for run, value in zip(runs, values, strict=True):
            run.text = value


def _append_copy(table: Table, row: Any) -> _Row:
    """A copy of the row at the end of the table."""
    copied = deepcopy(row)
    table._tbl.append(copied)
    return _Row(copied, table)


def _no_split(row: Any) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _rule(parent: Any, width: float, length: float) -> None:
    """A thin line of `length` in the middle of `width`: the lower border of an empty line."""
    paragraph = parent.add_paragraph()
    _format(paragraph, align="center", after=0)
    side = Length(max(0, int((width - length) / 2)))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.line_spacing = Pt(3)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _longest_line(text: str, size: float, width: float) -> float:
    """Width of the widest line when bold `text` of `size` points is broken within `width` (English metric units)."""
    longest = current = 0.0
    space = text_width(" ", size, bold=True) * Pt(1)
    for word in text.split():
        length = text_width(word, size, bold=True) * Pt(1)
        current = current + space + length if current and current + space + length <= width else length
        longest = max(longest, current)
    return min(longest, width)


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
