"""The address at which a person last saw a list, so that every way back to it keeps its filter, order and page.

`keyset_page` stores the query of each list in the cache, for the session; breadcrumbs and links back read it. Where
nothing is stored (no session, no Redis) the page that the person comes from tells, else the list opens from its start.
"""

from urllib.parse import urlsplit

from django.core.cache import cache
from django.http import HttpRequest

HOURS = 12
MAX_QUERY = 2000  # characters; a longer query is not stored


def _cache_key(request: HttpRequest, path: str) -> str:
    """The key of a list in this session, or "" without a session."""
    session = getattr(request, "session", None)
    return f"list-query:{session.session_key}:{path}" if session is not None and session.session_key else ""


def store_list_query(request: HttpRequest) -> None:
    """Store the query of the list that this request shows."""
    key = _cache_key(request, request.path)
    if not key:
        return
    query = request.GET.urlencode()
    cache.set(key, query if len(query) <= MAX_QUERY else "", HOURS * 3600)


def list_query(request: HttpRequest, path: str) -> str | None:
    """The query with which the person last saw the list at this path, or None where that is not known."""
    referrer = urlsplit(request.META.get("HTTP_REFERER", ""))
    if referrer.path == path and referrer.netloc == request.get_host():
        return referrer.query
    key = _cache_key(request, path)
    return cache.get(key) if key else None


def list_address(request: HttpRequest, path: str) -> str:
    """The address of the list at this path as the person last saw it."""
    query = list_query(request, path)
    return f"{path}?{query}" if query else path


def list_addresses(request: HttpRequest, items: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Breadcrumbs whose lists open as the person last saw them."""
    return [(label, list_address(request, url) if url and "?" not in url else url) for label, url in items]
