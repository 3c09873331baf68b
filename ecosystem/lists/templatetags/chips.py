"""The filters that are set on a list that is no `Listing`, with the addresses that take each away."""

from typing import Any

from django import template

from ecosystem.core.ui.fields import is_search_box
from ecosystem.lists.chips import chips_of
from ecosystem.lists.filters import PAGING, StrictFilterSet

register = template.Library()


@register.inclusion_tag("components/filter_chips.html", takes_context=True)
def filter_chips(context: template.Context, filterset: StrictFilterSet) -> dict[str, Any]:
    """`{% filter_chips filter %}` stands at the head of the swapped part; what else the address says is kept.

    The words in the search box are in sight anyway.
    """
    request = context["request"]

    def without(*keys: str) -> str:
        query = request.GET.copy()
        for key in (*keys, *PAGING):
            query.pop(key, None)
        return f"{request.path}?{query.urlencode()}" if query else str(request.path)

    form = filterset.form
    chips = chips_of(request.GET, form)
    for chip in chips:
        chip["url"] = without(chip["key"])
    in_sight = {bound.html_name for bound in form.visible_fields() if is_search_box(bound)}
    folded = [chip for chip in chips if chip["key"] not in in_sight]
    return {"chips": folded, "clear_url": without(*(chip["key"] for chip in chips)), "on_phone": True}
