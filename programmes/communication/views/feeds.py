"""RSS and Atom feeds of news and calls. The language is part of the URL, since feed readers send no cookie."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from ecosystem.core.text import clean_line
from ecosystem.core.ui.dates import datetime_vi
from ecosystem.core.ui.figures import vnd_short
from ecosystem.core.web.downloads import conditional_response
from ecosystem.core.web.methods import read_view
from programmes.communication.models import NewsItem
from programmes.grants.models import Call, CallStatus

MAX_ITEMS = 50
FORMATS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


class PortalFeed(Feed):
    """Base of the feeds: plain texts in the active language, without control characters, which XML forbids."""

    def __init__(self, language: str, form: str) -> None:
        self.language, self.feed_type = language, FORMATS[form]

    def feed_url(self) -> str:
        raise NotImplementedError

    def item_guid(self, item: Any) -> str:
        return f"{item._meta.model_name}-{item.pk}"

    item_guid_is_permalink = False


class CallFeed(PortalFeed):
    def title(self) -> str:
        return _("Calls for applications")

    def link(self) -> str:
        return reverse("grants:call_list")

    def feed_url(self) -> str:
        return reverse("communication:feed", args=["calls", self.language, _format_name(self)])

    def description(self) -> str:
        return _("Support of the city for innovative startups: who can apply, how much, until when.")

    def items(self) -> Any:
        """Published calls, and cancelled ones that say so: a reader of the feed read of their opening."""
        return Call.objects.visible_to(AnonymousUser()).for_list().order_by("-opens_at", "-pk")[:MAX_ITEMS]

    def item_title(self, item: Any) -> str:
        name = _("Cancelled: %(name)s") % {"name": item.label} if item.status == CallStatus.CANCELLED else item.label
        return clean_line(name)

    def item_description(self, item: Any) -> str:
        parts = [
            item.policy.label,
            _("up to %(amount)s per project") % {"amount": vnd_short(item.terms.cap_total)}
            if item.terms.cap_total
            else "",
            _("opens at %(moment)s") % {"moment": datetime_vi(item.opens_at)},
            _("closes at %(moment)s") % {"moment": datetime_vi(item.closes_at)},
        ]
        return clean_line(" · ".join(part for part in parts if part))

    def item_link(self, item: Any) -> str:
        return reverse("grants:call_detail", args=[item.code])

    def item_pubdate(self, item: Any) -> datetime:
        return min(item.opens_at, item.created_at)

    def item_updateddate(self, item: Any) -> datetime:
        return item.updated_at


class NewsFeed(PortalFeed):
    def title(self) -> str:
        return _("News of the Startup Portal")

    def link(self) -> str:
        return reverse("communication:news_list")

    def feed_url(self) -> str:
        return reverse("communication:feed", args=["news", self.language, _format_name(self)])

    def description(self) -> str:
        return _("What happens in the city's programme for innovative startups.")

    def items(self) -> Any:
        return NewsItem.objects.public().newest_first()[:MAX_ITEMS]

    def item_title(self, item: Any) -> str:
        return clean_line(item.label)

    def item_description(self, item: Any) -> str:
        return clean_line(item.summary_en if self.language == "en" and item.summary_en else item.summary)

    def item_link(self, item: Any) -> str:
        return reverse("communication:news_detail", args=[item.slug])

    def item_pubdate(self, item: Any) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Any) -> datetime:
        return item.updated_at


FEEDS: dict[str, type[PortalFeed]] = {"calls": CallFeed, "news": NewsFeed}


def _format_name(feed: PortalFeed) -> str:
    return next(name for name, generator in FORMATS.items() if generator is feed.feed_type)


@login_not_required
@read_view
def feed(request: HttpRequest, what: str, language: str, form: str) -> HttpResponse:
    """A feed such as `/feeds/calls.vi.rss`; answers 304 to a reader that has its current state."""
    with translation.override(language):
        response = FEEDS[what](language, form)(request)
    return conditional_response(request, response)
