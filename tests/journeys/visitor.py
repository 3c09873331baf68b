"""A person at a browser, in the words of the screen: sees, fills in, presses, follows.

Whatever she comes to see is checked: axe finds nothing, the console is silent (so no violation of the
Content-Security-Policy), nothing comes from another host, no answer is a 5xx, and at 360 px the page does not scroll
sideways. PORTAL_PICTURES=<folder> keeps a picture of every page at both widths.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from playwright.sync_api import ConsoleMessage, Dialog, Locator, Page, Request, Response, expect

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
# Data in the page, and the parts of the browser's own PDF viewer.
OF_THE_BROWSER = {"data", "blob", "chrome", "chrome-extension"}
PICTURES = os.environ.get("PORTAL_PICTURES", "")
Text = str | Promise

# What may differ between two showings of a page that axe judges alike: words, values typed, tokens, numbers.
SAME_TO_AXE = re.compile(r'(?<=>)[^<]+| value="[^"]*"| style=""|\d+')
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return null;
  const cuts = (e) => /(auto|scroll|hidden|clip)/.test(getComputedStyle(e).overflowX);
  const scrolls = (e) => e && (cuts(e) || scrolls(e.parentElement));
  const out = [...document.querySelectorAll("main *, header *, footer *")]
    .filter((e) => e.getBoundingClientRect().right > wide + 1 && !scrolls(e.parentElement));
  const names = out.slice(0, 4).map((e) => e.outerHTML.slice(0, 120));
  return document.documentElement.scrollWidth + " px: " + names.join(" | ");
}"""
_checked: set[str] = set()


class Visitor:
    """One person in one window."""

    def __init__(self, page: Page, name: str, *, javascript: bool = True) -> None:
        self.page, self.name, self.javascript = page, name, javascript
        self.faults: list[str] = []
        self.dialogs: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("dialog", self._on_dialog)
        page.on("response", self._on_response)
        page.on("request", self._on_request)

    # --- Going ----------------------------------------------------------------------------------------
    def visit(self, name: str, *args: Any, query: str = "", status: int = 200) -> Self:
        """Open a page by the name of its address."""
        return self.open(reverse(name, args=args) + query, status=status)

    def open(self, address: str, *, status: int = 200) -> Self:
        response = self.page.goto(address)
        assert response is not None
        assert response.status == status, f"{address}: {response.status}"
        return self.see()

    def see(self, *words: Text) -> Self:
        """Look at the page one stands on: it has these words, and nothing is wrong with it."""
        self.page.wait_for_load_state("load")
        for text in words:
            expect(self.page.get_by_text(str(text)).filter(visible=True).first).to_be_visible()
        self._look_closely()
        return self

    def must_be_at(self, name: str, *args: Any) -> Self:
        assert urlsplit(self.page.url).path == reverse(name, args=args), self.page.url
        return self

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    # --- Acting ---------------------------------------------------------------------------------------
    def follow(self, link: Text, *, within: Locator | None = None, exact: bool = True) -> Self:
        """Follow a link in the page (not in its menus)."""
        place = within or self.page.locator("main")
        with self.page.expect_navigation():
            place.get_by_role("link", name=str(link), exact=exact).first.click()
        return self.see()

    def press(self, button: Text, *, within: Locator | None = None) -> Self:
        """Press a button that sends a form, and look at what comes back."""
        place = within or self.page.locator("main")
        with self.page.expect_navigation():
            place.get_by_role("button", name=str(button), exact=True).click()
        return self.see()

    def field(self, label: Text, *, within: Locator | None = None, nth: int = 0) -> Locator:
        """The control of this label; «(optional)» after it does not matter."""
        words = re.escape(str(label)).replace(r"\ ", r"\s+")
        optional = re.escape(_("(optional)"))
        pattern = re.compile(rf"^\s*{words}(\s+{optional})?\s*$", re.IGNORECASE)
        controls = self.page.locator("input, select, textarea")
        return (within or self.page.locator("main")).get_by_label(pattern).and_(controls).nth(nth)

    def fill(self, label: Text, text: str, *, within: Locator | None = None, nth: int = 0) -> Self:
        self.field(label, within=within, nth=nth).fill(text)
        return self

    def fill_all(self, answers: dict[Any, str]) -> Self:
        for label, text in answers.items():
            self.fill(label, text)
        return self

    def choose(self, label: Text, option: Text, *, within: Locator | None = None, nth: int = 0) -> Self:
        """Choose from a list; a part of the option's text is enough."""
        control = self.field(label, within=within, nth=nth)
        value = control.locator("option").filter(has_text=str(option)).first.get_attribute("value")
        control.select_option(value)
        return self

    def group(self, legend: Text, *, nth: int = 0) -> Locator:
        return self.page.get_by_role("group", name=re.compile(rf"^\s*{re.escape(str(legend))}", re.IGNORECASE)).nth(nth)

    def pick(self, legend: Text, *options: Text) -> Self:
        """Mark options of a group of radio buttons or boxes."""
        for option in options:
            self.group(legend).get_by_label(str(option), exact=True).check()
        return self

    def tick(self, label: Text) -> Self:
        self.page.get_by_label(str(label), exact=True).check()
        return self

    def download(self, link: Text) -> tuple[str, bytes]:
        """The name and the bytes of what a link gives."""
        with self.page.expect_download() as waiting:
            self.page.locator("main").get_by_role("link", name=str(link)).first.click()
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    def table_row(self, *words: Text) -> Locator:
        rows = self.page.get_by_role("row")
        for text in words:
            rows = rows.filter(has_text=str(text))
        return rows.first

    # --- What may not happen --------------------------------------------------------------------------
    def must_have_met_no_fault(self) -> None:
        assert not self.faults, f"{self.name} met: " + "\n".join(self.faults)

    def _on_console(self, message: ConsoleMessage) -> None:
        # The browser repeats the status of an answer here; the answers themselves are judged in _on_response.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _on_dialog(self, dialog: Dialog) -> None:
        """Leaving a form with words typed asks back, as it should; nothing else opens a dialog."""
        self.dialogs.append(dialog.type)
        if dialog.type != "beforeunload":
            self.faults.append(f"{self.page.url}: a dialog said {dialog.message!r}")
        dialog.accept()

    def _on_response(self, response: Response) -> None:
        allowed = 500 if response.request.resource_type in {"document", "xhr", "fetch"} else 400
        if response.status >= allowed:
            self.faults.append(f"{response.url}: {response.status}")

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OF_THE_BROWSER and parts.hostname not in {"localhost", "127.0.0.1"}:
            self.faults.append(f"{self.page.url} asks another host: {request.url}")

    def _look_closely(self) -> None:
        """Axe for every different make-up of a page, and always the width of a phone and the pictures."""
        markup = SAME_TO_AXE.sub("", self.page.locator("body").inner_html())
        digest = hashlib.sha256(markup.encode()).hexdigest()
        if self.javascript and digest not in _checked:
            self._ask_axe()
            _checked.add(digest)
        size = self.page.viewport_size or WIDE
        self._picture("wide" if size == WIDE else "phone")
        if size != PHONE:
            self.page.set_viewport_size(PHONE)
        overflow = self.page.evaluate(OVERFLOW)
        if size != PHONE:
            self._picture("phone")
            self.page.set_viewport_size(size)
        if overflow:
            self.faults.append(f"{self.page.url} scrolls sideways at 360 px: {overflow}")

    def _ask_axe(self) -> None:
        for violation in Axe().run(self.page).response["violations"]:
            places: Sequence[Any] = [node["html"][:200] for node in violation["nodes"][:3]]
            self.faults.append(f"{self.page.url} axe {violation['id']}: {violation['help']} {places}")

    def _picture(self, width: str) -> None:
        if PICTURES:
            folder = Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            path = re.sub(r"[^a-z0-9]+", "-", urlsplit(self.page.url).path.lower()).strip("-") or "home"
            number = len(list(folder.glob(f"*-{width}.png"))) + 1
            self.page.screenshot(path=folder / f"{number:03d}-{self.name}-{path}-{width}.png", full_page=True)
