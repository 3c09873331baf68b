"""What every template knows of the portal itself."""

from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from ecosystem.core.web.navigation import items_for


def portal(request: HttpRequest) -> dict[str, Any]:
    """`portal.demo`, `portal.root` and `portal.shared`, and `nav`: the user's places as {label, url, icon, active}.

    `root` is the portal's full address without its last slash; `shared` is the page's one full address, without
    filters, where the page is public, and empty elsewhere; `places` names what `nav` says, as the key of a cached piece.
    """
    root = root_of(request)
    shared = f"{root}{request.path}" if _is_shared(request) else ""
    nav = items_for(request)
    places = " ".join(f"{item['url']}{'*' if item['active'] else ''}" for item in nav)
    return {"portal": {"demo": settings.DEMO, "root": root, "shared": shared, "places": places}, "nav": nav}


def root_of(request: HttpRequest) -> str:
    """The full address of the portal without its last slash: the one that is set, or the one that was asked."""
    try:
        return settings.SITE_ADDRESS.rstrip("/") or f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:  # the page that says so is rendered, too
        return ""


def _is_shared(request: HttpRequest) -> bool:
    match = request.resolver_match
    # Pages of our own have a namespace; of a page with a secret in its address nothing is said.
    if match is None or not match.namespaces or "token" in match.kwargs:
        return False
    return not getattr(match.func, "login_required", True)
