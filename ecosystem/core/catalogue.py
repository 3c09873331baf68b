"""The Vietnamese catalogue against the source: which texts there are, and which have no translation."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

SOURCES = ("ecosystem", "programmes", "startups", "templates")
CATALOGUE = Path("locale/vi/LC_MESSAGES/django.po")
PACKAGES = Path("locale/packages/vi/LC_MESSAGES/django.po")


class NoGettext(RuntimeError):
    """xgettext is not installed: Debian's package is called gettext."""


def extract(checkout: Path) -> polib.POFile:
    """All texts of the source, without translations. Raises NoGettext."""
    if shutil.which("xgettext") is None:
        raise NoGettext("xgettext is missing: install the system's package gettext.")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            shutil.copytree(checkout / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        (copy / "locale").mkdir()
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "-l", "vi", "--no-wrap", "-e", "html,txt,py"],
            cwd=copy,
            check=True,
            capture_output=True,
            env={"PATH": f"{Path(shutil.which('xgettext') or '').parent}:/usr/bin:/bin", "PYTHONPATH": ""},
        )
        return polib.pofile(str(copy / CATALOGUE))


def merge(source: polib.POFile, *translated: polib.POFile) -> polib.POFile:
    """The source's texts with the first translation found for each; what the source lost is dropped."""
    known: dict[tuple[str | None, str], polib.POEntry] = {}
    for catalogue in translated:
        for entry in catalogue:
            if entry.translated() and not entry.obsolete:
                known.setdefault((entry.msgctxt, entry.msgid), entry)
    for entry in source:
        other = known.get((entry.msgctxt, entry.msgid))
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if other is None:
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
        elif entry.msgid_plural:
            entry.msgstr_plural = {0: other.msgstr_plural.get(0, other.msgstr)}
        else:
            entry.msgstr = other.msgstr or other.msgstr_plural.get(0, "")
    source.metadata = {
        "Project-Id-Version": "cong-khoi-nghiep",
        "Language": "vi",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    source.wrapwidth = 0
    for entry in source:
        entry.occurrences = sorted({(name, "") for name, _line in entry.occurrences})
        entry.comment = ""
    return source


def find_errors(checkout: Path) -> list[str]:
    """What is wrong with the catalogues, a line each: missing, left over, empty, fuzzy, placeholders lost."""
    wanted = {(e.msgctxt, e.msgid) for e in extract(checkout)}
    ours = polib.pofile(str(checkout / CATALOGUE))
    have = {(e.msgctxt, e.msgid) for e in ours if not e.obsolete}
    lines = [f"not in the catalogue: {msgid!r}" for _, msgid in sorted(wanted - have, key=str)]
    lines += [f"no longer in the source: {msgid!r}" for _, msgid in sorted(have - wanted, key=str)]
    for catalogue in (ours, polib.pofile(str(checkout / PACKAGES))):
        for entry in catalogue:
            if entry.obsolete or entry.fuzzy or not entry.translated():
                lines.append(f"not translated: {entry.msgid!r}")
            elif _placeholders(entry.msgid) - _placeholders(_text(entry)):
                lines.append(f"a placeholder is lost: {entry.msgid!r}")
    return lines


def _text(entry: polib.POEntry) -> str:
    return entry.msgstr or " ".join(entry.msgstr_plural.values())


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text))
