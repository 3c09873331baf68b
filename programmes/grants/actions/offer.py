"""An approved award is an offer: the startup accepts or declines it, it lapses, or the director ends it.

Whatever ends it gives the granted money back to the budget line in the same transaction, whose last lock the line's is.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.money import lazy_vnd
from ecosystem.core.workflow import BySystem, RoleRefused, TransitionRefused, lock, move
from ecosystem.notices.notify import full_url
from programmes.grants.actions.clock import end_clocks
from programmes.grants.actions.late_entry import mark_money_given_back
from programmes.grants.actions.notify import notify_owners, notify_people
from programmes.grants.models import TERMINATION_REASONS, Application, Award, AwardStatus, EndReason, StepClock
from programmes.grants.recipients import officers_of, staff_of
from programmes.plan.actions.budget import return_grant
from programmes.plan.models import Step
from startups.actions.startup import forget_support
from startups.models import MemberRole, Startup


def is_signatory(application: Application, user: User) -> bool:
    """Whether the person may answer the offer: an owner of the startup."""
    return application.membership_role_of(user) == MemberRole.OWNER


def require_signatory(application: Application, user: User) -> None:
    """Raises RoleRefused (403) for everybody but the owners of the startup."""
    if not is_signatory(application, user):
        raise RoleRefused(_("Only an owner of the startup accepts or declines a grant."))


@transaction.atomic
def accept_offer(application: Application, *, by: User) -> Award:
    """Record that an owner of the startup accepts the grant; the contract comes next. Refused a second time."""
    require_signatory(application, by)
    application = move(application, "accept_offer", by=by)
    award = lock(Award.objects.get(application=application))
    if award.offer_accepted_at is not None:
        raise TransitionRefused(_("The grant is accepted already."))
    award.offer_accepted_by, award.offer_accepted_at = by, timezone.now()
    award.save(update_fields=["offer_accepted_by", "offer_accepted_at", "updated_at"])
    end_clocks(application)
    notify_people(officers_of(application), application, "offer_accepted", event=f"award{award.pk}")
    return award


@transaction.atomic
def decline_offer(application: Application, *, by: User, reason: str) -> Award:
    """Record that an owner of the startup declines the grant. Its money is free again."""
    require_signatory(application, by)
    award = _release(application, "decline", by=by, end_reason=EndReason.DECLINED, reason=reason)
    directors = staff_of(award.application, {Role.DIRECTOR})
    _notify_officers(award, reason, others=directors)
    _return_money(award)
    return award


@transaction.atomic
def lapse_offer(application: Application) -> Award:
    """End an offer whose time limit has passed. Refused while the limit runs, and once it is accepted."""
    _lock_startup(application)
    lock(application)
    due = StepClock.objects.filter(
        application=application, step=Step.OFFER, ended_on__isnull=True, due_on__lt=timezone.localdate()
    )
    if not due.exists():
        raise TransitionRefused(_("The time to accept this grant has not passed."))
    reason = str(EndReason.LAPSED.label)
    award = _release(application, "lapse", by=None, end_reason=EndReason.LAPSED, reason=reason)
    _notify_release(award, "offer_lapsed", reason)
    _notify_officers(award, reason)
    _return_money(award)
    return award


@transaction.atomic
def end_offer(application: Application, *, by: User, end_reason: str, reason: str) -> Award:
    """End a grant before its contract, with a coded reason and one in words that the startup reads."""
    if end_reason not in TERMINATION_REASONS:
        raise TransitionRefused(_("Choose the kind of reason."))
    award = _release(application, "end", by=by, end_reason=end_reason, reason=reason)
    _notify_release(award, "offer_ended", reason)
    _notify_officers(award, reason, without=by)
    _return_money(award)
    return award


def _release(application: Application, name: str, *, by: User | None, end_reason: str, reason: str) -> Award:
    """End application and award. Locks the startup, the application, the award; `_return_money` comes last."""
    existing = Award.objects.filter(application=application).first()
    if existing is None:
        raise TransitionRefused(_("Nothing is granted for this dossier."))
    _lock_startup(application)
    actor = by if by is not None else BySystem(cause=None)
    application = move(application, f"{name}_offer", by=actor, reason=reason)
    award = move(lock(existing), name, by=BySystem(cause=by), reason=reason, end_reason=end_reason)
    mark_money_given_back(award, application, award.net_amount, reason=reason, by=by)
    end_clocks(application)
    stage = application.call.stage
    if stage and not _has_other_grant(application, stage.code):
        forget_support(application.startup, stage.code)
    return award


def _lock_startup(application: Application) -> None:
    Startup.objects.select_for_update(of=("self",), no_key=True).get(pk=application.startup_id)


def _return_money(award: Award) -> None:
    """Give the money of an ended grant back to the budget line: the last step of each action that ends one."""
    return_grant(award.budget_line_id, award.net_amount)


def _has_other_grant(application: Application, stage_code: str) -> bool:
    return Award.objects.filter(
        status=AwardStatus.APPROVED,
        application__startup=application.startup_id,
        application__call__stage__code=stage_code,
    ).exists()


def _notify_officers(award: Award, reason: str, *, others: Iterable[User] = (), without: User | None = None) -> None:
    """Tell the officer in charge, else the desk, and `others` that the grant is not taken up."""
    application = award.application
    people, event = (*officers_of(application), *others), f"award{award.pk}"
    notify_people(people, application, "offer_declined", event=event, without=without, reason=reason.strip())


def _notify_release(award: Award, kind: str, reason: str) -> None:
    application = award.application
    notify_owners(
        application,
        kind,
        event=f"award:{award.pk}",
        context={
            "award": award,
            "reason": reason.strip(),
            "amount": lazy_vnd(award.amount),
            "address": full_url("grants:application_detail", application.pk),
        },
    )
