"""Where the pages behind a list stand."""

from typing import Any

from ecosystem.core.ui.crumbs import Crumbs, here
from ecosystem.lists.listing import Listing


def list_crumbs(listing: Listing, page: Any) -> Crumbs:
    """A page about rows or a view of a list, behind the list."""
    return [(str(listing.title), listing.url), here(page)]
