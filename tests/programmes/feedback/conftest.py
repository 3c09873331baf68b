"""Time limits of messages, and a fixed day."""

from typing import Any

import pytest

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.reference.workdays import DayUnit
from programmes.plan.models import TimeLimit
from tests.factories import UnitFactory


@pytest.fixture
def limits(db: None) -> OrganisationUnit:
    """Five working days for a question, ten for the other kinds. The result is the unit that receives messages."""
    for kind, days in (("question", 5), ("proposal", 10), ("complaint", 10)):
        TimeLimit.objects.create(step=kind, amount=days, unit=DayUnit.WORKING)
    unit: OrganisationUnit = UnitFactory(is_lead=True)
    return unit


@pytest.fixture
def time_machine_at_monday(time_machine: Any) -> None:
    time_machine.move_to("2026-06-01T09:00:00+07:00", tick=False)
