"""A refused step beside the form that asked for it, with the input kept."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import RoleRefused, Transition, TransitionRefused, wrong_state


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files for a form: bound by every POST, also by one without a single field, and by restored text."""
    return form_data(request), request.FILES if request.method == "POST" else None


def carried_out(
    request: HttpRequest, form: forms.Form, action: Callable[..., Any], *args: Any, fields: Iterable[str], **kwargs: Any
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


def require_role(user: Any, *roles: str) -> None:
    """Raises RoleRefused (403) when the user holds none of the roles."""
    if not user.has_role(*roles):
        raise RoleRefused(_("Your role does not allow this step."))


def refusal_of_move(obj: models.Model, name: str, user: Any) -> str:
    """Why the move would be refused, in words, or ""."""
    try:
        require_move(obj, name, user)
    except (RoleRefused, TransitionRefused) as refusal:
        return str(refusal)
    return ""


def require_move(obj: models.Model, name: str, user: Any) -> Transition:
    """What `move()` would refuse, before a form is shown: role first, then state."""
    transition: Transition = obj.TRANSITIONS[name]  # type: ignore[attr-defined]
    if not obj.roles_of(user) & set(transition.roles):  # type: ignore[attr-defined]
        raise RoleRefused(_("Your role does not allow this step."))
    if obj.status not in transition.sources:  # type: ignore[attr-defined]
        raise TransitionRefused(wrong_state(obj))
    return transition
