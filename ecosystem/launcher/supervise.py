"""Keeps a list of children running, restarts those that crash, and stops them in order."""

import time
from collections.abc import Callable, Sequence

from ecosystem.launcher.console import LauncherError, print_progress
from ecosystem.launcher.processes import Child

MAX_RESTART_DELAY = 30.0  # seconds between two attempts
CRASH_COUNT_RESET = 60.0  # seconds after which an earlier crash is forgotten
POLL_INTERVAL = 0.2  # seconds between two looks at the children


class Supervisor:
    """Watches children, given in the order in which they stop."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = list(children)
        self.crashes = dict.fromkeys(self.children, 0)
        self.due: dict[Child, float] = {}

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Return when ready. Raises LauncherError, with the end of its log, when a child ends before or the time is over."""
        deadline = time.monotonic() + seconds
        while not ready():
            for child in self.children:
                if not child.is_running():
                    raise LauncherError(f"{child.name} ended at its start; the end of {child.log}:\n{child.log_tail()}")
            if time.monotonic() > deadline:
                raise LauncherError(
                    f"The portal did not answer within {seconds:.0f} seconds; see {self.children[0].log}."
                )
            time.sleep(0.05)

    def watch(self) -> None:
        """Restart what crashes, for ever: only an exception, such as the request to stop, ends it."""
        while True:
            for child in self.children:
                self._restart_if_crashed(child)
            time.sleep(POLL_INTERVAL)

    def stop(self) -> None:
        """Stop every child in the given order."""
        for child in self.children:
            child.stop()

    def _restart_if_crashed(self, child: Child) -> None:
        now = time.monotonic()
        if child.is_running():
            if self.crashes[child] and now - child.started_at > CRASH_COUNT_RESET:
                self.crashes[child] = 0
        elif child not in self.due:
            child.finish()
            pause = restart_delay(self.crashes[child])
            self.crashes[child] += 1
            self.due[child] = now + pause
            print_progress(f"{child.name} ended unexpectedly; starting it again in {pause:.1f} s (see {child.log})")
        elif now >= self.due[child]:
            del self.due[child]
            child.start()


def restart_delay(crashes: int) -> float:
    """Seconds to wait before the next attempt: half a second, doubled by each crash in a row."""
    return float(min(MAX_RESTART_DELAY, 0.5 * 2 ** min(crashes, 10)))
