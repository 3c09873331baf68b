"""The Redis cache, which forgets instead of failing when Redis is down: no request may depend on it."""

import logging
import time
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

logger = logging.getLogger(__name__)

PAUSE = 5.0  # seconds in which a server that could not be reached is not asked again: each try waits for its time-out
_not_before: dict[str, float] = {}  # by address of the server, for all threads of the process


def _tolerate_outage(name: str, fallback: Callable[..., Any], *, pauses: bool = True) -> Callable[..., Any]:
    method = getattr(RedisCache, name)

    def wrapped(self: "SafeRedisCache", *args: Any, **kwargs: Any) -> Any:
        if pauses and time.monotonic() < _not_before.get(self.address, 0.0):
            return fallback(*args, **kwargs)
        try:
            return method(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("cache %s skipped: %s", name, error)
            if isinstance(error, RedisConnectionError | RedisTimeoutError | OSError):
                _not_before[self.address] = time.monotonic() + PAUSE
            return fallback(*args, **kwargs)

    return wrapped


class OneClient(RedisCacheClient):
    """Keeps the client of its one server: Django makes a new one for each call, which takes as long as the call itself."""

    @cached_property
    def client(self) -> Redis:
        client: Redis = super().get_client()
        return client

    def get_client(self, key: Any = None, *, write: bool = False) -> Redis:
        return self.client


class SafeRedisCache(RedisCache):
    """RedisCache whose reads miss and whose writes do nothing while Redis cannot be reached.

    Only reading pauses. Writing and deleting are always tried: an old value, such as that of a session, must not come back.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient
        self.address = server

    add = _tolerate_outage("add", lambda *a, **k: True)
    get = _tolerate_outage("get", lambda key, default=None, version=None: default)
    set = _tolerate_outage("set", lambda *a, **k: None, pauses=False)
    touch = _tolerate_outage("touch", lambda *a, **k: False)
    delete = _tolerate_outage("delete", lambda *a, **k: False, pauses=False)
    get_many = _tolerate_outage("get_many", lambda *a, **k: {})
    has_key = _tolerate_outage("has_key", lambda *a, **k: False)
    incr = _tolerate_outage("incr", lambda key, delta=1, version=None: delta)
    set_many = _tolerate_outage("set_many", lambda *a, **k: [], pauses=False)
    delete_many = _tolerate_outage("delete_many", lambda *a, **k: None, pauses=False)
