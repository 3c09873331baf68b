"""Tags of the search page."""

from django import template
from django.utils.safestring import SafeString

from ecosystem.core import text as core_text

register = template.Library()


@register.filter
def highlight(text: object, words: list[str]) -> SafeString:
    """The escaped text with the words of the query in `<mark>`."""
    return core_text.highlight(str(text), words)
