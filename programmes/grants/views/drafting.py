"""The applicant's pages: choose the startup, check eligibility, edit the draft, check and submit it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.steps import response_status, run_when_valid
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.uploads import check_upload
from ecosystem.core.web.methods import action_view, edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from programmes.grants.actions.application import (
    IncompleteApplication,
    resubmit_application,
    start_application,
    submit_application,
)
from programmes.grants.actions.clock import expected_decision_day
from programmes.grants.actions.drafting import (
    attach_file,
    cost_rows,
    last_edit,
    plan_rows,
    save_answers,
    save_costs,
    save_plan,
)
from programmes.grants.completeness import checklist_items, exceeded_caps, find_gaps, gap_url
from programmes.grants.dossier import read_dossier, required_documents_of
from programmes.grants.eligibility import check_eligibility
from programmes.grants.forms.application import AnswersForm, AttachmentForm, CostFormSet, PlanFormSet
from programmes.grants.models import (
    EDITABLE_STATUSES,
    REPLACEABLE_STATUSES,
    Application,
    ApplicationStatus,
    Call,
    CheckResult,
    closing_time,
    is_open_for,
)
from programmes.grants.views.crumbs import application_page_crumbs, call_crumbs, form_crumbs
from programmes.grants.working_copy import costs_of, load_working_copy, plan_of, reads_working_copy, submitted_files
from startups.models import MemberRole, Membership, Startup

Save = Callable[..., Application]
PAGES = ("edit", "plan", "costs", "files", "check")


# --- Before the form --------------------------------------------------------------------------------
@read_view
def call_apply(request: UserRequest, code: str) -> HttpResponse:
    """Choose the startup that applies; skipped if the user has only one."""
    call = get_object_or_404(Call.objects.visible_to(request.user), code=code)
    startups = list(_startups_of_editor(request.user))
    if len(startups) == 1:
        return redirect("grants:application_start", call.code, startups[0].pk)
    context = {"call": call, "startups": startups, "crumbs": call_crumbs(call, pgettext("call", "Apply"))}
    return render(request, "grants/call_apply.html", context)


@form_view
def application_start(request: UserRequest, code: str, startup_pk: int) -> HttpResponse:
    """The eligibility rules with their verdicts; an eligible startup can start an application."""
    calls = Call.objects.visible_to(request.user).for_list()
    call = get_object_or_404(calls, code=code)
    startup = get_object_or_404(_startups_of_editor(request.user).prefetch_related("sectors"), pk=startup_pk)
    form = PortalForm(form_data(request))
    if application := run_when_valid(request, form, lambda: start_application(call, startup, by=request.user)):
        return redirect("grants:application_edit", application.pk)
    eligibility = check_eligibility(call, startup)
    context = {
        "call": call,
        "startup": startup,
        "eligibility": eligibility,
        "draft": _existing_application(call, startup),
    }
    context["crumbs"] = call_crumbs(call, _("Conditions"))
    return render(request, "grants/application_start.html", {**context, "form": form}, status=response_status(form))


def _startups_of_editor(user: User) -> QuerySet[Startup]:
    memberships = Membership.objects.filter(user=user, role__in=[MemberRole.OWNER, MemberRole.EDITOR])
    return Startup.objects.filter(pk__in=memberships.values("startup"), archived_at__isnull=True)


def _existing_application(call: Call, startup: Startup) -> Application | None:
    return Application.objects.filter(call=call, startup=startup).exclude(status__in=REPLACEABLE_STATUSES).first()


# --- The parts of the form --------------------------------------------------------------------------
@edit_view
def application_edit(request: UserRequest, pk: int) -> HttpResponse:
    application = get_editable_application(request, pk)
    form = AnswersForm(form_data(request), application=application, initial=AnswersForm.initial_of(application))

    def save() -> Application:
        return save_answers(application, form.values(), by=request.user, version=form.read_version)

    if run_when_valid(request, form, save):
        return _redirect_after_save(request, application, here="edit", onward="plan")
    return _form_page(request, application, "edit", {"form": form}, form)


@edit_view
def application_plan(request: UserRequest, pk: int) -> HttpResponse:
    application = get_editable_application(request, pk)
    rows, change = plan_rows(application), partial(last_edit, application)
    formset = PlanFormSet(form_data(request), prefix="plan", record=application, saved=rows, change=change)
    return _rows_page(request, application, formset, save_plan, page="plan", onward="costs")


@edit_view
def application_costs(request: UserRequest, pk: int) -> HttpResponse:
    application = get_editable_application(request, pk)
    rows, change = cost_rows(application), partial(last_edit, application)
    formset = CostFormSet(form_data(request), prefix="costs", record=application, saved=rows, change=change)
    return _rows_page(request, application, formset, save_costs, page="costs", onward="files")


def _rows_page(
    request: UserRequest, application: Application, formset: Any, save: Save, *, page: str, onward: str
) -> HttpResponse:
    """A page of rows, which saves them or adds a row."""
    refusal_form = PortalForm(form_data(request))  # carries the error of a refused save

    def save_rows() -> Application:
        return save(application, formset.rows(), by=request.user, version=formset.read_version)

    if formset.is_valid() and run_when_valid(request, refusal_form, save_rows):
        return _redirect_after_save(request, application, here=page, onward=onward)
    caps = exceeded_caps(application) if page == "costs" else []
    context = {"formset": formset, "refusal_form": refusal_form, "caps": caps}
    return _form_page(request, application, page, context, refusal_form, formset)


@form_view
def application_files(request: UserRequest, pk: int) -> HttpResponse:
    """One upload form per required document; errors stand beside the document."""
    application = get_editable_application(request, pk)
    papers = required_documents_of(application)
    data = form_data(request)
    posted_code = data.get("paper", "") if data is not None else ""
    refused: dict[str, AttachmentForm] = {}
    if request.method == "POST":
        paper = next((paper for paper in papers if paper.code == posted_code), None)
        if paper is None:
            raise TransitionRefused(_("The call asks for no such document."))
        form = AttachmentForm(data, request.FILES, code=paper.code, accepts=paper.accepts)
        if form.is_valid() and _attach(request, application, paper, form):
            return redirect(f"{reverse('grants:application_files', args=[pk])}#id_document-{paper.code}")
        refused[paper.code] = form
    shown = refused or {
        p.code: AttachmentForm(data, code=p.code, accepts=p.accepts) for p in papers if p.code == posted_code
    }
    files: dict[int, list[Any]] = {}
    for file in application.attachments.current():
        files.setdefault(file.requirement_id or 0, []).append(file)
    slots = [
        {
            "paper": p,
            "form": shown.get(p.code) or AttachmentForm(code=p.code, accepts=p.accepts),
            "files": files.get(p.pk, []),
        }
        for p in papers
    ]
    return _form_page(request, application, "files", {"slots": slots}, *refused.values())


def _attach(request: UserRequest, application: Application, paper: Any, form: AttachmentForm) -> bool:
    upload = form.cleaned_data["file"]
    try:
        checked = check_upload(upload, paper.accepts)
    except ValidationError as error:
        form.add_error("file", error)
        return False

    def attach() -> object:
        return attach_file(application, paper, upload, checked, by=request.user)

    if not run_when_valid(request, form, attach, at="file"):
        return False
    messages.success(request, _("“%(name)s” is attached.") % {"name": checked.name})
    return True


# --- Check and send ---------------------------------------------------------------------------------
@read_view
def application_check(request: UserRequest, pk: int) -> HttpResponse:
    """The whole application before it is submitted, with a link from every gap to its field."""
    application = get_editable_application(request, pk)
    draft = application.status == ApplicationStatus.DRAFT
    now = timezone.now() if draft else application.submitted_at
    gaps = [(gap, gap.url(application)) for gap in find_gaps(read_dossier(application), now=now, in_time=draft)]
    context = {"gaps": gaps, "may_send": not gaps, **dossier_context(application, request.user)}
    return _form_page(request, application, "check", context)


@action_view(form_page="grants:application_check")
def application_submit(request: UserRequest, pk: int) -> HttpResponse:
    """Submit the draft. Idempotent: pressing again shows the same receipt."""
    return _send(request, pk, submit_application)


@action_view(form_page="grants:application_check")
def application_resubmit(request: UserRequest, pk: int) -> HttpResponse:
    return _send(request, pk, resubmit_application)


def _send(request: UserRequest, pk: int, action: Callable[..., Application]) -> HttpResponse:
    received_at = timezone.now()
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    try:
        action(application, by=request.user, at=received_at)
    except IncompleteApplication as refusal:
        messages.error(request, _("Not sent yet. %(reason)s") % {"reason": refusal.gaps[0].text})
        return redirect("grants:application_check", pk)
    return redirect("grants:application_receipt", pk)


@read_view
def application_receipt(request: UserRequest, pk: int) -> HttpResponse:
    """The confirmation of the latest submission, with its number and the next step."""
    application = get_object_or_404(Application.objects.visible_to(request.user).for_list(), pk=pk)
    submissions = list(application.submissions.select_related("sent_by").order_by("-sequence"))
    if not submissions:
        return redirect("grants:application_detail", pk)
    context = {"application": application, "submissions": submissions, "latest": submissions[0]}
    context["decision_day"] = expected_decision_day(application)
    context["crumbs"] = application_page_crumbs(application, _("Receipt"))
    return render(request, "grants/application_receipt.html", context)


# --- Parts ------------------------------------------------------------------------------------------
def get_editable_application(request: UserRequest, pk: int) -> Application:
    """The application with its working copy, if the user may edit it now.

    404 if it is not visible, 403 without the applicant's role, TransitionRefused in a state that is not editable.
    """
    dossiers = Application.objects.visible_to(request.user).select_related(
        "call__policy", "call__unit", "startup", "edited_by"
    )
    application = get_object_or_404(dossiers, pk=pk)
    if Role.APPLICANT not in application.roles_of(request.user):
        raise RoleRefused(_("Only an owner or editor of the startup may change its application."))
    if application.status not in EDITABLE_STATUSES:
        values = {"state": application.get_status_display()}
        words = _("The application can no longer be changed: it is in the state “%(state)s”.")
        refusal = TransitionRefused(words % values)
        refusal.redirect_url = reverse("grants:application_detail", args=[application.pk])
        raise refusal
    return load_working_copy(application)


def dossier_context(application: Application, user: User) -> dict[str, Any]:
    """Context of grants/_dossier.html; members of the startup read the working copy."""
    shows_working_copy = reads_working_copy(application, user)
    if shows_working_copy:
        application = load_working_copy(application)
    labels = checklist_items(application)
    support = {True: application.other_support or _("Yes"), False: _("No"), None: ""}[application.had_other_support]
    texts = ("problem", "solution", "novelty", "market", "team", "impact")
    return {
        "application": application,
        "answers": [(name, labels[name], getattr(application, name)) for name in texts],
        "support": support,
        "plan": plan_of(application),
        "costs": costs_of(application),
        "files": _current_files(application) if shows_working_copy else submitted_files(application),
        **version_context(application, shows_working_copy=shows_working_copy),
    }


def is_call_over(application: Application) -> bool:
    """Whether the application is a draft that its startup can no longer submit because its time is over."""
    return application.status == ApplicationStatus.DRAFT and not is_open_for(application.call, application.startup)


def version_context(application: Application, *, shows_working_copy: bool) -> dict[str, Any]:
    """Context of grants/_which_version.html: when a returned application was last sent."""
    returned = application.status == ApplicationStatus.RETURNED
    sent_at = application.last_submission_moment() if returned else None
    return {"shows_working_copy": shows_working_copy, "latest_sent_at": sent_at}


def _current_files(application: Application) -> list[Any]:
    return list(application.attachments.current().select_related("requirement"))


def _form_page(
    request: UserRequest, application: Application, page: str, context: dict[str, Any], *parts: Any
) -> HttpResponse:
    """A page of the form with the tabs of all pages; `parts` are its forms and formsets."""
    labels = (_("Project"), _("Plan"), _("Costs"), _("Papers"), _("Check and send"))
    tabs = [
        {
            "label": label,
            "url": reverse(f"grants:application_{name}", args=[application.pk]),
            "active": name == page,
        }
        for name, label in zip(PAGES, labels, strict=True)
    ]
    requested_changes = [
        {"label": label, "reason": line.reason, "url": gap_url(application, line.item)}
        for line, label in _requested_changes(application)
    ]
    context |= {
        "application": application,
        "call": application.call,
        "tabs": tabs,
        "requested_changes": requested_changes,
    }
    if application.status == ApplicationStatus.DRAFT:
        context["closes_at"] = closing_time(application.call, application.startup)
    context |= {"is_call_over": is_call_over(application), "crumbs": form_crumbs(application, _("Form"))}
    return render(request, f"grants/application_{page}.html", context, status=response_status(*parts))


def _requested_changes(application: Application) -> list[tuple[Any, str]]:
    """The gaps of the checklist with their labels, while the application is returned."""
    if application.status != ApplicationStatus.RETURNED:
        return []
    items = checklist_items(application)
    lines = application.checklist.exclude(result=CheckResult.RIGHT)
    return [(line, items.get(line.item, line.item)) for line in lines]


def _redirect_after_save(request: UserRequest, application: Application, *, here: str, onward: str) -> HttpResponse:
    if "onward" in request.POST:
        return redirect(f"grants:application_{onward}", application.pk)
    at = timezone.localtime()
    messages.success(request, _("Saved at %(time)s.") % {"time": f"{at:%H:%M}"})
    address = reverse(f"grants:application_{here}", args=[application.pk])
    return redirect(f"{address}#new-row" if "add_row" in request.POST else address)
