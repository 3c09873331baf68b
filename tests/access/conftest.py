"""The small city of world.py, for the tests beside it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.access.world import ANONYMOUS, World, build
from tests.sharing import shared_rows


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, built once; every request of the tests is rolled back."""
    with shared_rows(django_db_blocker):
        yield build()


@pytest.fixture
def unchanged(city: World) -> Iterator[None]:
    """What a test writes into the city is rolled back; the sessions of its people stay."""
    for actor in (ANONYMOUS, *city.people):
        city.client(actor)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
