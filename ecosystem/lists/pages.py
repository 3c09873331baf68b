"""The page of a list: its state, the person's saved views, one page of rows."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.navigation import record_url
from ecosystem.core.web.pagination import KeysetPage, keyset_page
from ecosystem.lists import cells
from ecosystem.lists.chips import active_filter_chips
from ecosystem.lists.filters import PAGING, StrictFilterSet
from ecosystem.lists.listing import (
    NO_VIEW,
    BulkAction,
    Listing,
    ListState,
    find_file_listing,
    find_listing,
    order_label,
)
from ecosystem.lists.models import SavedView

FRAGMENT = "components/list.html"
MAX_KEY = 2**63 - 1


def get_listing(request: UserRequest, slug: str) -> Listing:
    """The list of this slug. Raises Http404, or PermissionDenied when the person may not open it."""
    return _require_open(request, find_listing(slug))


def get_file_listing(request: UserRequest, slug: str) -> Listing:
    """The same, also for a list that has files alone."""
    return _require_open(request, find_file_listing(slug))


def _require_open(request: UserRequest, listing: Listing | None) -> Listing:
    if listing is None:
        raise Http404
    if not listing.may_open(request.user):
        raise PermissionDenied
    return listing


@dataclass
class ListPage:
    """One list for one request; templates get it as `list`."""

    listing: Listing
    state: ListState
    filter: StrictFilterSet
    views: list[SavedView]
    view: SavedView | None
    user: User
    removed_keys: list[str] = field(default_factory=list)
    page: KeysetPage | None = None

    # --- Addresses
    def query(self, **changes: str | None) -> QueryDict:
        """The query of the list with some keys changed, and with the id of the open view."""
        query = self.state.query(**changes)
        if self.view and query:
            query["view"] = str(self.view.pk)
        if not query and self.has_default:
            query["view"] = NO_VIEW
        return query

    def address(self, **changes: str | None) -> str:
        query = self.query(**changes)
        return f"{self.listing.url}?{query.urlencode()}" if query else self.listing.url

    @property
    def has_default(self) -> bool:
        return _default_of(self.views) is not None

    @cached_property
    def query_string(self) -> str:
        """Filters, order and columns without the view, for forms and files."""
        return self.state.query().urlencode()

    @property
    def page_query(self) -> QueryDict:
        return self.query()

    @property
    def all_rows_url(self) -> str:
        """The list without view, filters, order or columns."""
        return f"{self.listing.url}?view={NO_VIEW}" if self.has_default else self.listing.url

    @cached_property
    def clear_url(self) -> str:
        """Without filters; order and columns stay."""
        query = QueryDict(mutable=True)
        for key in ("sort", "cols"):
            value = self.state.query().get(key)
            if value:
                query[key] = value
        if not query and self.has_default:
            query["view"] = NO_VIEW
        return f"{self.listing.url}?{query.urlencode()}" if query else self.listing.url

    # --- Parts of the page
    @cached_property
    def cache_key(self) -> str:
        """Cache key of the fragments that depend on the list and its state, but not on rows or saved views."""
        view = self.view.pk if self.view else self.has_default
        return f"{self.listing.slug} {view} {self.query_string}"

    @property
    def state_inputs(self) -> list[tuple[str, str]]:
        """Hidden inputs of the filter form: order, columns and view."""
        query = self.state.query()
        pairs = [(key, str(query[key])) for key in ("sort", "cols") if key in query]
        if self.view:
            pairs.append(("view", str(self.view.pk)))
        elif self.has_default:
            pairs.append(("view", NO_VIEW))
        return pairs

    @property
    def filter_inputs(self) -> list[tuple[str, str]]:
        """Hidden inputs of the form of columns and order: filters and view."""
        pairs = [(key, value) for key, values in self.state.filters.lists() for value in values if value]
        view = str(self.view.pk) if self.view else NO_VIEW if self.has_default else ""
        return [*pairs, ("view", view)] if view else pairs

    @property
    def headers(self) -> list[dict[str, Any]]:
        """The heads of the columns, with the address that orders by each."""
        headers = []
        for column in self.state.columns:
            header: dict[str, Any] = {"column": column}
            if column.sort:
                active = self.state.sorted_by is column
                reverses = active and not self.state.is_descending
                key = f"-{column.key}" if reverses else column.key
                header["url"] = self.address(sort=None if key == self.listing.order else key)
                header["aria"] = ("descending" if self.state.is_descending else "ascending") if active else ""
            headers.append(header)
        return headers

    @property
    def sort_options(self) -> list[dict[str, Any]]:
        """Every order, ascending and descending, for the form."""
        return [
            {"key": key, "column": column, "descending": key.startswith("-"), "chosen": key == self.state.sort}
            for column in self.listing.columns
            if column.sort
            for key in (column.key, f"-{column.key}")
        ]

    @property
    def column_options(self) -> list[dict[str, Any]]:
        return [{"column": column, "chosen": column in self.state.columns} for column in self.listing.columns[1:]]

    @property
    def default_columns_url(self) -> str:
        """The list with its default columns and order."""
        return self.address(sort=None, cols=None)

    @property
    def chips(self) -> list[dict[str, Any]]:
        chips = active_filter_chips(self.state.filters, self.filter.form)
        for chip in chips:
            without = self.address(**{chip["key"]: None})
            chip["url"] = without if len(chips) > 1 else self.clear_url
        return chips

    @property
    def rows_label(self) -> str:
        """Which rows of how many this page shows, and their order: above the table and for screen readers."""
        page = self.page
        if page is None or not page.rows:
            return _("No rows")
        return _("%(position)s, %(order)s") % {"position": page.position_label, "order": self.order_label}

    @property
    def order_label(self) -> str:
        return order_label(self.state)

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
        """Whether the state differs from the saved query of the open view."""
        return self.view is not None and self.query_string != self.view.query

    @property
    def is_own_view(self) -> bool:
        return self.view is not None and self.view.owner_id == self.user.pk

    @property
    def bulk(self) -> list[BulkAction]:
        return [action for action in self.listing.bulk if action.may_use(self.user)]

    @property
    def tools(self) -> list[dict[str, Any]]:
        """The links above the rows that the user may use, with the state of the list."""
        query = f"?{self.query_string}" if self.query_string else ""
        tools = [tool for tool in self.listing.tools if tool.may_use(self.user)]
        return [{"label": tool.label, "icon": tool.icon, "url": f"{tool.url}{query}"} for tool in tools]

    @property
    def bulk_keys(self) -> str:
        return " ".join(action.key for action in self.bulk)

    @property
    def table_body(self) -> SafeString:
        """The markup of the rows of the page."""
        name_of, columns = self.listing.name_of, self.state.columns
        cells_of = [column.cell_of_rows() for column in columns]
        rows = ((row.pk, name_of(row), [cell_of(row) for cell_of in cells_of]) for row in self.page or [])
        return cells.table_body(columns, rows, self.listing.bulk_id)

    def list_url(self, name: str, query: str = "") -> str:
        """The address of a view of `lists` for this list."""
        url = record_url(f"lists:{name}", self.listing.slug)
        return f"{url}?{query}" if query else url

    def view_url(self, name: str) -> str:
        """The address of a view of `lists` for the open saved view."""
        return reverse(f"lists:{name}", args=[self.view.pk]) if self.view else ""

    @property
    def view_urls(self) -> dict[str, str]:
        return {name: self.view_url(f"view_{name}") for name in ("replace", "default", "edit", "delete")}

    @property
    def bulk_url(self) -> str:
        return self.list_url("bulk_preview")

    def export_url(self, kind: str) -> str:
        return self.list_url(f"export_{kind}", self.query_string)

    @property
    def csv_url(self) -> str:
        return self.export_url("csv")

    @property
    def xlsx_url(self) -> str:
        return self.export_url("xlsx")

    @property
    def save_url(self) -> str:
        return self.list_url("view_create", urlencode({"query": self.query_string}))


def build_list_page(request: UserRequest, listing: Listing) -> ListPage:
    """The list in the state of the request's address, before pagination.

    A bare address opens the person's default view. Raises SuspiciousOperation for a key that the list does not offer,
    Http404 for a view that the person may not open.
    """
    views = _visible_views(request, listing)
    data: QueryDict = request.GET
    view = _find_view(views, data.get("view", "")) if data else _default_of(views)
    removed_keys: list[str] = []
    if view and not set(data) - PAGING - {"view"}:
        data, removed_keys = stored_query(listing, view)
    state = ListState(listing, data)
    rows = state.rows(listing.rows(request.user))
    filterset = listing.filterset(state.filters, queryset=rows, request=request)
    return ListPage(listing, state, filterset, views, view, request.user, removed_keys)


def _visible_views(request: UserRequest, listing: Listing) -> list[SavedView]:
    """The views that the person may open; the cheap query first, for most lists have none."""
    if not SavedView.objects.filter(listing=listing.slug).exists():
        return []
    return list(SavedView.objects.visible_to(request.user).for_list(listing.slug, request.user))


def _default_of(views: list[SavedView]) -> SavedView | None:
    return next((view for view in views if view.is_default), None)


def _find_view(views: list[SavedView], key: str) -> SavedView | None:
    if key in {"", NO_VIEW}:
        return None
    view = next((view for view in views if str(view.pk) == key), None)
    if view is None:
        raise Http404
    return view


def stored_query(listing: Listing, view: SavedView) -> tuple[QueryDict, list[str]]:
    """The query of a view as far as the list still offers it, and the keys that the list no longer has."""
    stored = QueryDict(view.query)
    query, removed_keys = QueryDict(mutable=True), []
    for key, values in stored.lists():
        if key == "cols":
            names = [name for value in values for name in value.split(",")]
            removed_keys += [name for name in names if name not in listing.by_key]
            columns = [name for name in names if name in listing.by_key]
            if columns:
                query["cols"] = ",".join(columns)
        elif key == "sort":
            if values[-1].removeprefix("-") in listing.sortable:
                query["sort"] = values[-1]
            else:
                removed_keys.append(values[-1])
        elif listing.accepts(key):
            query.setlist(key, values)
        else:
            removed_keys.append(key)
    return query, removed_keys


def list_response(request: UserRequest, listing: Listing, template: str, **context: Any) -> HttpResponse:
    """The page of a list, or for htmx its fragment. Raises PermissionDenied when the person may not open it."""
    if not listing.may_open(request.user):
        raise PermissionDenied
    list_page = build_list_page(request, listing)
    list_page.page = keyset_page(
        request, list_page.filter.qs, list_page.state.ordering, source=list_page.filter.unfiltered, counts=True
    )
    context |= {"list": list_page, "filter": list_page.filter, "page": list_page.page}
    return render(request, fragment_or_page(request, fragment=FRAGMENT, page=template), context)
