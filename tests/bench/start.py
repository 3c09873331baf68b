"""`make bench`, its last part: how long an empty database and a start take, beside a bare Django project on the same servers.

Both run as processes of their own, in turns; the best time of each counts, so that other work on the machine matters
less. Of a start only what the portal adds counts: the servers are started without it, too. Exit code 1 when a limit is
broken.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from ecosystem.core.schema import create_database, drop_database  # noqa: E402
from ecosystem.launcher.address import Address  # noqa: E402
from ecosystem.launcher.portal import is_answering  # noqa: E402
from ecosystem.launcher.ports import choose_port  # noqa: E402
from ecosystem.launcher.services import Services  # noqa: E402

LIMIT = 10.0  # times as long
MOST_OF_OUR_OWN = 5.0  # seconds that a start without changed files takes longer than its servers
START_LIMIT = 300
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


def main() -> int:
    """Measure, print the ratio. Returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        call_command("startproject", "bare", folder)
        with (Path(folder) / "bare" / "settings.py").open("a", encoding="utf-8") as file:
            file.write(DATABASE)
        bare, portal = [], []
        for _round in range(ROUNDS):
            bare.append(_seconds(Path(folder), "migrate", DJANGO_SETTINGS_MODULE="bare.settings"))
            portal.append(_seconds(settings.BASE_DIR, "prepare", PORTAL_HASHED_STATIC="0"))
    ratio = min(portal) / min(bare)
    print(f"Empty database to a prepared one: {min(portal):.2f} s; migrate of a bare project: {min(bare):.2f} s;")
    print(f"{ratio:.1f} times as long (limit {LIMIT:.0f})")
    own = _warm_start()
    print(f"Start without changed files: {own:.2f} s longer than its servers (limit {MOST_OF_OUR_OWN:.0f} s)")
    return int(ratio > LIMIT or own > MOST_OF_OUR_OWN)


def _warm_start() -> float:
    """The seconds that `make run` takes in a folder that it has prepared, less those of the servers alone."""
    portal, servers = [], []
    with tempfile.TemporaryDirectory() as folder:
        call_command("startproject", "bare", folder)
        var = Path(folder) / "var"
        _start_portal(var)
        for _round in range(ROUNDS):
            portal.append(_start_portal(var))
            servers.append(_start_servers(Path(folder), var))
    return min(portal) - min(servers)


def _start_portal(var: Path) -> float:
    """Seconds until `bin/portal run` says that the portal is ready; it is stopped then."""
    variables = {"PORTAL_VAR": str(var), "PORTAL_DEMO": "0", "PORT": str(choose_port(None))}
    process = subprocess.Popen(
        [settings.BASE_DIR / "bin" / "portal", "run"],
        env=_own_servers() | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    try:
        for line in process.stdout or ():
            lines.append(line)
            ready = re.search(r"ready in ([0-9.]+) s", line)
            if ready:
                return float(ready[1])
    finally:
        process.terminate()
        process.communicate(timeout=START_LIMIT)
    raise RuntimeError(f"The portal did not start: {''.join(lines)}")


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


if __name__ == "__main__":
    sys.exit(main())
