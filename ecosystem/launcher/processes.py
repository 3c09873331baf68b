"""Child processes that cannot outlive their parent, and the search for any that did."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import psutil

FOLDER_VARIABLE = "PORTAL_SUPERVISED"  # in every child's environment: the folder of the launcher that started it
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
LARGEST_LOG = 10_000_000  # bytes


def mark_children(directory: Path) -> None:
    """Let every process started from now on say which launcher folder it belongs to."""
    os.environ[FOLDER_VARIABLE] = str(directory)


def adopt_orphans() -> None:
    """Make grandchildren whose parent died children of this process, so that it still knows them."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def signal_on_parent_death(parent: int, signal_number: int = signal.SIGTERM) -> None:
    """Get this signal when the parent dies; called in the child."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal_number)


class Child:
    """One long-running program in a session of its own, its output in a log file."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        directory: Path,
        log: Path,
        environment: dict[str, str] | None = None,
        stop_signal: int = signal.SIGTERM,
        stop_timeout: float = 10,
        before_start: Callable[[], None] | None = None,
        child_setup: Callable[[], None] | None = None,
    ) -> None:
        self.name, self.command, self.directory, self.log = name, list(command), directory, log
        self.environment, self.before_start, self.child_setup = environment or {}, before_start, child_setup
        self.stop_signal, self.stop_timeout = stop_signal, stop_timeout
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0

    def start(self) -> None:
        """Start the program; it dies when we do."""
        parent = os.getpid()

        def prepare() -> None:
            if self.child_setup:
                self.child_setup()
            signal_on_parent_death(parent, self.stop_signal)  # last: a change of identity would clear it

        if self.before_start:
            self.before_start()
        rotate(self.log)
        self.started_at = time.monotonic()
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.directory,
                env=os.environ | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=prepare,
            )

    def is_running(self) -> bool:
        """Whether the program runs."""
        return self.process is not None and self.process.poll() is None

    def send_stop_signal(self) -> None:
        """Send the signal that lets it end in order."""
        if self.process and self.is_running():
            self.process.send_signal(self.stop_signal)

    def finish(self) -> None:
        """Wait until it ended, then end whatever is left of its session."""
        if not self.process:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(self.stop_timeout)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it and its session."""
        self.send_stop_signal()
        self.finish()

    def log_tail(self, lines: int = 12) -> str:
        """The end of its log."""
        with contextlib.suppress(FileNotFoundError):
            return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
        return ""


def rotate(log: Path) -> None:
    """Put a log that grew large aside; one earlier file is kept."""
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_name(f"{log.name}.1"))


def stop_leftover_processes(directory: Path, stop_timeout: float = 8) -> int:
    """End what a launcher of this folder started and nobody looks after any more. Returns how many there were."""
    return stop_processes(
        [process for process in psutil.process_iter() if _belongs_to(process, directory)], stop_timeout
    )


def stop_descendants(stop_timeout: float) -> None:
    """End every process below this one, and look again: one that changes its parent meanwhile is easily missed."""
    while found := psutil.Process().children(recursive=True):
        stop_processes(found, stop_timeout)


def stop_processes(processes: Iterable[psutil.Process], stop_timeout: float = 8) -> int:
    """Ask these processes to stop, each family by its eldest, and kill those that do not. Returns how many."""
    found = list(processes)
    numbers = {process.pid for process in found}
    for process in found:
        with contextlib.suppress(psutil.Error):
            if process.ppid() not in numbers:
                process.send_signal(signal.SIGINT if process.name() == "postgres" else signal.SIGTERM)
    _, stubborn = psutil.wait_procs(found, timeout=stop_timeout)
    for process in stubborn:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(stubborn, timeout=stop_timeout)
    return len(found)


def _belongs_to(process: psutil.Process, directory: Path) -> bool:
    try:
        return bool(process.pid != os.getpid() and process.environ().get(FOLDER_VARIABLE) == str(directory))
    except (psutil.Error, OSError):
        return False
