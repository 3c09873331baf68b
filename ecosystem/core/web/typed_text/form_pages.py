"""The page that shows the form which was posted."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme


def form_page_url(request: HttpRequest) -> str:
    """The address that shows the form which was posted; never one that takes POST alone.

    A view says it itself (`action_view(form_page=…)`), or is the page; else it is the page that the browser names.
    """
    match = request.resolver_match
    if match is None:
        return "/"
    named = getattr(match.func, "form_page", "")
    if named:
        return reverse(named, args=match.args, kwargs=match.kwargs)
    if answers_get(match):
        return request.get_full_path()
    referrer = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(referrer, {request.get_host()}):
        return "/"
    parts = urlsplit(referrer)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    shown = match_page(address)
    return address if shown and answers_get(shown) else "/"


def match_page(address: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(address).path)
    except Resolver404:
        return None


def answers_get(match: ResolverMatch) -> bool:
    view_class = getattr(match.func, "view_class", None)
    if view_class is not None:
        return hasattr(view_class, "get")
    return not getattr(match.func, "is_post_only", False)


def needs_sign_in(address: str) -> bool:
    match = match_page(address)
    return match is None or getattr(match.func, "login_required", True)


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent the request; a form elsewhere must put no words into ours."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from == "same-origin"
    said = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    return bool(said) and urlsplit(said).netloc == request.get_host()
