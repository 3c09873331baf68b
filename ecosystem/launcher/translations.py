"""Compiles every locale/…/LC_MESSAGES/*.po, so that neither gettext nor compiled files in git are needed."""

import os
from pathlib import Path

import polib


def compile_translations(checkout: Path) -> int:
    """Compile every catalogue newer than its compiled file. Returns how many."""
    changed = [source for source in checkout.glob("locale/**/LC_MESSAGES/*.po") if _is_outdated(source)]
    for source in changed:
        draft = source.with_suffix(f".mo.{os.getpid()}")  # others may compile at the same moment
        polib.pofile(str(source)).save_as_mofile(str(draft))
        draft.replace(source.with_suffix(".mo"))
    return len(changed)


def _is_outdated(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= source.stat().st_mtime_ns
