"""What the measurements say: the limits, a table for the terminal and docs/benchmarks.md. Ratios only, no seconds."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from tests.bench.measure import Result
from tests.bench.pages import FIGURES, FILTERS, LIST, SUMS

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "benchmarks.md"
MOST_GROWTH = 1.5  # of a list, from the small size to the large one
MOST_GROWTH_OF_FILTERS = 2.0  # of a list with several filters
MOST_OVER_BARE = 6.0  # of first and last page, a state and a search
MOST_QUERIES = 10  # of a list
MOST_QUERIES_OF_SUMS = 12  # of what sums or asks for many things
HEADINGS = "| Page | Kind | Growth | Over bare | Queries |"
HEAD = """\
# Benchmarks

Written by `make bench`; every whole run overwrites it. Each page is measured at {small} and at {large} applications,
with one and a half times as many startups, of which about seven in ten stand in the public directory. Both sizes and
the bare view are measured in turn in one run. What is kept are ratios of lower quartiles, from which the machine's
other work is gone: times would say more about the machine than about the portal.

- **Growth**: the page at {large} rows against the same page at {small}. A list must stay within {growth}, whatever its
  filter, and within {filters} with several filters at once. Where a filter fills the page at the large size only (†), the
  page is held against the first page of the same list at {small} rows: one full page against another. Other pages are
  shown to be watched: what waits for a person, and what asks for many things. Figures stay within the limit of a list.
- **Over bare**: the page against a bare view behind the same middleware, at {large} rows. The bare view fetches the
  page's rows by the page's own SQL with psycopg alone and shows them in the least HTML; where the page is no list, it
  runs all the page's statements. First and last page, a state and a search (\\*) must stay within {bare}.
- **Queries**: all queries of one request, those of the session and the sign-in among them. At most {queries}, and
  {sums} where the page sums or asks for everything that waits.

The data come from the code of `seed_demo`; the databases lie on the test server and are kept between runs.
`make bench ARGS='--only Directory'` measures a part and leaves this file alone; `ARGS='--explain Directory'` shows the
plans of the statements. Exit code 1 when a limit is broken.

{headings}
|---|---|--:|--:|--:|
"""
FOOT = """
Figures are sums of groups that the transactions of the records keep (`ecosystem.core.measures`); `python -m tests.bench.figures`
measures a page right after a write against the same page without one.

## Very large data

{million}
"""
MILLION = """\
`seed_demo --startups 150000 --applications 1000000 --no-reports` loads whole, in about twenty minutes on a shared machine
of two cores: by COPY in batches of 5,000 applications, in one transaction, with indexes and foreign keys in force. The
process stays below 950 MB: memory is bounded by the startups and by the applications of one round of calls. Above
20,000 applications single dossiers come without files, checklists and frozen copies."""


def breaches(results: Iterable[Result]) -> list[str]:
    """One sentence for each limit that a page broke."""
    found = []
    for result in results:
        page = result.page
        most = MOST_QUERIES_OF_SUMS if page.kind in {SUMS, FIGURES} else MOST_QUERIES
        growth = {LIST: MOST_GROWTH, FIGURES: MOST_GROWTH, FILTERS: MOST_GROWTH_OF_FILTERS}.get(page.kind)
        if growth and result.growth > growth:
            found.append(f"{page.name}: {result.growth:.2f} times as long; {growth:g} are allowed.")
        if page.near and result.over_bare > MOST_OVER_BARE:
            found.append(f"{page.name}: {result.over_bare:.1f} times its bare view; {MOST_OVER_BARE:g} are allowed.")
        if result.queries > most:
            found.append(f"{page.name}: {result.queries} queries; {most} are allowed.")
    return found


def line_of(result: Result) -> str:
    page, mark = result.page, "\\*" if result.page.near else ""
    growth = f"{result.growth:.2f}{'†' if result.is_first_at_small else ''}"
    return f"| {page.name} | {page.kind} | {growth} | {result.over_bare:.1f}{mark} | {result.queries} |"


def document(results: Iterable[Result], *, small: int, large: int) -> str:
    """The whole of docs/benchmarks.md."""
    head = HEAD.format(
        small=f"{small:,}",
        large=f"{large:,}",
        growth=MOST_GROWTH,
        filters=f"{MOST_GROWTH_OF_FILTERS:g}",
        bare=f"{MOST_OVER_BARE:g}",
        queries=MOST_QUERIES,
        sums=MOST_QUERIES_OF_SUMS,
        headings=HEADINGS,
    )
    table = "".join(f"{line_of(result)}\n" for result in results)
    return head + table + FOOT.format(million=MILLION)
