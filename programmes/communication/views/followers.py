"""Following calls by mail: asking, confirming, seeing what one follows, stopping."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ecosystem.core.ui.crumbs import crumb, here
from ecosystem.core.web.methods import form_view
from ecosystem.core.web.typed_text import form_data
from programmes.communication.actions.following import confirm_follower, follow_calls, stop_following
from programmes.communication.forms.follower import FollowForm
from programmes.communication.models import Follower


@login_not_required
@never_cache
@form_view
def follow_start(request: HttpRequest) -> HttpResponse:
    """Ask for mails about calls. The answer to an address is the same, whether it follows already or not."""
    user: Any = request.user
    form = FollowForm(form_data(request), is_known=user.is_authenticated)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            email = user.email if user.is_authenticated else form.cleaned_data["email"]
            if ratelimit.consume(request, action="follow", key=email.lower()):
                _follow(request, form, email)
                return redirect("communication:follow_start")
            status = 429
            form.add_error(None, _("That was asked for many times today. Check your inbox, or try again tomorrow."))
    mine = Follower.objects.of(user.email) if user.is_authenticated else Follower.objects.none()
    followed = [one for one in mine if one.confirmed_at]
    crumbs = [crumb(_("Calls"), "grants:call_list"), here(_("Follow the calls"))]
    context = {"form": form, "followed": followed, "crumbs": crumbs}
    return render(request, "communication/follow_start.html", context, status=status)


def _follow(request: HttpRequest, form: FollowForm, email: str) -> None:
    is_own = request.user.is_authenticated
    follow_calls(
        email,
        language=get_language() or "vi",
        stage=form.cleaned_data["stage"],
        sector=form.cleaned_data["sector"],
        is_own=is_own,
    )
    if is_own:
        messages.success(request, _("You get an email when such a call opens or is about to close."))
    else:
        messages.success(request, _("Check your inbox: following begins when you confirm the email we sent."))


@login_not_required
@never_cache
@form_view
def follow_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button, since programs that check mails open every link in them."""
    follower = get_object_or_404(Follower.objects.select_related("stage", "sector"), token=token)
    if request.method == "POST":
        confirm_follower(follower)
        messages.success(request, _("You get an email when such a call opens or is about to close."))
        return redirect("communication:follow_manage", token)
    return _secret(render(request, "communication/follow_confirm.html", {"follower": follower}))


@login_not_required
@never_cache
@form_view
def follow_manage(request: HttpRequest, token: str) -> HttpResponse:
    """What the address of this link follows; one of it, or all, can be stopped."""
    follower = Follower.objects.filter(token=token).first()
    if request.method == "POST" and follower:
        one = str(request.POST.get("one", ""))
        stop_following(follower.email, only=int(one) if one.isdecimal() and len(one) < 15 else None)
        messages.success(request, _("Stopped. No more emails about it will be sent."))
        left = Follower.objects.of(follower.email).first()
        return redirect("communication:follow_manage", left.token if left else token)
    followed = [one for one in Follower.objects.of(follower.email) if one.confirmed_at] if follower else []
    return _secret(render(request, "communication/follow_manage.html", {"followed": followed}))


@login_not_required
@csrf_exempt  # a mail program sends it (RFC 8058); the secret in the address is the proof
@form_view
def follow_stop(request: HttpRequest, token: str) -> HttpResponse:
    """One click in the mail program stops everything; opened in a browser it leads to the page that asks."""
    if request.method == "POST":
        follower = Follower.objects.filter(token=token).first()
        if follower:
            stop_following(follower.email)
        return HttpResponse(status=204)
    return redirect("communication:follow_manage", token)


def _secret(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
