"""Tell people of a dossier, in the portal and by mail, each in that person's language."""

from collections.abc import Iterable
from typing import Any

from ecosystem.accounts.models import User
from ecosystem.notices.notify import address_of, tell
from programmes.grants.models import Application
from programmes.grants.recipients import applicants_of, desk_of, owners_of


def tell_owners(application: Application, kind: str, *, event: str, context: dict[str, Any]) -> None:
    """Tell every owner of the startup; `event` makes it unique (`decision:12`)."""
    for person in owners_of(application):
        tell(person, kind, event=event, context={"application": application, **context})


def tell_applicants(application: Application, kind: str, *, event: object, **context: Any) -> None:
    """Tell every owner and editor of the startup; `event` makes it unique for this dossier."""
    tell_people(applicants_of(application), application, kind, event=event, **context)


def tell_desk(application: Application, kind: str, *, event: object, **context: Any) -> None:
    """Tell the department's people who make the next step; `event` makes it unique for this dossier."""
    tell_people(desk_of(application), application, kind, event=event, **context)


def tell_people(people: Iterable[User], application: Application, kind: str, *, event: object, **context: Any) -> None:
    """Tell these `recipients` of the dossier; `event` makes it unique for this dossier."""
    link = address_of("grants:application_detail", application.pk)
    for person in people:
        tell(
            person,
            kind,
            event=f"{application.pk}:{event}",
            context={"application": application, "link": link, **context},
        )
