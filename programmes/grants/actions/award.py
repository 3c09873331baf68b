"""Proposal and decision: an officer proposes, a director decides, and grants never exceed the budget line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import require_version
from ecosystem.core.constraints import violated_constraint
from ecosystem.core.days import moment_of
from ecosystem.core.four_eyes import wrote
from ecosystem.core.models import IdentifierKey
from ecosystem.core.money import format_vnd, lazy_vnd, localized_number
from ecosystem.core.workflow import BySystem, FieldRefused, TransitionRefused, lock, move
from ecosystem.notices.notify import full_url, notify_many
from programmes.grants.actions.clock import end_clocks, start_step
from programmes.grants.actions.late_entry import mark_late_decision, mark_money_given_back
from programmes.grants.actions.letter import freeze_letter, letter_content
from programmes.grants.actions.notify import notices_to, notices_to_owners, notify_desk, notify_owners, notify_people
from programmes.grants.actions.review import Evaluation, evaluation_of
from programmes.grants.models import (
    REJECTION_REASONS,
    TERMINATION_REASONS,
    Application,
    Award,
    AwardStatus,
    Holder,
    Recommendation,
    TrancheStatus,
)
from programmes.grants.recipients import officers_of, responsible_staff_of, staff_of
from programmes.plan.actions.budget import add_grant, return_grant
from programmes.plan.models import Step
from startups.actions.startup import record_support
from startups.models import Organisation, Startup

DECISION_NUMBER = re.compile(r"(\D*)(\d{1,9})(.*)")


@transaction.atomic
def propose_award(
    application: Application,
    *,
    by: User,
    recommendation: str,
    amount: int,
    reason: str,
    recipient: Organisation | None = None,
) -> Award:
    """Propose a grant of `amount` đồng from the call's budget line, or a rejection (amount 0).

    Refused before the evaluation is complete, below the pass mark, and above the requested amount or the policy's cap.
    """
    application = move(application, "propose", by=by, reason=reason)
    _check_proposal(application, recommendation, amount, reason, recipient)
    values = {
        "budget_line": application.call.budget_line,
        "recommendation": recommendation,
        "amount": amount,
        "recipient": recipient,
        "proposed_by": by,
        "proposed_at": timezone.now(),
    }
    earlier = Award.objects.filter(application=application).first()
    if earlier:
        award = move(earlier, "repropose", by=by, reason=reason, **values)
        award.reason = reason.strip()
        award.save(update_fields=["reason", "updated_at"])
    else:
        award = Award.objects.create(application=application, reason=reason.strip(), **values)
    start_step(application, Step.DECISION)
    directors, event = responsible_staff_of(application), f"award{award.pk}:{award.proposed_at.isoformat()}"
    notify_people(directors, application, "proposal_waits", event=event, without=by, person=by)
    return award


def _check_proposal(
    application: Application, recommendation: str, amount: int, reason: str, recipient: Organisation | None
) -> None:
    evaluation = evaluation_of(application)
    if not evaluation.is_complete:
        raise TransitionRefused(incomplete_evaluation_message(evaluation))
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for the proposal."))
    if recipient and not recipient.manages_grants:
        raise TransitionRefused(_("%(name)s may not receive and manage grants.") % {"name": recipient})
    if recommendation == Recommendation.REFUSE:
        if amount:
            raise TransitionRefused(_("A proposal not to grant has no amount."))
        return
    if evaluation.passes is False and evaluation.shown_average is not None and evaluation.pass_mark is not None:
        raise TransitionRefused(
            _("The average of %(average)s is below the pass mark of %(mark)s: only a refusal can be proposed.")
            % {
                "average": localized_number(evaluation.shown_average, 2),
                "mark": localized_number(evaluation.pass_mark, 2),
            }
        )
    _check_amount(application, amount)


def incomplete_evaluation_message(evaluation: Evaluation) -> str:
    """The message that too few reviews are sent for a proposal."""
    values = {"sent": len(evaluation.sent_reviews), "needed": evaluation.needed}
    return _("The evaluation is not complete: %(sent)s of %(needed)s reviews are sent.") % values


def _check_amount(application: Application, amount: int) -> None:
    if amount <= 0:
        raise FieldRefused(_("A proposed grant needs an amount above 0 ₫."), "amount")
    if amount > application.requested:
        raise FieldRefused(
            _("The amount is %(gap)s above the %(limit)s that the applicant asked for.")
            % {"gap": format_vnd(amount - application.requested), "limit": format_vnd(application.requested)},
            "amount",
        )
    cap = application.call.terms.cap_total
    if cap is not None and amount > cap:
        raise FieldRefused(
            _("The amount is %(gap)s above the %(limit)s that the policy allows in total.")
            % {"gap": format_vnd(amount - cap), "limit": format_vnd(cap)},
            "amount",
        )


@transaction.atomic
def approve_award(
    application: Application,
    *,
    by: User,
    decision_number: str,
    decided_on: date,
    late_reason: str = "",
    expected_version: str | None = None,
) -> Award:
    """Approve the proposed grant: freeze the letter, notify the owners and charge the budget line.

    Locks the startup, whose received support is recorded, the application and the award; the line last of all. Refused
    when the line has too little left (naming the gap), and to the proposer.
    A decision dated into a reported period needs `late_reason` and is marked as a correction. `expected_version` is that
    of the proposal that the person read (see `require_version`), here and in the other decisions.
    """
    proposal = _proposal_of(application)
    startup = Startup.objects.select_for_update(of=("self",), no_key=True).get(pk=application.startup_id)
    application = move(application, "approve", by=by)
    application.startup = startup
    award = lock(proposal)
    require_version(award, expected_version)
    _require_second_person(award, by)
    _require_scores(application)
    if award.recommendation != Recommendation.GRANT:
        raise TransitionRefused(_("The proposal is not to grant: it can be refused or sent back, not approved."))
    decided_at = _decision_time(decided_on, award)
    number = _clean_decision_number(decision_number)
    with _decision_number_check(number, decided_at, by):
        award = move(
            award,
            "approve",
            by=by,
            decided_by=by,
            decided_at=decided_at,
            decision_number=number,
            decision_reason="",
        )
    award.application = application
    mark_late_decision(award, application, day=decided_on, reason=late_reason, by=by)
    content = letter_content(
        award, granted=True, number=award.decision_number, day=decided_on, signer=by, made_at=decided_at
    )
    freeze_letter(award, content)
    clock = start_step(application, Step.OFFER, holder=Holder.APPLICANT)
    stage = application.call.stage
    if stage:
        record_support(startup, stage.code)
    _notify_of_decision(award, "decision_approved", by=by, offer_due=clock.due_on if clock else None)
    add_grant(award.budget_line_id, award.amount)
    return award


@transaction.atomic
def reject_award(
    application: Application,
    *,
    by: User,
    end_reason: str,
    reason: str,
    decision_number: str,
    decided_on: date,
    expected_version: str | None = None,
) -> Award:
    """Reject the application, with a reason code and a reason text that the applicant reads."""
    if end_reason not in REJECTION_REASONS:
        raise TransitionRefused(_("Choose the kind of reason."))
    proposal = _proposal_of(application)
    application = move(application, "reject", by=by, reason=reason)
    award = lock(proposal)
    require_version(award, expected_version)
    _require_second_person(award, by)
    _require_scores(application)
    decided_at = _decision_time(decided_on, award)
    number = _clean_decision_number(decision_number)
    with _decision_number_check(number, decided_at, by):
        award = move(
            award,
            "reject",
            by=by,
            reason=reason,
            decided_by=by,
            decided_at=decided_at,
            decision_number=number,
            decision_reason=reason.strip(),
            end_reason=end_reason,
        )
    award.application = application
    content = letter_content(
        award, granted=False, number=award.decision_number, day=decided_on, signer=by, reason=reason, made_at=decided_at
    )
    freeze_letter(award, content)
    end_clocks(application)
    _notify_of_decision(award, "decision_rejected", by=by)
    return award


@transaction.atomic
def send_back_award(application: Application, *, by: User, reason: str, expected_version: str | None = None) -> Award:
    """Return the proposal to the officer, who may propose again; the returned proposal no longer counts."""
    proposal = _proposal_of(application)
    application = move(application, "send_back", by=by, reason=reason)
    award = lock(proposal)
    require_version(award, expected_version)
    _require_second_person(award, by)
    award = move(award, "send_back", by=by, reason=reason)
    start_step(application, Step.EXPLANATION, holder=Holder.DEPARTMENT)
    event = f"award{award.pk}:{award.proposed_at.isoformat()}"
    notify_desk(application, "given_back", event=event, reason=reason.strip(), person=by)
    return award


@transaction.atomic
def terminate_award(application: Application, *, by: User, end_reason: str, reason: str) -> Award:
    """End the contract early: cancel the unpaid tranches and give their amounts back to the budget line, locked last."""
    if end_reason not in TERMINATION_REASONS:
        raise TransitionRefused(_("Choose the kind of reason."))
    existing = Award.objects.filter(application=application).first()
    if existing is None:
        raise TransitionRefused(_("Nothing is granted for this dossier."))
    application = move(application, "terminate", by=by, reason=reason)
    award = lock(existing)
    unpaid = award.contract.tranches.exclude(status__in=[TrancheStatus.PAID, TrancheStatus.CANCELLED])
    given_back = 0
    for tranche in unpaid.select_for_update().order_by("pk"):
        given_back += move(tranche, "cancel", by=by, reason=reason).amount
    mark_money_given_back(award, application, given_back, reason=reason, by=by)
    award.cancelled += given_back
    award.end_reason = end_reason
    award.save(update_fields=["cancelled", "end_reason", "updated_at"])
    end_clocks(application)
    notify_owners(
        application,
        "contract_ended",
        event=f"award:{award.pk}",
        context={"award": award, "reason": reason.strip(), "given_back": lazy_vnd(given_back)},
    )
    _notify_staff_of_termination(application, award, reason=reason, by=by)
    return_grant(award.budget_line_id, given_back)
    return award


def _notify_staff_of_termination(application: Application, award: Award, *, reason: str, by: User) -> None:
    """Tell the officer in charge and the accountants, who have nothing to check and to pay any more."""
    staff = [*officers_of(application), *staff_of(application, {Role.ACCOUNTANT})]
    event, reason = f"award{award.pk}", reason.strip()
    notify_people(staff, application, "contract_terminated", event=event, without=by, reason=reason, person=by)


def void_proposal(application: Application, *, by: User) -> Award | None:
    """Void the undecided proposal of an application that was withdrawn; return it, or None if there is none.

    Call it inside the withdrawal's transaction, after the application's move.
    """
    award = Award.objects.filter(
        application=application, status__in=[AwardStatus.PROPOSED, AwardStatus.RETURNED]
    ).first()
    return move(award, "void", by=BySystem(cause=by)) if award else None


def _proposal_of(application: Application) -> Award:
    award = Award.objects.filter(application=application).first()
    if award is None:
        raise TransitionRefused(_("Nothing is proposed for this dossier yet."))
    return award


def _require_second_person(award: Award, by: User) -> None:
    if wrote(award, by.pk, "proposed_by"):
        raise TransitionRefused(_("You proposed this yourself: another person has to decide."))


def _require_scores(application: Application) -> None:
    """Refuse a decision on scores that were excluded since the proposal."""
    if not evaluation_of(application).is_complete:
        raise TransitionRefused(
            _("Scores were excluded since the proposal, and too few are left: send the dossier back to evaluation.")
        )


def _clean_decision_number(decision_number: str) -> str:
    number = decision_number.strip()
    if not number:
        raise TransitionRefused(_("Give the number of the decision."))
    return number


@contextmanager
def _decision_number_check(number: str, decided_at: datetime, by: User) -> Iterator[None]:
    """Write a decision inside; refused beside the number where another decision of the year has it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if violated_constraint(error) != "decision_number_once_a_year":
            raise
        year = timezone.localtime(decided_at).year
        raise FieldRefused(_number_taken_text(number, year, by), "decision_number") from None


def _number_taken_text(number: str, year: int, by: User) -> str:
    """The message that a decision of the year has this number; it names the dossier to a reader who may see it."""
    same = Award.objects.filter(decided_at__year=year).exclude(decision_number="")
    same = same.alias(key=IdentifierKey("decision_number")).filter(key=IdentifierKey(Value(number)))
    other = same.visible_to(by).select_related("application__startup").first()
    if other is None:
        return _("Another decision of %(year)s has this number. Ask the records office.") % {"year": year}
    return _("Decision %(number)s of %(year)s is about dossier %(dossier)s (%(startup)s).") % {
        "number": other.decision_number,
        "year": year,
        "dossier": other.application.number,
        "startup": other.application.startup,
    }


def suggest_decision_number(unit: OrganisationUnit, year: int) -> str:
    """The next free number by the pattern of the last decision that the unit dated into `year`, or "" without one.

    Other units count where they use the same pattern: no two decisions of a year share a number.
    """
    of_year = Award.objects.filter(decided_at__year=year).exclude(decision_number="").order_by("decided_at", "pk")
    of_unit = of_year.filter(call__unit=unit).values_list("decision_number", flat=True).last()
    last = DECISION_NUMBER.fullmatch(of_unit) if of_unit else None
    if last is None:
        return ""
    before, digits, after = last.groups()
    of_pattern = of_year.filter(decision_number__startswith=before, decision_number__endswith=after)
    numbers = of_pattern.values_list("decision_number", flat=True)
    alike = [
        match for match in map(DECISION_NUMBER.fullmatch, numbers) if match and match.group(1, 3) == (before, after)
    ]
    following = max(int(match.group(2)) for match in alike) + 1
    return f"{before}{following:0{len(digits)}d}{after}"


def _decision_time(day: date, award: Award) -> datetime:
    """The time of a decision dated `day`: now if that is today, else 17:00. Refused in the future or before the proposal."""
    now = timezone.localtime()
    if day > now.date():
        raise TransitionRefused(_("The date of the decision lies in the future."))
    if day < timezone.localtime(award.proposed_at).date():
        raise TransitionRefused(_("The date of the decision lies before the proposal."))
    return now if day == now.date() else moment_of(day, 17)


def _notify_of_decision(award: Award, kind: str, *, by: User, **context: Any) -> None:
    """Tell the owners; and the officer in charge, else whoever proposed, else the desk, what became of the proposal."""
    application = award.application
    address = full_url("grants:application_detail", application.pk)
    context |= {"award": award, "amount": lazy_vnd(award.amount), "address": address}
    to_owners = notices_to_owners(application, kind, event=f"award:{award.pk}", context=context)
    officers = staff_of(application, {Role.OFFICER}, in_charge=application.in_charge or award.proposed_by)
    others = [officer for officer in officers if officer != by]
    to_officers = notices_to(others, application, "proposal_decided", event=f"award{award.pk}", person=by)
    notify_many([*to_owners, *to_officers])
