"""Chips of the active filters on a list page that is no `Listing`, each with the address without it."""

from typing import Any

from django import template

from ecosystem.core.ui.fields import is_search_box
from ecosystem.lists.chips import active_filter_chips
from ecosystem.lists.filters import PAGING, StrictFilterSet

register = template.Library()


@register.inclusion_tag("components/filter_chips.html", takes_context=True)
def filter_chips(context: template.Context, filterset: StrictFilterSet) -> dict[str, Any]:
    """`{% filter_chips filter %}` at the head of the swapped fragment; the other keys of the address stay.

    The search box has no chip, for it is always visible.
    """
    request = context["request"]

    def without(*keys: str) -> str:
        query = request.GET.copy()
        for key in (*keys, *PAGING):
            query.pop(key, None)
        return f"{request.path}?{query.urlencode()}" if query else str(request.path)

    form = filterset.form
    chips = active_filter_chips(request.GET, form)
    for chip in chips:
        chip["url"] = without(chip["key"])
    search_boxes = {bound.html_name for bound in form.visible_fields() if is_search_box(bound)}
    visible = [chip for chip in chips if chip["key"] not in search_boxes]
    return {"chips": visible, "clear_url": without(*(chip["key"] for chip in chips)), "on_phone": True}
