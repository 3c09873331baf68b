"""Parts of a Word file: formatted paragraphs, cells, tables and rules."""

from copy import deepcopy
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from ecosystem.documents.document import Column
from ecosystem.documents.typesetting import text_width

INDENT = Mm(12.7)
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def format_paragraph(
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


def add_run(paragraph: Paragraph, text: str, *, size: float, bold: bool = False, italic: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return run


def fill_cell(
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
    format_paragraph(paragraph, align=align, after=0)
    add_run(paragraph, text, size=size, bold=bold, italic=italic)
    if middle:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return paragraph


def set_cell_margins(table: Table, *, side: int, edge: int) -> None:
    margins = OxmlElement("w:tblCellMar")
    for name, size in (("top", edge), ("left", side), ("bottom", edge), ("right", side)):
        margin = OxmlElement(f"w:{name}")
        margin.set(qn("w:w"), str(round(size / Pt(1) * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def fill_head_rows(table: Table, columns: list[Column], heads: int) -> None:
    for row in table.rows[:heads]:
        repeat = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(repeat)
        keep_row_together(row._tr)
    top, position = table.rows[0].cells, 0
    form: Any = {"size": 11, "bold": True, "align": "center", "middle": True}
    while position < len(columns):
        group = columns[position].get("group", "")
        last = position
        while group and last + 1 < len(columns) and columns[last + 1].get("group") == group:
            last += 1
        if group:
            for index in range(position, last + 1):
                fill_cell(table.rows[1].cells[index], columns[index]["title"], **form)
            fill_cell(top[position].merge(top[last]), group, **form)
        else:
            cell = top[position].merge(table.rows[heads - 1].cells[position]) if heads == 2 else top[position]
            fill_cell(cell, columns[position]["title"], **form)
        position = last + 1


def append_body_rows(table: Table, columns: list[Column], rows: list[list[str]], *, has_total: bool) -> None:
    """The rows below the heads; the last row of the table, an empty one, is the pattern of them all.

    Formatting each cell anew takes python-docx a millisecond, so a formatted row is copied and its texts are set.
    """
    empty = table.rows[-1]._tr
    keep_row_together(empty)
    table._tbl.remove(empty)
    formatted: dict[bool, Any] = {}
    for index, values in enumerate(rows):
        if len(values) == 1:
            cells = _append_copy(table, empty).cells
            fill_cell(cells[0].merge(cells[-1]), values[0], size=11, bold=True)
            continue
        bold = has_total and index == len(rows) - 1
        if bold not in formatted:
            row = _append_copy(table, empty)
            for cell, column in zip(row.cells, columns, strict=True):
                fill_cell(cell, "", size=11, bold=bold, align=column.get("align", "left"), middle=True)
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


def keep_row_together(row: Any) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def add_rule(parent: Any, width: float, length: float) -> None:
    """A thin line of `length` in the middle of `width`: the lower border of an empty line."""
    paragraph = parent.add_paragraph()
    format_paragraph(paragraph, align="center", after=0)
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


def longest_line(text: str, size: float, width: float) -> float:
    """Width of the widest line when bold `text` of `size` points is broken within `width` (English metric units)."""
    longest = current = 0.0
    space = text_width(" ", size, bold=True) * Pt(1)
    for word in text.split():
        length = text_width(word, size, bold=True) * Pt(1)
        current = current + space + length if current and current + space + length <= width else length
        longest = max(longest, current)
    return min(longest, width)
