"""What the measurements say: the limits, a table for the terminal and docs/benchmarks.md. Ratios only, no seconds."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from tests.bench.measure import Result
from tests.bench.pages import LIST

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "benchmarks.md"
MOST_GROWTH = 1.5  # of a list, from the small size to the large one
MOST_QUERIES = 12
HEAD = """\
# Benchmarks

Written by `make bench`; every whole run overwrites it. Each page is measured at {small} and at {large} applications,
with one and a half times as many startups, of which about seven in ten stand in the public directory. Both sizes and
the bare view are measured in turn in one run. What is kept are ratios of medians: times would say more about the
machine than about the portal.

- **Growth**: the page at {large} rows against the same page at {small}. A list must stay within {growth}. Other pages are
  shown to be watched: a queue, or a search that fills its page at the large size only, and what sums over all records.
- **Over bare**: the page against a bare view behind the same middleware, at {large} rows. The bare view fetches the
  page's rows by the page's own SQL with psycopg alone and shows them in the least HTML; where the page is no list, it
  runs all the page's statements.
- **Queries**: all queries of one request, those of the session and the sign-in among them. At most {queries}.

The data come from the code of `seed_demo`; the databases lie on the test server and are kept between runs.
`make bench ARGS='--only Directory'` measures a part and leaves this file alone; `ARGS='--explain Directory'` shows the
plans of the statements.

| Page | Kind | Growth | Over bare | Queries |
|---|---|--:|--:|--:|
"""
FOOT = """
## Very large data

`seed_demo --startups 100000 --applications 1000000 --no-reports` loads in {minutes}: COPY in batches of 5,000
applications, in one transaction, with indexes and foreign keys in force. Memory stays bounded by the startups and by the
applications of one round of calls. Above 20,000 applications single dossiers come without files, checklists and frozen
copies.
"""
MINUTES_OF_A_MILLION = "about a quarter of an hour on two cores"


def breaches(results: Iterable[Result]) -> list[str]:
    """One sentence for each limit that a page broke."""
    found = []
    for result in results:
        if result.page.kind == LIST and result.growth > MOST_GROWTH:
            found.append(f"{result.page.name}: {result.growth:.2f} times as long; {MOST_GROWTH} are allowed.")
        if result.queries > MOST_QUERIES:
            found.append(f"{result.page.name}: {result.queries} queries; {MOST_QUERIES} are allowed.")
    return found


def line_of(result: Result) -> str:
    return (
        f"| {result.page.name} | {result.page.kind} | {result.growth:.2f} | {result.over_bare:.1f} | {result.queries} |"
    )


def document(results: Iterable[Result], *, small: int, large: int) -> str:
    """The whole of docs/benchmarks.md."""
    head = HEAD.format(small=f"{small:,}", large=f"{large:,}", growth=MOST_GROWTH, queries=MOST_QUERIES)
    table = "".join(f"{line_of(result)}\n" for result in results)
    return head + table + FOOT
