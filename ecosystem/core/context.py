"""What every template knows of the portal itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ecosystem.core.navigation import items_for


def portal(request: HttpRequest) -> dict[str, Any]:
    """`portal.demo`, and `nav`: the signed-in user's places as {label, url, icon, active}."""
    return {"portal": {"demo": settings.DEMO}, "nav": items_for(request)}
