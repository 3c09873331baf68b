"""The frame of a page: its body before its header, text for several places, data for programs."""

import json
import re
from html import unescape
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from ecosystem.core.web.refill import TYPED_FORM

SUBMIT = re.compile(r'<button\b(?![^>]*\stype="(?:button|reset)")(?![^>]*\sform=)[^>]*>')
SAYS = re.compile(r'\s(?:name|value|formaction|data-confirm)="[^"]*"')


class PageBody(template.Node):
    """Renders the body of the page before its header: the header offers what depends on it."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        body: str = self.nodelist.render(context)
        typed = TYPED_FORM.search(body)
        if typed:
            context["default_button"] = default_button(body[typed.start() : body.find("</form>", typed.start())])
            body = f'{body[: typed.start()]}<form id="typed"{body[typed.start() + len("<form") :]}'
        context["body"], context["typed_form"] = SafeString(body), bool(typed)
        return ""


def default_button(form: str) -> SafeString:
    """What Enter presses, unseen before the header: else it would press the first button there, the language switch."""
    first = SUBMIT.search(form)
    said = "".join(SAYS.findall(first.group(0))) if first else ""
    return SafeString(
        f'<button class="visually-hidden" type="submit" form="typed" tabindex="-1" aria-hidden="true"{said}></button>'
    )


def page_body(parser: template.base.Parser, token: template.base.Token) -> PageBody:
    """`{% page_body %}…{% endpage_body %}` sets `body`, and `typed_form`: whether a form stands in it that people fill in."""
    nodelist = parser.parse(("endpage_body",))
    parser.delete_first_token()
    return PageBody(nodelist)


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
