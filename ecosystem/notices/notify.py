"""What people are told: in the portal and by email, in the transaction of its cause, where they want to be told.

The words of a notification are the subject of its email (the first line of its template); it stores only what the
subject names.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from ecosystem.notices.kinds import notice_kind
from ecosystem.notices.mail import enqueue_mails, render_mail
from ecosystem.notices.models import Notification, NotificationChoice, OutboxMessage
from ecosystem.notices.words import notification_facts

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # the type checker reads it as AUTH_USER_MODEL


class Notice(NamedTuple):
    """One event that one person is to be told of: the arguments of `notify`."""

    user: "User"
    kind: str
    event: str
    context: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What makes it unique for ever."""
        return f"{self.kind}:{self.event}:{self.user.pk}"[:200]


def notify(user: "User", kind: str, *, event: str, context: Mapping[str, Any]) -> None:
    """Tell one person of one event: in the portal and by email, unless switched off by that person.

    `event` makes it unique among those of its kind (`12`, `decision:12`): a person is told of it once. Must run inside
    the transaction of the cause.
    """
    notify_many([Notice(user, kind, event, context)])


def notify_many(notices: Iterable[Notice]) -> None:
    """The same for many people and events, by three statements at most however many they are."""
    by_key = {notice.key: notice for notice in notices}
    choices = _choices_against(by_key.values())
    notifications: list[Notification] = []
    mails: list[OutboxMessage] = []
    for key, notice in sorted(by_key.items()):  # in one order, so that two workers do not wait for each other
        user, kind = notice.user, notice.kind
        context = {"recipient": user, **notice.context}
        choice = choices.get((user.pk, kind))
        if choice is None or choice.in_portal:
            notifications.append(_notification(user, kind, key=key, context=context))
        if choice is None or choice.by_mail:
            mails.append(render_mail(kind, key=key, recipient=user.email, context=context, language=user.language))
    if notifications:
        Notification.objects.bulk_create(notifications, ignore_conflicts=True)
    enqueue_mails(mails)


def notices_not_sent(notices: Iterable[Notice]) -> list[Notice]:
    """Those of the notices of which nothing was written yet, neither a mail nor a notification: by two statements."""
    by_key = {notice.key: notice for notice in notices}
    sent: set[str] = set()
    for model in (OutboxMessage, Notification):
        sent |= set(model._default_manager.filter(key__in=by_key).values_list("key", flat=True))
    return [notice for key, notice in by_key.items() if key not in sent]


def post_notification(user: "User", kind: str, *, key: str, context: Mapping[str, Any]) -> None:
    """The notification in the portal alone."""
    row = _notification(user, kind, key=key[:200], context=context)
    Notification.objects.bulk_create([row], ignore_conflicts=True)


def _notification(user: "User", kind: str, *, key: str, context: Mapping[str, Any]) -> Notification:
    facts = notification_facts(kind, context)
    return Notification(user=user, key=key, kind=kind, facts=facts, url=_page(kind, context))


def _choices_against(notices: Iterable[Notice]) -> dict[tuple[int, str], NotificationChoice]:
    """The choices of these people, by person and kind; none of a kind that nobody can switch off."""
    optional = [notice for notice in notices if not notice_kind(notice.kind).mandatory_reason]
    if not optional:
        return {}
    rows = NotificationChoice.objects.filter(
        user__in={notice.user.pk for notice in optional}, kind__in={notice.kind for notice in optional}
    )
    return {(row.user_id, row.kind): row for row in rows}


def notification_choices(user: "User") -> dict[str, NotificationChoice]:
    """The person's choices by kind, where they differ from being told everywhere."""
    return {choice.kind: choice for choice in NotificationChoice.objects.filter(user=user)}


def _page(kind: str, context: Mapping[str, Any]) -> str:
    """The page it is about, as a path of the portal: the mail's link, else the page of the kind."""
    path = urlsplit(str(context.get("link") or context.get("address") or "")).path
    if path.startswith("/") and not path.startswith("//"):
        return path[:300]
    return notice_kind(kind).path_of(context)


def full_url(url_name: str, *args: Any) -> str:
    """The full address of a page for a mail; the path alone where no site address is set."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{reverse(url_name, args=args)}"
