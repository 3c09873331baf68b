"""Planned amounts of budget lines: one person enters or changes an amount, another verifies or returns it.

Each step locks the line first, so that no money is granted between its check and the change of the plan.
"""

from collections.abc import Collection

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients, role_holders
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import require_unchanged, require_version, version_of
from ecosystem.core.four_eyes import wrote
from ecosystem.core.money import format_vnd, lazy_vnd
from ecosystem.core.steps import require_move
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused, add_audit_note, lock, move
from ecosystem.notices.notify import full_url, notify
from programmes.plan.actions.budget import lock_line
from programmes.plan.models import AMOUNT_VERIFIERS, BudgetLine, PlannedAmount, PlannedAmountStatus

S = PlannedAmountStatus


@transaction.atomic
def propose_amount(
    line: BudgetLine, *, by: User, amount: int, source: str, change_reason: str = "", version: str | None = None
) -> PlannedAmount:
    """Enter an amount for the line, or change the one that is not verified. It stands once another person verified it.

    `version` is that of the record which the form read: the amount that is not verified, else the line; None comes from
    callers that show no page. Raises EditConflict, FieldRefused, RoleRefused.
    """
    line = lock_line(line.pk)
    unverified = PlannedAmount.objects.unverified().filter(line=line).first()
    if Role.MANAGER not in (unverified or PlannedAmount(line=line)).roles_of(by):
        raise RoleRefused(_("Your role does not allow this step."))
    if version is not None:
        require_unchanged(version_of(unverified or line), version)
    proposal = PlannedAmount(
        line=line, amount=amount, source=source.strip(), change_reason=change_reason.strip(), entered_by=by
    )
    if unverified and unverified.status == S.PROPOSED and _words(unverified) == _words(proposal):
        return unverified
    _check_proposal(line, proposal)
    if unverified is None:
        with pghistory.context(user=by.pk, reason=proposal.change_reason):
            proposal.save(force_insert=True)
        add_audit_note(proposal, "propose", by=by, reason=_step_text(proposal))
    else:
        proposal = _write_again(unverified, proposal, by=by)
    _notify_verifiers(proposal, by=by)
    return proposal


def write_again_for_moved_line(line: BudgetLine, *, by: User) -> None:
    """Make whoever moves the locked line to another pillar or year an author of its waiting amount, in a new version."""
    waiting = PlannedAmount.objects.waiting().filter(line=line).first()
    if waiting is not None:
        _write_again(waiting, waiting, by=by)


@transaction.atomic
def verify_amount(proposal: PlannedAmount, *, by: User, expected_version: str | None = None) -> PlannedAmount:
    """Let the amount stand on its line. Refused to whoever wrote it, and where more than the amount is granted.

    Raises RoleRefused, StaleRecord, TransitionRefused.
    """
    line = lock_line(proposal.line_id)
    proposal = _lock_for_second_person(proposal, "verify", by=by, expected_version=expected_version)
    _require_granted_within(line, proposal.amount)
    proposal = move(
        proposal,
        "verify",
        by=by,
        verified_by=by,
        verified_at=timezone.now(),
        previous=line.planned if line.has_verified_amount else None,
    )
    line.planned, line.source = proposal.amount, proposal.source
    with pghistory.context(user=by.pk, reason=proposal.change_reason):
        line.save(update_fields=["planned", "source", "updated_at"])
    _notify_authors(proposal, "amount_verified", by=by)
    return proposal


@transaction.atomic
def send_back_amount(
    proposal: PlannedAmount, *, by: User, reason: str, expected_version: str | None = None
) -> PlannedAmount:
    """Return the amount, with the reason, to the person who entered it. Raises RoleRefused, StaleRecord, TransitionRefused."""
    lock_line(proposal.line_id)
    proposal = _lock_for_second_person(proposal, "send_back", by=by, expected_version=expected_version)
    proposal = move(proposal, "send_back", by=by, reason=reason)
    managers = _with_roles(role_holders({Role.MANAGER}, exclude={by.pk}), proposal, {Role.MANAGER})
    author = [person for person in managers if person.pk == proposal.entered_by_id]
    for person in author or managers:
        _notify(person, proposal, "amount_returned", person=by, reason=reason)
    return proposal


@transaction.atomic
def withdraw_amount(
    proposal: PlannedAmount, *, by: User, reason: str, expected_version: str | None = None
) -> PlannedAmount:
    """Withdraw an amount that is not verified: what stood on the line stays. Raises RoleRefused, StaleRecord, TransitionRefused."""
    lock_line(proposal.line_id)
    proposal = lock(proposal)
    require_move(proposal, "withdraw", by)
    require_version(proposal, expected_version)
    proposal = move(proposal, "withdraw", by=by, reason=reason)
    _notify_authors(proposal, "amount_withdrawn", by=by, reason=reason)
    return proposal


def _write_again(unverified: PlannedAmount, words: PlannedAmount, *, by: User) -> PlannedAmount:
    return move(
        unverified,
        "propose",
        by=by,
        reason=_step_text(words),
        amount=words.amount,
        source=words.source,
        change_reason=words.change_reason,
        entered_by=by,
        entered_at=timezone.now(),
    )


def _words(proposal: PlannedAmount) -> tuple[int, str, str]:
    return proposal.amount, proposal.source, proposal.change_reason


def _step_text(proposal: PlannedAmount) -> str:
    """What the history says of a proposal, since the row itself may be written again."""
    parts = (format_vnd(proposal.amount), proposal.source, proposal.change_reason)
    return "\n".join(part for part in parts if part)


def _check_proposal(line: BudgetLine, proposal: PlannedAmount) -> None:
    if not proposal.source:
        raise FieldRefused(_("Name the decision or document that sets this amount."), "source")
    has_standing = line.has_verified_amount
    if has_standing and (proposal.amount, proposal.source) == (line.planned, line.source):
        raise FieldRefused(_("This amount stands on the line already, with this source."), "amount")
    if has_standing and not proposal.change_reason:
        raise FieldRefused(_("Give the reason for this step."), "change_reason")
    _require_granted_within(line, proposal.amount)


def _require_granted_within(line: BudgetLine, amount: int) -> None:
    if amount < line.granted:
        raise FieldRefused(
            _("%(granted)s of this line is granted already: the plan of %(planned)s is %(gap)s too little.")
            % {
                "granted": format_vnd(line.granted),
                "planned": format_vnd(amount),
                "gap": format_vnd(line.granted - amount),
            },
            "amount",
        )


def require_second_person(proposal: PlannedAmount, by: User) -> None:
    """Refuse whoever wrote the amount. Raises TransitionRefused."""
    if wrote(proposal, by.pk, "entered_by"):
        raise TransitionRefused(_("You entered this amount: another person has to verify it."))


def _lock_for_second_person(
    proposal: PlannedAmount, step: str, *, by: User, expected_version: str | None
) -> PlannedAmount:
    """The locked amount, for somebody who may take this step and wrote nothing of it."""
    proposal = lock(proposal)
    require_move(proposal, step, by)
    require_second_person(proposal, by)
    require_version(proposal, expected_version)
    return proposal


def _with_roles(people: Collection[User], proposal: PlannedAmount, roles: Collection[str]) -> list[User]:
    """Those of the people who hold one of the roles for the line."""
    return [person for person in people if proposal.roles_of(person) & set(roles)]


def _notify_verifiers(proposal: PlannedAmount, *, by: User) -> None:
    """Tell managers and directors of the line who did not write the amount; administrators where there is none."""
    proposal.refresh_from_db(fields=["authors"])
    exclude = {*proposal.authors, by.pk}
    people = _with_roles(role_holders(AMOUNT_VERIFIERS, exclude=exclude), proposal, AMOUNT_VERIFIERS)
    nearest = _with_roles(people, proposal, AMOUNT_VERIFIERS - {Role.ADMINISTRATOR})
    for person in nearest or people:
        _notify(person, proposal, "amount_to_verify", person=by)


def _notify_authors(proposal: PlannedAmount, kind: str, *, by: User, reason: str = "") -> None:
    """Tell everybody who wrote the amount and still manages the line."""
    authors = recipients(users=User.objects.filter(pk__in=proposal.authors), exclude={by.pk})
    for person in _with_roles(authors, proposal, {Role.MANAGER}):
        _notify(person, proposal, kind, person=by, reason=reason)


def _notify(recipient: User, proposal: PlannedAmount, kind: str, *, person: User, reason: str = "") -> None:
    context = {
        "line": proposal.line,
        "amount": lazy_vnd(proposal.amount),
        "before": lazy_vnd(proposal.line.planned if proposal.status != S.VERIFIED else proposal.previous or 0),
        "source": proposal.source,
        "person": person,
        "reason": reason,
        "link": full_url("grants:budget_detail", proposal.line_id),
    }
    notify(recipient, kind, event=f"{proposal.pk}:{proposal.entered_at.timestamp()}", context=context)
