"""Pages of administrators: people and their roles."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.actions import (
    ACCOUNT_CLOSED,
    ACCOUNT_REOPENED,
    SECOND_FACTOR_RESET,
    close_account,
    grant_role,
    reopen_account,
    reset_second_factor,
    revoke_role,
)
from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import GrantState, RoleGrant, User
from ecosystem.accounts.responsibilities import responsibilities_of
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import Confirmation, ReasonForm, confirm, response_status, run_when_valid
from ecosystem.core.ui.crumbs import Crumbs, crumb, current_crumb
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import TransitionRefused
from ecosystem.lists.pages import list_response
from ecosystem.people.forms import CloseAccountForm, RoleGrantForm
from ecosystem.people.listings import PEOPLE

SHOWN = 20  # records of a kind that the page of closing lists


def require_administrator(request: UserRequest) -> None:
    if not request.user.has_role(Role.ADMINISTRATOR):
        raise PermissionDenied


def _administrators_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For what must be refused before anything else is asked."""

    @wraps(view)
    def checked(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_administrator(request)
        return view(request, *args, **kwargs)

    return checked


@read_view
def person_list(request: UserRequest) -> HttpResponse:
    """Everybody with an account, and the roles in force."""
    return list_response(request, PEOPLE, "people/person_list.html")


@read_view
def person_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One account, with every role it ever had."""
    require_administrator(request)
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    grants = person.role_grants.select_related("unit", "granted_by", "revoked_by").order_by("-pk")
    revocable = {GrantState.COMING, GrantState.IN_FORCE}
    context = {
        "person": person,
        "grants": grants,
        "revocable": revocable,
        "is_me": person.pk == request.user.pk,
        "has_second_step": is_mfa_enabled(person),
        "resets": _resets_of(person),
        "closings": _closings_of(person),
        "crumbs": _crumbs(person),
    }
    return render(request, "people/person_detail.html", context)


def _crumbs(person: User, page: Any = None) -> Crumbs:
    """The page of a person, or a page behind it."""
    first = crumb(_("People and roles"), "people:person_list")
    if page is None:
        return [first, current_crumb(person)]
    return [first, crumb(person, "people:person_detail", person.pk), current_crumb(page)]


def _resets_of(person: User) -> list[dict[str, Any]]:
    """When the second step was reset, newest first: entries for `components/timeline.html`."""
    return _entries(person, {SECOND_FACTOR_RESET: _("Second step reset")})


def _closings_of(person: User) -> list[dict[str, Any]]:
    """When the account was closed and opened again, newest first."""
    return _entries(person, {ACCOUNT_CLOSED: _("Account closed"), ACCOUNT_REOPENED: _("Account opened again")})


def _entries(person: User, titles: dict[str, str]) -> list[dict[str, Any]]:
    entries = AuditEntry.objects.about(person).filter(transition__in=titles).order_by("-pk")
    return [
        {
            "title": titles[entry.transition],
            "when": entry.created_at,
            "who": entry.by or _("the operator"),
            "note": entry.reason,
            "tone": "orange",
        }
        for entry in entries
    ]


@form_view
@_administrators_only
@reauthentication_required(app="allauth.mfa")
def second_step_reset(request: UserRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then take the second step away from somebody who lost the device and the codes."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if person.pk == request.user.pk:
        raise PermissionDenied
    back = reverse("people:person_detail", args=[person.pk])
    confirmation = Confirmation(
        title=_("Reset the second step of %(person)s?") % {"person": person},
        text=person.email,
        crumbs=_crumbs(person, _("Reset the second step")),
        cancel_url=back,
        confirm_label=_("Reset the second step"),
        consequences=[
            _("Every passkey, the code app and the recovery codes of this account are removed."),
            _("This person is signed out everywhere at once."),
            _("The next sign-in takes the password alone; whoever holds a role then has to set up a new second step."),
            _("This person is told in the portal and by email that you did it."),
        ],
    )
    help_text = _(
        "Who asked, and how you made sure of it: in person, or by a call back to a number you know. It stays in the record."
    )
    form = ReasonForm(form_data(request), help_text=help_text, max_length=500, rows=1)
    done = _("The second step of %(person)s is reset, and they were told.") % {"person": person}
    return confirm(
        request, confirmation, partial(_reset_second_step, person), success_message=done, success_url=back, form=form
    )


def _reset_second_step(person: User, *, by: User, reason: str) -> None:
    if not reset_second_factor(person, by=by, reason=reason):
        raise TransitionRefused(_("This account has no second step."))


@form_view
def account_close(request: UserRequest, pk: int) -> HttpResponse:
    """List what the person still answers for, ask who takes it and why, then close the account."""
    require_administrator(request)
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if person.pk == request.user.pk:
        raise PermissionDenied
    back, title = reverse("people:person_detail", args=[person.pk]), _("Close the account of %(person)s")
    owned = responsibilities_of(person)
    confirmation = Confirmation(
        title=title % {"person": person},
        text=person.email,
        crumbs=_crumbs(person, _("Close the account")),
        cancel_url=back,
        confirm_label=_("Close the account"),
        consequences=[
            _("This person is signed out everywhere at once and cannot sign in any more. Every role ends."),
            _("What the person did stays in the record under their name."),
        ],
        template="people/account_close.html",
        context={"owned": [(kind, records[:SHOWN], len(records)) for kind, records in owned]},
    )
    form = CloseAccountForm(form_data(request), person=person)

    def action(*, by: User, reason: str) -> None:
        close_account(person, by=by, reason=reason, takers=form.takers())

    done = _("The account of %(person)s is closed.") % {"person": person}
    return confirm(request, confirmation, action, success_message=done, success_url=back, form=form, fields=["reason"])


@form_view
def account_reopen(request: UserRequest, pk: int) -> HttpResponse:
    """Open a closed account again after confirmation; its roles do not come back."""
    require_administrator(request)
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    back, title = reverse("people:person_detail", args=[person.pk]), _("Open the account again")
    confirmation = Confirmation(
        title=title,
        text=f"{person} · {person.email}",
        crumbs=_crumbs(person, title),
        cancel_url=back,
        confirm_label=title,
        consequences=[_("This person can sign in again, without the roles of before.")],
        tone="primary",
    )
    form = ReasonForm(
        form_data(request), help_text=_("It stays in the record of this account."), max_length=500, rows=1
    )
    action = partial(reopen_account, person)
    return confirm(
        request, confirmation, action, success_message=_("The account is open."), success_url=back, form=form
    )


@form_view
def role_grant(request: UserRequest, pk: int) -> HttpResponse:
    require_administrator(request)
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = RoleGrantForm(form_data(request), person=person)
    if grant := run_when_valid(request, form, lambda: grant_role(person, by=request.user, **form.cleaned_data)):
        values = {"person": person, "role": grant.get_role_display()}
        messages.success(request, _("%(person)s now has the role: %(role)s.") % values)
        return redirect("people:person_detail", person.pk)
    cancel_url = reverse("people:person_detail", args=[person.pk])
    context = {"person": person, "form": form, "cancel_url": cancel_url, "crumbs": _crumbs(person, _("Give a role"))}
    return render(request, "people/role_grant.html", context, status=response_status(form))


@form_view
def role_revoke(request: UserRequest, pk: int) -> HttpResponse:
    require_administrator(request)
    people = User.objects.visible_to(request.user)
    grant = get_object_or_404(RoleGrant.objects.filter(user__in=people).select_related("user", "unit"), pk=pk)
    person = reverse("people:person_detail", args=[grant.user_id])
    parts = [grant.user, grant.get_role_display(), grant.unit]
    confirmation = Confirmation(
        title=_("Take a role away"),
        crumbs=_crumbs(grant.user, _("Take a role away")),
        text=" · ".join(str(part) for part in parts if part),
        consequences=[
            _(
                "From the next page on, this person can no longer do what the role allows. What was done stays in the record."
            ),
            _("Dossiers in charge and reviews not sent that need this role go back to the department, which is told."),
        ],
        confirm_label=_("Take the role away"),
        cancel_url=person,
    )
    help_text = _("It stays in the record of this person's roles.")
    form = ReasonForm(form_data(request), help_text=help_text, max_length=500, rows=1)
    done = _("The role is taken away; it no longer counts from now on.")
    return confirm(
        request, confirmation, partial(revoke_role, grant), success_message=done, success_url=person, form=form
    )
