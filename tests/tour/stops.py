"""Where the tour stops: each role's pages, and what one comes there for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.reference.models import Area
from ecosystem.reports.models import Contribution, IssuedReport, ReportingPeriod, ReportStatus
from programmes.grants.models import Application, ApplicationStatus, Call, Review, ReviewStatus, Tranche, TrancheStatus
from programmes.plan.models import BudgetLine, Counter, Indicator, Pillar, Scheme, SupportPolicy
from startups.models import Membership, Publication, Startup

S = ApplicationStatus
Find = Callable[[User | None], Any]


@dataclass(frozen=True)
class Stop:
    """One page: the name of its address, what stands there, and the record it is about (None: no record)."""

    name: str
    line: str
    find: Find | None = None
    query: str = ""

    def address(self, user: User | None) -> str:
        """Raises LookupError when the demonstration has no such record."""
        if self.find is None:
            return reverse(self.name) + self.query
        found = self.find(user)
        if found is None:
            raise LookupError(f"The demonstration has no record for {self.name} ({self.line})")
        return reverse(self.name, args=found if isinstance(found, list) else [found]) + self.query


@dataclass(frozen=True)
class Leg:
    """One person's part of the tour; no account means everybody, not signed in."""

    title: str
    account: str
    stops: tuple[Stop, ...]

    def addresses(self) -> Iterator[tuple[Stop, str]]:
        """Every stop with its address for this person."""
        user = User.objects.get(email=f"{self.account}@demo.example") if self.account else None
        for stop in self.stops:
            yield stop, stop.address(user)


def dossier(*states: ApplicationStatus) -> Find:
    """The newest dossier in one of the states that the person sees."""

    def find(user: User | None) -> Any:
        rows = Application.objects.visible_to(user).filter(status__in=states)
        return rows.order_by("-pk").values_list("pk", flat=True).first()

    return find


def own(*states: ApplicationStatus) -> Find:
    """The newest dossier of the person's own startups in one of the states."""

    def find(user: User | None) -> Any:
        rows = Application.objects.of_applicant(user).filter(status__in=states)
        return rows.order_by("-pk").values_list("pk", flat=True).first()

    return find


def first(rows: Callable[[User | None], Any], column: str = "pk") -> Find:
    return lambda user: rows(user).values_list(column, flat=True).first()


def scored_review(user: User | None) -> Any:
    """A dossier under evaluation whose scores are all in."""
    rows = Application.objects.visible_to(user).filter(status=S.EVALUATING).order_by("-pk")
    return next((one.pk for one in rows if one.reviews.filter(status=ReviewStatus.SENT).count() >= 2), None)


def open_call(user: User | None) -> Any:
    return Call.objects.open_at(timezone.now()).order_by("code").values_list("code", flat=True).first()


def pillar(user: User | None) -> Any:
    one = Pillar.objects.select_related("scheme").order_by("scheme__starts_on", "number").first()
    return [one.scheme.code, one.number] if one else None


def indicator(user: User | None) -> Any:
    one = Indicator.objects.filter(measurements__isnull=False).select_related("scheme").order_by("pk").first()
    return [one.scheme.code, one.code] if one else None


LEGS = (
    Leg(
        "Everybody",
        "",
        (
            Stop("public:home", "What the city offers, for whom, what is open, what was reached."),
            Stop("grants:call_list", "Calls that close soon, are open, open soon or are closed."),
            Stop(
                "grants:call_detail", "One call: who, how much, which papers, until when, by which criteria.", open_call
            ),
            Stop("public:service_list", "Support by who you are, how far your project is and what you need."),
            Stop(
                "public:service_detail",
                "One kind of support with its legal basis and limits.",
                first(lambda user: SupportPolicy.objects.order_by("order", "code"), "code"),
            ),
            Stop("public:directory", "Startups that chose to be public, by sector, stage, ward and support."),
            Stop(
                "public:profile",
                "One startup, without any personal data.",
                first(lambda user: Startup.objects.filter(status=Publication.PUBLIC).order_by("sort_key"), "slug"),
            ),
            Stop("public:organisation_directory", "Incubators, funds, universities and others who support startups."),
            Stop("public:city_map", "Startups, grants and money in each of the 168 wards and communes."),
            Stop(
                "public:city_map_area",
                "One ward, with the records behind its figures.",
                first(lambda user: Area.objects.filter(startup__status=Publication.PUBLIC).order_by("code"), "code"),
            ),
            Stop("public:awards", "Every grant, with its sum, as a table, CSV and JSON."),
            Stop(
                "public:scheme_detail",
                "A scheme of the city: its pillars, targets and money.",
                first(lambda user: Scheme.objects.order_by("starts_on"), "code"),
            ),
            Stop("public:pillar_detail", "One pillar with its indicators and budget.", pillar),
            Stop("public:indicator_detail", "One indicator: targets, figures and where they come from.", indicator),
            Stop("public:history", "The ecosystem over the years, conflicting sources side by side."),
            Stop(
                "public:statistics",
                "The portal's own use: visits counted without tracking anybody, and answers on time.",
            ),
            Stop(
                "public:search", "One search box; without accents, and with a slip of the finger.", query="?q=cong+nghe"
            ),
            Stop("communication:news_list", "News of the programme."),
            Stop("feedback:feedback_send", "A question, a proposal or a complaint; it gets a number and a due date."),
            Stop("communication:follow_start", "Follow calls by email."),
            Stop("reports:report_verify", "Is this copy of a report what was issued?"),
            Stop("account_login", "Sign in."),
            Stop("account_signup", "Sign up with an email address and a code."),
        ),
    ),
    Leg(
        "A startup",
        "chu-doanh-nghiep",
        (
            Stop("dashboards:my_home", "What waits for me, where my dossiers are and when they are due."),
            Stop("startups:my_startups", "The startups I act for."),
            Stop(
                "startups:startup_detail",
                "My startup: profile, team, rounds, public or not.",
                first(lambda user: Membership.objects.filter(user=user).order_by("pk"), "startup"),
            ),
            Stop("grants:call_apply", "May we apply? Every rule, answered before the form.", open_call),
            Stop("grants:application_detail", "A dossier sent back: what is missing, until when.", own(S.RETURNED)),
            Stop("grants:application_check", "Check your answers; every gap leads to its field.", own(S.RETURNED)),
            Stop("grants:application_costs", "Cost lines with totals and caps.", own(S.RETURNED)),
            Stop("grants:contract_detail", "A running grant: tranches, deliverables, payments.", own(S.IN_PROGRESS)),
            Stop("accounts:profile", "My name, language, sessions and second factor."),
        ),
    ),
    Leg(
        "An officer",
        "can-bo",
        (
            Stop("dashboards:my_home", "The day's work, most urgent first."),
            Stop("grants:application_list", "All dossiers of my unit, filtered and sorted."),
            Stop("grants:task_list", "What waits for my next step."),
            Stop(
                "grants:application_detail",
                "A dossier with its clock, its history and the next step.",
                dossier(S.CHECKING),
            ),
            Stop("grants:application_completeness", "The check, paper by paper.", dossier(S.CHECKING)),
            Stop("grants:review_board", "Scores side by side once they are sent.", scored_review),
            Stop("grants:award_propose", "A proposal within what the budget line has left.", scored_review),
            Stop("startups:startup_list", "Every startup of the register."),
            Stop("startups:publication_queue", "Startups that ask to be public."),
            Stop("feedback:feedback_list", "Questions and complaints, the most urgent first."),
            Stop("public:search", "Everything I may see, by type.", query="?q=nen+tang"),
        ),
    ),
    Leg(
        "A programme manager",
        "quan-ly",
        (
            Stop("grants:call_manage_list", "Calls with the dossiers each has."),
            Stop(
                "grants:call_manage",
                "One call before and after it is published.",
                first(lambda user: Call.objects.order_by("-opens_at")),
            ),
            Stop("grants:budget_list", "Planned, granted, paid and left, line by line."),
            Stop(
                "grants:budget_detail",
                "One budget line and every award it carries.",
                first(lambda user: BudgetLine.objects.filter(paid__gt=0).order_by("-year", "code")),
            ),
            Stop(
                "reports:period_detail",
                "One reporting period: who has sent a part, which report stands.",
                first(lambda user: ReportingPeriod.objects.order_by("-ends_on")),
            ),
            Stop("plan:reference_index", "Lists, limits and targets that the department keeps."),
        ),
    ),
    Leg(
        "A director",
        "giam-doc",
        (
            Stop("dashboards:my_home", "Proposals that wait for a decision."),
            Stop("grants:award_approve", "Approve within the budget; what follows is said first.", dossier(S.PROPOSED)),
            Stop("grants:award_list", "Every decision."),
        ),
    ),
    Leg(
        "An evaluator",
        "chuyen-gia-1",
        (
            Stop("grants:review_list", "Dossiers I was asked to score."),
            Stop(
                "grants:review_detail",
                "A dossier to score, once I declared to have no interest in it.",
                first(lambda user: Review.objects.filter(evaluator=user, status=ReviewStatus.OPEN).order_by("pk")),
            ),
            Stop(
                "grants:review_score",
                "A mark and a reason for each criterion.",
                first(lambda user: Review.objects.filter(evaluator=user, status=ReviewStatus.OPEN).order_by("pk")),
            ),
        ),
    ),
    Leg(
        "An accountant",
        "ke-toan",
        (
            Stop("grants:payment_list", "Tranches, due ones first."),
            Stop(
                "grants:tranche_pay",
                "Pay one tranche, once.",
                first(lambda user: Tranche.objects.filter(status=TrancheStatus.ACCEPTED).order_by("pk")),
            ),
        ),
    ),
    Leg(
        "A partner department",
        "so-gddt",
        (
            Stop("reports:contribution_list", "What my unit was asked for."),
            Stop(
                "reports:contribution_detail",
                "Results, difficulties and proposals of one period.",
                first(lambda user: Contribution.objects.visible_to(user).order_by("-pk")),
            ),
        ),
    ),
    Leg(
        "A head of a partner department",
        "lanh-dao-gddt",
        (
            Stop("dashboards:my_home", "Parts of reports that wait for my approval."),
            Stop("reports:contribution_list", "What the unit sent and what it owes."),
        ),
    ),
    Leg(
        "A council member",
        "dai-bieu",
        (
            Stop("dashboards:council", "Targets, actuals and money of every scheme on one page."),
            Stop(
                "dashboards:figure_records",
                "The records behind a figure; they sum to it.",
                lambda user: Counter.PAID.value,
            ),
            Stop("reports:report_list", "Issued reports."),
            Stop(
                "reports:report_detail",
                "One report: its figures, files and their SHA-256.",
                first(lambda user: IssuedReport.objects.filter(status=ReportStatus.ISSUED).order_by("-pk")),
            ),
        ),
    ),
    Leg(
        "An administrator",
        "quan-tri",
        (
            Stop("dashboards:my_home", "The state of the portal."),
            Stop("people:person_list", "People and their roles."),
            Stop("plan:reference_list", "Public holidays, by which time limits are counted.", lambda user: "holidays"),
            Stop("notices:mail_log", "Every mail that left the portal."),
        ),
    ),
)
