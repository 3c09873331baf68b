"""Evaluation: conflict of interest first, then scores with reasons, sent once and frozen."""

from decimal import Decimal
from typing import Any, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import BaseModel
from ecosystem.core.workflow import Transition
from programmes.models.application import Application
from programmes.models.call import Criterion, roles_in_unit

MAX_SCORE = 10


class ReviewStatus(models.TextChoices):
    ASSIGNED = "assigned", _("Waiting for the conflict declaration")
    OPEN = "open", _("Scoring")
    SENT = "sent", _("Sent")
    RECUSED = "recused", _("Stood aside: conflict of interest")

    @property
    def tone(self) -> str:
        return {"assigned": "orange", "open": "blue", "sent": "green", "recused": "secondary"}[self.value]


R = ReviewStatus


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: Any) -> Self:
        """An evaluator's own reviews; the department's for the dossiers of its units."""
        if not user.is_authenticated:
            return self.none()
        mine = Q(pk__in=[])
        if user.has_role(Role.EVALUATOR):
            mine |= Q(evaluator=user)
        if user.has_role(*DEPARTMENT):
            mine |= Q(application__in=Application.objects.visible_to(user).values("pk"))
        return self.filter(mine)

    def for_list(self) -> Self:
        return self.select_related("application__call", "application__startup", "evaluator")


@pghistory.track()
class Review(BaseModel):
    """One evaluator's work on one dossier. The dossier opens only after «no conflict» is declared."""

    TRANSITIONS = {
        "declare_no_conflict": Transition({R.ASSIGNED}, R.OPEN, {Role.EVALUATOR}, label=_("I have no conflict of interest")),
        "declare_conflict": Transition(
            {R.ASSIGNED, R.OPEN}, R.RECUSED, {Role.EVALUATOR}, label=_("I have a conflict of interest"),
            tone="red", needs_reason=True,
        ),
        "send": Transition(
            {R.OPEN}, R.SENT, {Role.EVALUATOR}, label=_("Send the scores"),
            confirm=_("After sending you can no longer change your scores."),
        ),
        "reopen": Transition({R.SENT}, R.OPEN, {Role.MANAGER}, label=_("Reopen"), tone="orange", needs_reason=True),
    }  # fmt: skip

    application = models.ForeignKey(Application, models.PROTECT, related_name="reviews")
    evaluator = models.ForeignKey(User, models.PROTECT, related_name="reviews")
    status = models.CharField(max_length=10, choices=R, default=R.ASSIGNED, editable=False)
    conflict_reason = models.TextField(_("what the conflict is"), blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(_("overall comment"), blank=True, max_length=10000)
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    assigned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "evaluator"], name="one_review_per_evaluator_and_dossier"),
            models.CheckConstraint(
                condition=~Q(status=R.SENT) | Q(total__isnull=False, sent_at__isnull=False),
                name="sent_review_has_total_and_time",
            ),
            models.CheckConstraint(
                condition=Q(status=R.ASSIGNED) | Q(declared_at__isnull=False), name="review_opens_after_declaration"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluator} · {self.application}"

    def roles_of(self, user: Any) -> set[str]:
        """Evaluator only on one's own review; department roles by the call's unit."""
        roles = roles_in_unit(user, self.application.call.unit_id) - {Role.EVALUATOR}
        if user.pk == self.evaluator_id and user.has_role(Role.EVALUATOR):
            roles.add(Role.EVALUATOR)
        return roles


class Score(BaseModel):
    """A mark of 0 to 10 for one criterion, with its reason; frozen once the review is sent."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    value = models.DecimalField(_("mark (0-10)"), max_digits=4, decimal_places=2)
    reason = models.TextField(_("reason"), max_length=5000)

    class Meta:
        ordering = ["criterion__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(condition=Q(value__range=(Decimal(0), Decimal(MAX_SCORE))), name="score_0_to_10"),
            models.CheckConstraint(condition=~Q(reason=""), name="score_has_a_reason"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_when_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("state", "text")],
                func="""
                    SELECT status INTO state FROM programmes_review
                    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.review_id ELSE NEW.review_id END;
                    IF state = 'sent' THEN
                        RAISE EXCEPTION 'scores of a sent review are frozen' USING ERRCODE = 'check_violation';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
