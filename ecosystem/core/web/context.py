"""The context processor of the portal."""

from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from ecosystem.core.web.navigation import navigation_groups


def portal(request: HttpRequest) -> dict[str, Any]:
    """`portal` with the values below, and `nav`: the user's navigation groups as {label, items}.

    `demo`: whether this is a demonstration. `root_url`: the full address of the portal without its last slash.
    `canonical_url`: the full address of a public page without its filters, empty for other pages.
    `navigation_key`: the cache key of the rendered navigation.
    """
    root_url = portal_root_url(request)
    canonical_url = f"{root_url}{request.path}" if _is_public_page(request) else ""
    nav = navigation_groups(request)
    key = " ".join(f"{item['url']}{item['current']}" for group in nav for item in group["items"])
    return {
        "portal": {"demo": settings.DEMO, "root_url": root_url, "canonical_url": canonical_url, "navigation_key": key},
        "nav": nav,
    }


def portal_root_url(request: HttpRequest) -> str:
    """The full address of the portal without its last slash: SITE_ADDRESS, else the host of the request."""
    try:
        return settings.SITE_ADDRESS.rstrip("/") or f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:  # the error page for a wrong host is rendered, too
        return ""


def _is_public_page(request: HttpRequest) -> bool:
    match = request.resolver_match
    # Pages of our own have a namespace. A page with a secret in its address has no canonical one.
    if match is None or not match.namespaces or "token" in match.kwargs:
        return False
    return not getattr(match.func, "login_required", True)
