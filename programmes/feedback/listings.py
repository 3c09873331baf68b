"""The department's list of messages from the public: columns, orders, filters and the bulk action."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.states import badge
from ecosystem.core.web.navigation import record_url
from ecosystem.lists import cells
from ecosystem.lists.listing import BulkAction, Column, Empty, Listing
from ecosystem.lists.values import Stored, StoredChoice, StoredLabel, StoredPerson
from programmes.feedback.actions import take_over_refusal, take_over_unassigned_feedback
from programmes.feedback.filters import FeedbackFilter
from programmes.feedback.models import Feedback, FeedbackStatus
from programmes.plan.models import FeedbackKind


def _detail_url(row: Feedback) -> str:
    return record_url("feedback:feedback_detail", row.pk)


def _due_cell(row: Feedback) -> Any:
    return cells.due(row.due_on) if row.is_waiting or row.due_on is None else date_vi(row.due_on)


FEEDBACK = Listing(
    slug="feedback",
    url_name="feedback:feedback_list",
    title=gettext_lazy("Messages from the public"),
    order="due",
    rows=lambda user: Feedback.objects.visible_to(user).defer(
        "search_folded", "subject_words", "search_words", "answer", "closing_reason"
    ),
    may_open=lambda user: user.has_role(*DEPARTMENT),
    filterset=FeedbackFilter,
    empty=Empty(
        gettext_lazy("No messages yet"),
        gettext_lazy("What people send through the portal arrives here."),
        icon="message-square-text",
    ),
    address_of=_detail_url,
    row_name=lambda row: cells.dot_separated(row.subject, row.number),
    columns=(
        Column(
            "subject",
            gettext_lazy("Message"),
            Stored("subject"),
            lambda row: cells.title(
                _detail_url(row), row.subject, cells.dot_separated(row.number, date_vi(row.created_at))
            ),
            sort=("sort_key", "pk"),
            width=40,
        ),
        Column("number", gettext_lazy("Number"), Stored("number"), sort=("number_key", "pk"), visible=False),
        Column("kind", gettext_lazy("Kind"), StoredChoice("kind", FeedbackKind)),
        Column(
            "status",
            gettext_lazy("State"),
            StoredChoice("status", FeedbackStatus),
            lambda row: badge(row.state),
            sort=("status", "desk_key", "pk"),
        ),
        # Feedback.desk_key: waiting messages by due day, then settled ones, the newest first.
        Column("due", gettext_lazy("Due"), Stored("due_on"), _due_cell, kind="date", sort=("desk_key", "pk")),
        Column("handler", gettext_lazy("Dealt with by"), StoredPerson("handler"), joins=("handler",)),
        Column(
            "unit",
            gettext_lazy("Unit"),
            StoredLabel("unit"),
            joins=("unit",),
            visible=False,
            width=32,
        ),
        Column(
            "text",
            gettext_lazy("What was sent"),
            Stored("text"),
            lambda row: Truncator(row.text).chars(160),
            visible=False,
            width=60,
        ),
        Column("about", gettext_lazy("Page or dossier"), Stored("about"), visible=False, width=32),
        Column("name", gettext_lazy("Sender"), Stored("name"), visible=False),
        Column("email", gettext_lazy("Email address"), Stored("email"), visible=False, width=32),
        Column("received", gettext_lazy("Received"), Stored("created_at"), kind="time", sort=("pk",), visible=False),
        Column(
            "answered",
            gettext_lazy("Answered on"),
            Stored("answered_at"),
            kind="time",
            sort=("answered_key", "pk"),
            visible=False,
        ),
    ),
    bulk=(
        BulkAction(
            "take_over",
            gettext_lazy("Take over"),
            gettext_lazy("You deal with these messages and answer them by their due day."),
            may_use=lambda user: user.has_role(*Feedback.HANDLERS),
            refusal=take_over_refusal,
            run=lambda row, *, by, version: take_over_unassigned_feedback(row, by=by),
            joins=("handler",),
        ),
    ),
)
