"""What the measurements say: rows with their limits, kept in docs/benchmarks.csv, and docs/benchmarks.md made from them.

A part of the measurements yields rows. A whole run of a part replaces its own rows of that size and leaves the others.
"""

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "benchmarks.md"
RECORDED = DOCUMENT.with_suffix(".csv")


class Topic(StrEnum):
    """The promises of speed, in the order in which docs/benchmarks.md shows them."""

    AFTER_WRITE = "Council's page and public home, the first view after a write"
    DECISIONS = "One decision a second while 20 people look"
    RECORDS = "Records behind the council's projects, startups and money"
    FIGURES = "Council's page, homes, map of wards, budget line and its payments, statistics"
    FEW_GRANTS = "Report with 54 grants"
    MANY_GRANTS = "Report of a year with all its grants"
    SEARCH = "Search box: two letters, a typing mistake, rare words, a number"
    FILTER = "A list with one filter"
    PAIRS = "Two filters and an order"
    RECORD = "One dossier; an officer's home"
    LIST = "Page of a list"
    STORED = "Public page, answers a second"
    SIGNED_IN = "Signed-in list, processor time"
    ONE_LINE = "Approvals on one budget line"
    TRAIL = "Approve and pay with audit, outbox and figures"
    REMINDERS = "Reminders of what is due"
    FILES = "Public CSV of grants; any export"
    FORMS = "Forms: a save while somebody types, a large section"
    START = "Warm start; first start"
    SEEDING = "Demonstration data"


@dataclass(frozen=True)
class Row:
    """One measured value and its limit."""

    topic: str
    what: str  # the page, action or file
    measure: str  # what the value says, as in "1.2 times the small size"
    value: float | None  # None where it could not be measured; the note says why
    limit: float | None = None  # None where the value is only watched
    at_least: bool = False  # the limit is the smallest value that is allowed, not the largest
    sizes: str = ""  # the numbers of applications that were measured
    bare: float | None = None  # milliseconds of the bare view
    note: str = ""

    @property
    def is_broken(self) -> bool:
        return self.excess > 1

    @property
    def excess(self) -> float:
        """The value over its limit, or the limit over a value that must be at least as large: above 1 it is broken."""
        if self.value is None or self.limit is None:
            return 0.0
        if self.at_least:
            return self.limit / self.value if self.value else float("inf")
        if not self.limit:
            return float("inf") if self.value else 0.0
        return self.value / self.limit

    def text(self) -> str:
        """The value with its limit, as in "1.2 times the small size (at most 1.5)"."""
        if self.value is None:
            return f"{self.measure}: not measured ({self.note})"
        limit = "" if self.limit is None else f" ({'at least' if self.at_least else 'at most'} {self.limit:g})"
        bare = "" if self.bare is None else f", bare {self.bare:.1f} ms"
        note = f", {self.note}" if self.note else ""
        return f"{_number(self.value)} {self.measure}{limit}{bare}{note}"

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Row":
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Options:
    """What a run measures: the sizes of the data, and for the parts that know them the rest."""

    small: int
    large: int
    only: str = ""  # pages or lists with this in their name
    rounds: int = 12  # turns of a page
    seconds: float = 600  # for pairs of filters
    seed: int = 1  # of the order in which pairs are measured

    @property
    def sizes(self) -> str:
        return f"{self.small:,} / {self.large:,}"


Part = Callable[[Options], Iterator[Row]]


def print_progress(text: str) -> None:
    print(f"  {text}", flush=True)


def print_rows(rows: Iterable[Row]) -> list[Row]:
    """Print each row as it comes, with a mark where its limit is broken. Returns all."""
    found = []
    for row in rows:
        print(f"{'BROKEN  ' if row.is_broken else ''}{row.what}: {row.text()}", flush=True)
        found.append(row)
    return found


# --- The recorded rows ------------------------------------------------------------------------------


class Recorded(NamedTuple):
    """A row with the run that it comes from: its part, its large number of applications, and how busy the machine was."""

    part: str
    size: int
    load: float  # processes that wanted to run, on average of a minute, at the end of the run
    row: Row


COLUMNS = (*Recorded._fields[:-1], *(field.name for field in fields(Row)))


def record(part: str, size: int, rows: Sequence[Row], parts: Sequence[str]) -> None:
    """Replace the rows of this part and size, and write both files. `parts` is the order of the parts."""
    others = [one for one in recorded() if (one.part, one.size) != (part, size)]
    load = round(os.getloadavg()[0], 1)
    found = [*others, *(Recorded(part, size, load, _rounded(row)) for row in rows)]
    found.sort(key=lambda one: (one.size, parts.index(one.part)))
    RECORDED.write_text(_csv(found), encoding="utf-8")
    DOCUMENT.write_text(document(found), encoding="utf-8")


def recorded() -> list[Recorded]:
    """All rows of docs/benchmarks.csv."""
    if not RECORDED.exists():
        return []
    with RECORDED.open(encoding="utf-8", newline="") as file:
        return [_from_csv(values) for values in csv.DictReader(file)]


def _csv(found: Iterable[Recorded]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for one in found:
        words = {"topic": str(one.row.topic), "at_least": "yes" if one.row.at_least else ""}
        writer.writerow(one._asdict() | asdict(one.row) | words)
    return text.getvalue()


def _from_csv(values: dict[str, str]) -> Recorded:
    texts = {key: values[key] for key in ("topic", "what", "measure", "sizes", "note")}
    value, limit, bare = (float(values[key]) if values[key] else None for key in ("value", "limit", "bare"))
    row = Row(**texts, value=value, limit=limit, bare=bare, at_least=values["at_least"] == "yes")
    return Recorded(values["part"], int(values["size"]), float(values["load"]), row)


def _rounded(row: Row) -> Row:
    value = None if row.value is None else float(f"{row.value:.3g}")
    limit = None if row.limit is None else float(row.limit)
    return replace(row, value=value, limit=limit, bare=None if row.bare is None else round(row.bare, 2))


def _number(value: float) -> str:
    """Three digits; counts stay whole."""
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 3 else f"{value:.1f}"


# --- docs/benchmarks.md -----------------------------------------------------------------------------

HEAD = """\
# Benchmarks

Made by `make bench` from docs/benchmarks.csv: ratios of what was measured side by side in one run, for times would say
more about the machine than about the portal. The command fails when a limit is broken.

- The data come from the code of `seed_demo`: 1,000 and 100,000 applications, with `make bench SIZE=million` 1,000 and
  1,000,000, and one and a half times as many startups, 200,000 at most. The databases lie on the test server and are kept
  between runs until the code of the data or a migration changes.
- `make bench ARGS='figures reports'` runs these parts alone and replaces their rows. A run with options, such as
  `ARGS='pages --only Directory'`, prints its rows and leaves both files alone; `ARGS='pages --explain Directory'` shows the plans
  of the statements. Parts: {parts}.
- **Bare** is a view without middleware that fetches the page's rows by one statement of the page's own SQL with psycopg
  and shows them in the least HTML. Pages and bare views are measured by processor time, of the process and of the
  database's process that serves it: elapsed time grows with whatever else the machine does. What waits for other people, the
  disk or a server (parts readers, public_pages, approvals, start, exports) is measured by elapsed time, in turns.
- Load is the number of processes that wanted to run at the end of a run, those of others too: where there are many more than
  processors, ratios of elapsed time scatter.
- A row that was not measured says why. The decisions of docs/decisions/ say why a limit is what it is.

To add a row, let a part (`tests/bench/`) yield one more `Row`; a page needs a line in `PAGES` of tests/bench/pages.py.
"""
FOOT = """
## Notes

- A list must stay within 1.5 times the time of the small size whatever its filter, and within 2 with several filters at
  once. Where a filter fills the page at the large size only (†), the page is held against the first page of the same list
  at the small size: one full page against another. Pages without a limit are watched: what waits for a person, and what
  asks for many things.
- The rows of the part pages compare a page also with a bare view behind the same middleware: at most 6 times for first
  and last page, a state and a search.
- Figures are sums of groups that the transactions of the records keep (`ecosystem.core.measures`).
- `seed_demo --startups 150000 --applications 1000000 --no-reports` loads whole, in about twenty minutes on a quiet machine of
  two processors: by COPY in batches of 5,000 applications, in one transaction, with indexes and foreign keys in force.
  Memory stays below 1 GB: it is that of all startups and of the applications of one round of calls. Above 20,000
  applications single dossiers come without files, checklists and frozen copies.
"""


def document(found: Sequence[Recorded]) -> str:
    """The whole of docs/benchmarks.md."""
    text = HEAD.format(parts=", ".join(f"`{part}`" for part in dict.fromkeys(one.part for one in found)))
    for size, of_size in groupby(found, key=lambda one: one.size):
        own = list(of_size)
        text += f"\n## At {size:,} applications\n\n{_summary([one.row for one in own])}"
        for (part, load), of_part in groupby(own, key=lambda one: (one.part, one.load)):
            text += f"\n### Part {part} at {size:,}, load {load:g}\n\n{_details(one.row for one in of_part)}"
    return text + FOOT


def _summary(rows: Sequence[Row]) -> str:
    """A line for each topic, measure and limit: the row that is nearest to its limit, or furthest beyond it."""
    lines = ["| What | Measured | Limit | Worst of | Applications | Bare | |", "|---|--:|--:|---|--:|--:|---|"]
    limited = sorted((row for row in rows if row.limit is not None), key=_promise)
    for topic in Topic:
        own = [row for row in limited if row.topic == topic]
        if not own:
            lines.append(f"| {topic} | not measured yet | | | | | |")
        for _promised, alike in groupby(own, key=_promise):
            lines.append(_summary_line(topic, list(alike)))
    return "\n".join(lines) + "\n"


def _promise(row: Row) -> tuple[str, float]:
    return row.measure, row.limit or 0.0


def _summary_line(topic: Topic, rows: Sequence[Row]) -> str:
    worst = max(rows, key=lambda row: row.excess)
    value = "not measured" if worst.value is None else f"{_number(worst.value)} {worst.measure}"
    limit = f"{'≥' if worst.at_least else '≤'} {worst.limit:g}"
    bare = "" if worst.bare is None else f"{worst.bare:.1f} ms"
    what = worst.what if len(rows) == 1 else f"{len(rows)}: {worst.what}"
    broken = sum(row.is_broken for row in rows)
    state = worst.note if worst.value is None else f"**{broken} broken**" if broken else "kept"
    return f"| {topic} | {value} | {limit} | {what} | {worst.sizes} | {bare} | {state} |"


def _details(rows: Iterable[Row]) -> str:
    """A line for each page, action or file, with all that was measured of it."""
    texts: dict[str, list[str]] = {}
    for row in rows:
        texts.setdefault(row.what, []).append(f"**{row.text()}**" if row.is_broken else row.text())
    lines = ["| What | Measured |", "|---|---|", *(f"| {what} | {'; '.join(each)} |" for what, each in texts.items())]
    return "\n".join(lines) + "\n"
