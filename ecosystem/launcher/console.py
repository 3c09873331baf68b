"""What the launcher tells the person at the terminal."""

import os
import sys
import time

STARTED = float(os.environ.get("PORTAL_LAUNCHED_AT") or time.monotonic())


class LauncherError(Exception):
    """The launcher cannot go on; the message is one sentence for the person at the terminal."""


def elapsed_seconds() -> float:
    """The time since the command began, the setting up of the environment included."""
    return time.monotonic() - STARTED


def print_progress(line: str) -> None:
    """One short line, with the seconds since the command began."""
    print(f"[{elapsed_seconds():5.1f} s] {line}", flush=True)


def print_error(line: str) -> None:
    """One short line on standard error."""
    print(line, file=sys.stderr, flush=True)
