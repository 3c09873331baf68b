"""docs/operations.md lists exactly the variables that settings and the launcher read."""

import re
from pathlib import Path

from ecosystem.launcher.state import CHECKOUT

READ = re.compile(r'(?:environ(?:\.get)?[(\[]|switch\(|setting\(|env\.\w+\()\s*"([A-Z][A-Z_]+)"')
INTERNAL = {"PATH", "PORTAL_LAUNCHED_AT", "DJANGO_ALLOW_ASYNC_UNSAFE"}


def variables_of(path: Path) -> set[str]:
    return set(READ.findall(path.read_text(encoding="utf-8")))


def test_operations_document_lists_every_variable() -> None:
    sources = [CHECKOUT / "ecosystem" / "settings.py", *(CHECKOUT / "ecosystem" / "launcher").glob("*.py")]
    read = set().union(*(variables_of(path) for path in sources)) - INTERNAL
    text = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = text.split("## Variables")[1].split("\n## ")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`([A-Z_]+)`", " ".join(first_cells))) == read


def test_operations_document_lists_only_commands_that_exist() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")))
    assert named <= targets
    assert {"run", "stop", "reset", "test"} <= named
