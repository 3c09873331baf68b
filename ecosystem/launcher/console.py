"""What the launcher tells the person at the terminal."""

import sys
import time

STARTED = time.monotonic()


class Refusal(Exception):
    """The launcher cannot go on, for a reason it can say in one sentence."""


def say(line: str) -> None:
    """One short line, with the seconds since the command began."""
    print(f"[{time.monotonic() - STARTED:5.1f} s] {line}", flush=True)


def complain(line: str) -> None:
    """One short line on standard error."""
    print(line, file=sys.stderr, flush=True)
