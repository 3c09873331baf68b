"""The lock on the launcher's folder: one launcher at a time works in it, and the others can read which one."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psutil

from ecosystem.launcher.console import LauncherError
from ecosystem.launcher.processes import mark_children, stop_leftover_processes

ATTEMPTS, ATTEMPT_INTERVAL = 20, 0.05  # a second in all


class DirectoryLock:
    """A lock that this process holds, and the words by which others learn what it is held for."""

    def __init__(self, stream: IO[str], purpose: str) -> None:
        self._stream = stream
        self.set_purpose(purpose)

    def set_purpose(self, purpose: str) -> None:
        """Write what the folder is used for from now on."""
        self._stream.truncate(0)
        self._stream.write(f"{os.getpid()} {purpose}")
        self._stream.flush()


@contextmanager
def lock_directory(directory: Path, purpose: str) -> Iterator[DirectoryLock]:
    """Hold the folder for one launcher; raises LauncherError, naming the holder, when another one has it."""
    try:
        for folder in (*reversed(directory.parents), directory):
            folder.mkdir(mode=0o700, exist_ok=True)
        stream = (directory / "lock").open("a+", encoding="utf-8")
    except PermissionError as error:
        message = f"{error.filename} belongs to another user: run as that user, or remove the folder."
        raise LauncherError(message) from error
    with stream:
        if not _acquire_lock(stream):
            raise LauncherError(f"Already running in this checkout: {lock_holder(directory)}; 'make stop' stops it.")
        lock = DirectoryLock(stream, purpose)
        stop_leftover_processes(directory)
        mark_children(directory)
        yield lock


def lock_holder(directory: Path) -> str:
    """The holder of the folder for a sentence, as in «the tests (process 12)»; empty when nobody holds it."""
    pid, purpose = _read_lock_file(directory)
    return f"{purpose} (process {pid})" if pid else ""


def lock_holder_pid(directory: Path) -> int:
    """The process number of the holder of the folder; 0 when nobody holds it."""
    return _read_lock_file(directory)[0]


def lock_holder_purpose(directory: Path) -> str:
    """What the holder uses the folder for; empty when nobody holds it."""
    return _read_lock_file(directory)[1]


def _acquire_lock(stream: IO[str]) -> bool:
    """Try for a second: another process that only reads who holds the lock has it for a moment."""
    for _ in range(ATTEMPTS):
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(ATTEMPT_INTERVAL)
        else:
            return True
    return False


def _read_lock_file(directory: Path) -> tuple[int, str]:
    """Process number and purpose of the holder; a holder that has not written them yet is read again."""
    for _ in range(ATTEMPTS):
        try:
            with (directory / "lock").open(encoding="utf-8") as stream:
                try:
                    fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    pid, _, purpose = stream.read().partition(" ")
                else:
                    return 0, ""
        except FileNotFoundError:
            return 0, ""
        if pid.isdecimal() and psutil.pid_exists(int(pid)):  # else an earlier holder left this text
            return int(pid), purpose
        time.sleep(ATTEMPT_INTERVAL)
    return 0, ""
