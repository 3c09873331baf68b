"""One search box over everything the reader may know of; signed out, over what is public."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from ecosystem.core.web.methods import read_view
from ecosystem.public.search import LONGEST, SHOWN, SHOWN_ALONE, Group, Query
from ecosystem.public.search import search as find

SUGGESTED = 3  # of a group, while somebody types

# What to type, and what it shows.
EXAMPLES = (
    ("cong nghe", gettext_lazy("accents may be left out")),
    ("uom tao", gettext_lazy("support, calls and schemes")),
)


@login_not_required
@read_view
def search(request: HttpRequest) -> HttpResponse:
    """The best matches of each group, or the matches of one group."""
    chosen = request.GET.get("group", "")
    if chosen and chosen not in Group.values:
        raise SuspiciousOperation("A group that is not searched.")
    only = Group(chosen) if chosen else None
    query = Query(request.GET.get("q", ""), limit=SHOWN_ALONE if only else SHOWN)
    context: dict[str, Any] = {"query": query, "found": find(request.user, query, only), "only": only}
    return render(request, "public/search.html", context | {"longest": LONGEST, "groups": Group, "examples": EXAMPLES})


@login_not_required
@read_view
def search_suggestions(request: HttpRequest) -> HttpResponse:
    """A few matches as options of a listbox, for search.js."""
    query = Query(request.GET.get("q", ""), limit=SUGGESTED)
    return render(request, "public/_suggestions.html", {"query": query, "found": find(request.user, query)})
