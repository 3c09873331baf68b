"""Everybody's own home: what waits for me and by when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ecosystem.dashboards.permissions import may_oversee
from ecosystem.dashboards.waiting import blocks_of


@require_safe
def my_home(request: HttpRequest) -> HttpResponse:
    """The blocks of the person's roles; those where something waits come first, empty ones say so below."""
    blocks = list(blocks_of(request.user))
    context = {
        "busy": [block for block in blocks if block.items or block.actions],
        "quiet": [block for block in blocks if not block.items and not block.actions],
        "is_work": any(block.waits for block in blocks),
        "oversees": may_oversee(request.user),
    }
    return render(request, "dashboards/my_home.html", context)
