"""How long an empty database and a start take, beside a bare Django project on the same servers.

Both run as processes of their own, in turns; the best time of each counts, so that other work on the machine matters
less. Of a start only what the portal adds counts: the servers are started without it, too.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.management import call_command

from ecosystem.core.schema import create_database, drop_database
from ecosystem.launcher.address import Address
from ecosystem.launcher.portal import is_answering
from ecosystem.launcher.ports import choose_port
from ecosystem.launcher.services import Services
from tests.bench.report import Options, Row, Topic

MOST_OVER_MIGRATE = 10.0
MOST_OVER_SERVERS = 3.0  # of our own: some five seconds, where the servers and a bare project take 1.7
START_LIMIT = 120
ROUNDS = 3
NAME = "bench_start"
DATABASE = """
import os
from urllib.parse import urlsplit

place = urlsplit(os.environ["DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": place.hostname,
        "PORT": place.port,
        "USER": place.username,
        "PASSWORD": place.password,
        "NAME": place.path[1:],
    }
}
"""


def rows(options: Options) -> Iterator[Row]:
    """The first start, and one without changed files."""
    with tempfile.TemporaryDirectory() as folder:
        call_command("startproject", "bare", folder)
        with (Path(folder) / "bare" / "settings.py").open("a", encoding="utf-8") as file:
            file.write(DATABASE)
        bare, portal = [], []
        for _round in range(ROUNDS):
            bare.append(_seconds(Path(folder), "migrate", DJANGO_SETTINGS_MODULE="bare.settings"))
            portal.append(_seconds(settings.BASE_DIR, "prepare", PORTAL_HASHED_STATIC="0"))
    ratio, note = min(portal) / min(bare), f"{min(portal):.2f} / {min(bare):.2f} s"
    measure = "times migrate of a bare project"
    yield Row(Topic.START, "First start: an empty database prepared", measure, ratio, MOST_OVER_MIGRATE, note=note)
    yield _warm_start()


def _warm_start() -> Row:
    """What `make run` adds to the servers in a folder that it has prepared, until /healthz answers."""
    row = Row(Topic.START, "Warm start, our own share", "times its servers and a bare project", None, MOST_OVER_SERVERS)
    if not Path(sys.prefix).resolve().is_relative_to(settings.BASE_DIR.resolve()):
        return replace(row, note="`bin/portal run` needs a .venv of its own, and this checkout uses another's")
    portal, servers = [], []
    with tempfile.TemporaryDirectory() as folder:
        call_command("startproject", "bare", folder)
        var = Path(folder) / "var"
        _start_portal(var)
        for _round in range(ROUNDS):
            portal.append(_start_portal(var))
            servers.append(_start_servers(Path(folder), var))
    own = min(portal) - min(servers)
    return replace(row, value=own / min(servers), note=f"{own:.2f} s more than {min(servers):.2f} s")


def _start_portal(var: Path) -> float:
    """Seconds from the command `bin/portal run` until /healthz answers; once its other programs run, too, it is stopped."""
    address = Address("127.0.0.1", choose_port(None))
    variables = {"PORTAL_VAR": str(var), "PORTAL_DEMO": "0", "PORT": str(address.port)}
    with tempfile.NamedTemporaryFile("w+") as output:
        log = Path(output.name)
        began = time.perf_counter()
        command = [settings.BASE_DIR / "bin" / "portal", "run"]
        process = subprocess.Popen(command, env=_own_servers() | variables, stdout=output, stderr=output)
        try:
            _wait(process, log, lambda: is_answering(address))
            taken = time.perf_counter() - began
            _wait(process, log, lambda: "ready in" in log.read_text())
        finally:
            process.terminate()
            process.wait(START_LIMIT)
    return taken


def _wait(process: "subprocess.Popen[bytes]", log: Path, is_reached: Callable[[], bool]) -> None:
    until = time.monotonic() + START_LIMIT
    while not is_reached():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"The portal did not start: {log.read_text()}")
        time.sleep(0.02)


def _own_servers() -> dict[str, str]:
    """The environment of a start with servers of its own, instead of those of the tests."""
    foreign = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PORTAL_HASHED_STATIC", "PORTAL_LAUNCHED_AT"}
    return {name: value for name, value in os.environ.items() if name not in foreign}


def _start_servers(project: Path, var: Path) -> float:
    """Seconds until Postgres and Valkey of this folder, and granian with a bare project, answer one after the other."""
    began = time.perf_counter()
    services = Services(var)
    services.database_url = services.redis_url = ""  # those of the folder, not those of the tests
    try:
        services.start()
        with _bare_server(project) as address:
            while not is_answering(address):
                time.sleep(0.02)
            return time.perf_counter() - began
    finally:
        services.stop()


@contextmanager
def _bare_server(project: Path) -> Iterator[Address]:
    address = Address("127.0.0.1", choose_port(None))
    command = ["granian", "--interface=wsgi", "--host", address.host, "--port", str(address.port), "--workers=2"]
    command += ["--workers-kill-timeout=3s"]
    server = subprocess.Popen(
        [sys.executable, "-m", *command, "bare.wsgi:application"],
        cwd=project,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "bare.settings"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield address
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(30)


def _seconds(project: Path, command: str, **variables: str) -> float:
    """How long the project's command takes on an empty database."""
    create_database(NAME)
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{NAME}"))
    environment = os.environ | {"DATABASE_URL": url, "PORTAL_DEMO": "0"} | variables
    try:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "manage.py", command], cwd=project, env=environment, stdout=subprocess.DEVNULL, check=True
        )
        return time.perf_counter() - began
    finally:
        drop_database(NAME)
