"""Rows that several tests read: made once a module or package, since making them costs more than the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def shared_rows(django_db_blocker: Any) -> Iterator[None]:
    """For a fixture of a module or package: what it saves is there for each test, and rolled back after the last one.

    What a test with `django_db` saves besides is rolled back after that test.
    """
    assert connection.settings_dict["NAME"].startswith("test_")
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
