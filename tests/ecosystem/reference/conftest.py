"""The loaded reference data, and data files that a test may change."""

import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

import programmes.plan.loading
from ecosystem.reference import code_lists


def load(*flags: str) -> dict[str, str]:
    """Runs the command and returns {kind: what it said of it}."""
    out = StringIO()
    call_command("load_reference", *flags, stdout=out)
    return dict(line.split(": ", 1) for line in out.getvalue().splitlines())


@pytest.fixture
def reference(db: None) -> dict[str, str]:
    return load()


@pytest.fixture
def change_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[Any], None]], None]:
    """`change_file("units.json", change)` hands the file's content to `change` and loads from the changed copy."""
    for name, module in (("reference", code_lists), ("programmes", programmes.plan.loading)):
        shutil.copytree(module.DATA, tmp_path / name)
        monkeypatch.setattr(module, "DATA", tmp_path / name)

    def apply(name: str, change: Callable[[Any], None]) -> None:
        (path,) = tmp_path.glob(f"*/{name}")
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")

    return apply
