"""Mails in the outbox, by their kind."""

from ecosystem.notices.models import OutboxMessage


def mail_recipients(kind: str) -> list[str]:
    """The address of each mail of this kind, in order."""
    return sorted(OutboxMessage.objects.filter(kind=kind).values_list("recipient", flat=True))


def distinct_mail_recipients(kind: str) -> set[str]:
    """The addresses with a mail of this kind, each once."""
    return set(mail_recipients(kind))
