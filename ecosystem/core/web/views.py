"""Views that belong to no app in particular."""

import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from ecosystem.core.web.methods import action_view
from ecosystem.core.web.typed_text import (
    AUTOSAVE_HEADER,
    LANGUAGE,
    LANGUAGE_BUTTON,
    TOKEN_LOST,
    form_page_url,
    has_text,
    is_same_origin,
    store_text,
)


@csrf_exempt  # a token would make every public page different for every reader; the session cookie is SameSite
@login_not_required
@action_view
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie (and on the account) and go back to where the reader was."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return HttpResponse("Another site asked.", status=403, content_type="text/plain")
    from_form = LANGUAGE_BUTTON in request.POST
    target = _page_to_return_to(request)
    language = request.POST.get(LANGUAGE_BUTTON if from_form else "language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponse("Unknown language.", status=400, content_type="text/plain")
    if request.user.is_authenticated and request.user.language != language:
        request.user.language = language
        request.user.save(update_fields=["language", "updated_at"])
    response = redirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
    return _with_typed_text(request, response, target) if from_form else response


def _page_to_return_to(request: HttpRequest) -> str:
    from_form = LANGUAGE_BUTTON in request.POST
    target = request.GET.get("next", "") if from_form else request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}) or urlsplit(target).netloc:
        return "/"
    return target


@csrf_protect  # keeping text takes the form's own token
def _with_typed_text(request: HttpRequest, response: HttpResponse, page: str) -> HttpResponse:
    store_text(request, page=page, posted_to=_form_address(request, page), reason=LANGUAGE)
    return response


def _form_address(request: HttpRequest, page: str) -> str:
    return request.GET.get("form", "") or urlsplit(page).path


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A lost or repeated token: what was typed waits on the form's page, if a page of ours sent it."""
    page = ""
    if AUTOSAVE_HEADER in request.headers:
        return HttpResponse(status=403)  # the page keeps what was typed, and tries again with its new token
    if is_same_origin(request):
        from_form = LANGUAGE_BUTTON in request.POST
        page = _page_to_return_to(request) if from_form else form_page_url(request)
        posted_to = _form_address(request, page) if from_form else request.path
        is_stored = has_text(request, page) and store_text(request, page=page, posted_to=posted_to, reason=TOKEN_LOST)
        page = page if is_stored else ""
    return render(request, "403_csrf.html", {"form_page": page}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no page of ours sends: a forged cursor, an unknown sort key."""
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours is 500; a database that cannot be reached is 503 and passes by itself. Neither page asks for more."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
    return HttpResponse(render_to_string("500.html"), status=500)
