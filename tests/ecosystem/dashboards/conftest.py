"""A scheme with counted indicators and a budget line, and a signed-in council member."""

from datetime import date

import pytest

from ecosystem.accounts.roles import Role
from programmes.plan.models import Counter, Origin
from tests.ecosystem.dashboards.cases import this_year
from tests.factories import (
    BudgetLineFactory,
    IndicatorFactory,
    PillarFactory,
    SchemeFactory,
    person,
)


@pytest.fixture
def scheme():
    """A scheme that runs this year, with two pillars and a counted indicator of each kind."""
    year = this_year()
    scheme = SchemeFactory(code="de-an", starts_on=date(year - 2, 1, 1), ends_on=date(year + 2, 1, 1))
    pillar = PillarFactory(scheme=scheme, number=1)
    PillarFactory(scheme=scheme, number=2)
    for counter in Counter:
        IndicatorFactory(scheme=scheme, origin=Origin.COUNTED, counter=counter, pillar=pillar)
    return scheme


@pytest.fixture
def line(scheme):
    return BudgetLineFactory(pillar=scheme.pillars.get(number=1), year=this_year())


@pytest.fixture
def member(client):
    user = person(Role.COUNCIL)
    client.force_login(user)
    return user
