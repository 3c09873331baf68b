"""Blocks of an official document written into a Word file."""

import io
from collections.abc import Mapping

from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Length, Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from ecosystem.documents.document import Block
from ecosystem.documents.word_parts import (
    add_run,
    append_body_rows,
    fill_cell,
    fill_head_rows,
    format_paragraph,
    set_cell_margins,
)

BODY = 14
TEXT_WIDTH = Mm(165)


class BlockWriter:
    """Writes blocks at the end of a document, in the width of the current section."""

    def __init__(self, docx: Docx, pictures: Mapping[str, bytes]) -> None:
        self.docx, self.pictures, self.width = docx, pictures, TEXT_WIDTH

    def add_paragraph(
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
        format_paragraph(paragraph, align=align, indent=indent, before=before, after=after, keep=keep)
        if text:
            add_run(paragraph, text, size=size, bold=bold, italic=italic)
        return paragraph

    def write(self, block: Block) -> None:
        getattr(self, f"_write_{block['type']}")(block)

    def _write_heading(self, block: Block) -> None:
        level = block["level"]
        text = f"{block['number']} {block['text']}"
        self.add_paragraph(
            text.upper() if level == 1 else text,
            bold=level < 3,
            indent=True,
            before=6,
            style=f"Heading {level}",
            keep=True,
        )

    def _write_paragraph(self, block: Block) -> None:
        paragraph = self.add_paragraph(indent=True)
        if block.get("lead"):
            add_run(paragraph, block["lead"] + " ", size=BODY, bold=True)
        add_run(paragraph, block["text"], size=BODY, italic=block.get("style") == "basis")

    def _write_item(self, block: Block) -> None:
        self.add_paragraph("- " + block["text"], indent=True)

    def _write_text(self, block: Block) -> None:
        self.add_paragraph(block["label"], bold=True, indent=True, keep=True)
        for line in block["text"].split("\n"):
            if line.strip():
                self.add_paragraph(line, indent=True)

    def _write_center(self, block: Block) -> None:
        self.add_paragraph(block["text"], bold=True, align="center", before=6, keep=True)

    def _write_note(self, block: Block) -> None:
        self.add_paragraph(block["text"], size=12, italic=True, align="left")

    def _write_pairs(self, block: Block) -> None:
        table = self.add_table(len(block["rows"]), [0.36, 0.64])
        for row, (label, value) in zip(table.rows, block["rows"], strict=True):
            fill_cell(row.cells[0], label, size=13)
            fill_cell(row.cells[1], value, size=13, bold=True)
        self.add_paragraph(after=0, size=6)

    def _write_chart(self, block: Block) -> None:
        picture = self.pictures.get(block["image"])
        if picture is None:
            return
        self.add_paragraph(block["caption"], bold=True, align="center", before=6, keep=True)
        paragraph = self.add_paragraph(align="center")
        shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Length(self.width - Mm(5)))
        properties = shape._inline.docPr
        properties.set("descr", block["alt"])
        properties.set("name", block["image"])

    def _write_table(self, block: Block) -> None:
        if block.get("caption"):
            self.add_paragraph(block["caption"], bold=True, align="center", before=6, keep=True)
        if block.get("unit"):
            self.add_paragraph(block["unit"], size=12, italic=True, align="right", after=3, keep=True)
        columns = block["columns"]
        heads = 2 if any(column.get("group") for column in columns) else 1
        rows = block["rows"]
        table = self.add_table(heads + min(len(rows), 1), [column["width"] for column in columns], grid=True)
        fill_head_rows(table, columns, heads)
        if rows:
            append_body_rows(table, columns, rows, has_total=bool(block.get("total")))
        self.add_paragraph(after=0, size=6)

    def add_table(self, rows: int, shares: list[float], *, grid: bool = False) -> Table:
        table = self.docx.add_table(rows=rows, cols=len(shares))
        if grid:
            table.style = "Table Grid"
        set_cell_margins(table, side=Mm(1) if grid else 0, edge=Mm(0.7) if grid else 0)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        unit = self.width / sum(shares)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Length(int(unit * share))
            for cell in column.cells:
                cell.width = Length(int(unit * share))
        return table
