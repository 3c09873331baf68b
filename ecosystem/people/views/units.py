"""The administrators' page of units."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.roles import Role
from ecosystem.accounts.unit_holdings import holdings_of
from ecosystem.core.steps import Confirmation, add_refusal, confirm, require_role
from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import TransitionRefused
from ecosystem.lists.pages import list_response
from ecosystem.people.actions.unit import merge_refusal, merge_unit
from ecosystem.people.forms import UnitMergeForm
from ecosystem.people.listings import UNITS


@read_view
def unit_list(request: UserRequest) -> HttpResponse:
    """Departments and bodies with their dates and successors, and how many people act for each now."""
    crumbs = [crumb(_("People and roles"), "people:person_list"), current_crumb(_("Units"))]
    return list_response(request, UNITS, "people/unit_list.html", crumbs=crumbs)


@form_view
def unit_merge(request: UserRequest, pk: int) -> HttpResponse:
    """List what the unit holds, ask for its successor and why, then merge it."""
    require_role(request.user, Role.ADMINISTRATOR)
    unit = get_object_or_404(OrganisationUnit, pk=pk)
    form = UnitMergeForm(form_data(request), unit=unit)
    refusal = merge_refusal(unit)
    if refusal and request.method != "POST":
        raise TransitionRefused(refusal)
    if refusal:
        add_refusal(form, refusal)
    back, title = reverse("people:unit_list"), _("Merge into another unit")
    confirmation = Confirmation(
        title=title,
        text=unit.label,
        crumbs=[
            crumb(_("People and roles"), "people:person_list"),
            crumb(_("Units"), "people:unit_list"),
            current_crumb(title),
        ],
        cancel_url=back,
        confirm_label=_("Merge the unit"),
        consequences=[
            _("The unit ends today and takes nothing new. Its people have their roles in the successor from now on."),
            _("What was sent, decided or reported keeps the old name in its history."),
        ],
        template="people/unit_merge.html",
        context={"held": holdings_of(unit)},
    )
    done = _("The unit is merged, and the people of the successor are told.")
    return confirm(request, confirmation, partial(merge_unit, unit), success_message=done, success_url=back, form=form)
