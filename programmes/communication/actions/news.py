"""News: written, published, taken off."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import require_seen, require_unchanged, version_of
from ecosystem.core.steps import require_move
from ecosystem.core.workflow import RoleRefused, lock, move
from programmes.communication.models import NewsItem

SLUG_LENGTH = 90


@transaction.atomic
def create_news(*, by: User, **fields: Any) -> NewsItem:
    """A draft. Its address comes from the first title and stays."""
    _must_write(by)
    return NewsItem.objects.create(created_by=by, slug=free_slug(fields["title"]), **fields)


@transaction.atomic
def edit_news(item: NewsItem, *, by: User, version: str, **fields: Any) -> NewsItem:
    """Correct the words, also of a published item; the history keeps what stood there.

    `version` is what the form read. Raises EditConflict, RoleRefused.
    """
    _must_write(by)
    locked = lock(item)
    require_unchanged(version_of(locked), version)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def publish_news(item: NewsItem, *, by: User, seen: str) -> NewsItem:
    """Show to everybody what was `seen` (its `version_of`). An item that was published before keeps its day."""
    item = lock(item)
    require_move(item, "publish", by)
    require_seen(item, seen)
    return move(item, "publish", by=by, published_at=item.published_at or timezone.now())


@transaction.atomic
def unpublish_news(item: NewsItem, *, by: User, reason: str) -> NewsItem:
    return move(item, "unpublish", by=by, reason=reason)


def free_slug(title: str) -> str:
    """The title in plain letters; with a few letters more where another item has it."""
    plain = slugify(title.replace("đ", "d").replace("Đ", "D"))[:SLUG_LENGTH].strip("-") or "tin"
    taken = NewsItem.objects.filter(slug=plain).exists()
    return f"{plain}-{get_random_string(5, 'abcdefghjkmnpqrstuvwxyz23456789')}" if taken else plain


def _must_write(by: User) -> None:
    if not by.has_role(*NewsItem.WRITERS):
        raise RoleRefused(_("News is written by officers and managers of the department."))
