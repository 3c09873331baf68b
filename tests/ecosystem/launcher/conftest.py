"""A private checkout with a small stand-in for the portal, started by the real launcher."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import psutil
import pytest

from ecosystem.launcher.ports import choose_port
from ecosystem.launcher.processes import FOLDER_VARIABLE
from ecosystem.launcher.state import CHECKOUT

PROJECT = Path(__file__).parent / "project"
RUN = (sys.executable, "-m", "ecosystem.launcher", "run")
NOT_INHERITED = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "HOST", "PORT", "MAKELEVEL", "DJANGO_SETTINGS_MODULE"}


class Checkout:
    """A folder in which `make run` works, and what runs in it."""

    def __init__(self, path: Path) -> None:
        self.path, self.var, self.port = path, path / "var", choose_port(None)
        self.started: list[subprocess.Popen[str]] = []

    def command(self, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the launcher to its end."""
        return subprocess.run(
            [sys.executable, "-m", "ecosystem.launcher", name],
            cwd=self.path,
            env=self._environment(variables),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def start(self, *command: str, **variables: str) -> subprocess.Popen[str]:
        """Start `run`, or a command that does, and return when it says that the portal answers."""
        process = subprocess.Popen(
            command or RUN,
            cwd=self.path,
            env=self._environment(variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        assert process.stdout
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Stop: " in line:
                return process
        raise AssertionError("".join(lines))

    def ask(self, path: str, method: str = "GET") -> str:
        """What the portal answers."""
        with urlopen(Request(f"http://127.0.0.1:{self.port}{path}", method=method), timeout=40) as response:
            return str(response.read().decode())

    def processes(self) -> list[psutil.Process]:
        """Every process that the launcher of this checkout started, at any depth."""
        return [process for process in psutil.process_iter() if _folder_of(process) == str(self.var)]

    def is_empty(self) -> bool:
        """Whether nothing that the launcher started is left."""
        return self.processes() == []

    def named(self, name: str) -> psutil.Process:
        """The eldest process whose command line holds this name."""
        found = [process for process in self.processes() if name in _command_of(process)]
        return min(found, key=lambda process: process.create_time())

    def supervisor(self, guard: subprocess.Popen[str]) -> psutil.Process:
        """The process below the guard."""
        (supervisor,) = psutil.Process(guard.pid).children()
        return supervisor

    def kill_everything(self, guard: subprocess.Popen[str]) -> None:
        """The power goes out."""
        for process in [psutil.Process(guard.pid), self.supervisor(guard), *self.processes()]:
            with contextlib.suppress(psutil.NoSuchProcess):  # the death of the one before was enough
                process.kill()
        guard.wait(40)

    def clear(self) -> None:
        """End everything, the hard way if need be."""
        for process in self.started:
            process.terminate()
            process.wait(60)
            assert process.stdout
            process.stdout.close()
        for left in self.processes():
            left.kill()

    def _environment(self, variables: dict[str, str]) -> dict[str, str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name not in NOT_INHERITED and not name.startswith("PORTAL_")
        }
        return inherited | {"PORT": str(self.port)} | variables


def has_ended(process: psutil.Process) -> bool:
    """Whether it runs no more; `make test` adopts orphans and buries them only at its end."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_until(condition: Callable[[], bool], seconds: float = 40) -> bool:
    """Whether the condition became true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def new_checkout(tmp_path: Path) -> Iterator[Callable[[], Checkout]]:
    """Makes private checkouts; whatever still runs in them afterwards is killed."""
    made: list[Checkout] = []

    def make() -> Checkout:
        path = tmp_path / f"checkout-{len(made)}"
        shutil.copytree(CHECKOUT / "ecosystem" / "launcher", path / "ecosystem" / "launcher")
        shutil.copytree(PROJECT, path, dirs_exist_ok=True)
        made.append(Checkout(path))
        return made[-1]

    yield make
    for checkout in made:
        checkout.clear()


@pytest.fixture
def checkout(new_checkout: Callable[[], Checkout]) -> Checkout:
    """One private checkout."""
    return new_checkout()


def _command_of(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:  # it ended meanwhile
        return ""


def _folder_of(process: psutil.Process) -> str | None:
    try:
        return process.environ().get(FOLDER_VARIABLE)
    except (psutil.Error, OSError):
        return None
