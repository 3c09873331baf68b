"""Budget lines: how they stand, and the awards and payments that their figures are made of."""

from typing import Any

from django.db.models import F, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.lists import list_response
from ecosystem.core.pagination import KeysetPage, keyset_page
from programmes.actions.budget import use_of
from programmes.listings_budget import BUDGET
from programmes.models import BUDGET_READERS, Application, Award, BudgetLine, Disbursement
from programmes.permissions import require_role


@require_safe
def budget_list(request: UserRequest) -> HttpResponse:
    """All budget lines, newest year first."""
    return list_response(request, BUDGET, "programmes/budget_list.html")


def _line(request: UserRequest, pk: int) -> BudgetLine:
    require_role(request.user, *BUDGET_READERS)
    return get_object_or_404(BudgetLine.objects.visible_to(request.user).for_list(), pk=pk)


@require_safe
def budget_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One line and the approved awards whose amounts make up what is granted (D2)."""
    line = _line(request, pk)
    awards = Award.objects.approved().filter(budget_line=line)
    total = awards.aggregate(total=Sum(F("amount") - F("cancelled")))["total"] or 0
    page = keyset_page(request, awards.for_list(), ("-pk",))
    context = _context(request, line, page, {a.application_id for a in page})
    return render(request, "programmes/budget_detail.html", {**context, "total": total, "tab": "awards"})


@require_safe
def budget_payments(request: UserRequest, pk: int) -> HttpResponse:
    """One line and the payments whose amounts make up what is paid (D2)."""
    line = _line(request, pk)
    payments = Disbursement.objects.filter(tranche__contract__award__budget_line=line)
    total = payments.aggregate(total=Sum("amount"))["total"] or 0
    page = keyset_page(request, payments.for_list(), ("-pk",))
    context = _context(request, line, page, {p.tranche.contract.award.application_id for p in page})
    return render(request, "programmes/budget_detail.html", {**context, "total": total, "tab": "payments"})


def _context(request: UserRequest, line: BudgetLine, page: KeysetPage, applications: set[int]) -> dict[str, Any]:
    """`linked` holds the dossiers that this reader may open; the council reads the figures without them."""
    seen = Application.objects.visible_to(request.user).filter(pk__in=applications)
    return {"line": line, "use": use_of(line), "page": page, "linked": set(seen.values_list("pk", flat=True))}
