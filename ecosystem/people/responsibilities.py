"""What administrators answer for: invitations of colleagues that nobody accepted yet."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.responsibilities import Responsibility, register_responsibility
from ecosystem.accounts.roles import Role
from ecosystem.people.actions.invitation import lapse
from ecosystem.people.models import RoleInvitation, RoleInvitationQuerySet


def _open_invitations(person: User) -> RoleInvitationQuerySet:
    return RoleInvitation.objects.open().sent_by_or_to(person)


def _lapse_all(person: User, *, by: User, to: User | None, reason: str) -> None:
    lapse(RoleInvitation.objects.sent_by_or_to(person), by=by, reason=reason)


def _lapse_without_right(person: User, by: User) -> None:
    """An invitation falls with the right of whoever sent it."""
    if not RoleGrant.objects.in_force().filter(user=person, role=Role.ADMINISTRATOR).exists():
        reason = _("Whoever sent the invitation may no longer give roles.")
        lapse(RoleInvitation.objects.filter(invited_by=person), by=by, reason=reason)


register_responsibility(
    Responsibility(
        name="role_invitations",
        label=gettext_lazy("Invitations of colleagues that were not accepted yet"),
        columns=("people.RoleInvitation.invited_by",),
        records=_open_invitations,
        hand_over=_lapse_all,
        ends_by_itself=True,
        release_lost=_lapse_without_right,
    )
)
