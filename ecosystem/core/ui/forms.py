"""How every form of the portal looks: one renderer gives controls their classes and fields their frame.

`{{ form }}`, `{{ form.as_div }}` and `{{ form.amount.as_field_group }}` (or `{% field form.amount %}`) come out
right without a class in a template. Markup: templates/django/forms/.
"""

from typing import Any

from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import TemplatesSetting
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

CHECKS = {"checkbox", "radio"}
PLAIN = {"hidden", "submit", "button", "image", "reset"}
INPUTS = {
    f"django/forms/widgets/{kind}.html"
    for kind in ("text", "search", "number", "email", "url", "tel", "password", "hidden", "date", "time", "input")
}


def _control_class(widget: dict[str, Any], template_name: str) -> str:
    kind = widget.get("type", "")
    if kind in PLAIN:
        return ""
    if kind in CHECKS:
        return "form-check-input"
    if template_name.endswith(("/select.html", "/select_date.html")):
        return "form-select"
    return "form-control"


def _add_control_attributes(widget: dict[str, Any], template_name: str) -> None:
    """Adds classes to one widget's attributes, in place; its own classes stay."""
    attrs = widget.setdefault("attrs", {})
    classes = [attrs.get("class", ""), _control_class(widget, template_name)]
    if attrs.get("aria-invalid") == "true":
        classes.append("is-invalid")
    joined = " ".join(dict.fromkeys(name for name in " ".join(classes).split() if name))
    if joined:
        attrs["class"] = joined
    if "maxlength" in attrs:
        # The browser would cut what is pasted without a word. The script counts instead, and the server says it.
        attrs["data-most"] = attrs.pop("maxlength")
    if template_name.endswith("/textarea.html") and attrs.get("rows") == "10":
        attrs["rows"] = "5"  # Django's default is a page of empty space on a phone
    if template_name.endswith("/date.html"):
        attrs["data-date"] = True
        attrs.setdefault("placeholder", _("dd/mm/yyyy"))
        attrs.setdefault("autocomplete", "off")


def _attributes(attrs: dict[str, Any]) -> SafeString:
    """As django/forms/widgets/attrs.html writes them."""
    parts = [_attribute(name, value) for name, value in attrs.items() if value is not False]
    return mark_safe("".join(parts))  # every part is escaped


def _attribute(name: str, value: Any) -> str:
    return f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'


def _option_label(option: dict[str, Any]) -> Any:
    """Django's row of dashes for "nothing chosen yet" becomes a word."""
    return _("Choose") if option["label"] == BLANK_CHOICE_DASH[0][1] else option["label"]


def _select(widget: dict[str, Any]) -> SafeString:
    """What django/forms/widgets/select.html makes, in a tenth of the time: a list of wards has 168 options."""
    parts = [format_html('<select name="{}"{}>', widget["name"], _attributes(widget["attrs"]))]
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(format_html('<optgroup label="{}">', group))
        parts += [
            format_html('<option value="{}"{}>{}</option>', o["value"], _attributes(o["attrs"]), _option_label(o))
            for o in options
        ]
        if group:
            parts.append(SafeString("</optgroup>"))
    return SafeString("\n".join([*parts, "</select>"]))


def _input(widget: dict[str, Any]) -> SafeString:
    """What django/forms/widgets/input.html makes, without its three templates."""
    attrs = {"type": widget["type"], "name": widget["name"]}
    if widget["value"] is not None:
        attrs["value"] = str(widget["value"])
    return format_html("<input{}>", _attributes({**attrs, **widget["attrs"]}))


class PortalFormRenderer(TemplatesSetting):
    """Django's renderer over the project's templates, with Tabler's classes on every control."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Dresses the widget (and its options or parts), then renders as usual."""
        widget = context.get("widget")
        if isinstance(widget, dict) and "attrs" in widget:
            options = [option for _group, members, _index in widget.get("optgroups", []) for option in members]
            if options and not template_name.endswith("/select.html"):
                widget["attrs"].pop("class", None)
                for option in options:
                    _add_control_attributes(option, option["template_name"])
            elif widget.get("subwidgets"):
                for part in widget["subwidgets"]:
                    _add_control_attributes(part, part["template_name"])
            else:
                _add_control_attributes(widget, template_name)
        if template_name == "django/forms/widgets/select.html":
            return _select(context["widget"])
        if template_name in INPUTS:
            return _input(context["widget"])
        return super().render(template_name, context, request)
