"""Conflicts of a role with what the person does elsewhere: apps register how to find them, and a grant asks before it."""

from collections.abc import Callable
from typing import NamedTuple

from ecosystem.accounts.models import OrganisationUnit, User


class RoleConflict(NamedTuple):
    """Why a role does not go well with what the person does elsewhere; `is_refused` where nobody may accept it."""

    text: str
    is_refused: bool


Finder = Callable[[User, str, OrganisationUnit | None], list[RoleConflict]]
_finders: list[Finder] = []


def register_conflicts(finder: Finder) -> None:
    """Register a function that finds conflicts of a person with a role in a unit, or everywhere."""
    _finders.append(finder)


def conflicts_of(person: User, role: str, unit: OrganisationUnit | None) -> list[RoleConflict]:
    """All conflicts that the registered functions find."""
    return [conflict for finder in _finders for conflict in finder(person, role, unit)]
