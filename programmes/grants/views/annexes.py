"""Annexes to a signed contract: their form and their signed copies."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import check_step, response_status, run_when_valid
from ecosystem.core.web.methods import edit_view, read_view
from ecosystem.core.web.typed_text import form_data, form_files
from programmes.grants import contract_papers as papers
from programmes.grants.actions.annex import require_annex_allowed, sign_annex
from programmes.grants.forms.annex import AnnexForm
from programmes.grants.models import Award, Contract, ContractAnnex
from programmes.grants.views.crumbs import application_page_crumbs
from programmes.grants.views.downloads import download_file, pdf_download


@edit_view
def contract_annex(request: UserRequest, pk: int) -> HttpResponse:
    """Record a signed annex, with the values of the contract that it changes; the earlier annexes below."""
    visible = Award.objects.visible_to(request.user).filter(application=pk)
    contracts = Contract.objects.select_related("award__application__call__unit", "award__application__startup")
    contract = get_object_or_404(contracts, award__in=visible.values("pk"))
    application, tranches = contract.award.application, list(contract.tranches.all())
    form = AnnexForm(form_data(request), form_files(request), contract=contract, tranches=tranches)
    check_step(request, partial(require_annex_allowed, application, request.user), form=form)

    def sign() -> ContractAnnex:
        return sign_annex(
            contract,
            by=request.user,
            version=form.read_version,
            kind=form.cleaned_data["kind"],
            signed_on=form.cleaned_data["annex_signed_on"],
            reason=form.cleaned_data["reason"],
            terms=form.values(),
            signed_file=form.cleaned_data["annex_file"],
        )

    if run_when_valid(request, form, sign):
        messages.success(request, _("The annex is recorded; the owners of the startup are told."))
        return redirect("grants:contract_detail", application.pk)
    context = {
        "application": application,
        "contract": contract,
        "form": form,
        "annexes": ContractAnnex.objects.visible_to(request.user).filter(contract=contract).for_list(),
        "crumbs": application_page_crumbs(application, _("Annex to the contract")),
    }
    return render(request, "grants/contract_annex.html", context, status=response_status(form))


@read_view
def annex_file(request: UserRequest, pk: int) -> HttpResponseBase:
    """Download the signed copy of an annex, for whoever may read the contract's."""
    return download_file(get_object_or_404(ContractAnnex.objects.visible_to(request.user), pk=pk), "signed_file")


@read_view
def annex_pdf(request: UserRequest, pk: int) -> HttpResponse:
    """The annex as PDF, for whoever may read it."""
    annexes = ContractAnnex.objects.visible_to(request.user).select_related("contract__award__application__call__unit")
    annex = get_object_or_404(annexes, pk=pk)
    number = annex.contract.award.application.number
    return pdf_download(papers.annex_pdf(annex), f"phu-luc-{annex.number}-{number}.pdf")
