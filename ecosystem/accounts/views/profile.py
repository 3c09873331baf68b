"""One's own profile, and the administrator's pages on people, roles and units."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ecosystem.accounts.actions import (
    edit_profile,
)
from ecosystem.accounts.forms import NotificationForm, ProfileForm
from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import RoleGrant, User
from ecosystem.core.steps import response_status, run_action
from ecosystem.core.web.methods import edit_view
from ecosystem.core.web.typed_text import form_data


@edit_view
def profile(request: UserRequest) -> HttpResponse:
    """My name, telephone, employer and language, and the roles I hold."""
    user = User.objects.get(pk=request.user.pk)
    form = profile_form(user, form_data(request))

    def save(*, by: User) -> None:
        edit_profile(user, by=by, data=form.cleaned_data, version=form.read_version)

    if run_action(request, form, save, fields=[]):
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Your profile is saved."))
        return _with_language(redirect("accounts:profile"), form.cleaned_data["language"])
    return render(request, "accounts/profile.html", {"form": form, **account_of(request)}, status=response_status(form))


def profile_form(user: User, data: QueryDict | None = None) -> ProfileForm:
    return ProfileForm(data, initial={name: getattr(user, name) for name in ProfileForm.base_fields}, record=user)


def account_of(request: UserRequest) -> dict[str, Any]:
    """What else stands on the profile: roles, sign-in, notifications."""
    user = request.user
    address = EmailAddress.objects.filter(user=user, primary=True).first()
    return {
        "grants": RoleGrant.objects.in_force().filter(user=user).select_related("unit"),
        "address": address,
        "has_second_factor": is_mfa_enabled(user),
        "sessions": UserSession.objects.filter(user=user).count(),
        "choices": NotificationForm(user, form_data(request, reverse("accounts:notification_settings"))),
    }


def _with_language(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=True,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
