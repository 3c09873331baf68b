"""The portal as `make run` deploys it: granian, hashed and compressed static files, cookies by TLS only; demonstration data."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.db import connections
from django.test import Client

from ecosystem.accounts.models import User
from ecosystem.launcher.portal import WEB_THREADS
from ecosystem.launcher.ports import choose_port
from tests.bench.databases import bench_database
from tests.bench.measure import BenchDatabase
from tests.delivery.pages import addresses

APPLICATIONS = 60
START_TIMEOUT = 30  # seconds for the first answer


@dataclass(frozen=True)
class Answer:
    """One answer as it came over the wire: nothing is unpacked or followed."""

    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes


@dataclass(frozen=True)
class Portal:
    """A running portal."""

    port: int
    var: Path
    database: BenchDatabase

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, address: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """One request as through the TLS proxy; `Accept_Encoding="gzip"` sets a header."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=START_TIMEOUT)
        given = {"X-Forwarded-Proto": "https", **{name.replace("_", "-"): value for name, value in headers.items()}}
        try:
            if body:
                given["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, address, body or None, headers=given)
            response = connection.getresponse()
            cookies = response.headers.get_all("set-cookie") or []
            return Answer(response.status, {n.lower(): v for n, v in response.getheaders()}, cookies, response.read())
        finally:
            connection.close()

    def session_of(self, email: str) -> str:
        """The cookie of a session in which this person is signed in."""
        with self.database.use():
            client = Client()
            client.force_login(User.objects.get(email=email))
        name = settings.SESSION_COOKIE_NAME
        return f"{name}={client.cookies[name].value}"

    @cached_property
    def pages(self) -> dict[str, str]:
        """The named pages and their addresses."""
        return addresses(lambda address: self.ask(address).body.decode())


@contextmanager
def deployed(
    var: Path,
    application: str = "ecosystem.wsgi:application",
    *,
    workers: int = 1,
    database: BenchDatabase | None = None,
    **variables: str,
) -> Iterator[Portal]:
    """The portal over this database, or demonstration data of a small size, kept between runs; `var` is an empty folder."""
    database = database or bench_database(APPLICATIONS, lambda text: None)
    with database.use():
        place = connections["default"].settings_dict
    (var / "vendor").symlink_to(settings.VAR_DIR / "vendor")
    (var / "private").symlink_to(database.files)
    environment = _environment(place) | {"PORTAL_VAR": str(var)} | variables
    subprocess.run(
        [sys.executable, "manage.py", "build_static"],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
    )
    portal = Portal(choose_port(None), var, database)
    command = [sys.executable, "-m", "granian", "--interface=wsgi", "--host=127.0.0.1", f"--port={portal.port}"]
    command += [
        f"--workers={workers}",
        f"--blocking-threads={WEB_THREADS}",
        "--no-ws",
        "--workers-kill-timeout=3s",
        application,
    ]
    with (var / "web.log").open("w") as log:
        web = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
    try:
        _wait(portal, web)
        yield portal
    finally:
        web.terminate()
        try:
            web.wait(10)
        except subprocess.TimeoutExpired:
            web.kill()
            web.wait(10)
        with database.use():
            connections["default"].close()


def _wait(portal: Portal, web: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and web.poll() is None:
        try:
            if portal.ask("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The portal does not answer: {(portal.var / 'web.log').read_text()[-2000:]}")


def _environment(place: dict[str, str]) -> dict[str, str]:
    parts = urlsplit(os.environ.get("DATABASE_URL", "postgres://x/x"))
    user = f"{quote(place['USER'])}:{quote(place['PASSWORD'])}@" if place["USER"] else ""
    host = f"{place['HOST']}:{place['PORT']}" if place["PORT"] else place["HOST"]
    return {
        **os.environ,
        "DATABASE_URL": urlunsplit(("postgres", f"{user}{host}", f"/{place['NAME']}", parts.query, "")),
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "ecosystem.settings",
        "PORTAL_HASHED_STATIC": "1",
        "PORTAL_DEMO": "0",
        "PORTAL_DEBUG": "0",
        "SECURE_COOKIES": "1",
        "BEHIND_TLS_PROXY": "1",
        "SECURE_SSL_REDIRECT": "0",
        "STAFF_NEEDS_SECOND_FACTOR": "0",
        "ALLOWED_HOSTS": "127.0.0.1",
    }
