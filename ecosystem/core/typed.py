"""A session that ended while somebody typed: what was typed waits on the other side of the sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

SESSION_KEY = "typed_words"
MAX_KEPT = 600_000  # characters: every answer of an application at its longest, and some room

View = Callable[..., HttpResponse]


def keeps_typed_words(view: View) -> View:
    """Asks for sign-in like every page, but keeps a posted form; the page is opened again with it afterwards."""

    @login_not_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            _keep(request)
        return redirect_to_login(request.get_full_path())

    return wrapped


def typed_words(request: HttpRequest) -> QueryDict | None:
    """The posted form, or the one that was kept for this address while the person signed in."""
    if request.method == "POST":
        return request.POST
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[SESSION_KEY]
    messages.info(request, _("Your words from before the sign-in are in the form again. Check them and save."))
    return QueryDict(kept["words"])


def _keep(request: HttpRequest) -> None:
    words = request.POST.copy()
    words.pop("csrfmiddlewaretoken", None)
    encoded = words.urlencode()
    if sum(len(value) for values in words.lists() for value in values[1]) > MAX_KEPT:
        messages.warning(request, _("Your session had ended. The text was too long to be kept: go back to copy it."))
        return
    request.session[SESSION_KEY] = {"path": request.path, "words": encoded}
    messages.warning(request, _("Your session had ended. What you typed is kept: sign in to go on."))
