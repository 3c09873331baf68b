"""What people are told: in the portal and by email, in the transaction of its cause, where they want to be told.

The words of a notification are the subject of its email (the first line of its template); it stores only what the
subject names.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from ecosystem.notices.kinds import notice_kind
from ecosystem.notices.mail import enqueue_mail
from ecosystem.notices.models import Notification, NotificationChoice
from ecosystem.notices.words import notification_facts

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # the type checker reads it as AUTH_USER_MODEL


def notify(user: "User", kind: str, *, event: str, context: Mapping[str, Any]) -> None:
    """Tell one person of one event: in the portal and by email, unless switched off by that person.

    `event` makes it unique among those of its kind (`12`, `decision:12`): a person is told of it once. Must run inside
    the transaction of the cause.
    """
    key, context = f"{kind}:{event}:{user.pk}", {"recipient": user, **context}
    choice = (
        None if notice_kind(kind).mandatory_reason else NotificationChoice.objects.filter(user=user, kind=kind).first()
    )
    if choice is None or choice.in_portal:
        post_notification(user, kind, key=key, context=context)
    if choice is None or choice.by_mail:
        enqueue_mail(kind, key=key, recipient=user.email, context=context, language=user.language)


def post_notification(user: "User", kind: str, *, key: str, context: Mapping[str, Any]) -> None:
    """The notification in the portal alone."""
    notification = Notification(
        user=user, key=key[:200], kind=kind, facts=notification_facts(kind, context), url=_page(kind, context)
    )
    Notification.objects.bulk_create([notification], ignore_conflicts=True)


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
