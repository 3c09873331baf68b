"""What the startups' templates need beside the portal's tags."""

from django import template

from startups.models import Publication

register = template.Library()


@register.filter
def publication(status: str) -> Publication:
    """The member of Publication for a stored state."""
    return Publication(status)
