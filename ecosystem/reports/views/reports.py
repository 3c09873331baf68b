"""Periods and issued reports: asking for one, reading it, downloading its bytes, checking a copy."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import Role
from ecosystem.core.attempts import find_work
from ecosystem.core.steps import response_status, run_when_valid
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import action_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.lists.pages import list_response
from ecosystem.reports.actions.report import REPORT, request_report, retry_report
from ecosystem.reports.attached_lists import LIST_LIMIT
from ecosystem.reports.forms import IssueForm, VerifyForm
from ecosystem.reports.listings import PERIODS, REPORTS
from ecosystem.reports.models import (
    ContributionStatus,
    IssuedReport,
    PeriodStatus,
    ReportFile,
    ReportFormat,
    ReportingPeriod,
    ReportStatus,
)
from ecosystem.reports.views.crumbs import period_crumbs, report_crumbs


def _need_a_role(request: UserRequest) -> None:
    if not request.user.roles:
        raise PermissionDenied


@read_view
def report_list(request: UserRequest) -> HttpResponse:
    """Issued reports, newest first."""
    return list_response(request, REPORTS, "reports/report_list.html")


@read_view
def period_list(request: UserRequest) -> HttpResponse:
    """The ledger of periods: which run, which wait for their report."""
    return list_response(request, PERIODS, "reports/period_list.html")


@read_view
def period_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One period: who has sent, who is late, and its reports."""
    _need_a_role(request)
    period = get_object_or_404(ReportingPeriod, pk=pk)
    corrections = list(period.corrections()[: LIST_LIMIT + 1])
    context = {
        "period": period,
        "contributions": period.contributions.select_related("unit").order_by("status", "unit__sort_key"),
        "reports": IssuedReport.objects.visible_to(request.user)
        .filter(period=period)
        .with_supersession()
        .defer("snapshot"),
        "corrections": corrections[:LIST_LIMIT],
        "has_more_corrections": len(corrections) > LIST_LIMIT,
        "may_issue": request.user.has_role(Role.MANAGER, Role.DIRECTOR) and period.status != PeriodStatus.OPEN,
        "sees_texts": request.user.is_department,
        "crumbs": period_crumbs(period),
    }
    return render(request, "reports/period_detail.html", context)


@form_view
def report_request(request: UserRequest, pk: int) -> HttpResponse:
    """Ask for the period's report; what is written is kept when the answer is no."""
    if not request.user.has_role(Role.MANAGER, Role.DIRECTOR):
        raise PermissionDenied
    period = get_object_or_404(ReportingPeriod, pk=pk)
    is_correction = period.reports.exists()
    form = IssueForm(form_data(request), is_correction=is_correction)
    if report := run_when_valid(request, form, lambda: request_report(period, by=request.user, **form.cleaned_data)):
        return redirect("reports:report_detail", pk=report.pk)
    waiting = period.contributions.exclude(status=ContributionStatus.APPROVED).select_related("unit")
    context = {"period": period, "form": form, "is_correction": is_correction, "waiting": waiting}
    context["crumbs"] = period_crumbs(period, _("Issue the report"))
    return render(request, "reports/report_request.html", context, status=response_status(form))


@read_view
def report_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One report: its figures as frozen, its files with their SHA-256; while it is made, the page asks again."""
    report = get_object_or_404(IssuedReport.objects.visible_to(request.user).select_related("period"), pk=pk)
    may_retry = report.status == ReportStatus.PARKED and request.user.has_role(Role.MANAGER, Role.DIRECTOR)
    context = {
        "report": report,
        "work": find_work(REPORT, str(report.pk)) if report.status != ReportStatus.ISSUED else None,
        "may_retry": may_retry,
        "files": report.files.order_by(F("rows").asc(nulls_first=True), "pk"),
        "successor": report.successor(),
        "versions": IssuedReport.objects.visible_to(request.user).filter(period=report.period).defer("snapshot"),
        "crumbs": report_crumbs(report),
    }
    template = fragment_or_page(request, fragment="reports/_report_state.html", page="reports/report_detail.html")
    return render(request, template, context)


@action_view
def report_retry(request: UserRequest, pk: int) -> HttpResponse:
    """Try to make a report again that could not be made."""
    report = get_object_or_404(IssuedReport.objects.visible_to(request.user), pk=pk)
    retry_report(report, by=request.user)
    messages.success(request, _("It is being tried again."))
    return redirect("reports:report_detail", pk=pk)


@read_view
def report_download(request: UserRequest, pk: int, file_format: str) -> HttpResponseBase:
    """The frozen bytes of the document or of a list beside it, the same every time."""
    report = get_object_or_404(IssuedReport.objects.visible_to(request.user).defer("snapshot"), pk=pk)
    file = get_object_or_404(report.files, format=file_format)
    response = StreamingHttpResponse(file.read_parts(), content_type=ReportFormat(file.format).content_type)
    response["Content-Length"] = str(file.size)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["ETag"] = f'"{file.sha256}"'
    response["X-Content-SHA256"] = file.sha256
    return response


@login_not_required
@form_view
def report_verify(request: UserRequest) -> HttpResponse:
    """Anyone checks whether a copy is what was issued; nothing is stored."""
    form = VerifyForm(form_data(request), request.FILES or None)
    issued_report: IssuedReport | None = None
    if request.method == "POST" and form.is_valid():
        digest = form.cleaned_data["sha256"]
        if form.cleaned_data["file"]:
            digest = hashlib.sha256(b"".join(form.cleaned_data["file"].chunks())).hexdigest()
        report_file = ReportFile.objects.filter(sha256=digest).select_related("report__period").first()
        issued_report = report_file.report if report_file else None
        issued_report = (
            issued_report or IssuedReport.objects.filter(snapshot_sha256=digest).select_related("period").first()
        )
        if issued_report is None:
            messages.warning(
                request, _("No issued report has this SHA-256: the copy was changed, or is of another origin.")
            )
    successor = issued_report.successor() if issued_report else None
    return render(
        request, "reports/report_verify.html", {"form": form, "issued_report": issued_report, "successor": successor}
    )
