"""Give and take away roles; change one's own profile. Grants are never deleted: they end or are taken away."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pghistory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import GrantState, OrganisationUnit, RoleGrant, User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.responsibilities import release_lost_responsibilities, responsibilities_of
from ecosystem.accounts.role_conflicts import conflicts_of
from ecosystem.accounts.roles import NEEDS_UNIT, WITHOUT_UNIT, Role
from ecosystem.accounts.unit_holdings import lock_current_unit
from ecosystem.core.conflicts import fingerprint, require_unchanged, version_of
from ecosystem.core.days import midnight
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.kinds import notice_kind
from ecosystem.notices.models import Notification, NotificationChoice
from ecosystem.notices.notify import notification_choices, notify

SECOND_FACTOR_RESET = "reset_second_factor"  # in the trail
ACCOUNT_CLOSED, ACCOUNT_REOPENED = "close_account", "reopen_account"
PROFILE = ("full_name", "phone", "employer", "language")


@transaction.atomic
def edit_profile(user: User, *, by: User, data: Mapping[str, Any], version: str) -> User:
    """Change name, telephone, employer and language of one's own account.

    `version` is what the form read. Raises EditConflict, RoleRefused.
    """
    if user.pk != by.pk:
        raise RoleRefused(_("Only the person may change this."))
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    require_unchanged(version_of(user), version)
    for column in PROFILE:
        setattr(user, column, data[column])
    with pghistory.context(user=by.pk):
        user.save(update_fields=[*PROFILE, "updated_at"])
    return user


def version_of_choices(chosen: Mapping[str, NotificationChoice]) -> str:
    """The version of a person's choices of notifications."""
    return fingerprint(
        [{"kind": kind, "portal": choice.in_portal, "mail": choice.by_mail} for kind, choice in sorted(chosen.items())]
    )


@transaction.atomic
def choose_notifications(user: User, *, by: User, choices: Mapping[str, tuple[bool, bool]], version: str) -> None:
    """Save the channels of each kind of notification: (in the portal, by email). Mandatory kinds are left out.

    `version` is the `version_of_choices` that the form read. Raises EditConflict, RoleRefused.
    """
    if user.pk != by.pk:
        raise RoleRefused(_("Only the person may change this."))
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    require_unchanged(version_of_choices(notification_choices(user)), version)
    for kind, (in_portal, by_mail) in choices.items():
        if notice_kind(kind).mandatory_reason:
            continue
        chosen = NotificationChoice.objects.filter(user=user, kind=kind)
        if in_portal and by_mail:
            chosen.delete()
        else:
            chosen.update_or_create(user=user, kind=kind, defaults={"in_portal": in_portal, "by_mail": by_mail})


def read_notifications(user: User, *, only: Notification | None = None) -> int:
    """Mark one of the person's notifications as read, or all. Returns how many were unread."""
    unread = Notification.objects.visible_to(user).unread()
    return (unread.filter(pk=only.pk) if only else unread).update(read_at=timezone.now())


@transaction.atomic
def grant_role(
    user: User,
    *,
    by: User,
    role: str,
    unit: OrganisationUnit | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    accepts_conflict: bool = False,
) -> RoleGrant:
    """Give a role from the start of `starts_on` (now, when None) to the end of `ends_on`.

    Nobody gives a role to himself: it takes a second administrator. A conflict with the person's own startup has to be
    accepted, or is refused (ecosystem/accounts/role_conflicts.py). Raises RoleRefused, TransitionRefused.
    """
    require_administrator(by)
    if user.pk == by.pk:
        raise TransitionRefused(_("Nobody can give a role to themselves: ask another administrator."))
    if (role in NEEDS_UNIT) != (unit is not None) and role in NEEDS_UNIT | WITHOUT_UNIT:
        raise TransitionRefused(_("Partner roles need their unit; council members and administrators have none."))
    if not User.objects.select_for_update(no_key=True).get(pk=user.pk).is_active:
        raise TransitionRefused(_("This account is closed."))
    if unit is not None:
        lock_current_unit(unit)
    for conflict in conflicts_of(user, role, unit):
        if conflict.is_refused or not accepts_conflict:
            raise TransitionRefused(conflict.text)
    now = timezone.now()
    same = RoleGrant.objects.filter(user=user, role=role, unit=unit, revoked_at__isnull=True)
    with pghistory.context(user=by.pk):
        same.filter(ends_at__lte=now).update(revoked_at=now, revoked_by=by, updated_at=now, revoked_reason=_("Ended"))
        if same.exists():
            raise TransitionRefused(_("This person already has this role there."))
        grant = RoleGrant.objects.create(
            user=user,
            role=role,
            unit=unit,
            granted_by=by,
            starts_at=midnight(starts_on) if starts_on and starts_on > timezone.localdate() else now,
            ends_at=midnight(ends_on + timedelta(days=1)) if ends_on else None,
        )
    _notify_holder(grant, "role_granted")
    return grant


@transaction.atomic
def revoke_role(grant: RoleGrant, *, by: User, reason: str) -> RoleGrant:
    """Take a role away: it counts no more at the person's next request, and what it was needed for is released at once.

    An administrator without an end date always remains: all administrators' grants are locked, in one
    order, before they are counted. Raises RoleRefused, TransitionRefused.
    """
    locked_grants = list(
        RoleGrant.objects.select_for_update(of=("self",))
        .filter(Q(pk=grant.pk) | Q(role=Role.ADMINISTRATOR, revoked_at__isnull=True))
        .order_by("pk")
    )
    require_administrator(by)
    grant = next(locked for locked in locked_grants if locked.pk == grant.pk)
    if grant.state not in {GrantState.COMING, GrantState.IN_FORCE}:
        raise TransitionRefused(_("This role is no longer in force."))
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    if grant.role == Role.ADMINISTRATOR and grant.state == GrantState.IN_FORCE:
        _refuse_last_administrator(grant)
    grant.revoked_at, grant.revoked_by, grant.revoked_reason = timezone.now(), by, reason.strip()
    with pghistory.context(user=by.pk, reason=grant.revoked_reason):
        grant.save(update_fields=["revoked_at", "revoked_by", "revoked_reason", "updated_at"])
    release_lost_responsibilities(grant.user, by=by)
    _notify_holder(grant, "role_revoked")
    return grant


@transaction.atomic
def appoint_administrator(email: str, *, name: str = "", password: str | None = None) -> RoleGrant:
    """Give the administrator's role by command, to a new account (with name and password) or to an existing one.

    Whoever runs commands owns the database, so nobody is asked; the trail says that it was the command.
    The address of a new account counts as verified. Raises TransitionRefused.
    """
    with pghistory.context(command="create_administrator"):
        user = User.objects.select_for_update(no_key=True).filter(email__iexact=email).first()
        if user is None:
            user = User.objects.create_user(email, password, full_name=name)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if not user.is_active:
            raise TransitionRefused(_("This account is closed."))
        if RoleGrant.objects.in_force().filter(user=user, role=Role.ADMINISTRATOR, ends_at__isnull=True).exists():
            raise TransitionRefused(_("This person already has this role there."))
        now = timezone.now()
        RoleGrant.objects.filter(user=user, role=Role.ADMINISTRATOR, revoked_at__isnull=True).update(
            revoked_at=now, updated_at=now, revoked_reason=_("Ended")
        )
        grant = RoleGrant.objects.create(user=user, role=Role.ADMINISTRATOR)
    _notify_holder(grant, "role_granted")
    return grant


@transaction.atomic
def reset_second_factor(user: User, *, reason: str, by: User | None = None) -> bool:
    """Remove passkeys, app and recovery codes, end every session, and tell the person. Returns whether there was any.

    For whoever lost the device and the codes: by another administrator, or, without `by`, by the operator's command.
    The trail says which of them it was, and why. Raises RoleRefused, TransitionRefused.
    """
    if by is not None:
        require_administrator(by)
        if by.pk == user.pk:
            raise TransitionRefused(_("Nobody resets their own second step here: ask another administrator."))
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    removed, _kinds = Authenticator.objects.filter(user=user).delete()
    if not removed:
        return False
    for session in UserSession.objects.filter(user=user):
        session.end()
    entry = AuditEntry.objects.create(
        model=User._meta.label_lower,
        object_id=user.pk,
        transition=SECOND_FACTOR_RESET,
        source="on",
        target="off",
        by=by,
        reason=reason.strip(),
    )
    for person in recipients(users=[user]):
        notify(
            person,
            "second_step_reset",
            event=str(entry.pk),
            context={"person": person, "when": entry.created_at, "by": by},
        )
    return True


@transaction.atomic
def close_account(person: User, *, by: User, reason: str, takers: Mapping[str, User | None]) -> User:
    """Close an account: what the person answers for changes hands, roles and sessions end, nobody signs in any more.

    `takers` names for each kind of responsibility (ecosystem/accounts/responsibilities.py) who takes it; None releases
    it to the desk, where the kind allows that. Raises RoleRefused, TransitionRefused, also while something is left.
    """
    _lock_administrators()
    require_administrator(by)
    if person.pk == by.pk:
        raise TransitionRefused(_("Nobody closes their own account here: ask another administrator."))
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not person.is_active:
        raise TransitionRefused(_("This account is closed."))
    grants = list(RoleGrant.objects.filter(user=person, revoked_at__isnull=True).order_by("pk"))
    for grant in grants:
        if grant.role == Role.ADMINISTRATOR and grant.state == GrantState.IN_FORCE:
            _refuse_last_administrator(grant)
    _hand_over_everything(person, by=by, reason=reason.strip(), takers=takers)
    now = timezone.now()
    with pghistory.context(user=by.pk, reason=reason.strip()):
        for grant in grants:
            if grant.state in {GrantState.COMING, GrantState.IN_FORCE}:
                grant.revoked_at, grant.revoked_by, grant.revoked_reason = now, by, reason.strip()
                grant.save(update_fields=["revoked_at", "revoked_by", "revoked_reason", "updated_at"])
        person.is_active = False
        person.save(update_fields=["is_active", "updated_at"])
    for session in UserSession.objects.filter(user=person):
        session.end()
    _note_account(person, ACCOUNT_CLOSED, by=by, reason=reason)
    return person


def _hand_over_everything(person: User, *, by: User, reason: str, takers: Mapping[str, User | None]) -> None:
    """Raises TransitionRefused where nobody takes a thing that cannot be released, or the taker cannot take it."""
    for kind, _records in responsibilities_of(person):
        to = takers.get(kind.name)
        if to is None and not kind.may_release and not kind.ends_by_itself:
            raise TransitionRefused(_("Choose who takes over: %(what)s.") % {"what": kind.label})
        if to is not None and (to.pk == person.pk or not to.is_active):
            raise TransitionRefused(_("Choose another person with an open account: %(what)s.") % {"what": kind.label})
        kind.hand_over(person, by=by, to=to, reason=reason)
    remaining = [str(kind.label) for kind, _records in responsibilities_of(person)]
    if remaining:
        raise TransitionRefused(_("Not everything could change hands: %(what)s.") % {"what": ", ".join(remaining)})


@transaction.atomic
def reopen_account(person: User, *, by: User, reason: str) -> User:
    """Open a closed account again, without its roles. Raises RoleRefused, TransitionRefused."""
    require_administrator(by)
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.is_active:
        raise TransitionRefused(_("This account is open."))
    person.is_active = True
    with pghistory.context(user=by.pk, reason=reason.strip()):
        person.save(update_fields=["is_active", "updated_at"])
    _note_account(person, ACCOUNT_REOPENED, by=by, reason=reason)
    return person


def _note_account(person: User, event: str, *, by: User, reason: str) -> None:
    AuditEntry.objects.create(
        model=User._meta.label_lower, object_id=person.pk, transition=event, source="", target="", by=by, reason=reason
    )


def _lock_administrators() -> None:
    """Lock all administrators' grants in one order before they are counted."""
    grants = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, revoked_at__isnull=True)
    list(grants.select_for_update(of=("self",)).order_by("pk"))


def require_administrator(by: User) -> None:
    """Reads the grants now, not those of the request: a role that was just revoked does not count. Raises RoleRefused."""
    if not RoleGrant.objects.in_force().filter(user=by, role=Role.ADMINISTRATOR, user__is_active=True).exists():
        raise RoleRefused(_("Only an administrator may do this."))


def _refuse_last_administrator(grant: RoleGrant) -> None:
    others = RoleGrant.objects.in_force().filter(role=Role.ADMINISTRATOR, ends_at__isnull=True, user__is_active=True)
    if not others.exclude(pk=grant.pk).exclude(user=grant.user_id).exists():
        raise TransitionRefused(_("This is the last administrator. Make somebody else an administrator first."))


def _notify_holder(grant: RoleGrant, kind: str) -> None:
    for person in recipients(users=[grant.user]):
        notify(person, kind, event=str(grant.pk), context={"person": person, "grant": grant})
