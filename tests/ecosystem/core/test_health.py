"""healthz asks nothing; readyz names what is down."""

import socket

import pytest
import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client

from ecosystem.core.tasks import heartbeat
from ecosystem.core.web import health

pytestmark = pytest.mark.django_db

ALL_OK = {"database": "ok", "redis": "ok", "worker": "ok"}


@pytest.fixture(autouse=True)
def _beating(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker of this test's own has just run; other tests' keys are left alone."""
    monkeypatch.setattr(health, "HEARTBEAT_KEY", "test:heartbeat")
    heartbeat()


def test_healthz_answers_a_stranger_without_a_query(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_readyz_names_everything_it_needs(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": ALL_OK})
    assert "no-store" in response["Cache-Control"]


def test_readyz_names_the_worker_that_stopped_beating(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "HEARTBEAT_LIFETIME", 0)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["checks"]) == (503, ALL_OK | {"worker": "down"})


def test_readyz_names_the_worker_that_never_ran(client: Client) -> None:
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        server.delete("test:heartbeat")
    assert client.get("/readyz").json()["checks"] == ALL_OK | {"worker": "down"}


def test_readyz_names_redis_and_what_depends_on_it(client: Client, settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "down", "checks": {"database": "ok", "redis": "down", "worker": "down"}}


def test_readyz_names_the_database(client: Client) -> None:
    def refuse(execute, sql, params, many, context):
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")
    assert (response.status_code, response.json()["checks"]) == (503, ALL_OK | {"database": "down"})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_cannot_be_posted_to(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
