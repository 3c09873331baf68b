"""Who holds the launcher's folder, and when test servers that another command starts may be used."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ecosystem.launcher import testing
from ecosystem.launcher.console import LauncherError
from ecosystem.launcher.directory_lock import lock_directory, lock_holder, lock_holder_purpose
from ecosystem.launcher.processes import FOLDER_VARIABLE
from ecosystem.launcher.state import write_state
from ecosystem.launcher.testing import SHARED_SERVERS, STARTING_SERVERS, shared_servers


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER_VARIABLE, os.environ.get(FOLDER_VARIABLE, ""))  # lock_directory sets it
    return tmp_path


@contextmanager
def lock_held_in_another_process(directory: Path) -> Iterator[None]:
    """A lock whose holder has not written its text yet, as between the two steps of `lock_directory`."""
    code = (
        "import fcntl, sys; stream = open(sys.argv[1], 'a+'); fcntl.flock(stream, fcntl.LOCK_EX);"
        "print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(directory / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdin
    process.stdout.readline()
    try:
        yield
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def test_servers_that_are_starting_are_used_once_they_have_started(directory: Path) -> None:
    write_state(directory, database_url="postgres://earlier", redis_url="redis://earlier", secret_key="s")
    found: list[dict[str, str]] = []
    reader = threading.Thread(target=lambda: found.append(shared_servers(directory)))
    with lock_directory(directory, STARTING_SERVERS) as lock:
        reader.start()
        reader.join(0.3)
        assert found == []
        write_state(directory, database_url="postgres://new", redis_url="redis://new", secret_key="s")
        lock.set_purpose(SHARED_SERVERS)
        reader.join(60)
    assert found == [{"DATABASE_URL": "postgres://new", "REDIS_URL": "redis://new", "SECRET_KEY": "s"}]


def test_servers_that_never_start_are_one_sentence(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing, "START_LIMIT", 0)
    with lock_directory(directory, STARTING_SERVERS), pytest.raises(LauncherError, match=r"^Not ready after 0 seconds"):
        shared_servers(directory)


def test_no_shared_servers_when_the_folder_is_free_or_used_otherwise(directory: Path) -> None:
    assert shared_servers(directory) == {}
    with lock_directory(directory, "the tests"):
        assert shared_servers(directory) == {}
        assert lock_holder(directory) == f"the tests (process {os.getpid()})"
    assert lock_holder(directory) == ""


def test_text_of_an_earlier_holder_is_not_read_as_that_of_the_present_one(directory: Path) -> None:
    ended = subprocess.Popen(["/bin/true"])
    ended.wait()
    (directory / "lock").write_text(f"{ended.pid} {SHARED_SERVERS}", encoding="utf-8")
    with lock_held_in_another_process(directory):
        assert lock_holder_purpose(directory) == ""
