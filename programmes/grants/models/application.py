"""The application: one startup's bid in one call, from draft to the closing of the contract."""

from datetime import date
from typing import Any, Self

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Prefetch, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Concat
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.figure_cache import invalidates_figures
from ecosystem.core.models import Fold, SortKey
from ecosystem.core.workflow import SYSTEM, Stateful, Transition
from ecosystem.reference.models import Area
from programmes.grants.models.call import Call, roles_in_unit
from programmes.grants.models.completion import Completion
from startups.models import LARGE_STARTUP_COLUMNS, MemberRole, Membership, Startup


class ApplicationStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    CHECKING = "checking", _("Completeness check")
    RETURNED = "returned", _("Returned for completion")
    EVALUATING = "evaluating", _("Under evaluation")
    PROPOSED = "proposed", _("Waiting for the decision")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Not approved")
    CONTRACTED = "contracted", _("Contract signed")
    IN_PROGRESS = "in_progress", _("In progress")
    ACCEPTED = "accepted", _("Result accepted")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    STOPPED = "stopped", _("Stopped")

    @property
    def tone(self) -> str:
        return {
            "draft": "secondary",
            "submitted": "azure",
            "checking": "azure",
            "returned": "orange",
            "evaluating": "blue",
            "proposed": "purple",
            "approved": "green",
            "rejected": "red",
            "contracted": "green",
            "in_progress": "green",
            "accepted": "green",
            "closed": "secondary",
            "withdrawn": "secondary",
            "stopped": "red",
        }[self.value]

    @property
    def in_plain_words(self) -> Any:
        """What the applicant reads: what it means and what comes next."""
        return {
            "draft": _("Only your team sees this draft. Complete it and submit before the call closes."),
            "submitted": _("We have received your application. Next, an officer checks that it is complete."),
            "checking": _("An officer is checking that the documents are complete and valid."),
            "returned": _("Something is missing. Read the officer's request, complete the dossier and send it again."),
            "evaluating": _("The documents are valid. Two evaluators are scoring your project."),
            "proposed": _("The evaluation is finished. The director decides next."),
            "approved": _("Your project is approved. Next, the contract is prepared."),
            "rejected": _("Your project was not approved this time. The reason is in the decision."),
            "contracted": _("The contract is signed. Report each deliverable to receive its payment."),
            "in_progress": _("The work is under way. Report each deliverable to receive its payment."),
            "accepted": _("The results are accepted. The contract will be closed."),
            "closed": _("Everything is finished and the dossier is closed."),
            "withdrawn": _("You withdrew this application."),
            "stopped": _("Processing of this application was stopped."),
        }[self.value]


S = ApplicationStatus
ENDED = frozenset({S.REJECTED, S.CLOSED, S.WITHDRAWN, S.STOPPED})
WITH_GRANT = frozenset({S.APPROVED, S.CONTRACTED, S.IN_PROGRESS, S.ACCEPTED, S.CLOSED})
EDITABLE = frozenset({S.DRAFT, S.RETURNED})
AT_WORK = [
    S.ACCEPTED,
    S.APPROVED,
    S.CHECKING,
    S.EVALUATING,
    S.PROPOSED,
    S.RETURNED,
    S.SUBMITTED,
]  # somebody's next step
SENT = frozenset(S) - {S.DRAFT}


NEVER_DUE = date(9999, 12, 31)


class Holder(models.TextChoices):
    """Who has the dossier on the desk."""

    APPLICANT = "applicant", _("The applicant")
    DEPARTMENT = "department", _("The department")
    EVALUATORS = "evaluators", _("The evaluators")
    DIRECTOR = "director", _("The director")
    NOBODY = "nobody", _("Nobody: finished")


HOLDER_IN = {
    S.DRAFT: Holder.APPLICANT,
    S.SUBMITTED: Holder.DEPARTMENT,
    S.CHECKING: Holder.DEPARTMENT,
    S.RETURNED: Holder.APPLICANT,
    S.EVALUATING: Holder.EVALUATORS,
    S.PROPOSED: Holder.DIRECTOR,
    S.APPROVED: Holder.DEPARTMENT,
    S.REJECTED: Holder.NOBODY,
    S.CONTRACTED: Holder.APPLICANT,
    S.IN_PROGRESS: Holder.APPLICANT,
    S.ACCEPTED: Holder.DEPARTMENT,
    S.CLOSED: Holder.NOBODY,
    S.WITHDRAWN: Holder.NOBODY,
    S.STOPPED: Holder.NOBODY,
}


LONG = (
    "problem",
    "solution",
    "novelty",
    "market",
    "team",
    "impact",
    "other_support",
    "completion_request",
    "search_folded",
    "sector_ids",
    "call__summary",
    "call__summary_en",
    *(f"startup__{name}" for name in LARGE_STARTUP_COLUMNS),
)


def with_dossiers(calls: models.QuerySet[Call]) -> models.QuerySet[Call]:
    """Calls with `dossiers`: how many applications each has, counted for the rows that are fetched."""
    mine = Application.objects.filter(call=models.OuterRef("pk"))
    counted = mine.order_by().values("call").annotate(n=models.Count("pk")).values("n")
    return calls.annotate(dossiers=Coalesce(models.Subquery(counted), 0))


def without_long_texts(rows: models.QuerySet[Any], path: str) -> models.QuerySet[Any]:
    """Rows that name a dossier under `path`, without the long texts of dossier and startup."""
    own = [name for name in LONG if not name.startswith("call__")]
    return rows.select_related(f"{path}__startup").defer(*(f"{path}__{name}" for name in own))


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User) -> Self:
        """Rows this user may know exist; every view of dossiers starts here.

        Applicants: their startups'. Department: sent dossiers of the calls of their units.
        Accountants: dossiers with a grant, ended early or not. Evaluators reach dossiers only through their reviews.
        """
        if not user.is_authenticated:
            return self.none()
        mine = Q(startup__in=Membership.objects.filter(user=user).values("startup"))
        if user.has_role(*DEPARTMENT):
            mine |= ~Q(status=S.DRAFT) & self._in_units(user.units_of(*DEPARTMENT))
        if user.has_role(Role.ACCOUNTANT):
            decision = self.model._default_manager.filter(pk=models.OuterRef("pk")).values("award__status")
            # What was paid before the end stays in the accountant's books. Not by EXISTS: Postgres would first gather
            # all grants that there are.
            ended = Q(status=S.STOPPED) & Q(Exact(models.Subquery(decision), Value("approved")))
            mine |= (Q(status__in=WITH_GRANT) | ended) & self._in_units(user.units_of(Role.ACCOUNTANT))
        return self.filter(mine)

    @staticmethod
    def _in_units(units: set[int] | None) -> Q:
        return Q() if units is None else Q(call__in=Call.objects.filter(unit__in=units).values("pk"))

    def of_applicant(self, user: User) -> Self:
        return self.filter(startup__in=Membership.objects.filter(user=user).values("startup"))

    def for_list(self) -> Self:
        """With call and startup, without the long texts that no list shows."""
        return self.select_related("call", "startup").defer(*LONG)

    def for_table(self) -> Self:
        """With the call, for the list of the back office: the name of the startup is a column of the row itself."""
        return self.select_related("call").defer(*LONG)

    def with_unsent(self, user: User) -> Self:
        """With `in_writing`: what this user's startup has written of a returned dossier and not sent, else None."""
        completions = Completion.objects.filter(
            application__status=S.RETURNED,
            application__startup__in=Membership.objects.filter(user=user).values("startup"),
        )
        words = completions.only("application").annotate(title=KeyTextTransform("title", "answers"))
        return self.prefetch_related(Prefetch("completion", queryset=words, to_attr="in_writing"))

    def waiting_for(self, user: User) -> Self:
        """Visible dossiers whose next step the user's roles may make now, the earliest due day first."""
        if not user.is_authenticated:
            return self.none()
        editor = Membership.objects.filter(user=user, role__in=[MemberRole.OWNER, MemberRole.EDITOR])
        mine = Q(status__in=[S.DRAFT, S.RETURNED], startup__in=editor.values("startup"))
        desks = {
            Role.OFFICER: [S.SUBMITTED, S.CHECKING, S.EVALUATING, S.APPROVED, S.ACCEPTED],
            Role.DIRECTOR: [S.PROPOSED],
        }
        for role, states in desks.items():
            if user.has_role(role):
                own = Q(startup__in=Membership.objects.filter(user=user).values("startup"))
                lapsed = Q(status=S.RETURNED, due_on__lt=timezone.localdate()) if role == Role.OFFICER else Q(pk__in=[])
                mine |= (Q(status__in=states) | lapsed) & self._in_units(user.units_of(role)) & ~own
        return self.visible_to(user).filter(mine).order_by(F("due_on").asc(nulls_last=True), "pk")

    def overdue(self, today: Any) -> Self:
        return self.filter(due_on__lt=today)


RESULT_ACCEPTED = (S.ACCEPTED, S.CLOSED)
COUNTS_OTHERWISE = (
    pgtrigger.Q(old__call__df=pgtrigger.F("new__call"))
    | pgtrigger.Q(old__startup__df=pgtrigger.F("new__startup"))
    | pgtrigger.Q(old__status__df=pgtrigger.F("new__status"), old__status__in=RESULT_ACCEPTED)
    | pgtrigger.Q(old__status__df=pgtrigger.F("new__status"), new__status__in=RESULT_ACCEPTED)
)
COPY_FROM_STARTUP = """
    SELECT name, area_id, sector_ids INTO NEW.startup_name, NEW.area_id, NEW.sector_ids
    FROM startups_startup WHERE id = NEW.startup_id FOR SHARE;
    RETURN NEW;
"""
COPY_TO_AWARD = """
    UPDATE grants_award SET call_id = NEW.call_id, search_folded = NEW.search_folded WHERE application_id = NEW.id;
    RETURN NULL;
"""


@pghistory.track(exclude=["startup_name", "area", "sector_ids", "search_folded", "sort_key", "due_key"])
class Application(Stateful):
    """One startup's bid in one call. Its status moves only in programmes.grants.actions, by this table.

    `startup_name`, `area` and `sector_ids` are the startup's, copied by triggers, so that one index finds number, title
    and name together, and one gives a filter its order.
    """

    STATES = ApplicationStatus
    NAME_IN_SENTENCE = _("the dossier")
    TRANSITIONS = {
        "submit": Transition(
            {S.DRAFT}, S.SUBMITTED, {Role.APPLICANT}, label=_("Submit"), done_label=_("Dossier submitted")
        ),
        "start_check": Transition(
            {S.SUBMITTED},
            S.CHECKING,
            {Role.OFFICER},
            label=_("Start the completeness check"),
            done_label=_("Completeness check started"),
        ),
        "return_for_completion": Transition(
            {S.CHECKING, S.EVALUATING},
            S.RETURNED,
            {Role.OFFICER},
            label=_("Ask the applicant to complete"),
            done_label=_("Applicant asked to complete the dossier"),
            tone="orange",
            needs_reason=True,
        ),
        "resubmit": Transition(
            {S.RETURNED},
            S.CHECKING,
            {Role.APPLICANT},
            label=_("Send again"),
            done_label=_("Dossier sent again"),
        ),
        "accept_as_valid": Transition(
            {S.CHECKING},
            S.EVALUATING,
            {Role.OFFICER},
            label=_("The dossier is valid"),
            done_label=_("Dossier found valid"),
            tone="green",
        ),
        "propose": Transition(
            {S.EVALUATING},
            S.PROPOSED,
            {Role.OFFICER},
            label=_("Propose a decision"),
            done_label=_("Decision proposed"),
        ),
        "send_back": Transition(
            {S.PROPOSED},
            S.EVALUATING,
            {Role.DIRECTOR},
            label=_("Send back to evaluation"),
            done_label=_("Sent back to evaluation"),
            tone="orange",
            needs_reason=True,
        ),
        "approve": Transition(
            {S.PROPOSED},
            S.APPROVED,
            {Role.DIRECTOR},
            label=_("Approve"),
            done_label=_("Project approved"),
            tone="green",
            confirm=_("The grant is charged to the budget line, and the applicant is told. This cannot be undone."),
        ),
        "reject": Transition(
            {S.PROPOSED},
            S.REJECTED,
            {Role.DIRECTOR},
            label=_("Do not approve"),
            done_label=_("Project not approved"),
            tone="red",
            needs_reason=True,
            confirm=_("The applicant is told, with the reason. This cannot be undone."),
        ),
        "sign_contract": Transition(
            {S.APPROVED},
            S.CONTRACTED,
            {Role.OFFICER},
            label=_("Record the signed contract"),
            done_label=_("Contract signed"),
        ),
        "start_work": Transition(
            {S.CONTRACTED},
            S.IN_PROGRESS,
            {Role.OFFICER, Role.ACCOUNTANT, SYSTEM},
            label=_("Start the work"),
            done_label=_("Work started"),
        ),
        "accept_result": Transition(
            {S.IN_PROGRESS},
            S.ACCEPTED,
            {Role.MANAGER},
            label=_("Accept the final result"),
            done_label=_("Final result accepted"),
            tone="green",
            confirm=_("The work counts as done. An officer can then close the dossier."),
        ),
        "close": Transition(
            {S.ACCEPTED},
            S.CLOSED,
            {Role.OFFICER},
            label=_("Close the contract"),
            done_label=_("Contract closed"),
            confirm=_("The dossier is finished and can no longer change."),
        ),
        "withdraw": Transition(
            {S.DRAFT, S.SUBMITTED, S.CHECKING, S.RETURNED, S.EVALUATING, S.PROPOSED},
            S.WITHDRAWN,
            {Role.APPLICANT},
            label=_("Withdraw"),
            done_label=_("Dossier withdrawn"),
            tone="red",
            needs_reason=True,
            confirm=_("You cannot send this application again. You may start a new one while the call is open."),
        ),
        "stop_lapsed": Transition(
            {S.RETURNED},
            S.STOPPED,
            {Role.OFFICER},
            label=_("Stop: the time to complete has passed"),
            done_label=_("Processing stopped: the time to complete had passed"),
            tone="red",
            needs_reason=True,
            confirm=_("The applicant is told. This cannot be undone."),
        ),
        "terminate": Transition(
            {S.CONTRACTED, S.IN_PROGRESS},
            S.STOPPED,
            {Role.DIRECTOR},
            label=_("End the contract early"),
            done_label=_("Contract ended early"),
            tone="red",
            needs_reason=True,
            confirm=_("Unpaid tranches are cancelled and their money goes back to the budget line."),
        ),
    }

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    startup = models.ForeignKey(Startup, models.PROTECT, related_name="applications")
    number = models.CharField(_("number"), max_length=20, null=True, blank=True, unique=True, editable=False)
    status = models.CharField(_("state"), max_length=12, choices=S, default=S.DRAFT, editable=False)
    title = models.CharField(_("project name"), max_length=200, blank=True)
    problem = models.TextField(_("the problem"), max_length=20000, blank=True)
    solution = models.TextField(_("your solution"), max_length=20000, blank=True)
    novelty = models.TextField(_("what is new"), max_length=20000, blank=True)
    market = models.TextField(_("market and business model"), max_length=20000, blank=True)
    team = models.TextField(_("the team"), max_length=20000, blank=True)
    impact = models.TextField(_("economic and social effect"), max_length=20000, blank=True)
    months = models.PositiveSmallIntegerField(_("length in months"), null=True, blank=True)
    labour_total = models.BigIntegerField(default=0, editable=False)
    other_total = models.BigIntegerField(default=0, editable=False)
    requested = models.GeneratedField(
        expression=F("labour_total") + F("other_total"), output_field=models.BigIntegerField(), db_persist=True
    )
    declares_no_double_funding = models.BooleanField(
        _("No other state programme pays for the same costs"), default=False
    )
    declares_no_public_offering = models.BooleanField(
        _("The enterprise has never offered shares to the public"), default=False
    )
    had_other_support = models.BooleanField(_("other state support received"), null=True, blank=True)
    other_support = models.TextField(_("which support, when and how much"), max_length=5000, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    receipt_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    holder = models.CharField(
        _("on whose desk"), max_length=12, choices=Holder, default=Holder.APPLICANT, editable=False
    )
    due_on = models.DateField(_("due"), null=True, blank=True, editable=False)
    completion_request = models.TextField(_("what is missing"), blank=True, editable=False)
    is_demo = models.BooleanField(default=False)
    startup_name = models.CharField(max_length=200, default="", editable=False)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", editable=False, db_index=False)
    sector_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    search_folded = models.GeneratedField(
        expression=Fold(
            Concat("number", Value(" "), "title", Value(" "), "startup_name", output_field=models.TextField())
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SortKey("title"), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    # What is not due comes after everything that is.
    due_key = models.GeneratedField(
        expression=Coalesce("due_on", Value(NEVER_DUE)), output_field=models.DateField(), db_persist=True
    )

    objects = ApplicationQuerySet.as_manager()
    unsent: Any = None  # the Completion whose words this copy shows: programmes.grants.working_copy

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "startup"],
                condition=~Q(status__in=[S.WITHDRAWN, S.STOPPED, S.REJECTED]),
                name="one_live_application_per_call_and_startup",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[S.DRAFT, S.WITHDRAWN])
                | Q(number__isnull=False, submitted_at__isnull=False, submitted_by__isnull=False),
                name="sent_application_has_number_time_and_sender",
            ),
            models.CheckConstraint(condition=Q(labour_total__gte=0, other_total__gte=0), name="costs_not_negative"),
            models.CheckConstraint(condition=Q(status__in=[c.value for c in S]), name="application_status_is_known"),
        ]
        indexes = [
            # Those with `include` answer which rows a filter and the reader leave, without the rows themselves.
            models.Index(fields=["id"], include=["call", "status", "startup"], name="application_in_order"),
            models.Index(fields=["status", "id"], include=["startup", "call"], name="application_status_id"),
            models.Index("sort_key", "id", name="application_in_title_order"),
            models.Index("due_key", "id", name="application_in_due_order"),
            models.Index("requested", "id", name="application_in_sum_order"),
            models.Index(fields=["call", "status", "id"], name="application_call_status"),
            models.Index(fields=["call", "id"], include=["status", "startup"], name="application_of_call"),
            models.Index(fields=["holder", "id"], name="application_with_holder"),
            models.Index(fields=["area", "id"], name="application_of_area"),
            models.Index(fields=["submitted_at", "id"], name="application_in_sent_order"),
            GinIndex(F("sector_ids"), name="application_sectors"),
            models.Index(fields=["due_on", "id"], condition=Q(due_on__isnull=False), name="application_due"),
            GinIndex(OpClass(Fold("title"), name="gin_trgm_ops"), name="application_by_title"),
            models.Index(fields=["due_on", "id"], condition=Q(status__in=AT_WORK), name="application_at_work"),
            GinIndex(OpClass(F("search_folded"), name="gin_trgm_ops"), name="application_search"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="startup_is_copied",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("startup_id", "startup_name", "area_id", "sector_ids"),
                func=COPY_FROM_STARTUP,
            ),
            pgtrigger.Trigger(
                name="award_follows",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("call", "search_folded"),
                func=COPY_TO_AWARD,
            ),
            *invalidates_figures(condition=COUNTS_OTHERWISE),
        ]

    in_writing: Any  # set by `with_unsent`

    def __str__(self) -> str:
        return self.title or str(_("Untitled application"))

    @property
    def is_in_writing(self) -> bool:
        """Whether the reader's own startup changes this returned dossier unseen; known after `with_unsent`."""
        return getattr(self, "in_writing", None) is not None

    @property
    def title_as_written(self) -> str:
        """The title as the reader's startup last wrote it, sent or not; as sent for everybody else."""
        if self.is_in_writing:
            return self.in_writing.title or str(_("Untitled application"))
        return str(self)

    def roles_of(self, user: User) -> set[str]:
        """Programme roles that count in the call's unit; applicant for the startup's owners and editors.

        Whoever is a member of the startup, in any role, works on its dossiers as nothing but applicant.
        """
        membership = Membership.objects.filter(startup=self.startup_id, user=user).first()
        if membership is None:
            return roles_in_unit(user, self.call.unit_id)
        return {Role.APPLICANT} if membership.role in {MemberRole.OWNER, MemberRole.EDITOR} else set()
