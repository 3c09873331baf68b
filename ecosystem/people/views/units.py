"""The administrators' page of units."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.methods import read_view
from ecosystem.lists.pages import list_response
from ecosystem.people.listings import UNITS


@read_view
def unit_list(request: UserRequest) -> HttpResponse:
    """Departments and bodies with their dates and successors, and how many people act for each now."""
    crumbs = [crumb(_("People and roles"), "people:person_list"), current_crumb(_("Units"))]
    return list_response(request, UNITS, "people/unit_list.html", crumbs=crumbs)
