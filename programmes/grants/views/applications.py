"""Applications: lists, the page of one, the completeness check, and the moves of officers and applicants."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    confirm,
    requested_move,
    response_status,
    run_when_valid,
)
from ecosystem.core.web.methods import action_view, edit_view, form_view, read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import RoleRefused, TransitionRefused, available_transitions
from ecosystem.lists.pages import list_response
from programmes.grants.actions.application import (
    accept_as_valid,
    check_again,
    confirm_invalid,
    find_invalid,
    record_check,
    return_for_completion,
    stale_items,
    start_check,
    stop_lapsed,
    unchecked_items,
    withdraw_application,
)
from programmes.grants.actions.clock import expected_decision_day, is_completion_overdue
from programmes.grants.actions.review import ASSIGNERS
from programmes.grants.completeness import QUESTIONS, checklist_items, gap_url
from programmes.grants.forms.application import CompletenessForm
from programmes.grants.listings.application import APPLICATIONS
from programmes.grants.models import Application, ApplicationStatus, ChecklistItem, CheckResult, StepClock
from programmes.grants.panels import award_panel, charge_context, review_panel
from programmes.grants.permissions import may_read_dossier
from programmes.grants.progress import stepper, timeline
from programmes.grants.task_blocks import task_blocks
from programmes.grants.views.crumbs import application_crumbs, application_page_crumbs, form_crumbs
from programmes.grants.views.desk import desk_context, shows_files
from programmes.grants.views.drafting import dossier_context, is_call_over, version_context
from programmes.grants.views.queues import QueuePlace, next_url, queue_place, suffix
from programmes.grants.working_copy import load_working_copy, reads_working_copy, submitted_files


@read_view
def application_list(request: UserRequest) -> HttpResponse:
    """The list of the applications that the user may see."""
    may_hand_over = request.user.has_role(*ASSIGNERS)
    return list_response(request, APPLICATIONS, "grants/application_list.html", may_hand_over=may_hand_over)


@read_view
def task_list(request: UserRequest) -> HttpResponse:
    """Everything that waits for the user: dossiers, the earliest due date first, then the other work of the home page."""
    waiting = Application.objects.waiting_for(request.user)
    page = keyset_page(request, waiting.for_list(), ("due_key", "pk"), counts=True)
    context = {
        "page": page,
        "blocks": task_blocks(request.user),
        "overdue": waiting.overdue(timezone.localdate()).count(),
    }
    return render(request, "grants/task_list.html", context)


@read_view
def application_detail(request: UserRequest, pk: int) -> HttpResponse:
    """The page of an application: state, holder, due date, timeline and the moves that the user can make now."""
    rows = Application.objects.visible_to(request.user).for_detail(request.user)
    application = get_object_or_404(rows, pk=pk)
    is_internal = bool(application.roles_of(request.user) - {Role.APPLICANT})
    history = list(AuditEntry.objects.about(application))
    extensions = list(application.call.extensions.filter(startup=application.startup_id).select_related("granted_by"))
    shows_working_copy = reads_working_copy(application, request.user)
    shown = load_working_copy(application) if shows_working_copy else application
    context = {
        "application": shown,
        **version_context(application, shows_working_copy=shows_working_copy),
        "status": ApplicationStatus(application.status),
        "is_internal": is_internal,
        "may_read_checklist": bool(application.roles_of(request.user) & DEPARTMENT),
        "charge": charge_context(application, request.user),
        "steps": stepper(application, history),
        "entries": timeline(application, history, extensions, is_internal=is_internal),
        "moves": moves_of(application, request.user, application.all_clocks),
        "gaps": _gaps_shown(application),
        "decision_day": expected_decision_day(application, application.all_clocks),
        "review_panel": review_panel(application, request.user),
        "award_panel": award_panel(application, request.user),
        "is_applicant": not is_internal,
        "extensions": extensions,
        "is_call_over": is_call_over(application),
        "crumbs": application_crumbs(shown),
    }
    return render(request, "grants/application_detail.html", context)


def _gaps_shown(application: Application) -> list[tuple[str, str, str]]:
    """While the application is returned, what is to be completed: label, reason and address of the field."""
    if application.status != ApplicationStatus.RETURNED:
        return []
    gaps = application.checklist.exclude(result=CheckResult.RIGHT)
    items = checklist_items(application)
    return [(items.get(gap.item, gap.item), gap.reason, gap_url(application, gap.item)) for gap in gaps]


def moves_of(application: Application, user: User, clocks: Sequence[StepClock] | None = None) -> list[dict[str, Any]]:
    """Buttons of the moves that the user may make; `is_immediate` ones act without a page of their own.

    `clocks` are the application's, where the caller has read them.
    """
    pages = {
        "submit": ("application_check", False),
        "start_check": ("application_start_check", True),
        "return_for_completion": ("application_return", False),
        "resubmit": ("application_check", False),
        "accept_as_valid": ("application_completeness", False),
        "withdraw": ("application_withdraw", False),
        "stop_lapsed": ("application_stop", False),
        "find_invalid": ("application_find_invalid", False),
        "check_again": ("application_check_again", False),
        "confirm_invalid": ("application_confirm_invalid", False),
    }
    available = available_transitions(application, user)
    if is_call_over(application):
        available.pop("submit", None)
    if "stop_lapsed" in available and not is_completion_overdue(application, clocks=clocks):
        del available["stop_lapsed"]
    buttons = [
        {
            "name": name,
            "label": _("Check the dossier") if name == "accept_as_valid" else transition.label,
            "tone": transition.tone,
            "is_immediate": pages[name][1],
            "url": reverse(f"grants:{pages[name][0]}", args=[application.pk]),
        }
        for name, transition in available.items()
        if name in pages
    ]
    return sorted(buttons, key=lambda button: button["tone"] in ("orange", "red"))  # forward moves first


@read_view
def application_dossier(request: UserRequest, pk: int) -> HttpResponse:
    """The content of the application, for its startup, the department and its evaluators."""
    dossiers = Application.objects.select_related("call__policy", "call__unit", "startup")
    application = get_object_or_404(dossiers, pk=pk)
    if not may_read_dossier(request.user, application):
        raise Http404
    context = dossier_context(application, request.user)
    context["crumbs"] = form_crumbs(context["application"], _("Read the dossier"))
    return render(request, "grants/application_dossier.html", context)


# --- Completeness check -----------------------------------------------------------------------------
@edit_view
@shows_files
def application_completeness(request: UserRequest, pk: int) -> HttpResponse:
    """The officer's checklist: result, reason, officer and time for every question and document."""
    application = _application_for_staff(request, pk)
    place = queue_place(request, pk)
    items = checklist_items(application)
    lines = {line.item: line for line in application.checklist.select_related("checked_by")}
    form = CompletenessForm(form_data(request), application=application, items=items, lines=lines)
    response = run_when_valid(request, form, lambda: _save_checklist(request, application, form, place))
    if response:
        return response
    rows = _check_rows(application, form, items, lines)
    editable = application.status in {ApplicationStatus.CHECKING, ApplicationStatus.EVALUATING}
    context = {"form": form, "rows": rows, "editable": editable, **desk_context(request, application, place)}
    context["crumbs"] = application_page_crumbs(context["application"], _("Completeness check"))
    moves = {move["name"] for move in moves_of(application, request.user)}
    context |= {"may_accept": "accept_as_valid" in moves, "may_return": "return_for_completion" in moves}
    context["may_refuse"] = "find_invalid" in moves
    context["may_start"] = "start_check" in moves
    return render(request, "grants/application_completeness.html", context, status=response_status(form))


def _check_rows(
    application: Application, form: CompletenessForm, items: dict[str, str], lines: dict[str, ChecklistItem]
) -> list[dict[str, Any]]:
    """One row per item: its two fields, the submitted content and the saved result."""
    stale = stale_items(application)
    files: dict[str, list[Any]] = {}
    for file in submitted_files(application):
        files.setdefault(f"document-{file.requirement.code}" if file.requirement else "", []).append(file)
    return [
        {
            "item": item,
            "label": label,
            "result": form[f"result-{item}"],
            "reason": form[f"reason-{item}"],
            "line": lines.get(item),
            "changed": item in stale,
            "text": getattr(application, item, "") if item in QUESTIONS else "",
            "files": files.get(item, []),
        }
        for item, label in items.items()
    ]


def _save_checklist(
    request: UserRequest, application: Application, form: CompletenessForm, place: QueuePlace | None
) -> HttpResponse:
    """Save the checklist, then continue with the action of the pressed button."""
    record_check(application, form.results(), by=request.user, version=form.read_version)
    if "return" in request.POST:
        return redirect(reverse("grants:application_return", args=[application.pk]) + suffix(place))
    if "refuse" in request.POST:
        return redirect(reverse("grants:application_find_invalid", args=[application.pk]) + suffix(place))
    if "accept" in request.POST:
        onward = next_url(place, reverse("grants:application_detail", args=[application.pk]))
        accept_as_valid(application, by=request.user)
        messages.success(request, _("The dossier is valid. The evaluation begins."))
        return redirect(onward)
    remaining = unchecked_items(application)
    messages.success(
        request, _("Saved.") if not remaining else _("Saved. Still open: %(items)s.") % {"items": "; ".join(remaining)}
    )
    return redirect(_completeness_url(application.pk, place))


def _completeness_url(pk: int, place: QueuePlace | None) -> str:
    return reverse("grants:application_completeness", args=[pk]) + suffix(place)


@action_view(form_page="grants:application_detail")
def application_start_check(request: UserRequest, pk: int) -> HttpResponse:
    application = _application_for_staff(request, pk)
    start_check(application, by=request.user)
    return redirect(_completeness_url(pk, queue_place(request, pk)))


@form_view
def application_return(request: UserRequest, pk: int) -> HttpResponse:
    """Return for completion: the page lists the gaps of the checklist, and the officer adds a message."""
    application = _application_for_staff(request, pk)
    items = checklist_items(application)
    gaps = [
        f"{items.get(line.item, line.item)}: {line.reason}"
        for line in application.checklist.exclude(result=CheckResult.RIGHT)
    ]
    if not gaps and request.method != "POST":
        messages.error(request, _("Name at least one gap in the checklist before you return the dossier."))
        return redirect(_completeness_url(pk, queue_place(request, pk)))
    form = ReasonForm(form_data(request), label=_("What the applicant should do"))
    return _confirm_with_reason(
        request, application, "return_for_completion", return_for_completion, form=form, gaps=gaps
    )


@form_view
def application_find_invalid(request: UserRequest, pk: int) -> HttpResponse:
    """The officer finds that the dossier does not meet the conditions; a second person confirms it."""
    application = _application_for_staff(request, pk)
    form = ReasonForm(
        form_data(request), label=_("Which conditions are not met"), help_text=_("The applicant reads it.")
    )
    return _confirm_with_reason(request, application, "find_invalid", find_invalid, form=form)


@form_view
def application_confirm_invalid(request: UserRequest, pk: int) -> HttpResponse:
    """A manager or the director refuses a dossier that an officer found not valid."""
    application = _application_for_decision(request, pk)
    gaps = [
        _("%(name)s found: %(reason)s")
        % {"name": application.found_invalid_by or "", "reason": application.found_invalid_because}
    ]
    return _confirm_with_reason(request, application, "confirm_invalid", confirm_invalid, gaps=gaps)


@form_view
def application_check_again(request: UserRequest, pk: int) -> HttpResponse:
    """A manager or the director gives a dossier that was found not valid back to the check."""
    application = _application_for_decision(request, pk)
    return _confirm_with_reason(request, application, "check_again", check_again, form=ReasonForm(form_data(request)))


@form_view
def application_stop(request: UserRequest, pk: int) -> HttpResponse:
    application = _application_for_staff(request, pk)
    if not is_completion_overdue(application) and request.method != "POST":
        raise TransitionRefused(_("The applicant's time to complete the dossier has not run out yet."))
    return _confirm_with_reason(request, application, "stop_lapsed", stop_lapsed, form=ReasonForm(form_data(request)))


@form_view
def application_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    application = get_object_or_404(Application.objects.visible_to(request.user).for_list(), pk=pk)
    if Role.APPLICANT not in application.roles_of(request.user):
        raise RoleRefused(_("Only an owner or editor of the startup may withdraw its application."))
    return _confirm_with_reason(
        request, application, "withdraw", withdraw_application, form=ReasonForm(form_data(request))
    )


def _confirm_with_reason(
    request: UserRequest,
    application: Application,
    name: str,
    action: Callable[..., Any],
    *,
    form: ReasonForm | None = None,
    gaps: Sequence[str] = (),
) -> HttpResponse:
    """The confirmation page of a move, with its reason where it needs one."""
    move = requested_move(request, application, name, form=form)
    address = reverse("grants:application_detail", args=[application.pk])
    place = queue_place(request, application.pk)
    confirmation = Confirmation(
        title=move.label,
        crumbs=application_page_crumbs(application, move.label),
        text=str(application),
        consequences=[*gaps, move.confirm],
        confirm_label=move.label,
        cancel_url=_completeness_url(application.pk, place) if place else address,
        tone="danger" if move.tone == "red" else "primary",
    )
    return confirm(
        request,
        confirmation,
        partial(action, application),
        success_message=f"{move.done_label}.",
        success_url=next_url(place, address),
        form=form,
    )


def _application_for_decision(request: UserRequest, pk: int) -> Application:
    """The application for the department: 404 if not visible, 403 without a role of the department."""
    applications = Application.objects.visible_to(request.user).select_related("call__policy", "call__unit", "startup")
    application = get_object_or_404(applications.select_related("found_invalid_by"), pk=pk)
    if not application.roles_of(request.user) & DEPARTMENT:
        raise RoleRefused(_("Your role does not allow this step."))
    return application


def _application_for_staff(request: UserRequest, pk: int) -> Application:
    """The application for staff: 404 if not visible, 403 without a role of the department, or on POST for non-officers."""
    dossiers = Application.objects.visible_to(request.user).select_related("call__policy", "call__unit", "startup")
    application = get_object_or_404(dossiers, pk=pk)
    roles = application.roles_of(request.user)
    if not roles & DEPARTMENT or (Role.OFFICER not in roles and request.method == "POST"):
        raise RoleRefused(_("Your role does not allow this step."))
    return application
