"""The frame itself: factories make what the database accepts, in every status."""

import pytest

from programmes.grants.models import ApplicationStatus
from tests.factories import ApplicationFactory, UserFactory, ready_to_submit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ApplicationStatus.values)
def test_factory_makes_an_application_in_every_status(status):
    assert ApplicationFactory(status=status).status == status


def test_ready_draft_has_the_sums_of_its_lines():
    application = ready_to_submit(UserFactory())

    assert sum(line.amount for line in application.cost_lines.all()) == 20_000_000
