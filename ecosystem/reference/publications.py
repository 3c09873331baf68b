"""Sources of figures for readers: the publication with the address of its page, never the code of the data files.

Titles of the pages were not read, so none is shown: the link leads to where it stands.
"""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from ecosystem.reference.loading import DATA, read_json


@dataclass(frozen=True)
class Publication:
    """One source: name of the publication, and the address of its page where that is known."""

    name: str
    url: str = ""

    def __str__(self) -> str:
        return self.name


def publications_of(source: str, url: str = "") -> list[Publication]:
    """The publications that a source text names: those of the tags of sources.json, other words unchanged.

    `url` is the page of a source that is no tag.
    """
    tags = [tag for tag in (part.strip() for part in source.split(";")) if tag]
    publications = [_publication_of_tag(tag, _addresses().get(source) or _addresses().get(tag) or ()) for tag in tags]
    if not any(publications):
        return [Publication(source, url=url)]
    return [publication or Publication(tag) for publication, tag in zip(publications, tags, strict=True)]


@cache
def _addresses() -> dict[str, tuple[str, ...]]:
    return {tag: tuple(pages) for tag, pages in read_json(DATA / "sources.json").items()}


@cache
def _names() -> dict[str, str]:
    """{site: name of the publication}"""
    names: dict[str, str] = read_json(DATA / "publications.json")
    return names


@cache
def _hosts() -> dict[str, str]:
    """{first word of a tag: its site}, for tags that name a site but no page."""
    pairs = ((re.split("[ /]", tag)[0], page) for tag, pages in _addresses().items() for page in pages)
    return {word: _host(page) for word, page in pairs if word in _host(page)}


def _publication_of_tag(tag: str, pages: tuple[str, ...]) -> Publication | None:
    """«nhandan 812528» → Báo Nhân Dân and the address of its page. None for text that is no tag."""
    word = re.split("[ /]", tag)[0]
    page = next((page for page in pages if word and word in _host(page)), "")
    if page:
        return Publication(_site_name(_host(page)), page)
    if word and word in _hosts():
        return Publication(_site_name(_hosts()[word]))
    return Publication(_site_name(tag), url=pages[0] if len(pages) == 1 else "") if tag in _addresses() else None


def _site_name(site: str) -> str:
    return _names().get(site, site)


def _host(page: str) -> str:
    return (urlsplit(page).hostname or "").removeprefix("www.")
