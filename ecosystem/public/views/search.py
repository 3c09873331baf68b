"""One search over all records that the person may see."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from ecosystem.core.web.methods import read_view
from ecosystem.public.search import HITS_OF_ONE_GROUP, HITS_PER_GROUP, MAX_LENGTH, Group, Query
from ecosystem.public.search import search as find

SUGGESTIONS_PER_GROUP = 3

# Example queries, and what each shows.
EXAMPLES = (
    ("cong nghe", gettext_lazy("accents may be left out")),
    ("uom tao", gettext_lazy("support, calls and schemes")),
)


@login_not_required
@read_view
def search(request: HttpRequest) -> HttpResponse:
    """The best matches of each group, or the matches of one group."""
    group = request.GET.get("group", "")
    if group and group not in Group.values:
        raise SuspiciousOperation("A group that is not searched.")
    only = Group(group) if group else None
    query = Query(request.GET.get("q", ""), limit=HITS_OF_ONE_GROUP if only else HITS_PER_GROUP)
    context: dict[str, Any] = {"query": query, "results": find(request.user, query, only), "only": only}
    return render(
        request, "public/search.html", context | {"max_length": MAX_LENGTH, "groups": Group, "examples": EXAMPLES}
    )


@login_not_required
@read_view
def search_suggestions(request: HttpRequest) -> HttpResponse:
    """A few matches as options of a listbox, for search.js."""
    query = Query(request.GET.get("q", ""), limit=SUGGESTIONS_PER_GROUP)
    return render(request, "public/_suggestions.html", {"query": query, "results": find(request.user, query)})
