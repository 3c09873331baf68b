"""The officer in charge of a dossier: assign one, hand over one dossier or all of a person, release to the desk."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

import pghistory
from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils.translation import gettext as _

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.recipients import RoleHolders, lock_roles, recipients
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused, add_audit_note, lock
from ecosystem.notices.notify import full_url, notify
from programmes.grants.actions.notify import notify_people
from programmes.grants.actions.review import ASSIGNERS
from programmes.grants.models import FINAL_STATUSES, Application, ApplicationStatus
from programmes.grants.recipients import is_officer_of, people_of, staff_of
from startups.models import Membership

TAKE_CHARGE, GIVE_CHARGE, RELEASE_CHARGE = (
    "take_charge",
    "give_charge",
    "release_charge",
)  # events in the history of a dossier


class HandoverResult(NamedTuple):
    """The dossiers that were handed over together, and those that were not."""

    moved: list[Application]
    refused: list[tuple[Application, str]]  # with the reason why the other officer cannot take the dossier


def open_dossiers_of(person: User) -> QuerySet[Application]:
    """The dossiers that are not finished and that this person is in charge of."""
    return Application.objects.filter(in_charge=person).exclude(status__in=FINAL_STATUSES)


@transaction.atomic
def assign_officer(
    application: Application, *, by: User, officer: User, expected_officer_id: int | None, reason: str = ""
) -> Application:
    """Make `officer` the officer in charge. Notifies that officer and the previous one, except `by`.

    Officers and managers of the unit take, give and hand over dossiers, also those of a colleague who is away.
    `expected_officer_id` is the officer in charge whom the page showed: refused when that changed meanwhile.
    Raises RoleRefused, TransitionRefused.
    """
    application = lock(application)
    lock_roles(officer, Role.OFFICER)
    _require_transferable(application, by, officer)
    before = application.in_charge
    if application.in_charge_id != expected_officer_id:
        current = before or _("nobody")
        raise TransitionRefused(
            _("The officer in charge changed meanwhile: it is now %(person)s.") % {"person": current}
        )
    _save_charge(application, officer, by=by, reason=reason)
    event = f"charge-{_count_changes(application)}"
    receiver = recipients(users=[officer], exclude={by.pk})
    notify_people(receiver, application, "charge_received", event=event, by=by, reason=reason)
    if before:
        former = [p for p in staff_of(application, ASSIGNERS) if p.pk == before.pk and p.pk != by.pk]
        notify_people(former, application, "charge_passed_on", event=event, by=by, officer=officer, reason=reason)
    return application


def transfer_refusal(application: Application, *, by: User, officer: User | None = None) -> str:
    """Why `assign_officer` would refuse this officer, or any officer if none is given; "" if it would not."""
    try:
        _require_transferable(application, by, officer)
    except (RoleRefused, TransitionRefused) as refusal:
        return str(refusal)
    return ""


def take_vacant_charge(application: Application, *, by: User) -> None:
    """Make `by` the officer in charge of a locked dossier whose desk is empty, or whose officer lost the role."""
    if application.in_charge is None or not is_officer_of(application, application.in_charge):
        _save_charge(application, by, by=by)


@transaction.atomic
def release_charge(application: Application, *, by: User, reason: str) -> Application:
    """Give the dossier back to the desk, whose officers are notified. Raises RoleRefused, TransitionRefused."""
    application = lock(application)
    _require_assigner(application, by)
    if application.in_charge is None:
        raise TransitionRefused(_("Nobody is in charge of this dossier."))
    former = application.in_charge
    _save_charge(application, None, by=by, reason=reason)
    _notify_desk(former, [application], exclude={by.pk})
    return application


@transaction.atomic
def hand_over_all(
    person: User, *, by: User, officer: User | None, reason: str, units: Collection[int] | None = None
) -> HandoverResult:
    """Hand every open dossier of a person over to another officer, or release it to the desk when `officer` is None.

    Only dossiers of calls of the `units` are changed, or of all units. A dossier that the other officer cannot take
    stays with the person. The new officer, or the desk, gets one notice of all. The caller checks the role of `by`.
    """
    rows = open_dossiers_of(person)
    if units is not None:
        rows = rows.filter(call__unit__in=units)
    moved: list[Application] = []
    refused: list[tuple[Application, str]] = []
    locked = list(rows.select_for_update(of=("self",)).select_related("call__unit", "startup").order_by("pk"))
    if officer:
        lock_roles(officer, Role.OFFICER)
    for row in locked:
        refusal = _taker_refusal(row, officer) if officer else ""
        if refusal:
            refused.append((row, refusal))
            continue
        _save_charge(row, officer, by=by, reason=reason)
        moved.append(row)
    if officer and moved:
        _notify_about_dossiers("charges_received", recipients(users=[officer], exclude={by.pk}), person, moved)
    elif moved:
        _notify_desk(person, moved, exclude={by.pk})
    return HandoverResult(moved, refused)


def release_lost_charges(person: User | None = None, by: User | None = None) -> int:
    """Release each open dossier of `person`, or of everybody, whose officer lost the role, left, or joined its startup.

    `by` is who took the role away. Idempotent. Returns the number of released dossiers.
    """
    rows = Application.objects.filter(in_charge__isnull=False).exclude(status__in=FINAL_STATUSES)
    if person:
        rows = rows.filter(in_charge=person)
    lost: dict[int, list[int]] = {}
    for found in (_charges_without_role(rows), _charges_of_members(rows)):
        for pk, former_id in found.order_by("in_charge", "pk").values_list("pk", "in_charge"):
            lost.setdefault(former_id, []).append(pk)
    return sum(_release_lost(User.objects.get(pk=former_id), lost[former_id], by) for former_id in sorted(lost))


def _charges_of_members(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Those of the dossiers whose officer in charge is a member of the startup. Few officers are members of any."""
    officers = RoleGrant.objects.filter(role=Role.OFFICER).values("user")
    members = list(Membership.objects.filter(user__in=officers).values_list("user", "startup").distinct())
    both = Q(in_charge__in={user for user, _startup in members}, startup__in={startup for _user, startup in members})
    return rows.filter(both, startup__memberships__user=F("in_charge"))


def _charges_without_role(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Those of the dossiers whose officer in charge is no officer of the call's unit now."""
    holders, without = RoleHolders(Role.OFFICER), Q(pk__in=[])
    for officer_id, unit_id in rows.order_by().values_list("in_charge", "call__unit").distinct():
        if officer_id not in {officer.pk for officer in holders.of({Role.OFFICER}, unit_id=unit_id)}:
            without |= Q(in_charge=officer_id, call__unit=unit_id)
    return rows.filter(without)


@transaction.atomic
def _release_lost(former: User, ids: Collection[int], by: User | None) -> int:
    rows = Application.objects.filter(pk__in=ids, in_charge=former).select_for_update(of=("self",))
    locked = list(rows.select_related("call", "startup", "in_charge").order_by("pk"))
    people = people_of(locked)
    released = [row for row in locked if not is_officer_of(row, former, people)]
    for row in released:
        _save_charge(row, None, by=by, reason=_("The officer in charge no longer has the role."))
    _notify_desk(former, released)
    return len(released)


# --- Helpers ----------------------------------------------------------------------------------------
def _require_assigner(application: Application, by: User) -> None:
    if not application.roles_of(by) & ASSIGNERS:
        raise RoleRefused(_("Your role does not allow this step."))
    if application.status == ApplicationStatus.DRAFT or application.status in FINAL_STATUSES:
        raise TransitionRefused(_("Only a dossier that was sent and is not finished has an officer in charge."))


def _require_transferable(application: Application, by: User, officer: User | None) -> None:
    _require_assigner(application, by)
    if officer is None:
        return
    refusal = _taker_refusal(application, officer)
    if refusal:
        raise TransitionRefused(refusal)


def _taker_refusal(application: Application, officer: User) -> str:
    if application.in_charge_id == officer.pk:
        return _("%(person)s is in charge already.") % {"person": officer}
    if not is_officer_of(application, officer):
        return _("%(person)s is not an officer of the unit, or belongs to the startup.") % {"person": officer}
    return ""


def _save_charge(application: Application, officer: User | None, *, by: User | None, reason: str = "") -> None:
    """Save the officer in charge, and add an entry to the history with both officers and the reason."""
    before = application.in_charge
    application.in_charge = officer
    with pghistory.context(user=by.pk if by else None, reason=reason):
        application.save(update_fields=["in_charge", "updated_at"])
    event = RELEASE_CHARGE if officer is None else TAKE_CHARGE if by and officer.pk == by.pk else GIVE_CHARGE
    people = " → ".join(str(p) for p in (before, officer) if p)
    add_audit_note(application, event, by=by, reason=". ".join(part for part in (people, reason.strip()) if part))


def _count_changes(application: Application) -> int:
    """How often the officer in charge of the dossier has changed."""
    return (
        AuditEntry.objects.about(application).filter(transition__in=[TAKE_CHARGE, GIVE_CHARGE, RELEASE_CHARGE]).count()
    )


def _notify_desk(former: User, dossiers: Iterable[Application], *, exclude: Collection[int] = ()) -> None:
    """Notify each officer of the units of these dossiers once that they need an officer in charge."""
    dossiers = list(dossiers)
    people = people_of(dossiers)
    by_person: dict[User, list[Application]] = {}
    for application in dossiers:
        for person in staff_of(application, {Role.OFFICER}, people=people):
            if person.pk != former.pk and person.pk not in exclude:
                by_person.setdefault(person, []).append(application)
    for person, released in by_person.items():
        _notify_about_dossiers("charges_released", [person], former, released)


def _notify_about_dossiers(kind: str, people: Iterable[User], former: User, dossiers: list[Application]) -> None:
    """Notify each person once about all these dossiers, with a link to the list that shows them."""
    keys = [application.pk for application in dossiers]
    entries = AuditEntry.objects.filter(model=Application._meta.label_lower, object_id__in=keys)
    last = entries.aggregate(last=Max("pk"))["last"] or 0
    for person in people:
        notify(
            person,
            kind,
            event=f"{former.pk}:{last}",
            context={
                "count": len(dossiers),
                "former": former,
                "numbers": [application.number for application in dossiers],
                "link": f"{full_url('grants:application_list')}?charge={'me' if kind == 'charges_received' else 'none'}",
            },
        )
