"""Reviews: the evaluator's pages, and the evaluation of an application for staff."""

from functools import partial
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    confirm,
    requested_move,
    response_status,
    run_action,
)
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import action_view, edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data, redirect_with_text
from ecosystem.core.workflow import RoleRefused, available_transitions
from ecosystem.lists.pages import list_response
from programmes.grants.actions.evaluators import REVIEWABLE_STATUSES
from programmes.grants.actions.review import (
    ASSIGNERS,
    Evaluation,
    assign_automatically,
    assign_evaluator,
    candidates,
    conflicts_by_evaluator,
    declare_conflict,
    declare_no_conflict,
    evaluation_of,
    needs_rereading,
    reopen_review,
    save_scores,
    send_review,
    unscored_criteria,
    weighted_total,
)
from programmes.grants.actions.submission import changed_items
from programmes.grants.forms.review import AssignForm, DeclarationForm, ScoreForm
from programmes.grants.listings.review import REVIEWS
from programmes.grants.models import (
    OPEN_REVIEWS,
    SCORED_REVIEWS,
    UNDECIDED_STATUSES,
    Application,
    ApplicationStatus,
    CallStatus,
    Review,
    ReviewStatus,
    Score,
)
from programmes.grants.panels import URL_NAME_BY_MOVE, may_read_evaluation
from programmes.grants.permissions import may_read_dossier
from programmes.grants.views.crumbs import application_page_crumbs, review_crumbs, score_crumbs
from programmes.grants.views.desk import desk_context, shows_files
from programmes.grants.views.queues import QueuePlace, next_url, queue_place, suffix
from startups.models import Membership

COMPLETION_STATUSES = frozenset({ApplicationStatus.RETURNED, ApplicationStatus.CHECKING})


@read_view
def review_list(request: UserRequest) -> HttpResponse:
    """The list of the evaluator's own reviews."""
    return list_response(request, REVIEWS, "grants/review_list.html")


def _review(request: UserRequest, pk: int) -> Review:
    return get_object_or_404(
        Review.objects.visible_to(request.user).for_list().select_related("application__call__policy"), pk=pk
    )


@read_view
def review_detail(request: UserRequest, pk: int) -> HttpResponse:
    """The page of a review: declaration, draft or sent scores. Others see the marks only once they are sent."""
    review = _review(request, pk)
    is_own = review.evaluator_id == request.user.pk
    are_marks_visible = review.status in SCORED_REVIEWS or (is_own and review.status == ReviewStatus.OPEN)
    may_withdraw = may_withdraw_from(review, request.user)
    context = {
        "review": review,
        "application": review.application,
        "is_own": is_own,
        "may_score": is_own and review.status == ReviewStatus.OPEN and _is_evaluating(review),
        "may_declare": is_own and review.status == ReviewStatus.ASSIGNED and _is_evaluating(review),
        "may_step_aside": is_own and review.status == ReviewStatus.OPEN and _is_evaluating(review),
        "may_read": is_own and may_read_dossier(request.user, review.application),
        "withdraw_url": reverse("grants:review_withdraw", args=[review.pk]) if may_withdraw else "",
        "may_reopen": "reopen" in available_transitions(review, request.user) and _is_evaluating(review),
        "scores": review.scores.select_related("criterion") if are_marks_visible else [],
        "form": DeclarationForm(_restored_declaration(request, review)) if is_own else None,
        "people": _startup_members(review) if is_own and review.status == ReviewStatus.ASSIGNED else [],
        "others": _other_reviews(request, review) if review.status == ReviewStatus.SENT else [],
        "is_paused": is_own and review.status in OPEN_REVIEWS and review.application.status in COMPLETION_STATUSES,
        "crumbs": review_crumbs(review, is_own=is_own),
        **_queue_context(review, queue_place(request, pk)),
        **_new_version_context(review, is_own=is_own),
    }
    return render(request, "grants/review_detail.html", context)


def _queue_context(review: Review, place: QueuePlace | None) -> dict[str, Any]:
    return {"place": place, "declare_url": reverse("grants:review_declare", args=[review.pk]) + suffix(place)}


def _restored_declaration(request: UserRequest, review: Review) -> QueryDict | None:
    return form_data(request, reverse("grants:review_declare", args=[review.pk]))


def _new_version_context(review: Review, *, is_own: bool) -> dict[str, Any]:
    """Context of grants/_review_again.html: whether a newer version must be read, and what changed."""
    rereading = is_own and _is_evaluating(review) and needs_rereading(review)
    return {"needs_rereading": rereading, "changed": changed_items(review.application) if rereading else []}


def _is_evaluating(review: Review) -> bool:
    return review.application.status == ApplicationStatus.EVALUATING


def _startup_members(review: Review) -> list[str]:
    """Names of the startup's members, so that the evaluator can tell a conflict before the application opens."""
    members = Membership.objects.filter(startup=review.application.startup_id).select_related("user").order_by("user")
    return [str(m.user) for m in members]


def _other_reviews(request: UserRequest, review: Review) -> list[Review]:
    sent_reviews = Review.objects.visible_to(request.user).filter(
        application=review.application_id, status=ReviewStatus.SENT
    )
    return list(sent_reviews.exclude(pk=review.pk).select_related("evaluator"))


def may_withdraw_from(review: Review, user: User) -> bool:
    """Whether the user may take the dossier from this evaluator now."""
    moves = available_transitions(review, user)
    return review.application.status in REVIEWABLE_STATUSES and ("withdraw" in moves or "exclude" in moves)


@action_view(form_page="grants:review_detail")
def review_declare(request: UserRequest, pk: int) -> HttpResponse:
    """Save the declaration: «no conflict» opens the application, «conflict» recuses the evaluator."""
    review = _own_review(request, pk)
    place = queue_place(request, pk)
    form = DeclarationForm(form_data(request))
    if form.is_valid():
        if form.is_conflict:
            onward = next_url(place, reverse("grants:review_list"))
            declare_conflict(review, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("You stand aside. The department is asked for a replacement."))
            return redirect(onward)
        declare_no_conflict(review, by=request.user)
        return redirect(reverse("grants:review_score", args=[review.pk]) + suffix(place))
    context = {
        "review": review,
        "application": review.application,
        "is_own": True,
        "may_declare": review.status == ReviewStatus.ASSIGNED,
        "may_step_aside": review.status == ReviewStatus.OPEN,
        "crumbs": review_crumbs(review, is_own=True),
        "form": form,
        "people": _startup_members(review),
        **_queue_context(review, place),
    }
    return render(request, "grants/review_detail.html", context, status=response_status(form))


def _own_review(request: UserRequest, pk: int) -> Review:
    """A visible review; 403 unless the user is its evaluator."""
    review = _review(request, pk)
    if Role.EVALUATOR not in review.roles_of(request.user):
        raise RoleRefused(_("Only the evaluator of this review may do this."))
    return review


@edit_view
@shows_files
def review_score(request: UserRequest, pk: int) -> HttpResponse:
    """Score the application: save a draft, or save and continue to sending."""
    review = _own_review(request, pk)
    if review.status != ReviewStatus.OPEN or not _is_evaluating(review):
        return redirect_with_text(request, reverse("grants:review_detail", args=[review.pk]))
    place = queue_place(request, pk)
    form = ScoreForm(form_data(request), review=review)

    def save(*, by: User, comment: str) -> None:
        save_scores(review, by=by, marks=form.marks, comment=comment, version=form.read_version)

    if run_action(request, form, save, fields=["comment"]):
        if "send" in request.POST:
            return redirect(reverse("grants:review_send", args=[review.pk]) + suffix(place))
        messages.success(request, _("The draft is saved. Nobody else sees it."))
        return redirect(reverse("grants:review_score", args=[review.pk]) + suffix(place))
    context = {**desk_context(request, review.application, place), "review": review, "form": form}
    context |= {"crumbs": score_crumbs(review)} | _new_version_context(review, is_own=True)
    return render(request, "grants/review_score.html", context, status=response_status(form))


@form_view
def review_send(request: UserRequest, pk: int) -> HttpResponse:
    """Confirm and send the scores."""
    review = _own_review(request, pk)
    place = queue_place(request, pk)
    onward = next_url(place, reverse("grants:review_detail", args=[pk]))
    form = PortalForm(form_data(request))
    requested_move(request, review, "send", form=form)
    gaps = unscored_criteria(review)
    if not gaps and run_action(request, form, send_review, review):
        messages.success(request, _("Your scores are sent."))
        return redirect(onward)
    scores = list(review.scores.select_related("criterion"))
    marks = {score.criterion_id: score.value for score in scores if score.value is not None}
    total = None if gaps else weighted_total(marks, [score.criterion for score in scores])
    context = {
        "review": review,
        "application": review.application,
        "gaps": gaps,
        "scores": scores,
        "total": total,
        "crumbs": score_crumbs(review),
        "form": form,
        "place": place,
    }
    status = 422 if gaps and request.method == "POST" and not form.errors else response_status(form)
    return render(request, "grants/review_send.html", context, status=status)


@form_view
def review_reopen(request: UserRequest, pk: int) -> HttpResponse:
    """The manager reopens a sent review, with a reason."""
    review = _review(request, pk)
    form, done = ReasonForm(form_data(request)), _("The review is open again for its evaluator.")
    requested_move(request, review, "reopen", form=form)
    confirmation = Confirmation(
        title=_("Reopen the review of %(name)s") % {"name": review.evaluator},
        crumbs=application_page_crumbs(review.application, _("Reopen")),
        consequences=[_("The evaluator may change the scores and has to send them again. The reason stays on record.")],
        confirm_label=_("Reopen"),
        cancel_url=reverse("grants:review_detail", args=[review.pk]),
        tone="primary",
    )
    then = reverse("grants:review_board", args=[review.application_id])
    return confirm(
        request, confirmation, partial(reopen_review, review), success_message=done, success_url=then, form=form
    )


# --- The officer's board ----------------------------------------------------------------------------
def _application(request: UserRequest, pk: int) -> tuple[Application, set[str]]:
    """An application whose evaluation the user may read, and the user's roles for it."""
    visible = Application.objects.visible_to(request.user).select_related("call__policy", "call__unit", "startup")
    application = get_object_or_404(visible, pk=pk)
    roles = application.roles_of(request.user)
    if not may_read_evaluation(application, request.user, roles=roles):
        raise RoleRefused(_("The evaluation is not open to you."))
    return application, roles


@read_view
def review_board(request: UserRequest, pk: int) -> HttpResponse:
    """The evaluation of an application: reviews, marks, and the form to assign evaluators."""
    return render(request, "grants/review_board.html", _board_context(request, *_application(request, pk)))


def _board_context(
    request: UserRequest, application: Application, roles: set[str], form: AssignForm | None = None
) -> dict[str, Any]:
    evaluation = evaluation_of(application)
    may_assign = application.status == ApplicationStatus.EVALUATING and bool(roles & ASSIGNERS)
    moves = available_transitions(application, request.user, roles=roles)
    may_propose = "propose" in moves and evaluation.is_complete
    people = candidates(application) if may_assign else []
    active = _evaluators_until_decision(application, evaluation)
    conflicts = conflicts_by_evaluator(application, [*people, *active]) if people or active else {}
    available = [p for p in people if not conflicts[p.pk]]
    data = form_data(request, reverse("grants:review_assign", args=[application.pk]))
    return {
        "application": application,
        "evaluation": evaluation,
        "rows": _score_rows(application, evaluation),
        "crumbs": application_page_crumbs(application, _("Evaluation")),
        "may_assign": may_assign,
        "propose_url": reverse(URL_NAME_BY_MOVE["propose"], args=[application.pk]) if may_propose else "",
        "form": form or (AssignForm(data, candidates=available) if available else None),
        "conflicted_evaluators": [(p, conflicts[p.pk]) for p in people if conflicts[p.pk]],
        "may_withdraw": {r.pk for r in evaluation.reviews if may_withdraw_from(r, request.user)},
        "conflicts": [(person, conflicts[person.pk]) for person in active if conflicts[person.pk]],
        "evaluators_url": _add_evaluator_url(application)
        if may_assign and len(available) < evaluation.missing_count
        else "",
    }


def _evaluators_until_decision(application: Application, evaluation: Evaluation) -> list[User]:
    """Who evaluates the dossier, or has scores in it, until it is decided."""
    if application.status not in UNDECIDED_STATUSES:
        return []
    return [review.evaluator for review in evaluation.active_reviews]


def _add_evaluator_url(application: Application) -> str:
    """Where the call of the dossier gets more evaluators."""
    call = application.call
    return reverse("grants:call_evaluator_add", args=[call.pk]) if call.status == CallStatus.PUBLISHED else ""


def _score_rows(application: Application, evaluation: Evaluation) -> list[dict[str, Any]]:
    """A row per criterion with the mark of every sent review."""
    scores = Score.objects.filter(review__in=[r.pk for r in evaluation.sent_reviews])
    by_pair = {(s.criterion_id, s.review_id): s for s in scores}
    return [
        {"criterion": c, "scores": [(r, by_pair.get((c.pk, r.pk))) for r in evaluation.sent_reviews]}
        for c in application.call.criteria.all()
    ]


@action_view(form_page="grants:review_board")
def review_assign(request: UserRequest, pk: int) -> HttpResponse:
    """Assign the selected evaluator."""
    application, roles = _application(request, pk)
    form = AssignForm(form_data(request), candidates=candidates(application))
    if run_action(request, form, assign_evaluator, application):
        name = form.cleaned_data["evaluator"]
        messages.success(request, _("%(name)s is asked to score the dossier.") % {"name": name})
        return redirect("grants:review_board", application.pk)
    context = _board_context(request, application, roles, form)
    return render(request, "grants/review_board.html", context, status=response_status(form))


@action_view(form_page="grants:review_board")
def review_assign_automatically(request: UserRequest, pk: int) -> HttpResponse:
    """Assign the missing evaluators automatically."""
    application, _roles = _application(request, pk)
    reviews = assign_automatically(application, by=request.user)
    names = ", ".join(str(person) for person in sorted((r.evaluator for r in reviews), key=attrgetter("sort_key")))
    messages.success(request, _("Asked to score the dossier: %(names)s.") % {"names": names})
    return redirect("grants:review_board", application.pk)
