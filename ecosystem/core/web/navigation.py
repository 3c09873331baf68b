"""The pages of the portal that a user may go to; each app registers its own in its `urls.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

Visible = Callable[[Any], bool]
ANY_KEY = 987_654_321_012_345  # its digits stand nowhere else in an address


def record_url(url_name: str, key: int | str) -> str:
    """The page about the record with this key or slug; the URLconf is asked once for all rows of all lists."""
    before, after = _around_key(url_name)
    return f"{before}{key}{after}"


@cache
def _around_key(url_name: str) -> tuple[str, str]:
    before, after = reverse(url_name, args=[ANY_KEY]).split(str(ANY_KEY))
    return before, after


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the navigation: where, its words, its icon (lucide), who sees it, its order."""

    url_name: str
    label: Any
    icon: str
    visible: Visible
    order: int

    @cached_property
    def url(self) -> str:
        return reverse(self.url_name)


NAVIGATION_ITEMS: list[NavigationItem] = []


def register_navigation_item(url_name: str, label: Any, icon: str, visible: Visible, order: int) -> None:
    """Register an entry once, at import of the app's URLs."""
    if all(p.url_name != url_name for p in NAVIGATION_ITEMS):
        NAVIGATION_ITEMS.append(NavigationItem(url_name, label, icon, visible, order))
        NAVIGATION_ITEMS.sort(key=lambda p: p.order)


@dataclass(frozen=True)
class PublicPage:
    """One page for everybody that the search finds: its address, title, icon, and other words that people look for."""

    url_name: str
    title: Any
    icon: str
    keywords: Any

    @cached_property
    def url(self) -> str:
        return reverse(self.url_name)


PUBLIC_PAGES: list[PublicPage] = []


def register_public_page(url_name: str, title: Any, icon: str, keywords: Any = "") -> None:
    """Register a page for everybody once, at import of the app's URLs."""
    if all(page.url_name != url_name for page in PUBLIC_PAGES):
        PUBLIC_PAGES.append(PublicPage(url_name, title, icon, keywords))


def navigation_items(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    items = []
    for p in NAVIGATION_ITEMS:
        if p.visible(user):
            active = request.path == p.url or (p.url != "/" and request.path.startswith(p.url))
            items.append({"label": p.label, "url": p.url, "icon": p.icon, "active": active})
    return items
