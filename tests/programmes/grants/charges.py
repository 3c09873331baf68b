"""What the tests of the officer in charge share."""

from ecosystem.accounts.models import User
from programmes.grants.actions.charge import (
    assign_officer,
)
from programmes.grants.models import Application
from tests.programmes.grants.cases import Case


def take_in_charge(case: Case, officer: User | None = None) -> Application:
    """The officer of the case, or another one, takes it."""
    officer = officer or case.officer
    return assign_officer(case.fresh, by=officer, officer=officer, expected_officer_id=case.fresh.in_charge_id)
