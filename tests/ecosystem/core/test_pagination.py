"""Keyset pages: every row once, forwards and backwards; forged cursors are refused."""

import pytest
import time_machine
from django.core.exceptions import SuspiciousOperation
from django.test import RequestFactory

from ecosystem.core.web.pagination import keyset_page
from startups.models import Startup
from tests.factories import StartupFactory

pytestmark = pytest.mark.django_db
ORDER = ("sort_key", "pk")


def get(**query):
    return keyset_page(RequestFactory().get("/", query), Startup.objects.all(), ORDER, size=3)


def test_pages_show_every_row_once_in_vietnamese_order_both_ways():
    names = ["Đất Xanh", "Dừa Việt", "Ăn Ngon", "An Bình", "Ổi", "Âu Lạc", "Ơn Nghĩa", "An Bình"]
    for name in names:
        StartupFactory(name=name)
    expected = ["An Bình", "An Bình", "Ăn Ngon", "Âu Lạc", "Dừa Việt", "Đất Xanh", "Ổi", "Ơn Nghĩa"]

    page, forwards = get(), []
    while True:
        forwards += [s.name for s in page]
        if not page.next:
            break
        page = get(after=page.next)
    backwards = []
    while True:
        backwards = [s.name for s in page] + backwards
        if not page.previous:
            break
        page = get(before=page.previous)

    assert forwards == expected
    assert backwards == expected


def test_last_page_is_reached_directly():
    for n in range(7):
        StartupFactory(name=f"S{n}")

    page = get(last="1")

    assert [s.name for s in page] == ["S4", "S5", "S6"]
    assert (bool(page.next), bool(page.previous)) == (False, True)


def test_empty_list_is_one_whole_page():
    page = get()

    assert (list(page), page.is_whole) == ([], True)


def test_links_of_a_page_stay_the_same_while_its_rows_do():
    """Else a public page would never answer 304."""
    for n in range(4):
        StartupFactory(name=f"S{n}")

    with time_machine.travel("2026-03-01 08:00", tick=False):
        first = get().next
    with time_machine.travel("2026-03-02 09:00", tick=False):
        assert get().next == first != ""


@pytest.mark.parametrize("cursor", ["x", "WyJhIiwxXQ", "WyJhIiwxXQ:forged", "\x00", "a" * 5000])
def test_forged_cursor_is_refused(cursor):
    with pytest.raises(SuspiciousOperation):
        get(after=cursor)
