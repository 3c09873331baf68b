"""Evaluation: who scores, the declaration of conflicts, the marks, and what they come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
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
from ecosystem.notices.notify import address_of, tell
from programmes.experts.conflicts import likely_conflicts
from programmes.grants.actions.clock import resume_step, start_step
from programmes.grants.models import (
    MAX_SCORE,
    Application,
    ApplicationStatus,
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
    """What an evaluator typed for one criterion; a draft may lack either."""

    value: Decimal | None
    reason: str


@dataclass
class Evaluation:
    """The state of one dossier's evaluation. A recusal has no seat; only sent reviews count."""

    needed: int
    pass_mark: Decimal | None
    reviews: list[Review]

    @cached_property
    def seats(self) -> list[Review]:
        return [r for r in self.reviews if r.status != ReviewStatus.RECUSED]

    @cached_property
    def sent(self) -> list[Review]:
        return [r for r in self.reviews if r.status == ReviewStatus.SENT]

    @property
    def recused(self) -> int:
        return len(self.reviews) - len(self.seats)

    @property
    def missing(self) -> int:
        """How many evaluators are still to be assigned; after a recusal it asks for a replacement."""
        return max(self.needed - len(self.seats), 0)

    @property
    def is_complete(self) -> bool:
        return len(self.sent) >= self.needed

    @property
    def average(self) -> Decimal | None:
        """Of 100, over sent reviews; None while there is none."""
        totals = [r.total for r in self.sent if r.total is not None]
        return (sum(totals, Decimal(0)) / len(totals)).quantize(CENT, ROUND_HALF_UP) if totals else None

    @property
    def spread(self) -> Decimal | None:
        """Highest minus lowest total; None below two reviews."""
        totals = [r.total for r in self.sent if r.total is not None]
        return max(totals) - min(totals) if len(totals) > 1 else None

    @property
    def passes(self) -> bool | None:
        """Whether the average reaches the pass mark; None where there is no mark or no score."""
        if self.pass_mark is None or self.average is None:
            return None
        return self.average >= self.pass_mark


def evaluation_of(application: Application) -> Evaluation:
    """The evaluation of a dossier from its reviews: one query."""
    call = application.call
    reviews = list(application.reviews.select_related("evaluator"))
    return Evaluation(needed=call.evaluators_per_dossier, pass_mark=call.pass_mark, reviews=reviews)


def weighted_total(marks: Mapping[int, Decimal], criteria: Iterable[Criterion]) -> Decimal:
    """Σ weight × mark / 10, of 100 when the weights add up to 100; to the hundredth, half up."""
    total = sum((criterion.weight * marks[criterion.pk] for criterion in criteria), Decimal(0))
    return (total / MAX_SCORE).quantize(CENT, ROUND_HALF_UP)


# --- Who scores -----------------------------------------------------------------------------------
def candidates(application: Application) -> list[User]:
    """The call's evaluators who hold the role now and have no review of the dossier yet, least busy first."""
    holders = RoleGrant.objects.in_force().filter(role=Role.EVALUATOR).values("user")
    busy = Count(
        "reviews",
        filter=Q(
            reviews__status__in=[ReviewStatus.ASSIGNED, ReviewStatus.OPEN],
            reviews__application__status=ApplicationStatus.EVALUATING,
        ),
    )
    return list(
        application.call.evaluators.filter(pk__in=holders, is_active=True)
        .exclude(pk__in=application.reviews.values("evaluator"))
        .annotate(load=busy)
        .order_by("load", "pk")
    )


def conflicts_with(application: Application, evaluators: Iterable[User]) -> dict[int, list[str]]:
    """For each evaluator's id the reasons, in words, why this person should not score the dossier. One query."""
    authors = (application.created_by_id, application.submitted_by_id)
    return likely_conflicts(application.startup, evaluators, authors=authors)


@transaction.atomic
def assign_evaluator(application: Application, *, by: User, evaluator: User) -> Review:
    """Give the dossier to one evaluator of the call, who is told by mail.

    Refused outside evaluation, to whom the call did not name, who has it already, or who has a likely conflict.
    """
    application = lock(application)
    _may_assign(application, by)
    _may_take(application, evaluator)
    return _assign(application, evaluator, by)


def refusal_of_assigning(application: Application, *, by: User, evaluator: User | None = None) -> str:
    """Why `assign_evaluator` would refuse now, or ""; without an evaluator, why it would refuse whomever."""
    try:
        _may_assign(application, by)
        if evaluator is not None:
            _may_take(application, evaluator)
    except (RoleRefused, TransitionRefused) as refusal:
        return str(refusal)
    return ""


def _may_take(application: Application, evaluator: User) -> None:
    if evaluator.pk in {r.evaluator_id for r in application.reviews.all()}:
        raise TransitionRefused(_("This evaluator already has the dossier."))
    if evaluator.pk not in {c.pk for c in candidates(application)}:
        raise TransitionRefused(_("This person is not an evaluator of the call."))
    reasons = conflicts_with(application, [evaluator])[evaluator.pk]
    if reasons:
        raise TransitionRefused(
            _("%(name)s cannot score this dossier. %(reasons)s") % {"name": evaluator, "reasons": " ".join(reasons)}
        )


@transaction.atomic
def assign_automatically(application: Application, *, by: User) -> list[Review]:
    """Fill the empty seats with the least busy evaluators without a likely conflict. Refused when too few."""
    application = lock(application)
    _may_assign(application, by)
    missing = evaluation_of(application).missing
    if not missing:
        raise TransitionRefused(_("Every seat of this evaluation is taken."))
    people = candidates(application)
    conflicts = conflicts_with(application, people)
    free = [person for person in people if not conflicts[person.pk]]
    if len(free) < missing:
        raise TransitionRefused(
            ngettext(
                "One more evaluator without a conflict is needed: add evaluators to the call.",
                "%(count)s more evaluators without a conflict are needed: add evaluators to the call.",
                missing - len(free),
            )
            % {"count": missing - len(free)}
        )
    return [_assign(application, person, by) for person in free[:missing]]


def _may_assign(application: Application, by: User) -> None:
    if not application.roles_of(by) & ASSIGNERS:
        raise RoleRefused(_("Your role does not allow this step."))
    if application.status != ApplicationStatus.EVALUATING:
        raise TransitionRefused(_("Evaluators are assigned while the dossier is under evaluation."))


def _assign(application: Application, evaluator: User, by: User) -> Review:
    review = Review.objects.create(application=application, evaluator=evaluator, assigned_by=by)
    for person in recipients(named=[evaluator]):
        tell(
            person,
            "review_assigned",
            event=str(review.pk),
            context={"application": application, "address": address_of("grants:review_detail", review.pk)},
        )
    return review


# --- The evaluator's work -------------------------------------------------------------------------
@transaction.atomic
def declare_no_conflict(review: Review, *, by: User) -> Review:
    """Open the dossier for the evaluator, who answers for having no conflict of interest."""
    _lock_dossier(review)
    return move(review, "declare_no_conflict", by=by, declared_at=timezone.now())


@transaction.atomic
def declare_conflict(review: Review, *, by: User, reason: str) -> Review:
    """Step aside: drafted marks are removed, access ends, and the department is asked for a replacement."""
    application = _lock_dossier(review)
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
    for person in staff_of(application, ASSIGNERS, in_charge=review.assigned_by):
        tell(
            person,
            "review_recused",
            event=str(review.pk),
            context={
                "application": application,
                "evaluator": review.evaluator,
                "address": address_of("grants:review_board", application.pk),
            },
        )
    return review


@transaction.atomic
def save_scores(review: Review, *, by: User, marks: Mapping[int, Mark], comment: str, version: str) -> Review:
    """Keep a draft: marks by criterion id, any of them incomplete. Only the evaluator, only while scoring.

    `version` is what the form read. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    _lock_dossier(review)
    review = lock(review)
    _require_scorer(review, by)
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
    """Send the scores for good: the server works out the total, and the last needed one moves the clock on."""
    application = _lock_dossier(review)
    review = lock(review)
    _require_scorer(review, by)
    gaps = unscored(review)
    if gaps:
        raise TransitionRefused(
            _("Give a mark and a reason for every criterion. Missing: %(names)s.")
            % {"names": ", ".join(str(c) for c in gaps)}
        )
    marks = {s.criterion_id: s.value for s in review.scores.all()}
    total = weighted_total(marks, application.call.criteria.all())  # type: ignore[arg-type]
    try:
        with transaction.atomic():
            review = move(review, "send", by=by, total=total, sent_at=timezone.now())
    except IntegrityError:
        raise TransitionRefused(_("Give a mark and a reason for every criterion.")) from None
    if evaluation_of(application).is_complete and not _is_concluding(application):
        resume_step(application, Step.EXPLANATION) or start_step(application, Step.EXPLANATION)
        application.holder = Holder.DEPARTMENT
        application.save(update_fields=["holder", "updated_at"])
    return review


@transaction.atomic
def reopen_review(review: Review, *, by: User, reason: str) -> Review:
    """Give a sent review back to its evaluator, with a reason, while nothing is proposed yet."""
    application = _lock_dossier(review)
    review = move(review, "reopen", by=by, reason=reason, total=None, sent_at=None)
    if not evaluation_of(application).is_complete:
        start_step(application, Step.EVALUATION)
    return review


def ask_evaluators_again(application: Application, *, by: User, changed: list[str]) -> None:
    """The dossier was completed and is under evaluation again: nobody's scores stand for words that they did not read.

    Sent reviews open as drafts, to be sent again, changed or not; whoever has read the dossier is told what changed.
    Call it inside the transaction of the move, with the labels of what `changed`.
    """
    version = application.submissions.count()
    for review in application.reviews.filter(status__in=[ReviewStatus.OPEN, ReviewStatus.SENT]).order_by("pk"):
        was_sent = review.status == ReviewStatus.SENT
        if was_sent:
            reason = _("The applicant completed the dossier.")
            move(review, "reopen", by=BySystem(cause=by), reason=reason, total=None, sent_at=None)
        still_evaluates = [review.evaluator] if review.evaluator.has_role(Role.EVALUATOR) else []
        for evaluator in recipients(named=still_evaluates):
            tell(
                evaluator,
                "review_again",
                event=f"{review.pk}:{version}",
                context={
                    "application": application,
                    "parts": changed,
                    "was_sent": was_sent,
                    "address": address_of("grants:review_detail", review.pk),
                },
            )


def reads_anew(review: Review) -> bool:
    """Whether the dossier was sent again after this evaluator opened it, and the scores are not sent since."""
    if review.status != ReviewStatus.OPEN:
        return False
    return review.application.submissions.filter(sequence__gt=1, sent_at__gt=review.declared_at).exists()


def unscored(review: Review) -> list[Criterion]:
    """The criteria of the call that still lack a mark or a reason."""
    done = {s.criterion_id for s in review.scores.all() if s.value is not None and s.reason}
    return [c for c in review.application.call.criteria.all() if c.pk not in done]


def _lock_dossier(review: Review) -> Application:
    """The dossier under its lock (before the review's), which must be under evaluation."""
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


def _is_concluding(application: Application) -> bool:
    return application.clocks.filter(step=Step.EXPLANATION, ended_on__isnull=True, paused_on__isnull=True).exists()
