"""The pages of the portal that a user may go to; each app registers its own in its `urls.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

Visible = Callable[[Any], bool]
MAX_WITHOUT_GROUPS = 6
ANY_KEY = 987_654_321_012_345  # its digits stand nowhere else in an address


def record_url(url_name: str, key: int | str, *leading: str) -> str:
    """The page about the record with this key or slug; the URLconf is asked once for all rows of all lists.

    `leading` are the arguments of the address before the key, such as the slug of the record's table.
    """
    before, after = _around_key(url_name, leading)
    return f"{before}{key}{after}"


@cache
def _around_key(url_name: str, leading: tuple[str, ...]) -> tuple[str, str]:
    before, after = reverse(url_name, args=[*leading, ANY_KEY]).split(str(ANY_KEY))
    return before, after


class NavigationGroup(models.TextChoices):
    """The groups of the navigation, in their order; the first has no heading."""

    OWN_WORK = "own_work", ""
    PROCEDURE = "procedure", _("Receipt and decision")
    MONEY = "money", _("Money")
    REGISTER = "register", _("Who takes part")
    PUBLIC = "public", _("For the public")
    FIGURES = "figures", _("Figures and reports")
    SYSTEM = "system", _("Administration")


def return_url(request: HttpRequest, otherwise: str) -> str:
    """The page of this portal that `next` in the address names, to which a form leads back; else `otherwise`."""
    address = request.GET.get("next", "")
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address if is_own else otherwise


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the navigation: where, its words, its icon (lucide), who sees it, its order."""

    url_name: str
    label: Any
    icon: str
    visible: Visible
    order: int
    group: NavigationGroup

    @cached_property
    def url(self) -> str:
        return reverse(self.url_name)


NAVIGATION_ITEMS: list[NavigationItem] = []


def register_navigation_item(
    url_name: str, label: Any, icon: str, visible: Visible, order: int, *, group: NavigationGroup
) -> None:
    """Register an entry once, at import of the app's URLs."""
    if all(p.url_name != url_name for p in NAVIGATION_ITEMS):
        NAVIGATION_ITEMS.append(NavigationItem(url_name, label, icon, visible, order, group))
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


def navigation_groups(request: HttpRequest) -> list[dict[str, Any]]:
    """The user's navigation: groups of {label, items}, each item {label, url, icon, current}.

    `current` is the value of `aria-current`: "page" for the page itself, "true" for the entry that it belongs to, else
    "". A short navigation is one group without a heading.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    visible = [item for item in NAVIGATION_ITEMS if item.visible(user)]
    # Of an entry and one below it, only the longer address is the current one.
    current = max((item.url for item in visible if request.path.startswith(item.url)), key=len, default="")
    groups: dict[NavigationGroup, list[dict[str, Any]]] = {group: [] for group in NavigationGroup}
    for item in visible:
        mark = ("page" if request.path == item.url else "true") if item.url == current else ""
        group = item.group if len(visible) > MAX_WITHOUT_GROUPS else NavigationGroup.OWN_WORK
        groups[group].append({"label": item.label, "url": item.url, "icon": item.icon, "current": mark})
    return [{"label": group.label, "items": items} for group, items in groups.items() if items]
