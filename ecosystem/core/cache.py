"""The Redis cache, which forgets instead of failing when Redis is down: no request may depend on it."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _forgiving(name: str, fallback: Callable[..., Any]) -> Callable[..., Any]:
    method = getattr(RedisCache, name)

    def wrapped(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("cache %s skipped: %s", name, error)
            return fallback(*args, **kwargs)

    return wrapped


class SafeRedisCache(RedisCache):
    """RedisCache whose reads miss and whose writes do nothing while Redis cannot be reached."""

    add = _forgiving("add", lambda *a, **k: True)
    get = _forgiving("get", lambda key, default=None, version=None: default)
    set = _forgiving("set", lambda *a, **k: None)
    touch = _forgiving("touch", lambda *a, **k: False)
    delete = _forgiving("delete", lambda *a, **k: False)
    get_many = _forgiving("get_many", lambda *a, **k: {})
    has_key = _forgiving("has_key", lambda *a, **k: False)
    incr = _forgiving("incr", lambda key, delta=1, version=None: delta)
    set_many = _forgiving("set_many", lambda *a, **k: [])
    delete_many = _forgiving("delete_many", lambda *a, **k: None)
