"""Addresses of grants: calls, applications, reviews, awards, contracts, payments, and the budget behind them."""

from typing import Any

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item, register_public_page
from programmes.grants.views import (
    amendments,
    annexes,
    applications,
    attachments,
    awards,
    budgets,
    calendars,
    calls,
    charges,
    contracts,
    deliverables,
    drafting,
    offers,
    payments,
    queues,
    reversals,
    reviews,
)
from programmes.plan.models import BUDGET_READERS

app_name = "grants"

urlpatterns: list[Any] = [
    # Calls
    path("calls/", calls.call_list, name="call_list"),
    path("calls/<slug:code>/", calls.call_detail, name="call_detail"),
    path("calls/calendar.ics", calendars.call_calendar, name="call_calendar"),
    re_path(r"^calls/calendar\.(?P<language>vi|en)\.ics$", calendars.call_calendar, name="call_calendar_in"),
    path("calls/<slug:code>/calendar.ics", calendars.call_event, name="call_event"),
    path("calls/<slug:code>/apply/", drafting.call_apply, name="call_apply"),
    path("calls/<slug:code>/apply/<int:startup_pk>/", drafting.application_start, name="application_start"),
    path("manage/calls/", calls.call_manage_list, name="call_manage_list"),
    path("manage/calls/new/", calls.call_create, name="call_create"),
    path("manage/calls/<int:pk>/", calls.call_manage, name="call_manage"),
    path("manage/calls/<int:pk>/edit/", calls.call_edit, name="call_edit"),
    path("manage/calls/<int:pk>/criteria/", calls.call_criteria, name="call_criteria"),
    path("manage/calls/<int:pk>/publish/", calls.call_publish, name="call_publish"),
    path("manage/calls/<int:pk>/cancel/", calls.call_cancel, name="call_cancel"),
    path("manage/calls/<int:pk>/amend/", amendments.call_amend, name="call_amend"),
    path("manage/calls/<int:pk>/extension/", amendments.call_extend, name="call_extend"),
    path(
        "manage/calls/<int:pk>/extension/<int:startup_pk>/revoke/",
        amendments.call_extension_revoke,
        name="call_extension_revoke",
    ),
    path("manage/calls/<int:pk>/evaluators/add/", amendments.call_evaluator_add, name="call_evaluator_add"),
    path(
        "manage/calls/<int:pk>/evaluators/<int:user_pk>/withdraw/",
        amendments.call_evaluator_withdraw,
        name="call_evaluator_withdraw",
    ),
    # Applications
    path("tasks/", applications.task_list, name="task_list"),
    path("queues/<slug:slug>/", queues.queue_start, name="queue_start"),
    path("applications/", applications.application_list, name="application_list"),
    path("applications/<int:pk>/", applications.application_detail, name="application_detail"),
    path("applications/hand-over/", charges.charge_hand_over_all, name="charge_hand_over_all"),
    path("applications/<int:pk>/take/", charges.charge_take, name="charge_take"),
    path("applications/<int:pk>/hand-over/", charges.charge_hand_over, name="charge_hand_over"),
    path("applications/<int:pk>/dossier/", applications.application_dossier, name="application_dossier"),
    path("applications/<int:pk>/edit/", drafting.application_edit, name="application_edit"),
    path("applications/<int:pk>/plan/", drafting.application_plan, name="application_plan"),
    path("applications/<int:pk>/costs/", drafting.application_costs, name="application_costs"),
    path("applications/<int:pk>/files/", drafting.application_files, name="application_files"),
    path("applications/<int:pk>/check/", drafting.application_check, name="application_check"),
    path("applications/<int:pk>/submit/", drafting.application_submit, name="application_submit"),
    path("applications/<int:pk>/resubmit/", drafting.application_resubmit, name="application_resubmit"),
    path("applications/<int:pk>/receipt/", drafting.application_receipt, name="application_receipt"),
    path("applications/<int:pk>/withdraw/", applications.application_withdraw, name="application_withdraw"),
    path("applications/<int:pk>/start-check/", applications.application_start_check, name="application_start_check"),
    path("applications/<int:pk>/completeness/", applications.application_completeness, name="application_completeness"),
    path("applications/<int:pk>/return/", applications.application_return, name="application_return"),
    path("applications/<int:pk>/not-valid/", applications.application_find_invalid, name="application_find_invalid"),
    path(
        "applications/<int:pk>/not-valid/confirm/",
        applications.application_confirm_invalid,
        name="application_confirm_invalid",
    ),
    path("applications/<int:pk>/not-valid/back/", applications.application_check_again, name="application_check_again"),
    path("applications/<int:pk>/stop/", applications.application_stop, name="application_stop"),
    # Attachments
    path("applications/<int:pk>/receipt.pdf", attachments.application_receipt_pdf, name="application_receipt_pdf"),
    path("attachments/<int:pk>/", attachments.attachment_download, name="attachment_download"),
    path("attachments/<int:pk>/view/", attachments.attachment_show, name="attachment_show"),
    path("attachments/<int:pk>/delete/", attachments.attachment_delete, name="attachment_delete"),
    # Reviews, awards, contracts, payments
    path("reviews/", reviews.review_list, name="review_list"),
    path("reviews/<int:pk>/", reviews.review_detail, name="review_detail"),
    path("reviews/<int:pk>/declaration/", reviews.review_declare, name="review_declare"),
    path("reviews/<int:pk>/scores/", reviews.review_score, name="review_score"),
    path("reviews/<int:pk>/send/", reviews.review_send, name="review_send"),
    path("reviews/<int:pk>/reopen/", reviews.review_reopen, name="review_reopen"),
    path("reviews/<int:pk>/withdraw/", amendments.review_withdraw, name="review_withdraw"),
    path("applications/<int:pk>/reviews/", reviews.review_board, name="review_board"),
    path("applications/<int:pk>/reviews/assign/", reviews.review_assign, name="review_assign"),
    path(
        "applications/<int:pk>/reviews/fill/", reviews.review_assign_automatically, name="review_assign_automatically"
    ),
    path("decisions/", awards.award_list, name="award_list"),
    path("applications/<int:pk>/proposal/", awards.award_propose, name="award_propose"),
    path("applications/<int:pk>/approval/", awards.award_approve, name="award_approve"),
    path("applications/<int:pk>/rejection/", awards.award_reject, name="award_reject"),
    path("applications/<int:pk>/proposal/return/", awards.award_send_back, name="award_send_back"),
    path("applications/<int:pk>/letter/", awards.award_letter, name="award_letter"),
    path("applications/<int:pk>/letter/preview/", awards.award_letter_preview, name="award_letter_preview"),
    path("applications/<int:pk>/offer/acceptance/", offers.offer_accept, name="offer_accept"),
    path("applications/<int:pk>/offer/refusal/", offers.offer_decline, name="offer_decline"),
    path("applications/<int:pk>/offer/end/", offers.offer_end, name="offer_end"),
    path("applications/<int:pk>/contract/", contracts.contract_detail, name="contract_detail"),
    path("applications/<int:pk>/contract/new/", contracts.contract_sign, name="contract_sign"),
    path("applications/<int:pk>/contract/file/", contracts.contract_file, name="contract_file"),
    path("applications/<int:pk>/contract/contract.pdf", contracts.contract_pdf, name="contract_pdf"),
    path("applications/<int:pk>/contract/annex/", annexes.contract_annex, name="contract_annex"),
    path("annexes/<int:pk>/file/", annexes.annex_file, name="annex_file"),
    path("annexes/<int:pk>/annex.pdf", annexes.annex_pdf, name="annex_pdf"),
    path("applications/<int:pk>/contract/end/", awards.award_terminate, name="award_terminate"),
    path("applications/<int:pk>/result/", contracts.award_accept_result, name="award_accept_result"),
    path("applications/<int:pk>/result/return/", contracts.award_take_back_result, name="award_take_back_result"),
    path("applications/<int:pk>/closing/", contracts.award_close, name="award_close"),
    path("tranches/<int:pk>/report/", deliverables.tranche_report, name="tranche_report"),
    path("tranches/<int:pk>/report/send/", deliverables.tranche_report_send, name="tranche_report_send"),
    path("tranches/<int:pk>/acceptance/", deliverables.tranche_accept, name="tranche_accept"),
    path("tranches/<int:pk>/return/", deliverables.tranche_return, name="tranche_return"),
    path("tranches/<int:pk>/payment/", payments.tranche_pay, name="tranche_pay"),
    path("tranches/<int:pk>/acceptance/return/", deliverables.tranche_take_back, name="tranche_take_back"),
    path("tranches/<int:pk>/reversal/", reversals.reversal_request, name="reversal_request"),
    path("reversals/<int:pk>/confirmation/", reversals.reversal_confirm, name="reversal_confirm"),
    path("reversals/<int:pk>/refusal/", reversals.reversal_refuse, name="reversal_refuse"),
    path("reversals/<int:pk>/reversal.pdf", reversals.reversal_pdf, name="reversal_pdf"),
    path("payments/", payments.payment_list, name="payment_list"),
    path("budget/", budgets.budget_list, name="budget_list"),
    path("budget/<int:pk>/", budgets.budget_detail, name="budget_detail"),
    path("budget/<int:pk>/payments/", budgets.budget_payments, name="budget_payments"),
]

# Places: reviews, awards, payments, budget
register_navigation_item(
    "grants:review_list",
    _("My reviews"),
    "clipboard-check",
    lambda user: user.has_role(Role.EVALUATOR),
    30,
    group=NavigationGroup.PROCEDURE,
)
register_navigation_item(
    "grants:award_list",
    _("Decisions"),
    "stamp",
    lambda user: user.has_role(*DEPARTMENT),
    45,
    group=NavigationGroup.PROCEDURE,
)
register_navigation_item(
    "grants:payment_list",
    _("Payments"),
    "banknote",
    lambda user: user.has_role(Role.ACCOUNTANT, *DEPARTMENT),
    50,
    group=NavigationGroup.MONEY,
)
register_navigation_item(
    "grants:budget_list",
    _("Budget"),
    "landmark",
    lambda user: user.has_role(*BUDGET_READERS),
    60,
    group=NavigationGroup.MONEY,
)

register_navigation_item(
    "grants:task_list",
    _("Waiting for me"),
    "inbox",
    lambda user: user.is_department or not user.roles,
    10,
    group=NavigationGroup.OWN_WORK,
)
register_navigation_item(
    "grants:application_list",
    _("Applications"),
    "files",
    lambda user: user.is_department or user.has_role("accountant") or not user.roles,
    20,
    group=NavigationGroup.PROCEDURE,
)
register_navigation_item(
    "grants:call_manage_list",
    _("Calls"),
    "megaphone",
    lambda user: user.has_role(*DEPARTMENT),
    30,
    group=NavigationGroup.PROCEDURE,
)

register_public_page(
    "grants:call_list",
    _("Open calls"),
    "megaphone",
    _("how to apply, apply for support, submit an application, time limits for applications, deadline, forms"),
)
