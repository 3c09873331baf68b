"""Every test of this folder has the legal time limits."""

import pytest

from tests.awards.cases import time_limits


@pytest.fixture
def limits(db: None) -> None:
    time_limits()
