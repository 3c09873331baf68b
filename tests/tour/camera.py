"""A window of the browser that signs in and takes pictures."""

import base64
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from ecosystem.accounts.demo import PASSWORD
from tests.tour.width import Width

QUALITY = 50  # of WebP: small pictures in which the words can be read


class Camera:
    """One window of one person. Closed at the end of its `with`."""

    def __init__(self, browser: Browser, base: str, width: Width, language: str) -> None:
        self.base = base
        self.context = browser.new_context(
            viewport={"width": width.width, "height": width.height}, reduced_motion="reduce"
        )
        self.context.add_cookies([{"name": "portal_language", "value": language, "url": base}])
        self.clip = {"x": 0, "y": 0, "width": width.width, "height": width.height, "scale": width.scale}
        self.page = self.context.new_page()
        self.wire = self.context.new_cdp_session(self.page)

    def signed_in(self, account: str) -> Self:
        """Sign in as a demonstration account; nobody for an empty name."""
        if account:
            self.page.goto(f"{self.base}/accounts/login/")
            self.page.fill("input[name=login]", f"{account}@demo.example")
            self.page.fill("input[name=password]", PASSWORD)
            self.page.press("input[name=password]", "Enter")
            self.page.wait_for_url("**/home/")
        return self

    def take(self, address: str) -> tuple[bytes, str]:
        """The picture (WebP) of a page, and what is wrong with the answer or ""."""
        response = self.page.goto(self.base + address, wait_until="networkidle")
        self.page.evaluate("document.fonts.ready")
        status = response.status if response else 0
        arrived = urlsplit(self.page.url).path
        wrong = status != 200 or arrived != urlsplit(address).path
        taken = self.wire.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY, "clip": self.clip})
        return base64.b64decode(taken["data"]), f"{address} answered {status} at {arrived}" if wrong else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.context.close()
