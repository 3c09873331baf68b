"""Pages of followers: follow calls by mail, confirm, list, stop."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ecosystem.core.text import parse_pk
from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.methods import form_view
from ecosystem.core.web.typed_text import form_data
from programmes.communication.actions.following import confirm_follower, follow_calls, stop_following
from programmes.communication.forms.follower import FollowForm
from programmes.communication.models import Follower


@login_not_required
@never_cache
@form_view
def follow_start(request: HttpRequest) -> HttpResponse:
    """Follow calls by mail. The response does not reveal whether the address follows already."""
    user = request.user
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
    own_followers = Follower.objects.of(user.email) if user.is_authenticated else Follower.objects.none()
    followers = [follower for follower in own_followers if follower.confirmed_at]
    crumbs = [crumb(_("Calls"), "grants:call_list"), current_crumb(_("Follow the calls"))]
    context = {"form": form, "followers": followers, "crumbs": crumbs}
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
    """Confirms a follower by a button, since mail scanners open every link of a mail."""
    follower = get_object_or_404(Follower.objects.select_related("stage", "sector"), token=token)
    if request.method == "POST":
        confirm_follower(follower)
        messages.success(request, _("You get an email when such a call opens or is about to close."))
        return redirect("communication:follow_manage", token)
    return _with_privacy_headers(render(request, "communication/follow_confirm.html", {"follower": follower}))


@login_not_required
@never_cache
@form_view
def follow_manage(request: HttpRequest, token: str) -> HttpResponse:
    """What the address of this secret link follows; the user stops one or all of it."""
    follower = Follower.objects.filter(token=token).first()
    if request.method == "POST" and follower:
        key = request.POST.get("follower")
        if key is None:  # the button "Stop all"
            stop_following(follower.email)
        elif pk := parse_pk(key):
            stop_following(follower.email, only=pk)
        messages.success(request, _("Stopped. No more emails about it will be sent."))
        remaining = Follower.objects.of(follower.email).first()
        return redirect("communication:follow_manage", remaining.token if remaining else token)
    followers = [row for row in Follower.objects.of(follower.email) if row.confirmed_at] if follower else []
    return _with_privacy_headers(render(request, "communication/follow_manage.html", {"followers": followers}))


@login_not_required
@csrf_exempt  # a mail program sends it (RFC 8058); the secret in the address is the proof
@form_view
def follow_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stops everything by one click in the mail program (RFC 8058); a browser is redirected to the page to manage it."""
    if request.method == "POST":
        follower = Follower.objects.filter(token=token).first()
        if follower:
            stop_following(follower.email)
        return HttpResponse(status=204)
    return redirect("communication:follow_manage", token)


def _with_privacy_headers(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
