"""Amendments of a published call (wording, contact, a later deadline), and later deadlines for one startup."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import require_unchanged, version_of
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused, lock
from ecosystem.notices.notify import full_url, notify
from programmes.grants.actions.call_notices import announce_amendments
from programmes.grants.models import (
    FINAL_STATUSES,
    AmendedPart,
    Amendment,
    Application,
    Call,
    CallStatus,
    DeadlineExtension,
)
from programmes.grants.recipients import startup_writers
from startups.models import Startup

AMENDABLE = tuple(part.value for part in AmendedPart if part != AmendedPart.EVALUATORS)


def pinned_rules_text() -> str:
    """The text that explains why some parts of a published call are never amended."""
    return _(
        "Support policy, caps, criteria, weights, papers, pass mark, number of evaluators, unit and budget line decide "
        "who is supported: applicants rely on them as they were published. To change them, cancel the call and publish "
        "a new one."
    )


@transaction.atomic
def amend_call(call: Call, *, by: User, version: str, reason: str, **fields: Any) -> list[Amendment]:
    """Change wording, contact or deadline of a published call; notify everybody with a draft or dossier in it.

    Returns [] and does nothing when no value differs. `version` is that of the form. The deadline only moves to a later
    time in the future; other parts of the call are refused.
    Raises EditConflict, RoleRefused, TransitionRefused.
    """
    call = _lock_published(call, by)
    require_unchanged(version_of(call), version)
    if set(fields) - set(AMENDABLE):
        raise TransitionRefused(pinned_rules_text())
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    changed = {name: value for name, value in fields.items() if getattr(call, name) != value}
    if not changed:
        return []
    if "closes_at" in changed:
        _require_later(changed["closes_at"], call.closes_at)
    amendments = [_amendment(call, name, value) for name, value in changed.items()]
    for name, value in changed.items():
        setattr(call, name, value)
    call.save(update_fields=[*changed, "updated_at"])
    return record_amendments(call, amendments, by=by, reason=reason)


def _amendment(call: Call, name: str, value: Any) -> Amendment:
    old = getattr(call, name)
    if name == AmendedPart.CLOSES_AT:
        return Amendment(part=name, old_closes_at=old, new_closes_at=value)
    return Amendment(part=name, old=old, new=value)


def record_amendments(call: Call, amendments: Sequence[Amendment], *, by: User, reason: str) -> list[Amendment]:
    """Save the amendments of one change, and notify everybody with a draft or dossier. The caller opens the transaction."""
    rows = list(amendments)
    for row in rows:
        row.call, row.made_by, row.reason, row.created_at = call, by, reason.strip(), timezone.now()
        row.save()
    announce_amendments(call, rows)
    return rows


@transaction.atomic
def extend_deadline(call: Call, startup: Startup, *, by: User, until: datetime, reason: str) -> DeadlineExtension:
    """Extend the deadline of a call for one startup, which may start and send its application until then.

    A second entry puts the first one right, with an earlier or later time. Refused unless the time lies in the future
    and after the call's closing time, and once the startup has sent.
    """
    call = _lock_published(call, by)
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    if startup.archived_at:
        raise TransitionRefused(_("This record was archived and cannot apply."))
    _require_not_sent(call, startup)
    _require_later(until, call.closes_at)
    earlier = call.extensions.of_startup(call, startup).first()
    if earlier and earlier.until == until:
        raise FieldRefused(_("This startup has this time already."), "until")
    extension = DeadlineExtension.objects.create(
        call=call, startup=startup, until=until, reason=reason.strip(), granted_by=by
    )
    _notify_of_extension(extension, "deadline_extended", earlier=earlier.until if earlier else None)
    return extension


@transaction.atomic
def revoke_extension(call: Call, startup: Startup, *, by: User, reason: str) -> DeadlineExtension:
    """Take one startup's own closing time back while it is not used up: from now on the call's time holds for it too.

    Refused once the startup has sent, or when its time has passed or was revoked already.
    """
    call = _lock_published(call, by)
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    _require_not_sent(call, startup)
    last = call.extensions.of_startup(call, startup).first()
    if last is None or last.until is None or last.until <= timezone.now():
        raise TransitionRefused(_("This startup has no extension that still runs."))
    entry = DeadlineExtension.objects.create(call=call, startup=startup, reason=reason.strip(), granted_by=by)
    _notify_of_extension(entry, "extension_revoked", earlier=last.until)
    return entry


def _require_not_sent(call: Call, startup: Startup) -> None:
    sent = call.applications.filter(startup=startup, submitted_at__isnull=False).exclude(status__in=FINAL_STATUSES)
    if sent.exists():
        raise TransitionRefused(_("This startup has sent its application already."))


def _notify_of_extension(entry: DeadlineExtension, kind: str, *, earlier: datetime | None) -> None:
    """Tell the owners and editors of the startup, with the time that held before."""
    call, startup = entry.call, entry.startup
    draft = Application.objects.filter(call=call, startup=startup, status="draft").first()
    page = ("grants:application_detail", draft.pk) if draft else ("grants:application_start", call.code, startup.pk)
    for person in startup_writers(startup):
        context = {"call": call, "startup": startup, "extension": entry, "earlier": earlier, "link": full_url(*page)}
        notify(person, kind, event=str(entry.pk), context=context)


def _require_later(new: datetime, old: datetime) -> None:
    if new <= old:
        raise TransitionRefused(_("A published deadline only moves to a later time."))
    if new <= timezone.now():
        raise TransitionRefused(_("The closing time lies in the past."))


def _lock_published(call: Call, by: User) -> Call:
    locked = lock(call)
    if Role.MANAGER not in locked.roles_of(by):
        raise RoleRefused(_("Your role does not allow this step."))
    if locked.status != CallStatus.PUBLISHED:
        raise TransitionRefused(_("Only a published call is amended; a draft is changed on its own page."))
    return locked
