"""The guard: a parent process of the supervisor that ends every process the supervisor left, however it ended."""

import os
import signal
import sys
import traceback
from collections.abc import Callable

from ecosystem.launcher.console import LauncherError, print_error
from ecosystem.launcher.processes import adopt_orphans, signal_on_parent_death, stop_descendants

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Somebody asked us to stop: Ctrl-C, SIGTERM, a closed terminal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number


def run_with_guard(work: Callable[[], int]) -> int:
    """Run work in a child of its own session, passing signals on; then end every process it left."""
    adopt_orphans()
    guard, caller = os.getpid(), os.getppid()
    sys.stdout.flush()
    supervisor = os.fork()
    if supervisor == 0:
        os.setsid()  # so that Ctrl-C comes once, through the guard
        raise_when_stopped()
        signal_on_parent_death(guard)
        _finish(work)

    for number in _stop_signals():
        signal.signal(number, lambda received, _: os.kill(supervisor, received))
    if "MAKELEVEL" in os.environ:
        signal_on_parent_death(caller)  # make itself was killed
    status = _wait_for(supervisor)
    stop_descendants(stop_timeout=10)
    if os.WIFSIGNALED(status):
        print_error("The supervisor was killed; everything it had started is stopped.")
    return os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 1


def raise_when_stopped() -> None:
    """Turn the first request to stop into an exception; later ones change nothing, stopping is under way."""

    def stop(number: int, frame: object) -> None:
        for each in _stop_signals():
            signal.signal(each, signal.SIG_IGN)
        raise StopRequested(number)

    for number in _stop_signals():
        signal.signal(number, stop)


def _stop_signals() -> list[signal.Signals]:
    """A terminal that closes is ignored where nohup asked for it."""
    return [number for number in STOP_SIGNALS if number != signal.SIGHUP or not _hangup_is_ignored()]


def _hangup_is_ignored() -> bool:
    return _HANGUP_AT_START == signal.SIG_IGN


_HANGUP_AT_START = signal.getsignal(signal.SIGHUP)


def _finish(work: Callable[[], int]) -> None:
    code = 1
    try:
        code = work()
    except StopRequested:
        code = 0
    except LauncherError as error:
        print_error(str(error))
    except Exception:  # the last one who can say it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _wait_for(supervisor: int) -> int:
    while True:
        pid, status = os.waitpid(-1, 0)
        if pid == supervisor:
            return status
