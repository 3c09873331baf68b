"""docs/features.md: which tests show which row of docs/features.csv. `python -m tests.features` writes it, `--check` compares.

A test says which rows it shows by `@pytest.mark.row("A4", "B7")`. The marks are read from the source of the tests, so
that neither Django nor a database is needed. A row without a mark is not shown in full by any test.
"""

import argparse
import ast
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
TABLE = CHECKOUT / "docs" / "features.csv"
DOCUMENT = CHECKOUT / "docs" / "features.md"
CLASSES = {"M": "must have", "S": "should have", "A": "ahead of other systems"}
SECTIONS = {
    "P": "The programme: seven pillars, two generations of the scheme",
    "A": "Startup, applicant",
    "B": "Department staff, programme manager",
    "C": "Evaluator, member of an evaluation council",
    "D": "Council member, overseer",
    "E": "Partner unit",
    "F": "Public",
    "G": "Administrator, integrator",
    "P0": "Shared by the pillars",
    "P1": "Pillar I, infrastructure and services",
    "P2": "Pillar II, capacity, sector ecosystems and key products",
    "P3": "Pillar III, products and markets of startups",
    "P4": "Pillar IV, productivity and quality of small and medium enterprises",
    "P5": "Pillar V, innovation of the public sector",
    "P6": "Pillar VI, international cooperation",
    "P7": "Pillar VII, communication",
}
INTRODUCTION = """\
# What the portal does, row by row

Written by `make features` from [features.csv](features.csv) and from the tests' `@pytest.mark.row("A4")`; `make lint`
and a test compare. A row has a mark only when somebody can do all of its sentence in the portal, and when the marked
test would fail without it. "Not yet" also stands beside a row that works in part.

Classes: \
"""


class FeatureError(Exception):
    """The table or a mark is wrong; the message says where, and what to do."""


@dataclass(frozen=True)
class Feature:
    """One row of docs/features.csv."""

    row: str
    kind: str
    sentence: str

    @property
    def section(self) -> str:
        """`P1.3` belongs to the section of `P1`, `A4` to that of `A`, `P12` to that of `P`."""
        return self.row.partition(".")[0] if "." in self.row else self.row[0]


@dataclass(frozen=True)
class Mark:
    """One row that one test shows."""

    row: str
    path: str
    line: int
    test: str


def read_features(table: Path = TABLE) -> list[Feature]:
    """The rows in the order of the table. Raises FeatureError for a double row, an unknown class or section."""
    with table.open(encoding="utf-8", newline="") as file:
        features = [Feature(line["row"], line["class"], line["sentence"]) for line in csv.DictReader(file)]
    seen: set[str] = set()
    for feature in features:
        if feature.row in seen:
            raise FeatureError(f"{table.name}: row {feature.row} stands there twice.")
        if feature.kind not in CLASSES:
            raise FeatureError(f"{table.name}: row {feature.row} has class {feature.kind!r}, not one of {[*CLASSES]}.")
        if feature.section not in SECTIONS:
            raise FeatureError(f"{table.name}: name the section of row {feature.row} in tests/features.py, SECTIONS.")
        seen.add(feature.row)
    return features


def read_marks(tests: Path = CHECKOUT / "tests") -> list[Mark]:
    """The marks of all tests by path and line, read from the source. Raises FeatureError for a mark it cannot read."""
    return [mark for path in sorted(tests.rglob("test_*.py")) for mark in _marks_of(path, tests.parent)]


def _marks_of(path: Path, checkout: Path) -> Iterator[Mark]:
    source = path.read_text(encoding="utf-8")
    if "mark.row" not in source:
        return
    name = path.relative_to(checkout).as_posix()
    tree = ast.parse(source)
    read: set[ast.expr] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for decorator in filter(_is_row, node.decorator_list):
                read.add(decorator)
                yield from (Mark(row, name, node.lineno, node.name) for row in _rows(decorator, name))
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and _is_row(node) and node not in read:
            raise FeatureError(f"{name}:{node.lineno}: put pytest.mark.row above one test, as a decorator of it.")


def _is_row(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.row"


def _rows(decorator: ast.expr, name: str) -> list[str]:
    if isinstance(decorator, ast.Call) and decorator.args and not decorator.keywords:
        rows = [part.value for part in decorator.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if len(rows) == len(decorator.args):
            return rows
    raise FeatureError(f'{name}:{decorator.lineno}: write the rows as plain words, pytest.mark.row("A4", "B7").')


def render(features: Sequence[Feature], marks: Sequence[Mark]) -> str:
    """The whole document. Raises FeatureError for a mark whose row is not in the table."""
    known = {feature.row for feature in features}
    for mark in marks:
        if mark.row not in known:
            raise FeatureError(f"{mark.path}:{mark.line}: docs/features.csv has no row {mark.row!r}.")
    shown = {row: [*found] for row, found in groupby(sorted(marks, key=lambda mark: mark.row), lambda mark: mark.row)}
    classes = ", ".join(f"**{kind}** {words}" for kind, words in CLASSES.items())
    lines = [f"{INTRODUCTION}{classes}.", "", *_counts(features, shown)]
    for section, title in SECTIONS.items():
        rows = [feature for feature in features if feature.section == section]
        if rows:
            lines += ["", f"## {title}", "", "| row | class | the portal | shown by |", "|---|---|---|---|"]
            lines += [_line(feature, shown.get(feature.row, [])) for feature in rows]
    return "\n".join(lines) + "\n"


def _counts(features: Sequence[Feature], shown: dict[str, list[Mark]]) -> list[str]:
    lines = ["| class | rows | shown by a test | not yet |", "|---|---|---|---|"]
    for kind, words in [*CLASSES.items(), ("", "all")]:
        rows = [feature.row for feature in features if kind in ("", feature.kind)]
        there = sum(row in shown for row in rows)
        lines.append(f"| {words} | {len(rows)} | {there} | {len(rows) - there} |")
    return lines


def _line(feature: Feature, marks: Sequence[Mark]) -> str:
    tests = "<br>".join(f"[{mark.test}](../{mark.path})" for mark in marks) or "not yet"
    sentence = feature.sentence.replace("|", "\\|").replace("<", "&lt;")
    return f"| {feature.row} | {feature.kind} | {sentence} | {tests} |"


def main(arguments: Sequence[str]) -> int:
    """Write or compare the document. Returns 1 when it is out of date or a mark is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.features", description=__doc__)
    parser.add_argument("--check", action="store_true", help="Write nothing; fail when the file is out of date.")
    check = parser.parse_args(arguments).check
    try:
        text = render(read_features(), read_marks())
    except FeatureError as error:
        print(error, file=sys.stderr)
        return 1
    if not check:
        DOCUMENT.write_text(text, encoding="utf-8")
    elif not DOCUMENT.is_file() or DOCUMENT.read_text(encoding="utf-8") != text:
        print("docs/features.md is out of date: run make features.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
