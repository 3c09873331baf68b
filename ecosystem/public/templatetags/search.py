"""Tags of the search page."""

from django import template
from django.utils.safestring import SafeString

from ecosystem.core.text import highlighted

register = template.Library()


@register.filter
def marked(text: object, words: list[str]) -> SafeString:
    """The text, escaped, with the words that were looked for in `<mark>`."""
    return highlighted(str(text), words)
