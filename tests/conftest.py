"""What every test may lean on: a working portal on real Postgres and Redis, Vietnamese by default."""

import fcntl
import gc
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.cache import cache, caches
from django.db import DEFAULT_DB_ALIAS, connection
from django.http import HttpRequest
from django.test import Client, TransactionTestCase, override_settings
from django.test.client import ClientMixin
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone, translation
from django.utils.translation.reloader import translation_file_changed

from ecosystem.celery import app as celery_app
from ecosystem.core import background
from ecosystem.core.measures import find_differences
from ecosystem.launcher.browser import find_chromium
from ecosystem.launcher.translations import compile_translations
from ecosystem.lists.actions import jobs as job_actions
from ecosystem.public import page_views
from tests.databases import delete_all_rows, migrated
from tests.thorough import SAMPLE, THOROUGH

REDIS_TIMEOUT = 30  # seconds
LAST_SECONDS = 20  # of a day, in which no test begins
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def pytest_configure() -> None:
    """Each process of a run has a Redis database of its own, above the named one: clearing the cache empties it."""
    address = urlsplit(settings.REDIS_URL)
    named = int(address.path.strip("/") or 0)
    settings.REDIS_URL = urlunsplit(address._replace(path=f"/{named + WORKER + 1}"))
    settings.CACHES["default"]["LOCATION"] = settings.CELERY_BROKER_URL = settings.REDIS_URL
    os.environ.setdefault(SAMPLE, str(timezone.localdate().toordinal()))  # once: the workers begin after this
    # A request does without a Redis that answers late; a test on a busy machine waits for it.
    settings.CACHES["default"]["OPTIONS"] = {"socket_connect_timeout": REDIS_TIMEOUT, "socket_timeout": REDIS_TIMEOUT}


def pytest_report_header() -> str:
    """How to repeat the run on another day."""
    return "All members of every family" if THOROUGH else f"{SAMPLE}={os.environ[SAMPLE]} takes this sample of families"


def pytest_sessionstart() -> None:
    """The catalogue in use is the one in the source, also when pytest is run by hand."""
    if compile_translations(settings.BASE_DIR):
        translation_file_changed(None, Path("django.mo"))  # forget what was read before


def pytest_collection_finish() -> None:
    """Code, tests and models stay to the end: the garbage collector need not walk through them again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: Any) -> None:
    """The test database begins as a copy of a migrated one."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated()


@pytest.fixture(scope="session")
def django_db_setup(
    *,
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The test database, for whoever asks: pytest-django's own fixture makes none where only a fixture of a module does.

    At the end, sessions that threads of a live server or a killed process left open do not hold it.
    """
    verbosity = request.config.option.verbose
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=verbosity,
            interactive=False,
            aliases={DEFAULT_DB_ALIAS},
            serialized_aliases=set(),
            keepdb=django_db_keepdb and not django_db_createdb,
        )
    yield
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        if not django_db_keepdb:
            teardown_databases(made, verbosity=verbosity)


@pytest.fixture(autouse=True, scope="session")
def _lock_of_the_servers() -> Iterator[None]:
    """Two runs on one test database and one Redis break each other's tests without a word: the second ends at once."""
    name = hashlib.sha256(settings.REDIS_URL.encode()).hexdigest()[:16]
    with (Path(tempfile.gettempdir()) / f"portal-tests-{os.getuid()}-{name}").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pytest.exit("Another pytest run uses these test servers; wait for its end, or use another checkout.", 4)
        yield


@pytest.fixture(autouse=True, scope="session")
def _deletion_of_committed_rows() -> Iterator[None]:
    """After a test with `transaction=True`, such as one of races or of failing processes; its figures are compared first."""

    def tear_down(_self: TransactionTestCase) -> None:
        try:
            assert find_differences() == []
        finally:
            delete_all_rows()

    with patch.object(TransactionTestCase, "_fixture_teardown", tear_down):
        yield


@pytest.fixture(autouse=True, scope="session")
def _sign_in_without_a_session_before() -> Iterator[None]:
    """`force_login` of a browser without a session stores one session; Django's own stores one, and then another instead."""

    def log_in(client: Client, user: Any, backend: str | None = None) -> None:
        request = HttpRequest()
        request.session = client.session if settings.SESSION_COOKIE_NAME in client.cookies else SessionStore()
        login(request, user, backend)
        request.session.save()
        client._set_login_cookies(request)

    with patch.object(ClientMixin, "_login", log_in):
        yield


@pytest.fixture(autouse=True, scope="session")
def _eager_tasks() -> None:
    """A task runs where it is published; tests of the worker itself start a real one."""
    celery_app.conf.task_always_eager = True


@pytest.fixture(autouse=True, scope="session")
def _portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The portal under test: files in a folder of the run, cheap password hashes, no mail server."""
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path_factory.mktemp("private"), "base_url": None},
    }
    with override_settings(
        STORAGES={**settings.STORAGES, "default": files},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        WHITENOISE_AUTOREFRESH=True,  # looks a static file up when asked, instead of listing all at each start
        DELIVERY_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        STORED_PAGES=False,  # a test reads the context of each page; those of stored pages turn them on
        STAFF_NEEDS_SECOND_FACTOR=False,  # tests/accounts turns it on where it is the subject
    ):
        yield


@pytest.fixture(autouse=True)
def _one_day() -> None:
    """A test asks for the day again and again: none begins so late in the evening that it would get two answers."""
    now = timezone.localtime()
    seconds_left = 24 * 3600 - (now.hour * 3600 + now.minute * 60 + now.second)
    if seconds_left <= LAST_SECONDS:
        time.sleep(seconds_left)


@pytest.fixture(autouse=True)
def _clean_slate(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Cache, broker and language start clean.

    And a busy machine changes nothing: no request leaves rows or views out, no job counts as one that took long.
    """
    monkeypatch.setattr(job_actions, "REQUEST_SECONDS", 60.0)
    monkeypatch.setattr(job_actions, "NOTIFY_AFTER", timedelta(minutes=10))
    monkeypatch.setattr(page_views, "REDIS_TIMEOUT", REDIS_TIMEOUT)
    cache.clear()
    caches["template_fragments"].clear()
    monkeypatch.setitem(background._last_failure, "at", float("-inf"))
    with translation.override("vi"):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium or the npm package's; quiet, since no network is to be had."""
    return {
        **browser_type_launch_args,
        "executable_path": str(find_chromium(settings.BASE_DIR) or ""),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }
