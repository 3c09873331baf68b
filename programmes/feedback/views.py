"""Messages from the public: sending one, reading its state with a secret, and the department's desk."""

from functools import partial
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import Confirmation, ReasonForm, confirm, requested_move, require_role
from ecosystem.core.ui.crumbs import Crumbs, crumb, here
from ecosystem.core.web.methods import action_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data, version_typed_on
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
    """The form. The same words of the same form, however often they are sent, are one message."""
    form = FeedbackForm(form_data(request), initial=_known_sender(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            key, words = form.cleaned_data["key"], form.words()
            feedback = actions.find_duplicate(key, words)
            if feedback or ratelimit.consume(request, action="feedback"):
                feedback = feedback or actions.receive_feedback(key=key, language=get_language() or "vi", **words)
                return redirect("feedback:feedback_status", feedback.token)
            status = 429
            form.add_error(None, _("Many messages came from your connection. Wait an hour and send it again."))
    limits = {limit.step: limit for limit in TimeLimit.objects.filter(step__in=FeedbackKind.values)}
    context = {"form": form, "limits": [(kind, limits[kind]) for kind in FeedbackKind if kind in limits]}
    return render(request, "feedback/feedback_send.html", context, status=status)


def _known_sender(request: HttpRequest) -> dict[str, str]:
    user: Any = request.user
    return {"name": user.full_name, "email": user.email} if user.is_authenticated else {}


@login_not_required
@never_cache
@sensitive_post_parameters("proof")
@form_view
def feedback_find(request: HttpRequest) -> HttpResponse:
    """To the page of a message by its number and its code, or its sender's address."""
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
        here(_("Look up a message you sent")),
    ]
    return render(request, "feedback/feedback_find.html", {"form": form, "crumbs": crumbs}, status=status)


@login_not_required
@never_cache
@read_view
def feedback_status(request: HttpRequest, token: str) -> HttpResponse:
    """State and answer of one message, for whoever holds its secret address. It is told to no other site."""
    feedback = get_object_or_404(Feedback.objects.for_list(), token=token, number__isnull=False)
    context = {"feedback": feedback, "earlier": list(feedback.earlier_answers.all())}
    response = render(request, "feedback/feedback_status.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


# --- Desk -------------------------------------------------------------------------------------------


@read_view
def feedback_list(request: UserRequest) -> HttpResponse:
    """What waits first, by its due day; then the rest, newest first."""
    return list_response(request, FEEDBACK, "feedback/feedback_list.html")


@read_view
def feedback_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One message with its history, and the steps that are possible now."""
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
        "earlier": list(feedback.earlier_answers.select_related("given_by")),
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
    return _step(request, pk, "answer", AnswerForm, action=actions.answer_feedback, done=_("The answer is on its way."))


@form_view
def feedback_correct(request: UserRequest, pk: int) -> HttpResponse:
    action = partial(actions.correct_feedback, seen=request.POST.get("seen", ""))
    done = _("The corrected answer is on its way.")
    return _step(request, pk, "correct", CorrectForm, action=action, done=done)


@form_view
def feedback_forward(request: UserRequest, pk: int) -> HttpResponse:
    return _step(
        request, pk, "forward", ForwardForm, action=actions.forward_feedback, done=_("It is with the other unit now.")
    )


@form_view
def feedback_close(request: UserRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "close", ReasonForm, action=actions.close_feedback, done=_("It is closed."))


def _step(request: UserRequest, pk: int, name: str, form_class: Any, *, action: Any, done: str) -> HttpResponse:
    """A page that shows the message and one form; POST acts."""
    feedback = _feedback(request, pk)
    form = form_class(form_data(request), **({"feedback": feedback} if name in {"forward", "correct"} else {}))
    move = requested_move(request, feedback, name, form=form)
    list_url = reverse("feedback:feedback_list")
    address = reverse("feedback:feedback_detail", args=[feedback.pk])
    confirmation = Confirmation(
        title=move.label,
        crumbs=_crumbs(feedback, move.label),
        consequences=[move.confirm],
        hidden=[("seen", version_typed_on(request, "seen", feedback.answer_seen))] if feedback.answer else [],
        confirm_label=move.label,
        cancel_url=address,
        tone="danger" if move.tone == "red" else "primary",
        template="feedback/feedback_step.html",
        context={"feedback": feedback, "guarded": True},
    )

    def then() -> str:  # whoever forwards it may not see it any more
        return address if Feedback.objects.visible_to(request.user).filter(pk=feedback.pk).exists() else list_url

    return confirm(request, confirmation, partial(action, feedback), success_message=done, success_url=then, form=form)


def _crumbs(feedback: Feedback, page: Any = None) -> Crumbs:
    """The page of a message at the desk, or a page behind it."""
    first = crumb(_("Messages from the public"), "feedback:feedback_list")
    if page is None:
        return [first, here(feedback.number)]
    return [first, crumb(feedback.number, "feedback:feedback_detail", feedback.pk), here(page)]


def _feedback(request: UserRequest, pk: int) -> Feedback:
    require_role(request.user, *DEPARTMENT)
    return get_object_or_404(Feedback.objects.visible_to(request.user).for_list(), pk=pk)
