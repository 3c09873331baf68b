"""Saved views of lists, and the audit of exports."""

from django.db import transaction
from django.db.models import QuerySet
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
    """Save filters, order and columns (`query`, keys that the list accepts) under a name.

    Raises TransitionRefused for a name that the person already uses, and beyond MAX_VIEWS.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    own = SavedView.objects.filter(owner=by, listing=listing.slug)
    _require_free_name(own, name)
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
    """Change name, audience or default of a view. Owner only.

    `version` is that of the view when the form was opened. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    view = _require_own(view, by)
    require_unchanged(version_of(view), version)
    _require_free_name(SavedView.objects.filter(owner=by, listing=view.listing).exclude(pk=view.pk), name)
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
    """Replace the query of a view. Owner only."""
    view = _require_own(view, by)
    view.query = query
    view.save(update_fields=["query", "updated_at"])
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: User) -> None:
    """Delete a view, also as anybody's default. Owner only."""
    _require_own(view, by).delete()


@transaction.atomic
def choose_default(view: SavedView, *, by: User) -> None:
    """Make the view, own or shared, the person's default of its list."""
    DefaultView.objects.update_or_create(user=by, listing=view.listing, defaults={"view": view})


@transaction.atomic
def clear_default(view: SavedView, *, by: User) -> None:
    """Remove the person's default of this list."""
    DefaultView.objects.filter(user=by, view=view).delete()


def _require_own(view: SavedView, by: User) -> SavedView:
    view = lock(view)
    if view.owner_id != by.pk:
        raise RoleRefused(_("Only its owner changes a saved view."))
    return view


def _require_free_name(views: QuerySet[SavedView], name: str) -> None:
    if views.filter(name=name).exists():
        raise TransitionRefused(_("You already have a view of this name. Choose another name."))


# --- Files -----------------------------------------------------------------------------------------------
def log_export(slug: str, *, by: User, kind: str, query: str, rows: int) -> None:
    """Audit who exported how many rows of the list with this slug, and with which filters."""
    AuditEntry.objects.create(
        model=f"list:{slug}",
        object_id=0,
        transition="export",
        source="",
        target=kind,
        by=by,
        reason=f"{rows} rows; {query}",
    )
