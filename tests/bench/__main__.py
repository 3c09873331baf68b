"""`make bench`: measure all parts, or those that are named, print and record their rows. Exit code 1 when a limit is broken.

Each part runs in a process of its own, so that none is slowed down by what another left behind.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402

from tests.bench import (  # noqa: E402
    approvals,
    exports,
    figures,
    light,
    measure,
    pairs,
    public_pages,
    questionnaires,
    readers,
    reminders,
    reports,
    seeding,
    start,
)
from tests.bench.databases import SMALL, large_size  # noqa: E402
from tests.bench.explain import explain  # noqa: E402
from tests.bench.report import Options, Part, print_progress, print_rows, record  # noqa: E402

PARTS: dict[str, Part] = {
    "seeding": seeding.rows,
    "figures": figures.rows,
    "readers": readers.rows,
    "pages": measure.rows,
    "pairs": pairs.rows,
    "light": light.rows,
    "public_pages": public_pages.rows,
    "reports": reports.rows,
    "exports": exports.rows,
    "questionnaires": questionnaires.rows,
    "reminders": reminders.rows,
    "approvals": approvals.rows,
    "start": start.rows,
}


def main(arguments: Sequence[str]) -> int:
    """Run the named parts. Returns the exit code."""
    given = _parser().parse_args(arguments)
    options = Options(*given.rows, given.only, given.rounds, given.seconds, given.seed)
    if given.explain:
        explain(given.explain, options)
        return 0
    named = given.parts or list(PARTS)
    if len(named) == 1:
        return _run(named[0], options)
    given_options = [argument for argument in arguments if argument not in named]
    codes = []
    for part in named:
        print(f"--- {part} ---", flush=True)
        command = [sys.executable, "-m", "tests.bench", part, *given_options]
        codes.append(subprocess.run(command, cwd=settings.BASE_DIR, check=False).returncode)
    return int(any(codes))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"all, or of {', '.join(PARTS)}")
    parser.add_argument("--rows", type=int, nargs=2, default=[SMALL, large_size()], metavar=("SMALL", "LARGE"))
    parser.add_argument("--rounds", type=int, default=Options.rounds, help="turns of every page at both sizes")
    parser.add_argument("--only", default="", help="pages or lists with this in their name")
    parser.add_argument("--explain", default="", help="show the plans of these pages' statements, measure nothing")
    parser.add_argument("--seconds", type=float, default=Options.seconds, help="how long pairs are measured")
    parser.add_argument("--seed", type=int, default=Options.seed, help="the order in which pairs are measured")
    return parser


def _run(part: str, options: Options) -> int:
    rows = print_rows(PARTS[part](options))
    if options == Options(SMALL, large_size()):
        record(part, options.large, rows, list(PARTS))
    else:
        print_progress("With options nothing is recorded.")
    return int(any(row.is_broken for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
