"""Days and moments in the time zone of the city, and what is left until a due date."""

import datetime as dt
from functools import lru_cache

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ecosystem.core.ui.figures import NO_DATA, number_vi
from ecosystem.core.ui.states import icon


def _local(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """A moment by the clocks of the city; `timezone.localtime` looks for another zone first, for each of a page's cells."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return value.astimezone(timezone.get_default_timezone())
    return value


def _today() -> dt.date:
    return timezone.now().astimezone(timezone.get_default_timezone()).date()


def date_vi(value: dt.date | dt.datetime | None) -> str:
    """'31/12/2026', in the time zone of the city."""
    return _local(value).strftime("%d/%m/%Y") if value else NO_DATA


def datetime_vi(value: dt.datetime | None) -> str:
    """'17:00 31/12/2026', in the time zone of the city."""
    return _local(value).strftime("%H:%M %d/%m/%Y") if value else NO_DATA


def deadline(due: dt.date | dt.datetime | None, done: bool = False) -> SafeString:
    """A chip for a due date: days left, due today, or days overdue. `done` shows the date alone."""
    if due is None:
        return SafeString("")
    local = _local(due)
    if isinstance(local, dt.datetime):
        return _deadline(local, local.date(), _today(), done)
    return _day_due(local, _today(), done, get_language())


@lru_cache(maxsize=1024)  # the rows of a list share few days
def _day_due(day: dt.date, today: dt.date, done: bool, language: str | None) -> SafeString:
    return _deadline(day, day, today, done)


def _deadline(due: dt.date | dt.datetime, day: dt.date, today: dt.date, done: bool) -> SafeString:
    text, tone, sign = _time_left(due, (day - today).days)
    if done:
        text, tone, sign = date_vi(due), "secondary", "calendar-check"
    return format_html(
        '<span class="chip chip-{} deadline">{}<time datetime="{}" title="{}">{}</time></span>',
        tone,
        icon(sign, 14),
        due.isoformat(),
        date_vi(due),
        text,
    )


def _time_left(due: dt.date | dt.datetime, days: int) -> tuple[str, str, str]:
    """Words, tone and icon."""
    passed = days < 0 or (isinstance(due, dt.datetime) and due < timezone.now())
    if passed and days == 0:
        return _("Expired today"), "red", "alarm-clock-off"
    if passed:
        words = ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": number_vi(-days)}
        return words, "red", "alarm-clock-off"
    if days == 0:
        return _("Due today"), "orange", "alarm-clock"
    words = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": number_vi(days)}
    return words, "orange" if days <= 3 else "secondary", "clock"
