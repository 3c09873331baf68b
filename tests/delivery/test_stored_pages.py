"""Stored pages of a portal with two processes whose Redis is away."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from ecosystem.core.models import StoredPage
from programmes.grants.models import Call
from tests.delivery.deployed import Portal, deployed

pytestmark = pytest.mark.django_db

NOWHERE = "redis://127.0.0.1:1/0"
BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/140"}


@pytest.fixture(scope="module")
def processes(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Portal]:
    with (
        django_db_blocker.unblock(),
        deployed(tmp_path_factory.mktemp("two"), workers=2, REDIS_URL=NOWHERE) as running,
    ):
        yield running


@contextmanager
def named(portal: Portal, name: str) -> Iterator[None]:
    """The call that closes last has another name until the block ends."""
    with portal.database.use():
        call = Call.objects.public().order_by("-closes_at", "-pk")[0]
        Call.objects.filter(pk=call.pk).update(name=name)
    try:
        yield
    finally:
        with portal.database.use():
            Call.objects.filter(pk=call.pk).update(name=call.name)


def ask_many(portal: Portal, readers: int = 24) -> list[str]:
    """The page of calls as many readers get it, eight at once."""
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda _reader: portal.ask("/calls/", **BROWSER), range(readers))
        return [answer.body.decode() for answer in answers]


def test_two_processes_without_redis_show_a_change_at_once(processes: Portal) -> None:
    ask_many(processes)

    for name in ("Đợt mở cửa", "Đợt đóng cửa"):
        with named(processes, name):
            pages = ask_many(processes)
            assert (len(pages), len(set(pages)), name in pages[0]) == (24, 1, True)
        assert not any(name in page for page in ask_many(processes))


def test_page_that_one_process_made_is_not_made_again(processes: Portal) -> None:
    with named(processes, "Đợt mở cửa"):
        processes.ask("/calls/", **BROWSER)
        with processes.database.use():
            made = StoredPage.objects.latest("stored_at")

        ask_many(processes)

        with processes.database.use():
            assert StoredPage.objects.latest("stored_at").stored_at == made.stored_at
