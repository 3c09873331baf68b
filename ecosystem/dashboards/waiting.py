"""What waits for a person, by role: short lists, oldest or most urgent first, each one small query."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.web.health import CHECKS
from ecosystem.lists.cells import joined
from ecosystem.notices.models import DeliveryStatus, OutboxMessage
from ecosystem.reference.models import Holiday
from ecosystem.reports.models import (
    Contribution,
    ContributionStatus,
    IssuedReport,
    PeriodStatus,
    ReportingPeriod,
    ReportStatus,
)
from programmes.feedback.models import Feedback, FeedbackStatus
from programmes.grants.models import (
    AT_WORK,
    ENDED,
    Application,
    ApplicationStatus,
    Holder,
    Review,
    ReviewStatus,
    Tranche,
    TrancheStatus,
)
from programmes.plan.models import Measurement
from startups.models import Invitation, Membership, Publication, Startup

LIMIT = 6
LOOK_AHEAD = timedelta(days=120)  # longer than any dossier's time limit


@dataclass(frozen=True)
class Item:
    """One line: what, where, since or until when, in which state."""

    title: str
    url: str
    text: Any = ""
    due: date | datetime | None = None
    badge: Any = None


@dataclass(frozen=True)
class Block:
    """A list under its heading; `empty` says what it means that nothing is there."""

    title: str
    icon: str
    items: list[Item]
    empty: str
    url: str = ""
    url_label: str = ""
    actions: list[tuple[str, str]] = field(default_factory=list)
    waits: bool = True  # for the person; else it is only new


def blocks_of(user: User) -> Iterator[Block]:
    """The blocks of the user's home: what they do for the programme first, then their own startups."""
    for roles, makers in BLOCKS:
        if user.has_role(*roles):
            for make in makers:
                yield make(user)
    yield from applicant_blocks(user)


# Department


def dossiers(user: User) -> Block:
    """Dossiers whose next step this person may make; one under evaluation only when its scores are in."""
    sent = Review.objects.filter(application=OuterRef("pk"), status=ReviewStatus.SENT).order_by().values("application")
    # Asked of one dossier after the other in the order of their due days, until the block is full.
    scored = Coalesce(Subquery(sent.annotate(n=Count("pk")).values("n")), 0)
    waiting = (
        Application.objects.waiting_for(user)
        .filter(status__in=[status for status in AT_WORK if status != ApplicationStatus.RETURNED])
        .alias(scored=scored)
        .filter(~Q(status=ApplicationStatus.EVALUATING) | Q(scored__gte=F("call__evaluators_per_dossier")))
    )
    return Block(
        _("Dossiers waiting for me"),
        "inbox",
        [_dossier(one) for one in waiting.for_list()[:LIMIT]],
        _("No dossier waits for you."),
        reverse("grants:task_list"),
        _("Everything that waits for me"),
    )


def lapsed(user: User) -> Block:
    """Dossiers sent back whose applicant let the time pass: an officer decides to stop or to wait."""
    late = Application.objects.visible_to(user).overdue(timezone.localdate()).filter(status=ApplicationStatus.RETURNED)
    return Block(
        _("Applicants past their time limit"),
        "alarm-clock-off",
        [_dossier(one) for one in late.for_list().order_by("due_on", "pk")[:LIMIT]],
        _("Every applicant is within the time to complete."),
    )


def deliverables(user: User) -> Block:
    """Deliverables that startups reported and nobody has judged yet."""
    reported = Tranche.objects.visible_to(user).filter(status=TrancheStatus.REPORTED).for_list()
    return Block(
        _("Deliverables to check"),
        "package-check",
        [_tranche(one) for one in reported.order_by("due_on", "pk")[:LIMIT]],
        _("No reported deliverable waits."),
    )


def publication(user: User) -> Block:
    """Startups that ask for a place in the public directory, longest waiting first."""
    asked = Startup.objects.visible_to(user).filter(status=Publication.REQUESTED).order_by("updated_at", "pk")[:LIMIT]
    items = [Item(one.name, reverse("startups:startup_detail", args=[one.pk]), one.get_kind_display()) for one in asked]
    return Block(
        _("Requests for the public directory"),
        "list-checks",
        items,
        _("No startup waits for its check."),
        reverse("startups:publication_queue"),
        _("All requests"),
    )


def messages_from_the_public(user: User) -> Block:
    """Questions, proposals and complaints that nobody answered yet, the earliest due day first."""
    waiting = Feedback.objects.visible_to(user).waiting().order_by("due_on", "pk")[:LIMIT]
    items = [
        Item(
            one.subject,
            reverse("feedback:feedback_detail", args=[one.pk]),
            f"{one.number} · {one.get_kind_display()}",
            one.due_on,
            FeedbackStatus(one.status),
        )
        for one in waiting
    ]
    return Block(
        _("Messages from the public"),
        "message-square-text",
        items,
        _("Every message is answered."),
        reverse("feedback:feedback_list"),
        _("All messages"),
    )


def results(user: User) -> Block:
    """Projects whose every tranche is settled: the final result can be accepted."""
    open_parts = Tranche.objects.filter(contract__award__application=OuterRef("pk")).exclude(
        status__in=[TrancheStatus.PAID, TrancheStatus.CANCELLED]
    )
    done = Application.objects.visible_to(user).filter(status=ApplicationStatus.IN_PROGRESS).exclude(Exists(open_parts))
    return Block(
        _("Final results to accept"),
        "badge-check",
        [_dossier(one) for one in done.for_list().order_by("pk")[:LIMIT]],
        _("No finished project waits for its acceptance."),
    )


def periods(user: User) -> Block:
    """Ended periods whose report is not issued yet, the one that ended last first: older ones may never get one."""
    ended = ReportingPeriod.objects.filter(status=PeriodStatus.ENDED).order_by("-ends_on", "-pk")[:LIMIT]
    items = [
        Item(
            one.label,
            reverse("reports:period_detail", args=[one.pk]),
            _("Contributions are due"),
            one.contributions_due_on,
        )
        for one in ended
    ]
    return Block(
        _("Reports to issue"),
        "file-chart-column",
        items,
        _("Every ended period has its report."),
        reverse("reports:report_list"),
        _("All reports"),
    )


# Evaluators, accountants, partners


def reviews(user: User) -> Block:
    """The evaluator's dossiers that are not scored yet."""
    mine = Review.objects.filter(evaluator=user, status__in=[ReviewStatus.ASSIGNED, ReviewStatus.OPEN]).for_list()
    items = [
        Item(
            str(one.application),
            reverse("grants:review_detail", args=[one.pk]),
            one.application.call.label,
            one.application.due_on,
            ReviewStatus(one.status),
        )
        for one in mine.order_by(F("application__due_on").asc(nulls_last=True), "pk")[:LIMIT]
    ]
    return Block(
        _("Dossiers to score"),
        "clipboard-check",
        items,
        _("You have sent all your scores."),
        reverse("grants:review_list"),
        _("All my reviews"),
    )


def payments(user: User) -> Block:
    """Tranches whose deliverable was accepted: they can be paid."""
    due = Tranche.objects.visible_to(user).filter(status=TrancheStatus.ACCEPTED).for_list()
    return Block(
        _("Tranches to pay"),
        "banknote",
        [_tranche(one, pay=True) for one in due.order_by("due_on", "pk")[:LIMIT]],
        _("No accepted tranche waits for payment."),
        reverse("grants:payment_list"),
        _("All payments"),
    )


def contributions(user: User) -> Block:
    """What the person's unit still owes: the reporter writes, the head approves."""
    wanted = Q(pk__in=[])
    for role, states in (
        (Role.PARTNER_REPORTER, [ContributionStatus.DRAFT, ContributionStatus.RETURNED]),
        (Role.PARTNER_HEAD, [ContributionStatus.SUBMITTED]),
    ):
        wanted |= Q(unit__in=user.units_of(role) or [], status__in=states)
    owed = Contribution.objects.visible_to(user).filter(wanted).for_list()
    items = [
        Item(
            one.period.label,
            reverse("reports:contribution_detail", args=[one.pk]),
            one.unit.label,
            one.period.contributions_due_on,
            ContributionStatus(one.status),
        )
        for one in owed.order_by("period__contributions_due_on", "pk")[:LIMIT]
    ]
    return Block(
        _("Contributions of my unit"),
        "file-pen-line",
        items,
        _("Your unit owes no contribution."),
        reverse("reports:contribution_list"),
        _("All contributions"),
    )


# Council, administrators


def figures(user: User) -> Block:
    """Reported figures that somebody else entered: each counts once a second person has verified it."""
    waiting = Measurement.objects.waiting().exclude(entered_by=user).select_related("indicator__scheme")
    items = [
        Item(
            one.indicator.label,
            reverse("plan:reference_edit", args=["measurements", one.pk]),
            _("%(first)s to %(last)s") % {"first": date_vi(one.starts_on), "last": date_vi(one.last_day)},
        )
        for one in waiting.order_by("pk")[:LIMIT]
    ]
    return Block(
        _("Figures to verify"),
        "shield-check",
        items,
        _("No figure waits to be verified."),
        reverse("plan:reference_list", args=["measurements"]),
        _("All figures"),
    )


def calendar(user: User) -> Block:
    """Years that time limits already reach into, but whose public holidays nobody has entered."""
    today = timezone.localdate()
    due = {today.year, (today + LOOK_AHEAD).year}
    known = set(Holiday.objects.filter(day__year__in=due).values_list("day__year", flat=True))
    address = reverse("plan:reference_list", args=["holidays"])
    items = [
        Item(
            _("No public holiday of %(year)s is entered") % {"year": year},
            address,
            _("Time limits in working days would be counted without them."),
        )
        for year in sorted(due - known)
    ]
    return Block(
        _("Public holidays"),
        "calendar-days",
        items,
        _("The holidays of every year that time limits reach into are entered."),
        address,
        _("All public holidays"),
    )


def issued(user: User) -> Block:
    """The newest issued reports."""
    newest = IssuedReport.objects.visible_to(user).filter(status=ReportStatus.ISSUED).select_related("period")[:5]
    items = [
        Item(
            one.period.label,
            reverse("reports:report_detail", args=[one.pk]),
            _("No. %(number)s, issued %(day)s")
            % {"number": one.number, "day": timezone.localdate(one.issued_at).strftime("%d/%m/%Y")},
        )
        for one in newest
    ]
    return Block(
        _("Newest reports"),
        "file-chart-column",
        items,
        _("No report is issued yet."),
        reverse("reports:report_list"),
        _("All reports"),
        waits=False,
    )


def system(user: User) -> Block:
    """Mails that could not be sent, and whether database, Redis and worker answer."""
    mails = OutboxMessage.objects.aggregate(
        parked=Count("pk", filter=Q(status=DeliveryStatus.PARKED)),
        queued=Count("pk", filter=Q(status=DeliveryStatus.QUEUED)),
    )
    parked = ngettext("%(n)s email is parked", "%(n)s emails are parked", mails["parked"]) % {"n": mails["parked"]}
    queued = ngettext("%(n)s email is waiting", "%(n)s emails are waiting", mails["queued"]) % {"n": mails["queued"]}
    names = {"redis": _("Redis"), "worker": _("Background worker")}
    down = [names[name] for name, check in CHECKS.items() if name in names and not check()]
    health = _("Not answering: %(names)s") % {"names": ", ".join(down)} if down else _("Redis and worker answer")
    items = [Item(parked, "", queued), Item(health, reverse("core:readyz"), _("State of the services"))]
    return Block(
        _("State of the portal"),
        "activity",
        items,
        "",
        reverse("people:person_list"),
        _("People and roles"),
    )


# Applicants


def applicant_blocks(user: User) -> Iterator[Block]:
    """A person's own startups and dossiers; staff without a startup see none of it."""
    startups = list(_own_startups(user))
    if not startups and user.roles:
        return
    yield invitations(user)
    if not startups:
        yield own_startups(startups)
    yield own_dossiers(user)
    if startups:
        yield own_deliverables(user)
        yield own_startups(startups)


def own_dossiers(user: User) -> Block:
    """The state of each dossier in plain words: where it is and by when; finished ones come last."""
    mine = Application.objects.of_applicant(user).for_list().with_unsent(user)
    ranked = mine.annotate(over=Q(status__in=ENDED), desk=Q(holder=Holder.APPLICANT)).order_by(
        "over", "-desk", F("due_on").asc(nulls_last=True), "-pk"
    )
    items = []
    for one in ranked[:LIMIT]:
        state = ApplicationStatus(one.status)
        due = one.call.closes_at if state == ApplicationStatus.DRAFT else one.due_on
        address = reverse("grants:application_detail", args=[one.pk])
        unsent = _("being changed, not sent yet") if one.is_in_writing else ""
        text = joined(one.startup.name, state.in_plain_words, unsent)
        items.append(Item(one.title_as_written, address, text, None if state in ENDED else due, state))
    return Block(
        _("My applications"),
        "files",
        items,
        _("You have not applied yet. Open calls tell who can apply and how much."),
        reverse("grants:application_list"),
        _("All my applications"),
        [(_("See the open calls"), reverse("grants:call_list"))],
    )


def own_deliverables(user: User) -> Block:
    """Deliverables the startup still has to report to be paid."""
    mine = Membership.objects.filter(user=user).values("startup")
    owed = Tranche.objects.filter(
        contract__award__application__startup__in=mine, status__in=[TrancheStatus.PLANNED, TrancheStatus.RETURNED]
    ).exclude(contract__award__application__status__in=ENDED)
    return Block(
        _("Deliverables to report"),
        "package",
        [_tranche(one) for one in owed.for_list().order_by("due_on", "pk")[:LIMIT]],
        _("No deliverable is due from you."),
    )


def own_startups(startups: Iterable[Startup]) -> Block:
    """The person's startups, and what each profile still lacks."""
    items = []
    for one in startups:
        gaps = [str(words) for column, words in _profile_gaps() if not getattr(one, column)]
        text = _("Still missing: %(what)s") % {"what": ", ".join(gaps)} if gaps else _("The profile is complete.")
        address = reverse("startups:startup_detail", args=[one.pk])
        items.append(Item(one.name, address, text, badge=Publication(one.status)))
    return Block(
        _("My startups"),
        "rocket",
        items,
        _("Register your startup first: an application is made in its name."),
        reverse("startups:my_startups"),
        _("My startups"),
        [] if items else [(_("Register a startup"), reverse("startups:startup_register"))],
    )


def invitations(user: User) -> Block:
    """Invitations to this person's address that still stand."""
    standing = Invitation.objects.filter(
        email__iexact=user.email, accepted_at__isnull=True, cancelled_at__isnull=True, expires_at__gt=timezone.now()
    ).select_related("startup")
    items = [
        Item(
            one.startup.name,
            reverse("startups:invitation_accept", args=[one.token]),
            one.get_role_display(),
            one.expires_at,
        )
        for one in standing.order_by("expires_at")[:LIMIT]
    ]
    return Block(_("Invitations"), "mail", items, _("No invitation waits for you."))


def _own_startups(user: User) -> QuerySet[Startup]:
    mine = Startup.objects.run_by(user).filter(archived_at__isnull=True)
    sectors = Startup.sectors.through.objects.filter(startup=OuterRef("pk"))
    return mine.annotate(has_sector=Exists(sectors)).order_by("sort_key", "pk")[:LIMIT]


def _profile_gaps() -> list[tuple[str, str]]:
    return [
        ("summary", _("what you do")),
        ("stage_id", _("stage")),
        ("has_sector", _("sectors")),
        ("area_id", _("ward or commune")),
        ("founded_on", _("founding date")),
        ("team_size", _("people in the team")),
    ]


# Lines


def _dossier(one: Application) -> Item:
    address = reverse("grants:application_detail", args=[one.pk])
    text = " · ".join(part for part in (one.number, one.startup.name, one.call.label) if part)
    return Item(str(one), address, text, one.due_on, ApplicationStatus(one.status))


def _tranche(one: Tranche, *, pay: bool = False) -> Item:
    application = one.contract.award.application
    address = (
        reverse("grants:tranche_pay", args=[one.pk])
        if pay
        else reverse("grants:contract_detail", args=[application.pk])
    )
    text = f"{application.startup.name} · {one.contract.number}/{one.number}"
    return Item(one.deliverable, address, text, one.due_on, TrancheStatus(one.status))


Maker = Callable[[Any], Block]
BLOCKS: list[tuple[tuple[str, ...], list[Maker]]] = [
    ((Role.OFFICER, Role.DIRECTOR), [dossiers]),
    ((Role.OFFICER,), [lapsed]),
    ((Role.OFFICER, Role.MANAGER), [deliverables]),
    ((Role.MANAGER,), [results]),
    ((Role.OFFICER, Role.MANAGER), [publication, messages_from_the_public]),
    ((Role.MANAGER, Role.DIRECTOR), [periods]),
    ((Role.MANAGER, Role.DIRECTOR), [figures]),
    ((Role.EVALUATOR,), [reviews]),
    ((Role.ACCOUNTANT,), [payments]),
    ((Role.PARTNER_REPORTER, Role.PARTNER_HEAD), [contributions]),
    ((Role.COUNCIL,), [issued]),
    ((Role.ADMINISTRATOR,), [system, calendar]),
]
