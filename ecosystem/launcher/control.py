"""`make stop` and `make reset`."""

import contextlib
import os
import shutil
import signal
import time
from pathlib import Path

from ecosystem.launcher.console import LauncherError, print_progress
from ecosystem.launcher.directory_lock import lock_directory, lock_holder, lock_holder_pid
from ecosystem.launcher.state import var_directory

KEPT_BY_RESET = {"vendor", "vendor.lock", "npm-cache", "chromium", "test", "lock"}  # built or fetched, no data
STOP_LIMIT = 60  # seconds


def stop(checkout: Path) -> int:
    """Stop the portal of this checkout and wait until it is gone."""
    directory = var_directory(checkout)
    running = lock_holder(directory)
    if not running:
        print_progress("Nothing runs in this checkout")
        return 0
    with contextlib.suppress(ProcessLookupError):  # it is ending already
        os.kill(lock_holder_pid(directory), signal.SIGTERM)
    deadline = time.monotonic() + STOP_LIMIT
    while lock_holder(directory):
        if time.monotonic() > deadline:
            raise LauncherError(f"Still running after {STOP_LIMIT} seconds: {running}.")
        time.sleep(0.1)
    print_progress(f"Stopped {running}")
    return 0


def reset(checkout: Path) -> int:
    """Remove the data of this checkout: database, Redis, files, mails, logs. Servers named by URLs are not touched."""
    directory = var_directory(checkout)
    if lock_holder(directory):
        raise LauncherError(f"Stop the portal first ('make stop'): {lock_holder(directory)}.")
    with lock_directory(directory, "reset"):
        for path in directory.iterdir():
            if path.name not in KEPT_BY_RESET:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    print_progress(f"Removed the data in {directory}; 'make run' starts over")
    return 0
