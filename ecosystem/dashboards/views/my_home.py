"""The home page of a signed-in person: open work with its due days."""

from django.http import HttpResponse
from django.shortcuts import render

from ecosystem.accounts.http import UserRequest
from ecosystem.core.web.methods import read_view
from ecosystem.dashboards.figures import city_stats
from ecosystem.dashboards.home_blocks import home_blocks, urgent_first
from ecosystem.dashboards.permissions import may_oversee
from programmes.plan.counting import tally


@read_view
def my_home(request: UserRequest) -> HttpResponse:
    """The blocks of the person's roles: those with items first, then one sentence for each empty block.

    A person whose roles only oversee has no work in the portal and sees the city's main figures first.
    """
    blocks = list(home_blocks(request.user))
    has_work, oversees = any(block.is_work for block in blocks), may_oversee(request.user)
    figures = tally() if oversees and not has_work else None
    context = {
        "stats": city_stats(figures, with_records=True) if figures else [],
        "taken_at": figures.taken_at if figures else None,
        "busy": urgent_first(block for block in blocks if block.items or block.actions),
        "overdue": [block for block in blocks if block.overdue],
        "quiet": [block for block in blocks if not block.items and not block.actions],
        "has_work": has_work,
        "oversees": oversees,
    }
    return render(request, "dashboards/my_home.html", context)
