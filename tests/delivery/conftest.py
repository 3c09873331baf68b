"""One deployed portal for all tests of this folder."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.delivery.deployed import Portal, deployed


@pytest.fixture(scope="package")
def portal(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with django_db_blocker.unblock(), deployed(tmp_path_factory.mktemp("portal")) as running:
        yield running
