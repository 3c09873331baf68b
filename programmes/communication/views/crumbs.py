"""Breadcrumbs of the department's pages of news."""

from typing import Any

from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import Crumbs, crumb, current_crumb
from programmes.communication.models import NewsItem


def news_crumbs(item: NewsItem | None, page: Any = None) -> Crumbs:
    """The department's page of a news item, or a page below it; without an item, the form for a new one."""
    first = crumb(_("News"), "communication:news_manage_list")
    if item is None:
        return [first, current_crumb(_("Write a news item"))]
    if page is None:
        return [first, current_crumb(item.label)]
    return [first, crumb(item.label, "communication:news_manage", item.pk), current_crumb(page)]
