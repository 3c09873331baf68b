"""Breadcrumbs of the pages behind a list."""

from typing import Any

from ecosystem.core.ui.crumbs import Crumbs, current_crumb
from ecosystem.lists.listing import Listing


def list_crumbs(listing: Listing, page: Any) -> Crumbs:
    """The list, then a page about its rows or views."""
    return [(str(listing.title), listing.url), current_crumb(page)]
