"""The public pages whose weight and quality are held, by name; addresses with a record are found as a reader finds them."""

import re
from collections.abc import Callable

# Name, and the way there: an address, then the pattern of a link to follow from it.
PAGES: dict[str, tuple[str, ...]] = {
    "home": ("/",),
    "schemes": ("/schemes/",),
    "scheme": ("/schemes/", r"/schemes/[\w-]+/"),
    "pillar": ("/schemes/", r"/schemes/[\w-]+/", r"/schemes/[\w-]+/pillars/\d+/"),
    "services": ("/services/",),
    "service": ("/services/", r"/services/[\w-]+/"),
    "calls": ("/calls/",),
    "call": ("/calls/", r"/calls/[\w-]+/"),
    "startups": ("/startups/",),
    "startup": ("/startups/", r"/startups/[\w-]+/"),
    "awards": ("/awards/",),
    "history": ("/history/",),
}
TEN = ("home", "schemes", "pillar", "services", "service", "calls", "call", "startups", "startup", "history")


def addresses(read: Callable[[str], str]) -> dict[str, str]:
    """The address of each page; `read` gives the markup at an address."""
    found = {}
    for name, (address, *links) in PAGES.items():
        for pattern in links:
            address = re.search(rf'href="({pattern})"', read(address))[1]  # noqa: PLW2901
        found[name] = address
    return found
