"""Template tags and filters of startups."""

from django import template

from startups import logos
from startups.models import Publication

register = template.Library()
register.simple_tag(logos.startup_mark)


@register.filter
def publication(status: str) -> Publication:
    """The member of Publication for a stored status."""
    return Publication(status)
