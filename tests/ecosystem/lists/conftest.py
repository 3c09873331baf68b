"""Fixtures of the tests of jobs."""

import pytest

from ecosystem.accounts.roles import Role
from ecosystem.lists.actions import jobs
from tests.factories import person


@pytest.fixture
def wake_calls(monkeypatch):
    """The tasks that would be sent to workers, which would otherwise run at once."""
    calls = []
    monkeypatch.setattr(jobs, "send_task", lambda task, *args: calls.append((task.rpartition(".")[2], *args)))
    return calls


@pytest.fixture
def officer(client, monkeypatch):
    """A signed-in officer; files of more than two rows are made by a job."""
    monkeypatch.setattr(jobs, "SMALL_EXPORT", 2)
    user = person(Role.OFFICER)
    client.force_login(user)
    return user
