"""`make bench`: measure, print, write docs/benchmarks.md. Exit code 1 when a limit is broken."""

import argparse
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from tests.bench.databases import bench_database  # noqa: E402
from tests.bench.measure import SETTINGS, BenchDatabase, measure, statements  # noqa: E402
from tests.bench.pages import PAGES, Page  # noqa: E402
from tests.bench.pairs import MOST_RATIO, measure_pairs, summary  # noqa: E402
from tests.bench.report import DOCUMENT, HEADINGS, breaches, document, line_of  # noqa: E402


def main(arguments: list[str]) -> int:
    given = _read(arguments)
    small, large = (bench_database(rows, _print_line) for rows in given.rows)
    if given.pairs:
        return _measure_pairs(given, small, large)
    chosen = [page for page in PAGES if (given.only or given.explain or "").lower() in page.name.lower()]
    if not chosen:
        _print_line(f"No page is called so; there are: {', '.join(page.name for page in PAGES)}")
        return 2
    if given.explain:
        return _explain(chosen, large)
    results = []
    _print_line(HEADINGS)
    for result in measure(chosen, small, large, rounds=given.rounds):
        results.append(result)
        _print_line(line_of(result))
    broken = breaches(results)
    if not given.only and given.rows == [1_000, 100_000]:
        DOCUMENT.write_text(document(results, small=small.rows, large=large.rows), encoding="utf-8")
        _print_line(f"Written: {DOCUMENT.name}")
    for sentence in broken:
        print(sentence, file=sys.stderr)
    return int(bool(broken))


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rows", type=int, nargs=2, default=[1_000, 100_000], metavar=("SMALL", "LARGE"))
    parser.add_argument("--rounds", type=int, default=25, help="turns of every page at both sizes")
    parser.add_argument("--only", default="", help="pages with this in their name")
    parser.add_argument(
        "--explain", default="", help="show the plans of the statements of these pages, measure nothing"
    )
    parser.add_argument("--pairs", action="store_true", help="measure pairs of filters with every order, and no pages")
    parser.add_argument("--seconds", type=float, default=600, help="how long pairs are measured")
    parser.add_argument("--seed", type=int, default=1, help="the order in which pairs are measured")
    return parser.parse_args(arguments)


def _measure_pairs(given: argparse.Namespace, small: BenchDatabase, large: BenchDatabase) -> int:
    found, number = measure_pairs(
        small, large, only=given.only, seconds=given.seconds, seed=given.seed, report=_print_line
    )
    _print_line(summary(found, number))
    return int(any(pair.ratio > MOST_RATIO for pair in found))


def _explain(pages: list[Page], database: BenchDatabase) -> int:
    with override_settings(**SETTINGS), database.use():
        for page in pages:
            client, reader = Client(SERVER_NAME="localhost"), page.reader()
            if reader:
                client.force_login(reader)
            found, _count = statements(page, lambda client=client, page=page: client.get(page.address()))
            for statement in found:
                _print_line(f"\n{page.name}\n{statement}")
                connection.ensure_connection()
                with connection.connection.cursor() as cursor:
                    for (line,) in cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement}"):
                        _print_line(f"  {line}")
    return 0


def _print_line(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
