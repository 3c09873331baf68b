"""Actions on members of a startup: invite, accept, change role, remove, transfer ownership. One owner always remains.

Every action locks the row of the startup first, then reads the members again.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.responsibilities import release_lost_responsibilities
from ecosystem.core.conflicts import require_unchanged, version_of
from ecosystem.core.workflow import TransitionRefused, add_audit_note, lock, move
from ecosystem.notices.notify import full_url, notify
from ecosystem.people.actions.invitation import accept, expire, lapse, mail_invitation, resend
from ecosystem.people.models import InvitationQuerySet
from startups.actions.records import audit_context, require_owner
from startups.models import Invitation, MemberRole, Membership, Startup

MAX_OPEN_INVITATIONS = 20
MAX_INVITATIONS_PER_DAY = 40


@transaction.atomic
def invite_member(startup: Startup, *, by: User, email: str, role: str, site: str) -> Invitation:
    """Offer a role to an email address for some days. `site` is the portal's address, for the link in the mail."""
    startup = lock(startup)
    require_owner(startup, by)
    email = email.lower()
    if Membership.objects.filter(startup=startup, user__email__iexact=email).exists():
        raise TransitionRefused(_("This person is already a member."))
    invitations = Invitation.objects.filter(startup=startup)
    expire(invitations.filter(email=email))
    if invitations.open().filter(email=email).exists():
        raise TransitionRefused(_("This address already has an invitation. Take it back first to send another one."))
    sent_today = invitations.filter(created_at__gt=timezone.now() - timedelta(days=1)).count()
    if invitations.acceptable().count() >= MAX_OPEN_INVITATIONS or sent_today >= MAX_INVITATIONS_PER_DAY:
        raise TransitionRefused(_("Too many invitations are waiting. Take some back, or try again tomorrow."))
    invitation = Invitation.objects.create(startup=startup, email=email, role=role, invited_by=by)
    add_audit_note(startup, "invite_member", by=by, reason=email)
    mail_invitation(invitation, "member_invitation", site=site, context={"startup": startup})
    return invitation


@transaction.atomic
def cancel_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Take the invitation back. Raises RoleRefused, TransitionRefused."""
    startup = lock(invitation.startup)
    require_owner(startup, by)
    withdrawn = move(invitation, "withdraw", by=by)
    add_audit_note(startup, "cancel_invitation", by=by, reason=invitation.email)
    return withdrawn


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User, site: str) -> Invitation:
    """Mail the invitation again, for the full time. Raises RoleRefused, TransitionRefused."""
    startup = lock(invitation.startup)
    require_owner(startup, by)
    resent = resend(invitation, by=by)
    add_audit_note(startup, "invite_member", by=by, reason=resent.email)
    mail_invitation(resent, "member_invitation", site=site, context={"startup": startup})
    return resent


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User) -> Membership:
    """Become a member. The invited address must be a verified one of `by`. A member keeps the role."""
    startup = lock(invitation.startup)
    invitation = accept(invitation, by=by)
    with audit_context(by):
        membership, _created = Membership.objects.get_or_create(
            startup=startup, user=by, defaults={"role": invitation.role}
        )
    release_lost_responsibilities(by, by=by)
    return membership


@transaction.atomic
def change_member_role(membership: Membership, *, by: User, role: str, version: str) -> Membership:
    """Change the role; the last owner stays owner. `version` is what the form read. Raises EditConflict, TransitionRefused."""
    startup = lock(membership.startup)
    require_owner(startup, by)
    membership = _reload(membership)
    require_unchanged(version_of(membership), version)
    if membership.role == role:
        return membership
    if membership.role == MemberRole.OWNER:
        _refuse_last_owner(startup)
    membership.role = role
    with audit_context(by):
        membership.save(update_fields=["role", "updated_at"])
    if role != MemberRole.OWNER:
        _cancel_invitations_of(startup, membership.user, by=by)
    return membership


@transaction.atomic
def remove_member(membership: Membership, *, by: User) -> None:
    """Remove a member. Owners may remove anybody, all members may leave, except the last owner."""
    startup = lock(membership.startup)
    membership = _reload(membership)
    if membership.user_id != by.pk:
        require_owner(startup, by)
    if membership.role == MemberRole.OWNER:
        _refuse_last_owner(startup)
    with audit_context(by):
        membership.delete()
    _cancel_invitations_of(startup, membership.user, by=by)


@transaction.atomic
def hand_over_ownership(startup: Startup, *, by: User, to: Membership) -> Membership:
    """Make `to` an owner and `by` an editor, in one transaction, and notify the new owner."""
    startup = lock(startup)
    own_membership = require_owner(startup, by)
    to = _reload(to)
    if to.startup_id != startup.pk or to.user_id == by.pk:
        raise TransitionRefused(_("Choose another member of this startup."))
    with audit_context(by):
        to.role = MemberRole.OWNER
        to.save(update_fields=["role", "updated_at"])
        own_membership.role = MemberRole.EDITOR
        own_membership.save(update_fields=["role", "updated_at"])
    _cancel_invitations_of(startup, by, by=by)
    _notify_new_owner(startup, to, former=by)
    return to


@transaction.atomic
def give_ownership(startup: Startup, *, former: User, by: User, to: User, reason: str) -> Membership:
    """Make `to` an owner when the account of the only owner is closed, and notify `to`. The caller checks who acts."""
    startup = lock(startup)
    with audit_context(by, reason):
        membership, _created = Membership.objects.update_or_create(
            startup=startup, user=to, defaults={"role": MemberRole.OWNER}
        )
        Membership.objects.filter(startup=startup, user=former).update(role=MemberRole.EDITOR)
    add_audit_note(startup, "hand_over_ownership", by=by, reason=f"{former} → {to}. {reason}")
    _notify_new_owner(startup, membership, former=former)
    return membership


def _notify_new_owner(startup: Startup, membership: Membership, *, former: User) -> None:
    for person in recipients(users=[membership.user]):
        notify(
            person,
            "ownership_received",
            event=f"{membership.pk}:{membership.updated_at.isoformat()}",
            context={
                "startup": startup,
                "person": person,
                "giver": former,
                "link": full_url("startups:startup_detail", startup.pk),
            },
        )


@transaction.atomic
def cancel_open_invitations(invitations: InvitationQuerySet, *, by: User) -> None:
    """End these invitations, whose sender lost the right to invite, or whose receiver was removed."""
    for invitation in lapse(invitations, by=by):
        add_audit_note(invitation.startup, "cancel_invitation", by=by, reason=invitation.email)


def _cancel_invitations_of(startup: Startup, person: User, *, by: User) -> None:
    """An invitation falls with the right of whoever sent it, and with the removal of whoever it was sent to."""
    cancel_open_invitations(Invitation.objects.filter(startup=startup).sent_by_or_to(person), by=by)


def _reload(membership: Membership) -> Membership:
    """The membership as it is saved now. Raises TransitionRefused when it was removed."""
    try:
        return Membership.objects.select_related("user").get(pk=membership.pk)
    except Membership.DoesNotExist:
        raise TransitionRefused(_("This person is no longer a member.")) from None


def _refuse_last_owner(startup: Startup) -> None:
    if Membership.objects.filter(startup=startup, role=MemberRole.OWNER).count() < 2:
        raise TransitionRefused(
            _("A startup needs an owner. Make another member an owner first, or hand the ownership over.")
        )
