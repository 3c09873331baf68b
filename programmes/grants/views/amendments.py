"""What changes after a call was published: amendments, one applicant's deadline, its evaluators."""

from collections.abc import Callable
from copy import copy
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import Role
from ecosystem.core.steps import Confirmation, ReasonForm, confirm, response_status, run_when_valid
from ecosystem.core.text import parse_pk
from ecosystem.core.ui.dates import datetime_vi
from ecosystem.core.web.methods import edit_view, form_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import RoleRefused, WrongState
from programmes.grants.actions.amendment import (
    amend_call,
    extend_deadline,
    pinned_rules_text,
    revoke_extension,
)
from programmes.grants.actions.evaluators import (
    REVIEWABLE_STATUSES,
    ReassignmentResult,
    add_evaluator,
    withdraw_evaluator,
    withdraw_review,
)
from programmes.grants.actions.review import ASSIGNERS, candidates, conflicts_by_evaluator
from programmes.grants.forms.amendment import AmendForm, EvaluatorForm, ExtensionForm, WithdrawalForm
from programmes.grants.models import (
    OPEN_REVIEWS,
    SCORED_REVIEWS,
    Amendment,
    Application,
    Call,
    CallStatus,
    DeadlineExtension,
    Review,
)
from programmes.grants.views.calls import managed_call
from programmes.grants.views.crumbs import application_page_crumbs, managed_call_crumbs
from startups.models import Startup


@edit_view
def call_amend(request: UserRequest, pk: int) -> HttpResponse:
    """Change wording, contact or deadline of a published call, with the reason that the public reads."""
    call = _published_call(request, pk, Role.MANAGER)
    form = AmendForm(form_data(request), instance=copy(call))  # it writes into its instance

    def amend() -> list[Amendment]:
        reason = form.cleaned_data["reason"]
        return amend_call(call, by=request.user, version=form.read_version, reason=reason, **form.values())

    amendments = run_when_valid(request, form, amend)
    if amendments is not None:
        done = _("The call is amended. Everybody with a draft or dossier in it is told.")
        messages.success(request, done if amendments else _("Nothing was changed."))
        return redirect("grants:call_manage", call.pk)
    context = {"form": form, "call": call, "pinned": pinned_rules_text()}
    context["crumbs"] = managed_call_crumbs(call, _("Amend"))
    return render(request, "grants/call_amend.html", context, status=response_status(form))


@form_view
def call_extend(request: UserRequest, pk: int) -> HttpResponse:
    """Give one startup more time to send its application."""
    call = _published_call(request, pk, Role.MANAGER)
    confirmation = _confirmation(
        call,
        _("Extend the deadline for one applicant"),
        [_("This startup alone may start and send its application until then. Its owners and editors are told.")],
        confirm_label=_("Extend"),
        tone="primary",
    )
    form = ExtensionForm(form_data(request), initial=_extension_values(request, call))
    done = _("The deadline is extended for this startup.")
    return confirm(
        request,
        confirmation,
        partial(extend_deadline_of, call),
        success_message=done,
        success_url=confirmation.cancel_url,
        form=form,
    )


def _extension_values(request: UserRequest, call: Call) -> dict[str, Any]:
    """First values of the form: those of the entry that `?entry=` names, which the new one puts right."""
    entry = call.extensions.filter(pk=parse_pk(request.GET.get("entry", "")) or 0).first()
    return {"startup": entry.startup.tax_code or entry.startup.name, "until": entry.until} if entry else {}


@form_view
def call_extension_revoke(request: UserRequest, pk: int, startup_pk: int) -> HttpResponse:
    """Take one startup's own closing time back."""
    call = _published_call(request, pk, Role.MANAGER)
    startup = get_object_or_404(Startup, pk__in=call.extensions.values("startup"), pk=startup_pk)
    closes = _("From now on the closing time of the call holds for %(name)s: %(moment)s.")
    confirmation = _confirmation(
        call,
        _("Take the extension back"),
        [
            closes % {"name": startup.name, "moment": datetime_vi(call.closes_at)},
            _("Its owners and editors are told, with the reason. What stands in its draft stays."),
        ],
        confirm_label=_("Take back"),
    )
    return confirm(
        request,
        confirmation,
        partial(revoke_extension, call, startup),
        success_message=_("The extension is taken back."),
        success_url=confirmation.cancel_url,
        form=ReasonForm(form_data(request)),
    )


def extend_deadline_of(call: Call, *, startup: Startup, **fields: Any) -> DeadlineExtension:
    """`extend_deadline` with all of a form's fields by name."""
    return extend_deadline(call, startup, **fields)


@form_view
def call_evaluator_add(request: UserRequest, pk: int) -> HttpResponse:
    """Add an evaluator to a published call."""
    call = _published_call(request, pk, *ASSIGNERS)
    confirmation = _confirmation(
        call,
        _("Add an evaluator"),
        [_("The public page says that the evaluators changed, without names.")],
        confirm_label=_("Add"),
        tone="primary",
    )
    form = EvaluatorForm(form_data(request), call=call)
    done = _("The evaluator is added to the call.")
    return confirm(
        request,
        confirmation,
        partial(add_evaluator, call),
        success_message=done,
        success_url=confirmation.cancel_url,
        form=form,
    )


@form_view
def call_evaluator_withdraw(request: UserRequest, pk: int, user_pk: int) -> HttpResponse:
    """Withdraw an evaluator from a published call, and name who takes over what was not sent."""
    call = _published_call(request, pk, *ASSIGNERS)
    evaluator = get_object_or_404(call.evaluators, pk=user_pk)
    reviews = Review.objects.filter(
        application__call=call, application__status__in=REVIEWABLE_STATUSES, evaluator=evaluator
    )
    open_count = reviews.filter(status__in=OPEN_REVIEWS).count()
    confirmation = _confirmation(
        call,
        _("Withdraw %(name)s from the call") % {"name": evaluator},
        [
            ngettext(
                "%(n)s dossier not scored yet goes to the replacement, as far as that person has no conflict.",
                "%(n)s dossiers not scored yet go to the replacement, as far as that person has no conflict.",
                open_count,
            )
            % {"n": open_count},
            _("Scores already sent count. Only a conflict of interest excludes them while the dossier is not decided."),
        ],
        confirm_label=_("Withdraw"),
    )
    form = WithdrawalForm(form_data(request)).of_call(evaluator)
    act = _withdrawal(request, partial(withdraw_evaluator, call, evaluator=evaluator))
    return confirm(
        request,
        confirmation,
        act,
        success_message=_("The evaluator is withdrawn."),
        success_url=confirmation.cancel_url,
        form=form,
    )


@form_view
def review_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    """Take one dossier from its evaluator, and give it to another."""
    review = get_object_or_404(Review.objects.visible_to(request.user).for_list(), pk=pk)
    application = review.application
    if not application.roles_of(request.user) & ASSIGNERS:
        raise RoleRefused(_("Your role does not allow this step."))
    if request.method != "POST" and (
        application.status not in REVIEWABLE_STATUSES or review.status not in OPEN_REVIEWS | SCORED_REVIEWS
    ):
        raise WrongState(review)
    people = candidates(application)
    conflicts = conflicts_by_evaluator(application, people)
    form = WithdrawalForm(form_data(request)).of_review(review, [p for p in people if not conflicts[p.pk]])
    board = reverse("grants:review_board", args=[application.pk])
    confirmation = Confirmation(
        title=_("Withdraw %(name)s from this dossier") % {"name": review.evaluator},
        crumbs=application_page_crumbs(application, _("Withdraw")),
        text=str(application),
        consequences=_of_review(review, application),
        confirm_label=_("Withdraw"),
        cancel_url=board,
    )
    act = _withdrawal(request, partial(withdraw_review, review))
    return confirm(
        request, confirmation, act, success_message=_("The evaluator is withdrawn."), success_url=board, form=form
    )


def _of_review(review: Review, application: Application) -> list[str]:
    if review.status in OPEN_REVIEWS:
        return [_("Marks that are only drafted are deleted. The evaluator is told.")]
    return [
        _("The scores stay readable and no longer count."),
        _("The needed number of reviews has to be reached again before a decision."),
    ]


def _withdrawal(request: UserRequest, action: Callable[..., ReassignmentResult]) -> Callable[..., ReassignmentResult]:
    """The withdrawal, which then says how many dossiers found no new evaluator."""

    def act(**fields: Any) -> ReassignmentResult:
        result = action(**fields)
        if result.unassigned:
            words = ngettext(
                "%(n)s dossier still needs a new evaluator.",
                "%(n)s dossiers still need a new evaluator.",
                result.unassigned,
            )
            messages.warning(request, words % {"n": result.unassigned})
        return result

    return act


def _confirmation(
    call: Call, title: str, consequences: list[str], *, confirm_label: str, tone: str = "danger"
) -> Confirmation:
    return Confirmation(
        title=title,
        crumbs=managed_call_crumbs(call, title),
        text=call.label,
        consequences=consequences,
        confirm_label=confirm_label,
        cancel_url=reverse("grants:call_manage", args=[call.pk]),
        tone=tone,
    )


def _published_call(request: UserRequest, pk: int, *roles: str) -> Call:
    """A call of the user's units, for a holder of one of the roles there. What is sent is left to the action."""
    call = managed_call(request, pk)
    if not call.roles_of(request.user) & set(roles):
        raise RoleRefused(_("Your role does not allow this step."))
    if call.status != CallStatus.PUBLISHED and request.method != "POST":
        raise WrongState(call)
    return call
