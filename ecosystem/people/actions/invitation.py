"""What all invitations have in common: sent, sent again, accepted, withdrawn, lapsed and expired."""

from collections.abc import Mapping
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import BySystem, RoleRefused, TransitionRefused, lock, move
from ecosystem.notices.mail import enqueue_mail
from ecosystem.notices.notify import full_url, notify, post_notification
from ecosystem.people.models import BaseInvitation, InvitationQuerySet, RoleInvitation, invitation_expiry

InvitationT = TypeVar("InvitationT", bound=BaseInvitation)


class WrongAddress(RoleRefused):
    """The invitation was sent to an address that this account has not verified."""


def mail_invitation(invitation: BaseInvitation, kind: str, *, site: str, context: Mapping[str, Any]) -> None:
    """Mail the link to the invited address, and show it to the accounts that have verified that address."""
    values = {
        "invitation": invitation,
        "inviter": invitation.invited_by,
        "link": invitation.accept_url(site or settings.SITE_ADDRESS),
        **context,
    }
    holders = User.objects.filter(
        is_active=True, emailaddress__verified=True, emailaddress__email__iexact=invitation.email
    ).distinct()
    language = next((user.language for user in holders), invitation.invited_by.language)
    key = f"{kind}:{invitation.pk}:{invitation.expires_at:%Y%m%d%H%M%S%f}"
    enqueue_mail(kind, key=key, recipient=invitation.email, language=language, context=values)
    for user in holders:
        post_notification(user, kind, key=key, context=values)


def resend(invitation: InvitationT, *, by: User) -> InvitationT:
    """Open the invitation for the full time again; the caller mails it. Raises RoleRefused, TransitionRefused."""
    return move(invitation, "resend", by=by, expires_at=invitation_expiry())


def accept(invitation: InvitationT, *, by: User) -> InvitationT:
    """Accept in the name of `by`, who must have verified the address, and tell the inviter. Raises TransitionRefused."""
    locked = lock(invitation)
    if not locked.is_open:
        raise TransitionRefused(_("This invitation is no longer open."))
    if not owns_address(by, locked.email):
        raise WrongAddress(_("This invitation was sent to another email address."))
    accepted = move(locked, "accept", by=by, accepted_by=by)
    _notify_inviter(accepted, "invitation_accepted", person=by)
    return accepted


def owns_address(user: User, email: str) -> bool:
    return bool(EmailAddress.objects.filter(user=user, verified=True, email__iexact=email).exists())


@transaction.atomic
def lapse(invitations: InvitationQuerySet, *, by: User | None, reason: str = "") -> list[Any]:
    """End open invitations whose sender lost the right to invite, or whose receiver was removed."""
    rows = invitations.open().select_for_update(of=("self",)).order_by("pk")
    return [move(row, "lapse", by=BySystem(cause=by), reason=reason) for row in rows]


@transaction.atomic
def expire(invitations: InvitationQuerySet) -> int:
    """End open invitations whose time is over, and tell who sent them. Returns how many. Idempotent."""
    rows = invitations.open().filter(expires_at__lte=timezone.now()).select_for_update(of=("self",), skip_locked=True)
    count = 0
    for row in rows.order_by("pk"):
        _notify_inviter(move(row, "expire", by=BySystem()), "invitation_expired")
        count += 1
    return count


def watch_invitations() -> int:
    """Expire every kind of invitation in time, and end those of administrators whose role ended. Returns how many."""
    kinds = [model for model in apps.get_models() if issubclass(model, BaseInvitation)]
    count = sum(expire(InvitationQuerySet(model)) for model in kinds)
    administrators = User.objects.filter(is_active=True).with_role(Role.ADMINISTRATOR)
    lost = RoleInvitation.objects.open().exclude(invited_by__in=administrators)
    return count + len(lapse(lost, by=None, reason=_("Whoever sent the invitation may no longer give roles.")))


def _notify_inviter(invitation: BaseInvitation, kind: str, person: User | None = None) -> None:
    for inviter in recipients(users=[invitation.invited_by], exclude={person.pk} if person else set()):
        notify(
            inviter,
            kind,
            event=f"{invitation._meta.label_lower}:{invitation.pk}:{invitation.expires_at:%Y%m%d%H%M%S}",
            context={
                "invitation": invitation,
                "person": person,
                "link": full_url(invitation.INVITER_PAGE, invitation.inviter_key()),
            },
        )
