"""Contracts and their tranches."""

from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.days import LAST_DATE
from ecosystem.core.four_eyes import author_trigger, authors_field
from ecosystem.core.measures import CopiedColumns, measure_triggers
from ecosystem.core.models import BaseModel, Fold, IdentifierKey
from ecosystem.core.workflow import SYSTEM, Stateful, Transition
from ecosystem.questionnaires.models import QuestionnaireResponse
from programmes.grants.models.application import Application
from programmes.grants.models.award import Award, copy_trigger, payments_follow
from programmes.grants.models.call import Call
from programmes.grants.models.dossier_keys import COPIED_KEYS, DossierKeys
from programmes.grants.models.measures import CONTRACTED
from programmes.plan.models import BudgetLine

COPY_FROM_NEW_AWARD = """
    UPDATE grants_tranche SET call_id = award.call_id, search_folded = award.search_folded,
        number_key = award.number_key, startup_name = award.startup_name,
        charged_line_id = CASE WHEN award.status = 'approved' THEN award.budget_line_id END
    FROM grants_award award WHERE award.id = NEW.award_id AND contract_id = NEW.id;
    RETURN NULL;
"""


COPY_FROM_AWARD = """
    SELECT award.call_id, award.search_folded, award.number_key, award.startup_name,
        CASE WHEN award.status = 'approved' THEN award.budget_line_id END
    INTO NEW.call_id, NEW.search_folded, NEW.number_key, NEW.startup_name, NEW.charged_line_id
    FROM grants_contract contract JOIN grants_award award ON award.id = contract.award_id
    WHERE contract.id = NEW.contract_id FOR SHARE;
    RETURN NEW;
"""


# The payment writes the day; whoever else writes it gets the day of the effective payment again.
DAY_OF_THE_PAYMENT = """
    NEW.paid_on := (SELECT max(paid_on) FROM grants_disbursement WHERE tranche_id = NEW.id AND is_effective);
    RETURN NEW;
"""


SUM_OF_TRANCHES = """
    SELECT a.amount, coalesce(sum(t.amount), 0) INTO wanted, found
    FROM grants_contract c JOIN grants_award a ON a.id = c.award_id
    LEFT JOIN grants_tranche t ON t.contract_id = c.id
    WHERE c.id = NEW.contract_id GROUP BY a.amount;
    IF wanted IS DISTINCT FROM found THEN
        RAISE EXCEPTION 'tranches add up to %, the award is %', found, wanted USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


TRANCHES_WITHIN_CONTRACT = """
    IF EXISTS (
        SELECT FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id
        WHERE %s AND t.status <> 'cancelled' AND (t.due_on < c.starts_on OR t.due_on > c.ends_on)
    ) THEN
        RAISE EXCEPTION 'a deliverable is due outside the time of its contract' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class Contract(BaseModel):
    """The signed contract of one award. A deferred trigger checks that its tranches add up to the award.

    No two contracts have one number in any spelling (`identifier_key`): it names the contract for good.
    """

    award = models.OneToOneField(Award, models.PROTECT, related_name="contract")
    number = models.CharField(_("contract number"), max_length=60)
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
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="contract_starts_before_it_ends"),
            models.UniqueConstraint(IdentifierKey("number"), name="contract_number_once"),
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
            pgtrigger.Trigger(
                name="time_holds_its_tranches",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("starts_on", "ends_on"),
                timing=pgtrigger.Deferred,
                func=TRANCHES_WITHIN_CONTRACT % "c.id = NEW.id",
            ),
            payments_follow("c.id = NEW.id", "award"),
        ]

    def __str__(self) -> str:
        return self.number


class TrancheStatus(models.TextChoices):
    PLANNED = "planned", _("Deliverable not reported yet")
    REPORTED = "reported", _("Deliverable reported")
    RETURNED = "returned", _("Deliverable sent back")
    ACCEPTED = "accepted", _("Deliverable accepted")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Cancelled")

    @property
    def tone(self) -> str:
        return {
            "planned": "secondary",
            "reported": "azure",
            "returned": "orange",
            "accepted": "blue",
            "paid": "green",
            "cancelled": "red",
        }[self.value]


T = TrancheStatus


class TrancheQuerySet(models.QuerySet["Tranche"]):
    def visible_to(self, user: User) -> Self:
        """Tranches of the visible applications."""
        return self.filter(contract__award__application__in=Application.objects.visible_to(user).values("pk"))

    def for_list(self) -> Self:
        return self.select_related(
            "contract__award__application__startup",
            "contract__award__application__call",
            "contract__award__recipient",
        )

    def for_dashboard(self) -> Self:
        """What a line of the home page shows: the project, its startup and contract, the deliverable and its due day."""
        return self.select_related("contract__award__application").only(
            "number",
            "deliverable",
            "startup_name",
            "due_on",
            "status",
            "contract__number",
            "contract__award__application__title",
        )


@pghistory.track(
    exclude=[
        "call",
        "search_folded",
        "authors",
        *COPIED_KEYS,
        "startup_key",
        "paid_on",
        "paid_key",
        "charged_line",
    ]
)
class Tranche(DossierKeys, Stateful):
    """One part of the award, tied to a deliverable; paid once, after its deliverable was accepted.

    Triggers copy `call`, `search_folded`, `number_key` and `startup_name` from the award, and `paid_on` from the effective
    payment, so that one index serves each filter with its order. `charged_line` is the budget line of an approved award,
    for the figure of contracted money (`MEASURES`).
    """

    MEASURES = (CONTRACTED,)
    COPIED = CopiedColumns(
        {
            "call_id": "award.call_id",
            "search_folded": "award.search_folded",
            "number_key": "award.number_key",
            "startup_name": "award.startup_name",
            "charged_line_id": "CASE WHEN award.status = 'approved' THEN award.budget_line_id END",
            "paid_on": "SELECT MAX(paid_on) FROM grants_disbursement WHERE tranche_id = record.id AND is_effective",
        },
        joins="JOIN grants_contract contract ON contract.id = record.contract_id"
        " JOIN grants_award award ON award.id = contract.award_id",
    )

    reader_may_pay: bool = False  # annotated by the list of payments
    payment_reference: str | None = None  # `with_payment_reference`
    STATES = TrancheStatus
    NAME_IN_SENTENCE = _("the tranche")
    TRANSITIONS = {
        "report": Transition(
            {T.PLANNED, T.RETURNED},
            T.REPORTED,
            {Role.APPLICANT},
            label=_("Report the deliverable"),
            done_label=_("Deliverable reported"),
        ),
        "accept": Transition(
            {T.REPORTED},
            T.ACCEPTED,
            {Role.OFFICER, Role.MANAGER},
            label=_("Accept the deliverable"),
            done_label=_("Deliverable accepted"),
            tone="green",
        ),
        "send_back": Transition(
            {T.REPORTED},
            T.RETURNED,
            {Role.OFFICER, Role.MANAGER},
            label=_("Send the deliverable back"),
            done_label=_("Deliverable sent back"),
            tone="orange",
            needs_reason=True,
        ),
        "take_back_acceptance": Transition(
            {T.ACCEPTED},
            T.REPORTED,
            {Role.OFFICER, Role.MANAGER},
            label=_("Take the acceptance back"),
            done_label=_("Acceptance taken back"),
            tone="orange",
            needs_reason=True,
            confirm=_("The deliverable has to be checked again before its tranche can be paid. The startup is told."),
        ),
        "pay": Transition(
            {T.ACCEPTED},
            T.PAID,
            {Role.ACCOUNTANT},
            label=_("Record the payment"),
            done_label=_("Payment recorded"),
            tone="green",
            confirm=_(
                "The payment shows in the council's figures at once. A wrong amount, day or number is put right only by "
                "a reversing entry that a second person confirms, and a new entry."
            ),
        ),
        "reverse_payment": Transition(
            {T.PAID},
            T.ACCEPTED,
            {SYSTEM},
            label=_("Reverse the payment"),
            done_label=_("Payment reversed: the tranche can be paid again"),
            tone="orange",
        ),
        "return_money": Transition(
            {T.PAID},
            T.CANCELLED,
            {SYSTEM},
            label=_("Cancel after the whole payment was returned"),
            done_label=_("Payment returned whole"),
            tone="red",
        ),
        "cancel": Transition(
            {T.PLANNED, T.REPORTED, T.RETURNED, T.ACCEPTED},
            T.CANCELLED,
            {Role.DIRECTOR},
            label=_("Cancel the tranche"),
            done_label=_("Tranche cancelled"),
            tone="red",
        ),
    }

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField(_("number"))
    amount = models.BigIntegerField(_("amount (đồng)"))
    deliverable = models.CharField(_("deliverable"), max_length=500)
    due_on = models.DateField(_("due"))
    status = models.CharField(max_length=10, choices=T, default=T.PLANNED, editable=False)
    response = models.OneToOneField(
        QuestionnaireResponse, models.PROTECT, null=True, related_name="tranche", editable=False
    )
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    authors = authors_field()
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", editable=False, db_index=False)
    search_folded = models.TextField(default="", editable=False)
    charged_line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    paid_on = models.DateField(null=True, editable=False)
    # Tranches that are not paid come last in the order of payment.
    paid_key = models.GeneratedField(
        expression=Coalesce("paid_on", Value(LAST_DATE)), output_field=models.DateField(), db_persist=True
    )

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
            # Indexes of orders include what the list filters by: following them needs no row of the table.
            models.Index(fields=["due_on", "id"], include=["contract", "status", "call", "amount"], name="tranche_due"),
            models.Index(
                fields=["amount", "id"], include=["contract", "status", "call", "due_on"], name="tranche_in_sum_order"
            ),
            models.Index(fields=["call", "due_on", "id"], name="tranche_of_call"),
            models.Index(
                fields=["call", "status", "due_on", "id"], include=["contract"], name="tranche_of_call_by_status"
            ),
            models.Index(
                fields=["number_key", "id"],
                include=["contract", "status", "call", "due_on", "amount"],
                name="tranche_in_number_order",
            ),
            models.Index(
                fields=["startup_key", "id"],
                include=["contract", "status", "call", "due_on", "amount"],
                name="tranche_in_startup_order",
            ),
            models.Index(
                fields=["paid_key", "id"],
                include=["contract", "status", "call", "due_on", "amount"],
                name="tranche_in_payment_order",
            ),
            GinIndex(
                OpClass(F("search_folded"), name="gin_trgm_ops"),
                F("status"),
                F("call"),
                name="tranche_filters",
            ),
        ]
        triggers = [
            author_trigger("reported_by", "accepted_by"),
            copy_trigger(COPY_FROM_AWARD, "contract_id", "charged_line_id"),
            pgtrigger.Trigger(
                name="day_of_the_payment_is_copied",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("paid_on"),
                func=DAY_OF_THE_PAYMENT,
            ),
            pgtrigger.Trigger(
                name="tranches_add_up",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("amount", "contract_id"),
                timing=pgtrigger.Deferred,
                declare=[("wanted", "bigint"), ("found", "bigint")],
                func=SUM_OF_TRANCHES,
            ),
            pgtrigger.Trigger(
                name="due_within_contract",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("due_on"),
                timing=pgtrigger.Deferred,
                func=TRANCHES_WITHIN_CONTRACT % "t.id = NEW.id",
            ),
            pgtrigger.Protect(
                name="settled_due_day_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=[T.ACCEPTED.value, T.PAID.value, T.CANCELLED.value])
                & pgtrigger.Q(old__due_on__df=pgtrigger.F("new__due_on")),
            ),
            pgtrigger.Protect(name="tranche_not_deleted", operation=pgtrigger.Delete),
            payments_follow("t.id = NEW.id", "contract"),
            *measure_triggers((CONTRACTED,)),
        ]

    def __str__(self) -> str:
        return f"{self.contract} / {self.number}"

    def roles_of(self, user: User) -> set[str]:
        return self.contract.award.application.roles_of(user)
