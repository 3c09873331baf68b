"""Bland, repeatable records for the tests; traits for states."""

from tests.factories.people import UnitFactory, UserFactory, people, person
from tests.factories.programmes import (
    ApplicationFactory,
    BudgetLineFactory,
    CallFactory,
    FeedbackFactory,
    IndicatorFactory,
    NewsFactory,
    PillarFactory,
    PlannedAmountFactory,
    PolicyFactory,
    SchemeFactory,
    ready_to_submit,
    set_planned,
    time_limits,
)
from tests.factories.startups import (
    AreaFactory,
    OrganisationFactory,
    SectorFactory,
    StartupFactory,
    TermFactory,
)

__all__ = [
    "ApplicationFactory",
    "AreaFactory",
    "BudgetLineFactory",
    "CallFactory",
    "FeedbackFactory",
    "IndicatorFactory",
    "NewsFactory",
    "OrganisationFactory",
    "PillarFactory",
    "PlannedAmountFactory",
    "PolicyFactory",
    "SchemeFactory",
    "SectorFactory",
    "StartupFactory",
    "TermFactory",
    "UnitFactory",
    "UserFactory",
    "people",
    "person",
    "ready_to_submit",
    "set_planned",
    "time_limits",
]
