"""Pages of messages from the public: send one, look it up, and the department's pages."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.conflicts import CHOICE_FIELD
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import Confirmation, ReasonForm, confirm, requested_move, require_role
from ecosystem.core.ui.crumbs import Crumbs, crumb, current_crumb
from ecosystem.core.web.list_address import list_address
from ecosystem.core.web.methods import action_view, edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import available_transitions
from ecosystem.lists.pages import list_response
from programmes.feedback import actions
from programmes.feedback.forms import AnswerForm, CorrectForm, FeedbackForm, FindForm, ForwardForm
from programmes.feedback.listings import FEEDBACK
from programmes.feedback.models import Feedback
from programmes.plan.models import FeedbackKind, TimeLimit

# --- Public -----------------------------------------------------------------------------------------


@login_not_required
@never_cache
@sensitive_post_parameters("text", "name", "email")
@form_view
def feedback_send(request: HttpRequest) -> HttpResponse:
    """The form for a message. The same form sent again with the same content leads to the stored message."""
    form = FeedbackForm(form_data(request), initial=_sender_initial(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            key, content = form.cleaned_data["key"], form.content()
            feedback = actions.find_duplicate(key, content)
            if feedback or ratelimit.consume(request, action="feedback"):
                feedback = feedback or actions.receive_feedback(key=key, language=get_language() or "vi", **content)
                return redirect("feedback:feedback_status", feedback.token)
            status = 429
            form.add_error(None, _("Many messages came from your connection. Wait an hour and send it again."))
    limits = {limit.step: limit for limit in TimeLimit.objects.filter(step__in=FeedbackKind.values)}
    context = {"form": form, "limits": [(kind, limits[kind]) for kind in FeedbackKind if kind in limits]}
    return render(request, "feedback/feedback_send.html", context, status=status)


def _sender_initial(request: HttpRequest) -> dict[str, str]:
    user = request.user
    return {"name": user.full_name, "email": user.email} if user.is_authenticated else {}


@login_not_required
@never_cache
@sensitive_post_parameters("proof")
@form_view
def feedback_find(request: HttpRequest) -> HttpResponse:
    """Leads to the page of a message by its number and its code, or its sender's address."""
    form = FindForm(form_data(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            number, proof = form.cleaned_data["number"], form.cleaned_data["proof"]
            if not ratelimit.consume(request, action="feedback_find", key=number.upper()):
                status = 429
                form.add_error(None, _("That was tried many times. Wait an hour, or use the link from your receipt."))
            elif feedback := actions.find_feedback(number, proof):
                return redirect("feedback:feedback_status", feedback.token)
            else:
                form.add_error(None, _("No message has this number together with this code or address."))
    crumbs = [
        crumb(_("Questions, feedback and complaints"), "feedback:feedback_send"),
        current_crumb(_("Look up a message you sent")),
    ]
    return render(request, "feedback/feedback_find.html", {"form": form, "crumbs": crumbs}, status=status)


@login_not_required
@never_cache
@read_view
def feedback_status(request: HttpRequest, token: str) -> HttpResponse:
    """Status and answer of one message, for whoever has its secret address. No referrer carries it to other sites."""
    feedback = get_object_or_404(Feedback.objects.for_list(), token=token, number__isnull=False)
    context = {"feedback": feedback, "earlier_answers": list(feedback.earlier_answers.all())}
    response = render(request, "feedback/feedback_status.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


# --- Department -------------------------------------------------------------------------------------------


@read_view
def feedback_list(request: UserRequest) -> HttpResponse:
    """All messages: waiting ones first, by due day, then the settled ones, newest first."""
    return list_response(request, FEEDBACK, "feedback/feedback_list.html")


@read_view
def feedback_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One message with its history and the steps that the user may take now."""
    feedback = _feedback(request, pk)
    transitions = available_transitions(feedback, request.user)
    if feedback.handler_id == request.user.pk:
        transitions.pop("take_over", None)
    else:
        transitions.pop("answer", None)
    context = {
        "feedback": feedback,
        "transitions": transitions,
        "moves": AuditEntry.objects.about(feedback),
        "earlier_answers": list(feedback.earlier_answers.select_related("given_by")),
        "crumbs": _crumbs(feedback),
    }
    return render(request, "feedback/feedback_detail.html", context)


@action_view
def feedback_take_over(request: UserRequest, pk: int) -> HttpResponse:
    feedback = _feedback(request, pk)
    actions.take_over_feedback(feedback, by=request.user)
    messages.success(request, _("It is yours now. Answer it by its due day."))
    return redirect("feedback:feedback_detail", feedback.pk)


@form_view
def feedback_answer(request: UserRequest, pk: int) -> HttpResponse:
    feedback, form = _feedback(request, pk), AnswerForm(form_data(request))
    done = _("The answer is on its way.")
    return _step(request, feedback, "answer", form, partial(actions.answer_feedback, feedback), done=done)


@edit_view
def feedback_correct(request: UserRequest, pk: int) -> HttpResponse:
    """Replace the answer. Who takes over the answer that a colleague saved meanwhile corrects nothing."""
    feedback = _feedback(request, pk)
    form = CorrectForm(form_data(request), record=feedback)
    if CHOICE_FIELD in request.POST and form.is_valid() and form.cleaned_data["answer"] == feedback.answer:
        messages.info(request, _("The answer stays as it is. Nothing was sent."))
        return redirect("feedback:feedback_detail", feedback.pk)
    action = partial(actions.correct_feedback, feedback, version=form.read_version)
    done = _("The corrected answer is on its way.")
    return _step(request, feedback, "correct", form, action, done=done, fields=["answer", "reason"])


@form_view
def feedback_forward(request: UserRequest, pk: int) -> HttpResponse:
    feedback = _feedback(request, pk)
    form = ForwardForm(form_data(request), feedback=feedback)
    done = _("It is with the other unit now.")
    return _step(request, feedback, "forward", form, partial(actions.forward_feedback, feedback), done=done)


@form_view
def feedback_close(request: UserRequest, pk: int) -> HttpResponse:
    feedback, form = _feedback(request, pk), ReasonForm(form_data(request))
    done = _("It is closed.")
    return _step(request, feedback, "close", form, partial(actions.close_feedback, feedback), done=done)


def _step(
    request: UserRequest,
    feedback: Feedback,
    name: str,
    form: BaseForm,
    action: Callable[..., object],
    *,
    done: str,
    fields: Iterable[str] | None = None,
) -> HttpResponse:
    """The page of one step: the message and a form; POST calls the action with the form's `fields`."""
    move = requested_move(request, feedback, name, form=form)
    list_url = list_address(request, reverse("feedback:feedback_list"))
    detail_url = reverse("feedback:feedback_detail", args=[feedback.pk])
    confirmation = Confirmation(
        title=move.label,
        crumbs=_crumbs(feedback, move.label),
        consequences=[move.confirm],
        confirm_label=move.label,
        cancel_url=detail_url,
        tone="danger" if move.tone == "red" else "primary",
        template="feedback/feedback_step.html",
        context={"feedback": feedback, "asks_before_leaving": True},
    )

    def next_url() -> str:  # a forwarded message may no longer be visible to the user
        is_visible = Feedback.objects.visible_to(request.user).filter(pk=feedback.pk).exists()
        return detail_url if is_visible else list_url

    return confirm(request, confirmation, action, success_message=done, success_url=next_url, form=form, fields=fields)


def _crumbs(feedback: Feedback, page: Any = None) -> Crumbs:
    """Breadcrumbs of the department's page of a message, or of a page below it."""
    first = crumb(_("Messages from the public"), "feedback:feedback_list")
    if page is None:
        return [first, current_crumb(feedback.number)]
    return [first, crumb(feedback.number, "feedback:feedback_detail", feedback.pk), current_crumb(page)]


def _feedback(request: UserRequest, pk: int) -> Feedback:
    require_role(request.user, *DEPARTMENT)
    return get_object_or_404(Feedback.objects.visible_to(request.user).for_list(), pk=pk)
