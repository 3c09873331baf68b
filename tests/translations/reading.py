"""What a reader sees of a page: its texts, and the attributes that browsers show or read aloud."""

from collections.abc import Iterator
from html.parser import HTMLParser

UNSEEN = {"script", "style", "template", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
VISIBLE_ATTRIBUTES = {"aria-label", "title", "alt", "placeholder", "data-label"}


class Page(HTMLParser):
    """Collects the texts of one page; what says to be of another language than the page is left out."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.texts: list[str] = []
        self.open: list[tuple[str, bool]] = []

    @property
    def is_visible(self) -> bool:
        return all(seen for _, seen in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        seen = tag not in UNSEEN and values.get("lang", self.language) == self.language
        if seen and self.is_visible:
            self.texts += [value for name, value in values.items() if name in VISIBLE_ATTRIBUTES and value.strip()]
            if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
                self.texts.append(values.get("value", ""))
        if tag not in VOID:
            self.open.append((tag, seen))

    def handle_endtag(self, tag: str) -> None:
        if tag in (name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.is_visible:
            self.texts.append(" ".join(data.split()))


def texts(html: str, language: str) -> Iterator[str]:
    page = Page(language)
    page.feed(html)
    yield from dict.fromkeys(page.texts)
