"""Checks one page in a real Chromium: axe, structure, and widths. The page comes from Django's test client; no server runs.

The browser receives the document with its headers (so its Content-Security-Policy), and static files from the finders;
every other request fails.
"""

import hashlib
import mimetypes
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from playwright.sync_api import Browser, Page, Route

ORIGIN = "https://portal.test"
NARROW, WIDE = 360, 1280
NARROWEST, ENLARGED = 320, WIDE // 2  # 200 % zoom of a window 1280 px wide is 640 px of layout
# Parts in which two pages may differ that axe needs to check only once: words, typed values, tokens, numbers.
SAME_TO_AXE = re.compile(r'(?<=>)[^<]+| value="[^"]*"|<head>.*</head>|\d+', re.DOTALL)
FRAMED = '<!doctype html><html lang="vi"><title>Trang</title><body></body></html>'
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
ASK_AXE = """() => axe.run(document, {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
}).then((found) => found.violations.map((v) =>
  `axe ${v.id}: ${v.help}: ` + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")))"""
STRUCTURE = """() => {
  const found = [];
  const headings = document.querySelectorAll("h1");
  if (headings.length !== 1 || !headings[0].innerText.trim()) found.push(`${headings.length} headings of the first level`);
  if (!document.title.trim() || document.title.trim().startsWith("·")) found.push(`title ${document.title}`);
  if (document.querySelector('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])')) found.push("a positive tabindex");
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const twice = ids.filter((id, n) => ids.indexOf(id) !== n);
  if (twice.length) found.push(`twice the same id: ${twice}`);
  for (const e of document.querySelectorAll("[aria-describedby], [aria-labelledby], [aria-controls]"))
    for (const name of ["aria-describedby", "aria-labelledby", "aria-controls"])
      for (const id of (e.getAttribute(name) || "").split(/\\s+/).filter(Boolean))
        if (!document.getElementById(id)) found.push(`${name} names ${id}, which is not there`);
  for (const e of document.querySelectorAll(".messages:not([aria-live])")) found.push("messages are not announced");
  for (const e of document.querySelectorAll("[data-error-summary]"))
    if (document.activeElement !== e) found.push("the summary of errors has not the focus");
  const summary = document.querySelector("[data-error-summary]");
  if (!summary && document.querySelector("main .field-errors")) found.push("errors without a summary");
  const isSample = summary?.closest("[aria-labelledby=forms]");  // of the gallery
  if (summary && !isSample && !/^(Lỗi|Error):/.test(document.title.trim())) found.push(`no error in the title ${document.title}`);
  for (const e of document.querySelectorAll("a[target=_blank]:not([rel~=noopener])")) found.push(`opens a window: ${e.href}`);
  return found;
}"""
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return "";
  const cuts = (e) => /(auto|scroll|hidden|clip)/.test(getComputedStyle(e).overflowX);
  const scrolls = (e) => e && (cuts(e) || scrolls(e.parentElement));
  const out = [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > wide + 1 && !scrolls(e.parentElement));
  return document.documentElement.scrollWidth + " px: " + out.slice(-3).map((e) => e.outerHTML.slice(0, 140)).join(" | ");
}"""

UNFOLD = """() => {
  const folds = [...document.querySelectorAll("main details:not([data-menu]):not([open])")];
  folds.forEach((e) => { e.open = true; e.dataset.folded = ""; });
  return folds.length;
}"""
FOLD = "() => document.querySelectorAll('[data-folded]').forEach((e) => { e.open = false; })"
MENUS = "() => [...document.querySelectorAll('details[data-menu]')].map((e) => e.checkVisibility() ? e.outerHTML : '')"
OPEN_MENU = "(n) => document.querySelectorAll('details[data-menu]').forEach((e, m) => { e.open = m === n; })"
# The spacing that WCAG 1.4.12 lets a reader choose; a sheet made by a script is no inline style.
SPACE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((e) => {
  const s = getComputedStyle(e), cuts = /(hidden|clip)/;
  if (e.closest("svg") || s.clipPath !== "none" || e.closest(".visually-hidden") || !e.checkVisibility()) return false;
  if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) return false;
  return (cuts.test(s.overflowX) && e.scrollWidth > e.clientWidth + 1) || (cuts.test(s.overflowY) && e.scrollHeight > e.clientHeight + 1);
}).slice(0, 3).map((e) => e.outerHTML.slice(0, 140))"""
# Controls that have the focus and are wholly behind something else (WCAG 2.4.11): none of nine points is theirs.
BEHIND = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((e) => {
  if (e.disabled || e.type === "hidden" || e.tabIndex < 0 || !e.checkVisibility({ visibilityProperty: true })) return false;
  e.focus();
  if (document.activeElement !== e || e.closest("svg, .visually-hidden, [class*=skip]")) return false;
  const { left, top, right, bottom } = e.getClientRects()[0] ?? {};
  if (right - left < 3 || bottom - top < 3) return false;
  const seen = ([x, y]) => {
    const at = document.elementFromPoint(x, y);
    return at && (e.contains(at) || at.contains(e) || [...(e.labels ?? [])].some((label) => label.contains(at)));
  };
  const across = [left + 0.1 * (right - left), (left + right) / 2, right - 0.1 * (right - left)];
  return ![top + 2, (top + bottom) / 2, bottom - 2].flatMap((y) => across.map((x) => [x, y])).some(seen);
}).slice(0, 3).map((e) => e.outerHTML.slice(0, 140))"""


class PageChecker:
    """One window that looks at page after page. `checked_digests` holds the make-ups that axe has judged."""

    def __init__(self, browser: Browser, checked_digests: set[str] | None = None) -> None:
        self.checked_digests = set() if checked_digests is None else checked_digests
        self.context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce")
        self.context.add_init_script(AXE)
        self.page: Page = self.context.new_page()
        self.page.route("**/*", self._serve)
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.console_messages.append(f"script: {error}"))
        self.response: HttpResponse = HttpResponse()
        self.console_messages: list[str] = []

    def close(self) -> None:
        self.context.close()

    def open(self, address: str, response: HttpResponse, width: int) -> None:
        """Show this response at this width."""
        self.response, self.console_messages = response, []
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(ORIGIN + address, wait_until="load")

    def findings(self, address: str, response: HttpResponse, language: str, width: int) -> list[str]:
        """The problems of this response at this width. Markup that axe has checked is not checked again."""
        markup = response.content.decode()
        self.open(address, response, width)
        found = list(self.console_messages)
        if f'<html lang="{language}"' not in markup:
            found.append(f"the language is not {language}")
        found += self.page.evaluate(STRUCTURE)
        digest = hashlib.sha256(f"{language} {width} {SAME_TO_AXE.sub('', markup)}".encode()).hexdigest()
        if digest not in self.checked_digests:
            self.checked_digests.add(digest)
            found += self.page.evaluate(ASK_AXE)
        return found + self._sideways(width)

    def opened(self, width: int) -> list[str]:
        """The problems of the open page with all its `details` open, and with each menu open alone."""
        found = []
        self.page.set_viewport_size({"width": width, "height": 900})
        if self.page.evaluate(UNFOLD):
            found += [f"unfolded: {one}" for one in self._axe_and_width(width)]
            self.page.evaluate(FOLD)
        for number, markup in enumerate(self.page.evaluate(MENUS)):
            digest = hashlib.sha256(f"{width} {SAME_TO_AXE.sub('', markup)}".encode()).hexdigest()
            if markup and digest not in self.checked_digests:
                self.checked_digests.add(digest)
                self.page.evaluate(OPEN_MENU, number)
                found += [f"menu {number} open: {one}" for one in self._axe_and_width(width)]
        self.page.evaluate(OPEN_MENU, -1)
        return found

    def spaced(self, width: int) -> list[str]:
        """What is lost of the page that is shown when its reader spaces letters, words and lines; what hides the focus."""
        narrow = NARROWEST if width == NARROW else width
        self.page.set_viewport_size({"width": narrow, "height": 900})
        found = [f"has the focus and is hidden at {narrow} px: {one}" for one in self.page.evaluate(BEHIND)]
        self.page.evaluate(SPACE)
        found += [f"cut off at {narrow} px when spaced: {one}" for one in self.page.evaluate(CUT_OFF)]
        if over := self.page.evaluate(OVERFLOW):
            found.append(f"scrolls sideways at {narrow} px when spaced: {over}")
        return found

    def _axe_and_width(self, width: int) -> list[str]:
        found: list[str] = self.page.evaluate(ASK_AXE) + self._sideways(width)
        self.page.set_viewport_size({"width": width, "height": 900})
        return found

    def _sideways(self, width: int) -> list[str]:
        found = []
        for narrow in (NARROWEST, ENLARGED) if width == NARROW else (width,):
            self.page.set_viewport_size({"width": narrow, "height": 900})
            if over := self.page.evaluate(OVERFLOW):
                found.append(f"scrolls sideways at {narrow} px: {over}")
        return found

    def _serve(self, route: Route) -> None:
        request = route.request
        path = request.url.removeprefix(ORIGIN).split("?")[0]
        if request.resource_type == "document" and request.frame.parent_frame:
            route.fulfill(body=FRAMED, content_type="text/html")  # a page in a frame is judged by itself
            return
        if request.resource_type == "document":
            headers = {
                name: value for name, value in self.response.items() if name not in {"Content-Length", "Location"}
            }
            route.fulfill(status=self.response.status_code, headers=headers, body=self.response.content)
            return
        if request.resource_type in {"fetch", "xhr"}:
            route.fulfill(status=204)  # a page that asks again after a while is judged as it is now
            return
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if found:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(
                body=Path(str(found)).read_bytes(), content_type="font/woff2" if path.endswith("woff2") else kind
            )
        else:
            route.abort()

    def _on_console(self, message: Any) -> None:
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.console_messages.append(f"console: {message.text}")
