"""Actions on many selected rows: preview, then job."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.web.methods import action_view, form_view
from ecosystem.core.web.typed_text import RestoredText, form_data
from ecosystem.core.workflow import RoleRefused
from ecosystem.lists.actions import jobs
from ecosystem.lists.files import matching_rows
from ecosystem.lists.listing import MAX_BULK, BulkAction, Listing, ListState
from ecosystem.lists.pages import MAX_KEY, get_listing
from ecosystem.lists.views.crumbs import list_crumbs
from ecosystem.lists.views.exports import export_response, file_response
from ecosystem.lists.views.state import back_to_list, list_url, read_state, read_token

EXPORTS = {"export_csv": "csv", "export_xlsx": "xlsx"}


def _action(request: UserRequest, listing: Listing, data: QueryDict) -> BulkAction:
    key = data.get("action", "")
    action = next((action for action in listing.bulk if action.key == key), None)
    if action is None:
        raise SuspiciousOperation("An action that is not offered.")
    if not action.may_use(request.user):
        raise RoleRefused(_("Your role does not allow this step."))
    return action


def _selected_rows(
    request: UserRequest, state: ListState, data: QueryDict, joins: tuple[str, ...] = ()
) -> QuerySet[Any]:
    """The selected or all matching rows that the person may see; of selected ones at most MAX_BULK + 1."""
    listing = state.listing
    if data.get("scope") == "all":
        rows = matching_rows(state, request, all_fields=True)
    else:
        keys = data.getlist("pk")
        if any(not key.isascii() or not key.isdigit() or int(key) > MAX_KEY for key in keys[: MAX_BULK + 1]):
            raise SuspiciousOperation("A row that is not offered.")
        rows = (
            state.rows(listing.rows(request.user), all_fields=True)
            .filter(pk__in=keys[: MAX_BULK + 1])
            .order_by(*state.ordering)
        )
    return rows.select_related(*joins) if joins else rows


def _posted_selection(request: UserRequest, slug: str) -> QueryDict:
    """The posted selection: of this request, or restored from an earlier POST to this view or `bulk_run`."""
    data = form_data(request)
    if data is None:
        data = form_data(request, reverse("lists:bulk_run", args=[slug]))
    return QueryDict() if data is None else data


@form_view
def bulk_preview(request: UserRequest, slug: str) -> HttpResponseBase:
    """Show for every selected row whether the action will work for the person, and why not; an export is sent at once.

    A GET shows the selection that was posted while the session had ended; without one it leads to the list.
    """
    listing = get_listing(request, slug)
    data = _posted_selection(request, slug)
    state = read_state(listing, data.get("query", ""))
    kind = EXPORTS.get(data.get("action", ""))
    if request.method != "POST" and (kind or not data):
        return redirect(list_url(request, state))
    if kind:
        return _export_selection(request, state, kind, data)
    action = _action(request, listing, data)
    rows = list(_selected_rows(request, state, data, action.joins)[: MAX_BULK + 1])
    error = _selection_error(rows)
    if error:
        return back_to_list(request, state, error)
    return render(request, "lists/bulk_preview.html", _preview(request, state, action, rows, data))


def _export_selection(request: UserRequest, state: ListState, kind: str, data: QueryDict) -> HttpResponseBase:
    """A file of the selected rows, or of all matching rows."""
    if data.get("scope") == "all":
        return export_response(request, state, kind)
    selected = _selected_rows(request, state, data)
    rows = list(selected[: MAX_BULK + 1])
    error = _selection_error(rows)
    if error:
        return back_to_list(request, state, error)
    return file_response(request, state, selected, kind, len(rows))


def _selection_error(rows: Sequence[Any]) -> str:
    """Why these selected rows are none or too many, or ""."""
    if not rows:
        return _("Select at least one row first.")
    if len(rows) > MAX_BULK:
        return _("At most %(count)s rows at once. Narrow the list by its filters.") % {"count": MAX_BULK}
    return ""


def _preview(
    request: UserRequest, state: ListState, action: BulkAction, rows: list[Any], posted: QueryDict
) -> dict[str, Any]:
    """Context of the preview; `needs_answers` until the form of fields that all rows share is valid."""
    answered = "answered" in posted or isinstance(posted, RestoredText)
    form = action.form(rows, posted if answered else None) if action.form else None
    needs_answers = form is not None and not (answered and form.is_valid())
    data = form.cleaned_data if form is not None and not needs_answers else {}
    head_of = state.listing.columns[0].cell_of_rows()
    lines = [_preview_line(head_of(row), action, row, action.refusal(row, request.user, **data)) for row in rows]
    possible = sum(not line["refusal"] for line in lines)
    return {
        "listing": state.listing,
        "action": action,
        "crumbs": list_crumbs(state.listing, action.label),
        "lines": lines,
        "possible": possible,
        "impossible": len(lines) - possible,
        "form": form,
        "needs_answers": needs_answers,
        "token": uuid4(),
        "query": state.query().urlencode(),
        "answers": [(f.html_name, f.value()) for f in form or []],
        "note": ", ".join(str(value) for value in data.values()),
        "cancel_url": list_url(request, state),
    }


def _preview_line(head: Any, action: BulkAction, row: Any, refusal: str) -> dict[str, Any]:
    """One row of the preview; `refusal` is why the action will not work for it, or ""."""
    return {
        "pk": str(row.pk),
        "label": head,
        "refusal": refusal,
        "version": action.version_of(row),
    }


@action_view(form_page="lists:bulk_preview")
def bulk_run(request: UserRequest, slug: str) -> HttpResponse:
    """Start the job of a previewed action; idempotent by its token."""
    listing = get_listing(request, slug)
    action = _action(request, listing, request.POST)
    token = read_token(request)
    state = read_state(listing, request.POST.get("query", ""))
    rows = list(_selected_rows(request, state, request.POST, action.joins)[: MAX_BULK + 1])
    form = action.form(rows, form_data(request)) if action.form else None
    if not rows or (form is not None and not form.is_valid()):
        return back_to_list(request, state, _("Nothing was done: select the rows again."))
    answers = QueryDict(mutable=True)
    for field in form or []:
        answers.setlist(field.html_name, request.POST.getlist(field.html_name))
    job = jobs.create_bulk_job(
        listing,
        action,
        rows,
        by=request.user,
        token=token,
        answers=answers,
        versions={row.pk: request.POST.get(f"version-{row.pk}", "") for row in rows},
        possible=frozenset(row.pk for row in rows if request.POST.get(f"possible-{row.pk}")),
        note="; ".join(map(str, form.cleaned_data.values())) if form is not None else "",
    )
    jobs.start_job(job)
    return redirect("lists:job_detail", job.pk)
