"""The department's list of news: its columns, orders, filters and actions on many rows."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.conflicts import version_of
from ecosystem.core.steps import ReasonForm, move_refusal
from ecosystem.core.ui.states import badge
from ecosystem.core.web.navigation import record_url
from ecosystem.lists import cells
from ecosystem.lists.listing import BulkAction, Column, Empty, Listing
from programmes.communication.actions.news import publish_news, unpublish_news
from programmes.communication.filters import NewsFilter
from programmes.communication.models import NewsItem


def _address(row: NewsItem) -> str:
    return record_url("communication:news_manage", row.pk)


def _pillar(row: NewsItem) -> str:
    return f"{row.pillar.roman}. {row.pillar.label}" if row.pillar else ""


def _holds(name: str) -> Any:
    """Who may make this move."""
    return lambda user: user.has_role(*NewsItem.TRANSITIONS[name].roles)


def _reason(rows: Sequence[NewsItem], data: Any) -> ReasonForm:
    return ReasonForm(data)


NEWS = Listing(
    slug="news",
    url_name="communication:news_manage_list",
    title=gettext_lazy("News"),
    order="-created",
    rows=lambda user: NewsItem.objects.visible_to(user).defer("search_folded", "body", "source_url"),
    may_open=lambda user: user.has_role(*DEPARTMENT),
    filterset=NewsFilter,
    empty=Empty(
        gettext_lazy("No news yet"), gettext_lazy("Officers and managers write, a manager publishes."), icon="newspaper"
    ),
    address_of=_address,
    columns=(
        Column(
            "title",
            gettext_lazy("Title"),
            lambda row: row.label,
            lambda row: cells.title(_address(row), row.label, _pillar(row)),
            sort=("sort_key", "pk"),
            joins=("pillar__scheme",),
            width=40,
        ),
        Column(
            "status",
            gettext_lazy("State"),
            lambda row: row.get_status_display(),
            lambda row: badge(row.state),
            sort=("status", "pk"),
        ),
        Column(
            "published",
            gettext_lazy("Published"),
            lambda row: row.published_at,
            kind="time",
            sort=("published_key", "pk"),
        ),
        Column(
            "changed", gettext_lazy("Last changed"), lambda row: row.updated_at, kind="time", sort=("updated_at", "pk")
        ),
        Column(
            "english",
            gettext_lazy("English text"),
            lambda row: _("Written") if row.title_en and row.body_en else _("Missing"),
            visible=False,
        ),
        Column("pillar", gettext_lazy("Pillar"), _pillar, visible=False, width=32),
        Column("summary", gettext_lazy("Summary"), lambda row: row.summary, visible=False, width=60),
        Column(
            "author",
            gettext_lazy("Written by"),
            lambda row: str(row.created_by or ""),
            joins=("created_by",),
            visible=False,
        ),
        Column("created", gettext_lazy("Begun"), lambda row: row.created_at, kind="time", sort=("pk",), visible=False),
    ),
    bulk=(
        BulkAction(
            "publish",
            gettext_lazy("Publish the news item"),
            gettext_lazy(
                "You answer for having read each item. Everybody can read them at once, and they go out with the feeds."
            ),
            may_use=_holds("publish"),
            refusal=lambda row, user: move_refusal(row, "publish", user),
            version_of=version_of,
            run=lambda row, *, by, version: publish_news(row, by=by, expected_version=version),
        ),
        BulkAction(
            "unpublish",
            gettext_lazy("Take off the portal"),
            gettext_lazy(
                "Their addresses then say that there is no such page. Whoever has read them keeps what was read."
            ),
            may_use=_holds("unpublish"),
            refusal=lambda row, user, reason="": move_refusal(row, "unpublish", user),
            form=_reason,
            run=lambda row, *, by, version, reason: unpublish_news(row, by=by, reason=reason),
        ),
    ),
)
