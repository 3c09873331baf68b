"""Where a page stands: what components/breadcrumb.html shows on top of it. A view passes it as `crumbs`."""

from typing import Any

from django.urls import reverse

Crumb = tuple[str, str]
Crumbs = list[Crumb]


def crumb(label: Any, url_name: str, *args: Any) -> Crumb:
    """A page on the way: its label and its address."""
    return str(label), reverse(url_name, args=args)


def current_crumb(label: Any) -> Crumb:
    """The page itself, the last of its crumbs: it has no address."""
    return str(label), ""
