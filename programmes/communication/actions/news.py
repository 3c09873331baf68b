"""Actions on news: create, edit, publish, unpublish."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import require_unchanged, require_version, version_of
from ecosystem.core.steps import require_move
from ecosystem.core.workflow import RoleRefused, lock, move
from programmes.communication.models import NewsItem

SLUG_LENGTH = 90


@transaction.atomic
def create_news(*, by: User, **fields: Any) -> NewsItem:
    """Create a draft. Its slug is made of the first title and never changes."""
    _require_writer(by)
    return NewsItem.objects.create(created_by=by, slug=free_slug(fields["title"]), **fields)


@transaction.atomic
def edit_news(item: NewsItem, *, by: User, version: str, **fields: Any) -> NewsItem:
    """Edit the texts, also of a published item. The history stores the earlier ones.

    `version` is what the form read. Raises EditConflict, RoleRefused.
    """
    _require_writer(by)
    locked = lock(item)
    require_unchanged(version_of(locked), version)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def publish_news(item: NewsItem, *, by: User, expected_version: str) -> NewsItem:
    """Publish the item in the version `expected_version` (see `version_of`). An item published before keeps its first date."""
    item = lock(item)
    require_move(item, "publish", by)
    require_version(item, expected_version)
    return move(item, "publish", by=by, published_at=item.published_at or timezone.now())


@transaction.atomic
def unpublish_news(item: NewsItem, *, by: User, reason: str) -> NewsItem:
    return move(item, "unpublish", by=by, reason=reason)


def free_slug(title: str) -> str:
    """A slug made of the title; with a random suffix where another item has it."""
    slug = slugify(title.replace("đ", "d").replace("Đ", "D"))[:SLUG_LENGTH].strip("-") or "tin"
    if not NewsItem.objects.filter(slug=slug).exists():
        return slug
    return f"{slug}-{get_random_string(5, 'abcdefghjkmnpqrstuvwxyz23456789')}"


def _require_writer(by: User) -> None:
    if not by.has_role(*NewsItem.WRITERS):
        raise RoleRefused(_("News is written by officers and managers of the department."))
