"""Background tasks of applications: reminders, receipts, and offers that lapse."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.core.attempts import WorkKind, attempt, periodic_steps, register_kind
from ecosystem.core.background import send_task
from ecosystem.core.models.unfinished_work import work_is_due
from ecosystem.core.workflow import TransitionRefused
from programmes.grants.actions import submission
from programmes.grants.actions.charge import release_lost_charges
from programmes.grants.actions.evaluators import withdraw_lost_reviews
from programmes.grants.actions.offer import lapse_offer
from programmes.grants.actions.reminders import (
    remind_evaluators,
    remind_of_clocks,
    remind_of_deliverables,
    remind_of_drafts,
    remind_of_overdue_deliverables,
    remind_of_overdue_steps,
)
from programmes.grants.models import StepClock, Submission
from programmes.plan.models import Step


@shared_task
def make_receipt(submission_id: int) -> None:
    """Make one receipt. Idempotent."""
    attempt(RECEIPT, str(submission_id), partial(submission.make_receipt, submission_id))


def _receipt_titles(keys: Sequence[str]) -> dict[str, str]:
    found = Submission.objects.filter(pk__in=keys).values_list("pk", "application__number")
    return {str(pk): number or "" for pk, number in found}


# The applicant needs the receipt: a parked one is still tried, once an hour, and made when it is downloaded.
RECEIPT = register_kind(
    WorkKind(
        "receipt",
        _("Receipt of a dossier"),
        titles=_receipt_titles,
        retry=lambda key: send_task("programmes.grants.tasks.make_receipt", int(key)),
        is_tried_when_parked=True,
    )
)


@periodic_steps(_("Time limits, reminders and receipts"), expires=600)
def watch_deadlines() -> list[Callable[[], object]]:
    """Send reminders before deadlines, once each, and make receipts whose task was lost.

    Receipts of demonstration data are made on their first download.
    """
    return [
        release_lost_charges,
        withdraw_lost_reviews,
        remind_of_drafts,
        remind_of_clocks,
        remind_of_overdue_steps,
        remind_evaluators,
        remind_of_deliverables,
        remind_of_overdue_deliverables,
        lapse_offers,
        make_late_receipts,
    ]


def make_late_receipts() -> None:
    late = Submission.objects.filter(
        work_is_due(RECEIPT.name),
        receipt="",
        sent_at__lt=timezone.now() - timedelta(minutes=1),
        application__is_demo=False,
    )
    for submission_id in late.values_list("pk", flat=True)[:50]:
        make_receipt(submission_id)


def lapse_offers() -> int:
    """End the offers whose time limit has passed, each in its own transaction. Returns how many. Idempotent."""
    due = StepClock.objects.filter(
        step=Step.OFFER, ended_on__isnull=True, paused_on__isnull=True, due_on__lt=timezone.localdate()
    )
    lapsed = 0
    for clock in due.select_related("application").order_by("pk")[:200]:
        try:
            lapse_offer(clock.application)
        except TransitionRefused:  # answered meanwhile
            continue
        lapsed += 1
    return lapsed
