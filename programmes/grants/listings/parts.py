"""Columns and conditions that several lists of grants share."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy

from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.web.navigation import record_url
from ecosystem.lists import cells
from ecosystem.lists.listing import Column

NAMES_OF_CALL = ("call__name", "call__name_en")


MONEY_READERS = DEPARTMENT | {Role.ACCOUNTANT}


def address_of(name: str, key: int, anchor: str = "") -> str:
    return record_url(f"grants:{name}", key) + anchor


def holds(*roles: str) -> Callable[[Any], bool]:
    return lambda user: user.has_role(*roles)


def dossier_column(path: str, address: Callable[[Any], str]) -> Column:
    """The head of a row about one dossier, which stands under `path` of the row."""

    def dossier(row: Any) -> Any:
        for part in path.split("."):
            row = getattr(row, part)
        return row

    def cell(row: Any) -> Any:
        one = dossier(row)
        return cells.title(address(row), one, cells.dot_separated(one.number, one.startup.name))

    return Column(
        "dossier",
        gettext_lazy("Project"),
        lambda row: str(dossier(row)),
        cell,
        width=40,
        joins=(f"{path.replace('.', '__')}__startup",),
    )


def dossier_fields(path: str) -> tuple[str, ...]:
    """What is read of the dossier under this path."""
    return tuple(f"{path}__{name}" for name in ("number", "title", "startup__name", *NAMES_OF_CALL))


def number_column(path: str) -> Column:
    def number(row: Any) -> Any:
        for part in path.split("."):
            row = getattr(row, part)
        return row.number

    return Column("number", gettext_lazy("Dossier number"), number, visible=False, joins=(path.replace(".", "__"),))
