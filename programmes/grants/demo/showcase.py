"""Work for the demonstration accounts: each role finds on its desk what it has to do, at any size of the data."""

from collections.abc import Iterator
from dataclasses import dataclass

from programmes.grants.demo.calendar import Run
from programmes.grants.demo.calls import CallPlan
from programmes.grants.demo.course import Fate, course, happened
from programmes.grants.demo.dossier import Bid
from programmes.grants.demo.startups import Host, Made
from startups.models import Publication, StartupKind

TRIES = 3_000
ENTERPRISE, PUBLIC = StartupKind.ENTERPRISE, Publication.PUBLIC
# The startups of the two applicants: which account, what it is, whether it asked for the directory.
HOSTS = (
    (0, ENTERPRISE, PUBLIC),  # a grant that runs: its next deliverable is to be reported
    (0, ENTERPRISE, PUBLIC),  # a dossier that came back for completion
    (0, ENTERPRISE, Publication.PRIVATE),  # eligible, and nothing in the open calls yet
    (1, StartupKind.GROUP, Publication.PRIVATE),  # a draft, and an older refusal
    (1, StartupKind.INDIVIDUAL, PUBLIC),  # a dossier under evaluation
)
OTHERS = 8  # startups of other people with one dossier each that waits for somebody of the staff


@dataclass(frozen=True)
class Scene:
    """One dossier that has to be there: whose, where it is going, what happened last, in which group of calls."""

    startup: int
    fate: Fate
    last: frozenset[str]
    groups: tuple[int, ...]  # counted from the end


OPEN, RECENT, BEFORE = -1, -2, -3
PAID = frozenset({"pay", "start_work"})
SCENES = (
    Scene(0, Fate.GRANTED, PAID, (BEFORE,)),
    Scene(0, Fate.GRANTED, frozenset({"close"}), (-5,)),
    Scene(1, Fate.GRANTED, frozenset({"return_for_completion"}), (OPEN,)),
    Scene(1, Fate.REFUSED, frozenset({"reject"}), (BEFORE, -4)),
    Scene(2, Fate.REFUSED, frozenset({"reject"}), (-4, -5)),
    Scene(3, Fate.UNSENT, frozenset(), (OPEN,)),
    Scene(3, Fate.REFUSED, frozenset({"reject"}), (BEFORE, -4)),
    Scene(4, Fate.GRANTED, frozenset({"accept_as_valid"}), (OPEN, RECENT)),
    Scene(5, Fate.GRANTED, frozenset({"submit"}), (OPEN,)),
    Scene(6, Fate.GRANTED, frozenset({"review"}), (OPEN, RECENT)),
    Scene(7, Fate.GRANTED, frozenset({"propose"}), (OPEN, RECENT)),
    Scene(8, Fate.GRANTED, frozenset({"approve"}), (RECENT,)),
    Scene(9, Fate.GRANTED, frozenset({"accept"}), (RECENT,)),
    Scene(10, Fate.GRANTED, frozenset({"report"}), (RECENT,)),
    Scene(11, Fate.GRANTED, frozenset({"accept_result"}), (BEFORE, -4)),
    Scene(12, Fate.GRANTED, frozenset({"start_check"}), (OPEN,)),
)


def hosts(applicants: tuple[int, ...]) -> list[Host]:
    """The first startups: those of the applicants' accounts, then some for the staff's desks."""
    own = [Host(applicants[which % len(applicants)], kind, publication) for which, kind, publication in HOSTS]
    return own + [Host(0, ENTERPRISE, PUBLIC)] * OTHERS


def scenes(groups: list[list[CallPlan]], made: list[Made], run: Run) -> Iterator[tuple[int, Bid]]:
    """The bids of the scenes with the group of calls they belong to (from 0)."""
    for scene in SCENES:
        yield _act(scene, groups, made[scene.startup], run)


def _act(scene: Scene, groups: list[list[CallPlan]], startup: Made, run: Run) -> tuple[int, Bid]:
    """A course that has come exactly so far: tried with one day after the other until one fits."""
    rng = run.rng
    for number in range(TRIES):
        group = len(groups) + scene.groups[number % len(scene.groups)]
        plan = rng.choice(groups[group])
        day = rng.randint(max(plan.opens, startup.registered + 1), min(plan.closes - 1, run.last))
        events = happened(course(scene.fate, day, plan.months, run), run.last)
        if {name for name, _day, _which in events[-1:]} <= scene.last and bool(events) == bool(scene.last):
            return group, Bid(plan, startup, scene.fate, day, rng.randint(600, 1000), events, is_staged=True)
    raise RuntimeError(f"No day gives {scene}.")
