"""The database and Redis of one launcher folder: embedded, or the servers that DATABASE_URL and REDIS_URL name."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import redis

from ecosystem.launcher.console import LauncherError
from ecosystem.launcher.postgres import Postgres
from ecosystem.launcher.state import read_state, write_state
from ecosystem.launcher.valkey import Valkey


class Services:
    """Starts what is embedded, leaves alone what is not, and remembers both for settings."""

    def __init__(self, directory: Path, *, test: bool = False, connections: int = 100) -> None:
        self.directory, self.test, self.connections = directory, test, connections
        self.servers: list[Postgres | Valkey] = []
        self.database_url = os.environ.get("DATABASE_URL", "")
        self.redis_url = os.environ.get("REDIS_URL", "")

    def start(self) -> None:
        """Return when both answer. Raises LauncherError when one does not."""
        (self.directory / "log").mkdir(parents=True, exist_ok=True)
        if not self.database_url:
            postgres = Postgres(self.directory, connections=self.connections, durable=not self.test)
            self.servers.append(postgres)
            self.database_url = postgres.url
        if not self.redis_url:
            valkey = Valkey(self.directory, durable=not self.test)
            self.servers.append(valkey)
            self.redis_url = valkey.url
        for server in self.servers:
            server.child.start()
        for server in self.servers:
            server.wait()

    def stop(self) -> None:
        """Stop what we started: Valkey, then Postgres."""
        for server in reversed(self.servers):
            server.child.stop()

    def save_settings(self, *, demo: bool) -> dict[str, str]:
        """Write the state that settings read; returns the same as environment variables."""
        state = read_state(self.directory)
        secret_key = os.environ.get("SECRET_KEY") or state.get("secret_key") or secrets.token_urlsafe(50)
        write_state(
            self.directory,
            database_url=self.database_url,
            redis_url=self.redis_url,
            secret_key=secret_key,
            demo=demo,
        )
        return {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "SECRET_KEY": secret_key,
            "PORTAL_DEMO": "1" if demo else "0",
        }


def check_named_servers() -> None:
    """Raises LauncherError when DATABASE_URL or REDIS_URL is set and no server answers there."""
    if os.environ.get("DATABASE_URL"):
        check_database(os.environ["DATABASE_URL"])
    if os.environ.get("REDIS_URL"):
        check_redis(os.environ["REDIS_URL"])


def check_database(url: str) -> None:
    """Raises LauncherError when no PostgreSQL answers there."""
    place = _place(url, {"postgres", "postgresql"})
    if not place:
        raise LauncherError("DATABASE_URL must look like postgres://user:password@host:port/database.")
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error as error:
        raise LauncherError(f"DATABASE_URL: no usable PostgreSQL at {place} ({_reason(error)}).") from error


def check_redis(url: str) -> None:
    """Raises LauncherError when no Redis answers there."""
    place = _place(url, {"redis", "rediss"})
    if not place:
        raise LauncherError("REDIS_URL must look like redis://host:port/0.")
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise LauncherError(f"REDIS_URL: no usable Redis at {place} ({_reason(error)}).") from error


def _place(url: str, schemes: set[str]) -> str:
    """Host and port without the password; empty when the URL is of another kind."""
    try:
        parts = urlsplit(url)
        return f"{parts.hostname or 'localhost'}:{parts.port or 'its usual port'}" if parts.scheme in schemes else ""
    except ValueError:
        return ""


def _reason(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
