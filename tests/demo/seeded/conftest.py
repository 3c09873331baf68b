"""A small portal full of demonstration data, seeded once for all tests of this folder and taken back after them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from ecosystem.reports.demo import seed_reports
from programmes.grants.demo.last_day import record_last_day
from programmes.plan.demo import seed_reported_parts
from tests.demo.planting import plant, prepare, private_files
from tests.sharing import shared_rows

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
STARTUPS, APPLICATIONS = 150, 300


@pytest.fixture(scope="package")
def seeded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The whole data of a small size, dated 20 November 2026, which is today for every test."""
    with shared_rows(django_db_blocker):
        with time_machine.travel(NOW, tick=True), private_files(tmp_path_factory.mktemp("private")):
            prepare()
            plant(TODAY, startups=STARTUPS, applications=APPLICATIONS)
            record_last_day(TODAY)
            seed_reported_parts(TODAY)
            seed_reports(today=TODAY)
        yield


@pytest.fixture
def portal(seeded: None, db: None) -> Iterator[None]:
    """The seeded portal an hour later; what one test changes is taken back after it."""
    with time_machine.travel(NOW + timedelta(hours=1), tick=True):
        yield
