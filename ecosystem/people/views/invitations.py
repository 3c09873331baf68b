"""Invitations of colleagues, and the page on which an invited person accepts."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    confirm,
    requested_move,
    require_role,
    response_status,
    run_action,
)
from ecosystem.core.ui.crumbs import Crumbs, crumb, current_crumb
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import available_transitions, move_description
from ecosystem.lists.pages import list_response
from ecosystem.people.actions.invitation import owns_address
from ecosystem.people.actions.role_invitation import (
    accept_role_invitation,
    invite_colleague,
    resend_role_invitation,
    withdraw_role_invitation,
)
from ecosystem.people.forms import RoleInvitationForm
from ecosystem.people.listings import INVITATIONS
from ecosystem.people.models import BaseInvitation, InvitationStatus, RoleInvitation


def site_of(request: HttpRequest) -> str:
    """The portal's address for the links of mails."""
    return settings.SITE_ADDRESS or request.build_absolute_uri("/")


def mask_email(email: str) -> str:
    """The address with most of its name hidden: `tr•••@gmail.com`."""
    name, _at, host = email.partition("@")
    return f"{name[:2] if len(name) > 2 else name[:1]}•••@{host}"


def invitation_response(
    request: HttpRequest,
    invitation: BaseInvitation,
    action: Callable[..., Any],
    *,
    template: str,
    success: Callable[[], HttpResponse],
) -> HttpResponse:
    """Show the invitation to whoever has its link; accepting needs an account that verified the invited address."""
    user = request.user if request.user.is_authenticated else None
    has_address = user is not None and owns_address(user, invitation.email)
    form = PortalForm(form_data(request))
    if has_address and run_action(request, form, action, invitation):
        return success()
    context = {
        "invitation": invitation,
        "has_address": has_address,
        "signed_in": user is not None,
        "form": form,
        "masked_address": mask_email(invitation.email),
        "is_accepted": invitation.status == InvitationStatus.ACCEPTED,
        "needs_second_step": settings.STAFF_NEEDS_SECOND_FACTOR,
    }
    status = response_status(form) if has_address or request.method != "POST" else 403
    return render(request, template, context, status=status)


@login_not_required
@form_view
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of the mail."""
    invitation = get_object_or_404(RoleInvitation.objects.for_list(), token=token)

    def success() -> HttpResponse:
        messages.success(request, _("You now have the role: %(role)s.") % {"role": invitation.offer})
        return redirect("dashboards:my_home")

    return invitation_response(
        request, invitation, accept_role_invitation, template="people/invitation_accept.html", success=success
    )


@read_view
def invitation_list(request: UserRequest) -> HttpResponse:
    """Who was invited to which role, by whom, until when, and what became of it."""
    crumbs = [_people_crumb(), current_crumb(_("Invitations"))]
    return list_response(request, INVITATIONS, "people/invitation_list.html", crumbs=crumbs)


@form_view
def invitation_create(request: UserRequest) -> HttpResponse:
    """Invite a colleague by email, with a role."""
    require_role(request.user, Role.ADMINISTRATOR)
    form = RoleInvitationForm(form_data(request))
    if run_action(request, form, partial(_invite, request), fields=["email", "role", "unit", "message"]):
        messages.success(request, _("An invitation goes to %(email)s.") % {"email": form.cleaned_data["email"]})
        return redirect("people:invitation_list")
    context = {
        "form": form,
        "days": settings.INVITATION_DAYS,
        "cancel_url": reverse("people:invitation_list"),
        "crumbs": _crumbs(_("Invite a colleague")),
    }
    return render(request, "people/invitation_create.html", context, status=response_status(form))


def _invite(request: UserRequest, **values: Any) -> None:
    accepts_conflict = request.POST.get("accepts_conflict") == "on"
    invite_colleague(site=site_of(request), accepts_conflict=accepts_conflict, **values)


@read_view
def invitation_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One invitation with its history."""
    invitation = _invitation(request, pk)
    entries = AuditEntry.objects.about(invitation).select_related("by").order_by("-pk")
    moves = available_transitions(invitation, request.user)
    context = {
        "invitation": invitation,
        "may_resend": "resend" in moves,
        "may_withdraw": "withdraw" in moves,
        "entries": [
            {
                "title": move_description(RoleInvitation, entry.transition),
                "when": entry.created_at,
                "who": entry.by or _("the portal"),
                "note": entry.reason,
                "tone": InvitationStatus(entry.target).tone if entry.target else "azure",
            }
            for entry in entries
        ],
        "crumbs": _crumbs(invitation.email),
    }
    return render(request, "people/invitation_detail.html", context)


@form_view
def invitation_resend(request: UserRequest, pk: int) -> HttpResponse:
    """Mail the invitation again after confirmation, for the full time."""
    invitation = _invitation(request, pk)
    form = PortalForm(form_data(request))
    requested_move(request, invitation, "resend", form=form if request.method == "POST" else None)
    back = reverse("people:invitation_detail", args=[pk])
    confirmation = Confirmation(
        title=_("Send the invitation again"),
        text=str(invitation),
        crumbs=_crumbs(invitation.email, _("Send the invitation again"), pk=pk),
        cancel_url=back,
        confirm_label=_("Send again"),
        consequences=[
            _("The same link is mailed again and works for %(days)s days from now.")
            % {"days": settings.INVITATION_DAYS}
        ],
        tone="primary",
    )
    action = partial(resend_role_invitation, invitation, site=site_of(request))
    done = _("An invitation goes to %(email)s.") % {"email": invitation.email}
    return confirm(request, confirmation, action, success_message=done, success_url=back, form=form)


@form_view
def invitation_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    """Take the invitation back after confirmation."""
    invitation = _invitation(request, pk)
    form = ReasonForm(
        form_data(request), help_text=_("It stays in the history of the invitation."), max_length=500, rows=1
    )
    form.fields["reason"].required = False
    requested_move(request, invitation, "withdraw", form=form if request.method == "POST" else None)
    back = reverse("people:invitation_detail", args=[pk])
    confirmation = Confirmation(
        title=_("Take the invitation back"),
        text=str(invitation),
        crumbs=_crumbs(invitation.email, _("Take the invitation back"), pk=pk),
        cancel_url=back,
        confirm_label=_("Take back"),
        consequences=[_("The link no longer works. You can invite this address again.")],
    )
    action = partial(withdraw_role_invitation, invitation)
    done = _("The invitation is taken back.")
    return confirm(request, confirmation, action, success_message=done, success_url=back, form=form)


def _invitation(request: UserRequest, pk: int) -> RoleInvitation:
    require_role(request.user, Role.ADMINISTRATOR)
    invitation: RoleInvitation = get_object_or_404(RoleInvitation.objects.visible_to(request.user).for_list(), pk=pk)
    return invitation


def _people_crumb() -> tuple[Any, str]:
    return crumb(_("People and roles"), "people:person_list")


def _crumbs(page: Any, step: Any = None, *, pk: int | None = None) -> Crumbs:
    first = [_people_crumb(), crumb(_("Invitations"), "people:invitation_list")]
    if step is None:
        return [*first, current_crumb(page)]
    return [*first, crumb(page, "people:invitation_detail", pk), current_crumb(step)]
