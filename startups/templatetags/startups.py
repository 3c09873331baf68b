"""Template filters of startups."""

from django import template

from startups.models import Publication

register = template.Library()


@register.filter
def publication(status: str) -> Publication:
    """The member of Publication for a stored status."""
    return Publication(status)
