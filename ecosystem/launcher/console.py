"""What the launcher tells the person at the terminal."""

import os
import sys
import time

STARTED = float(os.environ.get("PORTAL_LAUNCHED_AT") or time.monotonic())


class Refusal(Exception):
    """The launcher cannot go on, for a reason it can say in one sentence."""


def seconds() -> float:
    """The time since the command began, the setting up of the environment included."""
    return time.monotonic() - STARTED


def say(line: str) -> None:
    """One short line, with the seconds since the command began."""
    print(f"[{seconds():5.1f} s] {line}", flush=True)


def complain(line: str) -> None:
    """One short line on standard error."""
    print(line, file=sys.stderr, flush=True)
