"""People who edit reference data, signed in; the loaded reference data."""

import pytest
from django.test import Client

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from tests.ecosystem.reference.conftest import load
from tests.factories import person


@pytest.fixture
def reference(db: None) -> dict[str, str]:
    return load()


@pytest.fixture
def administrator(client: Client) -> User:
    user = person(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


@pytest.fixture
def manager(client: Client) -> User:
    user = person(Role.MANAGER)
    client.force_login(user)
    return user
