"""PDF by typst: templates of our own, data as JSON, our own fonts and no others.

`typst_pdf` never puts a text into typst source: templates read `sys.inputs`, where a text is a string and
nothing in it is markup. The same template, data, images and timestamp give the same bytes. The file is
PDF/A-2a (archiving) and PDF/UA-1 (tagged for screen readers).

The fonts are Tinos (the metrics and look of Times New Roman). When they are missing `MissingFontsError` is raised:
typst would otherwise fall back on a font of its own without a word.
"""

import base64
import io
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from fontTools.ttLib import TTFont
from PIL import Image

FONT_FILES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")
PDF_STANDARDS: list[Any] = ["a-2a", "ua-1"]
LONG_WORD = re.compile(r"\S{40,}")
BREAK_EVERY = 20

# Characters that typed text often has and Tinos has not.
REPLACEMENTS = {
    "№": "No.",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "≈": "~",
    "→": "->",
    "←": "<-",
    "⇒": "=>",
    "‑": "-",
    "‐": "-",
    "☐": "[ ]",
    "☑": "[x]",
    "☒": "[x]",
    "✓": "[x]",
    "✔": "[x]",
    "●": "•",
    "▪": "•",
    "■": "•",
    "○": "•",
    "➢": "•",
    "\t": "    ",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
}


class MissingFontsError(RuntimeError):
    """The fonts of the documents are not installed; the message names the folder."""


def font_folder() -> Path:
    """The folder with the four Tinos files. Raises MissingFontsError."""
    folder = Path(settings.VAR_DIR) / "vendor" / "fonts" / "tinos"
    missing = [name for name in FONT_FILES if not (folder / name).is_file()]
    if missing:
        raise MissingFontsError(f"{folder} lacks {', '.join(missing)}: fetch the packages with 'make assets'.")
    return folder


def typst_pdf(
    template: str,
    data: Mapping[str, Any],
    images: Mapping[str, bytes] | None = None,
    *,
    timestamp: datetime,
) -> bytes:
    """Compile `templates/typst/<template>` with `data` and `images` (SVG, PNG or JPEG bytes by name).

    `timestamp` (with a time zone) is the only date inside the file. Raises MissingFontsError, or typst.TypstError for
    a mistake in the template.
    """
    root = Path(settings.BASE_DIR) / "templates" / "typst"
    texts = {name: _as_svg(image) for name, image in (images or {}).items()}
    return _bytes(
        typst.compile(
            str(root / template),
            root=str(root),
            font_paths=_fonts(str(font_folder())),
            format="pdf",
            sys_inputs={
                "data": json.dumps(_printable(data, _coverage(str(font_folder()))), ensure_ascii=False),
                "images": json.dumps({name: printable(svg) for name, svg in texts.items()}, ensure_ascii=False),
            },
            pdf_standards=PDF_STANDARDS,
            timestamp=int(timestamp.timestamp()),
        )
    )


def svg_to_png(svg: str, *, ppi: int = 200) -> bytes:
    """An SVG drawn as PNG, with the documents' fonts (96 SVG units are one inch at `ppi` 96)."""
    source = b"#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg))\n"
    return _bytes(
        typst.compile(
            source,
            font_paths=_fonts(str(font_folder())),
            format="png",
            ppi=ppi,
            sys_inputs={"svg": printable(svg)},
        )
    )


def printable(text: str) -> str:
    """`text` as Tinos can print it: NFC, invisible controls gone, a missing character as `[U+1F680]`.

    Words longer than a line get places to break, which leave no trace in the text copied from the PDF.
    """
    return _printable_text(text, _coverage(str(font_folder())))


def _printable_text(text: str, available: frozenset[int]) -> str:
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    printable = composed
    if not available.issuperset(map(ord, composed)):
        printable = "".join(
            character if ord(character) in available else _replacement(character) for character in composed
        )
    return printable if printable.startswith("<svg") else LONG_WORD.sub(_breakable, printable)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line in the units of `size` (points give points)."""
    widths = _advances(str(font_folder()), FONT_FILES[1 if bold else 0])
    return sum(widths.get(ord(character), 0.5) for character in unicodedata.normalize("NFC", text)) * size


def _replacement(character: str) -> str:
    if character == "\n":
        return character
    if character in REPLACEMENTS:
        return REPLACEMENTS[character]
    category = unicodedata.category(character)
    if category in {"Cc", "Cf"}:
        return ""
    if category == "Zs":
        return " "
    return f"[U+{ord(character):04X}]"


def _breakable(match: re.Match[str]) -> str:
    word = match[0]
    return "\u200b".join(word[start : start + BREAK_EVERY] for start in range(0, len(word), BREAK_EVERY))


def _printable(node: Any, available: frozenset[int]) -> Any:
    if isinstance(node, Mapping):
        return {key: _printable(value, available) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_printable(value, available) for value in node]
    return _printable_text(node, available) if isinstance(node, str) else node


def _as_svg(image: bytes) -> str:
    """The image as SVG text, since typst takes only text from outside its root."""
    if image.lstrip()[:4] == b"<svg":
        return image.decode()
    with Image.open(io.BytesIO(image)) as picture:
        width, height, kind = picture.width, picture.height, Image.MIME[str(picture.format)]
    data = base64.b64encode(image).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:{kind};base64,{data}"/></svg>'
    )


def _bytes(result: Any) -> bytes:
    return result if isinstance(result, bytes) else bytes(result[0])


@lru_cache(maxsize=4)
def _fonts(folder: str) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@lru_cache(maxsize=4)
def _coverage(folder: str) -> frozenset[int]:
    """The code points that all four faces have."""
    usable = set.intersection(*(set(_advances(folder, name)) for name in FONT_FILES))
    return frozenset(code for code in usable if unicodedata.category(chr(code)) not in {"Cc", "Cf"})


@lru_cache(maxsize=8)
def _advances(folder: str, name: str) -> dict[int, float]:
    with TTFont(Path(folder) / name, lazy=True) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {code: metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()}
