"""Members of a startup and their invitations."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import Confirmation, confirm, response_status, run_action, run_when_valid
from ecosystem.core.web.methods import action_view, edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.people.views.invitations import invitation_response, site_of
from startups.actions.membership import (
    accept_invitation,
    cancel_invitation,
    change_member_role,
    hand_over_ownership,
    invite_member,
    remove_member,
    resend_invitation,
)
from startups.actions.records import require_owner
from startups.forms.membership import HandOverForm, InvitationForm, MemberRoleForm
from startups.models import Invitation, Membership, Startup
from startups.views.crumbs import member_crumbs
from startups.views.page_context import startup_page_context


@read_view
def member_list(request: UserRequest, pk: int) -> HttpResponse:
    startup = get_object_or_404(Startup.objects.visible_to(request.user).select_related("logo"), pk=pk)
    context = startup_page_context(request, startup, "member_list")
    context |= {
        "members": startup.memberships.select_related("user"),
        "invitations": Invitation.objects.filter(startup=startup).for_members_page(is_owner=context["is_owner"]),
    }
    return render(request, "startups/member_list.html", context)


@form_view
def member_invite(request: UserRequest, pk: int) -> HttpResponse:
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    require_owner(startup, request.user)
    form = InvitationForm(form_data(request))

    def invite() -> Invitation:
        return invite_member(startup, by=request.user, site=site_of(request), **form.cleaned_data)

    if invitation := run_when_valid(request, form, invite, at="email"):
        messages.success(request, _("An invitation goes to %(email)s.") % {"email": invitation.email})
        return redirect("startups:member_list", startup.pk)
    context = _page(startup, form, _("Invite a member")) | {"days": settings.INVITATION_DAYS}
    return render(request, "startups/member_invite.html", context, status=response_status(form))


@action_view
def invitation_cancel(request: UserRequest, pk: int) -> HttpResponse:
    startups = Startup.objects.visible_to(request.user)
    invitation = get_object_or_404(Invitation.objects.filter(startup__in=startups).select_related("startup"), pk=pk)
    cancel_invitation(invitation, by=request.user)
    messages.success(request, _("The invitation is taken back."))
    return redirect("startups:member_list", invitation.startup_id)


@action_view
def invitation_resend(request: UserRequest, pk: int) -> HttpResponse:
    """Mail an open or expired invitation again, for the full time."""
    startups = Startup.objects.visible_to(request.user)
    invitation = get_object_or_404(Invitation.objects.filter(startup__in=startups).select_related("startup"), pk=pk)
    resend_invitation(invitation, by=request.user, site=site_of(request))
    messages.success(request, _("An invitation goes to %(email)s.") % {"email": invitation.email})
    return redirect("startups:member_list", invitation.startup_id)


@login_not_required
@form_view
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the invitation to whoever has its link. Accepting it needs an account with the verified, invited address."""
    invitation = get_object_or_404(Invitation.objects.select_related("startup", "invited_by"), token=token)

    def success() -> HttpResponse:
        membership = Membership.objects.get(startup=invitation.startup_id, user=request.user.pk)
        messages.success(request, _("You are now a member: %(role)s.") % {"role": membership.get_role_display()})
        return redirect("startups:startup_detail", invitation.startup_id)

    return invitation_response(
        request, invitation, accept_invitation, template="startups/invitation_accept.html", success=success
    )


@edit_view
def member_change_role(request: UserRequest, pk: int) -> HttpResponse:
    membership = _membership(request, pk)
    require_owner(membership.startup, request.user)
    form = MemberRoleForm(form_data(request), initial={"role": membership.role}, record=membership)
    action = partial(change_member_role, membership, version=form.read_version)
    if run_action(request, form, action, fields=["role"]):
        messages.success(request, _("The role is changed."))
        return redirect("startups:member_list", membership.startup_id)
    context = _page(membership.startup, form, _("Change the role")) | {"membership": membership}
    return render(request, "startups/member_change_role.html", context, status=response_status(form))


@form_view
def member_remove(request: UserRequest, pk: int) -> HttpResponse:
    """Removes a member after confirmation; the user's own membership is left."""
    membership = _membership(request, pk)
    is_leaving = membership.user_id == request.user.pk
    if not is_leaving:
        require_owner(membership.startup, request.user)
    startup, members = membership.startup, reverse("startups:member_list", args=[membership.startup_id])
    title = _("Leave the startup") if is_leaving else _("Remove a member")
    if is_leaving:
        consequence = _("You will no longer see %(name)s and its applications. An owner can invite you again.")
    else:
        consequence = _("%(person)s will no longer see %(name)s and its applications. What the person wrote stays.")
    confirmation = Confirmation(
        title=title,
        crumbs=member_crumbs(startup, title),
        consequences=[consequence % {"name": startup.name, "person": membership.user}],
        confirm_label=title if is_leaving else _("Remove the member"),
        cancel_url=members,
    )
    done = _("You left the startup.") if is_leaving else _("The member is removed.")
    then = reverse("startups:my_startups") if is_leaving else members
    return confirm(request, confirmation, partial(remove_member, membership), success_message=done, success_url=then)


@form_view
def ownership_hand_over(request: UserRequest, pk: int) -> HttpResponse:
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    require_owner(startup, request.user)
    form = HandOverForm(form_data(request), startup=startup, by=request.user)
    if run_action(request, form, hand_over_ownership, startup):
        values = {"person": form.cleaned_data["to"].user}
        messages.success(request, _("%(person)s is now the owner; you are an editor.") % values)
        return redirect("startups:member_list", startup.pk)
    return render(
        request,
        "startups/ownership_hand_over.html",
        _page(startup, form, _("Hand the ownership over")),
        status=response_status(form),
    )


def _membership(request: UserRequest, pk: int) -> Membership:
    startups = Startup.objects.visible_to(request.user)
    members = Membership.objects.filter(startup__in=startups).select_related("startup", "user")
    return get_object_or_404(members, pk=pk)


def _page(startup: Startup, form: object, title: str) -> dict[str, object]:
    return {
        "startup": startup,
        "form": form,
        "cancel_url": reverse("startups:member_list", args=[startup.pk]),
        "crumbs": member_crumbs(startup, title),
    }
