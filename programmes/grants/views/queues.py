"""Queues: a person works through a filtered list; after each step the page of the next row opens.

The address holds the whole state of a queue: `queue` names it, `list` is the query of the list from which it was started,
`done` counts the steps made since. So it survives a reload, a second window and a new session.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.web.methods import read_view
from ecosystem.lists.listing import Listing, ListState
from programmes.grants.listings.application import APPLICATIONS
from programmes.grants.listings.award import AWARDS
from programmes.grants.listings.review import REVIEWS
from programmes.grants.models import Application, ApplicationStatus, AwardStatus, Recommendation, Review, ReviewStatus

S = ApplicationStatus
MAX_ITEMS = 1000


@dataclass(frozen=True)
class Queue:
    """The rows of a list that wait for one step of the user.

    `waiting(rows, user)` narrows the rows. `key` is the column that the address of the page names, `pages` names the page
    by the value of the column `page_by`. `sort` is the order of a queue that was not started from a list.
    """

    slug: str
    listing: Listing
    role: Role
    waiting: Callable[[Any, User], Any]
    key: str
    page_by: str
    pages: Mapping[str, str]
    sort: str = ""


def _steps_of(user: User, *statuses: str) -> Any:
    return Application.objects.waiting_for(user).filter(status__in=statuses).order_by().values("pk")


def _rows_to_check(rows: Any, user: User) -> Any:
    return rows.filter(pk__in=_steps_of(user, S.SUBMITTED, S.CHECKING))


def _rows_to_propose(rows: Any, user: User) -> Any:
    """Dossiers under evaluation with all needed scores."""
    sent = Review.objects.filter(application=OuterRef("pk"), status=ReviewStatus.SENT).order_by().values("application")
    scored = Coalesce(Subquery(sent.annotate(n=Count("pk")).values("n")), 0)
    ready = rows.filter(pk__in=_steps_of(user, S.EVALUATING)).alias(scored=scored)
    return ready.filter(scored__gte=F("call__evaluators_per_dossier"))


def _rows_to_decide(rows: Any, user: User) -> Any:
    """Proposals of other people."""
    proposed = rows.filter(status=AwardStatus.PROPOSED, application__in=_steps_of(user, S.PROPOSED))
    return proposed.exclude(proposed_by=user)


QUEUES = {
    queue.slug: queue
    for queue in (
        Queue(
            slug="check",
            listing=APPLICATIONS,
            role=Role.OFFICER,
            waiting=_rows_to_check,
            key="pk",
            page_by="status",
            pages={
                S.SUBMITTED: "grants:application_completeness",
                S.CHECKING: "grants:application_completeness",
            },
            sort="due",
        ),
        Queue(
            slug="score",
            listing=REVIEWS,
            role=Role.EVALUATOR,
            waiting=lambda rows, user: rows.pending(),
            key="pk",
            page_by="status",
            pages={ReviewStatus.ASSIGNED: "grants:review_detail", ReviewStatus.OPEN: "grants:review_score"},
        ),
        Queue(
            slug="propose",
            listing=APPLICATIONS,
            role=Role.OFFICER,
            waiting=_rows_to_propose,
            key="pk",
            page_by="status",
            pages={S.EVALUATING: "grants:award_propose"},
            sort="due",
        ),
        Queue(
            slug="decide",
            listing=AWARDS,
            role=Role.DIRECTOR,
            waiting=_rows_to_decide,
            key="application_id",
            page_by="recommendation",
            pages={Recommendation.GRANT: "grants:award_approve", Recommendation.REFUSE: "grants:award_reject"},
        ),
    )
}


@dataclass
class QueuePlace:
    """The position of one row in its queue; templates read it as `place`."""

    queue: Queue
    query: str
    done: int
    request: UserRequest
    pk: int

    @cached_property
    def _items(self) -> list[tuple[int, str]]:
        state = ListState(self.queue.listing, QueryDict(self.query))
        listing, user = self.queue.listing, self.request.user
        rows = listing.filterset(state.filters, queryset=listing.rows(user), request=self.request).qs
        waiting = self.queue.waiting(rows, user).order_by(*state.ordering)
        return list(waiting.values_list(self.queue.key, self.queue.page_by)[:MAX_ITEMS])

    @cached_property
    def _index(self) -> int | None:
        return next((index for index, (pk, _page) in enumerate(self._items) if pk == self.pk), None)

    @property
    def position(self) -> int | None:
        """1 for the first; None for a row that no longer waits for this step."""
        return None if self._index is None else self.done + self._index + 1

    @property
    def total(self) -> int:
        return self.done + len(self._items)

    @property
    def back_url(self) -> str:
        """The list with its filters and order."""
        return f"{self.queue.listing.url}?{self.query}" if self.query else self.queue.listing.url

    @property
    def first_url(self) -> str:
        """The first row, or the list when none waits."""
        return self._address(self._items[0], self.done) if self._items else self.back_url

    @property
    def skip_url(self) -> str:
        """The row after this one, or "" for the last."""
        return self._address(self._next_item, self.done) if self._next_item else ""

    @property
    def next_url(self) -> str:
        """The address after the step of this page: that of the next row, or of the list.

        Read it before the step: after it, the row has left the list.
        """
        return self._address(self._next_item, self.done + 1) if self._next_item else self.back_url

    @property
    def suffix(self) -> str:
        """The query that keeps another page about the same row in the queue."""
        return f"?{self._query(self.done)}"

    @property
    def _next_item(self) -> tuple[int, str] | None:
        later_items = self._items if self._index is None else self._items[self._index + 1 :]
        return later_items[0] if later_items else None

    def _address(self, item: tuple[int, str], done: int) -> str:
        pk, page = item
        return f"{reverse(self.queue.pages[page], args=[pk])}?{self._query(done)}"

    def _query(self, done: int) -> str:
        query = QueryDict(mutable=True)
        query["queue"] = self.queue.slug
        if self.query:
            query["list"] = self.query
        if done:
            query["done"] = str(done)
        return query.urlencode()


def queue_place(request: UserRequest, pk: int) -> QueuePlace | None:
    """The place of the row in the queue that the address names, or None outside a queue.

    Raises SuspiciousOperation (400) for a list that does not offer the query.
    """
    queue = QUEUES.get(request.GET.get("queue", ""))
    if queue is None or not request.user.has_role(queue.role):
        return None
    done = request.GET.get("done", "")
    place = QueuePlace(
        queue=queue,
        query=request.GET.get("list", ""),
        done=int(done) if done.isdecimal() and len(done) < 5 else 0,
        request=request,
        pk=pk,
    )
    ListState(queue.listing, QueryDict(place.query))
    return place


def next_url(place: QueuePlace | None, otherwise: str) -> str:
    """The address after the step of a page: of the next row of its queue, or `otherwise`. Call it before the step."""
    return place.next_url if place else otherwise


def suffix(place: QueuePlace | None) -> str:
    """The query that keeps the next page about the same row in the queue, or "" outside a queue."""
    return place.suffix if place else ""


@read_view
def queue_start(request: UserRequest, slug: str) -> HttpResponse:
    """Open the first row that waits, of the list with the filters and the order of this address."""
    queue = QUEUES.get(slug)
    if queue is None or not request.user.has_role(queue.role):
        raise Http404
    query = request.GET.urlencode() or (f"sort={queue.sort}" if queue.sort else "")
    state = ListState(queue.listing, QueryDict(query))
    place = QueuePlace(queue=queue, query=state.query().urlencode(), done=0, request=request, pk=0)
    address = place.first_url
    if address == place.back_url:
        messages.info(request, _("Nothing in this list waits for your step."))
    return redirect(address)
