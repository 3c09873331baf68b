"""The list of an evaluator's reviews."""

from datetime import date

from django.utils.translation import gettext_lazy

from ecosystem.accounts.roles import Role
from ecosystem.core.ui.states import badge
from ecosystem.lists import cells
from ecosystem.lists.listing import Column, Empty, Listing
from ecosystem.lists.values import Stored, StoredChoice, StoredParts
from programmes.grants.filters.award import ReviewFilter
from programmes.grants.listings.parts import (
    call_column,
    dossier_column,
    dossier_fields,
    grants_url,
    has_role,
    number_column,
    queue_tool,
    startup_column,
)
from programmes.grants.models import OPEN_REVIEWS, Review, ReviewStatus, defer_long_texts


def _due_day(row: Review) -> date | None:
    """The day of an open review of a dossier under evaluation: the list's order of due days (`Review.due_key`)."""
    return _open_due_day(row.status, row.due_on)


def _open_due_day(status: str, due_on: date | None) -> date | None:
    return due_on if status in OPEN_REVIEWS else None


REVIEWS = Listing(
    slug="review",
    url_name="grants:review_list",
    title=gettext_lazy("My reviews"),
    order="-created",
    rows=lambda user: defer_long_texts(Review.objects.of_evaluator(user), "application").defer("search_folded"),
    fields=(
        "status",
        "total",
        "created_at",
        "due_on",
        *dossier_fields("application"),
    ),
    may_open=has_role(Role.EVALUATOR),
    filterset=ReviewFilter,
    empty=Empty(
        gettext_lazy("No reviews yet"),
        gettext_lazy("When the department assigns a dossier to you, it stands here and you get an email."),
        icon="clipboard-check",
    ),
    address_of=lambda row: grants_url("review_detail", row.pk),
    tools=(queue_tool("score", gettext_lazy("Score one by one"), Role.EVALUATOR),),
    columns=(
        dossier_column("application", lambda row: grants_url("review_detail", row.pk)),
        number_column("application"),
        startup_column(),
        call_column("application", visible=True),
        Column(
            "status",
            gettext_lazy("State"),
            StoredChoice("status", ReviewStatus),
            lambda row: badge(row.state),
            sort=("status", "pk"),
        ),
        Column(
            "due",
            gettext_lazy("Due"),
            StoredParts("status", "due_on", make=_open_due_day),
            lambda row: cells.due(_due_day(row)),
            kind="date",
            sort=("due_key", "pk"),
        ),
        Column("total", gettext_lazy("Total of 100"), Stored("total"), kind="decimal"),
        Column("created", gettext_lazy("Assigned"), Stored("created_at"), kind="time", sort=("pk",), visible=False),
    ),
)
