"""Where the pages about a dossier, a review, a call and a budget line stand."""

from typing import Any

from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import Crumbs, crumb, here
from programmes.grants.models import Application, Call, Review
from programmes.plan.models import BudgetLine


def application_crumbs(application: Application) -> Crumbs:
    """The page of a dossier, behind the list of dossiers."""
    return [
        crumb(_("Applications"), "grants:application_list"),
        here(application.number or application),
    ]


def crumbs_of(application: Application, page: Any) -> Crumbs:
    """A page about a dossier, behind the page of the dossier."""
    return _behind_dossier(application, application.number or str(application), page)


def form_crumbs(application: Application, page: Any) -> Crumbs:
    """A page of what the applicant writes or reads: the dossier goes by its title, for a draft has no number."""
    return _behind_dossier(application, str(application), page)


def _behind_dossier(application: Application, label: str, page: Any) -> Crumbs:
    return [
        crumb(_("Applications"), "grants:application_list"),
        crumb(label, "grants:application_detail", application.pk),
        here(page),
    ]


def review_crumbs(review: Review, *, is_own: bool) -> Crumbs:
    """The page of a review: evaluators come from their reviews, all others from the board of the dossier."""
    application = review.application
    if is_own:
        return [crumb(_("My reviews"), "grants:review_list"), here(application.number)]
    return [
        crumb(application.number, "grants:application_detail", application.pk),
        crumb(_("Evaluation"), "grants:review_board", application.pk),
        here(review.evaluator),
    ]


def score_crumbs(review: Review) -> Crumbs:
    """The pages on which an evaluator scores and sends."""
    return [
        crumb(_("My reviews"), "grants:review_list"),
        crumb(review.application.number, "grants:review_detail", review.pk),
        here(_("Scores")),
    ]


def call_crumbs(call: Call, page: Any = None) -> Crumbs:
    """The public page of a call, or a page behind it."""
    first = crumb(_("Calls"), "grants:call_list")
    if page is None:
        return [first, here(call.label)]
    return [first, crumb(call.label, "grants:call_detail", call.code), here(page)]


def managed_call_crumbs(call: Call | None, page: Any = None) -> Crumbs:
    """The page of a call at the desk that runs it, or a page behind it; without a call, that of a new one."""
    first = crumb(_("Calls"), "grants:call_manage_list")
    if call is None:
        return [first, here(_("New call"))]
    if page is None:
        return [first, here(call.code)]
    return [first, crumb(call.code, "grants:call_manage", call.pk), here(page)]


def budget_crumbs(line: BudgetLine) -> Crumbs:
    """The page of a budget line."""
    return [crumb(_("Budget"), "grants:budget_list"), here(line.label)]
