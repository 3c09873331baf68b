"""iCalendar files of the opening and closing times of calls."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from ecosystem.core.web.downloads import conditional_response
from ecosystem.core.web.methods import read_view
from programmes.grants.models import Call, CallStatus

PAST_CALLS_SHOWN = timedelta(days=90)


@login_not_required
@read_view
def call_calendar(request: HttpRequest, language: str = "vi") -> HttpResponse:
    """A calendar to subscribe to: opening and closing of current and recent calls; those of cancelled ones as cancelled."""
    since = timezone.now() - PAST_CALLS_SHOWN
    calls = Call.objects.visible_to(AnonymousUser()).filter(closes_at__gt=since).for_list().order_by("opens_at", "pk")
    with translation.override(language):
        calendar = _calendar(request, calls[:200], _("Calls for applications"))
    return conditional_response(request, _ics(calendar, "dot-tiep-nhan.ics"))


@login_not_required
@read_view
def call_event(request: HttpRequest, code: str) -> HttpResponse:
    """Opening and closing of one call."""
    call = get_object_or_404(Call.objects.public().for_list(), code=code)
    return conditional_response(request, _ics(_calendar(request, [call], call.label), f"{call.code}.ics"))


def _calendar(request: HttpRequest, calls: Iterable[Call], name: str) -> Calendar:
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
    """One event. Its stamp is the last change of the call, so that an unchanged call gives the same bytes."""
    event = Event()
    event.add("uid", f"{call.code}-{what}@cong-khoi-nghiep")
    event.add("dtstamp", call.updated_at.replace(microsecond=0).astimezone(UTC))
    event.add("dtstart", moment.replace(microsecond=0).astimezone(UTC))
    event.add("summary", title)
    event.add(
        "description", _("%(support)s. In charge: %(unit)s") % {"support": call.policy.label, "unit": call.unit.label}
    )
    event.add("url", request.build_absolute_uri(reverse("grants:call_detail", args=[call.code])))
    event.add("transp", "TRANSPARENT")
    if call.status == CallStatus.CANCELLED:
        event.add("status", "CANCELLED")
    return event


def _ics(calendar: Calendar, name: str) -> HttpResponse:
    return HttpResponse(
        calendar.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
