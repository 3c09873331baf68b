"""Calls: the public pages, and the back office where managers create and publish them."""

from copy import copy
from dataclasses import replace
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    confirm,
    requested_move,
    response_status,
    run_action,
    run_when_valid,
)
from ecosystem.core.text import parse_pk
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import RoleRefused, available_transitions
from ecosystem.lists.pages import list_response
from programmes.grants.actions.call import (
    cancel_call,
    create_call,
    criteria_change,
    criteria_rows,
    latest_call_of,
    publication_problems,
    publish_call,
    published_refusal,
    save_criteria,
    update_call,
)
from programmes.grants.actions.review import ASSIGNERS
from programmes.grants.decision_times import decision_times
from programmes.grants.forms.call import (
    CallForm,
    CriteriaFormSet,
    PolicyForm,
    evaluators,
    grant_policies,
    suggested_criteria,
)
from programmes.grants.linked_data import call_linked_data
from programmes.grants.listings.award import AWARDS
from programmes.grants.listings.call import CALLS
from programmes.grants.models import UNDECIDED_STATUSES, Call, CallPhase, CallStatus
from programmes.grants.views.crumbs import call_crumbs, call_list_crumbs, managed_call_crumbs
from programmes.plan.models import SupportPolicy

# --- Public -----------------------------------------------------------------------------------------


@login_not_required
@stored_page(parameters=["state"])
@read_view
def call_list(request: HttpRequest) -> HttpResponse:
    """The public list: calls that close soon, are open, coming and closed; `?state=cancelled` lists the cancelled ones."""
    if request.GET.get("state") == CallStatus.CANCELLED:
        return _cancelled_call_list(request)
    now, calls = timezone.now(), Call.objects.public().for_list()
    ahead = list(calls.filter(closes_at__gt=now).order_by("closes_at", "pk")[:200])
    running = [call for call in ahead if call.opens_at <= now]
    coming = [call for call in ahead if call.opens_at > now]
    context = {
        "running": [
            ("closing-calls", CallPhase.CLOSING.label, [call for call in running if call.phase == CallPhase.CLOSING]),
            ("open-calls", _("Open now"), [call for call in running if call.phase != CallPhase.CLOSING]),
        ],
        "is_any_open": bool(running),
        "coming_calls": sorted(coming, key=lambda call: (call.opens_at, call.pk)),
        "page": keyset_page(request, calls.filter(closes_at__lte=now), ("-closes_at", "-pk"), size=20, counts=True),
        "has_cancelled": Call.objects.cancelled().exists(),
    }
    return render(request, "grants/call_list.html", context)


def _cancelled_call_list(request: HttpRequest) -> HttpResponse:
    page = keyset_page(request, Call.objects.cancelled().for_list(), ("-closes_at", "-pk"), size=20, counts=True)
    return render(request, "grants/call_cancelled_list.html", {"page": page, "crumbs": call_list_crumbs()})


@login_not_required
@stored_page
@read_view
def call_detail(request: HttpRequest, code: str) -> HttpResponse:
    """The public page of a call."""
    calls = Call.objects.visible_to(request.user).for_list()
    call = get_object_or_404(calls.prefetch_related("criteria", "required_documents"), code=code)
    context = {
        "call": call,
        "policy": call.policy,
        "terms": call.terms,
        "linked": call_linked_data(request, call),
        "crumbs": call_crumbs(call),
        "amendments": call.amendments.order_by("-pk"),
        "times": decision_times(call.policy),
        "may_open_decisions": request.user.is_authenticated and AWARDS.may_open(request.user),
    }
    return render(request, "grants/call_detail.html", context)


# --- Back office ------------------------------------------------------------------------------------


@read_view
def call_manage_list(request: UserRequest) -> HttpResponse:
    """The list of the calls of the user's units."""
    may_create = request.user.has_role(Role.MANAGER)
    return list_response(request, CALLS, "grants/call_manage_list.html", may_create=may_create)


@form_view
def call_create(request: UserRequest) -> HttpResponse:
    """Create a call in two steps: choose the policy, then fill in the form, which starts from the policy's last call."""
    if not request.user.has_role(Role.MANAGER):
        raise RoleRefused(_("Only a programme manager may make a call."))
    policy = grant_policies().filter(pk=parse_pk(request.GET.get("policy", "")) or 0).first()
    if policy is None:
        form: Any = PolicyForm(initial={"policy": grant_policies().first()})
        return render(request, "grants/call_create.html", {"form": form, "crumbs": managed_call_crumbs(None)})
    latest = latest_call_of(policy)
    form = CallForm(form_data(request), user=request.user, initial=_initial_values(latest, policy))

    def create(policy: SupportPolicy = policy) -> Call:
        evaluators = form.cleaned_data["evaluators"]
        return create_call(policy, by=request.user, evaluators=evaluators, **form.fields_for_action())

    if call := run_when_valid(request, form, create):
        messages.success(request, _("The call is saved as a draft. Next: its criteria."))
        return redirect("grants:call_criteria", call.pk)
    context = {"form": form, "policy": policy, "latest": latest, "crumbs": managed_call_crumbs(None)}
    return render(request, "grants/call_form.html", context, status=response_status(form))


@edit_view
def call_edit(request: UserRequest, pk: int) -> HttpResponse:
    call = managed_call(request, pk)
    _require_draft(call, request)
    form = CallForm(form_data(request), instance=copy(call), user=request.user)  # the form writes to its instance

    def save(*, by: User, evaluators: list[User]) -> None:
        update_call(call, by=by, version=form.read_version, evaluators=evaluators, **form.fields_for_action())

    if run_action(request, form, save, fields=["evaluators"]):
        messages.success(request, _("Saved."))
        return redirect("grants:call_manage", call.pk)
    context = {"form": form, "policy": call.policy, "call": call, "crumbs": managed_call_crumbs(call, _("Change"))}
    return render(request, "grants/call_form.html", context, status=response_status(form))


@edit_view
def call_criteria(request: UserRequest, pk: int) -> HttpResponse:
    """Edit criteria and weights; a call without criteria starts from the five that the city announced."""
    call = managed_call(request, pk)
    _require_draft(call, request)
    rows = criteria_rows(call)
    initial = rows or suggested_criteria()
    change = partial(criteria_change, call)
    formset = CriteriaFormSet(
        form_data(request), prefix="criteria", record=call, saved=rows, initial=initial, change=change
    )
    refusal_form = PortalForm(form_data(request))  # carries the error of a refused save

    def save(*, by: User) -> None:
        save_criteria(call, formset.rows(), by=by, version=formset.read_version)

    if request.method == "POST" and formset.is_valid() and run_action(request, refusal_form, save):
        total = sum(row["weight"] for row in formset.rows())
        messages.success(request, _("Saved. The weights add up to %(sum)s of 100.") % {"sum": total})
        page = "call_criteria" if "add_row" in request.POST else "call_manage"
        return redirect(f"grants:{page}", call.pk)
    context = {
        "call": call,
        "formset": formset,
        "refusal_form": refusal_form,
        "crumbs": managed_call_crumbs(call, _("Criteria")),
    }
    return render(request, "grants/call_criteria.html", context, status=response_status(refusal_form, formset))


@read_view
def call_manage(request: UserRequest, pk: int) -> HttpResponse:
    """The back-office page of a call, with the problems that prevent its publication."""
    call = managed_call(request, pk)
    context = {
        "call": call,
        "crumbs": managed_call_crumbs(call),
        "problems": publication_problems(call) if call.status == CallStatus.DRAFT else [],
        "transitions": available_transitions(call, request.user),
        "may_edit": call.status == CallStatus.DRAFT and Role.MANAGER in call.roles_of(request.user),
        "weights": sum(criterion.weight for criterion in call.criteria.all()),
        "application_count": call.applications.received().count(),
        "is_published": call.status == CallStatus.PUBLISHED,
        "may_amend": call.status == CallStatus.PUBLISHED and Role.MANAGER in call.roles_of(request.user),
        "may_replace": call.status == CallStatus.PUBLISHED and bool(call.roles_of(request.user) & ASSIGNERS),
        "amendments": call.amendments.for_list(),
        "extensions": call.extensions.with_current().select_related("startup", "granted_by"),
        **_evaluators_of(call),
    }
    return render(request, "grants/call_manage.html", context)


def _evaluators_of(call: Call) -> dict[str, Any]:
    """The call's evaluators, whether each still works, and how many are missing in the call and in its dossiers."""
    working = set(evaluators().filter(pk__in=call.evaluators.values("pk")).values_list("pk", flat=True))
    people = [(person, person.pk in working) for person in sorted(call.evaluators.all(), key=lambda one: one.sort_key)]
    return {
        "evaluators": people,
        "missing_evaluators": max(call.evaluators_per_dossier - len(working), 0),
        "lacking_count": call.applications.lacking_evaluators().count(),
    }


@form_view
def call_publish(request: UserRequest, pk: int) -> HttpResponse:
    call = managed_call(request, pk)
    confirmation = _confirmation(request, call, "publish", tone="primary", title=_("Publish the call?"))
    done = _("The call is published.")
    return confirm(
        request, confirmation, partial(publish_call, call), success_message=done, success_url=confirmation.cancel_url
    )


@form_view
def call_cancel(request: UserRequest, pk: int) -> HttpResponse:
    call = managed_call(request, pk)
    form, done = ReasonForm(form_data(request)), _("The call is cancelled.")
    confirmation = _confirmation(request, call, "cancel", tone="danger", title=_("Cancel the call?"), form=form)
    undecided = call.applications.filter(status__in=UNDECIDED_STATUSES).count()
    stopped = ngettext(
        "%(n)s dossier without a decision is stopped.", "%(n)s dossiers without a decision are stopped.", undecided
    )
    notified = _("Everybody with a draft or dossier in the call is told, with the reason.")
    more = [stopped % {"n": undecided}] if undecided else []
    confirmation = replace(confirmation, consequences=[*confirmation.consequences, *more, notified])
    return confirm(
        request,
        confirmation,
        partial(cancel_call, call),
        success_message=done,
        success_url=confirmation.cancel_url,
        form=form,
    )


def _confirmation(
    request: UserRequest, call: Call, name: str, *, tone: str, title: str, form: forms.Form | None = None
) -> Confirmation:
    move = requested_move(request, call, name, form=form)
    address = reverse("grants:call_manage", args=[call.pk])
    return Confirmation(
        title=title,
        crumbs=[(_("Calls"), reverse("grants:call_manage_list")), (call.code, address), (move.label, "")],
        text=call.label,
        consequences=[move.confirm],
        confirm_label=move.label,
        cancel_url=address,
        tone=tone,
    )


def _initial_values(latest: Call | None, policy: SupportPolicy) -> dict[str, Any]:
    """Initial values of a new call: those of the policy's latest call, without the dates."""
    if latest is None:
        return {"name": policy.name, "name_en": policy.name_en}
    names = ("name", "name_en", "summary", "summary_en", "contact", "pass_mark", "evaluators_per_dossier")
    values = {name: getattr(latest, name) for name in (*names, "report_questionnaire")}
    return {**values, "unit": latest.unit_id, "evaluators": list(latest.evaluators.values_list("pk", flat=True))}


def managed_call(request: UserRequest, pk: int) -> Call:
    """A call of the user's units, for the department alone."""
    _require_department(request)
    calls = Call.objects.run_by(request.user).for_list()
    return get_object_or_404(calls.prefetch_related("criteria", "required_documents", "evaluators"), pk=pk)


def _require_department(request: UserRequest) -> None:
    if not request.user.has_role(*DEPARTMENT):
        raise RoleRefused(_("Calls are made by the department."))


def _require_manager(call: Call, request: UserRequest) -> None:
    if Role.MANAGER not in call.roles_of(request.user):
        raise RoleRefused(_("Your role does not allow this step."))


def _require_draft(call: Call, request: UserRequest) -> None:
    _require_manager(call, request)
    if (
        call.status != CallStatus.DRAFT and request.method != "POST"
    ):  # for a POST the action refuses, and the text is kept
        raise published_refusal(call)
