"""Invitations of colleagues: an administrator offers a role by email, and it is given when it is accepted."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ecosystem.accounts.actions import grant_role, require_administrator
from ecosystem.accounts.models import OrganisationUnit, RoleGrant, User
from ecosystem.accounts.recipients import lock_roles
from ecosystem.accounts.role_conflicts import conflicts_of
from ecosystem.accounts.roles import NEEDS_UNIT, WITHOUT_UNIT, Role
from ecosystem.accounts.unit_holdings import lock_current_unit
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused, add_audit_note, move
from ecosystem.people.actions.invitation import accept, expire, mail_invitation, resend
from ecosystem.people.models import RoleInvitation, addresses_of


@transaction.atomic
def invite_colleague(
    *,
    by: User,
    email: str,
    role: str,
    site: str,
    unit: OrganisationUnit | None = None,
    message: str = "",
    accepts_conflict: bool = False,
) -> RoleInvitation:
    """Offer a role to an email address. `site` is the portal's address, for the link in the mail.

    A conflict of a known person with an own startup has to be accepted, or is refused, as when the role is given.
    Raises FieldRefused beside the field that is wrong, RoleRefused.
    """
    lock_roles(by, Role.ADMINISTRATOR)
    require_administrator(by)
    email = email.lower()
    if email in addresses_of(by):
        raise FieldRefused(_("Nobody can give a role to themselves: ask another administrator."), "email")
    if (role in NEEDS_UNIT and unit is None) or (role in WITHOUT_UNIT and unit is not None):
        message_text = _("Partner roles need their unit; council members and administrators have none.")
        raise FieldRefused(message_text, "unit")
    if unit is not None:
        lock_current_unit(unit)
    person = account_of(email)
    if person is not None:
        _require_suitable(person, role, unit, accepts_conflict=accepts_conflict)
    expire(RoleInvitation.objects.filter(email=email))
    try:
        with transaction.atomic():
            invitation = RoleInvitation.objects.create(
                email=email,
                role=role,
                unit=unit,
                message=message.strip(),
                accepts_conflict=accepts_conflict,
                invited_by=by,
            )
    except IntegrityError:
        message_text = _("This address already has an invitation. Take it back first to send another one.")
        raise FieldRefused(message_text, "email") from None
    add_audit_note(invitation, "invite", by=by, reason=invitation.message)
    mail_invitation(invitation, "role_invitation", site=site, context={})
    return invitation


def account_of(email: str) -> User | None:
    """The account that has this address, verified or as its own."""
    own: User | None = User.objects.filter(email__iexact=email).first()
    verified = User.objects.filter(emailaddress__verified=True, emailaddress__email__iexact=email)
    account: User | None = own or verified.first()
    return account


@transaction.atomic
def resend_role_invitation(invitation: RoleInvitation, *, by: User, site: str) -> RoleInvitation:
    """Mail the invitation again, for the full time. Raises RoleRefused, TransitionRefused."""
    lock_roles(by, Role.ADMINISTRATOR)
    require_administrator(by)
    try:
        with transaction.atomic():
            resent = resend(invitation, by=by)
    except IntegrityError:
        raise TransitionRefused(_("This address has a newer invitation with the same role.")) from None
    mail_invitation(resent, "role_invitation", site=site, context={})
    return resent


@transaction.atomic
def withdraw_role_invitation(invitation: RoleInvitation, *, by: User, reason: str = "") -> RoleInvitation:
    """Take the invitation back; its link says so. Raises RoleRefused, TransitionRefused."""
    require_administrator(by)
    return move(invitation, "withdraw", by=by, reason=reason)


@transaction.atomic
def accept_role_invitation(invitation: RoleInvitation, *, by: User) -> RoleGrant:
    """Take the role that was offered. It is given in the name of the inviter, who must still have the right to.

    Locks the inviter's right, the unit, then the invitation. Raises WrongAddress, TransitionRefused.
    """
    inviter = invitation.invited_by
    lock_roles(inviter, Role.ADMINISTRATOR)
    if invitation.unit is not None:
        lock_current_unit(invitation.unit)
    accepted = accept(invitation, by=by)
    unit = accepted.unit
    try:
        return grant_role(by, by=inviter, role=accepted.role, unit=unit, accepts_conflict=accepted.accepts_conflict)
    except RoleRefused:
        raise TransitionRefused(_("Whoever invited you may no longer give roles. Ask for a new invitation.")) from None


def _require_suitable(person: User, role: str, unit: OrganisationUnit | None, *, accepts_conflict: bool) -> None:
    """Raises FieldRefused where this person could not take the role."""
    if not person.is_active:
        raise FieldRefused(_("The account of this address is closed: open it again first."), "email")
    if RoleGrant.objects.in_force().filter(user=person, role=role, unit=unit).exists():
        raise FieldRefused(_("This person already has this role there."), "email")
    for conflict in conflicts_of(person, role, unit):
        if conflict.is_refused:
            raise FieldRefused(conflict.text, "role")
        if not accepts_conflict:
            raise FieldRefused(conflict.text, "accepts_conflict")
