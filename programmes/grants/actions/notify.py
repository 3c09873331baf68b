"""Mails about a dossier: to the people who run its startup, and to the staff who worked on it."""

from typing import Any

from ecosystem.accounts.models import User
from ecosystem.core.models import AuditEntry
from ecosystem.notices.notify import address_of, tell
from programmes.grants.models import Application
from startups.models import MemberRole, Membership


def tell_owners(application: Application, kind: str, *, event: str, context: dict[str, Any]) -> None:
    """One mail to every owner of the startup; `event` makes it unique (`decision:12`)."""
    owners = Membership.objects.filter(startup=application.startup_id, role=MemberRole.OWNER).select_related("user")
    for membership in owners:
        tell(membership.user, kind, event=event, context={"application": application, **context})


def tell_applicants(application: Application, kind: str, *, event: object, **context: Any) -> None:
    """One mail of the kind to every owner and editor of the startup; `event` makes its key unique."""
    people = User.objects.filter(
        is_active=True,
        memberships__startup=application.startup_id,
        memberships__role__in=[MemberRole.OWNER, MemberRole.EDITOR],
    )
    _tell_all(people, application, kind, event, context)


def tell_staff(application: Application, kind: str, *, event: object, **context: Any) -> None:
    """One mail to everybody of the department who has moved this dossier."""
    moved_by = AuditEntry.objects.about(application).filter(as_system=False).values("by")
    people = User.objects.filter(is_active=True, pk__in=moved_by).exclude(memberships__startup=application.startup_id)
    _tell_all(people, application, kind, event, context)


def _tell_all(people: Any, application: Application, kind: str, event: object, context: dict[str, Any]) -> None:
    link = address_of("grants:application_detail", application.pk)
    for person in people.order_by("pk"):
        tell(
            person,
            kind,
            event=f"{application.pk}:{event}",
            context={"application": application, "link": link, **context},
        )
