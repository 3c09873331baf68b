"""Health checks: whether the process is alive (healthz), and whether its services are reachable (readyz)."""

import time
from collections.abc import Callable

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from ecosystem.core.web.methods import read_view

HEARTBEAT_KEY = "portal:heartbeat"
HEARTBEAT_LIFETIME = 30  # seconds; beat asks for one every five
REDIS_TIMEOUT = 2  # seconds for an answer of Redis


@read_view
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; no service is checked."""
    return JsonResponse({"status": "ok"})


@read_view
@never_cache
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """The state of each service that the portal needs; 503 when one is down."""
    checks = {name: "ok" if check() else "down" for name, check in CHECKS.items()}
    ready = all(state == "ok" for state in checks.values())
    return JsonResponse({"status": "ok" if ready else "down", "checks": checks}, status=200 if ready else 503)


def record_heartbeat() -> None:
    """Note that a worker ran a task that beat sent, so both live. Raises redis.RedisError when Redis is down."""
    with _redis() as client:
        client.set(HEARTBEAT_KEY, repr(time.time()), ex=10 * HEARTBEAT_LIFETIME)


def database_answers() -> bool:
    """Whether the database runs a query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def redis_answers() -> bool:
    """Whether Redis answers."""
    try:
        with _redis() as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def worker_is_alive() -> bool:
    """Whether a worker has run a heartbeat lately."""
    try:
        with _redis() as client:
            heartbeat = client.get(HEARTBEAT_KEY)
    except redis.RedisError:
        return False
    return heartbeat is not None and time.time() - float(heartbeat) < HEARTBEAT_LIFETIME


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "redis": redis_answers,
    "worker": worker_is_alive,
}


def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=REDIS_TIMEOUT, socket_timeout=REDIS_TIMEOUT)
