"""Snippets: the part of a long text that contains the words of a query."""

import re

from ecosystem.core.text import fold_text

BEFORE = 40  # characters shown before the first word
LENGTH = 140  # characters of a snippet


def snippet(text: str, words: list[str]) -> str:
    """The part of the text that begins shortly before the first of the folded words; "" if it has none of them."""
    plain, places = fold_text(text)
    first = next(
        (
            places[match.start()]
            for match in re.finditer(r"[^\W_]+", plain)
            if any(match.group() == word or (len(word) > 2 and match.group().startswith(word)) for word in words)
        ),
        None,
    )
    if first is None:
        return ""
    begin = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    end = len(text) if len(text) - begin <= LENGTH else text.rfind(" ", 0, begin + LENGTH)
    end = end if end > first else begin + LENGTH
    return ("… " if begin else "") + " ".join(text[begin:end].split()) + (" …" if end < len(text) else "")
