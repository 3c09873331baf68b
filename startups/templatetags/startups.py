"""What the startups' templates need beside the portal's tags."""

from collections.abc import Mapping
from typing import Any

from django import template

from startups.models import Publication

register = template.Library()


@register.filter
def publication(status: str) -> Publication:
    """The member of Publication for a stored state."""
    return Publication(status)


@register.filter
def lookup(key: Any, values: Mapping[Any, Any]) -> Any:
    """`{{ code|lookup:labels }}`: the value of a key, or the key itself where there is none."""
    return values.get(key, key)
