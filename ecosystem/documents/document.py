"""An official document as plain data, drawn by `pdf_bytes` and by `word.docx_bytes` alike.

The form is that of Decree 30/2020 (Annex I): A4, letterhead, kind and subject, numbered body, «Nơi nhận» and signature,
annexes with page numbers of their own. Both files come from the same blocks, so they hold the same figures.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, NotRequired, TypedDict

from ecosystem.documents import wording
from ecosystem.documents.typesetting import typst_pdf

CITY = re.compile("thành phố hồ chí minh", re.IGNORECASE)  # a line never ends within it


class Letterhead(TypedDict):
    """Who issues, under whom, with which number, where and when; an unknown number or date is None, printed blank."""

    parent_body: str
    issuing_body: str
    number: str | None
    symbol: str  # BC-SKHCN, QĐ-SKHCN; "" when the number stands alone
    place: str
    date: str | None  # ISO
    year: NotRequired[int]  # printed when the date is unknown


class Signature(TypedDict):
    """The block at the lower right. `authority` is TM., KT., TL., TUQ. or Q. with the office it stands for, or ""."""

    authority: str
    title: str
    name: str | None


class Column(TypedDict):
    """A column of a table: `width` is a share, `group` a heading over neighbouring columns."""

    title: str
    width: float
    align: NotRequired[Literal["left", "center", "right"]]
    group: NotRequired[str]


class Block(TypedDict):
    """One piece of the body, by `type`.

    heading: level, text, number (given by `number_headings`). paragraph: text, and `lead` (bold words before it), `style`
    («basis», italic). item: text (a dash is put before it). text: `label` and what a person typed, in paragraphs.
    pairs: rows of label and value. table: caption, unit, columns, rows; a row of one cell spans all columns; `total`
    says that the last row is a sum. chart: image (a name), caption, alt. note: small text. center: bold text in the
    middle.
    """

    type: Literal["heading", "paragraph", "item", "text", "pairs", "table", "chart", "note", "center"]
    text: NotRequired[str]
    lead: NotRequired[str]
    style: NotRequired[str]
    level: NotRequired[int]
    number: NotRequired[str]
    label: NotRequired[str]
    caption: NotRequired[str]
    unit: NotRequired[str]
    columns: NotRequired[list[Column]]
    rows: NotRequired[list[list[str]]]
    total: NotRequired[bool]
    image: NotRequired[str]
    alt: NotRequired[str]


class Annex(TypedDict):
    """«Phụ lục I», its title, the document it belongs to; `landscape` for wide tables."""

    label: str
    title: str
    reference: str
    landscape: bool
    blocks: list[Block]


class Document(TypedDict):
    """A whole document. `notice`, when not empty, stands at the foot of every page (demonstration, draft)."""

    title: str
    letterhead: Letterhead
    kind: str
    subject: str
    addressees: list[str]
    blocks: list[Block]
    recipients: list[str]
    signature: Signature | None
    annexes: list[Annex]
    notice: str


def number_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with I., 1., a) before their headings; a higher heading starts the lower ones anew."""
    counts = [0, 0, 0]
    result: list[Block] = []
    for block in blocks:
        result.append(block)
        if block["type"] == "heading" and "number" not in block:
            level = block["level"]
            counts[level - 1] += 1
            counts[level:] = [0] * (3 - level)
            form = (f"{wording.roman(counts[0])}.", f"{counts[1]}.", f"{wording.point(counts[2] or 1)})")[level - 1]
            result[-1] = {**block, "number": form}
    return result


def letterhead_lines(letterhead: Letterhead) -> dict[str, str]:
    """The printed lines of the letterhead."""
    day = date.fromisoformat(letterhead["date"]) if letterhead["date"] else None
    return {
        "parent_body": CITY.sub(lambda match: match[0].replace(" ", "\u00a0"), letterhead["parent_body"]),
        "issuing_body": letterhead["issuing_body"],
        "state": wording.STATE,
        "motto": wording.MOTTO,
        "number": wording.number_line(letterhead["number"], letterhead["symbol"]),
        "place_date": wording.place_date_line(letterhead["place"], day, year=letterhead.get("year")),
    }


def recipient_lines(recipients: Sequence[str]) -> list[str]:
    """«- Như trên;» …, the last one ends with a full stop."""
    return [
        f"- {recipient.rstrip(' ;.')}{'.' if position == len(recipients) else ';'}"
        for position, recipient in enumerate(recipients, start=1)
    ]


def printed_form(document: Document) -> dict[str, Any]:
    """The document with its lines made and its headings numbered, ready for a template."""
    signature = document["signature"]
    return {
        **document,
        "letterhead": letterhead_lines(document["letterhead"]),
        "blocks": number_headings(document["blocks"]),
        "recipients": recipient_lines(document["recipients"]),
        "signature": {**signature, "name": signature["name"] or wording.BLANK} if signature else None,
        "annexes": [{**annex, "blocks": number_headings(annex["blocks"])} for annex in document["annexes"]],
    }


def pdf_bytes(document: Document, images: Mapping[str, bytes] | None = None, *, timestamp: datetime) -> bytes:
    """The document as PDF/A. Raises MissingFontsError."""
    return typst_pdf("document.typ", printed_form(document), images, timestamp=timestamp)
