"""Actions on funding rounds: the startup enters them, the department verifies them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import require_unchanged, require_version, version_of
from ecosystem.core.four_eyes import wrote
from ecosystem.core.workflow import TransitionRefused, add_audit_note
from startups.actions.records import audit_context, lock_or_refuse, require_department, require_editor
from startups.models import FundingRound, Startup

COLUMNS = ("kind", "closed_on", "amount", "currency", "investors", "source")


@transaction.atomic
def add_round(startup: Startup, *, by: User, data: Mapping[str, Any]) -> FundingRound:
    require_editor(startup, by)
    with audit_context(by):
        return FundingRound.objects.create(
            startup=startup, written_by=by, **{column: data[column] for column in COLUMNS}
        )


@transaction.atomic
def edit_round(funding_round: FundingRound, *, by: User, data: Mapping[str, Any], version: str) -> FundingRound:
    """Change a round. A changed round loses its verification, since nobody has verified the new facts.

    `version` is what the form read. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    require_editor(funding_round.startup, by)
    funding_round = lock_or_refuse(funding_round)
    require_unchanged(version_of(funding_round), version)
    changed = [column for column in COLUMNS if getattr(funding_round, column) != data[column]]
    if not changed:
        return funding_round
    for column in changed:
        setattr(funding_round, column, data[column])
    funding_round.verified_by = funding_round.verified_at = None
    funding_round.written_by = by
    with audit_context(by):
        funding_round.save(update_fields=[*changed, "written_by", "verified_by", "verified_at", "updated_at"])
    return funding_round


@transaction.atomic
def remove_round(funding_round: FundingRound, *, by: User) -> None:
    """Delete a round that is not verified. Its history stays in the audit trail."""
    require_editor(funding_round.startup, by)
    funding_round = lock_or_refuse(funding_round)
    if funding_round.verified_at:
        raise TransitionRefused(_("A verified round stays. Ask the department if it is wrong."))
    with audit_context(by):
        funding_round.delete()


@transaction.atomic
def verify_round(funding_round: FundingRound, *, by: User, expected_version: str) -> FundingRound:
    """Verify the facts of the round in the version that the page showed. Refused to whoever entered or changed them.

    Raises StaleRecord for another version.
    """
    require_department(funding_round.startup, by)
    funding_round = lock_or_refuse(funding_round)
    require_version(funding_round, expected_version)
    if funding_round.verified_at:
        raise TransitionRefused(_("This round is verified already."))
    if refusal := author_refusal(funding_round, by):
        raise TransitionRefused(refusal)
    funding_round.verified_by, funding_round.verified_at = by, timezone.now()
    with audit_context(by):
        funding_round.save(update_fields=["verified_by", "verified_at", "updated_at"])
    return funding_round


def author_refusal(funding_round: FundingRound, user: User) -> str:
    """Why this user does not verify the round, or "": as a member of the startup, they entered or changed it."""
    if not wrote(funding_round, user.pk, "written_by"):
        return ""
    return _("You entered or changed this round yourself: another person of the department has to verify it.")


@transaction.atomic
def unverify_round(funding_round: FundingRound, *, by: User, reason: str) -> FundingRound:
    """Revoke a verification, with the reason. The startup can then correct or remove the round."""
    require_department(funding_round.startup, by)
    funding_round = lock_or_refuse(funding_round)
    if not funding_round.verified_at:
        raise TransitionRefused(_("This round is not verified."))
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    funding_round.verified_by = funding_round.verified_at = None
    with audit_context(by, reason):
        funding_round.save(update_fields=["verified_by", "verified_at", "updated_at"])
    add_audit_note(funding_round.startup, "unverify_round", by=by, reason=reason.strip())
    return funding_round
