"""One's own profile, and the administrator's pages on people, roles and units."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from ecosystem.accounts.actions import (
    edit_profile,
)
from ecosystem.accounts.forms import NotificationForm, ProfileForm
from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import RoleGrant, User
from ecosystem.core.ui.edit_forms import status_of_edit
from ecosystem.core.web.htmx import posted
from ecosystem.core.web.methods import edit_view


@edit_view
def profile(request: UserRequest) -> HttpResponse:
    """My name, telephone, employer and language, and the roles I hold."""
    user = User.objects.get(pk=request.user.pk)
    form = profile_form(user, posted(request))
    if request.method == "POST" and form.is_valid():
        edit_profile(user, by=request.user, data=form.cleaned_data, version=form.read_version)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Your profile is saved."))
        return _with_language(redirect("accounts:profile"), form.cleaned_data["language"])
    context = {"form": form, **account_of(user)}
    return render(request, "accounts/profile.html", context, status=status_of_edit(form))


def profile_form(user: User, data: QueryDict | None = None) -> ProfileForm:
    return ProfileForm(data, initial={name: getattr(user, name) for name in ProfileForm.base_fields}, record=user)


def account_of(user: User) -> dict[str, Any]:
    """What else stands on the profile: roles, sign-in, notifications."""
    address = EmailAddress.objects.filter(user=user, primary=True).first()
    return {
        "grants": RoleGrant.objects.in_force().filter(user=user).select_related("unit"),
        "address": address,
        "has_second_factor": is_mfa_enabled(user),
        "sessions": UserSession.objects.filter(user=user).count(),
        "choices": NotificationForm(user),
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
