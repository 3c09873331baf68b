"""What a program reads instead of a person: RSS and Atom of news and calls, iCal of the calls' days.

The language stands in the address, since a feed reader has no cookie.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from ecosystem.core.templatetags.ui import datetime_vi, vnd_short
from ecosystem.core.text import clean_line
from programmes.models import Call, NewsItem

NEWEST = 50
MINUTES = 15 * 60
FORMATS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
PAST_CALLS_SHOWN = timedelta(days=90)


class PortalFeed(Feed):
    """Texts in the active language: plain text without control characters, which XML has no place for."""

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
        return reverse("programmes:call_list")

    def feed_url(self) -> str:
        return reverse("programmes:feed", args=["calls", self.language, _form(self)])

    def description(self) -> str:
        return _("Support of the city for innovative startups: who can apply, how much, until when.")

    def items(self) -> Any:
        return Call.objects.public().for_list().order_by("-opens_at", "-pk")[:NEWEST]

    def item_title(self, item: Any) -> str:
        return clean_line(item.label)

    def item_description(self, item: Any) -> str:
        parts = [
            item.policy.label,
            _("up to %(amount)s per project") % {"amount": vnd_short(item.policy.cap_total)} if item.policy.cap_total else "",
            _("opens at %(moment)s") % {"moment": datetime_vi(item.opens_at)},
            _("closes at %(moment)s") % {"moment": datetime_vi(item.closes_at)},
        ]  # fmt: skip
        return clean_line(" · ".join(part for part in parts if part))

    def item_link(self, item: Any) -> str:
        return reverse("programmes:call_detail", args=[item.code])

    def item_pubdate(self, item: Any) -> datetime:
        return min(item.opens_at, item.created_at)

    def item_updateddate(self, item: Any) -> datetime:
        return item.updated_at  # type: ignore[no-any-return]


class NewsFeed(PortalFeed):
    def title(self) -> str:
        return _("News of the Startup Portal")

    def link(self) -> str:
        return reverse("programmes:news_list")

    def feed_url(self) -> str:
        return reverse("programmes:feed", args=["news", self.language, _form(self)])

    def description(self) -> str:
        return _("What happens in the city's programme for innovative startups.")

    def items(self) -> Any:
        return NewsItem.objects.public().newest()[:NEWEST]

    def item_title(self, item: Any) -> str:
        return clean_line(item.label)

    def item_description(self, item: Any) -> str:
        return clean_line(item.summary_en if self.language == "en" and item.summary_en else item.summary)

    def item_link(self, item: Any) -> str:
        return reverse("programmes:news_detail", args=[item.slug])

    def item_pubdate(self, item: Any) -> datetime:
        return item.published_at  # type: ignore[no-any-return]

    def item_updateddate(self, item: Any) -> datetime:
        return item.updated_at  # type: ignore[no-any-return]


FEEDS: dict[str, type[PortalFeed]] = {"calls": CallFeed, "news": NewsFeed}


def _form(feed: PortalFeed) -> str:
    return next(name for name, generator in FORMATS.items() if generator is feed.feed_type)


@login_not_required
@require_safe
def feed(request: HttpRequest, what: str, language: str, form: str) -> HttpResponse:
    """`/feeds/calls.vi.rss` and its like; answers 304 to a reader that has this state already."""
    with translation.override(language):
        response = FEEDS[what](language, form)(request)
    return _conditional(request, response)


# --- iCal -------------------------------------------------------------------------------------------


@login_not_required
@require_safe
def call_calendar(request: HttpRequest, language: str = "vi") -> HttpResponse:
    """Opening and closing of every call that did not close long ago: an address to subscribe to."""
    since = timezone.now() - PAST_CALLS_SHOWN
    calls = Call.objects.public().filter(closes_at__gt=since).for_list().order_by("opens_at", "pk")
    with translation.override(language):
        calendar = _calendar(request, calls[:200], _("Calls for applications"))
    return _conditional(request, _ics(calendar, "dot-tiep-nhan.ics"))


@login_not_required
@require_safe
def call_event(request: HttpRequest, code: str) -> HttpResponse:
    """Opening and closing of one call, to keep in one's own calendar."""
    call = get_object_or_404(Call.objects.public().for_list(), code=code)
    return _conditional(request, _ics(_calendar(request, [call], call.label), f"{call.code}.ics"))


def _calendar(request: HttpRequest, calls: Any, name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Cong khoi nghiep//Thanh pho Ho Chi Minh//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for call in calls:
        opening = _("Call opens: %(name)s") % {"name": call.label}
        closing = _("Call closes: %(name)s") % {"name": call.label}
        calendar.add_component(_event(request, call, "opens", call.opens_at, opening))
        calendar.add_component(_event(request, call, "closes", call.closes_at, closing))
    return calendar


def _event(request: HttpRequest, call: Call, what: str, moment: datetime, title: str) -> Event:
    """One moment; its stamp is the call's last change, so that the same state gives the same bytes."""
    event = Event()
    event.add("uid", f"{call.code}-{what}@cong-khoi-nghiep")
    event.add("dtstamp", call.updated_at.replace(microsecond=0).astimezone(UTC))
    event.add("dtstart", moment.replace(microsecond=0).astimezone(UTC))
    event.add("summary", title)
    event.add(
        "description", _("%(support)s. In charge: %(unit)s") % {"support": call.policy.label, "unit": call.unit.label}
    )
    event.add("url", request.build_absolute_uri(reverse("programmes:call_detail", args=[call.code])))
    event.add("transp", "TRANSPARENT")
    return event


def _ics(calendar: Calendar, name: str) -> HttpResponse:
    return HttpResponse(
        calendar.to_ical(), content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )  # fmt: skip


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With an ETag of its bytes and a short life in caches; 304 when the reader has these bytes."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MINUTES}"
    return get_conditional_response(request, etag=etag, response=response) or response
