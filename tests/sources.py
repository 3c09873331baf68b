"""The portal's own Python as syntax trees, parsed once for all tests that look at the source."""

import ast
from functools import cache
from pathlib import Path


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of the file, shared by the tests: none changes it."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
