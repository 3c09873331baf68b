"""Reading the files that the tests made: texts, fonts and pages of a PDF, cells of an .xlsx."""

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def pdf_pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def pdf_text(pdf: bytes) -> str:
    """All text in one line, as a search in the file finds it."""
    return re.sub(r"\s+", " ", " ".join(pdf_pages(pdf)))


def without_spaces(text: str) -> str:
    """Without any white space, for texts that break within words."""
    return re.sub(r"\s+", "", text)


def pdf_fonts(pdf: bytes) -> set[str]:
    """The fonts of pages and drawings, without the prefix of their subset; a font not embedded gets a mark."""
    found: set[str] = set()

    def collect(resources: Any) -> None:
        for font in (resources.get("/Font") or {}).values():
            face = font.get_object()["/DescendantFonts"][0].get_object()
            embedded = "/FontFile2" in face["/FontDescriptor"] or "/FontFile3" in face["/FontDescriptor"]
            found.add(str(face["/BaseFont"]).split("+")[-1] + ("" if embedded else " NOT EMBEDDED"))
        for drawing in (resources.get("/XObject") or {}).values():
            inner = drawing.get_object().get("/Resources")
            if inner:
                collect(inner.get_object())

    for page in PdfReader(io.BytesIO(pdf)).pages:
        collect(page["/Resources"].get_object())
    return found


def pdf_spots(pdf: bytes, page: int) -> list[tuple[str, float, float]]:
    """Every piece of text on a page with its place in millimetres from the left and from the top."""
    spots: list[tuple[str, float, float]] = []
    sheet = PdfReader(io.BytesIO(pdf)).pages[page]
    height = float(sheet.mediabox.height)

    def visit(text: str, cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            spots.append((text.strip(), x / 72 * 25.4, (height - y) / 72 * 25.4))

    sheet.extract_text(visitor_text=visit)
    return spots


def xlsx_cells(xlsx: bytes, sheet: int = 1) -> dict[str, tuple[str, str]]:
    """The cells of a sheet: reference to type and value; a formula has the type «formula»."""
    with zipfile.ZipFile(io.BytesIO(xlsx)) as archive:
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    cells = {}
    for cell in root.iter(f"{MAIN}c"):
        formula, value = cell.find(f"{MAIN}f"), "".join(cell.itertext())
        cells[cell.attrib["r"]] = ("formula" if formula is not None else cell.get("t", "n"), value)
    return cells
