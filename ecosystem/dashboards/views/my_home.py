"""Everybody's own home: what waits for me and by when."""

from django.http import HttpResponse
from django.shortcuts import render

from ecosystem.accounts.http import UserRequest
from ecosystem.core.web.methods import read_view
from ecosystem.dashboards.figures import city_stats
from ecosystem.dashboards.permissions import may_oversee
from ecosystem.dashboards.waiting import blocks_of
from programmes.plan.counting import tally


@read_view
def my_home(request: UserRequest) -> HttpResponse:
    """The blocks of the person's roles; those where something waits come first, empty ones say so below.

    Who only oversees has nothing to wait for: the city's main figures come first.
    """
    blocks = list(blocks_of(request.user))
    is_work, oversees = any(block.waits for block in blocks), may_oversee(request.user)
    figures = tally() if oversees and not is_work else None
    context = {
        "stats": city_stats(figures, with_records=True) if figures else [],
        "taken_at": figures.taken_at if figures else None,
        "busy": [block for block in blocks if block.items or block.actions],
        "quiet": [block for block in blocks if not block.items and not block.actions],
        "is_work": is_work,
        "oversees": oversees,
    }
    return render(request, "dashboards/my_home.html", context)
