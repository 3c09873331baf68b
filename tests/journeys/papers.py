"""Small real files, made on the spot."""

import random
from io import BytesIO
from typing import Any

from docx import Document
from pypdf import PdfReader, PdfWriter

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf(name: str, ballast: int = 0) -> Any:
    """A PDF of one empty page, as Playwright takes a file; `ballast` bytes that nothing makes smaller go with it."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(width=595, height=842)
    if ballast:
        writer.add_attachment("ballast.bin", random.Random(1).randbytes(ballast))
    writer.add_metadata({"/Title": name})
    writer.write(out)
    return {"name": name, "mimeType": PDF, "buffer": out.getvalue()}


def docx(name: str, *paragraphs: str) -> Any:
    document, out = Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(out)
    return {"name": name, "mimeType": DOCX, "buffer": out.getvalue()}


def executable(name: str) -> Any:
    """A Windows program under another name."""
    return {"name": name, "mimeType": PDF, "buffer": b"MZ\x90\x00" + bytes(300)}


def text_of(content: bytes) -> str:
    """The words of a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
