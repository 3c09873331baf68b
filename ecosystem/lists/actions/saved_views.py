"""What people do with lists: keep a view of one, and take its rows out of the portal."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import require_unchanged, version_of
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused, lock
from ecosystem.lists.listing import Listing
from ecosystem.lists.models import Audience, DefaultView, SavedView

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
def change_view(view: SavedView, *, by: User, version: str, name: str, audience: str, is_default: bool) -> SavedView:
    """Another name, other readers, or the view one begins with. Owner only.

    `version` is what the form read. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    view = _own(view, by)
    require_unchanged(version_of(view), version)
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


# --- Files -----------------------------------------------------------------------------------------------
def note_export(listing: Listing, *, by: User, kind: str, query: str, rows: int) -> None:
    """Who took how many of which rows out of the portal, and when."""
    AuditEntry.objects.create(
        model=f"list:{listing.slug}",
        object_id=0,
        transition="export",
        source="",
        target=kind,
        by=by,
        reason=f"{rows} rows; {query}",
    )
