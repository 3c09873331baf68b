"""What members of startups answer for: startups of which they are the only owner, and invitations that they sent."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.accounts.responsibilities import Responsibility, register_responsibility
from ecosystem.core.workflow import TransitionRefused
from ecosystem.people.models import InvitationQuerySet
from startups.actions.membership import cancel_open_invitations, give_ownership
from startups.models import Invitation, MemberRole, Membership


def _sole_ownerships(person: User) -> QuerySet[Membership]:
    others = Membership.objects.filter(startup=OuterRef("startup"), role=MemberRole.OWNER, user__is_active=True)
    owned = Membership.objects.filter(user=person, role=MemberRole.OWNER, startup__archived_at__isnull=True)
    return owned.exclude(Exists(others.exclude(user=person))).select_related("startup")


def _hand_over_startups(person: User, *, by: User, to: User | None, reason: str) -> None:
    if to is None:
        raise TransitionRefused(_("A startup needs an owner: name one."))
    for membership in _sole_ownerships(person).order_by("startup"):
        give_ownership(membership.startup, former=person, by=by, to=to, reason=reason)


def _open_invitations(person: User) -> InvitationQuerySet:
    return Invitation.objects.open().sent_by_or_to(person)


register_responsibility(
    Responsibility(
        name="startups",
        label=gettext_lazy("Startups with no other owner"),
        columns=("startups.Membership.user",),
        records=_sole_ownerships,
        hand_over=_hand_over_startups,
        may_release=False,
    )
)
register_responsibility(
    Responsibility(
        name="invitations",
        label=gettext_lazy("Invitations that were not accepted yet"),
        columns=("startups.Invitation.invited_by",),
        records=_open_invitations,
        hand_over=lambda person, *, by, to, reason: cancel_open_invitations(_open_invitations(person), by=by),
        ends_by_itself=True,
    )
)
