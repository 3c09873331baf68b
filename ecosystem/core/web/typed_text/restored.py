"""Restored text as the data of a form, and what one request has to do with typed text."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseFormSet, BoundField, FileField
from django.http import HttpRequest, QueryDict

AUTOSAVE_HEADER = "X-Autosave"  # a script saves while somebody types; its value is the key of that person
SESSION_ENDED, TOKEN_LOST, LANGUAGE, REFUSED = "session", "token", "language", "refused"


class RestoredText(QueryDict):
    """What its author posted earlier, given to a form for a GET. Forms bound to it register themselves in `forms`."""

    reason = SESSION_ENDED
    posted_to = ""
    is_used = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forms: list[Any] = []
        self.files: list[str] = []

    def needs_notice(self) -> bool:
        """Whether the page needs a notice: always, but after a language switch only when something was typed."""
        if self.reason != LANGUAGE or self.file_names():
            return True
        return any(_is_changed(form) for form in self.forms)

    def file_names(self) -> list[str]:
        """Files that were chosen and have to be chosen again; a form without its encoding posts their names as text."""
        names = list(self.files)
        for form in self.forms:
            for name, field in getattr(form, "fields", {}).items():
                if isinstance(field, FileField):
                    names += [value for value in self.getlist(form.add_prefix(name)) if value]
        return list(dict.fromkeys(names))


def _is_changed(form: Any) -> bool:
    if isinstance(form, BaseFormSet):
        return any(_is_changed(member) for member in form.forms)
    return any(_shows_changed_value(form[name]) for name in form.changed_data if not form[name].is_hidden)


def _shows_changed_value(bound: BoundField) -> bool:
    """Whether the field shows something else than at first: not so a time of which the form hides the seconds."""
    now, before = (
        bound.field.widget.format_value(bound.field.prepare_value(value)) for value in (bound.data, bound.initial)
    )
    if isinstance(now, str) and isinstance(before, str):
        return now.split() != before.split()
    return bool(now != before)


@dataclass
class RequestState:
    """What one request has to do with typed text."""

    is_looked_up: bool = False
    restored: RestoredText | None = None
    has_new_text: bool = False
    sets_author_cookie: bool = False


def request_state(request: HttpRequest) -> RequestState:
    state: RequestState = vars(request).setdefault("typed_text", RequestState())
    return state
