"""Budget lines, with the awards and payments behind their figures."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import require_role
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.pagination import KeysetPage, keyset_page
from ecosystem.lists.pages import list_response
from programmes.grants.actions.budget import budget_line_use, line_amount
from programmes.grants.listings.budget import BUDGET
from programmes.grants.models import Application, Award, Disbursement
from programmes.grants.models.measures import GRANTED, PAID
from programmes.grants.views.crumbs import budget_crumbs
from programmes.plan.models import BUDGET_READERS, BudgetLine
from programmes.plan.panels import planned_amount_panel


@read_view
def budget_list(request: UserRequest) -> HttpResponse:
    """The list of budget lines."""
    return list_response(request, BUDGET, "grants/budget_list.html")


def _line(request: UserRequest, pk: int) -> BudgetLine:
    require_role(request.user, *BUDGET_READERS)
    return get_object_or_404(BudgetLine.objects.visible_to(request.user).for_list(), pk=pk)


@read_view
def budget_detail(request: UserRequest, pk: int) -> HttpResponse:
    """A budget line and its approved awards."""
    line = _line(request, pk)
    awards = Award.objects.approved().filter(budget_line=line)
    total = line_amount(GRANTED, line)
    page = keyset_page(request, awards.for_list(), ("-pk",), counts=True)
    context = _context(request, line, page, {a.application_id for a in page})
    return render(request, "grants/budget_detail.html", {**context, "total": total, "tab": "awards"})


@read_view
def budget_payments(request: UserRequest, pk: int) -> HttpResponse:
    """A budget line and its payments."""
    line = _line(request, pk)
    payments = Disbursement.objects.filter(budget_line=line)
    total = line_amount(PAID, line)
    page = keyset_page(request, payments.for_list(), ("-pk",), counts=True)
    context = _context(request, line, page, {p.tranche.contract.award.application_id for p in page})
    return render(request, "grants/budget_detail.html", {**context, "total": total, "tab": "payments"})


def _context(request: UserRequest, line: BudgetLine, page: KeysetPage, applications: set[int]) -> dict[str, Any]:
    """The shared context; `linked` holds the ids of applications that the user may open."""
    visible = Application.objects.visible_to(request.user).filter(pk__in=applications)
    linked = set(visible.values_list("pk", flat=True))
    return {
        "line": line,
        "use": budget_line_use(line),
        "page": page,
        "linked": linked,
        "amounts": planned_amount_panel(line, request.user),
        "crumbs": budget_crumbs(line),
    }
