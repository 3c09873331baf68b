"""The applicant's way: choose the startup, read the rules, write the draft, check it, send it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.roles import Role
from ecosystem.core.ui.edit_forms import status_of_edit
from ecosystem.core.uploads import check_upload
from ecosystem.core.web.methods import action_view, edit_view, form_view, read_view
from ecosystem.core.web.typed import keeps_typed_words, typed_words
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from programmes.grants.actions.application import (
    IncompleteApplication,
    resubmit_application,
    start_application,
    submit_application,
)
from programmes.grants.actions.drafting import (
    attach_file,
    cost_rows,
    last_edit,
    plan_rows,
    save_answers,
    save_costs,
    save_plan,
)
from programmes.grants.completeness import checklist_items, exceeded_caps, find_gaps, gap_url, required_documents
from programmes.grants.eligibility import check_eligibility
from programmes.grants.forms.application import AnswersForm, CostFormSet, PaperForm, PlanFormSet
from programmes.grants.models import EDITABLE, Application, ApplicationStatus, Call, CheckResult
from programmes.grants.working_copy import as_written, costs_of, plan_of, sent_files, writes_unseen
from startups.models import MemberRole, Membership, Startup

Save = Callable[..., Application]
PAGES = ("edit", "plan", "costs", "files", "check")


# --- Before the form --------------------------------------------------------------------------------
@read_view
def call_apply(request: HttpRequest, code: str) -> HttpResponse:
    """For which startup? The one there is, or a choice."""
    call = get_object_or_404(Call.objects.visible_to(request.user), code=code)
    startups = list(_run_by(request.user))
    if len(startups) == 1:
        return redirect("grants:application_start", call.code, startups[0].pk)
    return render(request, "grants/call_apply.html", {"call": call, "startups": startups})


@form_view
def application_start(request: HttpRequest, code: str, startup_pk: int) -> HttpResponse:
    """The rules one by one with their verdicts; only an eligible startup goes on to the form."""
    calls = Call.objects.visible_to(request.user).for_list().prefetch_related("policy__sectors")
    call = get_object_or_404(calls, code=code)
    startup = get_object_or_404(_run_by(request.user).prefetch_related("sectors"), pk=startup_pk)
    if request.method == "POST":
        application = start_application(call, startup, by=request.user)
        return redirect("grants:application_edit", application.pk)
    eligibility = check_eligibility(call, startup)
    context = {"call": call, "startup": startup, "eligibility": eligibility, "draft": _live_in(call, startup)}
    return render(request, "grants/application_start.html", context)


def _run_by(user: Any) -> Any:
    may = Membership.objects.filter(user=user, role__in=[MemberRole.OWNER, MemberRole.EDITOR])
    return Startup.objects.filter(pk__in=may.values("startup"), archived_at__isnull=True)


def _live_in(call: Call, startup: Startup) -> Application | None:
    gone = [ApplicationStatus.WITHDRAWN, ApplicationStatus.STOPPED, ApplicationStatus.REJECTED]
    return Application.objects.filter(call=call, startup=startup).exclude(status__in=gone).first()


# --- The parts of the form --------------------------------------------------------------------------
@keeps_typed_words
@edit_view
def application_edit(request: HttpRequest, pk: int) -> HttpResponse:
    application = open_draft(request, pk)
    form = AnswersForm(typed_words(request), application=application, initial=AnswersForm.initial_of(application))
    if request.method == "POST" and form.is_valid():
        save_answers(application, form.values(), by=request.user, version=form.read_version)
        return _saved(request, application, here="edit", onward="plan")
    return _form_page(request, application, "edit", {"form": form}, status=_status(form, wrong=bool(form.errors)))


@keeps_typed_words
@edit_view
def application_plan(request: HttpRequest, pk: int) -> HttpResponse:
    application = open_draft(request, pk)
    rows, change = plan_rows(application), partial(last_edit, application)
    formset = PlanFormSet(typed_words(request), prefix="plan", record=application, saved=rows, change=change)
    return _rows_page(request, application, formset, save_plan, page="plan", onward="costs")


@keeps_typed_words
@edit_view
def application_costs(request: HttpRequest, pk: int) -> HttpResponse:
    application = open_draft(request, pk)
    rows, change = cost_rows(application), partial(last_edit, application)
    formset = CostFormSet(typed_words(request), prefix="costs", record=application, saved=rows, change=change)
    return _rows_page(request, application, formset, save_costs, page="costs", onward="files")


def _rows_page(
    request: HttpRequest, application: Application, formset: Any, save: Save, *, page: str, onward: str
) -> HttpResponse:
    """A page of rows: saves, or adds a row."""
    if request.method == "POST" and formset.is_valid():
        application = save(application, formset.rows(), by=request.user, version=formset.read_version)
        return _saved(request, application, here=page, onward=onward)
    caps = exceeded_caps(application.call, application) if page == "costs" else []
    wrong = formset.is_bound and formset.total_error_count() > 0
    context = {"formset": formset, "caps": caps}
    return _form_page(request, application, page, context, status=_status(formset, wrong=wrong))


def _status(form: Any, *, wrong: bool) -> int:
    """422 when something typed was not accepted, 409 when somebody else saved something else."""
    return status_of_edit(form, 422 if wrong else 200)


@form_view
def application_files(request: HttpRequest, pk: int) -> HttpResponse:
    """One small form per paper; a refused file says why beside its paper."""
    application = open_draft(request, pk)
    papers = required_documents(application)
    posted = request.POST.get("paper", "")
    refused: dict[str, PaperForm] = {}
    if request.method == "POST":
        paper = next((paper for paper in papers if paper.code == posted), None)
        if paper is None:
            raise TransitionRefused(_("The call asks for no such document."))
        form = PaperForm(request.POST, request.FILES, code=paper.code, accepts=paper.accepts)
        if form.is_valid() and _attach(request, application, paper, form):
            return redirect(f"{reverse('grants:application_files', args=[pk])}#id_document-{paper.code}")
        refused[paper.code] = form
    files: dict[int, list[Any]] = {}
    for file in application.attachments.current():
        files.setdefault(file.requirement_id or 0, []).append(file)
    slots = [
        {
            "paper": p,
            "form": refused.get(p.code) or PaperForm(code=p.code, accepts=p.accepts),
            "files": files.get(p.pk, []),
        }
        for p in papers
    ]
    return _form_page(request, application, "files", {"slots": slots}, status=422 if refused else 200)


def _attach(request: HttpRequest, application: Application, paper: Any, form: PaperForm) -> bool:
    upload = form.cleaned_data["file"]
    try:
        found = check_upload(upload, paper.accepts)
        attach_file(application, paper, upload, found, by=request.user)
    except ValidationError as error:
        form.add_error("file", error)
        return False
    except TransitionRefused as refusal:
        form.add_error("file", str(refusal))
        return False
    messages.success(request, _("“%(name)s” is attached.") % {"name": found.name})
    return True


# --- Check and send ---------------------------------------------------------------------------------
@read_view
def application_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole application before it is sent, with a link from every gap to its field (A5)."""
    application = open_draft(request, pk)
    draft = application.status == ApplicationStatus.DRAFT
    now = timezone.now() if draft else application.submitted_at
    gaps = [(gap, gap.url(application)) for gap in find_gaps(application, now=now, in_time=draft)]
    context = {"gaps": gaps, "may_send": not gaps, **dossier_context(application, request.user)}
    return _form_page(request, application, "check", context)


@action_view
def application_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the draft. However often it is pressed, the answer is the same receipt."""
    return _send(request, pk, submit_application)


@action_view
def application_resubmit(request: HttpRequest, pk: int) -> HttpResponse:
    return _send(request, pk, resubmit_application)


def _send(request: HttpRequest, pk: int, action: Callable[..., Application]) -> HttpResponse:
    came_at: datetime = timezone.now()
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    try:
        action(application, by=request.user, at=came_at)
    except IncompleteApplication as refusal:
        messages.error(request, _("Not sent yet. %(reason)s") % {"reason": refusal.gaps[0].text})
        return redirect("grants:application_check", pk)
    return redirect("grants:application_receipt", pk)


@read_view
def application_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was received, when, under which number, and what comes next."""
    application = get_object_or_404(Application.objects.visible_to(request.user).for_list(), pk=pk)
    submissions = list(application.submissions.select_related("sent_by").order_by("-sequence"))
    if not submissions:
        return redirect("grants:application_detail", pk)
    context = {"application": application, "submissions": submissions, "latest": submissions[0]}
    return render(request, "grants/application_receipt.html", context)


# --- Parts ------------------------------------------------------------------------------------------
def open_draft(request: HttpRequest, pk: int) -> Application:
    """The dossier, if this user may write in it now: 404 unseen, 403 seen by others, refused when sent."""
    dossiers = Application.objects.visible_to(request.user).select_related(
        "call__policy", "call__unit", "startup", "edited_by"
    )
    application = get_object_or_404(dossiers, pk=pk)
    if Role.APPLICANT not in application.roles_of(request.user):
        raise RoleRefused(_("Only an owner or editor of the startup may change its application."))
    if application.status not in EDITABLE:
        values = {"state": application.get_status_display()}
        words = _("The application can no longer be changed: it is in the state “%(state)s”.")
        refusal = TransitionRefused(words % values)
        refusal.onward = reverse("grants:application_detail", args=[application.pk])
        raise refusal
    return as_written(application)


def dossier_context(application: Application, user: Any) -> dict[str, Any]:
    """Everything a reader of the dossier sees: grants/_dossier.html. The startup reads what it has not sent yet."""
    unseen = writes_unseen(application, user)
    if unseen:
        application = as_written(application)
    labels = checklist_items(application)
    support = {True: application.other_support or _("Yes"), False: _("No"), None: ""}[application.had_other_support]
    texts = ("problem", "solution", "novelty", "market", "team", "impact")
    return {
        "application": application,
        "answers": [(name, labels[name], getattr(application, name)) for name in texts],
        "support": support,
        "plan": plan_of(application),
        "costs": costs_of(application),
        "files": _current_files(application) if unseen else sent_files(application),
        **version_context(application, unseen=unseen),
    }


def missed_call(application: Application) -> bool:
    """A draft whose call took its last application: nothing is lost, and nothing can be sent."""
    return application.status == ApplicationStatus.DRAFT and not application.call.is_open()


def version_context(application: Application, *, unseen: bool) -> dict[str, Any]:
    """For `_which_version.html`: the latest sending of a dossier that its startup is changing now."""
    returned = application.status == ApplicationStatus.RETURNED
    latest = application.submissions.defer("content").order_by("-sequence").first() if returned else None
    return {"unseen": unseen, "sent_version": latest}


def _current_files(application: Application) -> list[Any]:
    return list(application.attachments.current().select_related("requirement"))


def _form_page(
    request: HttpRequest, application: Application, page: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """One page of the form with the tabs of all."""
    labels = (_("Project"), _("Plan"), _("Costs"), _("Papers"), _("Check and send"))
    tabs = [
        {
            "label": label,
            "url": reverse(f"grants:application_{name}", args=[application.pk]),
            "active": name == page,
        }
        for name, label in zip(PAGES, labels, strict=True)
    ]
    asked = [
        {"label": label, "reason": line.reason, "url": gap_url(application, line.item)}
        for line, label in _asked_for(application)
    ]
    context |= {"application": application, "call": application.call, "tabs": tabs, "asked": asked}
    context["missed"] = missed_call(application)
    return render(request, f"grants/application_{page}.html", context, status=status)


def _asked_for(application: Application) -> list[tuple[Any, str]]:
    """The officer's named gaps, while the dossier is with the applicant."""
    if application.status != ApplicationStatus.RETURNED:
        return []
    items = checklist_items(application)
    lines = application.checklist.exclude(result=CheckResult.RIGHT)
    return [(line, items.get(line.item, line.item)) for line in lines]


def _saved(request: HttpRequest, application: Application, *, here: str, onward: str) -> HttpResponse:
    if "onward" in request.POST:
        return redirect(f"grants:application_{onward}", application.pk)
    at = timezone.localtime()
    messages.success(request, _("Saved at %(time)s.") % {"time": f"{at:%H:%M}"})
    address = reverse(f"grants:application_{here}", args=[application.pk])
    return redirect(f"{address}#new-row" if "add_row" in request.POST else address)
