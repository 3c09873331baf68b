"""The access rule of one address, groups of actors, and short forms of rules."""

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.access.world import ANONYMOUS, World

EVERYBODY = frozenset(
    {
        "nobody",
        "owner",
        "editor",
        "reader",
        "stranger",
        "officer",
        "foreign_officer",
        "dismissed_officer",
        "manager",
        "director",
        "accountant",
        "evaluator",
        "waiting_evaluator",
        "recused_evaluator",
        "other_evaluator",
        "council",
        "reporter",
        "head",
        "foreign_reporter",
        "administrator",
    }
)
OWNER = frozenset({"owner"})
WRITERS = frozenset({"owner", "editor"})
MEMBERS = WRITERS | {"reader"}
READER = frozenset({"reader"})
OFFICER = frozenset({"officer"})
OFFICERS = OFFICER | {"foreign_officer"}
MANAGER = frozenset({"manager"})
DIRECTOR = frozenset({"director"})
DEPARTMENT = OFFICER | MANAGER | DIRECTOR
ALL_DEPARTMENT = DEPARTMENT | {"foreign_officer"}
ACCOUNTANT = frozenset({"accountant"})
EVALUATORS = frozenset({"evaluator", "waiting_evaluator", "recused_evaluator", "other_evaluator"})
COUNCIL = frozenset({"council"})
ADMINISTRATOR = frozenset({"administrator"})
PARTNERS = frozenset({"reporter", "head"})
ALL_PARTNERS = PARTNERS | {"foreign_reporter"}
STAFF = ALL_DEPARTMENT | ACCOUNTANT | EVALUATORS | COUNCIL | ALL_PARTNERS | ADMINISTRATOR
NONE: frozenset[str] = frozenset()
# Who differ in the record or the rank alone: where some of them get in, a rule written carelessly lets in the others.
RELATED = (
    MEMBERS | {"stranger"},
    ALL_DEPARTMENT | {"dismissed_officer"},
    EVALUATORS,
    ALL_PARTNERS,
)


def nothing(world: World) -> list[Any]:
    return []


@dataclass(frozen=True)
class Rule:
    """`allowed` get in, `refused` get 403, `unseen` 404, all other signed-in people `otherwise`; anonymous signs in unless `public`."""

    name: str
    args: Callable[[World], list[Any]] = nothing
    allowed: frozenset[str] = NONE
    refused: frozenset[str] = NONE
    unseen: frozenset[str] = NONE
    otherwise: str = "404"
    method: str = "GET"
    public: bool = False
    case: str = ""
    of_startup: bool = False
    data: dict[str, str] = field(default_factory=dict, compare=False)
    answer: str = "in"

    @property
    def key(self) -> str:
        return f"{self.name} {self.case}".strip()

    @property
    def status(self) -> int:
        return 200 if self.answer == "in" else int(self.answer)

    def standing(self, actor: str) -> str:
        """Where the rule names the actor; it makes no difference between two of the same standing."""
        if actor == ANONYMOUS:
            return ANONYMOUS
        named = {"allowed": self.allowed, "unseen": self.unseen, "refused": self.refused}
        return next((name for name, actors in named.items() if actor in actors), "otherwise")

    def representatives(self, actors: Iterable[str]) -> list[str]:
        """One actor of each standing, others from rule to rule, and all who are related to those who get in."""
        standings: dict[str, list[str]] = {}
        for actor in actors:
            standings.setdefault(self.standing(actor), []).append(actor)
        number = zlib.crc32(self.key.encode())
        chosen = {group[number % len(group)] for group in standings.values()}
        related = NONE.union(*(group for group in RELATED if group & self.allowed)) - self.allowed
        return [actor for actor in actors if actor in chosen | related]

    def expected(self, actor: str) -> str:
        if actor == ANONYMOUS:
            return self.answer if self.public else "login"
        if actor in self.allowed:
            return self.answer
        if actor in self.unseen:
            return "404"
        return "403" if actor in self.refused else self.otherwise


def public(name: str, args: Callable[[World], list[Any]] = nothing, **more: Any) -> Rule:
    return Rule(name, args, allowed=EVERYBODY, public=True, **more)


def listing(name: str, allowed: frozenset[str], **more: Any) -> Rule:
    """A page without a record: who may not have it is told so."""
    return Rule(name, allowed=allowed, otherwise="403", **more)


def record(name: str, thing: str, allowed: Iterable[str], refused: Iterable[str] = (), **more: Any) -> Rule:
    """A page of one record, named as in world.py."""

    def args(world: World) -> list[Any]:
        return [getattr(world, thing).pk]

    more.setdefault("case", thing)
    return Rule(name, args, frozenset(allowed), frozenset(refused), **more)


def dossier(name: str, state: str, allowed: frozenset[str], seen: frozenset[str] | None = None, **more: Any) -> Rule:
    """A page of a dossier: whoever sees the dossier but may not do this gets 403, all others 404."""
    granted = state in {"approved", "contracted", "in_progress", "accepted"}
    viewers = MEMBERS if state == "draft" else MEMBERS | DEPARTMENT | (ACCOUNTANT if granted else NONE)
    viewers = viewers if seen is None else seen
    return record(f"grants:{name}", state, allowed, viewers - allowed, of_startup=True, **more)


def startup(name: str, allowed: frozenset[str], thing: str = "startup", **more: Any) -> Rule:
    """A page of one startup: its members and the department know of it."""
    members = MEMBERS if thing == "startup" else OWNER
    return record(f"startups:{name}", thing, allowed, (members | ALL_DEPARTMENT) - allowed, of_startup=True, **more)


def tranche(name: str, thing: str, allowed: frozenset[str], **more: Any) -> Rule:
    refused = (MEMBERS | DEPARTMENT | ACCOUNTANT) - allowed
    return record(f"grants:{name}", thing, allowed, refused, of_startup=True, **more)


def desk(name: str, thing: str, allowed: frozenset[str], **more: Any) -> Rule:
    """A page of a message from the public: the department's people of another unit do not know of it."""
    return record(f"feedback:{name}", thing, allowed, otherwise="403", unseen=frozenset({"foreign_officer"}), **more)


def amount(step: str, thing: str, allowed: frozenset[str]) -> Rule:
    """A step of a planned amount that is not verified: whoever sees it but may not take the step gets 403."""
    seen = ALL_DEPARTMENT | ACCOUNTANT | ADMINISTRATOR
    return record(f"plan:planned_amount_{step}", thing, allowed, seen - allowed)


def builder(name: str, *keys: Any, thing: str = "questionnaire", **more: Any) -> Rule:
    """A page on which a questionnaire is built: the rest of the department may only read what is asked."""

    def args(world: World) -> list[Any]:
        return [getattr(world, thing).code, *keys]

    allowed = MANAGER | ADMINISTRATOR
    refused = (ALL_DEPARTMENT | ADMINISTRATOR) - allowed
    return Rule(f"questionnaires:{name}", args, allowed, refused, **more)


def table(name: str, slug: str, allowed: frozenset[str], thing: str = "") -> Rule:
    """A page of one table of reference data, or of a row of it."""

    def args(world: World) -> list[Any]:
        return [slug, getattr(world, thing).pk] if thing else [slug]

    return Rule(f"plan:{name}", args, allowed, otherwise="403", case=slug)


def response_part(name: str, key: str, allowed: frozenset[str], **more: Any) -> Rule:
    """A section or a question of a test response; nobody but its author knows of it."""
    return Rule(f"questionnaires:{name}", lambda w: [w.test_response.pk, key], allowed, case=key, **more)


def form_version(name: str, allowed: frozenset[str], *parts: str, **more: Any) -> Rule:
    """A page of a version of a questionnaire."""

    def args(world: World) -> list[Any]:
        return [world.form_version.questionnaire.code, world.form_version.number, *parts]

    return Rule(f"questionnaires:{name}", args, allowed, **more)
