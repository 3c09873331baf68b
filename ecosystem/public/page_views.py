"""Page views without tracking: counted in one hash in Redis, which beat moves into rows of Postgres.

A view increments one field of the hash (day and kind of page). No cookie is set, and no address, browser, person or path
is stored. While Redis is down, views are not counted and no page waits.
"""

import logging
import re
import time
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import redis
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from ecosystem.public.models import CountedBatch, PageCount, PageKind

logger = logging.getLogger(__name__)
KEY = "portal:use"
REDIS_TIMEOUT = 0.2  # seconds that a page may wait for Redis
BATCH_TIMEOUT = 5  # seconds that the worker waits
RETRY_AFTER = 30  # seconds without another try after Redis failed
KEEP_BATCHES_FOR = timedelta(days=7)

KINDS: dict[str, PageKind] = {
    "public:home": PageKind.HOME,
    "grants:call_list": PageKind.CALLS,
    "grants:call_detail": PageKind.CALLS,
    "communication:follow_start": PageKind.CALLS,
    "public:service_list": PageKind.SUPPORT,
    "public:service_detail": PageKind.SUPPORT,
    "public:scheme_list": PageKind.SCHEMES,
    "public:scheme_detail": PageKind.SCHEMES,
    "public:pillar_detail": PageKind.SCHEMES,
    "public:indicator_detail": PageKind.SCHEMES,
    "public:directory": PageKind.STARTUPS,
    "public:profile": PageKind.STARTUPS,
    "public:organisation_directory": PageKind.STARTUPS,
    "public:organisation_profile": PageKind.STARTUPS,
    "public:awards": PageKind.AWARDS,
    "public:city_map": PageKind.MAP,
    "public:city_map_area": PageKind.MAP,
    "public:history": PageKind.HISTORY,
    "communication:news_list": PageKind.NEWS,
    "communication:news_detail": PageKind.NEWS,
    "feedback:feedback_send": PageKind.FEEDBACK,
    "feedback:feedback_find": PageKind.FEEDBACK,
    "feedback:feedback_status": PageKind.FEEDBACK,
}
DATA_FILE = re.compile(r"_(csv|json)$")
NOT_COUNTED = frozenset({"core", "notices"})  # apps whose pages are for machines or demonstrations
# User agents of programs.
BOT_AGENT = re.compile(
    r"bot|crawl|spider|slurp|fetch|preview|monitor|uptime|check|scan|archiv|feed|rss|curl|wget|python|java/|go-http|"
    r"okhttp|axios|headless|lighthouse|axe-|facebookexternalhit|zalo|telegram|whatsapp",
    re.I,
)


def page_kind(request: HttpRequest, response: HttpResponseBase) -> PageKind | None:
    """The kind of page that this response is a view of; None unless a person views a public page."""
    match = request.resolver_match
    if match is None or response.status_code not in {200, 304} or not _is_page_view(request):
        return None
    if not match.namespaces or getattr(match.func, "login_required", True):
        return None
    if match.view_name in KINDS:
        return KINDS[match.view_name]
    if DATA_FILE.search(match.url_name or ""):
        return PageKind.DATA
    return PageKind.OTHER if _is_page(response) and match.namespaces[0] not in NOT_COUNTED else None


def _is_page_view(request: HttpRequest) -> bool:
    """Whether a browser of a person requests a whole page."""
    if request.method != "GET" or request.headers.get("HX-Request"):
        return False
    agent = request.headers.get("User-Agent", "")
    return bool(agent) and not BOT_AGENT.search(agent) and "prefetch" not in request.headers.get("Sec-Purpose", "")


def _is_page(response: HttpResponseBase) -> bool:
    return response.get("Content-Type", "text/html").startswith("text/html")


_last_failure = {"at": -float(RETRY_AFTER)}


def count_view(kind: PageKind, day: date | None = None) -> None:
    """Count one view. Never raises, and waits REDIS_TIMEOUT at most."""
    if time.monotonic() - _last_failure["at"] < RETRY_AFTER:
        return
    try:
        _redis(REDIS_TIMEOUT).hincrby(KEY, f"{day or timezone.localdate()}|{kind.value}", 1)
    except redis.RedisError as error:
        _last_failure["at"] = time.monotonic()
        logger.warning("views not counted: %s", error)


def add_counts() -> int:
    """Add the counts in Redis to the rows, each batch exactly once. Returns how many views.

    The hash is renamed first, so that counting continues in a new one. A batch that was added but not yet removed from
    Redis is recognised by its name and only removed. Raises redis.RedisError when Redis is away; nothing is lost then.
    """
    client = _redis(BATCH_TIMEOUT)
    with suppress(redis.ResponseError):  # nothing to add, or another worker is adding it
        client.rename(KEY, f"{KEY}:{uuid4().hex}")
    added = 0
    for key in sorted(client.scan_iter(f"{KEY}:*")):
        added += _add_batch(key.decode().removeprefix(f"{KEY}:"), client.hgetall(key))
        client.delete(key)
    CountedBatch.objects.filter(counted_at__lt=timezone.now() - KEEP_BATCHES_FOR).delete()
    return added


@transaction.atomic
def _add_batch(name: str, counts: dict[Any, Any]) -> int:
    _batch, is_new = CountedBatch.objects.get_or_create(name=name)
    if not is_new:
        return 0
    rows = {tuple(field.decode().split("|")): int(views) for field, views in counts.items()}
    PageCount.objects.bulk_create([PageCount(day=day, kind=kind) for day, kind in rows], ignore_conflicts=True)
    for (day, kind), views in sorted(rows.items()):
        PageCount.objects.filter(day=day, kind=kind).update(views=F("views") + views)
    return sum(rows.values())


_clients: dict[tuple[str, float], redis.Redis] = {}


def _redis(timeout: float) -> redis.Redis:
    """One client per process and timeout; it reconnects after a fork."""
    address = (settings.REDIS_URL, timeout)
    if address not in _clients:
        _clients[address] = redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=timeout, socket_connect_timeout=timeout
        )
    return _clients[address]
