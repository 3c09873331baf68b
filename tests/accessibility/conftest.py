"""The small city of tests/access, built once for this folder and taken back after it; one window that judges."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import Browser

from ecosystem.launcher.browser import find_chromium
from tests.access.sessions import begin
from tests.access.world import World, build
from tests.accessibility.page_checker import PageChecker

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's event loop lives in the test's thread
HERE = str(settings.BASE_DIR / "tests" / "accessibility")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marked `browser`; without a Chromium skipped, or failing where one is required."""
    missing = os.environ.get("PORTAL_REQUIRE_BROWSER") != "1" and find_chromium(settings.BASE_DIR) is None
    for item in items:
        if str(item.path).startswith(HERE) and {"checker", "browser", "enter"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
            if missing:
                item.add_marker(pytest.mark.skip(reason="no Chromium: install one or run 'make journeys'"))


@pytest.fixture(scope="package")
def city(browser: Browser, django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once the browser runs: Django takes another connection from then on, as Playwright has an event loop."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        for person in world.people:
            world.client(person)  # signed in now, so that no test takes the session back
        begin(world)
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def checker(browser: Browser) -> Iterator[PageChecker]:
    checker = PageChecker(browser)
    yield checker
    checker.close()
