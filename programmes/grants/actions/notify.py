"""Notify people about an application, in the portal and by mail, each in that person's language."""

from collections.abc import Iterable
from typing import Any

from ecosystem.accounts.models import User
from ecosystem.notices.notify import full_url, notify
from programmes.grants.models import Application
from programmes.grants.recipients import applicants_of, owners_of, responsible_staff_of


def notify_owners(application: Application, kind: str, *, event: str, context: dict[str, Any]) -> None:
    """Notify every owner of the startup; `event` makes the notice unique (`decision:12`)."""
    for person in owners_of(application):
        notify(person, kind, event=event, context={"application": application, **context})


def notify_applicants(application: Application, kind: str, *, event: object, **context: Any) -> None:
    """Notify every owner and editor of the startup; `event` makes the notice unique for the application."""
    notify_people(applicants_of(application), application, kind, event=event, **context)


def notify_desk(application: Application, kind: str, *, event: object, **context: Any) -> None:
    """Notify the staff who make the next step; `event` makes the notice unique for the application."""
    notify_people(responsible_staff_of(application), application, kind, event=event, **context)


def notify_people(
    people: Iterable[User],
    application: Application,
    kind: str,
    *,
    event: object,
    without: User | None = None,
    **context: Any,
) -> None:
    """Notify each of these people once, except `without`; `event` makes the notice unique for the application."""
    link = full_url("grants:application_detail", application.pk)
    for person in {person.pk: person for person in people if person != without}.values():
        notify(
            person,
            kind,
            event=f"{application.pk}:{event}",
            context={"application": application, "link": link, **context},
        )
