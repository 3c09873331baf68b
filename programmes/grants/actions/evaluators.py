"""Evaluators of a published call: added, withdrawn and replaced at any time until the decision on a dossier."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import BySystem, RoleRefused, TransitionRefused, lock, move
from ecosystem.notices.notify import full_url, notify
from programmes.grants.actions.amendment import record_amendments
from programmes.grants.actions.review import (
    ASSIGNERS,
    create_review,
    lock_evaluators,
    require_assignable,
    restart_evaluation,
)
from programmes.grants.models import (
    OPEN_REVIEWS,
    UNDECIDED_STATUSES,
    AmendedPart,
    Amendment,
    Application,
    ApplicationStatus,
    Call,
    CallStatus,
    Review,
    ReviewStatus,
    WithdrawalGround,
)
from programmes.grants.recipients import staff_of

REVIEWABLE_STATUSES = UNDECIDED_STATUSES - {ApplicationStatus.SUBMITTED}  # an evaluator may have such a dossier


@dataclass
class ReassignmentResult:
    """What became of the dossiers of an evaluator who was withdrawn: how many were `assigned` to another, how many not."""

    assigned: int = 0
    unassigned: int = 0


# --- One dossier --------------------------------------------------------------------------------------
@transaction.atomic
def withdraw_review(
    review: Review, *, by: User, because: str, reason: str, replacement: User | None = None
) -> ReassignmentResult:
    """Take one dossier from an evaluator, until it is decided, and give it to the `replacement`, if there is one.

    Scores that were sent stay and count, unless the ground is a conflict of interest: then they are excluded, and the
    needed number has to be reached again. Raises RoleRefused, TransitionRefused.
    """
    lock_evaluators(review.application)
    application = lock(review.application)
    if not application.roles_of(by) & ASSIGNERS:
        raise RoleRefused(_("Your role does not allow this step."))
    if application.status not in REVIEWABLE_STATUSES:
        raise TransitionRefused(
            _("The dossier is decided or not under evaluation: its evaluators can no longer change.")
        )
    review = lock(review)
    if review.status == ReviewStatus.SENT and because != WithdrawalGround.CONFLICT:
        raise TransitionRefused(_("These scores are sent and count. Only a conflict of interest excludes them."))
    result = ReassignmentResult()
    _withdraw_and_notify(
        review, application, by=by, because=because, reason=reason, replacement=replacement, result=result
    )
    if replacement is not None and not result.assigned:
        require_assignable(application, replacement)  # says why not
    return result


def _withdraw(
    review: Review,
    application: Application,
    *,
    by: User | BySystem,
    because: str,
    reason: str,
    replacement: User | None,
    assigned_by: User | None,
) -> bool:
    """Under the dossier's lock: end the review and give the dossier to the replacement if that person may have it.

    Draft marks are deleted; sent scores are excluded, and the needed number has to be reached again. Returns whether
    the replacement has the dossier now.
    """
    if review.status in OPEN_REVIEWS:
        review.scores.all().delete()
        move(review, "withdraw", by=by, reason=reason, withdrawn_because=because, comment="")
    else:
        move(review, "exclude", by=by, reason=reason, withdrawn_because=because)
        restart_evaluation(application)
    if replacement is None or assigned_by is None or not _is_free(application, replacement):
        return False
    create_review(application, replacement, assigned_by)
    return True


def _withdraw_and_notify(
    review: Review,
    application: Application,
    *,
    by: User,
    because: str,
    reason: str,
    replacement: User | None,
    result: ReassignmentResult,
) -> None:
    """Withdraw the review, tell its evaluator, and count what became of the dossier."""
    evaluator = review.evaluator
    is_assigned = _withdraw(
        review, application, by=by, because=because, reason=reason, replacement=replacement, assigned_by=by
    )
    for person in recipients(users=[evaluator] if evaluator.has_role(Role.EVALUATOR) else []):
        notify(
            person,
            "review_withdrawn",
            event=str(review.pk),
            context={"application": application, "address": full_url("grants:review_detail", review.pk)},
        )
    if is_assigned:
        result.assigned += 1
    else:
        result.unassigned += 1


def _is_free(application: Application, person: User) -> bool:
    try:
        require_assignable(application, person)
    except TransitionRefused:
        return False
    return True


def open_reviews_of(person: User) -> QuerySet[Review]:
    """The reviews that this evaluator has not sent, of dossiers that are not decided."""
    return Review.objects.filter(
        evaluator=person, status__in=OPEN_REVIEWS, application__status__in=REVIEWABLE_STATUSES
    ).select_related("application")


@transaction.atomic
def withdraw_open_reviews(person: User, *, by: User | None, to: User | None, reason: str) -> int:
    """Take back every dossier that waits for this evaluator's scores: the account is closed, or the role has ended.

    The other evaluator gets those that the call and the conflicts of interest allow; the department is told of each
    empty seat. `by` is who ended it, None where a day ended it; the caller checks the role. Returns how many reviews
    were withdrawn. Locks the calls, then the dossiers, each in the order of their keys.
    """
    ids = list(open_reviews_of(person).order_by("application").values_list("application", flat=True))
    calls = Call.objects.filter(applications__in=ids).values("pk")
    list(Call.objects.filter(pk__in=calls).select_for_update(of=("self",), no_key=True).order_by("pk"))
    withdrawn = 0
    for pk in ids:
        application = lock(Application(pk=pk))
        review = Review.objects.select_for_update(of=("self",)).get(application=application, evaluator=person)
        if review.status not in OPEN_REVIEWS or application.status not in REVIEWABLE_STATUSES:
            continue
        withdrawn += 1
        is_assigned = _withdraw(
            review,
            application,
            by=BySystem(cause=by),
            because=WithdrawalGround.LEFT,
            reason=reason,
            replacement=to,
            assigned_by=by,
        )
        if not is_assigned:
            _notify_of_empty_seat(review, application)
    return withdrawn


def _notify_of_empty_seat(review: Review, application: Application) -> None:
    """Tell the officer in charge, or the desk and the managers, that the dossier needs another evaluator."""
    for staff in staff_of(application, ASSIGNERS, in_charge=application.in_charge):
        notify(
            staff,
            "review_vacated",
            event=str(review.pk),
            context={
                "application": application,
                "evaluator": review.evaluator,
                "address": full_url("grants:review_board", application.pk),
            },
        )


def withdraw_lost_reviews(person: User | None = None, by: User | None = None) -> int:
    """Withdraw the open reviews of `person`, or of everybody, whose role of an evaluator or account has ended.

    `by` is who took the role away. Each evaluator's reviews are one transaction. Idempotent. Returns how many there were.
    """
    in_force = RoleGrant.objects.in_force().filter(role=Role.EVALUATOR, user__is_active=True)
    former = RoleGrant.objects.filter(role=Role.EVALUATOR).exclude(user__in=in_force.values("user"))
    reviews = Review.objects.filter(
        evaluator__in=former.values("user"), status__in=OPEN_REVIEWS, application__status__in=REVIEWABLE_STATUSES
    )
    if person is not None:
        reviews = reviews.filter(evaluator=person)
    reason = _("The evaluator no longer has the role.")
    evaluators = User.objects.filter(pk__in=reviews.values("evaluator")).order_by("pk")
    return sum(withdraw_open_reviews(evaluator, by=by, to=None, reason=reason) for evaluator in evaluators)


# --- The whole call -----------------------------------------------------------------------------------
@transaction.atomic
def withdraw_evaluator(
    call: Call, *, by: User, evaluator: User, because: str, reason: str, replacement: User | None = None
) -> ReassignmentResult:
    """Withdraw an evaluator from a published call. The replacement gets every undecided dossier that was not sent yet.

    Scores already sent count, unless the ground is a conflict of interest: then they are excluded while the dossier is
    not decided. Locks the call, then its dossiers in the order of their numbers.
    """
    call = _lock_published(call, by)
    if not call.evaluators.filter(pk=evaluator.pk).exists():
        raise TransitionRefused(_("This person is not an evaluator of the call."))
    if replacement is not None:
        if replacement.pk == evaluator.pk:
            raise TransitionRefused(_("Choose somebody else as the replacement."))
        _require_evaluator(replacement)
        call.evaluators.add(replacement)
    call.evaluators.remove(evaluator)
    result = ReassignmentResult()
    dossiers = call.applications.filter(status__in=REVIEWABLE_STATUSES, reviews__evaluator=evaluator)
    for pk in dossiers.order_by("pk").values_list("pk", flat=True).distinct():
        application = lock(Application(pk=pk))
        review = Review.objects.select_for_update(of=("self",)).get(application=application, evaluator=evaluator)
        falls = review.status in OPEN_REVIEWS or (
            review.status == ReviewStatus.SENT and because == WithdrawalGround.CONFLICT
        )
        if falls and application.status in REVIEWABLE_STATUSES:
            _withdraw_and_notify(
                review,
                application,
                by=by,
                because=because,
                reason=reason,
                replacement=replacement,
                result=result,
            )
    name = str(replacement) if replacement else ""
    record_amendments(
        call, [Amendment(part=AmendedPart.EVALUATORS, old=str(evaluator), new=name)], by=by, reason=reason
    )
    return result


@transaction.atomic
def add_evaluator(call: Call, *, by: User, evaluator: User, reason: str) -> Amendment:
    """Add an evaluator to a published call; the dossiers with an empty seat can then be given to that person."""
    call = _lock_published(call, by)
    _require_evaluator(evaluator)
    if call.evaluators.filter(pk=evaluator.pk).exists():
        raise TransitionRefused(_("%(name)s is an evaluator of the call already.") % {"name": evaluator})
    call.evaluators.add(evaluator)
    made = [Amendment(part=AmendedPart.EVALUATORS, old="", new=str(evaluator))]
    return record_amendments(call, made, by=by, reason=reason)[0]


def _lock_published(call: Call, by: User) -> Call:
    locked = lock(call)
    if not locked.roles_of(by) & ASSIGNERS:
        raise RoleRefused(_("Your role does not allow this step."))
    if locked.status != CallStatus.PUBLISHED:
        raise TransitionRefused(_("Only the evaluators of a published call are changed here."))
    return locked


def _require_evaluator(person: User) -> None:
    if not person.is_active or not person.has_role(Role.EVALUATOR):
        raise TransitionRefused(_("%(name)s does not hold the role of an evaluator now.") % {"name": person})
