"""What a public page weighs: bytes over the wire and requests, counted by a real Chromium with an empty cache."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.delivery.deployed import Portal
from tests.delivery.pages import PAGES

# The test database is set up, since that of the portal takes its name from it.
pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

# Bytes, requests, bytes of a page without the logos that startups gave; and bytes of each logo.
FIRST_VISIT, REQUESTS, LATER_PAGE, LOGO = 75_000, 12, 20_000, 3_000
UNCHANGED_PAGE = 2_000
SHIFT = 0.01

WATCH = """() => {
  window.shifted = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { window.shifted += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
}"""


@dataclass
class Load:
    """What one page asked for; `logos` are the bytes of each logo of a startup, which the others leave out."""

    bytes: int = 0
    requests: list[str] = field(default_factory=list)
    logos: dict[str, int] = field(default_factory=dict)


class Reader:
    """A window that counts what it receives, headers included."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.page.add_init_script(f"({WATCH})()")
        self.load = Load()
        wire = context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", self._count_request)
        wire.on("Network.loadingFinished", self._count_bytes)

    def open(self, address: str) -> Load:
        self.load = Load()
        self.page.goto(address, wait_until="networkidle")
        return self.load

    def _count_request(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if "/logo/" in url:
            self.load.logos[event["requestId"]] = 0
        elif not url.startswith("data:"):
            self.load.requests.append(url)

    def _count_bytes(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.load.logos:
            self.load.logos[event["requestId"]] = int(event["encodedDataLength"])
        else:
            self.load.bytes += int(event["encodedDataLength"])


@pytest.fixture
def reader(browser: Browser, portal: Portal) -> Iterator[Callable[..., Reader]]:
    """`reader(width)`: a window of somebody who was never here before."""
    contexts = []

    def arrive(width: int = 1280) -> Reader:
        contexts.append(browser.new_context(base_url=portal.url, viewport={"width": width, "height": 900}))
        return Reader(contexts[-1])

    yield arrive
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.row("F9")
def test_first_visit_of_a_public_page_is_light_and_nothing_moves(
    reader: Callable[..., Reader], portal: Portal, name: str
) -> None:
    visitor = reader()
    load = visitor.open(portal.pages[name])

    assert visitor.page.evaluate("window.shifted") <= SHIFT
    assert load.bytes <= FIRST_VISIT, load
    assert len(load.requests) <= REQUESTS, load.requests
    assert load.bytes > 40_000, "fonts and stylesheets were not counted"
    assert max(load.logos.values(), default=0) <= LOGO, load.logos
    assert bool(load.logos) == (name in {"startups", "startup"})


def test_later_pages_are_lighter_still(reader: Callable[..., Reader], portal: Portal) -> None:
    visitor, pages = reader(), portal.pages
    visitor.open(pages["home"])

    heavy = {name: load.bytes for name, address in pages.items() if (load := visitor.open(address)).bytes > LATER_PAGE}

    assert heavy == {}


def test_page_that_has_not_changed_costs_next_to_nothing(reader: Callable[..., Reader], portal: Portal) -> None:
    visitor = reader()
    first = visitor.open("/").bytes
    again = visitor.open("/").bytes

    assert 0 < again <= UNCHANGED_PAGE < first


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_while_a_page_loads_on_a_phone(reader: Callable[..., Reader], portal: Portal, name: str) -> None:
    visitor = reader(360)

    visitor.open(portal.pages[name])

    assert visitor.page.evaluate("window.shifted") <= SHIFT


def test_htmx_comes_with_the_first_touch_and_answers_what_was_typed_meanwhile(
    reader: Callable[..., Reader], portal: Portal
) -> None:
    visitor = reader()
    visitor.open(portal.pages["startups"])
    assert not any("htmx" in url for url in visitor.load.requests)

    with visitor.page.expect_response(lambda response: "q=" in response.url):
        visitor.page.locator("main form.filters input[type=search], main form.filters input[name=q]").first.fill("công")

    assert any("htmx" in url for url in visitor.load.requests)
