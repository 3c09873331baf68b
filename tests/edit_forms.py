"""Edit forms in tests: their fields, and the version of the record that they carry."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.db.models import Model
from django.test import Client

from ecosystem.core.conflicts import VERSION_FIELD, version_of

VERSION = re.compile(r'name="version" value="([^"]*)"')


def version_on(page: str, form: int = 0) -> str:
    """The version that a form of the page carries: of the first form that edits a record, or of another."""
    return VERSION.findall(page)[form]


def with_version(client: Client, address: str, data: Mapping[str, Any], form: int = 0) -> dict[str, Any]:
    """The data with the version that the form at this address carries now."""
    return {**data, VERSION_FIELD: version_on(client.get(address).content.decode(), form)}


def current_version(record: Model) -> str:
    """The version of the record as it is saved now, for an action."""
    return version_of(type(record)._default_manager.get(pk=record.pk))


@dataclass
class PageForm:
    """A form of a page that is sent by POST: what a browser sends when nobody touches it, and what can be typed in."""

    data: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    action: str = ""

    @property
    def version(self) -> str:
        return "".join(self.data.get(VERSION_FIELD, []))


class _Forms(HTMLParser):
    """The forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.is_inside = False
        self.area = self.choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = fields.get("method", "").lower() == "post"
            if self.is_inside:
                self.forms.append(PageForm(action=fields.get("action", "")))
        elif self.is_inside and fields.get("name"):
            self._control(tag, fields)
        elif self.is_inside and tag == "option" and self.choice and "selected" in fields:
            self.forms[-1].data.setdefault(self.choice, []).append(fields.get("value", ""))

    def _control(self, tag: str, fields: dict[str, str]) -> None:
        form, name, kind = self.forms[-1], fields["name"], fields.get("type", "text")
        if tag == "textarea":
            self.area = name
            form.data[name] = [""]
        elif tag == "select":
            self.choice = name
        elif tag != "input" or kind in {"submit", "button", "image"}:
            return
        elif kind in {"checkbox", "radio"}:
            if "checked" in fields:
                form.data.setdefault(name, []).append(fields.get("value", "on"))
        elif kind != "file":
            form.data.setdefault(name, []).append(fields.get("value", ""))
        if kind != "hidden" and name not in form.typed:
            form.typed.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.choice = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1].data[self.area][0] += data


def forms_of(page: str) -> list[PageForm]:
    """The forms of the page that are sent by POST, without the tokens against forgery."""
    parser = _Forms()
    parser.feed(page)
    for form in parser.forms:
        form.data.pop("csrfmiddlewaretoken", None)
        for name, values in form.data.items():
            form.data[name] = [value.removeprefix("\n") for value in values]
    return parser.forms


def edit_form_on(page: str, form: int = 0) -> PageForm:
    """A form of the page that edits a record."""
    return [one for one in forms_of(page) if one.version][form]
