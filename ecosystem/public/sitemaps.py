"""Sitemaps of public pages and public records, each with its last change.

No address contains a name of a person; a startup is listed while its consent to be public stands.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from ecosystem.reference.models import Area
from programmes.communication.models import NewsItem
from programmes.grants.models import Call
from programmes.plan.models import Indicator, Pillar, Scheme, SupportPolicy
from startups.models import Organisation, Startup

PAGES = (
    "public:home",
    "grants:call_list",
    "public:service_list",
    "public:directory",
    "public:organisation_directory",
    "public:scheme_list",
    "public:awards",
    "public:history",
    "public:city_map",
    "communication:news_list",
    "feedback:feedback_send",
    "communication:follow_start",
    "public:statistics",
    "reports:report_verify",
)
PER_FILE = 5_000


class PageSitemap(Sitemap):
    """Pages without a record."""

    def items(self) -> list[str]:
        return list(PAGES)

    def location(self, item: str) -> str:
        return reverse(item)


class RecordSitemap(Sitemap):
    """The public rows of one table."""

    limit = PER_FILE

    def __init__(self, rows: Callable[[], QuerySet[Any]], view: str, args: Callable[[Any], list[Any]]) -> None:
        self.rows, self.view, self.args = rows, view, args

    def items(self) -> QuerySet[Any]:
        return self.rows().order_by("pk")

    def location(self, item: Any) -> str:
        return reverse(self.view, args=self.args(item))

    def lastmod(self, item: Any) -> datetime:
        return item.updated_at


def _code(row: Any) -> list[Any]:
    return [row.code]


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "pages": PageSitemap(),
    "calls": RecordSitemap(lambda: Call.objects.visible_to(AnonymousUser()), "grants:call_detail", _code),
    "support": RecordSitemap(SupportPolicy.objects.all, "public:service_detail", _code),
    "schemes": RecordSitemap(Scheme.objects.all, "public:scheme_detail", _code),
    "pillars": RecordSitemap(
        lambda: Pillar.objects.select_related("scheme"),
        "public:pillar_detail",
        lambda pillar: [pillar.scheme.code, pillar.number],
    ),
    "indicators": RecordSitemap(
        lambda: Indicator.objects.select_related("scheme"),
        "public:indicator_detail",
        lambda indicator: [indicator.scheme.code, indicator.code],
    ),
    "news": RecordSitemap(NewsItem.objects.public, "communication:news_detail", lambda item: [item.slug]),
    "startups": RecordSitemap(Startup.objects.public, "public:profile", lambda startup: [startup.slug]),
    "organisations": RecordSitemap(
        Organisation.objects.public, "public:organisation_profile", lambda organisation: [organisation.slug]
    ),
    "wards": RecordSitemap(
        lambda: Area.objects.valid_on(timezone.localdate()).defer("outline"), "public:city_map_area", _code
    ),
}
