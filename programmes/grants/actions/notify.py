"""Notify people about an application, in the portal and by mail, each in that person's language."""

from collections.abc import Iterable
from typing import Any

from ecosystem.accounts.models import User
from ecosystem.notices.notify import Notice, full_url, notify_many
from programmes.grants.models import Application
from programmes.grants.recipients import applicants_of, owners_of, responsible_staff_of


def notify_owners(application: Application, kind: str, *, event: str, context: dict[str, Any]) -> None:
    """Notify every owner of the startup; `event` makes the notice unique (`decision:12`)."""
    notify_many(notices_to_owners(application, kind, event=event, context=context))


def notices_to_owners(application: Application, kind: str, *, event: str, context: dict[str, Any]) -> list[Notice]:
    """The notices of `notify_owners`, for `notify_many`."""
    words = {"application": application, **context}
    return [Notice(person, kind, event, words) for person in owners_of(application)]


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
    told = {person.pk: person for person in people if person != without}
    notify_many(notices_to(told.values(), application, kind, event=event, **context))


def notices_to(
    people: Iterable[User], application: Application, kind: str, *, event: object, **context: Any
) -> list[Notice]:
    """The notices of `notify_people`, for `notify_many`."""
    link = full_url("grants:application_detail", application.pk)
    words = {"application": application, "link": link, **context}
    return [Notice(person, kind, f"{application.pk}:{event}", words) for person in people]
