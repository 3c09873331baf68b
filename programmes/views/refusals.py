"""A refused step beside the form that asked for it, with the input kept."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms

from ecosystem.accounts.http import UserRequest
from ecosystem.core.workflow import TransitionRefused


def sent(request: UserRequest) -> tuple[Any, Any]:
    """Data and files for a form: bound by every POST, also by one without a single field."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def carried_out(
    request: UserRequest, form: forms.Form, action: Callable[..., Any], *args: Any, fields: Iterable[str], **kwargs: Any
) -> bool:
    """Whether the form was sent, valid, and the action done with its `fields`; a refusal becomes its error."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        action(*args, by=request.user, **{name: form.cleaned_data[name] for name in fields}, **kwargs)
    except TransitionRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def status_of(form: forms.BaseForm) -> int:
    """200 for a form as it is first shown, 422 for wrong input, 409 for a step against a rule."""
    if not form.errors:
        return 200
    return 409 if form.non_field_errors() else 422
