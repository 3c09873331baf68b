"""Stored public pages: until which moment they stand, who makes them, and what a fault of a server leaves of them."""

import re
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.core import stored_pages as module
from ecosystem.core.models import StoredPage
from ecosystem.core.stored_pages import invalidate_pages
from ecosystem.core.web import stored_pages as web
from ecosystem.core.web.stored_pages import StoredPagesMiddleware
from programmes.plan.models import SupportPolicy
from tests.concurrency import run_concurrently
from tests.ecosystem.core.page_readers import is_made, text_of
from tests.factories import (
    CallFactory,
    NewsFactory,
    PolicyFactory,
)

NEWS, CALLS, HOME = "/news/", "/calls/", "/"
BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/140"}


@pytest.fixture(autouse=True)
def _stored_pages(settings):
    settings.STORED_PAGES = True


@pytest.mark.django_db
def test_another_release_makes_pages_of_its_own(monkeypatch):
    text_of(NEWS)
    monkeypatch.setattr(web, "_release", lambda: "the next release")

    assert is_made(NEWS)


# Moments


@pytest.mark.django_db
def test_call_is_shown_closed_and_open_from_its_moments_on():
    """Without any change in the database."""
    closes_at = datetime(2026, 3, 20, 10, 0, tzinfo=UTC)  # 17:00 in the city
    opens_at = closes_at - timedelta(days=10)
    CallFactory(name="Đợt tháng ba", opens_at=opens_at, closes_at=closes_at)
    second = timedelta(seconds=1)

    def section(moment):
        with time_machine.travel(moment, tick=False):
            first, again = text_of(CALLS), text_of(CALLS)
            assert first == again
            assert ("Đợt tháng ba" in text_of(HOME)) is (opens_at <= moment < closes_at)
            heads = re.findall(r'id="([\w-]+)"|(Đợt tháng ba)', first)
            return next(heads[index - 1][0] for index, pair in enumerate(heads) if pair[1])

    places = [
        section(moment)
        for moment in (
            opens_at - second,
            opens_at,
            closes_at - timedelta(days=7),
            closes_at - timedelta(days=7) + second,
            closes_at - second,
            closes_at,
        )
    ]

    assert places == ["coming-calls", "open-calls", "open-calls", "closing-calls", "closing-calls", "closed-calls"]


@pytest.mark.django_db
def test_policy_is_shown_from_its_first_day_to_its_last():
    address = reverse("public:service_list")
    PolicyFactory(name="Hỗ trợ tháng ba", valid_from=datetime(2026, 3, 2).date(), valid_to=datetime(2026, 3, 4).date())  # noqa: DTZ001

    def is_shown(day, hour, minute):
        with time_machine.travel(
            datetime(2026, 3, day, hour, minute, tzinfo=timezone.get_default_timezone()), tick=False
        ):
            return "Hỗ trợ tháng ba" in text_of(address)

    moments = [(1, 23, 59), (2, 0, 0), (3, 23, 59), (4, 0, 0)]
    assert [is_shown(*moment) for moment in moments] == [False, True, True, False]
    assert SupportPolicy.objects.count() == 1


# Addresses that fill the table


@pytest.mark.django_db
def test_parameters_of_other_sites_make_no_other_page():
    page = text_of(NEWS)

    for query in ("utm_source=zalo&utm_medium=social", "fbclid=abc", "gclid=1&zarsrc=30"):
        response = Client().get(f"{NEWS}?{query}")
        assert (response.content.decode(), response.templates) == (page, [])
    directory = Client().get(f"{reverse('public:directory')}?utm_source=zalo&order=newest&fbclid=x")
    assert directory.wsgi_request.GET.dict() == {"order": "newest"}
    assert StoredPage.objects.count() == 2


@pytest.mark.django_db
def test_unknown_parameters_and_long_addresses_are_not_stored():
    for query in ("?x=1", "?after=abc", f"?state={'x' * 600}"):
        Client().get(f"{CALLS}{query}")

    assert not StoredPage.objects.exists()


@pytest.mark.django_db
def test_number_of_stored_pages_is_bounded(monkeypatch):
    monkeypatch.setattr(module, "MAX_PAGES", 5)

    for number in range(9):
        Client().get(f"{CALLS}?state=x{number}")

    assert StoredPage.objects.count() == 5
    assert not is_made(f"{CALLS}?state=x8")
    assert is_made(f"{CALLS}?state=x0")


# Many readers of a changed page


@contextmanager
def counted_makers():
    made = []
    make = StoredPagesMiddleware._make_and_store
    with patch.object(StoredPagesMiddleware, "_make_and_store", lambda *given: made.append(1) or make(*given)):
        yield made


def ask_at_once(readers=6):
    return run_concurrently([lambda: text_of(NEWS)] * readers)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_reader_makes_a_changed_page_and_the_others_wait():
    NewsFactory(title="Tên mới")

    for _round in range(3):
        invalidate_pages()
        with counted_makers() as made:
            pages = ask_at_once()
        assert len(set(pages)) == 1
        assert "Tên mới" in pages[0]
        assert len(made) == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_several_readers_make_the_page(monkeypatch):
    """Negative control: all have looked before one has stored."""
    looked = threading.Barrier(6)
    find = web.find_page

    @contextmanager
    def no_lock(name):
        yield True

    def look(key):
        found = find(key)
        looked.wait(10)
        return found

    monkeypatch.setattr(web, "try_advisory_lock", no_lock)
    monkeypatch.setattr(web, "find_page", look)

    with counted_makers() as made:
        ask_at_once()

    assert len(made) == 6


@pytest.mark.django_db(transaction=True)
def test_reader_does_not_wait_for_long(monkeypatch):
    """A maker that takes too long is not waited for: the page is made for this reader, and stored by the other."""
    monkeypatch.setattr(web, "WAIT", 50)
    begun, may_end = threading.Event(), threading.Event()
    make = StoredPagesMiddleware._make_and_store

    def slowly(self, request, key):
        begun.set()
        assert may_end.wait(30)
        return make(self, request, key)

    def impatient():
        assert begun.wait(30)
        try:
            return is_made(NEWS), StoredPage.objects.count()
        finally:
            may_end.set()

    with patch.object(StoredPagesMiddleware, "_make_and_store", slowly):
        _page, result = run_concurrently([lambda: text_of(NEWS), impatient])

    assert result == (True, 0)
    assert StoredPage.objects.count() == 1


@pytest.mark.django_db
def test_pages_are_stored_while_redis_is_away(monkeypatch):
    monkeypatch.setattr(cache, "get", lambda *given, **more: None)

    assert [is_made(NEWS), is_made(NEWS)] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_connection_that_the_server_ended_is_made_anew():
    """The statement that looks for the page is the first of its request, and no other asked before it."""
    NewsFactory(title="Vườn ươm mở cửa")
    text_of(NEWS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (mine,) = cursor.fetchone()

    def end():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [mine])

    run_concurrently([end])

    response = Client().get(NEWS)
    assert (response.status_code, response.templates) == (200, [])
    assert "Vườn ươm mở cửa" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_database_that_takes_no_writes_shows_pages_all_the_same(monkeypatch):
    monkeypatch.setattr(module, "MAX_CHANGES", 0)
    NewsFactory(title="Vườn ươm mở cửa")
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    try:
        pages = [text_of(NEWS), text_of(NEWS)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")

    assert ["Vườn ươm mở cửa" in page for page in pages] == [True, True]
    assert not StoredPage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
def test_fault_of_the_database_is_told_in_the_readers_language(language):
    client = Client(raise_request_exception=False)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    def refuse(*given):
        raise OperationalError("the server is away")

    with connection.execute_wrapper(refuse):
        response = client.get(NEWS)

    assert response.status_code == 503
    assert f'lang="{language}"' in response.content.decode()
