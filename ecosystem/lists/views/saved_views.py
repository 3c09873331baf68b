"""Saved views of lists."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import Confirmation, confirm, response_status, run_when_valid
from ecosystem.core.web.methods import action_view, edit_view, form_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import RoleRefused
from ecosystem.lists.actions import saved_views as actions
from ecosystem.lists.forms import ViewForm
from ecosystem.lists.listing import Listing
from ecosystem.lists.models import Audience, DefaultView, SavedView
from ecosystem.lists.pages import get_listing
from ecosystem.lists.views.crumbs import list_crumbs
from ecosystem.lists.views.state import read_state, state_summary


def _own_view(request: UserRequest, pk: int) -> tuple[SavedView, Listing]:
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    listing = get_listing(request, view.listing)
    if view.owner_id != request.user.pk:
        raise RoleRefused(_("Only its owner changes a saved view."))
    return view, listing


@form_view
def view_create(request: UserRequest, slug: str) -> HttpResponse:
    """Save the state of the list under a name."""
    listing = get_listing(request, slug)
    data = form_data(request)
    state = read_state(listing, (request.GET if data is None else data).get("query", ""))
    form = ViewForm(data, by=request.user, initial={"audience": Audience.NOBODY})
    query = state.query().urlencode()

    def save() -> SavedView:
        return actions.save_view(listing, by=request.user, query=query, **form.cleaned_data)

    if view := run_when_valid(request, form, save, at="name"):
        messages.success(request, _("The view is saved. It stands above the list."))
        return redirect(f"{listing.url}?view={view.pk}")
    context = {
        "form": form,
        "query": query,
        "listing": listing,
        "facts": state_summary(request, state),
        "title": _("Save this view"),
        "crumbs": list_crumbs(listing, _("Save this view")),
        "cancel_url": f"{listing.url}?{query}",
    }
    return render(request, "lists/view_create.html", context, status=response_status(form))


@edit_view
def view_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change name, audience or default of a view."""
    view, listing = _own_view(request, pk)
    is_default = DefaultView.objects.filter(user=request.user, view=view).exists()
    initial = {"name": view.name, "audience": view.audience, "is_default": is_default}
    form = ViewForm(form_data(request), by=request.user, record=view, initial=initial)

    def save() -> SavedView:
        return actions.change_view(view, by=request.user, version=form.read_version, **form.values())

    if run_when_valid(request, form, save, at="name"):
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
    """Replace the query of a view by the state of the list."""
    view, listing = _own_view(request, pk)
    state = read_state(listing, request.POST.get("query", ""))
    actions.replace_view(view, by=request.user, query=state.query().urlencode())
    messages.success(request, _("The view “%(name)s” now holds what you see.") % {"name": view})
    return redirect(f"{listing.url}?view={view.pk}")


@form_view
def view_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Delete a view after a confirmation."""
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
    """Make a view the person's default of its list, or no longer."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    listing = get_listing(request, view.listing)
    if request.POST.get("begin") == "no":
        actions.clear_default(view, by=request.user)
        messages.success(request, _("The list begins with all its rows again."))
    else:
        actions.choose_default(view, by=request.user)
        messages.success(request, _("The list now begins with this view."))
    return redirect(f"{listing.url}?view={view.pk}")
