"""One Chromium for all journeys, a context for each person, and people who hold the roles of the programme."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, expect

from ecosystem.accounts.models import User
from ecosystem.launcher.browser import find_chromium
from tests.journeys.visitor import PHONE, WIDE, Visitor

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's event loop lives in the test's thread
TIMEOUT_MS = 30_000  # milliseconds: on a busy machine a report takes its time
expect.set_options(timeout=TIMEOUT_MS)
HERE = str(settings.BASE_DIR / "tests" / "journeys")
NO_BROWSER = "no Chromium: install one (apt install chromium) or run 'make journeys', which fetches one"

Enter = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey is marked `browser`; without a Chromium it is skipped, or fails where one is required."""
    missing = os.environ.get("PORTAL_REQUIRE_BROWSER") != "1" and find_chromium(settings.BASE_DIR) is None
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker("browser")
            if missing:
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.fixture(autouse=True)
def _send_mail_to_the_outbox(settings: Any) -> None:
    """As in the portal itself; Django's test runner would put mails into a list of its own."""
    settings.EMAIL_BACKEND = "ecosystem.notices.mail.OutboxBackend"


@pytest.fixture(autouse=True)
def _stored_pages(settings: Any) -> None:
    """As in the portal itself; other tests read the context of each page."""
    settings.STORED_PAGES = True


@pytest.fixture(autouse=True)
def _codes_of_the_app_last_a_minute(settings: Any) -> None:
    """A code that is read just before its thirty seconds end is typed after them."""
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def enter(browser: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """`enter("Lan", user=…)`: a person with a browser window of her own, signed in when a user is given.

    At the end of the test nothing may have gone wrong in any window.
    """
    visitors: list[Visitor] = []

    def enter(name: str, *, user: User | None = None, phone: bool = False, javascript: bool = True) -> Visitor:
        context = browser.new_context(
            base_url=live_server.url,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport=PHONE if phone else WIDE,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(TIMEOUT_MS)
        if user:
            context.add_cookies([session_cookie(user, live_server.url)])
        visitor = Visitor(context.new_page(), name, javascript=javascript)
        visitors.append(visitor)
        return visitor

    yield enter
    for visitor in visitors:
        visitor.page.context.close()
    for visitor in visitors:
        visitor.must_have_met_no_fault()


def session_cookie(user: User, url: str) -> Any:
    """The cookie of a session that is signed in already."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}
