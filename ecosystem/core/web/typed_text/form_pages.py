"""The page that shows the form which was posted."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme


def form_page_url(request: HttpRequest) -> str:
    """The address of the page with the posted form; never one that takes POST only.

    That is the `form_page` of the view (`action_view(form_page=…)`), else the view where it answers GET, else the referrer.
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
    page_match = match_page(address)
    return address if page_match and answers_get(page_match) else "/"


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
    """Whether the browser reports that a page of ours sent the request: text of foreign forms is never restored."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from == "same-origin"
    origin = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()
