"""Search in the titles and keywords of the registered pages of the portal, in both languages."""

from functools import cache
from typing import Any

from django.utils.translation import override

from ecosystem.accounts.http import Visitor
from ecosystem.core.web.navigation import NAVIGATION_ITEMS, PUBLIC_PAGES
from ecosystem.public.search.query import Hit, Query, Tier

LANGUAGES = ("vi", "en")


def search_pages(user: Visitor, query: Query) -> list[Hit]:
    """Matching public pages and navigation items of this person, by title and keywords."""
    hits: list[Hit] = []
    pages = [(page.url, page.title, page.keywords) for page in PUBLIC_PAGES]
    if user.is_authenticated:
        pages += [(item.url, item.label, "") for item in NAVIGATION_ITEMS if item.visible(user)]
    for url, title, keywords in pages:
        tiers = [_tier(query, *texts) for texts in _in_languages(title, keywords)]
        best = min((tier for tier in tiers if tier is not None), default=None)
        if best is not None and all(hit.url != url for hit in hits):
            hits.append(Hit(str(title), url, tier=best))
    return sorted(hits, key=lambda hit: hit.tier)


def _tier(query: Query, title: str, keywords: str) -> Tier | None:
    if query.is_misspelt:
        return Tier.MISSPELT if query.has_misspelt_words(title) else None
    # A keyword is another name of the page, so that it counts like its title.
    tiers = [query.tier_of_text(name) for name in (title, *keywords.split(", "))] + [
        query.tier_of_text("", f"{title} {keywords}")
    ]
    return min((tier for tier in tiers if tier is not None), default=None)


@cache
def _in_languages(title: Any, keywords: Any) -> tuple[tuple[str, str], ...]:
    """Title and keywords in each language. The cache translates each registered page once."""
    texts = []
    for language in LANGUAGES:
        with override(language):
            texts.append((str(title), str(keywords)))
    return tuple(texts)
