"""What every list offers besides its page: saved views, files, and one action on many rows."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import FileResponse, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import Confirmation, add_refusal, confirm, response_status
from ecosystem.core.ui.figures import number_vi
from ecosystem.core.web.methods import action_view, edit_view, form_view, read_view
from ecosystem.core.web.typed_text import RestoredText, form_data
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.lists.actions import jobs
from ecosystem.lists.actions import saved_views as actions
from ecosystem.lists.chips import chips_of
from ecosystem.lists.files import CONTENT_TYPES, file_of, lines_of, matching
from ecosystem.lists.forms import ViewForm
from ecosystem.lists.listing import MAX_BULK, BulkAction, Listing, ListState
from ecosystem.lists.models import FILE_NAMES, Audience, DefaultView, SavedView
from ecosystem.lists.pages import LARGEST_KEY, listing_of
from ecosystem.lists.views.crumbs import list_crumbs

EXPORTS = {"export_csv": "csv", "export_xlsx": "xlsx"}


def _state(listing: Listing, query: str) -> ListState:
    """The state of a list from a query that a form carried. Raises SuspiciousOperation."""
    return ListState(listing, QueryDict(query))


# --- Saved views -----------------------------------------------------------------------------------------
def _own_view(request: UserRequest, pk: int) -> tuple[SavedView, Listing]:
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    listing = listing_of(request, view.listing)
    if view.owner_id != request.user.pk:
        raise RoleRefused(_("Only its owner changes a saved view."))
    return view, listing


def _summary(request: UserRequest, state: ListState) -> list[dict[str, Any]]:
    """What a view will hold, in words."""
    filterset = state.listing.filterset(state.filters, queryset=state.listing.rows(request.user), request=request)
    facts = chips_of(state.filters, filterset.form)
    columns = ", ".join(str(column.label) for column in state.columns)
    order = str(state.sorted_by.label)
    order = _("%(column)s, descending") % {"column": order} if state.is_descending else order
    return [*facts, {"label": _("Order"), "value": order}, {"label": _("Columns"), "value": columns}]


@form_view
def view_create(request: UserRequest, slug: str) -> HttpResponse:
    """Save what the list shows now under a name."""
    listing = listing_of(request, slug)
    data = form_data(request)
    state = _state(listing, (request.GET if data is None else data).get("query", ""))
    form = ViewForm(data, by=request.user, initial={"audience": Audience.NOBODY})
    query = state.query().urlencode()
    if request.method == "POST" and form.is_valid():
        try:
            view = actions.save_view(listing, by=request.user, query=query, **form.cleaned_data)
        except TransitionRefused as refusal:
            add_refusal(form, refusal, at="name")
        else:
            messages.success(request, _("The view is saved. It stands above the list."))
            return redirect(f"{listing.url}?view={view.pk}")
    context = {
        "form": form,
        "query": query,
        "listing": listing,
        "facts": _summary(request, state),
        "title": _("Save this view"),
        "crumbs": list_crumbs(listing, _("Save this view")),
        "cancel_url": f"{listing.url}?{query}",
    }
    return render(request, "lists/view_create.html", context, status=response_status(form))


@edit_view
def view_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Rename a view, choose its readers, or begin with it."""
    view, listing = _own_view(request, pk)
    is_default = DefaultView.objects.filter(user=request.user, view=view).exists()
    initial = {"name": view.name, "audience": view.audience, "is_default": is_default}
    form = ViewForm(form_data(request), by=request.user, record=view, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_view(view, by=request.user, version=form.read_version, **form.values())
        except TransitionRefused as refusal:
            add_refusal(form, refusal, at="name")
        else:
            messages.success(request, _("The view is changed."))
            return redirect(f"{listing.url}?view={view.pk}")
    context = {
        "form": form,
        "view": view,
        "listing": listing,
        "title": _("Change the view “%(name)s”") % {"name": view},
        "crumbs": list_crumbs(listing, _("Change the view “%(name)s”") % {"name": view}),
        "cancel_url": f"{listing.url}?view={view.pk}",
    }
    return render(request, "lists/view_edit.html", context, status=response_status(form))


@action_view
def view_replace(request: UserRequest, pk: int) -> HttpResponse:
    """Keep what the list shows now under the view's name."""
    view, listing = _own_view(request, pk)
    state = _state(listing, request.POST.get("query", ""))
    actions.replace_view(view, by=request.user, query=state.query().urlencode())
    messages.success(request, _("The view “%(name)s” now holds what you see.") % {"name": view})
    return redirect(f"{listing.url}?view={view.pk}")


@form_view
def view_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Ask, then delete."""
    view, listing = _own_view(request, pk)
    cancel_url = f"{listing.url}?view={view.pk}"
    confirmation = Confirmation(
        title=_("Delete the view “%(name)s”?") % {"name": view},
        text=_("It disappears for everybody you shared it with. The records of the list stay as they are."),
        crumbs=[(listing.title, listing.url), (view, cancel_url), (_("Delete the view"), "")],
        confirm_label=_("Delete the view"),
        cancel_url=cancel_url,
    )
    done = _("The view “%(name)s” is deleted.") % {"name": view}
    return confirm(
        request, confirmation, partial(actions.delete_view, view), success_message=done, success_url=listing.url
    )


@action_view
def view_default(request: UserRequest, pk: int) -> HttpResponse:
    """Begin the list with this view, or no longer."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    listing = listing_of(request, view.listing)
    if request.POST.get("begin") == "no":
        actions.forget_default(view, by=request.user)
        messages.success(request, _("The list begins with all its rows again."))
    else:
        actions.choose_default(view, by=request.user)
        messages.success(request, _("The list now begins with this view."))
    return redirect(f"{listing.url}?view={view.pk}")


# --- Files -----------------------------------------------------------------------------------------------
@read_view
def export(request: UserRequest, slug: str, kind: str) -> HttpResponseBase:
    """All rows that match the filters, with the chosen columns, in the chosen order."""
    listing = listing_of(request, slug)
    state = ListState(listing, request.GET)
    return _file_or_job(request, state, kind)


def _file_or_job(request: UserRequest, state: ListState, kind: str) -> HttpResponseBase:
    """The file itself where it is small; else the question whether it shall be made in the background."""
    rows = matching(state, request)
    count = jobs.count_for_file(rows)
    if count <= jobs.SMALL_EXPORT:
        return _file(request, state, rows, kind, count)
    if count > jobs.MAX_EXPORT:
        most = {"count": number_vi(jobs.MAX_EXPORT, 0)}
        return _back(request, state, _("A file holds at most %(count)s rows. Narrow the list by its filters.") % most)
    facts = [{"label": _("Rows"), "value": number_vi(count, 0)}, *_summary(request, state)]
    title = _("%(kind)s file: %(list)s") % {"kind": FILE_NAMES[kind], "list": state.listing.title}
    context = {
        "listing": state.listing,
        "kind": kind,
        "kind_name": FILE_NAMES[kind],
        "crumbs": list_crumbs(state.listing, title),
        "facts": facts,
        "token": uuid4(),
        "query": state.query().urlencode(),
        "days": settings.EXPORT_DAYS,
        "cancel_url": _list_url(state),
    }
    return render(request, "lists/export_preview.html", context)


@action_view
def export_run(request: UserRequest, slug: str) -> HttpResponse:
    """Have the file made in the background; sent twice it is made once."""
    listing = listing_of(request, slug)
    kind = request.POST.get("kind", "")
    if kind not in FILE_NAMES:
        raise SuspiciousOperation("A kind of file that is not offered.")
    state = _state(listing, request.POST.get("query", ""))
    query = state.query().urlencode()
    total = jobs.count_for_file(matching(state, request))
    job = jobs.ask_for_export(listing, by=request.user, token=_token(request), kind=kind, query=query, total=total)
    jobs.set_going(job)
    return redirect("lists:job_detail", job.pk)


def _token(request: UserRequest) -> UUID:
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        raise SuspiciousOperation("A confirmation without its token.") from None


def _file(request: UserRequest, state: ListState, rows: Any, kind: str, count: int) -> HttpResponseBase:
    """A file of these rows, few enough to be made at once; that it was taken is noted."""
    if request.method != "HEAD":  # which takes no row
        actions.note_export(state.listing, by=request.user, kind=kind, query=state.query().urlencode(), rows=count)
    name = f"{state.listing.slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    made = file_of(state, kind, lines_of(state, rows))
    return FileResponse(made, as_attachment=True, filename=name, content_type=CONTENT_TYPES[kind])


# --- One action on many rows -------------------------------------------------------------------------------
def _action(request: UserRequest, listing: Listing, data: QueryDict) -> BulkAction:
    key = data.get("action", "")
    action = next((one for one in listing.bulk if one.key == key), None)
    if action is None:
        raise SuspiciousOperation("An action that is not offered.")
    if not action.offered(request.user):
        raise RoleRefused(_("Your role does not allow this step."))
    return action


def _picked(request: UserRequest, state: ListState, data: QueryDict, joins: tuple[str, ...] = ()) -> Any:
    """The rows asked for that the person may see, at most one more than the limit."""
    listing = state.listing
    if data.get("scope") == "all":
        rows = matching(state, request, whole=True)
    else:
        keys = data.getlist("pk")
        if any(not key.isascii() or not key.isdigit() or int(key) > LARGEST_KEY for key in keys[: MAX_BULK + 1]):
            raise SuspiciousOperation("A row that is not offered.")
        rows = (
            state.rows(listing.rows(request.user), whole=True)
            .filter(pk__in=keys[: MAX_BULK + 1])
            .order_by(*state.ordering)
        )
    return rows.select_related(*joins) if joins else rows


def _back(request: UserRequest, state: ListState, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect(_list_url(state))


def _list_url(state: ListState) -> str:
    query = state.query()
    return f"{state.listing.url}?{query.urlencode()}" if query else state.listing.url


def _selection(request: UserRequest, slug: str) -> QueryDict:
    """The rows and the action that were posted, here or to `bulk_run`."""
    data = form_data(request)
    if data is None:
        data = form_data(request, reverse("lists:bulk_run", args=[slug]))
    return QueryDict() if data is None else data


@form_view
def bulk_preview(request: UserRequest, slug: str) -> HttpResponseBase:
    """Every selected row, whether the action will work for it for this person, and why not; nothing is done yet.

    A GET shows the selection that waits for the person after a sign-in; without one it leads to the list.
    """
    listing = listing_of(request, slug)
    data = _selection(request, slug)
    state = _state(listing, data.get("query", ""))
    kind = EXPORTS.get(data.get("action", ""))
    if request.method != "POST" and (kind or not data):
        return redirect(_list_url(state))
    action = None if kind else _action(request, listing, data)
    if kind and data.get("scope") == "all":
        return _file_or_job(request, state, kind)
    picked = _picked(request, state, data, action.joins if action else ())
    rows = list(picked[: MAX_BULK + 1])
    if not rows:
        return _back(request, state, _("Select at least one row first."))
    if len(rows) > MAX_BULK:
        words = _("At most %(count)s rows at once. Narrow the list by its filters.") % {"count": MAX_BULK}
        return _back(request, state, words)
    if kind:
        return _file(request, state, picked, kind, len(rows))
    return render(request, "lists/bulk_preview.html", _preview(request, state, action, rows, data))  # type: ignore[arg-type]


def _preview(
    request: UserRequest, state: ListState, action: BulkAction, rows: list[Any], posted: QueryDict
) -> dict[str, Any]:
    """A form that all rows share is asked first; `is_asking` until it is filled in."""
    answered = "answered" in posted or isinstance(posted, RestoredText)
    form = action.form(rows, posted if answered else None) if action.form else None
    is_asking = form is not None and not (answered and form.is_valid())
    data = form.cleaned_data if form is not None and not is_asking else {}
    lines = []
    for row in rows:
        refusal = action.refusal(row, request.user, **data)
        lines.append(
            {
                "pk": str(row.pk),
                "label": state.listing.columns[0].html(row),
                "refusal": refusal,
                "seen": action.seen(row),
            }
        )
    possible = sum(not line["refusal"] for line in lines)
    return {
        "listing": state.listing,
        "action": action,
        "crumbs": list_crumbs(state.listing, action.label),
        "lines": lines,
        "possible": possible,
        "impossible": len(lines) - possible,
        "form": form,
        "is_asking": is_asking,
        "token": uuid4(),
        "query": state.query().urlencode(),
        "answers": [(f.html_name, f.value()) for f in form or []],
        "note": ", ".join(str(value) for value in data.values()),
        "cancel_url": _list_url(state),
    }


@action_view(form_page="lists:bulk_preview")
def bulk_run(request: UserRequest, slug: str) -> HttpResponse:
    """Do what was previewed, at once or in the background; sent twice it is done once."""
    listing = listing_of(request, slug)
    action = _action(request, listing, request.POST)
    token = _token(request)
    state = _state(listing, request.POST.get("query", ""))
    rows = list(_picked(request, state, request.POST, action.joins)[: MAX_BULK + 1])
    form = action.form(rows, form_data(request)) if action.form else None
    if not rows or (form is not None and not form.is_valid()):
        return _back(request, state, _("Nothing was done: select the rows again."))
    answers = QueryDict(mutable=True)
    for field in form or []:
        answers.setlist(field.html_name, request.POST.getlist(field.html_name))
    job = jobs.ask_for_bulk(
        listing,
        action,
        rows,
        by=request.user,
        token=token,
        answers=answers,
        seen={row.pk: request.POST.get(f"seen-{row.pk}", "") for row in rows},
        possible=frozenset(row.pk for row in rows if request.POST.get(f"possible-{row.pk}")),
        note="; ".join(map(str, form.cleaned_data.values())) if form is not None else "",
    )
    jobs.set_going(job)
    return redirect("lists:job_detail", job.pk)
