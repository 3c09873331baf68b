"""A list's page: the declared list, what its address asks for, the reader's saved views, one page of rows."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.navigation import record_url
from ecosystem.core.web.pagination import KeysetPage, keyset_page
from ecosystem.lists import cells
from ecosystem.lists.chips import chips_of
from ecosystem.lists.filters import PAGING, StrictFilterSet
from ecosystem.lists.listing import LISTINGS, MAX_BULK, WHOLE, BulkAction, Listing, ListState, order_in_words
from ecosystem.lists.models import SavedView

FRAGMENT = "components/list.html"
LARGEST_KEY = 2**63 - 1


def listing_of(request: UserRequest, slug: str) -> Listing:
    """The list by its short name. Raises Http404, or PermissionDenied for whoever may not open it."""
    listing = LISTINGS.get(slug)
    if listing is None:
        raise Http404
    if not listing.admits(request.user):
        raise PermissionDenied
    return listing


@dataclass
class OpenList:
    """One list as one person has it open; the templates read it as `list`."""

    listing: Listing
    state: ListState
    filter: StrictFilterSet
    views: list[SavedView]
    view: SavedView | None
    user: User
    lost: list[str] = field(default_factory=list)
    page: KeysetPage | None = None

    # --- Addresses
    def query(self, **changes: str | None) -> QueryDict:
        """The same list with some keys changed; with a view, its number and all it was changed to."""
        query = self.state.query(**changes)
        if self.view and query:
            query["view"] = str(self.view.pk)
        if not query and self.has_default:
            query["view"] = WHOLE
        return query

    def address(self, **changes: str | None) -> str:
        query = self.query(**changes)
        return f"{self.listing.url}?{query.urlencode()}" if query else self.listing.url

    @property
    def has_default(self) -> bool:
        return _default_of(self.views) is not None

    @cached_property
    def own_query(self) -> str:
        """For the forms and files of this list: the filters, order and columns alone."""
        return self.state.query().urlencode()

    @property
    def page_query(self) -> QueryDict:
        return self.query()

    @property
    def whole_url(self) -> str:
        """The list without view, filters, order or columns."""
        return f"{self.listing.url}?view={WHOLE}" if self.has_default else self.listing.url

    @property
    def clear_url(self) -> str:
        """Without filters; order and columns stay."""
        query = QueryDict(mutable=True)
        for key in ("sort", "cols"):
            value = self.state.query().get(key)
            if value:
                query[key] = value
        if not query and self.has_default:
            query["view"] = WHOLE
        return f"{self.listing.url}?{query.urlencode()}" if query else self.listing.url

    # --- Parts of the page
    @cached_property
    def key(self) -> str:
        """Names all that depends on the list and what its address asks for, but for rows and saved views."""
        view = self.view.pk if self.view else self.has_default
        return f"{self.listing.slug} {view} {self.own_query}"

    @property
    def keep(self) -> list[tuple[str, str]]:
        """What the filter form carries along: order, columns and view."""
        query = self.state.query()
        pairs = [(key, str(query[key])) for key in ("sort", "cols") if key in query]
        if self.view:
            pairs.append(("view", str(self.view.pk)))
        elif self.has_default:
            pairs.append(("view", WHOLE))
        return pairs

    @property
    def keep_filters(self) -> list[tuple[str, str]]:
        """What the form of columns and order carries along: the filters, and the view."""
        pairs = [(key, value) for key, values in self.state.filters.lists() for value in values if value]
        view = str(self.view.pk) if self.view else WHOLE if self.has_default else ""
        return [*pairs, ("view", view)] if view else pairs

    @property
    def heads(self) -> list[dict[str, Any]]:
        """The heads of the table, with the address that orders by each."""
        heads = []
        for column in self.state.columns:
            head: dict[str, Any] = {"column": column}
            if column.sort:
                active = self.state.sorted_by is column
                turned = active and not self.state.is_descending
                key = f"-{column.key}" if turned else column.key
                head["url"] = self.address(sort=None if key == self.listing.order else key)
                head["aria"] = ("descending" if self.state.is_descending else "ascending") if active else ""
            heads.append(head)
        return heads

    @property
    def sorts(self) -> list[dict[str, Any]]:
        """Every order, both ways, for the form."""
        return [
            {"key": key, "column": column, "descending": key.startswith("-"), "chosen": key == self.state.sort}
            for column in self.listing.columns
            if column.sort
            for key in (column.key, f"-{column.key}")
        ]

    @property
    def choosable(self) -> list[dict[str, Any]]:
        return [{"column": column, "chosen": column in self.state.columns} for column in self.listing.columns[1:]]

    @property
    def own_columns_url(self) -> str:
        """With the columns and the order that the list has by itself."""
        return self.address(sort=None, cols=None)

    @property
    def chips(self) -> list[dict[str, Any]]:
        chips = chips_of(self.state.filters, self.filter.form)
        for chip in chips:
            left = self.address(**{chip["key"]: None})
            chip["url"] = left if len(chips) > 1 else self.clear_url
        return chips

    @property
    def in_order(self) -> str:
        return order_in_words(self.state)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {
                "view": view,
                "url": f"{self.listing.url}?view={view.pk}",
                "active": view == self.view,
                "is_own": view.owner_id == self.user.pk,
            }
            for view in self.views
        ]

    @property
    def is_changed(self) -> bool:
        """Whether the open view no longer shows what it was saved with."""
        return bool(self.view) and self.own_query != self.view.query  # type: ignore[union-attr]

    @property
    def is_own_view(self) -> bool:
        return bool(self.view) and self.view.owner_id == self.user.pk  # type: ignore[union-attr]

    @property
    def bulk(self) -> list[BulkAction]:
        return [action for action in self.listing.bulk if action.offered(self.user)]

    @property
    def bulk_keys(self) -> str:
        return " ".join(action.key for action in self.bulk)

    @property
    def max_bulk(self) -> int:
        return MAX_BULK

    @property
    def body(self) -> SafeString:
        """The rows of the page."""
        name_of, columns = self.listing.name_of, self.state.columns
        rows = ((row.pk, name_of(row), [column.html(row) for column in columns]) for row in self.page or [])
        return cells.table_body(columns, rows, self.listing.bulk_id)

    def of_list(self, name: str, query: str = "") -> str:
        """The address of something that every list offers."""
        url = record_url(f"lists:{name}", self.listing.slug)
        return f"{url}?{query}" if query else url

    def of_view(self, name: str) -> str:
        """The address of something that is done with the open view."""
        return reverse(f"lists:{name}", args=[self.view.pk]) if self.view else ""

    @property
    def view_urls(self) -> dict[str, str]:
        return {name: self.of_view(f"view_{name}") for name in ("replace", "default", "edit", "delete")}

    @property
    def bulk_url(self) -> str:
        return self.of_list("bulk_preview")

    def export_url(self, kind: str) -> str:
        return self.of_list(f"export_{kind}", self.own_query)

    @property
    def csv_url(self) -> str:
        return self.export_url("csv")

    @property
    def xlsx_url(self) -> str:
        return self.export_url("xlsx")

    @property
    def save_url(self) -> str:
        return self.of_list("view_create", urlencode({"query": self.own_query}))


def open_list(request: UserRequest, listing: Listing) -> OpenList:
    """The list as this request's address asks for it, not yet cut into pages.

    A bare address opens the person's own default view. Raises SuspiciousOperation on a key that is not offered,
    Http404 on a view that the person may not open.
    """
    views = _views_of(request, listing)
    data: QueryDict = request.GET
    view = _view(views, data.get("view", "")) if data else _default_of(views)
    lost: list[str] = []
    if view and not set(data) - PAGING - {"view"}:
        data, lost = stored_query(listing, view)
    state = ListState(listing, data)
    rows = state.rows(listing.rows(request.user))
    filterset = listing.filterset(state.filters, queryset=rows, request=request)
    return OpenList(listing, state, filterset, views, view, request.user, lost)


def _views_of(request: UserRequest, listing: Listing) -> list[SavedView]:
    """The views that the person may open; most lists have none."""
    if not SavedView.objects.filter(listing=listing.slug).exists():
        return []
    return list(SavedView.objects.visible_to(request.user).for_list(listing.slug, request.user))


def _default_of(views: list[SavedView]) -> SavedView | None:
    return next((view for view in views if view.is_default), None)  # type: ignore[attr-defined]


def _view(views: list[SavedView], asked: str) -> SavedView | None:
    if asked in {"", WHOLE}:
        return None
    view = next((one for one in views if str(one.pk) == asked), None)
    if view is None:
        raise Http404
    return view


def stored_query(listing: Listing, view: SavedView) -> tuple[QueryDict, list[str]]:
    """What a view asks for today, and the keys of it that the list no longer offers."""
    stored = QueryDict(view.query)
    kept, lost = QueryDict(mutable=True), []
    for key, values in stored.lists():
        if key == "cols":
            names = [name for value in values for name in value.split(",")]
            lost += [name for name in names if name not in listing.by_key]
            known = [name for name in names if name in listing.by_key]
            if known:
                kept["cols"] = ",".join(known)
        elif key == "sort":
            if values[-1].removeprefix("-") in listing.sortable:
                kept["sort"] = values[-1]
            else:
                lost.append(values[-1])
        elif listing.offers(key):
            kept.setlist(key, values)
        else:
            lost.append(key)
    return kept, lost


def list_response(request: UserRequest, listing: Listing, template: str, **context: Any) -> HttpResponse:
    """The list's page, or for htmx its table alone. Raises PermissionDenied for whoever may not open it."""
    if not listing.admits(request.user):
        raise PermissionDenied
    opened = open_list(request, listing)
    opened.page = keyset_page(request, opened.filter.qs, opened.state.ordering, source=opened.filter.unfiltered)
    context |= {"list": opened, "filter": opened.filter, "page": opened.page}
    return render(request, fragment_or_page(request, fragment=FRAGMENT, page=template), context)
