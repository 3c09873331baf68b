"""The state of a list in addresses, forms and confirmations; shared by the views of saved views, exports and bulk actions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.web.list_address import list_query
from ecosystem.lists.chips import active_filter_chips
from ecosystem.lists.filters import PAGING
from ecosystem.lists.listing import Listing, ListState


def read_state(listing: Listing, query: str) -> ListState:
    """The state of a list from the query that a form posted. Raises SuspiciousOperation."""
    return ListState(listing, QueryDict(query))


def state_summary(request: UserRequest, state: ListState) -> list[dict[str, Any]]:
    """Filters, order and columns of a list in words, as pairs of label and value."""
    filterset = state.listing.filterset(state.filters, queryset=state.listing.rows(request.user), request=request)
    facts = active_filter_chips(state.filters, filterset.form)
    columns = ", ".join(str(column.label) for column in state.columns)
    order = str(state.sorted_by.label)
    order = _("%(column)s, descending") % {"column": order} if state.is_descending else order
    return [*facts, {"label": _("Order"), "value": order}, {"label": _("Columns"), "value": columns}]


def list_url(request: UserRequest, state: ListState) -> str:
    """The address of the list in this state, on the page where the person last saw it so."""
    query = state.query()
    last = QueryDict(list_query(request, state.listing.url) or "")
    if {key: values for key, values in last.lists() if key not in {*PAGING, "view"}} == dict(query.lists()):
        query = last
    return f"{state.listing.url}?{query.urlencode()}" if query else state.listing.url


def back_to_list(request: UserRequest, state: ListState, error: str) -> HttpResponse:
    """Redirect to the list in this state with an error message."""
    messages.error(request, error)
    return redirect(list_url(request, state))


def read_token(request: UserRequest) -> UUID:
    """The token of a confirmation, which makes it idempotent. Raises SuspiciousOperation."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        raise SuspiciousOperation("A confirmation without its token.") from None
