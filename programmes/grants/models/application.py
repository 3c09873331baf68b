"""The application: one startup's application to one call, from draft to the closing of the contract."""

from datetime import datetime
from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.days import LAST_DATE, LAST_MOMENT
from ecosystem.core.figure_cache import figure_triggers
from ecosystem.core.four_eyes import author_trigger, authors_field
from ecosystem.core.measures import CopiedColumns, measure_triggers
from ecosystem.core.models import Fold, SearchWords, SortKey
from ecosystem.core.workflow import Stateful
from ecosystem.reference.models import Area
from programmes.grants.models.application_queryset import ApplicationQuerySet
from programmes.grants.models.application_status import (
    FINAL_STATUSES,
    PENDING_STATUSES,
    REPLACEABLE_STATUSES,
    RESULT_ACCEPTED_STATUSES,
    ApplicationStatus,
    Holder,
)
from programmes.grants.models.application_transitions import APPLICATION_TRANSITIONS
from programmes.grants.models.call import Call
from programmes.grants.models.completion import Completion
from programmes.grants.models.dossier_keys import COPIED_KEYS
from programmes.grants.models.measures import DOSSIERS_SENT
from startups.models import MemberRole, Membership, Startup, StartupKind

S = ApplicationStatus

# Filters and visibility. An index of an order includes them, so that following it needs no row of the table.
FILTERED = ["call", "status", "startup", "submitted_at", "holder", "kind", "area", "in_charge", "sector_ids"]

# The result became accepted or no longer is, which awards and payments say, too.
RESULT_CHANGED = (
    pgtrigger.Q(old__status__in=RESULT_ACCEPTED_STATUSES) & ~pgtrigger.Q(new__status__in=RESULT_ACCEPTED_STATUSES)
) | (~pgtrigger.Q(old__status__in=RESULT_ACCEPTED_STATUSES) & pgtrigger.Q(new__status__in=RESULT_ACCEPTED_STATUSES))
COPY_FROM_STARTUP = """
    SELECT name, kind, area_id, sector_ids INTO NEW.startup_name, NEW.kind, NEW.area_id, NEW.sector_ids
    FROM startups_startup WHERE id = NEW.startup_id FOR SHARE;
    RETURN NEW;
"""
# The award's own trigger copies what the update names, and the rest.
COPY_TO_FOLLOWERS = """
    UPDATE grants_award SET call_id = NEW.call_id WHERE application_id = NEW.id;
    UPDATE grants_review SET search_folded = NEW.search_folded,
        number_key = NEW.number_key, startup_name = NEW.startup_name WHERE application_id = NEW.id;
    RETURN NULL;
"""
COPY_RESULT_TO_AWARD = """
    UPDATE grants_award SET result_accepted = result_accepted WHERE application_id = NEW.id;
    RETURN NULL;
"""
# A review has the due day of its dossier only while that is under evaluation.
EVALUATION_DUE_CHANGED = (pgtrigger.Q(old__status=S.EVALUATING) | pgtrigger.Q(new__status=S.EVALUATING)) & (
    pgtrigger.Q(old__status__df=pgtrigger.F("new__status")) | pgtrigger.Q(old__due_on__df=pgtrigger.F("new__due_on"))
)
COPY_DUE_DAY_TO_REVIEWS = """
    UPDATE grants_review SET due_on = CASE WHEN NEW.status = 'evaluating' THEN NEW.due_on END
    WHERE application_id = NEW.id;
    RETURN NULL;
"""


@pghistory.track(
    exclude=[
        "startup_name",
        "number_key",
        "startup_key",
        "sent_key",
        "kind",
        "area",
        "sector_ids",
        "search_folded",
        "title_words",
        "search_words",
        "sort_key",
        "due_key",
        "authors",
    ]
)
class Application(Stateful):
    """One startup's application to one call. Its status changes only by `move()`, in programmes.grants.actions.

    Triggers copy `startup_name`, `kind`, `area` and `sector_ids` from the startup, so that one index serves the search
    by number, title and name, one index serves each filter with its order, and one serves any filters together.

    `authors` are whoever found the dossier not valid, in any round; none of them confirms it.
    """

    MEASURES = (DOSSIERS_SENT,)
    COPIED = CopiedColumns(
        {
            "startup_name": "startup.name",
            "kind": "startup.kind",
            "area_id": "startup.area_id",
            "sector_ids": "startup.sector_ids",
        },
        joins="JOIN startups_startup startup ON startup.id = record.startup_id",
    )
    STATES = ApplicationStatus
    NAME_IN_SENTENCE = _("the dossier")
    NOTES = {"sign_annex": _("Annex to the contract recorded"), "merge_unit": _("Unit merged")}
    TRANSITIONS = APPLICATION_TRANSITIONS

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
    in_charge = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers_in_charge",
        verbose_name=_("officer in charge"),
        editable=False,
    )
    due_on = models.DateField(_("due"), null=True, blank=True, editable=False)
    completion_request = models.TextField(_("what is missing"), blank=True, editable=False)
    found_invalid_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    found_invalid_because = models.TextField(_("why it is not valid"), blank=True, default="", editable=False)
    invalid_confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    authors = authors_field()
    is_demo = models.BooleanField(default=False)
    startup_name = models.CharField(max_length=200, default="", editable=False)
    kind = models.CharField(max_length=12, choices=StartupKind, default="", editable=False)
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
    # Keys of the orders of the list. Drafts come first by number, and last by the day of sending.
    number_key = models.GeneratedField(
        expression=Coalesce("number", Value("")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    startup_key = models.GeneratedField(
        expression=SortKey("startup_name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    sent_key = models.GeneratedField(
        expression=Coalesce("submitted_at", Value(LAST_MOMENT)), output_field=models.DateTimeField(), db_persist=True
    )
    title_words = models.GeneratedField(
        expression=SearchWords("title"), output_field=SearchVectorField(), db_persist=True
    )
    search_words = models.GeneratedField(
        expression=SearchWords(
            Concat("number", Value(" "), "title", Value(" "), "startup_name", output_field=models.TextField())
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # Applications without a due date come last.
    due_key = models.GeneratedField(
        expression=Coalesce("due_on", Value(LAST_DATE)), output_field=models.DateField(), db_persist=True
    )

    objects = ApplicationQuerySet.as_manager()
    # Set on a copy that shows a startup's unsent changes (programmes.grants.working_copy).
    working_copy: Completion | None = None

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "startup"],
                condition=~Q(status__in=REPLACEABLE_STATUSES),
                name="one_live_application_per_call_and_startup",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[S.DRAFT, S.WITHDRAWN])
                | Q(number__isnull=False, submitted_at__isnull=False, submitted_by__isnull=False),
                name="sent_application_has_number_time_and_sender",
            ),
            models.CheckConstraint(
                condition=Q(invalid_confirmed_by__isnull=True)
                | (Q(found_invalid_by__isnull=False) & ~Q(invalid_confirmed_by=F("found_invalid_by"))),
                name="second_person_confirms_invalidity",
            ),
            models.CheckConstraint(
                condition=Q(in_charge__isnull=True) | Q(submitted_at__isnull=False),
                name="only_a_sent_application_has_an_officer_in_charge",
            ),
            models.CheckConstraint(condition=Q(labour_total__gte=0, other_total__gte=0), name="costs_not_negative"),
            models.CheckConstraint(condition=Q(status__in=[c.value for c in S]), name="application_status_is_known"),
        ]
        indexes = [
            # Indexes with `include` answer filters and visibility by an index-only scan.
            models.Index(fields=["id"], include=FILTERED, name="application_in_order"),
            models.Index(
                fields=["status", "id"], include=[n for n in FILTERED if n != "status"], name="application_status_id"
            ),
            models.Index("sort_key", "id", include=FILTERED, name="application_in_title_order"),
            models.Index("due_key", "id", include=FILTERED, name="application_in_due_order"),
            models.Index("number_key", "id", include=FILTERED, name="application_in_number_order"),
            models.Index("startup_key", "id", include=FILTERED, name="application_in_startup_order"),
            models.Index("sent_key", "id", include=FILTERED, name="application_in_sending_order"),
            models.Index("requested", "id", include=FILTERED, name="application_in_sum_order"),
            models.Index(fields=["call", "status", "id"], name="application_call_status"),
            models.Index(
                fields=["call", "id"], include=["status", "startup", "submitted_at"], name="application_of_call"
            ),
            models.Index(fields=["holder", "id"], name="application_with_holder"),
            models.Index(
                fields=["in_charge", "call"],
                condition=Q(in_charge__isnull=False) & ~Q(status__in=sorted(FINAL_STATUSES)),
                name="application_open_charge",
            ),
            models.Index(fields=["area", "id"], name="application_of_area"),
            models.Index(fields=["submitted_at", "id"], name="application_in_sent_order"),
            # Finds the rows of several filters and of words at once: it intersects the rows of each.
            GinIndex(
                OpClass(F("search_folded"), name="gin_trgm_ops"),
                F("status"),
                F("holder"),
                F("call"),
                F("kind"),
                F("area"),
                F("in_charge"),
                F("sector_ids"),
                name="application_filters",
            ),
            models.Index(fields=["due_on", "id"], condition=Q(due_on__isnull=False), name="application_due"),
            models.Index(Fold("title"), name="application_same_title"),
            GinIndex(OpClass(Fold("title"), name="gin_trgm_ops"), name="application_by_title"),
            models.Index(fields=["due_on", "id"], condition=Q(status__in=PENDING_STATUSES), name="application_pending"),
            GinIndex(fields=["title_words"], name="application_title_words"),
            GinIndex(fields=["search_words"], name="application_search_words"),
        ]
        triggers = [
            author_trigger("found_invalid_by", "invalid_confirmed_by"),
            pgtrigger.Trigger(
                name="startup_is_copied",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("startup_id", "startup_name", "kind", "area_id", "sector_ids"),
                func=COPY_FROM_STARTUP,
            ),
            pgtrigger.Trigger(
                name="award_and_reviews_follow",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("call", "startup", "search_folded", *COPIED_KEYS),
                func=COPY_TO_FOLLOWERS,
            ),
            pgtrigger.Trigger(
                name="award_follows_the_result",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=RESULT_CHANGED,
                func=COPY_RESULT_TO_AWARD,
            ),
            pgtrigger.Trigger(
                name="due_day_of_reviews_follows",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=EVALUATION_DUE_CHANGED,
                func=COPY_DUE_DAY_TO_REVIEWS,
            ),
            *measure_triggers((DOSSIERS_SENT,)),
            *figure_triggers("call"),
        ]

    completion_preview: Any  # a Completion with `answers_title` or None, set by `with_completion_preview`
    closes: datetime  # set by `with_closing_time`
    # Set by `for_detail`.
    reader_id: int | None = None
    reader_role: str | None
    has_officer: bool
    latest_sent_at: datetime | None
    all_clocks: list[Any]
    all_reviews: list[Any]
    shown_award: Any

    def __str__(self) -> str:
        return self.title or str(_("Untitled application"))

    @property
    def has_unsent_changes(self) -> bool:
        """Whether the reader's startup changed this returned application since it was sent.

        False unless the query used `with_completion_preview`.
        """
        return getattr(self, "completion_preview", None) is not None

    @property
    def latest_title(self) -> str:
        """The title for the reader: with unsent changes for members of the startup, as sent for everybody else."""
        completion = getattr(self, "completion_preview", None)
        title = self.title if completion is None else completion.answers_title
        return title or str(_("Untitled application"))

    def roles_of(self, user: User) -> set[str]:
        """Roles in the unit of the call; for members of the startup only the applicant's role (owners and editors)."""
        role = self.membership_role_of(user)
        if role is None:
            return user.roles_in_unit(self.call.unit_id)
        return {Role.APPLICANT} if role in {MemberRole.OWNER, MemberRole.EDITOR} else set()

    def membership_role_of(self, user: User) -> str | None:
        """The user's role in the startup, or None: without a query for the reader of `for_detail`."""
        if self.reader_id == user.pk:
            return self.reader_role
        return Membership.objects.filter(startup=self.startup_id, user=user).values_list("role", flat=True).first()

    def last_submission_moment(self) -> datetime | None:
        """When the application was last sent: without a query where `for_detail` read it."""
        if self.reader_id is not None:
            return self.latest_sent_at
        moment: datetime | None = self.submissions.order_by("-sequence").values_list("sent_at", flat=True).first()
        return moment


def with_application_count(calls: models.QuerySet[Call]) -> models.QuerySet[Call]:
    """Annotate calls with `application_count`, the submitted ones, by a subquery that runs only for the rows of the page."""
    applications = Application.objects.received().filter(call=models.OuterRef("pk"))
    counts = applications.order_by().values("call").annotate(n=models.Count("pk")).values("n")
    return calls.annotate(application_count=Coalesce(models.Subquery(counts), 0))
