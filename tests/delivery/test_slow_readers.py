"""Readers who take a byte of a large file now and then hold no page up: on granian, with as many threads as `make run`."""

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from ecosystem.core.web.large_bodies import DOWNLOADS, RETRY_AFTER
from tests.delivery.deployed import Portal, deployed

READERS = 16
LENGTH = 1024 * 65536  # of tests.delivery.long_body
REQUEST = b"GET /long-body/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n\r\n"


@pytest.fixture(scope="module")
def portal_with_long_body(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Portal]:
    var = tmp_path_factory.mktemp("long")
    with django_db_blocker.unblock(), deployed(var, "tests.delivery.long_body:application") as running:
        yield running


def slow_reader(portal: Portal) -> tuple[socket.socket, str]:
    """A connection that has read the head of the response and takes nothing more."""
    reader = socket.socket()
    reader.settimeout(20)
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.connect(("127.0.0.1", portal.port))
    reader.sendall(REQUEST)
    head = b""
    while b"\r\n\r\n" not in head:
        head += reader.recv(64)
    return reader, head.decode("latin-1")


def test_slow_readers_of_a_large_file_leave_the_pages_their_threads(portal_with_long_body):
    portal = portal_with_long_body
    readers = [slow_reader(portal) for _ in range(READERS)]
    try:
        statuses = [head.split()[1] for _reader, head in readers]
        refused = portal.ask("/long-body/")

        assert sorted(statuses) == ["200"] * DOWNLOADS + ["503"] * (READERS - DOWNLOADS)
        assert (refused.status, refused.headers["retry-after"]) == (503, str(RETRY_AFTER))
        assert "Đang có nhiều lượt tải tệp lớn" in refused.body.decode()
        assert [portal.ask("/").status for _ in range(5)] == [200] * 5
    finally:
        for reader, _head in readers:
            reader.close()


def test_slots_of_readers_who_left_are_free_again(portal_with_long_body):
    for reader, _head in [slow_reader(portal_with_long_body) for _ in range(DOWNLOADS)]:
        reader.close()

    deadline, answer = time.monotonic() + 30, portal_with_long_body.ask("/long-body/")
    while answer.status == 503 and time.monotonic() < deadline:  # the server notices a closed connection when it writes
        time.sleep(0.1)
        answer = portal_with_long_body.ask("/long-body/")
    assert (answer.status, len(answer.body)) == (200, LENGTH)
