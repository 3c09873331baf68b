"""Fills an empty portal with demonstration data of any size, in one transaction."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

import pghistory
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.core.figure_cache import invalidate_figures
from ecosystem.core.measures import fill_measures
from ecosystem.core.models import AuditEntry, NumberSeries
from ecosystem.core.stored_pages import invalidate_pages
from ecosystem.questionnaires.models import Answer, QuestionnaireResponse
from programmes.grants.demo import scenarios
from programmes.grants.demo.amendments import cancel_one_call, find_one_invalid, make_amendments, make_annex
from programmes.grants.demo.applications import ApplicationWriter
from programmes.grants.demo.bulk_copy import bulk_load
from programmes.grants.demo.calendar import Calendar, SeedingRun
from programmes.grants.demo.calls import EARLIEST, CallPlan, make_calls
from programmes.grants.demo.dossier import Bid
from programmes.grants.demo.events import choose_outcome, event_sequence, events_until
from programmes.grants.demo.planned_amounts import write_verified_amount
from programmes.grants.demo.profiles import make_profiles
from programmes.grants.demo.staff import Staff
from programmes.grants.demo.startups import DemoStartup, StartupWriter, make_organisations, update_received_support
from programmes.grants.models import (
    Application,
    Attachment,
    Award,
    ChecklistItem,
    Contract,
    CostLine,
    DecisionLetter,
    Disbursement,
    PlanStep,
    Review,
    Score,
    StepClock,
    Submission,
    Tranche,
)
from programmes.plan.models import BudgetLine
from startups.models import Consent, FundingRound, Membership, Organisation, Startup

SEED = 672
BATCH = 5_000
OPEN_SHARE = 0.06
MAX_DETAILED_APPLICATIONS = (
    20_000  # applications; beyond, single dossiers are written without what only their readers miss
)
MAX_APPLICATION_SHARE = 0.6  # of what the startups could hand in at most: the rest have a dossier under way
HUNDRED_MILLION = 10**8
WRITTEN_MODELS = (
    User,
    Startup,
    Membership,
    Startup.sectors.through,
    Consent,
    FundingRound,
    Organisation,
    Application,
    PlanStep,
    CostLine,
    StepClock,
    Review,
    Score,
    Award,
    Contract,
    QuestionnaireResponse,
    Answer,
    Tranche,
    Disbursement,
    Attachment,
    ChecklistItem,
    Submission,
    DecisionLetter,
    AuditEntry,
)

ProgressReporter = Callable[[str], None]


def seed(
    *,
    startups: int,
    applications: int,
    today: date | None = None,
    is_detailed: bool | None = None,
    report_progress: ProgressReporter,
) -> None:
    """Create the startups and applications in one transaction. Raises CommandError when there are startups already.

    The last event of the data is on the day before `today`.
    """
    today = today or timezone.localdate()
    if today < EARLIEST:
        raise CommandError(f"The demonstration data need a day from {EARLIEST:%Y-%m-%d} on.")
    is_detailed = applications <= MAX_DETAILED_APPLICATIONS if is_detailed is None else is_detailed
    with bulk_load(*WRITTEN_MODELS), pghistory.context(command="seed_demo"):
        if Startup.objects.exists():
            raise CommandError("There are startups already: demonstration data go into an empty portal ('make reset').")
        rng = Random(SEED)  # noqa: S311 - invented data, the same at every run
        run = SeedingRun(rng, Calendar(today), (today - timedelta(days=1)).toordinal())
        staff = Staff.load(run.rng)
        made = _make_startups(startups, staff, run, report_progress)
        managing = make_organisations(run)
        groups = make_calls(staff, today)
        if not is_detailed:
            report_progress("dossiers without files, checklists and frozen copies: too many to be read one by one")
        writer = ApplicationWriter(staff, run, managing=managing, is_detailed=is_detailed)
        written = 0
        for bid in _bids(groups, made, applications, run):
            writer.add(bid)
            written += 1
            if written % BATCH == 0:
                writer.flush()
                report_progress(f"applications {written:,}/{applications:,}")
        report_progress(f"rows, papers and letters of {written % BATCH or written:,} applications")
        writer.flush()
        report_progress(f"applications {written:,}/{applications:,}")
        make_amendments(groups[-1], staff, today)
        cancel_one_call(groups[-1][0], staff, today)
        make_annex(today)
        find_one_invalid([plan for group in groups[-2:] for plan in group], staff, today)
        _write_budget_sums(writer, groups, staff, today)
        update_received_support()
        make_profiles()
        invalidate_figures()
        invalidate_pages()
        fill_measures()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _make_startups(count: int, staff: Staff, run: SeedingRun, report_progress: ProgressReporter) -> list[DemoStartup]:
    if count <= len(scenarios.APPLICANT_STARTUPS) + scenarios.STAFF_STARTUPS:
        raise CommandError(
            f"{count} startups are too few: some {len(scenarios.APPLICANT_STARTUPS) + scenarios.STAFF_STARTUPS} have a part to play."
        )
    writer = StartupWriter(staff, run, startup_specs=scenarios.startup_specs(staff.applicants))
    made = []
    for number in range(1, count + 1):
        made.append(writer.add())
        if number % BATCH == 0 or number == count:
            writer.flush()
            report_progress(f"startups {number:,}/{count:,}")
    return made


# --- Applications by call ------------------------------------------------------------------------------


def _bids(groups: list[list[CallPlan]], made: list[DemoStartup], total: int, run: SeedingRun) -> Iterator[Bid]:
    """The bids of one group of calls after the other, each group in the order of submission.

    A call gets its share by how many startups could apply; nobody applies while a dossier for the same stage is under
    way, or twice in a call. One group is in memory at a time, and a bid is released once it is written.
    """
    staged: dict[int, list[Bid]] = {}
    for number, bid in scenarios.scenarios_bids(groups, made, run):
        staged.setdefault(number, []).append(bid)
    others = made[len(scenarios.APPLICANT_STARTUPS) + scenarios.STAFF_STARTUPS :]
    wanted = _shares(groups, others, total - sum(map(len, staged.values())))
    busy: dict[tuple[int, int], int] = {}
    short = 0
    for number, group in enumerate(groups):
        bids = staged.get(number, [])
        for plan in group:
            free = [
                s
                for s in others
                if s.may_apply(plan.opens, plan.closes) and busy.get((s.pk, plan.stage), 0) < plan.opens
            ]
            count = wanted[plan.pk] + short
            short = max(count - len(free), 0)
            for startup in run.rng.sample(free, count - short):
                bids.append(_bid(plan, startup, run, busy))
        bids.sort(key=lambda bid: (bid.day, bid.minute))
        bids.reverse()
        while bids:
            yield bids.pop()
    if short:
        raise CommandError(f"{short:,} applications found no startup: give --startups a larger number.")


def _shares(groups: list[list[CallPlan]], made: list[DemoStartup], total: int) -> dict[int, int]:
    """The number of applications of each call. Raises CommandError when there are too few startups."""
    able = {
        plan.pk: sum(startup.may_apply(plan.opens, plan.closes) for startup in made)
        for group in groups
        for plan in group
    }
    if total < 0 or total > MAX_APPLICATION_SHARE * sum(able.values()):
        raise CommandError(
            f"{len(made):,} startups are too few (or the applications too few) for {total:,} applications."
        )
    shares: dict[int, int] = {}
    for plans, count in (
        ([plan for group in groups[:-1] for plan in group], total - int(total * OPEN_SHARE)),
        (groups[-1], int(total * OPEN_SHARE)),
    ):
        left, weight = count, sum(able[plan.pk] for plan in plans)
        for plan in plans:
            shares[plan.pk] = round(left * able[plan.pk] / weight) if weight else 0
            left, weight = left - shares[plan.pk], weight - able[plan.pk]
    return shares


def _bid(plan: CallPlan, startup: DemoStartup, run: SeedingRun, busy: dict[tuple[int, int], int]) -> Bid:
    """A random bid; more are submitted towards the end of a call."""
    rng = run.rng
    outcome = choose_outcome(rng, is_open=plan.is_open)
    final = min(plan.closes - 1, run.last)
    day = plan.opens + int((final - plan.opens + 1) * (1 - rng.random() ** 2))
    story = list(event_sequence(outcome, day, plan.months, run))
    busy[startup.pk, plan.stage] = story[-1][1] if story else day
    events = events_until(iter(story), run.last)
    return Bid(plan, startup, outcome, day, 600 + int(rng.random() * 400), events)


# --- Budget lines and number series ----------------------------------------------------------------------------------------


def _write_budget_sums(writer: ApplicationWriter, groups: list[list[CallPlan]], staff: Staff, today: date) -> None:
    """Write the amounts and sums of the budget lines, with room for pending applications, and the number series."""
    money, open_lines = writer.money, {plan.line for plan in groups[-1]}
    for line in BudgetLine.objects.filter(is_demo=True).order_by("pk"):
        line.granted, line.paid = money.granted[line.pk], money.paid[line.pk]
        asked = line.granted + money.expected[line.pk]
        room = max(asked // 6, 20 * HUNDRED_MILLION if line.pk in open_lines else 3 * HUNDRED_MILLION)
        write_verified_amount(line, (asked + room) // HUNDRED_MILLION * HUNDRED_MILLION, staff, today)
        line.save(update_fields=["planned", "source", "granted", "paid", "updated_at"])
    for year, number in sorted(writer.numbers.items()):
        NumberSeries.objects.update_or_create(series="HS", year=year, defaults={"last": number})
