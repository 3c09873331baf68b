"""Typed words, made fit to be stored: one Unicode form, no control or invisible characters."""

import re
import unicodedata
from typing import Any

from django import forms

# Cf: zero-width and direction-changing characters, which can make a name look like another one.
UNWANTED = {"Cc", "Cf", "Co", "Cs", "Cn"}


def clean_line(text: str) -> str:
    """NFC, one line, single spaces, nothing invisible."""
    kept = (" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    visible = "".join(c for c in kept if c == " " or unicodedata.category(c) not in UNWANTED)
    return re.sub(r" {2,}", " ", visible).strip()


def clean_block(text: str) -> str:
    """The same for text of several lines: line breaks stay, at most one empty line in a row."""
    lines = [clean_line(line) for line in re.split(r"\r\n|\r|\n", text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class LineField(forms.CharField):
    """A form field of one line."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class BlockField(forms.CharField):
    """A form field of several lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_block(super().to_python(value) or "")
