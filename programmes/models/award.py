"""From proposal to payment: award, contract, tranches, disbursements. Three people, never one."""

from typing import Any, Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.kept import changes_figures
from ecosystem.core.models import BaseModel, Fold
from ecosystem.core.workflow import SYSTEM, Transition
from programmes.models.application import Application
from programmes.models.budget import BudgetLine
from programmes.models.call import Call
from startups.models import Membership, Organisation


class Recommendation(models.TextChoices):
    GRANT = "grant", _("Grant the support")
    REFUSE = "refuse", _("Do not grant")


class AwardStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    RETURNED = "returned", _("Sent back")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Not approved")
    VOID = "void", _("Cancelled by the withdrawal")

    @property
    def tone(self) -> str:
        return {
            "proposed": "purple", "returned": "orange", "approved": "green", "rejected": "red", "void": "secondary",
        }[self.value]  # fmt: skip


A = AwardStatus
DECIDED = frozenset({A.APPROVED, A.REJECTED})


class EndReason(models.TextChoices):
    """Why a case ended without its full grant: coded, so that the reasons can be counted (B26)."""

    LOW_SCORE = "low_score", _("The score is below what is asked")
    NOT_ELIGIBLE = "not_eligible", _("Does not meet the conditions")
    NO_BUDGET = "no_budget", _("The budget is used up")
    DOUBLE_FUNDING = "double_funding", _("The costs are paid from another source")
    NOT_FEASIBLE = "not_feasible", _("The project cannot be carried out as described")
    NO_RESULT = "no_result", _("The work was not done or the result was not accepted")
    AT_REQUEST = "at_request", _("At the startup's own request")
    BREACH = "breach", _("Terms of the contract were broken")
    OTHER = "other", _("Another reason")


NOT_APPROVED_BECAUSE = [
    EndReason.LOW_SCORE, EndReason.NOT_ELIGIBLE, EndReason.NO_BUDGET, EndReason.DOUBLE_FUNDING,
    EndReason.NOT_FEASIBLE, EndReason.OTHER,
]  # fmt: skip
ENDED_EARLY_BECAUSE = [
    EndReason.NO_RESULT, EndReason.AT_REQUEST, EndReason.BREACH, EndReason.DOUBLE_FUNDING, EndReason.OTHER,
]  # fmt: skip


class AwardQuerySet(models.QuerySet["Award"]):
    def approved(self) -> Self:
        """Awards that count: each is one supported project, its amount is money granted."""
        return self.filter(status=AwardStatus.APPROVED)

    def visible_to(self, user: Any) -> Self:
        """Of the dossiers one sees: the department's with proposals, for everyone else only what is decided (A17)."""
        seen = self.filter(application__in=Application.objects.visible_to(user).values("pk"))
        if not user.is_authenticated or not user.has_role(*DEPARTMENT):
            return seen.filter(status__in=DECIDED)
        own = Membership.objects.filter(user=user).values("startup")
        return seen.exclude(~Q(status__in=DECIDED) & Q(application__startup__in=own))

    def for_list(self) -> Self:
        return self.select_related("application__startup", "application__call__policy__stage", "budget_line")

    def reserved(self) -> Self:
        """Proposed grants that wait for the decision: money asked for, not yet taken."""
        return self.filter(status=AwardStatus.PROPOSED, recommendation=Recommendation.GRANT)


# What a list filters and searches by stands in its own rows: copied with the row, and again whenever the source changes.
# The source is read under a lock, so that a change of it that is under way is waited for.
COPY_FROM_APPLICATION = """
    SELECT call_id, search_folded INTO NEW.call_id, NEW.search_folded
    FROM programmes_application WHERE id = NEW.application_id FOR SHARE;
    RETURN NEW;
"""
COPY_TO_TRANCHES = """
    UPDATE programmes_tranche SET call_id = NEW.call_id, search_folded = NEW.search_folded
    WHERE contract_id IN (SELECT id FROM programmes_contract WHERE award_id = NEW.id);
    RETURN NULL;
"""
COPY_FROM_NEW_AWARD = """
    UPDATE programmes_tranche SET call_id = award.call_id, search_folded = award.search_folded
    FROM programmes_award award WHERE award.id = NEW.award_id AND contract_id = NEW.id;
    RETURN NULL;
"""
COPY_FROM_AWARD = """
    SELECT award.call_id, award.search_folded INTO NEW.call_id, NEW.search_folded
    FROM programmes_contract contract JOIN programmes_award award ON award.id = contract.award_id
    WHERE contract.id = NEW.contract_id FOR SHARE;
    RETURN NEW;
"""


def copies(func: str, source: str) -> pgtrigger.Trigger:
    """Fills `call` and `search_folded` of a row that is new, gets another source, or has them written by anybody."""
    return pgtrigger.Trigger(
        name="call_and_words_are_copied",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(source, "call_id", "search_folded"),
        func=func,
    )


@pghistory.track(exclude=["call", "search_folded"])
class Award(BaseModel):
    """What an officer proposed and a director decided for one dossier. The proposer never decides.

    `call` and `search_folded` are the dossier's, copied by triggers, so that one index gives a filter its order.
    """

    CALLED = _("the proposal")
    TRANSITIONS = {
        "repropose": Transition(
            {A.RETURNED}, A.PROPOSED, {Role.OFFICER}, label=_("Propose again"), done=_("Proposed again"),
        ),
        "approve": Transition(
            {A.PROPOSED}, A.APPROVED, {Role.DIRECTOR}, label=_("Approve"), done=_("Proposal approved"), tone="green",
        ),
        "reject": Transition(
            {A.PROPOSED}, A.REJECTED, {Role.DIRECTOR},
            label=_("Do not approve"), done=_("Proposal not approved"), tone="red", needs_reason=True,
        ),
        "send_back": Transition(
            {A.PROPOSED}, A.RETURNED, {Role.DIRECTOR},
            label=_("Send back"), done=_("Proposal sent back"), tone="orange", needs_reason=True,
        ),
        "void": Transition(
            {A.PROPOSED, A.RETURNED}, A.VOID, {SYSTEM},
            label=_("Cancel with the withdrawal"), done=_("Cancelled with the withdrawal"),
        ),
    }  # fmt: skip

    application = models.OneToOneField(Application, models.PROTECT, related_name="award")
    budget_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="awards")
    recommendation = models.CharField(_("proposal"), max_length=10, choices=Recommendation)
    amount = models.BigIntegerField(_("amount (đồng)"))
    cancelled = models.BigIntegerField(_("given back (đồng)"), default=0, editable=False)
    recipient = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("organisation that receives and manages the money"),
    )  # fmt: skip
    reason = models.TextField(_("reason for the proposal"))
    status = models.CharField(max_length=10, choices=AwardStatus, default=AwardStatus.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    decision_reason = models.TextField(blank=True)
    end_reason = models.CharField(_("kind of reason"), max_length=20, choices=EndReason, blank=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", editable=False, db_index=False)
    search_folded = models.TextField(default="", editable=False)

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
                condition=~Q(status__in=[AwardStatus.APPROVED, AwardStatus.REJECTED])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_decision_has_its_decider",
            ),
            models.CheckConstraint(
                condition=Q(cancelled__gte=0, cancelled__lte=F("amount")), name="given_back_within_amount"
            ),
            models.CheckConstraint(
                condition=~Q(status=AwardStatus.APPROVED) | Q(recommendation=Recommendation.GRANT),
                name="only_a_proposed_grant_is_approved",
            ),
        ]
        indexes = [
            models.Index(fields=["budget_line", "status"], name="award_line_status"),
            models.Index(fields=["amount", "id"], name="award_in_sum_order"),
            models.Index(fields=["status", "id"], name="award_status_id"),
            models.Index(fields=["decided_at"], condition=Q(status="approved"), name="award_approved_when"),
            models.Index(
                fields=["budget_line", "decided_at"], condition=Q(status="approved"), name="award_approved_of_line"
            ),
            models.Index(fields=["call", "id"], name="award_of_call"),
            models.Index(fields=["budget_line", "id"], name="award_of_line"),
            models.Index(fields=["end_reason", "id"], name="award_by_end_reason"),
            models.Index(fields=["decided_at", "id"], name="award_in_order_of_decision"),
            GinIndex(OpClass(Fold("decision_number"), name="gin_trgm_ops"), name="award_by_decision_number"),
            GinIndex(OpClass(F("search_folded"), name="gin_trgm_ops"), name="award_search"),
        ]
        triggers = [
            copies(COPY_FROM_APPLICATION, "application_id"),
            pgtrigger.Trigger(
                name="tranches_follow",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("call", "search_folded"),
                func=COPY_TO_TRANCHES,
            ),
            *changes_figures("status", "amount", "cancelled", "decided_at", "budget_line", "application", whole=True),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.amount}"

    @property
    def state(self) -> AwardStatus:
        return AwardStatus(self.status)

    def roles_of(self, user: Any) -> set[str]:
        return self.application.roles_of(user)

    @property
    def counted(self) -> int:
        """Whole đồng that this award takes of its budget line."""
        return self.amount - self.cancelled


class DecisionLetter(BaseModel):
    """The letter of one decision. Its content is frozen with the decision; the PDF is made from it once."""

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


@pghistory.track()
class Contract(BaseModel):
    """The signed contract of one award: its tranches add up to the award (the database checks at commit)."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="contract")
    number = models.CharField(_("contract number"), max_length=60, unique=True)
    signed_on = models.DateField(_("signed on"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_file = models.FileField(_("signed copy"), max_length=200, blank=True)
    signed_file_name = models.CharField(max_length=200, blank=True)
    signed_file_type = models.CharField(max_length=100, blank=True)
    signed_file_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="contract_starts_before_it_ends")
        ]
        indexes = [GinIndex(OpClass(Fold("number"), name="gin_trgm_ops"), name="contract_by_number")]
        triggers = [
            pgtrigger.Trigger(
                name="tranches_follow",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("award"),
                func=COPY_FROM_NEW_AWARD,
            ),
            *changes_figures("award"),
        ]

    def __str__(self) -> str:
        return self.number


class TrancheStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    REPORTED = "reported", _("Deliverable reported")
    RETURNED = "returned", _("Deliverable sent back")
    ACCEPTED = "accepted", _("Deliverable accepted")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Cancelled")

    @property
    def tone(self) -> str:
        return {
            "planned": "secondary", "reported": "azure", "returned": "orange",
            "accepted": "blue", "paid": "green", "cancelled": "red",
        }[self.value]  # fmt: skip


T = TrancheStatus


class TrancheQuerySet(models.QuerySet["Tranche"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(contract__award__application__in=Application.objects.visible_to(user).values("pk"))

    def for_list(self) -> Self:
        return self.select_related(
            "contract__award__application__startup", "contract__award__application__call", "contract__award__recipient"
        )


SUM_OF_TRANCHES = """
    SELECT a.amount, coalesce(sum(t.amount), 0) INTO wanted, found
    FROM programmes_contract c JOIN programmes_award a ON a.id = c.award_id
    LEFT JOIN programmes_tranche t ON t.contract_id = c.id
    WHERE c.id = NEW.contract_id GROUP BY a.amount;
    IF wanted IS DISTINCT FROM found THEN
        RAISE EXCEPTION 'tranches add up to %, the award is %', found, wanted USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track(exclude=["call", "search_folded"])
class Tranche(BaseModel):
    """One part of the award, tied to a deliverable; paid once, after its deliverable was accepted.

    `call` and `search_folded` are the award's, copied by triggers, so that one index gives a filter its order.
    """

    reader_pays: bool = False  # the list of payments annotates whether its reader records payments
    CALLED = _("the tranche")
    TRANSITIONS = {
        "report": Transition(
            {T.PLANNED, T.RETURNED}, T.REPORTED, {Role.APPLICANT},
            label=_("Report the deliverable"), done=_("Deliverable reported"),
        ),
        "accept": Transition(
            {T.REPORTED}, T.ACCEPTED, {Role.OFFICER, Role.MANAGER},
            label=_("Accept the deliverable"), done=_("Deliverable accepted"), tone="green"
        ),
        "send_back": Transition(
            {T.REPORTED}, T.RETURNED, {Role.OFFICER, Role.MANAGER},
            label=_("Send the deliverable back"), done=_("Deliverable sent back"),
            tone="orange", needs_reason=True,
        ),
        "pay": Transition(
            {T.ACCEPTED}, T.PAID, {Role.ACCOUNTANT},
            label=_("Record the payment"), done=_("Payment recorded"), tone="green",
            confirm=_("The payment is final and shows in the council's figures at once."),
        ),
        "cancel": Transition(
            {T.PLANNED, T.REPORTED, T.RETURNED, T.ACCEPTED}, T.CANCELLED, {Role.DIRECTOR},
            label=_("Cancel the tranche"), done=_("Tranche cancelled"), tone="red",
        ),
    }  # fmt: skip

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField(_("number"))
    amount = models.BigIntegerField(_("amount (đồng)"))
    deliverable = models.CharField(_("deliverable"), max_length=500)
    due_on = models.DateField(_("due"))
    status = models.CharField(max_length=10, choices=T, default=T.PLANNED, editable=False)
    report_text = models.TextField(_("what was done"), blank=True, max_length=10000)
    report_file = models.FileField(max_length=200, blank=True)
    report_file_name = models.CharField(max_length=200, blank=True)
    report_file_type = models.CharField(max_length=100, blank=True)
    report_file_sha256 = models.CharField(max_length=64, blank=True)
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", editable=False, db_index=False)
    search_folded = models.TextField(default="", editable=False)

    objects = TrancheQuerySet.as_manager()

    class Meta:
        ordering = ["contract", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="tranche_number_in_contract"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="tranche_has_an_amount"),
            models.CheckConstraint(
                condition=~Q(status__in=[T.ACCEPTED, T.PAID]) | Q(accepted_by__isnull=False),
                name="tranche_paid_after_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | Q(reported_by__isnull=True) | ~Q(accepted_by=F("reported_by")),
                name="who_reports_does_not_accept",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_on", "id"], name="tranche_status_due"),
            models.Index(fields=["due_on", "id"], name="tranche_due"),
            models.Index(fields=["amount", "id"], name="tranche_in_sum_order"),
            models.Index(fields=["call", "due_on", "id"], name="tranche_of_call"),
            GinIndex(OpClass(F("search_folded"), name="gin_trgm_ops"), name="tranche_search"),
        ]
        triggers = [
            copies(COPY_FROM_AWARD, "contract_id"),
            pgtrigger.Trigger(
                name="tranches_add_up",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("amount", "contract_id"),
                timing=pgtrigger.Deferred,
                declare=[("wanted", "bigint"), ("found", "bigint")],
                func=SUM_OF_TRANCHES,
            ),
            pgtrigger.Protect(name="tranche_not_deleted", operation=pgtrigger.Delete),
            *changes_figures("contract"),
        ]

    def __str__(self) -> str:
        return f"{self.contract} / {self.number}"

    @property
    def state(self) -> TrancheStatus:
        return TrancheStatus(self.status)

    def roles_of(self, user: Any) -> set[str]:
        return self.contract.award.application.roles_of(user)


class DisbursementQuerySet(models.QuerySet["Disbursement"]):
    def visible_to(self, user: Any) -> Self:
        """Payments are seen by the department and accountants of the call's unit, and by the startup."""
        return self.filter(tranche__in=Tranche.objects.visible_to(user).values("pk"))

    def for_list(self) -> Self:
        return self.select_related("tranche__contract__award__application__startup")


@pghistory.track()
class Disbursement(BaseModel):
    """One payment of one tranche: whoever pays has neither proposed nor decided nor accepted."""

    tranche = models.OneToOneField(Tranche, models.PROTECT, related_name="disbursement")
    amount = models.BigIntegerField(_("amount (đồng)"))
    paid_on = models.DateField(_("paid on"))
    reference = models.CharField(_("payment reference"), max_length=60)
    paid_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = DisbursementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="payment_has_an_amount")]
        indexes = [models.Index(fields=["paid_on"], name="disbursement_paid_on")]
        triggers = [
            pgtrigger.Trigger(
                name="payer_is_a_third_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("tranche", "record")],
                func="""
                    SELECT t.amount, t.accepted_by_id, a.proposed_by_id, a.decided_by_id INTO tranche
                    FROM programmes_tranche t
                    JOIN programmes_contract c ON c.id = t.contract_id
                    JOIN programmes_award a ON a.id = c.award_id
                    WHERE t.id = NEW.tranche_id;
                    IF NEW.paid_by_id IN (tranche.proposed_by_id, tranche.decided_by_id, tranche.accepted_by_id) THEN
                        RAISE EXCEPTION 'who proposed, decided or accepted does not pay' USING ERRCODE = 'check_violation';
                    END IF;
                    IF NEW.amount <> tranche.amount THEN
                        RAISE EXCEPTION 'a tranche is paid whole' USING ERRCODE = 'check_violation';
                    END IF;
                    IF tranche.accepted_by_id IS NULL THEN
                        RAISE EXCEPTION 'a tranche is paid after acceptance' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="payment_not_deleted", operation=pgtrigger.Delete),
            *changes_figures("amount", "paid_on", "tranche", whole=True),
        ]

    def __str__(self) -> str:
        return f"{self.tranche}: {self.amount}"
