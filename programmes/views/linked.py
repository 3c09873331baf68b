"""schema.org data of public pages, for search engines."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ecosystem.core.context import root_of
from programmes.models import Call, NewsItem

CONTEXT = "https://schema.org"


def _department() -> dict[str, str]:
    name = _("Ho Chi Minh City Department of Science and Technology")
    return {"@type": "GovernmentOrganization", "name": name, "url": "https://dost.hochiminhcity.gov.vn/"}


def _page(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "vi"
    return {"@context": CONTEXT, "url": f"{root_of(request)}{request.path}", "inLanguage": language}


def linked_news(request: HttpRequest, item: NewsItem) -> dict[str, Any]:
    """A news item as NewsArticle; its author is the department."""
    summary = item.summary_en if get_language() == "en" and item.summary_en else item.summary
    return {
        **_page(request), "@type": "NewsArticle", "headline": item.label, "description": summary,
        "datePublished": item.published_at, "dateModified": item.updated_at,
        "author": _department(), "publisher": _department(),
    }  # fmt: skip


def linked_call(request: HttpRequest, call: Call) -> dict[str, Any]:
    """A call as the grant that can be had in it."""
    data = {**_page(request), "@type": "MonetaryGrant", "name": call.label, "funder": _department()}
    if call.policy.cap_total:
        data["amount"] = {"@type": "MonetaryAmount", "currency": "VND", "maxValue": call.policy.cap_total}
    return data
