"""What people do with lists: keep a view of one, and do one thing to many rows."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import Audience, BulkOutcome, BulkRow, BulkRun, DefaultView, SavedView, User
from ecosystem.core.listing import MAX_BULK, BulkAction, Listing
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused, lock

logger = logging.getLogger(__name__)
MAX_VIEWS = 50


# --- Saved views -----------------------------------------------------------------------------------------
@transaction.atomic
def save_view(listing: Listing, *, by: User, name: str, query: str, audience: str, is_default: bool) -> SavedView:
    """Keep filters, order and columns under a name; a name that is taken is refused. `query` is offered keys only."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    own = SavedView.objects.filter(owner=by, listing=listing.slug)
    _must_be_free(own, name)
    if own.count() >= MAX_VIEWS:
        raise TransitionRefused(
            _("You have %(count)s saved views of this list. Delete one first.") % {"count": MAX_VIEWS}
        )
    view = SavedView.objects.create(owner=by, listing=listing.slug, name=name, query=query, audience=audience)
    if is_default:
        choose_default(view, by=by)
    return view


@transaction.atomic
def change_view(view: SavedView, *, by: User, name: str, audience: str, is_default: bool) -> SavedView:
    """Another name, other readers, or the view one begins with. Owner only."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    view = _own(view, by)
    _must_be_free(SavedView.objects.filter(owner=by, listing=view.listing).exclude(pk=view.pk), name)
    view.name, view.audience = name, audience
    view.save(update_fields=["name", "audience", "updated_at"])
    if is_default:
        choose_default(view, by=by)
    else:
        DefaultView.objects.filter(user=by, view=view).delete()
    if audience == Audience.NOBODY:
        DefaultView.objects.filter(view=view).exclude(user=by).delete()
    return view


@transaction.atomic
def replace_view(view: SavedView, *, by: User, query: str) -> SavedView:
    """Keep what is shown now under the same name. Owner only."""
    view = _own(view, by)
    view.query = query
    view.save(update_fields=["query", "updated_at"])
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: User) -> None:
    """Owner only; whoever began with it begins with the whole list again."""
    _own(view, by).delete()


@transaction.atomic
def choose_default(view: SavedView, *, by: User) -> None:
    """Begin this list with the view, one's own or a shared one."""
    DefaultView.objects.update_or_create(user=by, listing=view.listing, defaults={"view": view})


@transaction.atomic
def forget_default(view: SavedView, *, by: User) -> None:
    """Begin with the whole list again."""
    DefaultView.objects.filter(user=by, view=view).delete()


def _own(view: SavedView, by: User) -> SavedView:
    view = lock(view)
    if view.owner_id != by.pk:
        raise RoleRefused(_("Only its owner changes a saved view."))
    return view


def _must_be_free(views: Any, name: str) -> None:
    if views.filter(name=name).exists():
        raise TransitionRefused(_("You already have a view of this name. Choose another name."))


# --- Many rows at once -------------------------------------------------------------------------------------
def run_bulk(
    listing: Listing,
    action: BulkAction,
    rows: Sequence[Any],
    *,
    by: User,
    token: UUID,
    seen: Mapping[int, str],
    possible: frozenset[int],
    data: Mapping[str, Any],
) -> BulkRun:
    """Do the action to every row, each in a transaction of its own, and keep what became of each.

    `possible` are the rows that the preview promised; the others are noted with the reason. A token that was used
    before does nothing and gives the earlier run. Each row's own action checks, locks and leaves its audit entry.
    """
    if len(rows) > MAX_BULK:
        raise TransitionRefused(_("At most %(count)s rows at once.") % {"count": MAX_BULK})
    run, is_new = _begin(listing, action, rows, by=by, token=token, data=data)
    if not is_new:
        return run
    lines = {line.object_id: line for line in run.rows.all()}
    for row in rows:
        line = lines[row.pk]
        if row.pk in possible:
            line.outcome, line.message = _outcome(action, row, by, seen.get(row.pk, ""), data)
        else:
            words = action.refusal(row, by, **data) or _("This was not possible when you looked.")
            line.outcome, line.message = BulkOutcome.REFUSED, words
        line.save(update_fields=["outcome", "message"])
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at", "updated_at"])
    return run


@transaction.atomic
def _begin(
    listing: Listing, action: BulkAction, rows: Sequence[Any], *, by: User, token: UUID, data: Mapping[str, Any]
) -> tuple[BulkRun, bool]:
    fields = {"listing": listing.slug, "action": action.key, "note": "; ".join(map(str, data.values()))[:300]}
    run, is_new = BulkRun.objects.get_or_create(token=token, by=by, defaults=fields)
    if is_new:
        BulkRow.objects.bulk_create(
            BulkRow(run=run, object_id=row.pk, label=listing.name_of(row)[:300], url=listing.address_of(row))
            for row in rows
        )
    return run, is_new


def _outcome(action: BulkAction, row: Any, by: User, seen: str, data: Mapping[str, Any]) -> tuple[BulkOutcome, str]:
    try:
        with transaction.atomic():
            action.run(row, by=by, seen=seen, **data)
    except (TransitionRefused, PermissionDenied) as refusal:
        return BulkOutcome.REFUSED, str(refusal) or _("Your role does not allow this step.")
    except Exception:  # one row's fault must not keep the others, nor the answer, from the person
        logger.exception("bulk %s failed at %s", action.key, row.pk)
        return BulkOutcome.FAILED, _("An error on our side. Nothing changed in this record.")
    return BulkOutcome.DONE, ""


def note_export(listing: Listing, *, by: User, kind: str, query: str) -> None:
    """Who took which rows out of the portal, and when (B16)."""
    AuditEntry.objects.create(
        model=f"list:{listing.slug}", object_id=0, transition="export", source="", target=kind, by=by, reason=query
    )
