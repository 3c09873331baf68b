"""The officer in charge of dossiers: take one, hand one over, hand over all of a person."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.steps import Confirmation, confirm, require_role
from ecosystem.core.text import parse_pk
from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.methods import action_view, form_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from programmes.grants.actions.charge import (
    HandoverResult,
    assign_officer,
    hand_over_all,
    release_charge,
    transfer_refusal,
)
from programmes.grants.actions.review import ASSIGNERS
from programmes.grants.forms.charge import HandOverAllForm, HandOverForm
from programmes.grants.models import FINAL_STATUSES, Application
from programmes.grants.recipients import staff_of
from programmes.grants.views.crumbs import application_page_crumbs


def _application(request: UserRequest, pk: int) -> Application:
    """The dossier for officers and managers of its unit: 404 if it is not visible, 403 for everybody else."""
    dossiers = Application.objects.visible_to(request.user).select_related("call__unit", "startup", "in_charge")
    application = get_object_or_404(dossiers, pk=pk)
    if not application.roles_of(request.user) & ASSIGNERS:
        raise RoleRefused(_("Your role does not allow this step."))
    return application


@action_view(form_page="grants:application_detail")
def charge_take(request: UserRequest, pk: int) -> HttpResponse:
    """Take a dossier that nobody is in charge of."""
    application = _application(request, pk)
    if Role.OFFICER not in application.roles_of(request.user):
        raise RoleRefused(_("Your role does not allow this step."))
    assign_officer(application, by=request.user, officer=request.user, expected_officer_id=None)
    messages.success(request, _("You are in charge of this dossier now."))
    return redirect("grants:application_detail", pk)


@form_view
def charge_hand_over(request: UserRequest, pk: int) -> HttpResponse:
    """Give the dossier to an officer of the unit, or back to the desk, with a reason."""
    application = _application(request, pk)
    refusal = transfer_refusal(application, by=request.user)
    if refusal and request.method != "POST":
        raise TransitionRefused(refusal)
    candidates = [
        person.pk for person in staff_of(application, {Role.OFFICER}) if person.pk != application.in_charge_id
    ]
    officers = User.objects.filter(pk__in=candidates)
    back = reverse("grants:application_detail", args=[pk])
    title = _("Hand the dossier over")
    confirmation = Confirmation(
        title=title,
        crumbs=application_page_crumbs(application, title),
        text=str(application),
        consequences=[
            _("Officer in charge until now: %(person)s.") % {"person": application.in_charge or _("nobody")},
            _("Mail about the dossier goes to the new officer from now on. Both officers are told."),
        ],
        confirm_label=_("Hand the dossier over"),
        cancel_url=back,
        tone="primary",
        hidden=[("expected_officer", request.POST.get("expected_officer", str(application.in_charge_id or "")))],
    )
    form = HandOverForm(form_data(request), officers=officers)
    action = partial(_hand_over, application, expected_officer=request.POST.get("expected_officer", ""))
    done = _("The dossier is handed over.")
    return confirm(request, confirmation, action, success_message=done, success_url=back, form=form)


def _hand_over(application: Application, *, by: User, officer: User | None, reason: str, expected_officer: str) -> None:
    if officer is None:
        release_charge(application, by=by, reason=reason)
    else:
        assign_officer(
            application, by=by, officer=officer, reason=reason, expected_officer_id=parse_pk(expected_officer)
        )


@form_view
def charge_hand_over_all(request: UserRequest) -> HttpResponse:
    """Hand over every open dossier of a person who leaves or is away, to one officer or to the desk."""
    require_role(request.user, *ASSIGNERS)
    units = request.user.units_of(*ASSIGNERS)
    dossiers = Application.objects.visible_to(request.user).exclude(status__in=FINAL_STATUSES)
    if units is not None:
        dossiers = dossiers.filter(call__unit__in=units)
    people = User.objects.filter(dossiers_in_charge__in=dossiers.order_by().values("pk"))
    form = HandOverAllForm(
        form_data(request), people=people, officers=User.objects.filter(is_active=True).with_role(Role.OFFICER)
    )
    result: list[HandoverResult] = []

    def action(*, by: User, person: User, officer: User | None, reason: str) -> None:
        result.append(hand_over_all(person, by=by, officer=officer, reason=reason, units=units))
        for application, refusal in result[0].refused:
            messages.warning(request, f"{application.number}: {refusal}")

    def done() -> str:
        count = len(result[0].moved)
        words = ngettext("%(count)s dossier is handed over.", "%(count)s dossiers are handed over.", count)
        return words % {"count": count}

    confirmation = _hand_over_all_confirmation()
    return confirm(request, confirmation, action, success_message=done, success_url=confirmation.cancel_url, form=form)


def _hand_over_all_confirmation() -> Confirmation:
    title = _("Hand over all dossiers of a person")
    return Confirmation(
        title=title,
        crumbs=[crumb(_("Applications"), "grants:application_list"), current_crumb(title)],
        consequences=[
            _("Every dossier of this person that is not finished changes hands, in all units where you may do so."),
            _("A dossier that the new officer cannot take stays where it is, and you are told which."),
        ],
        confirm_label=_("Hand the dossiers over"),
        cancel_url=reverse("grants:application_list"),
        tone="primary",
    )
