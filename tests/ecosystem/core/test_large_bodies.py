"""Streamed bodies: short ones whole, long ones from a file in a bounded number of slots that are always given back."""

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from ecosystem.core.web import large_bodies
from ecosystem.core.web.large_bodies import DOWNLOADS, PART, WHOLE, LargeBodyMiddleware, bounded_response

LONG = [b"a" * WHOLE, b"b", b"c" * (2 * PART)]


def streamed(parts, **headers):
    return StreamingHttpResponse(iter(parts), headers=headers)


def free_slots() -> int:
    return large_bodies._slots._value


@pytest.fixture(autouse=True)
def _all_slots_come_back():
    request_finished.disconnect(close_old_connections)  # as the test client does when it closes a response
    yield
    request_finished.connect(close_old_connections)
    assert free_slots() == DOWNLOADS


def test_short_body_is_one_part_and_takes_no_slot():
    response = bounded_response(streamed([b"one", b"two"], **{"Content-Type": "text/csv"}))

    assert (list(response), response["Content-Type"], free_slots()) == ([b"onetwo"], "text/csv", DOWNLOADS)


def test_long_body_is_the_same_bytes_and_holds_a_slot_until_it_is_closed():
    response = bounded_response(streamed(LONG))

    assert free_slots() == DOWNLOADS - 1
    assert b"".join(response) == b"".join(LONG)
    response.close()
    response.close()


def test_body_is_complete_before_its_first_part_is_sent():
    taken = []
    response = bounded_response(streamed(taken.append(part) or part for part in LONG))

    assert taken == LONG
    response.close()


def test_one_long_body_too_many_is_refused_with_the_time_of_the_next_try():
    held = [bounded_response(streamed(LONG)) for _ in range(DOWNLOADS)]

    refused = bounded_response(streamed(LONG))
    short = bounded_response(streamed([b"short"]))

    assert (refused.status_code, refused["Retry-After"]) == (503, "30")
    assert "Many large files are being downloaded" in refused.content.decode()
    assert (short.status_code, b"".join(short)) == (200, b"short")
    for response in held:
        response.close()


def test_body_that_fails_gives_its_slot_back():
    def parts():
        yield from LONG
        raise ValueError("the database went away")

    with pytest.raises(ValueError, match="went away"):
        bounded_response(streamed(parts()))


def test_page_passes_as_it_is_and_a_head_reads_no_rows():
    page, request = HttpResponse(b"page"), RequestFactory()
    read = []
    stream = streamed(read.append(part) or part for part in LONG)

    assert LargeBodyMiddleware(lambda request: page)(request.get("/")) is page
    assert LargeBodyMiddleware(lambda request: stream)(request.head("/")) is stream
    assert read == []
