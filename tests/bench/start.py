"""`make bench`, its last part: how long an empty database takes to be ready, beside a bare Django project on the same server.

Both run as processes of their own, in turns; the best time of each counts, so that other work on the machine matters
less. Exit code 1 when the limit is broken.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from ecosystem.core.schema import create_database, drop_database  # noqa: E402

LIMIT = 10.0  # times as long
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
    return int(ratio > LIMIT)


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
