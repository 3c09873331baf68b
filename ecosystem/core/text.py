"""Typed words, made fit to be stored: one Unicode form, no control or invisible characters."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

# Cf: zero-width and direction-changing characters, which can make a name look like another one.
UNWANTED = {"Cc", "Cf", "Co", "Cs", "Cn"}


def clean_line(text: str) -> str:
    """NFC, one line, single spaces, nothing invisible."""
    characters = (" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    visible = "".join(c for c in characters if c == " " or unicodedata.category(c) not in UNWANTED)
    return re.sub(r" {2,}", " ", visible).strip()


def clean_block(text: str) -> str:
    """The same for text of several lines: line breaks stay, at most one empty line in a row."""
    lines = [clean_line(line) for line in re.split(r"\r\n|\r|\n", text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def parse_pk(text: str) -> int | None:
    """The key of a record that an address or a hidden field names; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


class LineField(forms.CharField):
    """A form field of one line."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class BlockField(forms.CharField):
    """A form field of several lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_block(super().to_python(value) or "")


class _BoundedField(forms.CharField):
    """A text field that refuses a text of twice its maximum length before it cleans it, which would take long."""

    def to_python(self, value: Any) -> str:
        limit = self.max_length or 0
        if isinstance(value, str) and len(value) > limit * 2:
            raise ValidationError(
                _("At most %(most)s characters; this text has %(now)s."),
                code="max_length",
                params={"most": f"{limit:,}".replace(",", "."), "now": f"{len(value):,}".replace(",", ".")},
            )
        return str(super().to_python(value))


class BoundedLineField(_BoundedField, LineField):
    """One line of text, of bounded length."""


class BoundedBlockField(_BoundedField, BlockField):
    """A text of several lines, of bounded length."""


def fold_text(text: str) -> tuple[str, list[int]]:
    """The text as search compares it (small letters, no accents, đ as d), and of each letter its place in the original."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = _folded_character(character)
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), places


@lru_cache(maxsize=2_000)
def _folded_character(character: str) -> str:
    parts = unicodedata.normalize("NFD", character.lower())
    return "".join("d" if part == "đ" else part for part in parts if not unicodedata.combining(part))


def search_words(text: str) -> list[str]:
    """The words of a text in lower case with their accents, as `vn_search` of the database splits them."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())


def highlight(text: str, words: list[str], *, whole_words: bool = False) -> SafeString:
    """The escaped text, with a `<mark>` around each word that begins with one of the folded words.

    A word of one or two letters, and with `whole_words` every word, is marked only as a whole.
    """
    plain, places = fold_text(text)
    marked = [False] * len(text)
    for match in re.finditer(r"[^\W_]+", plain):
        own = match.group()
        for word in words:
            if own == word or (not whole_words and len(word) > 2 and own.startswith(word)):
                first = match.start()
                for place in range(places[first], places[first + len(word) - 1] + 1):
                    marked[place] = True
    # A combining accent belongs to the letter before it.
    for place, character in enumerate(text):
        if place and unicodedata.combining(character):
            marked[place] = marked[place - 1]
    parts = []
    for is_marked, run in groupby(zip(marked, text, strict=True), key=lambda pair: pair[0]):
        words_of_run = escape("".join(character for _, character in run))
        parts.append(f"<mark>{words_of_run}</mark>" if is_marked else str(words_of_run))
    return SafeString("".join(parts))
