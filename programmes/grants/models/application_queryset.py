"""Queries of applications: who sees which, and what each screen reads."""

from datetime import date, datetime
from typing import Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import Exact
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import DEPARTMENT, Role
from programmes.grants.models.amendment import DeadlineExtension
from programmes.grants.models.application_status import GRANTED_STATUSES, Holder
from programmes.grants.models.application_status import ApplicationStatus as S
from programmes.grants.models.call import Call, CallStatus
from programmes.grants.models.completion import Completion
from startups.models import LARGE_STARTUP_COLUMNS, MemberRole, Membership

ApplicationT = TypeVar("ApplicationT", bound=models.Model)

LONG_TEXT_FIELDS = (
    "problem",
    "solution",
    "novelty",
    "market",
    "team",
    "impact",
    "other_support",
    "completion_request",
    "search_folded",
    "title_words",
    "search_words",
    "sector_ids",
    "call__summary",
    "call__summary_en",
    *(f"startup__{name}" for name in LARGE_STARTUP_COLUMNS),
)


def defer_long_texts(rows: models.QuerySet[Any], path: str) -> models.QuerySet[Any]:
    """Select the application at `path`, and defer its long texts."""
    return rows.select_related(path).defer(*(f"{path}__{name}" for name in LONG_TEXT_FIELDS if "__" not in name))


def _rows_of(model: str) -> Any:
    """All rows of a model that is declared after this module."""
    return apps.get_model("grants", model)._default_manager.all()


class ApplicationQuerySet(models.QuerySet[ApplicationT]):
    def visible_to(self, user: User) -> Self:
        """Applications that the user may know of; every view of applications starts here.

        Members of a startup: its applications. Department: submitted applications to the calls of their units.
        Accountants: applications with a grant, also one that ended early. Evaluators reach them only by their reviews.
        """
        if not user.is_authenticated:
            return self.none()
        mine = Q(startup__in=Membership.objects.filter(user=user).values("startup"))
        if user.has_role(*DEPARTMENT):
            mine |= self._received() & self._in_units(user.units_of(*DEPARTMENT))
        if user.has_role(Role.ACCOUNTANT):
            award_status = self.model._default_manager.filter(pk=models.OuterRef("pk")).values("award__status")
            # Accountants keep access to grants that ended early. A scalar subquery, because Postgres would turn EXISTS
            # into a hash of all grants.
            terminated = Q(status=S.STOPPED) & Q(Exact(models.Subquery(award_status), Value("approved")))
            mine |= (Q(status__in=GRANTED_STATUSES) | terminated) & self._in_units(user.units_of(Role.ACCOUNTANT))
        return self.filter(mine)

    @staticmethod
    def _received() -> Q:
        """What was sent at least once. A draft is its startup's alone, also after it was withdrawn unsent."""
        return Q(submitted_at__isnull=False)

    def received(self) -> Self:
        """Applications that were sent to the department, whatever became of them."""
        return self.filter(self._received())

    @staticmethod
    def _in_units(units: set[int] | None) -> Q:
        return Q() if units is None else Q(call__in=Call.objects.filter(unit__in=units).values("pk"))

    def of_applicant(self, user: User) -> Self:
        """Applications of the startups that the user is a member of."""
        return self.filter(startup__in=Membership.objects.filter(user=user).values("startup"))

    def for_list(self) -> Self:
        """Select call and startup, and defer the long texts that no list shows."""
        return self.select_related("call", "startup").defer(*LONG_TEXT_FIELDS)

    def for_table(self) -> Self:
        """Select the call only: the list page reads the startup's name from the application's own column."""
        return self.select_related("call").defer(*LONG_TEXT_FIELDS)

    def for_dashboard(self) -> Self:
        """What a line of the home page shows: title, number, startup, call, due day and state."""
        return self.select_related("call").only(
            "number", "title", "startup_name", "due_on", "status", "call__name", "call__name_en"
        )

    def for_detail(self, user: User) -> Self:
        """What the page of an application reads for this reader: every kind of row once.

        With the startup, the call, the reader's membership (`Application.membership_role_of`), `has_officer`,
        `latest_sent_at`, `all_clocks`, `all_reviews`, and `shown_award`: the award if the reader may see it, else None.
        """
        members = Membership.objects.filter(startup=OuterRef("startup"))
        officers = RoleGrant.objects.in_force().in_unit(OuterRef("call__unit")).filter(role=Role.OFFICER)
        in_charge = officers.filter(user=OuterRef("in_charge"), user__is_active=True)
        submissions = _rows_of("Submission").filter(application=OuterRef("pk")).order_by("-sequence")
        awards = _rows_of("Award").visible_to(user)
        return (
            self.select_related("call__policy", "call__unit", "startup", "in_charge")
            .annotate(
                reader_id=Value(user.pk),
                reader_role=Subquery(members.filter(user=user).values("role")),
                has_officer=ExpressionWrapper(
                    Q(Exists(in_charge)) & ~Q(Exists(members.filter(user=OuterRef("in_charge")))), models.BooleanField()
                ),
                latest_sent_at=Subquery(submissions.values("sent_at")[:1]),
            )
            .prefetch_related(
                Prefetch("clocks", queryset=_rows_of("StepClock").order_by("pk"), to_attr="all_clocks"),
                Prefetch("reviews", queryset=_rows_of("Review").for_evaluation(), to_attr="all_reviews"),
                Prefetch("award", queryset=awards.for_detail(), to_attr="shown_award"),
            )
        )

    def with_completion_preview(self, user: User) -> Self:
        """Prefetch `completion_preview`: the title that the user's startup has saved but not sent again, else None."""
        completions = Completion.objects.filter(
            application__status=S.RETURNED,
            application__startup__in=Membership.objects.filter(user=user).values("startup"),
        )
        titles = completions.only("application").annotate(answers_title=KeyTextTransform("title", "answers"))
        return self.prefetch_related(Prefetch("completion", queryset=titles, to_attr="completion_preview"))

    def waiting_for(self, user: User) -> Self:
        """Visible applications whose next step the user's roles allow now, the earliest due date first.

        The home page and the page of tasks both read it. An officer sees what nobody or the officer is in charge of, and
        what is overdue in the unit whoever is in charge; a dossier under evaluation once its scores are in, or overdue.
        """
        if not user.is_authenticated:
            return self.none()
        editable = Membership.objects.filter(user=user, role__in=[MemberRole.OWNER, MemberRole.EDITOR])
        mine = Q(status__in=[S.DRAFT, S.RETURNED], startup__in=editable.values("startup"))
        owned = Membership.objects.filter(user=user, role=MemberRole.OWNER)
        mine |= Q(status=S.APPROVED, holder=Holder.APPLICANT, startup__in=owned.values("startup"))
        statuses_by_role = {
            Role.OFFICER: [S.SUBMITTED, S.CHECKING, S.APPROVED, S.ACCEPTED],
            Role.MANAGER: [S.CONFIRMING],
            Role.DIRECTOR: [S.CONFIRMING, S.PROPOSED],
        }
        for role, states in statuses_by_role.items():
            if user.has_role(role):
                own = Q(startup__in=Membership.objects.filter(user=user).values("startup"))
                actionable = Q(status__in=states)
                if role == Role.OFFICER:
                    scored = Q(status=S.EVALUATING, sent_reviews__gte=F("call__evaluators_per_dossier"))
                    at_desk = Q(in_charge__isnull=True) | Q(in_charge=user)
                    overdue = Q(status__in=[*states, S.EVALUATING, S.RETURNED], due_on__lt=timezone.localdate())
                    actionable = (actionable | scored) & at_desk | overdue
                mine |= actionable & self._in_units(user.units_of(role)) & ~own
        rows = self.visible_to(user)
        if user.has_role(Role.OFFICER):
            rows = rows.alias(sent_reviews=self._count_of_sent_reviews())
        return rows.filter(mine).order_by(F("due_on").asc(nulls_last=True), "pk")

    @staticmethod
    def _count_of_sent_reviews() -> Coalesce:
        """Counted for one application after the other, in the order of their due days, until a page is full."""
        reviews = apps.get_model("grants", "Review")._default_manager.filter(application=models.OuterRef("pk"))
        sent = reviews.filter(status="sent").order_by().values("application").annotate(n=models.Count("pk"))
        return Coalesce(models.Subquery(sent.values("n")), 0)

    def with_closing_time(self) -> Self:
        """Annotate `closes`: until when the startup may submit, by the call or by its own extension."""
        mine = DeadlineExtension.objects.filter(call=models.OuterRef("call"), startup=models.OuterRef("startup"))
        until = models.Subquery(mine.order_by("-pk").values("until")[:1])
        return self.annotate(closes=Greatest("call__closes_at", until))

    def drafts_closing(self, now: datetime, until: datetime) -> Self:
        """Drafts that can be submitted now and no longer after `until`, with `closes`."""
        drafts = self.filter(status=S.DRAFT, call__status=CallStatus.PUBLISHED, call__opens_at__lte=now)
        return drafts.with_closing_time().filter(closes__gt=now, closes__lte=until)

    def lacking_evaluators(self) -> Self:
        """Applications under evaluation with too few active reviews: an evaluator is to be assigned or replaced."""
        active = (
            apps.get_model("grants", "Review")
            ._default_manager.filter(application=models.OuterRef("pk"))
            .active()
            .order_by()
            .values("application")
            .annotate(n=models.Count("pk"))
            .values("n")
        )
        count = Coalesce(models.Subquery(active), 0)
        evaluated = self.filter(status=S.EVALUATING).alias(active_reviews=count)
        return evaluated.filter(active_reviews__lt=F("call__evaluators_per_dossier"))

    def overdue(self, today: date) -> Self:
        """Applications whose due date has passed."""
        return self.filter(due_on__lt=today)
