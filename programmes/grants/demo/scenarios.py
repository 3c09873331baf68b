"""Work for the demonstration accounts: each role has something to do, at any size of the data."""

from collections.abc import Iterator
from dataclasses import dataclass

from programmes.grants.demo.calendar import SeedingRun
from programmes.grants.demo.calls import CallPlan
from programmes.grants.demo.dossier import Bid
from programmes.grants.demo.events import Outcome, event_sequence, events_until
from programmes.grants.demo.startups import DemoStartup, StartupSpec
from startups.models import Publication, StartupKind

TRIES = 3_000
ENTERPRISE, PUBLIC = StartupKind.ENTERPRISE, Publication.PUBLIC
# The startups of the two applicants: which account, what it is, whether it asked for the directory.
APPLICANT_STARTUPS = (
    (0, ENTERPRISE, PUBLIC),  # a grant that runs: its next deliverable is to be reported
    (0, ENTERPRISE, PUBLIC),  # a dossier that came back for completion
    (0, ENTERPRISE, Publication.PRIVATE),  # eligible, and nothing in the open calls yet
    (1, StartupKind.GROUP, Publication.PRIVATE),  # a draft, and an older refusal
    (1, StartupKind.INDIVIDUAL, PUBLIC),  # a dossier under evaluation
)
STAFF_STARTUPS = 8  # startups of other people with one dossier each that waits for somebody of the staff


@dataclass(frozen=True)
class Scenario:
    """One application that must exist: startup, outcome, last events and groups of calls."""

    startup: int
    outcome: Outcome
    last: frozenset[str]
    groups: tuple[int, ...]  # counted from the end


OPEN, RECENT, BEFORE = -1, -2, -3
PAID = frozenset({"pay", "start_work"})
SCENARIOS = (
    Scenario(0, Outcome.GRANTED, PAID, (BEFORE,)),
    Scenario(0, Outcome.GRANTED, frozenset({"close"}), (-5,)),
    Scenario(1, Outcome.GRANTED, frozenset({"return_for_completion"}), (OPEN,)),
    Scenario(1, Outcome.REFUSED, frozenset({"reject"}), (BEFORE, -4)),
    Scenario(2, Outcome.REFUSED, frozenset({"reject"}), (-4, -5)),
    Scenario(3, Outcome.UNSENT, frozenset(), (OPEN,)),
    Scenario(3, Outcome.REFUSED, frozenset({"reject"}), (BEFORE, -4)),
    Scenario(4, Outcome.GRANTED, frozenset({"accept_as_valid"}), (OPEN, RECENT)),
    Scenario(5, Outcome.GRANTED, frozenset({"submit"}), (OPEN,)),
    Scenario(6, Outcome.GRANTED, frozenset({"review"}), (OPEN, RECENT)),
    Scenario(7, Outcome.GRANTED, frozenset({"propose"}), (OPEN, RECENT)),
    Scenario(8, Outcome.GRANTED, frozenset({"approve"}), (RECENT,)),
    Scenario(9, Outcome.GRANTED, frozenset({"accept"}), (RECENT,)),
    Scenario(10, Outcome.GRANTED, frozenset({"report"}), (RECENT,)),
    Scenario(11, Outcome.GRANTED, frozenset({"accept_result"}), (BEFORE, -4)),
    Scenario(12, Outcome.GRANTED, frozenset({"start_check"}), (OPEN,)),
)


def startup_specs(applicants: tuple[int, ...]) -> list[StartupSpec]:
    """The first startups: those of the applicants' accounts, then those with work for the staff."""
    own = [
        StartupSpec(applicants[which % len(applicants)], kind, publication)
        for which, kind, publication in APPLICANT_STARTUPS
    ]
    return own + [StartupSpec(0, ENTERPRISE, PUBLIC)] * STAFF_STARTUPS


def scenarios_bids(groups: list[list[CallPlan]], made: list[DemoStartup], run: SeedingRun) -> Iterator[tuple[int, Bid]]:
    """The bids of the scenarios_bids with the group of calls they belong to (from 0)."""
    for scene in SCENARIOS:
        yield _bid_of_scenario(scene, groups, made[scene.startup], run)


def _bid_of_scenario(
    scene: Scenario, groups: list[list[CallPlan]], startup: DemoStartup, run: SeedingRun
) -> tuple[int, Bid]:
    """An application whose last event fits the scenario, found by trying random days."""
    rng = run.rng
    for number in range(TRIES):
        group = len(groups) + scene.groups[number % len(scene.groups)]
        plan = rng.choice(groups[group])
        day = rng.randint(max(plan.opens, startup.registered + 1), min(plan.closes - 1, run.last))
        events = events_until(event_sequence(scene.outcome, day, plan.months, run), run.last)
        if {name for name, _day, _which in events[-1:]} <= scene.last and bool(events) == bool(scene.last):
            return group, Bid(plan, startup, scene.outcome, day, rng.randint(600, 1000), events, is_scenario=True)
    raise RuntimeError(f"No day gives {scene}.")
