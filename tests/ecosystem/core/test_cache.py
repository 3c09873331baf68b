"""The cache while Redis cannot be reached."""

import logging
import socket

import pytest

from ecosystem.core import cache
from ecosystem.core.cache import SafeRedisCache


@pytest.fixture
def unreachable(monkeypatch):
    monkeypatch.setattr(cache, "_not_before", {})
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
    return SafeRedisCache(address, {"OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1}})


def test_unreachable_cache_server_is_not_queried_during_the_pause(unreachable, caplog):
    with caplog.at_level(logging.WARNING, logger="ecosystem.core.cache"):
        assert unreachable.get("a", "missing") == "missing"
        assert unreachable.get("a") is None
        assert unreachable.get_many(["a", "b"]) == {}

    assert len(caplog.records) == 1


@pytest.mark.parametrize(("write", "args"), [("delete", ["a"]), ("set", ["a", 1]), ("delete_many", [["a"]])])
def test_write_is_tried_even_during_the_pause(unreachable, caplog, write, args):
    unreachable.get("a")

    with caplog.at_level(logging.WARNING, logger="ecosystem.core.cache"):
        caplog.clear()
        getattr(unreachable, write)(*args)

    assert len(caplog.records) == 1


def test_cache_server_is_queried_again_after_the_pause(unreachable, caplog, monkeypatch):
    monkeypatch.setattr(cache, "PAUSE", 0.0)
    unreachable.get("a")

    with caplog.at_level(logging.WARNING, logger="ecosystem.core.cache"):
        caplog.clear()
        unreachable.get("a")

    assert len(caplog.records) == 1


def test_pause_of_one_server_is_no_pause_of_another(unreachable, django_cache_of_the_portal):
    unreachable.get("a")
    django_cache_of_the_portal.set("test-pause", 1, 5)

    assert django_cache_of_the_portal.get("test-pause") == 1


@pytest.fixture
def django_cache_of_the_portal(settings):
    return SafeRedisCache(settings.REDIS_URL, {"KEY_PREFIX": "test"})
