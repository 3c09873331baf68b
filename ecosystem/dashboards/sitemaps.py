"""What search engines may list: public pages and public records, each with its last change. No address holds a name of
a person; a startup's stands here while the startup itself chose to be public.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from ecosystem.reference.models import Area
from programmes.models import Call, Indicator, NewsItem, Pillar, Scheme, SupportPolicy
from startups.models import Organisation, Startup

PAGES = (
    "core:home", "programmes:call_list", "dashboards:service_list", "startups:directory",
    "startups:organisation_directory", "dashboards:scheme_list",
    "dashboards:awards", "dashboards:history", "dashboards:city_map", "programmes:news_list",
    "programmes:feedback_send", "programmes:follow_start", "dashboards:statistics", "reports:report_verify",
)  # fmt: skip
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
        return item.updated_at  # type: ignore[no-any-return]


def _code(row: Any) -> list[Any]:
    return [row.code]


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "pages": PageSitemap(),
    "calls": RecordSitemap(Call.objects.public, "programmes:call_detail", _code),
    "support": RecordSitemap(SupportPolicy.objects.all, "dashboards:service_detail", _code),
    "schemes": RecordSitemap(Scheme.objects.all, "dashboards:scheme_detail", _code),
    "pillars": RecordSitemap(
        lambda: Pillar.objects.select_related("scheme"), "dashboards:pillar_detail",
        lambda pillar: [pillar.scheme.code, pillar.number],
    ),
    "indicators": RecordSitemap(
        lambda: Indicator.objects.select_related("scheme"), "dashboards:indicator_detail",
        lambda indicator: [indicator.scheme.code, indicator.code],
    ),
    "news": RecordSitemap(NewsItem.objects.public, "programmes:news_detail", lambda item: [item.slug]),
    "startups": RecordSitemap(Startup.objects.public, "startups:profile", lambda startup: [startup.slug]),
    "organisations": RecordSitemap(
        Organisation.objects.public, "dashboards:organisation_profile", lambda organisation: [organisation.slug]
    ),
    "wards": RecordSitemap(
        lambda: Area.objects.valid_on(timezone.localdate()).defer("outline"), "dashboards:city_map_area", _code
    ),
}  # fmt: skip
