"""`python -m tests.tour`: seed a demonstration of its own, serve it, walk every leg, write docs/tour/.

`make tour ARGS='--language en --into var/tour-en'` takes the same pictures of the English pages, to be looked at only.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from ecosystem.launcher.browser import find_chromium
from ecosystem.launcher.console import print_progress
from ecosystem.launcher.ports import choose_port
from ecosystem.launcher.state import CHECKOUT
from tests.tour.width import Width

TARGET = CHECKOUT / "docs" / "tour"
DATABASE = "portal_tour"
WIDTHS = (Width("wide", 1280, 860, 0.6), Width("phone", 360, 720, 0.8))


def main() -> int:
    """Take the tour. Returns 1 when a page was not as it should be."""
    reader = argparse.ArgumentParser(prog="make tour", description=__doc__)
    reader.add_argument("--language", choices=["vi", "en"], default="vi")
    reader.add_argument("--into", type=Path, default=TARGET)
    given = reader.parse_args()
    server, _, name = os.environ["DATABASE_URL"].rpartition("/")
    os.environ |= {"DATABASE_URL": f"{server}/{DATABASE}{name[name.find('?') :] if '?' in name else ''}"}
    os.environ |= {"PORTAL_DEMO": "1", "DJANGO_SETTINGS_MODULE": "ecosystem.settings"}
    make_database(f"{server}/postgres")
    with serving() as base:
        return walk(base, given.language, given.into)


def make_database(maintenance: str) -> None:
    """An empty database, migrated and filled as `make run` fills it the first time."""
    print_progress("A demonstration of its own")
    with psycopg.connect(maintenance, autocommit=True) as link:
        link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        link.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=CHECKOUT, check=True)


@contextmanager
def serving() -> Iterator[str]:
    """The portal on a free port of this machine; yields its address."""
    port = choose_port(None)
    command = ["granian", "--interface=wsgi", "--host=127.0.0.1", f"--port={port}", "--blocking-threads=4"]
    server = subprocess.Popen([sys.executable, "-m", *command, "ecosystem.wsgi:application"], cwd=CHECKOUT)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{base}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield base
    finally:
        server.terminate()
        server.wait(20)


def walk(base: str, language: str, into: Path) -> int:
    """Visit every stop at both widths, write the pictures and the page that shows them. Returns 1 after a fault."""
    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    from tests.tour.camera import Camera
    from tests.tour.stops import LEGS
    from tests.tour.writing import file_name, page_of

    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    faults = []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=str(find_chromium(CHECKOUT)), args=["--no-sandbox", f"--lang={language}"]
        )
        for leg in LEGS:
            print_progress(f"{leg.title}: {len(leg.stops)} pages")
            for width in WIDTHS:
                with Camera(browser, base, width, language).signed_in(leg.account) as camera:
                    for stop, address in leg.addresses():
                        picture, fault = camera.take(address)
                        (into / file_name(leg, stop, width.name)).write_bytes(picture)
                        faults += [f"{leg.title}, {width.name}: {fault}"] if fault else []
        browser.close()
    (into / "README.md").write_text(page_of(LEGS), encoding="utf-8")
    for fault in faults:
        print_progress(fault)
    print_progress(f"{sum(len(leg.stops) for leg in LEGS)} pages at {len(WIDTHS)} widths: {into}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
