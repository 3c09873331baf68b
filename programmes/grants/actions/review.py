"""Evaluation: assign evaluators, declare conflicts of interest, save and send scores, compute the result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import require_unchanged, version_of
from ecosystem.core.workflow import BySystem, RoleRefused, TransitionRefused, lock, move
from ecosystem.notices.notify import full_url, notify
from programmes.experts.conflicts import likely_conflicts
from programmes.grants.actions.clock import resume_step, start_step
from programmes.grants.actions.notify import notify_desk
from programmes.grants.models import (
    MAX_SCORE,
    OPEN_REVIEWS,
    Application,
    ApplicationStatus,
    Call,
    Criterion,
    Holder,
    Review,
    ReviewStatus,
    Score,
)
from programmes.grants.recipients import staff_of
from programmes.plan.models import Step

CENT = Decimal("0.01")
ASSIGNERS = frozenset({Role.OFFICER, Role.MANAGER})


class Mark(NamedTuple):
    """An evaluator's mark and reason for one criterion; a draft may lack either."""

    value: Decimal | None
    reason: str


@dataclass
class Evaluation:
    """The state of an application's evaluation. The result is that of sent reviews.

    A review is active when it is sent, or open and its evaluator may still work on it: the role in force, the account
    open. Nobody who recused or was withdrawn has an active one.
    """

    needed: int
    pass_mark: Decimal | None
    reviews: list[Review]

    @cached_property
    def active_reviews(self) -> list[Review]:
        """Sent reviews, and open ones whose evaluator may still work on them."""
        return [
            r for r in self.reviews if r.status == ReviewStatus.SENT or (r.status in OPEN_REVIEWS and r.has_standing)
        ]

    @cached_property
    def abandoned_reviews(self) -> list[Review]:
        """Reviews that are still open although their evaluator may work on them no more."""
        return [r for r in self.reviews if r.status in OPEN_REVIEWS and not r.has_standing]

    @cached_property
    def sent_reviews(self) -> list[Review]:
        return [r for r in self.reviews if r.status == ReviewStatus.SENT]

    @property
    def inactive_count(self) -> int:
        """How many evaluators had the application and take part no more."""
        return len(self.reviews) - len(self.active_reviews)

    @property
    def missing_count(self) -> int:
        """How many evaluators are still to be assigned, among them replacements for those who left."""
        return max(self.needed - len(self.active_reviews), 0)

    @property
    def is_complete(self) -> bool:
        return len(self.sent_reviews) >= self.needed

    @property
    def average(self) -> Decimal | None:
        """The average total of the sent reviews, of 100, not rounded; None while there is none."""
        totals = self._totals
        return sum(totals, Decimal(0)) / len(totals) if totals else None

    @property
    def shown_average(self) -> Decimal | None:
        """The average to the hundredth: half up, but never up to a pass mark that it does not reach."""
        if self.average is None:
            return None
        rounded = self.average.quantize(CENT, ROUND_HALF_UP)
        misses = self.passes is False and self.pass_mark is not None and rounded >= self.pass_mark
        return self.average.quantize(CENT, ROUND_FLOOR) if misses else rounded

    @property
    def _totals(self) -> list[Decimal]:
        return [r.total for r in self.sent_reviews if r.total is not None]

    @property
    def spread(self) -> Decimal | None:
        """Highest minus lowest total; None below two reviews."""
        totals = [r.total for r in self.sent_reviews if r.total is not None]
        return max(totals) - min(totals) if len(totals) > 1 else None

    @property
    def passes(self) -> bool | None:
        """Whether the average reaches the pass mark; None where there is no mark or no score."""
        totals = self._totals
        if self.pass_mark is None or not totals:
            return None
        return sum(totals, Decimal(0)) >= self.pass_mark * len(totals)


def evaluation_of(application: Application, reviews: list[Review] | None = None) -> Evaluation:
    """The evaluation of an application, read in one query where its `reviews` (`for_evaluation`) are not given."""
    call = application.call
    if reviews is None:
        reviews = list(application.reviews.for_evaluation())
    return Evaluation(needed=call.evaluators_per_dossier, pass_mark=call.pass_mark, reviews=reviews)


def weighted_total(marks: Mapping[int, Decimal], criteria: Iterable[Criterion]) -> Decimal:
    """Σ weight × mark / 10, of 100 when the weights add up to 100, and exact: marks have two decimals, totals three."""
    total = sum((criterion.weight * marks[criterion.pk] for criterion in criteria), Decimal(0))
    return total / MAX_SCORE


# --- Who scores -----------------------------------------------------------------------------------
def candidates(application: Application) -> list[User]:
    """The call's evaluators who hold the role now and have no review of the application, least busy first."""
    role_holders = RoleGrant.objects.in_force().filter(role=Role.EVALUATOR).values("user")
    busy = Count(
        "reviews",
        filter=Q(
            reviews__status__in=[ReviewStatus.ASSIGNED, ReviewStatus.OPEN],
            reviews__application__status=ApplicationStatus.EVALUATING,
        ),
    )
    return list(
        application.call.evaluators.filter(pk__in=role_holders, is_active=True)
        .exclude(pk__in=application.reviews.values("evaluator"))
        .annotate(load=busy)
        .order_by("load", "pk")
    )


def conflicts_by_evaluator(application: Application, evaluators: Iterable[User]) -> dict[int, list[str]]:
    """Likely conflicts of interest: sentences by the id of each evaluator, in one query."""
    authors = (application.created_by_id, application.submitted_by_id)
    return likely_conflicts(application.startup, evaluators, authors=authors)


@transaction.atomic
def assign_evaluator(application: Application, *, by: User, evaluator: User) -> Review:
    """Assign one evaluator of the call, who is notified.

    Refused outside evaluation, and for a person who is not an evaluator of the call, has a review of the application
    already, or has a likely conflict of interest.
    """
    lock_evaluators(application)
    application = lock(application)
    _require_assigner(application, by)
    require_assignable(application, evaluator)
    return create_review(application, evaluator, by)


def assignment_refusal(application: Application, *, by: User, evaluator: User | None = None) -> str:
    """Why `assign_evaluator` would refuse this evaluator, or any evaluator if none is given; "" if it would not."""
    try:
        _require_assigner(application, by)
        if evaluator is not None:
            require_assignable(application, evaluator)
    except (RoleRefused, TransitionRefused) as refusal:
        return str(refusal)
    return ""


def require_assignable(application: Application, evaluator: User) -> None:
    """Refuse an evaluator who had the application before, whom the call does not name, or with a likely conflict."""
    if evaluator.pk in {r.evaluator_id for r in application.reviews.all()}:
        raise TransitionRefused(_("This evaluator already has the dossier."))
    if evaluator.pk not in {c.pk for c in candidates(application)}:
        raise TransitionRefused(_("This person is not an evaluator of the call."))
    reasons = conflicts_by_evaluator(application, [evaluator])[evaluator.pk]
    if reasons:
        raise TransitionRefused(
            _("%(name)s cannot score this dossier. %(reasons)s") % {"name": evaluator, "reasons": " ".join(reasons)}
        )


@transaction.atomic
def assign_automatically(application: Application, *, by: User) -> list[Review]:
    """Assign the missing evaluators: the least busy without a likely conflict. Refused when there are too few."""
    lock_evaluators(application)
    application = lock(application)
    _require_assigner(application, by)
    missing = evaluation_of(application).missing_count
    if not missing:
        raise TransitionRefused(_("Every seat of this evaluation is taken."))
    people = candidates(application)
    conflicts = conflicts_by_evaluator(application, people)
    available = [person for person in people if not conflicts[person.pk]]
    if len(available) < missing:
        raise TransitionRefused(
            ngettext(
                "One more evaluator without a conflict is needed: add evaluators to the call.",
                "%(count)s more evaluators without a conflict are needed: add evaluators to the call.",
                missing - len(available),
            )
            % {"count": missing - len(available)}
        )
    return [create_review(application, person, by) for person in available[:missing]]


def lock_evaluators(application: Application) -> None:
    """Lock the call before the application: nobody is assigned who is withdrawn from the call at the same time."""
    Call.objects.select_for_update(of=("self",), no_key=True).get(pk=application.call_id)


def _require_assigner(application: Application, by: User) -> None:
    if not application.roles_of(by) & ASSIGNERS:
        raise RoleRefused(_("Your role does not allow this step."))
    if application.status != ApplicationStatus.EVALUATING:
        raise TransitionRefused(_("Evaluators are assigned while the dossier is under evaluation."))


def create_review(application: Application, evaluator: User, by: User) -> Review:
    """Make the review and tell its evaluator. Whether this person may have it is decided before, under the lock."""
    review = Review.objects.create(application=application, evaluator=evaluator, assigned_by=by)
    for person in recipients(users=[evaluator]):
        notify(
            person,
            "review_assigned",
            event=str(review.pk),
            context={"application": application, "address": full_url("grants:review_detail", review.pk)},
        )
    return review


# --- The evaluator's work -------------------------------------------------------------------------
@transaction.atomic
def declare_no_conflict(review: Review, *, by: User) -> Review:
    """Record that the evaluator has no conflict of interest, which opens the application for the evaluator."""
    application = _lock_evaluated_application(review)
    _require_no_conflict(application, review)
    return move(review, "declare_no_conflict", by=by, declared_at=timezone.now())


@transaction.atomic
def declare_conflict(review: Review, *, by: User, reason: str) -> Review:
    """Recuse the evaluator: delete the draft scores, end the access and ask the department for a replacement."""
    application = _lock_evaluated_application(review)
    review = move(
        review,
        "declare_conflict",
        by=by,
        reason=reason,
        conflict_reason=reason.strip(),
        comment="",
        declared_at=review.declared_at or timezone.now(),
    )
    review.scores.all().delete()
    for person in staff_of(application, ASSIGNERS, in_charge=application.in_charge or review.assigned_by):
        notify(
            person,
            "review_recused",
            event=str(review.pk),
            context={
                "application": application,
                "evaluator": review.evaluator,
                "address": full_url("grants:review_board", application.pk),
            },
        )
    return review


@transaction.atomic
def save_scores(review: Review, *, by: User, marks: Mapping[int, Mark], comment: str, version: str) -> Review:
    """Save a draft of the scores: marks by criterion id, which may be incomplete.

    `version` is the version that the form read. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    application = _lock_evaluated_application(review)
    review = lock(review)
    _require_scorer(review, by)
    _require_no_conflict(application, review)
    require_unchanged(version_of(review), version)
    criteria = {c.pk for c in review.application.call.criteria.all()}
    for criterion_id, mark in marks.items():
        if criterion_id not in criteria:
            raise TransitionRefused(_("This criterion belongs to another call."))
        Score.objects.update_or_create(
            review=review,
            criterion_id=criterion_id,
            defaults={"value": mark.value, "reason": mark.reason.strip()},
        )
    review.comment = comment.strip()
    review.save(update_fields=["comment", "updated_at"])
    return review


@transaction.atomic
def send_review(review: Review, *, by: User) -> Review:
    """Send the scores for good and compute the total; the last needed review starts the clock of the conclusion."""
    application = _lock_evaluated_application(review)
    review = lock(review)
    _require_scorer(review, by)
    _require_no_conflict(application, review)
    gaps = unscored_criteria(review)
    if gaps:
        raise TransitionRefused(
            _("Give a mark and a reason for every criterion. Missing: %(names)s.")
            % {"names": ", ".join(str(c) for c in gaps)}
        )
    marks = {s.criterion_id: s.value for s in review.scores.all() if s.value is not None}
    total = weighted_total(marks, application.call.criteria.all())
    try:
        with transaction.atomic():
            review = move(review, "send", by=by, total=total, sent_at=timezone.now())
    except IntegrityError:
        raise TransitionRefused(_("Give a mark and a reason for every criterion.")) from None
    if evaluation_of(application).is_complete and not _is_explanation_running(application):
        explanation, holder = Step.EXPLANATION, Holder.DEPARTMENT
        resume_step(application, explanation, holder=holder) or start_step(application, explanation, holder=holder)
        notify_desk(application, "scores_complete", event=f"review{review.pk}:{review.updated_at.isoformat()}")
    return review


@transaction.atomic
def reopen_review(review: Review, *, by: User, reason: str) -> Review:
    """Return a sent review to its evaluator, with a reason, while the application is under evaluation."""
    application = _lock_evaluated_application(review)
    review = move(review, "reopen", by=by, reason=reason, total=None, sent_at=None)
    restart_evaluation(application)
    evaluator = review.evaluator
    for person in recipients(users=[evaluator] if evaluator.has_role(Role.EVALUATOR) else []):
        notify(
            person,
            "review_reopened",
            event=f"{review.pk}:{review.updated_at.isoformat()}",
            context={
                "application": application,
                "reason": reason.strip(),
                "address": full_url("grants:review_detail", review.pk),
            },
        )
    return review


def restart_evaluation(application: Application) -> None:
    """Start the evaluation's clock again when too few scores count now. Call it under the application's lock."""
    if application.status == ApplicationStatus.EVALUATING and not evaluation_of(application).is_complete:
        start_step(application, Step.EVALUATION)


def reopen_reviews(application: Application, *, by: User, changed: list[str]) -> None:
    """Reopen the sent reviews of an application that was completed, and notify its evaluators of what changed.

    Evaluators check their scores against the new version and send them again. `changed` are labels of checklist items.
    Call it inside the transaction of the application's move.
    """
    version = application.submissions.count()
    for review in application.reviews.filter(status__in=[ReviewStatus.OPEN, ReviewStatus.SENT]).order_by("pk"):
        was_sent = review.status == ReviewStatus.SENT
        if was_sent:
            reason = _("The applicant completed the dossier.")
            move(review, "reopen", by=BySystem(cause=by), reason=reason, total=None, sent_at=None)
        named = [review.evaluator] if review.evaluator.has_role(Role.EVALUATOR) else []
        for evaluator in recipients(users=named):
            notify(
                evaluator,
                "review_again",
                event=f"{review.pk}:{version}",
                context={
                    "application": application,
                    "parts": changed,
                    "was_sent": was_sent,
                    "address": full_url("grants:review_detail", review.pk),
                },
            )


def needs_rereading(review: Review) -> bool:
    """Whether a new version was submitted after the evaluator's declaration, and the scores are not sent again."""
    if review.status != ReviewStatus.OPEN:
        return False
    return review.application.submissions.filter(sequence__gt=1, sent_at__gt=review.declared_at).exists()


def unscored_criteria(review: Review) -> list[Criterion]:
    """The criteria of the call that still lack a mark or a reason."""
    scored = {s.criterion_id for s in review.scores.all() if s.value is not None and s.reason}
    return [c for c in review.application.call.criteria.all() if c.pk not in scored]


def _lock_evaluated_application(review: Review) -> Application:
    """Lock the application (before its review); refused unless it is under evaluation."""
    application = lock(review.application)
    if application.status != ApplicationStatus.EVALUATING:
        raise TransitionRefused(_("The dossier is not under evaluation now."))
    return application


def _require_scorer(review: Review, by: User) -> None:
    if Role.EVALUATOR not in review.roles_of(by):
        raise RoleRefused(_("Only the evaluator of this review may score it."))
    if review.status == ReviewStatus.SENT:
        raise TransitionRefused(_("The scores are sent and can no longer change."))
    if review.status != ReviewStatus.OPEN:
        raise TransitionRefused(_("Declare first that you have no conflict of interest."))


def _require_no_conflict(application: Application, review: Review) -> None:
    """Refuse when a likely conflict has arisen since the application was given to the evaluator."""
    evaluator = User.objects.get(pk=review.evaluator_id)  # as that person is known now
    reasons = conflicts_by_evaluator(application, [evaluator])[evaluator.pk]
    if reasons:
        raise TransitionRefused(
            _("The portal finds a conflict of interest: %(reasons)s Declare it and stand aside, or ask the department.")
            % {"reasons": " ".join(reasons)}
        )


def _is_explanation_running(application: Application) -> bool:
    return application.clocks.filter(step=Step.EXPLANATION, ended_on__isnull=True, paused_on__isnull=True).exists()
