"""What partner units write for a period: the reporter writes, the head approves, nobody does both."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import RoleHolders, recipients
from ecosystem.accounts.roles import Role
from ecosystem.core.four_eyes import wrote
from ecosystem.core.workflow import RoleRefused, TransitionRefused, lock, move
from ecosystem.notices.notify import Notice, full_url, notices_not_sent, notify, notify_many
from ecosystem.notices.reminders import in_batches
from ecosystem.questionnaires.actions.response import close_response, open_response
from ecosystem.questionnaires.gaps import require_complete
from ecosystem.questionnaires.models import QuestionnaireResponse
from ecosystem.questionnaires.reading import read_response
from ecosystem.reference.workdays import DayUnit, exceptions_between, last_day_within
from ecosystem.reports.contribution_texts import text_of
from ecosystem.reports.models import (
    WRITABLE_STATUSES,
    Contribution,
    ContributionStatus,
    IssuedReport,
    PeriodStatus,
    ReportStatus,
)
from ecosystem.reports.purposes import CONTRIBUTION, SUBMIT
from programmes.plan.closed_periods import record_late_entry
from programmes.plan.models import CorrectionSubject

REMINDER_WITHIN = 14  # days in which one working day before the due day lies, holidays included


@transaction.atomic
def begin_contribution(contribution: Contribution, *, by: User) -> QuestionnaireResponse:
    """The form in which the unit writes: the open one, or a new one.

    The first begins with the version in use; after a return it begins with what was sent, which stays as it was.
    Idempotent. Raises RoleRefused, TransitionRefused.
    """
    row = lock(contribution)
    if Role.PARTNER_REPORTER not in row.roles_of(by):
        raise RoleRefused(_("Only a reporter of the unit writes its contribution."))
    if row.status not in WRITABLE_STATUSES:
        raise TransitionRefused(_("This contribution was sent and can no longer change."))
    response = open_response(row, purpose=CONTRIBUTION, by=by)
    if response is None:
        raise TransitionRefused(_("The lead department has no form for contributions in use at present."))
    return response


@transaction.atomic
def submit_contribution(contribution: Contribution, *, by: User) -> Contribution:
    """Send to the unit's head; something must be written. Raises IncompleteResponse with every gap of the form."""
    row = lock(contribution)
    moved = move(row, "submit", by=by)
    read = read_response(moved.response) if moved.response is not None else None
    if read is None or not text_of(read):
        raise TransitionRefused(_("Write at least one of the three parts before sending."))
    require_complete(read, stage=SUBMIT)
    close_response(read.response)
    _notify(moved, "contribution_submitted", Role.PARTNER_HEAD, by=by)
    return moved


@transaction.atomic
def return_contribution(contribution: Contribution, *, by: User, reason: str) -> Contribution:
    """The head sends it back to the reporter."""
    moved = move(contribution, "return", by=by, reason=reason)
    _notify(moved, "contribution_returned", Role.PARTNER_REPORTER, by=by, reason=reason)
    return moved


@transaction.atomic
def approve_contribution(contribution: Contribution, *, by: User, reason: str = "") -> Contribution:
    """The head sends it to the lead department; after the due day it is marked late.

    After the period's report it needs a reason and is marked as a correction of the period.
    """
    row = lock(contribution)
    if wrote(row, by.pk, "written_by"):
        raise TransitionRefused(_("Whoever wrote the text does not approve it: ask the other head of the unit."))
    _record_late(row, old=_reported_text(row), new=_written_text(row), reason=reason, by=by)
    late = timezone.localdate() > row.period.contributions_due_on
    moved = move(row, "approve", by=by, reason=reason, approved_by=by, approved_at=timezone.now(), is_late=late)
    _notify(moved, "contribution_approved", Role.PARTNER_REPORTER, by=by, also=Role.MANAGER, unit_only=False)
    return moved


@transaction.atomic
def rework_contribution(contribution: Contribution, *, by: User, reason: str) -> Contribution:
    """The lead department asks the unit to rework what it sent; after the period's report this is a marked correction."""
    row = lock(contribution)
    if row.unit.successor_id:
        raise TransitionRefused(_("This unit was merged: its successor reports now."))
    if Role.MANAGER in row.roles_of(by) and row.status == ContributionStatus.APPROVED:
        _record_late(row, old=_written_text(row), new="", reason=reason, by=by)
    moved = move(contribution, "lead_return", by=by, reason=reason, approved_by=None, approved_at=None)
    _notify(moved, "contribution_returned", Role.PARTNER_REPORTER, by=by, reason=reason, also=Role.PARTNER_HEAD)
    return moved


@transaction.atomic
def remind_of_contributions() -> None:
    """Remind the unit, one working day before the due day, of what the lead department has not received. Idempotent.

    Its head is reminded of what waits for approval, its reporters of anything else.
    """
    today = timezone.localdate()
    exceptions = exceptions_between(today, today + timedelta(days=REMINDER_WITHIN))
    until = last_day_within(today, 1, DayUnit.WORKING, exceptions)
    waiting = Contribution.objects.exclude(status=ContributionStatus.APPROVED).filter(
        period__status=PeriodStatus.ENDED,
        period__contributions_due_on__range=(today, until),
        unit__successor__isnull=True,
    )
    holders = RoleHolders(Role.PARTNER_HEAD, Role.PARTNER_REPORTER)
    for batch in in_batches(waiting.select_related("period", "unit", "written_by")):
        unsent = notices_not_sent(notice for row in batch for notice in _reminder_notices(row, holders))
        with transaction.atomic():
            notify_many(unsent)


def _reminder_notices(row: Contribution, holders: RoleHolders) -> list[Notice]:
    role = Role.PARTNER_HEAD if row.status == ContributionStatus.SUBMITTED else Role.PARTNER_REPORTER
    words = {
        "contribution": row,
        "unit": row.unit,
        "period": row.period,
        "link": full_url("reports:contribution_detail", row.pk),
    }
    event = f"{row.pk}:{row.period.contributions_due_on}:{role}"
    return [
        Notice(person, "contribution_due", event, words)
        for person in recipients(roles={role}, unit_id=row.unit_id, holders=holders)
    ]


def _notify(
    row: Contribution,
    kind: str,
    role: Role,
    *,
    by: User,
    reason: str = "",
    also: Role | None = None,
    unit_only: bool = True,
) -> None:
    """Notify whoever wrote the text while that person holds the role, else all of the unit who hold it.

    With `also`, everybody who holds that role, too: in the unit alone, or everywhere. Never whoever made the step.
    """
    people = recipients(roles={role}, unit_id=row.unit_id, in_charge=row.written_by)
    others = recipients(roles={also}, unit_id=row.unit_id if unit_only else None) if also else []
    for person in recipients(users=[*people, *others], exclude={by.pk}):
        notify(
            person,
            kind,
            event=f"{row.pk}:{row.updated_at.isoformat()}",
            context={
                "contribution": row,
                "unit": row.unit,
                "period": row.period,
                "reason": reason.strip(),
                "link": full_url("reports:contribution_detail", row.pk),
            },
        )


def _record_late(row: Contribution, *, old: str, new: str, reason: str, by: User) -> None:
    record_late_entry(
        CorrectionSubject.CONTRIBUTION,
        f"{row.unit.name}, {row.period.label}",
        starts=row.period.starts_on,
        ends=row.period.ends_on,
        old=old,
        new=new,
        reason=reason,
        by=by,
        field="reason",
    )


def _written_text(row: Contribution) -> str:
    return text_of(read_response(row.response) if row.response is not None else None)


def _reported_text(row: Contribution) -> str:
    """What the newest report of the period has of this unit; empty when it has nothing."""
    report = IssuedReport.objects.filter(period=row.period_id, status=ReportStatus.ISSUED).first()
    parts = (report.snapshot or {}).get("contributions", []) if report else []
    contribution = next((part for part in parts if part["unit"] == row.unit.name), None)
    if contribution is None:
        return ""
    proposals = [proposal["text"] for proposal in contribution["proposals"]]
    return "\n".join([*contribution["results"], *contribution["difficulties"], *proposals])
