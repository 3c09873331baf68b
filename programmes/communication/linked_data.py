"""schema.org data of news, for search engines."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from programmes.communication.models import NewsItem
from programmes.grants.linked_data import department_data, page_data


def linked_news(request: HttpRequest, item: NewsItem) -> dict[str, Any]:
    """A news item as NewsArticle; its author is the department."""
    summary = item.summary_en if get_language() == "en" and item.summary_en else item.summary
    return {
        **page_data(request),
        "@type": "NewsArticle",
        "headline": item.label,
        "description": summary,
        "datePublished": item.published_at,
        "dateModified": item.updated_at,
        "author": department_data(),
        "publisher": department_data(),
    }
