"""Where the pages of the news desk stand."""

from typing import Any

from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import Crumbs, crumb, here
from programmes.communication.models import NewsItem


def news_crumbs(item: NewsItem | None, page: Any = None) -> Crumbs:
    """The page of a news item at the desk, or a page behind it; without an item, that of a new one."""
    first = crumb(_("News"), "communication:news_manage_list")
    if item is None:
        return [first, here(_("Write a news item"))]
    if page is None:
        return [first, here(item.label)]
    return [first, crumb(item.label, "communication:news_manage", item.pk), here(page)]
