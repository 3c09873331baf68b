"""Breadcrumbs of the pages of applications, reviews, calls and budget lines."""

from typing import Any

from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import Crumbs, crumb, current_crumb
from programmes.grants.models import Application, Call, Review
from programmes.plan.models import BudgetLine


def application_crumbs(application: Application) -> Crumbs:
    """The page of an application, below the list of applications."""
    return [
        crumb(_("Applications"), "grants:application_list"),
        current_crumb(application.number or application),
    ]


def application_page_crumbs(application: Application, page: Any) -> Crumbs:
    """A page below the page of an application."""
    return _page_crumbs(application, application.number or str(application), page)


def form_crumbs(application: Application, page: Any) -> Crumbs:
    """A page of the applicant's form, below the application by its title, because a draft has no number."""
    return _page_crumbs(application, str(application), page)


def _page_crumbs(application: Application, label: str, page: Any) -> Crumbs:
    return [
        crumb(_("Applications"), "grants:application_list"),
        crumb(label, "grants:application_detail", application.pk),
        current_crumb(page),
    ]


def review_crumbs(review: Review, *, is_own: bool) -> Crumbs:
    """The page of a review: below the list of reviews for its evaluator, below the evaluation for everyone else."""
    application = review.application
    if is_own:
        return [crumb(_("My reviews"), "grants:review_list"), current_crumb(application.number)]
    return [
        crumb(application.number, "grants:application_detail", application.pk),
        crumb(_("Evaluation"), "grants:review_board", application.pk),
        current_crumb(review.evaluator),
    ]


def score_crumbs(review: Review) -> Crumbs:
    """The pages on which an evaluator scores and sends."""
    return [
        crumb(_("My reviews"), "grants:review_list"),
        crumb(review.application.number, "grants:review_detail", review.pk),
        current_crumb(_("Scores")),
    ]


def call_list_crumbs() -> Crumbs:
    """A list below the public list of calls."""
    return [crumb(_("Calls"), "grants:call_list"), current_crumb(_("Cancelled calls"))]


def call_crumbs(call: Call, page: Any = None) -> Crumbs:
    """The public page of a call, or a page below it."""
    first = crumb(_("Calls"), "grants:call_list")
    if page is None:
        return [first, current_crumb(call.label)]
    return [first, crumb(call.label, "grants:call_detail", call.code), current_crumb(page)]


def managed_call_crumbs(call: Call | None, page: Any = None) -> Crumbs:
    """The back-office page of a call or a page below it; without a call, the page of a new call."""
    first = crumb(_("Calls"), "grants:call_manage_list")
    if call is None:
        return [first, current_crumb(_("New call"))]
    if page is None:
        return [first, current_crumb(call.label)]
    return [first, crumb(call.label, "grants:call_manage", call.pk), current_crumb(page)]


def budget_crumbs(line: BudgetLine) -> Crumbs:
    """The page of a budget line."""
    return [crumb(_("Budget"), "grants:budget_list"), current_crumb(line.label)]
