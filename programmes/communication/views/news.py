"""Pages of news: the public list and page, and the department's pages to write and publish."""

from copy import copy
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    confirm,
    requested_move,
    require_role,
    response_status,
    run_action,
    run_when_valid,
)
from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import available_transitions
from ecosystem.lists.pages import list_response
from programmes.communication.actions import news as actions
from programmes.communication.forms.news import NewsForm
from programmes.communication.linked_data import linked_news
from programmes.communication.listings import NEWS
from programmes.communication.models import NewsItem
from programmes.communication.views.crumbs import news_crumbs

# --- Public -----------------------------------------------------------------------------------------


@login_not_required
@stored_page
@read_view
def news_list(request: HttpRequest) -> HttpResponse:
    """Published news, newest first."""
    page = keyset_page(request, NewsItem.objects.public().for_list(), ("-published_at", "-pk"), size=20, counts=True)
    return render(request, "communication/news_list.html", {"page": page})


@login_not_required
@stored_page
@read_view
def news_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One published item. Drafts are visible on the department's pages only."""
    item = get_object_or_404(NewsItem.objects.public().for_list(), slug=slug)
    crumbs = [crumb(_("Home"), "public:home"), crumb(_("News"), "communication:news_list"), current_crumb(item.label)]
    context = {"item": item, "linked": linked_news(request, item), "crumbs": crumbs}
    return render(request, "communication/news_detail.html", context)


# --- Department -------------------------------------------------------------------------------------------


@read_view
def news_manage_list(request: UserRequest) -> HttpResponse:
    """All news with their status, the newest first."""
    may_write = request.user.has_role(*NewsItem.WRITERS)
    return list_response(request, NEWS, "communication/news_manage_list.html", may_write=may_write)


@read_view
def news_manage(request: UserRequest, pk: int) -> HttpResponse:
    """One item with its texts, status and history."""
    item = _item(request, pk)
    context = {
        "item": item,
        "transitions": available_transitions(item, request.user),
        "may_write": request.user.has_role(*NewsItem.WRITERS),
        "moves": AuditEntry.objects.about(item),
        "crumbs": news_crumbs(item),
    }
    return render(request, "communication/news_manage.html", context)


@form_view
def news_create(request: UserRequest) -> HttpResponse:
    require_role(request.user, *NewsItem.WRITERS)
    form = NewsForm(form_data(request))
    if item := run_when_valid(request, form, lambda: actions.create_news(by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved as a draft. Read it through, then publish it."))
        return redirect("communication:news_manage", item.pk)
    return render(
        request,
        "communication/news_form.html",
        {"form": form, "crumbs": news_crumbs(None)},
        status=response_status(form),
    )


@edit_view
def news_edit(request: UserRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    require_role(request.user, *NewsItem.WRITERS)
    form = NewsForm(form_data(request), instance=copy(item))  # validation writes into the instance

    def save(*, by: User) -> None:
        actions.edit_news(item, by=by, version=form.read_version, **form.values())

    if run_action(request, form, save, fields=[]):
        messages.success(request, _("Saved."))
        return redirect("communication:news_manage", item.pk)
    context = {"form": form, "item": item, "crumbs": news_crumbs(item)}
    return render(request, "communication/news_form.html", context, status=response_status(form))


@form_view
def news_publish(request: UserRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    confirmation = _confirmation(request, item, "publish", _("Publish the news item?"), tone="primary", record=item)
    return confirm(
        request,
        confirmation,
        partial(actions.publish_news, item),
        success_message=_("The news item is published."),
        success_url=confirmation.cancel_url,
    )


@form_view
def news_unpublish(request: UserRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    form = ReasonForm(form_data(request))
    confirmation = _confirmation(request, item, "unpublish", _("Take the news item off the portal?"), form=form)
    action, done = partial(actions.unpublish_news, item), _("The news item is off the portal.")
    return confirm(request, confirmation, action, success_message=done, success_url=confirmation.cancel_url, form=form)


def _item(request: UserRequest, pk: int) -> NewsItem:
    require_role(request.user, *DEPARTMENT)
    return get_object_or_404(NewsItem.objects.visible_to(request.user).for_list(), pk=pk)


def _confirmation(
    request: UserRequest, item: NewsItem, name: str, title: str, *, form: Any = None, **more: Any
) -> Confirmation:
    move = requested_move(request, item, name, form=form)
    address = reverse("communication:news_manage", args=[item.pk])
    return Confirmation(
        title=title,
        crumbs=[(_("News"), reverse("communication:news_manage_list")), (item.label, address), (move.label, "")],
        text=item.label,
        consequences=[move.confirm],
        confirm_label=move.label,
        cancel_url=address,
        **more,
    )
