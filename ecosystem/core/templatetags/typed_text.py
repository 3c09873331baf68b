"""Template tags that keep typed text from being lost; loaded everywhere as a builtin (settings.TEMPLATES)."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ecosystem.core.web.typed_text import refused_texts, restored_text, restored_text_notice

register = template.Library()


class PageBody(template.Node):
    """Renders the body of the page before its header: the language switch there is a button of the form in the body."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        context["typed_form"] = {}
        context["body"] = self.nodelist.render(context)
        return ""


@register.tag
def page_body(parser: template.base.Parser, token: template.base.Token) -> PageBody:
    """`{% page_body %}…{% endpage_body %}` sets `body`, and `typed_form`: the form in it that people fill in, or {}."""
    nodelist = parser.parse(("endpage_body",))
    parser.delete_first_token()
    return PageBody(nodelist)


@register.simple_tag(takes_context=True)
def typed_form(context: template.Context, action: str = "", button: str = "", value: str = "") -> SafeString:
    """Attributes of a `<form method="post" novalidate>`: the language switch is a button of the first one of a page.

    Args:
        action: where the form is posted, if not to the page itself.
        button: the name of the form's first button, if it has one; Enter presses it.
        value: that button's value.
    """
    attributes = format_html(' action="{}"', action) if action else SafeString("")
    frame = context.get("typed_form")
    if frame is None or frame:
        return attributes
    frame.update(id="typed", action=action, button=button, value=value)
    request = context.get("request")
    restored = restored_text(request) if request else None
    shows_text = restored is not None and restored.is_used and restored.needs_notice()
    return format_html(' id="typed"{}{}', SafeString(" data-restored") if shows_text else "", attributes)


@register.simple_tag(takes_context=True)
def default_button(context: template.Context) -> SafeString:
    """What Enter presses, unseen before the header: else it would press the first button there, the language switch."""
    frame = context["typed_form"]
    said = format_html(' name="{}" value="{}"', frame["button"], frame["value"]) if frame["button"] else ""
    return format_html(
        '<button class="visually-hidden" type="submit" form="typed" tabindex="-1" aria-hidden="true"{}></button>', said
    )


@register.inclusion_tag("components/typed_text_notice.html", takes_context=True)
def typed_text_notice(context: template.Context) -> dict[str, Any]:
    """What the page says of text that waited for it."""
    request = context.get("request")
    return {"notice": restored_text_notice(request) if request else None}


@register.inclusion_tag("components/typed_text_copy.html", takes_context=True)
def refused_text(context: template.Context) -> dict[str, Any]:
    """What was typed into a form that is refused for good, to be copied."""
    request = context.get("request")
    return {"texts": refused_texts(request) if request else []}
