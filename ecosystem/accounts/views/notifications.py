"""What I was told, and where I want to be told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.actions import (
    choose_notifications,
    read_notifications,
)
from ecosystem.accounts.forms import NotificationForm
from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.views.profile import account_of, profile_form
from ecosystem.core.steps import response_status
from ecosystem.core.web.methods import action_view, allow_writes_in_safe_request, edit_view, read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.core.web.typed_text import form_data
from ecosystem.notices.models import Notification


@edit_view
def notification_settings(request: UserRequest) -> HttpResponse:
    """Where I want to be told of what; the form stands on the profile."""
    if request.method == "POST":
        user = request.user
        form = NotificationForm(user, form_data(request))
        if form.is_valid():
            choose_notifications(user, by=user, choices=form.choices(), version=form.read_version)
            messages.success(request, _("Your notifications are set."))
        elif form.has_conflict:
            context = {"form": profile_form(user), **account_of(request), "choices": form}
            return render(request, "accounts/profile.html", context, status=response_status(form))
    return redirect(f"{reverse('accounts:profile')}#notifications")


@read_view
def notification_list(request: UserRequest) -> HttpResponse:
    """Everything I was told in the portal, newest first."""
    page = keyset_page(request, Notification.objects.visible_to(request.user), ("-pk",), counts=True)
    return render(request, "accounts/notification_list.html", {"page": page})


@read_view
def notification_open(request: UserRequest, pk: int) -> HttpResponse:
    """Mark a notification as read and redirect to its page. HEAD does not mark it."""
    notification = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    if request.method == "GET":
        with allow_writes_in_safe_request():  # that it was opened
            read_notifications(request.user, only=notification)
    return redirect(notification.url or "accounts:notification_list")


@action_view
def notification_read_all(request: UserRequest) -> HttpResponse:
    read_notifications(request.user)
    messages.success(request, _("All notifications are marked as read."))
    return redirect("accounts:notification_list")
