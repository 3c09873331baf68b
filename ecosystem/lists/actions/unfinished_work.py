"""Parked background work: administrators are told, and try it again."""

from functools import partial

from django.db import transaction

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import Role
from ecosystem.core.attempts import WorkKind, forget, register_parked_listener
from ecosystem.core.models import AuditEntry, UnfinishedWork
from ecosystem.core.workflow import RoleRefused
from ecosystem.notices.notify import full_url, notify


@transaction.atomic
def retry_work(work: UnfinishedWork, kind: WorkKind, *, by: User) -> None:
    """Begin the work anew, with all its attempts. Raises RoleRefused for others than an administrator."""
    if not by.has_role(Role.ADMINISTRATOR):
        raise RoleRefused
    AuditEntry.objects.create(
        model=f"work:{work.kind}",
        object_id=0,
        transition="retry",
        source="",
        target="",
        by=by,
        reason=f"{work.key}: {work.last_error}"[:2000],
    )
    forget(kind, work.key)
    if kind.retry:
        kind.retry(work.key)


def notify_administrators(kind: WorkKind, work: UnfinishedWork) -> None:
    """Tell the administrators that work is parked, once for each time."""
    for user in recipients(roles={Role.ADMINISTRATOR}):
        notify(
            user,
            "work_parked",
            event=f"{work.kind}:{work.key}:{work.parked_at:%Y%m%d%H%M%S%f}",
            context={
                "label": kind.label,
                "title": partial(kind.title, work.key),
                "error": "" if work.was_interrupted else work.last_error,
                "link": full_url("lists:unfinished_work_list"),
            },
        )


register_parked_listener(notify_administrators)
