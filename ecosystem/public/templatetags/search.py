"""Tags of the search page."""

from django import template
from django.utils.safestring import SafeString

from ecosystem.core import text
from ecosystem.public.search.query import Hit, Query, Tier

register = template.Library()


@register.simple_tag
def highlight(words: object, query: Query, hit: Hit) -> SafeString:
    """The escaped words with those of the query in `<mark>`; beginnings of words where the hit was found by them."""
    whole_words = hit.tier < Tier.PREFIXES_IN_NAME
    return text.highlight(str(words), query.folded_words, whole_words=whole_words)
