"""Faults of an imported definition in words: where in the questionnaire, and what is wrong there."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from ecosystem.questionnaires.definition import DefinitionError

PLACE = re.compile(r" - at `\$(.*)`$", re.DOTALL)
STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
BYTE = re.compile(r"\(byte (\d+)\)$")


def describe_definition_error(error: DefinitionError, text: str) -> str:
    """The error of `read_definition_json(text)` for staff: the place by its number and name, then what is wrong."""
    message = str(error)
    place = PLACE.search(message)
    fault = _fault(message[: place.start()] if place else message)
    if byte := BYTE.search(message):
        return f"{_line_and_column(text, int(byte[1]))}: {fault}"
    words = _place(place[1], text) if place else ""
    return f"{words}: {fault}" if words else fault


def _line_and_column(text: str, byte: int) -> str:
    before = text.encode()[:byte].decode(errors="ignore")
    values = {"line": before.count("\n") + 1, "column": len(before) - (before.rfind("\n") + 1) + 1}
    return _("Line %(line)s, character %(column)s") % values


# --- Places -------------------------------------------------------------------------------------------
def _place(path: str, text: str) -> str:
    """Such as “section 1 (a), question 2 (x), label.vi”."""
    steps = [name or int(number) for name, number in STEP.findall(path)]
    numbered = {
        "sections": _("section %(number)s"),
        "questions": _("question %(number)s"),
        "checks": _("check %(number)s"),
        "columns": _("column %(number)s"),
        "totals": _("total %(number)s"),
        "options": _("answer %(number)s"),
        "anchors": _("anchor %(number)s"),
        "rules": _("rule %(number)s"),
    }
    node: Any = _decoded(text)
    parts: list[str] = []
    members: list[str] = []
    for position, step in enumerate(steps):
        node = _step_into(node, step)
        following = steps[position + 1] if position + 1 < len(steps) else None
        if isinstance(step, int):
            name = steps[position - 1] if position else ""
            words = numbered.get(str(name), f"{name} %(number)s") % {"number": step + 1}
            key = node.get("key") if isinstance(node, dict) else None
            parts.append(f"{words} ({key[:60]})" if isinstance(key, str) and key else words)
        elif not isinstance(following, int):
            members.append(step)
    whole = ", ".join([*parts, ".".join(members)] if members else parts)
    return whole[:1].upper() + whole[1:]


def _decoded(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def _step_into(node: Any, step: str | int) -> Any:
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


# --- Faults -------------------------------------------------------------------------------------------
def _fault(message: str) -> str:
    """The message of the reader in the language of the page; as it is where it is none of the known ones."""
    for pattern, words in _known():
        if found := re.match(pattern, message):
            return words(found)
    return message


def _known() -> list[tuple[str, Callable[[re.Match[str]], str]]]:
    return [
        (
            r"Object contains unknown field `(.*)`",
            lambda found: _("there is no member “%(name)s” here") % {"name": found[1]},
        ),
        (
            r"Object missing required field `(.*)`",
            lambda found: _("the member “%(name)s” is missing") % {"name": found[1]},
        ),
        (
            r"Invalid (?:enum )?value (.*)",
            lambda found: _("“%(value)s” is not one of the possible values") % {"value": found[1].strip("'")},
        ),
        (
            r"Expected `(?:str|array)` of length <= (\d+)",
            lambda found: _("too long: at most %(most)s") % {"most": found[1]},
        ),
        (
            r"Expected `(?:str|array)` of length >= (\d+)",
            lambda found: _("too short: at least %(least)s") % {"least": found[1]},
        ),
        (r"Expected `\w+` <= (-?[\d.]+)", lambda found: _("at most %(most)s") % {"most": found[1]}),
        (r"Expected `\w+` >= (-?[\d.]+)", lambda found: _("at least %(least)s") % {"least": found[1]}),
        (
            r"Expected `str` matching regex",
            lambda found: _("a key has small letters, digits and _, and begins with a letter"),
        ),
        (r"Expected at most (\d+) questions", lambda found: _("at most %(most)s questions") % {"most": found[1]}),
        (r"The text has more than ([\d,]+) bytes", lambda found: _("The text is too long for a questionnaire.")),
        (
            r"Expected `([^`]*)`(?:, got `([^`]*)`)?",
            lambda found: (
                _("expected is %(kind)s, not %(other)s")
                % {"kind": found[1].replace("|", "/"), "other": found[2] or "…"}
            ),
        ),
        (
            r"Expected a number from (\S+) to (\S+)",
            lambda found: (
                _("a mark lies between %(least)s and %(most)s, with at most two decimals")
                % {"least": found[1], "most": found[2]}
            ),
        ),
        (r"Invalid RFC3339", lambda found: _("a day is written like 2026-06-30")),
        (r"Invalid decimal", lambda found: _("this is no number")),
        (r"(?:Number|Integer value) out of range", lambda found: _("a number is too large")),
        (r"maximum recursion depth", lambda found: _("The text is nested too deeply.")),
        (r"Input data was truncated", lambda found: _("The text ends too early: it is no complete JSON.")),
        (r"JSON is malformed", lambda found: _("this is no JSON")),
    ]
