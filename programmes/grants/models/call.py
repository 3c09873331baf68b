"""A call for applications under a support policy: its opening times, budget line, criteria and evaluators."""

from datetime import datetime, timedelta
from typing import Any, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Min, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ecosystem.accounts.http import Visitor
from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.figure_cache import figure_triggers
from ecosystem.core.models import AuditEntry, IdentifierConstraint, NamedModel, words_index
from ecosystem.core.workflow import Stateful, Transition
from ecosystem.questionnaires.models import Questionnaire
from ecosystem.reference.models import Term
from programmes.plan.models import BudgetLine, SupportPolicy
from programmes.plan.terms import PolicyTerms


class CallStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", pgettext_lazy("call", "Published")
    CANCELLED = "cancelled", _("Cancelled")

    @property
    def tone(self) -> str:
        return {"draft": "secondary", "published": "blue", "cancelled": "red"}[self.value]


class CallPhase(models.TextChoices):
    """The phase of a published call, computed from its opening and closing times."""

    UPCOMING = "upcoming", _("Opens soon")
    OPEN = "open", _("Open")
    CLOSING = "closing", _("Closing soon")
    CLOSED = "closed", _("Closed")

    @property
    def tone(self) -> str:
        return {"upcoming": "azure", "open": "green", "closing": "orange", "closed": "secondary"}[self.value]


CLOSING_DAYS = 7  # a call is closing in its last days
WAS_PUBLISHED = Q(pinned_terms__isnull=False)  # the rules are pinned when the call is published


COPY_STAGE_TO_AWARDS = """
    PERFORM FROM grants_application WHERE call_id = NEW.id ORDER BY id FOR NO KEY UPDATE;
    UPDATE grants_award SET stage_id = NEW.stage_id WHERE call_id = NEW.id;
    RETURN NULL;
"""


class CallQuerySet(models.QuerySet["Call"]):
    def public(self) -> Self:
        """Published calls."""
        return self.filter(status=CallStatus.PUBLISHED)

    def cancelled(self) -> Self:
        """Calls that were cancelled after their publication: everybody may read them on."""
        return self.filter(WAS_PUBLISHED, status=CallStatus.CANCELLED)

    def next_moment(self, after: datetime) -> datetime | None:
        """When the phase of one of these calls changes next, the calls themselves unchanged."""
        closing = timedelta(days=CLOSING_DAYS) - timedelta(microseconds=1)  # the first moment with less than these days
        moments = self.aggregate(
            opens=Min("opens_at", filter=Q(opens_at__gt=after)),
            closes=Min("closes_at", filter=Q(closes_at__gt=after)),
            is_closing=Min("closes_at", filter=Q(closes_at__gt=after + closing)),
        )
        is_closing = moments.pop("is_closing")
        candidates = [*moments.values(), is_closing and is_closing - closing]
        return min((moment for moment in candidates if moment), default=None)

    def visible_to(self, user: Visitor) -> Self:
        """Calls that are or were published for everyone; the others of their units for the department."""
        known = Q(status=CallStatus.PUBLISHED) | Q(WAS_PUBLISHED, status=CallStatus.CANCELLED)
        if not user.is_authenticated or not user.has_role(*DEPARTMENT):
            return self.filter(known)
        units = user.units_of(*DEPARTMENT)
        return self if units is None else self.filter(known | Q(unit__in=units))

    def run_by(self, user: User) -> Self:
        """Calls of the user's units as department staff."""
        if not user.has_role(*DEPARTMENT):
            return self.none()
        units = user.units_of(*DEPARTMENT)
        return self if units is None else self.filter(unit__in=units)

    def open_at(self, moment: datetime) -> Self:
        """Published calls that take applications at this moment."""
        return self.public().filter(opens_at__lte=moment, closes_at__gt=moment)

    def for_list(self) -> Self:
        return self.select_related("policy__stage", "stage", "budget_line__pillar__scheme", "unit")


@pghistory.track()
class Call(Stateful, NamedModel):
    """A call for applications, open from `opens_at` (included) to `closes_at` (excluded) by the server's clock.

    `pinned_terms` and `stage` are the rules and the stage of its policy on the day it was published.
    """

    STATES = CallStatus
    NAME_IN_SENTENCE = _("the call")
    NOTES = {"merge_unit": _("Unit merged")}
    TRANSITIONS = {
        "publish": Transition(
            {CallStatus.DRAFT},
            CallStatus.PUBLISHED,
            {Role.MANAGER},
            label=_("Publish"),
            done_label=_("Call published"),
            confirm=_("Applicants see the call at once, and its criteria and documents can no longer change."),
        ),
        "cancel": Transition(
            {CallStatus.DRAFT, CallStatus.PUBLISHED},
            CallStatus.CANCELLED,
            {Role.MANAGER},
            label=_("Cancel the call"),
            done_label=_("Call cancelled"),
            tone="red",
            needs_reason=True,
            confirm=_("Nobody can apply any more. A published call stays readable, with this reason."),
        ),
    }

    code = models.SlugField(_("code"), max_length=40)
    policy = models.ForeignKey(SupportPolicy, models.PROTECT, related_name="calls", verbose_name=_("support policy"))
    budget_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="calls", verbose_name=_("budget line"))
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, related_name="+", verbose_name=_("unit in charge"))
    summary = models.TextField(_("summary"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    pass_mark = models.DecimalField(_("pass mark (of 100)"), max_digits=5, decimal_places=2, null=True, blank=True)
    evaluators_per_dossier = models.PositiveSmallIntegerField(_("evaluators per dossier"), default=2)
    report_questionnaire = models.ForeignKey(
        Questionnaire,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("form of the reports on deliverables"),
    )
    status = models.CharField(max_length=12, choices=CallStatus, default=CallStatus.DRAFT, editable=False)
    pinned_terms = models.JSONField(null=True, editable=False)
    stage = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+", editable=False)
    evaluators: Any = models.ManyToManyField(User, blank=True, related_name="evaluated_calls")
    is_demo = models.BooleanField(default=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_at", "-pk"]
        constraints = [
            IdentifierConstraint("code", hides_record=True, name="call_code_once"),
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="call_opens_before_it_closes"),
            models.CheckConstraint(
                condition=Q(pass_mark__isnull=True) | Q(pass_mark__range=(0, 100)), name="pass_mark_of_hundred"
            ),
            models.CheckConstraint(condition=Q(evaluators_per_dossier__gte=2), name="two_evaluators_at_least"),
            models.CheckConstraint(
                condition=~Q(status=CallStatus.PUBLISHED) | Q(pinned_terms__isnull=False),
                name="published_call_has_its_terms",
            ),
        ]
        indexes = [
            words_index("call_words", "name", "name_en", "summary", "summary_en"),
            words_index("call_name_words", "name", "name_en"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stage_of_awards_follows",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("stage"),
                func=COPY_STAGE_TO_AWARDS,
            ),
            *figure_triggers("policy"),
        ]

    @cached_property
    def terms(self) -> PolicyTerms:
        """The rules of the policy that decide: pinned when the call was published, before that those of today."""
        if self.pinned_terms is not None:
            return PolicyTerms.from_json(self.pinned_terms)
        return PolicyTerms.of(self.policy)

    @property
    def support_stage(self) -> Term | None:
        """The stage of support: pinned when the call was published, before that the policy's."""
        return self.policy.stage if self.pinned_terms is None else self.stage

    @cached_property
    def cancellation(self) -> AuditEntry | None:
        """The move that cancelled the call, with its day and reason; None for a call that is not cancelled."""
        if self.status != CallStatus.CANCELLED:
            return None
        return AuditEntry.objects.about(self).filter(transition="cancel").last()

    def is_open(self, moment: datetime | None = None) -> bool:
        """Whether the call takes applications at `moment` (now by default)."""
        moment = moment or timezone.now()
        return self.status == CallStatus.PUBLISHED and self.opens_at <= moment < self.closes_at

    @property
    def phase(self) -> CallPhase:
        """The phase now; the phases change at the moments of `next_moment`."""
        now = timezone.now()
        if now < self.opens_at:
            return CallPhase.UPCOMING
        if now >= self.closes_at:
            return CallPhase.CLOSED
        return CallPhase.CLOSING if (self.closes_at - now).days < CLOSING_DAYS else CallPhase.OPEN

    def roles_of(self, user: User) -> set[str]:
        """Department roles count in the unit of the call (or everywhere)."""
        return user.roles_in_unit(self.unit_id)


class Criterion(NamedModel):
    """One criterion of a call. The weights add up to 100 before the call is published (fact F3.4)."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    code = models.SlugField(max_length=60)
    hint = models.TextField(blank=True)
    hint_en = models.TextField(blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["call", "order", "pk"]
        verbose_name_plural = "criteria"
        constraints = [
            IdentifierConstraint("code", within=["call"], name="criterion_code_in_call"),
            models.CheckConstraint(condition=Q(weight__range=(1, 100)), name="criterion_weight_up_to_100"),
        ]


class RequiredDocument(NamedModel):
    """A document that the call requires, copied from its policy at creation: later changes of the policy do not count."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="required_documents")
    code = models.SlugField(max_length=60)
    form_code = models.CharField(max_length=60, blank=True)
    hint = models.TextField(blank=True)
    hint_en = models.TextField(blank=True)
    is_required = models.BooleanField(default=True)
    only_for = models.CharField(max_length=12, blank=True)
    accepts = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["call", "order", "pk"]
        constraints = [IdentifierConstraint("code", within=["call"], name="required_document_in_call")]
