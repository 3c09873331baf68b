"""The small city of world.py, for the tests beside it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction

from tests.access.world import ANONYMOUS, World, build
from tests.sharing import shared_rows


@pytest.fixture(scope="package")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, built once for all of this folder; every request of the tests is rolled back."""
    with shared_rows(django_db_blocker):
        world = build()
        for actor in (ANONYMOUS, *world.people):
            world.client(actor)  # signed in now, so that no test takes the session back
        yield world


@pytest.fixture(autouse=True)
def _same_browsers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whose language was switched or who signed out in one test begins the next one as ever."""
    world = request.getfixturevalue("city") if "city" in request.fixturenames else World()
    kept = {actor: deepcopy(client.cookies) for actor, client in world.clients.items()}
    yield
    for actor, cookies in kept.items():
        world.clients[actor].cookies = cookies


@pytest.fixture
def unchanged(city: World) -> Iterator[None]:
    """What a test writes into the city is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
