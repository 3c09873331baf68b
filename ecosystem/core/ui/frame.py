"""The frame of a page: text for several places, data for programs."""

import json
from html import unescape
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString


class CaptureNode(template.Node):
    """Renders what stands in it into a variable, once: as plain text, or with its markup."""

    def __init__(self, nodelist: template.NodeList, name: str, *, markup: bool) -> None:
        self.nodelist, self.name, self.markup = nodelist, name, markup

    def render(self, context: template.Context) -> str:
        drawn = self.nodelist.render(context)
        context[self.name] = drawn if self.markup else " ".join(unescape(strip_tags(drawn)).split())
        return ""


def capture(parser: Any, token: Any) -> CaptureNode:
    """`{% capture page_title %}{% block title %}{% endblock %}{% endcapture %}`: a block's text for several places.

    With `markup` after the name, what stands in it is kept as it is drawn.
    """
    _tag, name, *rest = token.split_contents()
    if rest not in ([], ["markup"]):
        raise template.TemplateSyntaxError("capture takes the name of a variable, and perhaps `markup`.")
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name, markup=bool(rest))


def linked_data(data: Any) -> SafeString:
    """schema.org data as a JSON-LD block, which no browser runs; nothing in it can end the block."""
    text = json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder)
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))
