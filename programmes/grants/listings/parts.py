"""Columns and conditions shared by the lists of grants."""

from collections.abc import Callable
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.web.navigation import record_url
from ecosystem.lists import cells
from ecosystem.lists.listing import Column, ListTool
from ecosystem.lists.values import Stored, StoredLabel, StoredParts
from programmes.grants.models import Application

NAMES_OF_CALL = ("call__name", "call__name_en")


MONEY_READERS = DEPARTMENT | {Role.ACCOUNTANT}


def grants_url(name: str, key: int, anchor: str = "") -> str:
    """The address of a record's page in this app."""
    return record_url(f"grants:{name}", key) + anchor


def has_role(*roles: str) -> Callable[[User], bool]:
    """A predicate: whether a user holds one of the roles."""
    return lambda user: user.has_role(*roles)


def queue_tool(slug: str, label: Any, role: Role) -> ListTool:
    """The link that opens the waiting rows of a list one by one (programmes.grants.views.queues)."""
    return ListTool(label, "list-checks", "grants:queue_start", (slug,), has_role(role))


def _application_at(row: Any, path: str) -> Application:
    for part in path.split("."):
        row = getattr(row, part)
    return cast("Application", row)


def title_or_untitled(title: str) -> str:
    """The title of an application as its `__str__` gives it."""
    return title or str(_("Untitled application"))


def dossier_column(path: str, address: Callable[[Any], str]) -> Column:
    """The first column of a list about applications: title, number and startup of the application at `path`.

    The rows hold `DossierKeys`: the name of the startup is copied onto them.
    """

    def cell(row: Any) -> Any:
        application = _application_at(row, path)
        return cells.title(address(row), application, cells.dot_separated(application.number, row.startup_name))

    return Column(
        "dossier",
        gettext_lazy("Project"),
        StoredParts(f"{path.replace('.', '__')}__title", make=title_or_untitled),
        cell,
        width=40,
    )


def dossier_fields(path: str) -> tuple[str, ...]:
    """Fields that lists with `DossierKeys` read for the dossier column, whose application is at `path`."""
    return ("startup_name", f"{path}__number", f"{path}__title")


def number_column(path: str) -> Column:
    """The column with the number of the application at `path`."""
    return Column(
        "number",
        gettext_lazy("Dossier number"),
        Stored(f"{path.replace('.', '__')}__number"),
        sort=("number_key", "pk"),
        visible=False,
        joins=(path.replace(".", "__"),),
    )


def startup_column() -> Column:
    """The column with the startup's name, for rows that hold `DossierKeys`."""
    return Column(
        "startup",
        gettext_lazy("Startup"),
        Stored("startup_name"),
        sort=("startup_key", "pk"),
        visible=False,
        width=32,
    )


def call_column(path: str, *, visible: bool = False) -> Column:
    """The column with the call of the application at `path`."""
    return Column(
        "call",
        gettext_lazy("Call"),
        StoredLabel(f"{path}__call"),
        visible=visible,
        joins=(f"{path}__call",),
        fields=tuple(f"{path}__{name}" for name in NAMES_OF_CALL),
        width=32,
    )
