"""Reviews of an application: the conflict declaration, then scores with reasons, frozen once they are sent."""

from decimal import Decimal
from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.days import LAST_DATE
from ecosystem.core.measures import CopiedColumns
from ecosystem.core.models import BaseModel, KeyValue
from ecosystem.core.workflow import SYSTEM, Stateful, Transition
from programmes.grants.models.application import Application
from programmes.grants.models.application_status import UNDECIDED_STATUSES, ApplicationStatus
from programmes.grants.models.call import Criterion
from programmes.grants.models.dossier_keys import COPIED_KEYS, DossierKeys
from startups.models import Membership

MAX_SCORE = 10


class ReviewStatus(models.TextChoices):
    ASSIGNED = "assigned", _("Waiting for the conflict declaration")
    OPEN = "open", _("Scoring")
    SENT = "sent", _("Sent")
    RECUSED = "recused", _("Stood aside: conflict of interest")
    WITHDRAWN = "withdrawn", _("Withdrawn by the department")
    EXCLUDED = "excluded", _("Scores excluded: conflict of interest")

    @property
    def tone(self) -> str:
        return {
            "assigned": "orange",
            "open": "blue",
            "sent": "green",
            "recused": "secondary",
            "withdrawn": "secondary",
            "excluded": "red",
        }[self.value]


R = ReviewStatus
OPEN_REVIEWS = frozenset({R.ASSIGNED, R.OPEN})
SCORED_REVIEWS = frozenset({R.SENT, R.EXCLUDED})  # its scores were sent, and stay readable


class WithdrawalGround(models.TextChoices):
    """Why the department takes a dossier from an evaluator. Only a conflict of interest excludes scores already sent."""

    CONFLICT = "conflict", _("Conflict of interest")
    ILLNESS = "illness", _("Illness or absence")
    LEFT = "left", _("No longer an evaluator")
    OTHER = "other", _("Another reason")


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: User) -> Self:
        """Reviews that the user may read.

        Evaluators read their own reviews, and those that others sent once their own is sent. The department reads
        the reviews of its units. Whoever still has to send a review of an application reads no other review of it,
        in any role. Members of the startup read none.
        """
        if not user.is_authenticated:
            return self.none()
        mine = Q(pk__in=[])
        if user.has_role(Role.EVALUATOR):
            own = Review.objects.filter(evaluator=user)
            mine |= Q(evaluator=user)
            sent = own.filter(status=R.SENT, application__status__in=UNDECIDED_STATUSES)
            mine |= Q(status=R.SENT, application__in=sent.values("application"))
        if user.has_role(*DEPARTMENT):
            pending = Review.objects.filter(evaluator=user).exclude(status=R.SENT)
            mine |= Q(application__in=Application.objects.visible_to(user).values("pk")) & ~Q(
                application__in=pending.values("application")
            )
        startups = Membership.objects.filter(user=user).values("startup")
        return self.filter(mine).exclude(application__startup__in=startups)

    def pending(self) -> Self:
        """Reviews that their evaluator has not sent, of applications under evaluation."""
        # A scalar subquery, because a join would read all applications under evaluation of all evaluators.
        application_status = Subquery(Application.objects.filter(pk=OuterRef("application")).values("status"))
        evaluating = Exact(application_status, Value(ApplicationStatus.EVALUATING))
        return self.filter(evaluating, status__in=[R.ASSIGNED, R.OPEN])

    def of_evaluator(self, user: User) -> Self:
        """The visible reviews whose evaluator is the user."""
        if not user.is_authenticated or not user.has_role(Role.EVALUATOR):
            return self.none()
        return self.filter(evaluator=KeyValue(user.pk)).exclude(
            application__in=Application.objects.of_applicant(user).values("pk")
        )

    def for_list(self) -> Self:
        return self.select_related("application__call", "application__startup", "evaluator")

    def with_standing(self) -> Self:
        """With `has_standing`: whether the evaluator may still work, with an open account and the role in force."""
        held = RoleGrant.objects.in_force().filter(
            role=Role.EVALUATOR, user=OuterRef("evaluator"), user__is_active=True
        )
        return self.annotate(has_standing=Exists(held))

    def for_evaluation(self) -> Self:
        """With evaluator and `has_standing`, as `Evaluation` takes them."""
        return self.with_standing().select_related("evaluator")

    def open_of_active_evaluators(self) -> Self:
        """Open reviews whose evaluator may still work: the role in force and the account open."""
        return self.with_standing().filter(status__in=OPEN_REVIEWS, has_standing=True)

    def active(self) -> Self:
        """Sent reviews, and open ones whose evaluator may still work."""
        return self.with_standing().filter(Q(status=R.SENT) | Q(status__in=OPEN_REVIEWS, has_standing=True))


# Under a lock, as for an award: a change of the dossier that is under way is waited for.
COPY_WORDS = """
    SELECT search_folded, number_key, startup_name, CASE WHEN status = 'evaluating' THEN due_on END
    INTO NEW.search_folded, NEW.number_key, NEW.startup_name, NEW.due_on
    FROM grants_application WHERE id = NEW.application_id FOR SHARE;
    RETURN NEW;
"""


@pghistory.track(exclude=["search_folded", *COPIED_KEYS, "startup_key", "due_on", "due_key"])
class Review(DossierKeys, Stateful):
    """One evaluator's review of one application, which the evaluator reads after declaring no conflict of interest.

    Triggers copy `search_folded`, `number_key` and `startup_name` from the application, and `due_on` while that is under
    evaluation, so that search and orders of an evaluator's list read this table alone.
    """

    COPIED = CopiedColumns(
        {
            "search_folded": "application.search_folded",
            "number_key": "application.number_key",
            "startup_name": "application.startup_name",
            "due_on": "CASE WHEN application.status = 'evaluating' THEN application.due_on END",
        },
        joins="JOIN grants_application application ON application.id = record.application_id",
    )
    STATES = ReviewStatus
    NAME_IN_SENTENCE = _("the review")
    TRANSITIONS = {
        "declare_no_conflict": Transition(
            {R.ASSIGNED},
            R.OPEN,
            {Role.EVALUATOR},
            label=_("I have no conflict of interest"),
            done_label=_("No conflict of interest declared"),
        ),
        "declare_conflict": Transition(
            {R.ASSIGNED, R.OPEN},
            R.RECUSED,
            {Role.EVALUATOR},
            label=_("I have a conflict of interest"),
            done_label=_("Conflict of interest declared"),
            tone="red",
            needs_reason=True,
        ),
        "send": Transition(
            {R.OPEN},
            R.SENT,
            {Role.EVALUATOR},
            label=_("Send the scores"),
            done_label=_("Scores sent"),
            confirm=_("After sending you can no longer change your scores."),
        ),
        "reopen": Transition(
            {R.SENT},
            R.OPEN,
            {Role.MANAGER, SYSTEM},
            label=_("Reopen"),
            done_label=_("Review reopened"),
            tone="orange",
            needs_reason=True,
        ),
        "withdraw": Transition(
            {R.ASSIGNED, R.OPEN},
            R.WITHDRAWN,
            {Role.OFFICER, Role.MANAGER, SYSTEM},
            label=_("Withdraw the evaluator"),
            done_label=_("Evaluator withdrawn"),
            tone="red",
            needs_reason=True,
        ),
        "exclude": Transition(
            {R.SENT},
            R.EXCLUDED,
            {Role.OFFICER, Role.MANAGER},
            label=_("Exclude the scores: conflict of interest"),
            done_label=_("Scores excluded: conflict of interest"),
            tone="red",
            needs_reason=True,
        ),
    }

    application = models.ForeignKey(Application, models.PROTECT, related_name="reviews")
    evaluator = models.ForeignKey(User, models.PROTECT, related_name="reviews")
    status = models.CharField(max_length=10, choices=R, default=R.ASSIGNED, editable=False)
    conflict_reason = models.TextField(_("what the conflict is"), blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(_("overall comment"), blank=True, max_length=10000)
    total = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    assigned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    search_folded = models.TextField(default="", editable=False)
    due_on = models.DateField(null=True, editable=False)
    # Reviews that are not due, sent and ended ones among them, come last.
    due_key = models.GeneratedField(
        expression=Case(
            When(status__in=sorted(OPEN_REVIEWS), then=Coalesce("due_on", Value(LAST_DATE))), default=Value(LAST_DATE)
        ),
        output_field=models.DateField(),
        db_persist=True,
    )
    withdrawn_because = models.CharField(
        _("ground of the withdrawal"),
        max_length=10,
        choices=WithdrawalGround,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )

    objects = ReviewQuerySet.as_manager()
    has_standing: bool  # set by `with_standing`

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "evaluator"], name="one_review_per_evaluator_and_dossier"),
            models.CheckConstraint(
                condition=~Q(status__in=[R.SENT, R.EXCLUDED]) | Q(total__isnull=False, sent_at__isnull=False),
                name="sent_review_has_total_and_time",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[R.ASSIGNED, R.WITHDRAWN]) | Q(declared_at__isnull=False),
                name="review_opens_after_declaration",
            ),
            models.CheckConstraint(
                condition=~Q(status=R.RECUSED) | ~Q(conflict_reason=""), name="recusal_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(status=R.WITHDRAWN, withdrawn_because__in=WithdrawalGround.values)
                | Q(status=R.EXCLUDED, withdrawn_because=WithdrawalGround.CONFLICT)
                | (~Q(status__in=[R.WITHDRAWN, R.EXCLUDED]) & Q(withdrawn_because="")),
                name="only_a_conflict_excludes_sent_scores",
            ),
        ]
        indexes = [
            models.Index(fields=["evaluator", "status", "id"], name="review_of_evaluator"),
            models.Index(fields=["evaluator", "id"], name="review_of_evaluator_in_order"),
            models.Index(fields=["evaluator", "number_key", "id"], name="review_in_number_order"),
            models.Index(fields=["evaluator", "startup_key", "id"], name="review_in_startup_order"),
            models.Index(fields=["evaluator", "due_key", "id"], name="review_in_due_order"),
            GinIndex(
                OpClass(F("search_folded"), name="gin_trgm_ops"),
                F("evaluator"),
                F("status"),
                name="review_filters",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="words_are_copied",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("application_id", "search_folded", *COPIED_KEYS, "due_on"),
                func=COPY_WORDS,
            ),
            pgtrigger.Trigger(
                name="sent_whole_and_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                declare=[("missing", "bigint")],
                func="""
                    IF OLD.status IN ('sent', 'excluded') AND NEW.status IN ('sent', 'excluded') AND (OLD.total, OLD.comment, OLD.sent_at, OLD.evaluator_id, OLD.application_id)
                        IS DISTINCT FROM (NEW.total, NEW.comment, NEW.sent_at, NEW.evaluator_id, NEW.application_id) THEN
                        RAISE EXCEPTION 'a sent review is frozen' USING ERRCODE = 'check_violation';
                    END IF;
                    IF NEW.status = 'sent' AND OLD.status <> 'sent' THEN
                        SELECT count(*) INTO missing FROM grants_criterion c
                        JOIN grants_application a ON a.call_id = c.call_id
                        LEFT JOIN grants_score s ON s.criterion_id = c.id AND s.review_id = NEW.id
                        WHERE a.id = NEW.application_id AND (s.value IS NULL OR s.reason = '');
                        IF missing > 0 THEN
                            RAISE EXCEPTION '% criteria have no mark or no reason', missing USING ERRCODE = 'check_violation';
                        END IF;
                    END IF;
                    RETURN NEW;
                """,  # noqa: E501
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluator} · {self.application}"

    def roles_of(self, user: User) -> set[str]:
        """Roles in the unit of the call; the evaluator's role only on the user's own review."""
        roles = user.roles_in_unit(self.application.call.unit_id) - {Role.EVALUATOR}
        if user.pk == self.evaluator_id and user.has_role(Role.EVALUATOR):
            roles.add(Role.EVALUATOR)
        return roles


class Score(BaseModel):
    """A mark of 0 to 10 with its reason for one criterion. A draft may lack either; a sent review is frozen."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    value = models.DecimalField(_("mark (0-10)"), max_digits=4, decimal_places=2, null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=5000, blank=True)

    class Meta:
        ordering = ["criterion__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__range=(Decimal(0), Decimal(MAX_SCORE))), name="score_0_to_10"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_when_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("state", "text")],
                func="""
                    SELECT status INTO state FROM grants_review
                    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.review_id ELSE NEW.review_id END;
                    IF state IN ('sent', 'excluded') THEN
                        RAISE EXCEPTION 'scores of a sent review are frozen' USING ERRCODE = 'check_violation';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
