"""The award of an application: the proposal, the decision, and the letter of the decision."""

from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.days import LAST_MOMENT
from ecosystem.core.figure_cache import figure_triggers
from ecosystem.core.four_eyes import author_trigger, authors_field
from ecosystem.core.measures import CopiedColumns, measure_triggers
from ecosystem.core.models import BaseModel, Fold, IdentifierKey, LocalYear
from ecosystem.core.workflow import SYSTEM, Stateful, Transition
from ecosystem.reference.models import Area, Term
from programmes.grants.models.application import Application
from programmes.grants.models.application_status import RESULT_ACCEPTED_STATUSES
from programmes.grants.models.call import Call
from programmes.grants.models.dossier_keys import COPIED_KEYS, DossierKeys
from programmes.grants.models.measures import GRANT_BEFORE, GRANTED, PROJECTS, STARTUPS_SUPPORTED
from programmes.plan.models import BudgetLine
from startups.models import Organisation, Startup


class Recommendation(models.TextChoices):
    GRANT = "grant", _("Grant the support")
    REFUSE = "refuse", _("Do not grant")


class AwardStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    RETURNED = "returned", _("Sent back")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Not approved")
    VOID = "void", _("Cancelled by the withdrawal")
    DECLINED = "declined", _("Declined by the startup")
    LAPSED = "lapsed", _("Lapsed: not accepted in time")
    ENDED = "ended", _("Ended before the contract")

    @property
    def tone(self) -> str:
        return {
            "proposed": "purple",
            "returned": "orange",
            "approved": "green",
            "rejected": "red",
            "void": "secondary",
            "declined": "secondary",
            "lapsed": "secondary",
            "ended": "red",
        }[self.value]


A = AwardStatus
RELEASED_STATUSES = frozenset({A.DECLINED, A.LAPSED, A.ENDED})  # approved, but the money is free again
DECIDED_STATUSES = frozenset({A.APPROVED, A.REJECTED}) | RELEASED_STATUSES


class EndReason(models.TextChoices):
    """Why an application was rejected or a contract ended early: a code, so that the reasons can be counted."""

    LOW_SCORE = "low_score", _("The score is below what is asked")
    NOT_ELIGIBLE = "not_eligible", _("Does not meet the conditions")
    NO_BUDGET = "no_budget", _("The budget is used up")
    DOUBLE_FUNDING = "double_funding", _("The costs are paid from another source")
    NOT_FEASIBLE = "not_feasible", _("The project cannot be carried out as described")
    NO_RESULT = "no_result", _("The work was not done or the result was not accepted")
    AT_REQUEST = "at_request", _("At the startup's own request")
    BREACH = "breach", _("Terms of the contract were broken")
    DECLINED = "declined", _("The startup declined the grant")
    LAPSED = "lapsed", _("The startup did not accept the grant in time")
    OTHER = "other", _("Another reason")


REJECTION_REASONS = [
    EndReason.LOW_SCORE,
    EndReason.NOT_ELIGIBLE,
    EndReason.NO_BUDGET,
    EndReason.DOUBLE_FUNDING,
    EndReason.NOT_FEASIBLE,
    EndReason.OTHER,
]
TERMINATION_REASONS = [
    EndReason.NO_RESULT,
    EndReason.AT_REQUEST,
    EndReason.BREACH,
    EndReason.DOUBLE_FUNDING,
    EndReason.OTHER,
]


class AwardQuerySet(models.QuerySet["Award"]):
    def approved(self) -> Self:
        """Approved awards; only these count as granted money and as supported projects."""
        return self.filter(status=AwardStatus.APPROVED)

    def visible_to(self, user: User) -> Self:
        """Awards of the visible applications. Undecided ones are the department's alone, but not those of own startups.

        Every award is that of a submitted application: who sees those of all units sees all awards, without a join.
        """
        is_department = user.is_authenticated and user.has_role(*DEPARTMENT)
        sees_all = is_department and user.units_of(*DEPARTMENT) is None
        rows = self if sees_all else self.filter(application__in=Application.objects.visible_to(user).values("pk"))
        if not is_department:
            return rows.filter(status__in=DECIDED_STATUSES)
        own = Application.objects.of_applicant(user).values("pk")
        return rows.filter(Q(status__in=DECIDED_STATUSES) | ~Q(application__in=own))

    def for_list(self) -> Self:
        return self.select_related("application__startup", "application__call__stage", "budget_line")

    def for_detail(self) -> Self:
        """With what the panel of the decision shows."""
        return self.select_related("budget_line", "recipient", "proposed_by", "decided_by", "contract", "letter")

    def reserved(self) -> Self:
        """Proposed grants that wait for the decision; their amounts are not yet charged to the budget line."""
        return self.filter(status=AwardStatus.PROPOSED, recommendation=Recommendation.GRANT)


RESULT_ACCEPTED = ", ".join(f"'{status.value}'" for status in RESULT_ACCEPTED_STATUSES)
# Triggers denormalise the columns that lists filter, search and sort by and figures group by, on insert and when the
# source changes. They lock the source row, so that they wait for a concurrent change of it. A change of the stage of a call
# or of what is public of a startup locks the same row (programmes/grants/migrations), so what is read here after it is new.
COPY_FROM_APPLICATION = f"""
    SELECT call_id, search_folded, number_key, startup_name, startup_id, status IN ({RESULT_ACCEPTED})
    INTO NEW.call_id, NEW.search_folded, NEW.number_key, NEW.startup_name, NEW.startup_id, NEW.result_accepted
    FROM grants_application WHERE id = NEW.application_id FOR SHARE;
    SELECT stage_id INTO NEW.stage_id FROM grants_call WHERE id = NEW.call_id;
    SELECT status = 'public' AND archived_at IS NULL INTO NEW.startup_is_public
    FROM startups_startup WHERE id = NEW.startup_id;
    RETURN NEW;
"""  # noqa: S608 - made of declarations
PLACE_OF_THE_DECISION = """
    SELECT s.area_id INTO NEW.area_id
    FROM grants_application a JOIN startups_startup s ON s.id = a.startup_id WHERE a.id = NEW.application_id;
    RETURN NEW;
"""
PAYMENTS_OF = """
    PERFORM FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id
        WHERE {tranches} ORDER BY t.id FOR NO KEY UPDATE OF t;
    UPDATE grants_disbursement payment SET budget_line_id = a.budget_line_id, stage_id = a.stage_id,
        result_accepted = a.result_accepted
    FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id JOIN grants_award a ON a.id = c.award_id
    WHERE t.id = payment.tranche_id AND {tranches};
    RETURN NULL;
"""
COPY_TO_TRANCHES = """
    UPDATE grants_tranche SET call_id = NEW.call_id, search_folded = NEW.search_folded,
        number_key = NEW.number_key, startup_name = NEW.startup_name,
        charged_line_id = CASE WHEN NEW.status = 'approved' THEN NEW.budget_line_id END
    WHERE contract_id IN (SELECT id FROM grants_contract WHERE award_id = NEW.id);
    RETURN NULL;
"""


def copy_trigger(func: str, source: str, *more: str) -> pgtrigger.Trigger:
    """The trigger that sets `call`, `search_folded`, the COPIED_KEYS and `more` from the source, whoever writes them."""
    return pgtrigger.Trigger(
        name="call_and_words_are_copied",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(source, "call_id", "search_folded", *COPIED_KEYS, *more),
        func=func,
    )


def payments_follow(tranches: str, *fields: str) -> pgtrigger.Trigger:
    """The trigger that copies what figures group payments by to those of `tranches` (a condition on t, c), when a field changes."""
    return pgtrigger.Trigger(
        name="payments_follow",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*fields),
        func=PAYMENTS_OF.format(tranches=tranches),
    )


# Columns that triggers copy or compute for figures.
FIGURE_COLUMNS = (
    "startup",
    "stage",
    "startup_is_public",
    "result_accepted",
    "startup_previous_on",
    "project_previous_on",
)


@pghistory.track(
    exclude=["call", "search_folded", "authors", *COPIED_KEYS, "startup_key", "decided_key", *FIGURE_COLUMNS]
)
class Award(DossierKeys, Stateful):
    """The grant that an officer proposed and a director decided for one application. The proposer never decides.

    Triggers copy `call`, `search_folded`, `number_key` and `startup_name` from the application, so that one index serves
    each filter with its order.
    For the figures (`MEASURES`) they also copy `startup`, `stage` of the call, `startup_is_public` and `result_accepted`, and
    keep the day of the approved grant before this one, to the startup and to the project (`PREDECESSOR`).
    `area` is the startup's ward when the grant was approved: figures by place stay where they were when it moves.
    The records office numbers decisions anew each year, with a sign for the authority: two decisions of one year never
    share a number in any spelling (`identifier_key`).
    """

    MEASURES = (GRANTED, PROJECTS, STARTUPS_SUPPORTED)
    PREDECESSOR = GRANT_BEFORE
    COPIED = CopiedColumns(
        {
            "call_id": "application.call_id",
            "search_folded": "application.search_folded",
            "number_key": "application.number_key",
            "startup_name": "application.startup_name",
            "startup_id": "application.startup_id",
            "result_accepted": f"application.status IN ({RESULT_ACCEPTED})",
            "stage_id": "call.stage_id",
            "startup_is_public": "startup.status = 'public' AND startup.archived_at IS NULL",
        },
        joins="JOIN grants_application application ON application.id = record.application_id"
        " JOIN grants_call call ON call.id = application.call_id"
        " JOIN startups_startup startup ON startup.id = application.startup_id",
    )
    STATES = AwardStatus
    NAME_IN_SENTENCE = _("the proposal")
    TRANSITIONS = {
        "repropose": Transition(
            {A.RETURNED},
            A.PROPOSED,
            {Role.OFFICER},
            label=_("Propose again"),
            done_label=_("Proposed again"),
        ),
        "approve": Transition(
            {A.PROPOSED},
            A.APPROVED,
            {Role.DIRECTOR},
            label=_("Approve"),
            done_label=_("Proposal approved"),
            tone="green",
        ),
        "reject": Transition(
            {A.PROPOSED},
            A.REJECTED,
            {Role.DIRECTOR},
            label=_("Do not approve"),
            done_label=_("Proposal not approved"),
            tone="red",
            needs_reason=True,
        ),
        "send_back": Transition(
            {A.PROPOSED},
            A.RETURNED,
            {Role.DIRECTOR},
            label=_("Send back"),
            done_label=_("Proposal sent back"),
            tone="orange",
            needs_reason=True,
        ),
        "void": Transition(
            {A.PROPOSED, A.RETURNED},
            A.VOID,
            {SYSTEM},
            label=_("Cancel with the withdrawal"),
            done_label=_("Cancelled with the withdrawal"),
        ),
        **{
            name: Transition({A.APPROVED}, target, {SYSTEM}, label=label, done_label=target.label, tone="red")
            for name, target, label in (
                ("decline", A.DECLINED, _("Free the money of a declined grant")),
                ("lapse", A.LAPSED, _("Free the money of a lapsed grant")),
                ("end", A.ENDED, _("Free the money of a grant that is ended")),
            )
        },
    }

    application = models.OneToOneField(Application, models.PROTECT, related_name="award")
    budget_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="awards")
    recommendation = models.CharField(_("proposal"), max_length=10, choices=Recommendation)
    amount = models.BigIntegerField(_("amount (đồng)"))
    cancelled = models.BigIntegerField(_("given back (đồng)"), default=0, editable=False)
    recipient = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation that receives and manages the money"),
    )
    reason = models.TextField(_("reason for the proposal"))
    status = models.CharField(max_length=10, choices=AwardStatus, default=AwardStatus.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    authors = authors_field()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    decision_reason = models.TextField(blank=True)
    offer_accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    offer_accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    end_reason = models.CharField(_("kind of reason"), max_length=20, choices=EndReason, blank=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", editable=False, db_index=False)
    search_folded = models.TextField(default="", editable=False)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", editable=False)
    startup = models.ForeignKey(Startup, models.PROTECT, related_name="+", editable=False, db_index=False)
    stage = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+", editable=False, db_index=False)
    startup_is_public = models.BooleanField(default=False, editable=False)
    result_accepted = models.BooleanField(default=False, editable=False)
    startup_previous_on = models.DateField(null=True, editable=False)
    project_previous_on = models.DateField(null=True, editable=False)
    # Awards without a decision come last in the order of decision.
    decided_key = models.GeneratedField(
        expression=Coalesce("decided_at", Value(LAST_MOMENT)), output_field=models.DateTimeField(), db_persist=True
    )

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recommendation=Recommendation.GRANT, amount__gt=0)
                | Q(recommendation=Recommendation.REFUSE, amount=0),
                name="a_grant_has_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="who_proposes_does_not_decide",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(DECIDED_STATUSES))
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_decision_has_its_decider",
            ),
            models.CheckConstraint(
                condition=Q(cancelled__gte=0, cancelled__lte=F("amount")), name="given_back_within_amount"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[AwardStatus.APPROVED, *sorted(RELEASED_STATUSES)])
                | Q(recommendation=Recommendation.GRANT),
                name="only_a_proposed_grant_is_approved",
            ),
            models.UniqueConstraint(
                IdentifierKey("decision_number"),
                LocalYear("decided_at"),
                condition=~Q(decision_number=""),
                name="decision_number_once_a_year",
            ),
        ]
        indexes = [
            models.Index(fields=["budget_line", "status"], name="award_line_status"),
            models.Index(fields=["amount", "id"], name="award_in_sum_order"),
            models.Index(fields=["status", "id"], name="award_status_id"),
            models.Index(
                fields=["decided_at", "id"],
                include=["budget_line", "call"],
                condition=Q(status="approved"),
                name="award_approved_when",
            ),
            models.Index(
                fields=["startup", "decided_at"], condition=Q(status="approved"), name="award_approved_of_startup"
            ),
            models.Index(
                fields=["budget_line", "decided_at"], condition=Q(status="approved"), name="award_approved_of_line"
            ),
            models.Index(fields=["call", "id"], name="award_of_call"),
            models.Index(fields=["budget_line", "id"], name="award_of_line"),
            models.Index(fields=["end_reason", "id"], name="award_by_end_reason"),
            models.Index(fields=["decided_at", "id"], name="award_in_order_of_decision"),
            models.Index(fields=["decided_key", "id"], name="award_in_decision_key_order"),
            models.Index(fields=["number_key", "id"], name="award_in_number_order"),
            models.Index(fields=["startup_key", "id"], name="award_in_startup_order"),
            GinIndex(OpClass(Fold("decision_number"), name="gin_trgm_ops"), name="award_by_decision_number"),
            GinIndex(
                OpClass(F("search_folded"), name="gin_trgm_ops"),
                F("status"),
                F("call"),
                F("budget_line"),
                F("end_reason"),
                name="award_filters",
            ),
        ]
        triggers = [
            author_trigger("proposed_by", "decided_by"),
            copy_trigger(
                COPY_FROM_APPLICATION,
                "application_id",
                "startup_id",
                "stage_id",
                "startup_is_public",
                "result_accepted",
            ),
            pgtrigger.Trigger(
                name="place_of_an_approved_row",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__status="approved"),
                func=PLACE_OF_THE_DECISION,
            ),
            pgtrigger.Trigger(
                name="place_of_the_approval",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__status="approved") & ~pgtrigger.Q(old__status="approved"),
                func=PLACE_OF_THE_DECISION,
            ),
            pgtrigger.Trigger(
                name="place_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="approved", old__area__df=pgtrigger.F("new__area")),
                func="RAISE EXCEPTION 'The place of a decision does not change';",
            ),
            pgtrigger.Trigger(
                name="tranches_follow",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("call", "search_folded", "status", "budget_line", *COPIED_KEYS),
                func=COPY_TO_TRANCHES,
            ),
            payments_follow("c.award_id = NEW.id", "budget_line", "stage", "result_accepted"),
            *measure_triggers((GRANTED, PROJECTS, STARTUPS_SUPPORTED), predecessor=GRANT_BEFORE),
            *figure_triggers("status", "decided_at", "application", inserts_and_deletes=True),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.amount}"

    def roles_of(self, user: User) -> set[str]:
        return self.application.roles_of(user)

    @property
    def is_refusal(self) -> bool:
        """Whether the proposal is not to grant; it has no amount."""
        return self.recommendation == Recommendation.REFUSE

    @property
    def net_amount(self) -> int:
        """The amount less what was given back, in whole đồng: what the award takes from its budget line."""
        return self.amount - self.cancelled


class DecisionLetter(BaseModel):
    """The letter of one decision: content that is frozen with the decision, and the PDF that is made from it once."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="letter")
    content = models.JSONField()
    file = models.FileField(max_length=200, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="letter_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF NEW.content <> OLD.content OR NEW.award_id <> OLD.award_id
                        OR (OLD.sha256 <> '' AND (NEW.sha256, NEW.file, NEW.size) IS DISTINCT FROM (OLD.sha256, OLD.file, OLD.size)) THEN
                        RAISE EXCEPTION 'a decision letter is frozen' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="letter_not_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.award} · {self.sha256[:12]}"
