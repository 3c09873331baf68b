"""A list on the home page and its lines."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Tranche,
    TrancheStatus,
)

LIMIT = 6  # lines of a block


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
    is_work: bool = True  # False for a block that only informs


def application_item(application: Application) -> Item:
    """A dossier with its number, startup and call, and its due day."""
    address = reverse("grants:application_detail", args=[application.pk])
    text = " · ".join(part for part in (application.number, application.startup.name, application.call.label) if part)
    return Item(str(application), address, text, application.due_on, ApplicationStatus(application.status))


def tranche_item(tranche: Tranche, *, pay: bool = False) -> Item:
    """A tranche with its startup and contract; `pay` links the page where it is paid, else that of the contract."""
    application = tranche.contract.award.application
    address = (
        reverse("grants:tranche_pay", args=[tranche.pk])
        if pay
        else reverse("grants:contract_detail", args=[application.pk])
    )
    contract = f"{tranche.contract.number}/{tranche.number}"
    text = " · ".join([tranche.deliverable, application.startup.name, contract])
    return Item(str(application), address, text, tranche.due_on, TrancheStatus(tranche.status))
