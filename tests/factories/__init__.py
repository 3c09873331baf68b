"""Bland, repeatable records for the tests; traits for states."""

from tests.factories.people import UnitFactory, UserFactory, person
from tests.factories.programmes import (
    ApplicationFactory,
    BudgetLineFactory,
    CallFactory,
    FeedbackFactory,
    IndicatorFactory,
    NewsFactory,
    PillarFactory,
    PolicyFactory,
    SchemeFactory,
    ready_to_submit,
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
    "PolicyFactory",
    "SchemeFactory",
    "SectorFactory",
    "StartupFactory",
    "TermFactory",
    "UnitFactory",
    "UserFactory",
    "person",
    "ready_to_submit",
]
