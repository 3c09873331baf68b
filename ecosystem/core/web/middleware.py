"""Portal-wide behaviour of requests: demonstration on loopback only, language, refused moves as pages."""

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from ecosystem.core.web.htmx import htmx_details
from ecosystem.core.web.typed_text import redirect_with_text
from ecosystem.core.workflow import RoleRefused, TransitionRefused, WrongState

GetResponse = Callable[[HttpRequest], HttpResponse]


class LoopbackOnlyMiddleware:
    """In demonstration mode only this machine is served, and never through a proxy."""

    PROXY_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.DEMO:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = request.META.get("REMOTE_ADDR") or "127.0.0.1"
        foreign = not ipaddress.ip_address(address.split("%")[0]).is_loopback
        if foreign or any(header in request.META for header in self.PROXY_HEADERS):
            return HttpResponseForbidden("Demonstration mode serves this machine only.", content_type="text/plain")
        return self.get_response(request)


def chosen_language(request: HttpRequest) -> str:
    """The language of the reader's cookie, else Vietnamese."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class PortalLocaleMiddleware(LocaleMiddleware):
    """Vietnamese unless the reader chose English: the cookie counts, the browser's list does not."""

    def process_request(self, request: HttpRequest) -> None:
        language = chosen_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class RefusalMiddleware:
    """Answers a refused move with a redirect to the page of its button and the reason, or with 409 and the reason."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, RoleRefused):
            return render(request, "403.html", {"reason": str(error)}, status=403)
        if not isinstance(error, TransitionRefused):
            return None
        # Only a button of another page leads back: a page that refuses to open may have come from one that refuses,
        # too, and a form that was sent to its own address would come back without what was typed.
        page = request.META.get("HTTP_REFERER", "") if request.method == "POST" else ""
        back = error.redirect_url or ("" if urlsplit(page).path == request.path else page)
        if url_has_allowed_host_and_scheme(back, {request.get_host()}) and not htmx_details(request):
            messages.error(request, str(error))
            return redirect_with_text(request, back)
        moved_at = error.moved_by_another(request.user) if isinstance(error, WrongState) else None
        return render(request, "409.html", {"reason": str(error), "moved_at": moved_at}, status=409)
