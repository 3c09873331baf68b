"""Calls: the public list and page, and the back office where a manager makes and publishes them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.ui.edit_forms import status_of_edit
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.core.workflow import RoleRefused, TransitionRefused, available_transitions
from ecosystem.lists.pages import list_response
from programmes.grants.actions.call import (
    cancel_call,
    create_call,
    criteria_change,
    criteria_rows,
    last_call_of,
    publish_call,
    save_criteria,
    update_call,
    what_is_missing,
)
from programmes.grants.forms.application import ReasonForm
from programmes.grants.forms.call import CallForm, CriteriaFormSet, PolicyForm, grant_policies, suggested_criteria
from programmes.grants.linked_data import linked_call
from programmes.grants.listings.call import CALLS
from programmes.grants.models import Call, CallPhase, CallStatus

# --- Public -----------------------------------------------------------------------------------------


@login_not_required
@read_view
def call_list(request: HttpRequest) -> HttpResponse:
    """Calls closing soon, open, coming and closed by the server's clock (F3)."""
    now, calls = timezone.now(), Call.objects.public().for_list()
    running = list(calls.open_at(now).order_by("closes_at", "pk")[:100])
    context = {
        "running": [
            ("closing-calls", CallPhase.CLOSING.label, [call for call in running if call.phase == CallPhase.CLOSING]),
            ("open-calls", _("Open now"), [call for call in running if call.phase != CallPhase.CLOSING]),
        ],
        "is_any_open": bool(running),
        "coming_calls": calls.filter(opens_at__gt=now).order_by("opens_at", "pk")[:100],
        "page": keyset_page(request, calls.filter(closes_at__lte=now), ("-closes_at", "-pk"), size=20),
    }
    return render(request, "grants/call_list.html", context)


@login_not_required
@read_view
def call_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Who can apply, how much, with which papers, until when, by which criteria, and whom to ask."""
    calls = Call.objects.visible_to(request.user).for_list()
    call = get_object_or_404(calls.prefetch_related("policy__sectors", "criteria", "required_documents"), code=code)
    context = {"call": call, "policy": call.policy, "linked": linked_call(request, call)}
    return render(request, "grants/call_detail.html", context)


# --- Back office ------------------------------------------------------------------------------------


@read_view
def call_manage_list(request: UserRequest) -> HttpResponse:
    """Calls of the user's units with how many dossiers each has."""
    may_make = request.user.has_role(Role.MANAGER)
    return list_response(request, CALLS, "grants/call_manage_list.html", may_make=may_make)


@form_view
def call_create(request: UserRequest) -> HttpResponse:
    """Two steps: choose the policy, then fill the call in, started from the policy's last call."""
    if not request.user.has_role(Role.MANAGER):
        raise RoleRefused(_("Only a programme manager may make a call."))
    chosen = str(request.GET.get("policy", ""))
    policy = grant_policies().filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 12 else None
    if policy is None:
        form: Any = PolicyForm(initial={"policy": grant_policies().first()})
        return render(request, "grants/call_create.html", {"form": form})
    last = last_call_of(policy)
    form = CallForm(request.POST or None, user=request.user, initial=_start_from(last, policy))
    if request.method == "POST" and form.is_valid():
        call = create_call(
            policy, by=request.user, evaluators=form.cleaned_data["evaluators"], **form.fields_for_action()
        )
        messages.success(request, _("The call is saved as a draft. Next: its criteria."))
        return redirect("grants:call_criteria", call.pk)
    return render(request, "grants/call_form.html", {"form": form, "policy": policy, "last": last})


@edit_view
def call_edit(request: UserRequest, pk: int) -> HttpResponse:
    call = _own_call(request, pk)
    _must_be_draft(call, request)
    form = CallForm(request.POST or None, instance=call, user=request.user)
    if request.method == "POST" and form.is_valid():
        evaluators = form.cleaned_data["evaluators"]
        version = form.read_version
        update_call(call, by=request.user, version=version, evaluators=evaluators, **form.fields_for_action())
        messages.success(request, _("Saved."))
        return redirect("grants:call_manage", call.pk)
    context = {"form": form, "policy": call.policy, "call": call}
    return render(request, "grants/call_form.html", context, status=status_of_edit(form))


@edit_view
def call_criteria(request: UserRequest, pk: int) -> HttpResponse:
    """Criteria and weights; a call without any starts from the five that the city announced."""
    call = _own_call(request, pk)
    _must_be_draft(call, request)
    rows = criteria_rows(call)
    begin = rows or suggested_criteria()
    change = partial(criteria_change, call)
    formset = CriteriaFormSet(
        request.POST or None, prefix="criteria", record=call, saved=rows, initial=begin, change=change
    )
    if request.method == "POST" and formset.is_valid():
        save_criteria(call, formset.rows(), by=request.user, version=formset.read_version)
        total = sum(row["weight"] for row in formset.rows())
        messages.success(request, _("Saved. The weights add up to %(sum)s of 100.") % {"sum": total})
        page = "call_criteria" if "add_row" in request.POST else "call_manage"
        return redirect(f"grants:{page}", call.pk)
    context = {"call": call, "formset": formset}
    return render(request, "grants/call_criteria.html", context, status=status_of_edit(formset))


@read_view
def call_manage(request: UserRequest, pk: int) -> HttpResponse:
    """One call in the back office: what is set, what is missing before it can be published."""
    call = _own_call(request, pk)
    context = {
        "call": call,
        "missing": what_is_missing(call) if call.status == CallStatus.DRAFT else [],
        "transitions": available_transitions(call, request.user),
        "may_edit": call.status == CallStatus.DRAFT and Role.MANAGER in call.roles_of(request.user),
        "weights": sum(criterion.weight for criterion in call.criteria.all()),
        "dossiers": call.applications.exclude(status="draft").count(),
    }
    return render(request, "grants/call_manage.html", context)


@form_view
def call_publish(request: UserRequest, pk: int) -> HttpResponse:
    call = _own_call(request, pk)
    _must_manage(call, request)
    if request.method == "POST":
        publish_call(call, by=request.user)
        messages.success(request, _("The call is published."))
        return redirect("grants:call_manage", call.pk)
    return _confirm(request, call, "publish", tone="primary", title=_("Publish the call?"))


@form_view
def call_cancel(request: UserRequest, pk: int) -> HttpResponse:
    call = _own_call(request, pk)
    _must_manage(call, request)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_call(call, by=request.user, reason=form.cleaned_data["reason"])
        except TransitionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The call is cancelled."))
            return redirect("grants:call_manage", call.pk)
    return _confirm(request, call, "cancel", tone="danger", title=_("Cancel the call?"), form=form)


def _confirm(request: HttpRequest, call: Call, name: str, *, tone: str, title: str, form: Any = None) -> HttpResponse:
    context = {
        "title": title,
        "crumbs": [
            (_("Calls"), reverse("grants:call_manage_list")),
            (call.code, reverse("grants:call_manage", args=[call.pk])),
            (Call.TRANSITIONS[name].label, ""),
        ],
        "text": call.label,
        "consequences": [Call.TRANSITIONS[name].confirm],
        "action": request.path,
        "confirm_label": Call.TRANSITIONS[name].label,
        "cancel_url": reverse("grants:call_manage", args=[call.pk]),
        "tone": tone,
        "form": form,
    }
    return render(request, "components/confirm_page.html", context, status=422 if form and form.errors else 200)


def _start_from(last: Call | None, policy: Any) -> dict[str, Any]:
    """A new call's first values: those of the policy's last call, without its dates."""
    if last is None:
        return {"name": policy.name, "name_en": policy.name_en}
    names = ("name", "name_en", "summary", "summary_en", "contact", "pass_mark", "evaluators_per_dossier")
    values = {name: getattr(last, name) for name in names}
    return {**values, "unit": last.unit_id, "evaluators": list(last.evaluators.values_list("pk", flat=True))}


def _own_call(request: UserRequest, pk: int) -> Call:
    _must_be_department(request)
    calls = Call.objects.run_by(request.user).for_list()
    return get_object_or_404(calls.prefetch_related("criteria", "required_documents", "evaluators"), pk=pk)


def _must_be_department(request: UserRequest) -> None:
    if not request.user.has_role(*DEPARTMENT):
        raise RoleRefused(_("Calls are made by the department."))


def _must_manage(call: Call, request: HttpRequest) -> None:
    if Role.MANAGER not in call.roles_of(request.user):
        raise RoleRefused(_("Your role does not allow this step."))


def _must_be_draft(call: Call, request: HttpRequest) -> None:
    _must_manage(call, request)
    if call.status != CallStatus.DRAFT:
        raise TransitionRefused(_("A published call can no longer be changed."))
