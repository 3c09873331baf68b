"""News: the public list and page, and the desk where the department writes and publishes them."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.conflicts import version_of
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import carried_out, require_move, require_role, status_of
from ecosystem.core.ui.edit_forms import status_of_edit
from ecosystem.core.web.htmx import posted
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.core.workflow import available_transitions
from ecosystem.lists.pages import list_response
from programmes.communication.actions import news as actions
from programmes.communication.forms.news import NewsForm
from programmes.communication.linked_data import linked_news
from programmes.communication.listings import NEWS
from programmes.communication.models import NewsItem
from programmes.grants.forms.application import ReasonForm

# --- Public -----------------------------------------------------------------------------------------


@login_not_required
@read_view
def news_list(request: HttpRequest) -> HttpResponse:
    """Published news, newest first."""
    page = keyset_page(request, NewsItem.objects.public().for_list(), ("-published_at", "-pk"), size=20)
    return render(request, "communication/news_list.html", {"page": page})


@login_not_required
@read_view
def news_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One published item at its lasting address; the department reads its drafts at the desk."""
    item = get_object_or_404(NewsItem.objects.public().for_list(), slug=slug)
    return render(request, "communication/news_detail.html", {"item": item, "linked": linked_news(request, item)})


# --- Desk -------------------------------------------------------------------------------------------


@read_view
def news_manage_list(request: UserRequest) -> HttpResponse:
    """All news with their states, the newest draft first."""
    may_write = request.user.has_role(*NewsItem.WRITERS)
    return list_response(request, NEWS, "communication/news_manage_list.html", may_write=may_write)


@read_view
def news_manage(request: UserRequest, pk: int) -> HttpResponse:
    """One item at the desk: its words, its state, and what happened to it."""
    item = _item(request, pk)
    context = {
        "item": item,
        "transitions": available_transitions(item, request.user),
        "may_write": request.user.has_role(*NewsItem.WRITERS),
        "moves": AuditEntry.objects.about(item),
    }
    return render(request, "communication/news_manage.html", context)


@form_view
def news_create(request: UserRequest) -> HttpResponse:
    require_role(request.user, *NewsItem.WRITERS)
    form = NewsForm(posted(request))
    if request.method == "POST" and form.is_valid():
        item = actions.write_news(by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved as a draft. Read it through, then publish it."))
        return redirect("communication:news_manage", item.pk)
    return render(request, "communication/news_form.html", {"form": form}, status=status_of(form))


@edit_view
def news_edit(request: UserRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    require_role(request.user, *NewsItem.WRITERS)
    form = NewsForm(posted(request), instance=copy(item))  # a form writes into its instance, wrong words too
    if request.method == "POST" and form.is_valid():
        actions.change_news(item, by=request.user, version=form.read_version, **form.values())
        messages.success(request, _("Saved."))
        return redirect("communication:news_manage", item.pk)
    context = {"form": form, "item": item}
    return render(request, "communication/news_form.html", context, status=status_of_edit(form, status_of(form)))


@form_view
def news_publish(request: UserRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    require_move(item, "publish", request.user)
    if request.method == "POST":
        actions.publish_news(item, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, _("The news item is published."))
        return redirect("communication:news_manage", item.pk)
    seen = [("seen", version_of(item))]
    return _confirm(request, item, "publish", _("Publish the news item?"), tone="primary", hidden=seen)


@form_view
def news_unpublish(request: UserRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    require_move(item, "unpublish", request.user)
    form = ReasonForm(posted(request))
    if carried_out(request, form, actions.unpublish_news, item, fields=["reason"]):
        messages.success(request, _("The news item is off the portal."))
        return redirect("communication:news_manage", item.pk)
    return _confirm(request, item, "unpublish", _("Take the news item off the portal?"), form=form)


def _item(request: UserRequest, pk: int) -> NewsItem:
    require_role(request.user, *DEPARTMENT)
    return get_object_or_404(NewsItem.objects.visible_to(request.user).for_list(), pk=pk)


def _confirm(
    request: HttpRequest,
    item: NewsItem,
    name: str,
    title: str,
    *,
    tone: str = "danger",
    form: Any = None,
    hidden: Any = (),
) -> HttpResponse:
    move = NewsItem.TRANSITIONS[name]
    context = {
        "crumbs": [
            (_("News"), reverse("communication:news_manage_list")),
            (item.label, reverse("communication:news_manage", args=[item.pk])),
            (move.label, ""),
        ],
        "title": title,
        "text": item.label,
        "consequences": [move.confirm],
        "action": request.path,
        "confirm_label": move.label,
        "cancel_url": reverse("communication:news_manage", args=[item.pk]),
        "tone": tone,
        "form": form,
        "hidden": hidden,
    }
    return render(request, "components/confirm_page.html", context, status=status_of(form) if form else 200)
