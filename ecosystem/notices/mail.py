"""Mails go through the outbox table, in the transaction of their cause; the worker delivers them."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from email.utils import parseaddr
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ecosystem.core.attempts import WorkKind, attempt, register_kind
from ecosystem.core.background import send_task
from ecosystem.core.models import UnfinishedWork
from ecosystem.core.workflow import BySystem, move
from ecosystem.notices.kinds import KINDS
from ecosystem.notices.models import DeliveryStatus, OutboxMessage

MAX_ATTEMPTS = 8


def enqueue_mail(
    kind: str, *, key: str, recipient: str, context: Mapping[str, Any], language: str = "vi", unsubscribe: str = ""
) -> None:
    """Write one mail into the outbox, once per `key`, in the recipient's language.

    `unsubscribe` is the full address that ends mails of this sort when it gets a POST (RFC 8058).
    Must run inside the transaction of the cause; the worker is woken after commit.
    """
    mail = render_mail(kind, key=key, recipient=recipient, context=context, language=language, unsubscribe=unsubscribe)
    enqueue_mails([mail])


def render_mail(
    kind: str, *, key: str, recipient: str, context: Mapping[str, Any], language: str = "vi", unsubscribe: str = ""
) -> OutboxMessage:
    """The mail, not yet stored. The template of the kind gives the subject in its first line and the body after it."""
    with translation.override(language):
        text = render_to_string(KINDS[kind].template, dict(context)).strip()
    subject, _newline, body = text.partition("\n")
    return OutboxMessage(
        kind=kind,
        key=key[:200],
        recipient=recipient,
        subject=subject.strip()[:300],
        body=body.strip(),
        language=language,
        unsubscribe=unsubscribe,
    )


def enqueue_mails(mails: Iterable[OutboxMessage]) -> None:
    """Write these mails into the outbox by one statement, each once per key.

    The order by key keeps two workers that write the same mails from waiting for each other.
    """
    rows = sorted(mails, key=lambda mail: mail.key)
    if rows:
        OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
        transaction.on_commit(send_outbox_task)


def send_outbox_task() -> None:
    """Ask the worker to look at the outbox now; without Redis the next beat finds the row anyway."""
    send_task("ecosystem.notices.tasks.send_outbox")


def message_id(message: OutboxMessage) -> str:
    """The same for every try, so that a mail server sees a repeated delivery as one mail."""
    return f"<{hashlib.sha256(message.key.encode()).hexdigest()[:40]}@cong-khoi-nghiep>"


def headers_of(message: OutboxMessage) -> dict[str, str]:
    """Who sent it once, that a program did, and how to end mails of this sort where that has a full address."""
    headers = {"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"}
    if message.unsubscribe.startswith(("https://", "http://")):
        headers["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def deliver_due(limit: int = 100) -> int:
    """Send what is due, each message as an attempt under its row lock. Returns how many went.

    Two workers never send the same message. A failure puts the next attempt off, doubling from one minute; after
    MAX_ATTEMPTS the message is parked for a person to see.
    """
    due = OutboxMessage.objects.due().values_list("pk", flat=True)[:limit]
    return sum(attempt(MAIL, str(pk), partial(_deliver, pk)) for pk in list(due))


@transaction.atomic
def _deliver(message_id: int) -> bool:
    message = OutboxMessage.objects.select_for_update().get(pk=message_id)
    if message.status != DeliveryStatus.QUEUED:
        return False
    mail = EmailMessage(
        message.subject,
        message.body,
        settings.DEFAULT_FROM_EMAIL,
        [message.recipient],
        headers=headers_of(message),
        connection=get_connection(settings.DELIVERY_BACKEND),
    )
    mail.send()
    move(message, "deliver", by=BySystem(), sent_at=timezone.now())
    return True


def _titles(keys: Sequence[str]) -> dict[str, str]:
    messages = OutboxMessage.objects.filter(pk__in=keys).defer("body")
    return {str(message.pk): f"{message.subject} ({message.recipient})" for message in messages}


def _park(work: UnfinishedWork) -> None:
    message = OutboxMessage.objects.filter(pk=work.key, status=DeliveryStatus.QUEUED).first()
    if message:
        move(message, "park", by=BySystem())


def _retry(key: str) -> None:
    message = OutboxMessage.objects.filter(pk=key, status=DeliveryStatus.PARKED).first()
    if message:
        move(message, "retry", by=BySystem())
    transaction.on_commit(send_outbox_task)


# A mail server that is away for an hour costs no mail: the eighth attempt comes two hours after the first. Its parking is not
# announced, which would be mails again; administrators see it on their home page.
MAIL = register_kind(
    WorkKind(
        "mail",
        _("Outgoing email"),
        titles=_titles,
        park=_park,
        retry=_retry,
        max_attempts=MAX_ATTEMPTS,
        is_announced=False,
    )
)


class OutboxBackend(BaseEmailBackend):
    """Django's and allauth's own mails, put into the same outbox."""

    def send_messages(self, email_messages: Any) -> int:
        count = 0
        for mail in email_messages:
            for recipient in mail.to:
                row = OutboxMessage(
                    kind="account",
                    key=f"account:{get_random_string(32)}",
                    recipient=parseaddr(recipient)[1] or recipient,
                    subject=mail.subject[:300],
                    body=mail.body,
                    language=translation.get_language() or "vi",
                )
                enqueue_mails([row])
                count += 1
        return count


class FileDelivery(BaseEmailBackend):
    """Demonstration mode: one file per mail, named by its Message-ID, so that it stands there once."""

    def send_messages(self, email_messages: Any) -> int:
        folder = Path(settings.DELIVERY_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            name = mail.extra_headers["Message-ID"].strip("<>").split("@")[0]
            draft = folder / f".{name}.{os.getpid()}"
            draft.write_bytes(mail.message().as_bytes())
            draft.replace(folder / f"{name}.eml")
        return len(email_messages)
