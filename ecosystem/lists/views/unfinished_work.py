"""Background work that fails or is parked: what administrators see of it, and the button to try again."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import Role
from ecosystem.core.attempts import KINDS, WorkKind
from ecosystem.core.models import UnfinishedWork
from ecosystem.core.web.methods import action_view, read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.lists.actions.unfinished_work import retry_work


def _require_administrator(request: UserRequest) -> None:
    if not request.user.has_role(Role.ADMINISTRATOR):
        raise PermissionDenied


def _kinds() -> dict[str, WorkKind]:
    """The kinds of work; those that only the worker knows register when their tasks are imported."""
    autodiscover_modules("tasks")
    return KINDS


@read_view
def unfinished_work_list(request: UserRequest) -> HttpResponse:
    """What failed at least once and is not done: parked, or tried again by itself."""
    _require_administrator(request)
    page = keyset_page(request, UnfinishedWork.objects.failing(), ("-pk",), counts=True)
    kinds = _kinds()
    rows = [(work, kinds.get(work.kind)) for work in page]
    keys = defaultdict(list)
    for work, _kind in rows:
        keys[work.kind].append(work.key)
    titles = {name: kinds[name].titles(found) for name, found in keys.items() if name in kinds}
    shown = [
        {
            "work": work,
            "label": kind.label if kind else work.kind,
            "title": titles.get(work.kind, {}).get(work.key, work.key),
            "address": kind.address(work.key) if kind else "",
            "may_retry": bool(kind and kind.retry),
        }
        for work, kind in rows
    ]
    return render(request, "lists/unfinished_work_list.html", {"page": page, "shown": shown})


@action_view
def unfinished_work_retry(request: UserRequest, pk: int) -> HttpResponse:
    """Try the work again at once, with all its attempts."""
    _require_administrator(request)
    work = get_object_or_404(UnfinishedWork.objects.failing(), pk=pk)
    kind = _kinds().get(work.kind)
    if kind is None or kind.retry is None:
        raise Http404
    retry_work(work, kind, by=request.user)
    messages.success(request, _("It is being tried again."))
    return redirect("lists:unfinished_work_list")
