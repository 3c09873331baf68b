"""Steps that a person confirms and steps that are refused: one way to confirm, to run the action, and to refuse.

A refused step answers 409, wrong input 422, both with the page and what was typed. Only a button that was pressed on
another page (an address that takes nothing but POST) leads back to that page, which says why: see
`RefusalMiddleware` in ecosystem/core/web/middleware.py.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.conflicts import version_of
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.typed_text import RestoredText, form_data
from ecosystem.core.workflow import FieldRefused, RoleRefused, Stateful, Transition, TransitionRefused, WrongState

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # the type checker reads it as AUTH_USER_MODEL

T = TypeVar("T")

REFUSED = "refused"  # the code of an error that a rule or a state gives, not the input
SHOWN_VERSION = "shown_version"  # the hidden field of a step over a record that others may change meanwhile


class ReasonForm(PortalForm):
    """The words that a step asks for; of one line with `rows=1`."""

    reason = BlockField(label=gettext_lazy("Reason"), max_length=5000)

    def __init__(
        self, *args: Any, label: Any = "", help_text: Any = "", max_length: int = 5000, rows: int = 4, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind, widget = (LineField, None) if rows == 1 else (BlockField, forms.Textarea(attrs={"rows": rows}))
        self.fields["reason"] = kind(
            label=label or self.fields["reason"].label, help_text=help_text, max_length=max_length, widget=widget
        )


# --- Running an action with a form ------------------------------------------------------------------------
def run_action(
    request: HttpRequest,
    form: forms.BaseForm,
    action: Callable[..., Any],
    *args: Any,
    fields: Iterable[str] | None = None,
    **kwargs: Any,
) -> bool:
    """Run `action(*args, by=user, **values)` when the form was posted and is valid. Returns whether it ran.

    `values` are the cleaned values of `fields`, or of all fields. A refusal becomes an error of the form.
    """

    def act() -> bool:
        names = form.fields if fields is None else fields
        action(*args, by=request.user, **{name: form.cleaned_data[name] for name in names}, **kwargs)
        return True

    return bool(run_when_valid(request, form, act))


def run_when_valid(
    request: HttpRequest, form: forms.BaseForm, act: Callable[[], T], *, at: str | None = None
) -> T | None:
    """Call `act()` when the form was posted and is valid. Returns its result, which is not None; None when it did not run.

    A refusal becomes an error of the form: beside its own field or `at`, or above all fields.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act()
    except TransitionRefused as refusal:
        add_refusal(form, refusal, at=at)
        return None


def add_refusal(form: forms.BaseForm, refusal: Exception | str, *, at: str | None = None) -> None:
    """Add the text of a refused step to the form's errors: beside its own field or `at`, or above all fields."""
    if at is None and isinstance(refusal, FieldRefused) and refusal.field in form.fields:
        at = refusal.field
    form.add_error(at, ValidationError(str(refusal), code=REFUSED))


def response_status(*parts: Any) -> int:
    """The status of a page with these forms and formsets: 200, 409 after a refused step, 422 after wrong input."""
    if any(error.code == REFUSED for part in parts for error in _errors_of(part)):
        return 409
    posted = [part for part in parts if part.is_bound and not isinstance(part.data, RestoredText)]
    return 422 if any(not part.is_valid() for part in posted) else 200


def _errors_of(part: Any) -> Iterator[ValidationError]:
    """Every error of a form, or of a formset and its forms."""
    if isinstance(part, forms.BaseFormSet):
        yield from part.non_form_errors().as_data()
    for form in part if isinstance(part, forms.BaseFormSet) else [part]:
        for errors in form.errors.as_data().values():
            yield from errors


# --- Confirmation pages -----------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """The content of a page that asks for confirmation before an action runs.

    `consequences` are listed one by one, `hidden` fields are posted with the form. `template` extends
    components/confirm_page.html where the page shows more, with `context`. With a `record`, the page carries the version
    that it shows, and the action gets it as `expected_version`, to refuse what the person has not read.
    """

    title: Any
    confirm_label: Any
    cancel_url: str
    crumbs: Sequence[tuple[Any, str]] = ()
    text: Any = ""
    consequences: Sequence[Any] = ()
    tone: str = "danger"
    hidden: Sequence[tuple[str, Any]] = ()
    record: models.Model | None = None
    template: str = "components/confirm_page.html"
    context: Mapping[str, Any] = field(default_factory=dict)


def confirm(
    request: HttpRequest,
    confirmation: Confirmation,
    action: Callable[..., Any],
    *,
    success_message: Any | Callable[[], Any],
    success_url: str | Callable[[], str],
    form: forms.BaseForm | None = None,
    fields: Iterable[str] | None = None,
) -> HttpResponse:
    """Show the confirmation page; on POST run `action(by=…)` with the form's `fields`, redirect to `success_url`.

    `fields` are all fields of the form unless some are named. `success_url` and `success_message` may be functions, called
    after the action, where they depend on the new state of the record.
    A refusal is shown on the same page, with what was typed.
    """
    form = form or PortalForm(form_data(request))
    version = {} if confirmation.record is None else {"expected_version": shown_version(request)}
    if run_action(request, form, action, fields=fields, **version):
        messages.success(request, str(success_message() if callable(success_message) else success_message))
        return redirect(success_url() if callable(success_url) else success_url)
    status = response_status(form)
    hidden = [*confirmation.hidden]
    if confirmation.record is not None:
        hidden.append((SHOWN_VERSION, _version_to_show(request, confirmation.record, status)))
    context = {
        **confirmation.context,
        "title": confirmation.title,
        "crumbs": confirmation.crumbs,
        "text": confirmation.text,
        "consequences": [line for line in confirmation.consequences if line],
        "hidden": hidden,
        "confirm_label": confirmation.confirm_label,
        "cancel_url": confirmation.cancel_url,
        "tone": confirmation.tone,
        "form": form,
    }
    return render(request, confirmation.template, context, status=status)


def shown_version(request: HttpRequest) -> str:
    """The version of the record that the page of a step showed; "" without one, which no record has."""
    return request.POST.get(SHOWN_VERSION, "")


def _version_to_show(request: HttpRequest, record: models.Model, status: int) -> str:
    """The version that the page carries: the one that its text was typed on, and after a refusal the one it shows now."""
    if request.method == "POST":
        return shown_version(request) if status == 422 else version_of(record)
    restored = form_data(request)
    return version_of(record) if restored is None else restored.get(SHOWN_VERSION, version_of(record))


# --- Permissions and states -------------------------------------------------------------------------------
def require_role(user: "User", *roles: str) -> None:
    """Raises RoleRefused (403) when the user holds none of the roles."""
    if not user.has_role(*roles):
        raise RoleRefused(_("Your role does not allow this step."))


def require_move(obj: Stateful, name: str, user: "User", *, next_step: str = "") -> Transition:
    """The transition that `move()` would carry out now. Raises RoleRefused, then TransitionRefused, as `move()` would.

    `next_step` says what to do instead in a wrong state.
    """
    transition = obj.TRANSITIONS[name]
    if not obj.roles_of(user) & set(transition.roles):
        raise RoleRefused(_("Your role does not allow this step."))
    if obj.status not in transition.sources:
        raise WrongState(obj, next_step)
    return transition


def requested_move(
    request: HttpRequest, obj: Stateful, name: str, *, form: forms.BaseForm | None = None, next_step: str = ""
) -> Transition:
    """The transition that the page of a step is about. Without the role the answer is 403.

    In a wrong state the page does not open, and the refusal ends with `next_step`. A form that was opened in time and
    posted too late gets the refusal as an error, beside what was typed; without a form the action itself refuses.
    """
    if isinstance(request.user, AnonymousUser):
        raise RoleRefused(_("Your role does not allow this step."))
    check_step(request, partial(require_move, obj, name, request.user, next_step=next_step), form=form)
    return obj.TRANSITIONS[name]


def check_step(request: HttpRequest, check: Callable[[], object], *, form: forms.BaseForm | None = None) -> None:
    """Call `check()`, which raises TransitionRefused where the step is not possible now.

    The page does not open then; what was posted meets the refusal as an error of its form.
    """
    try:
        check()
    except TransitionRefused as refusal:
        if request.method != "POST":
            raise
        if form is not None:
            add_refusal(form, refusal)


def move_refusal(obj: Stateful, name: str, user: "User") -> str:
    """The text of the refusal that `move()` would give, or ""."""
    try:
        require_move(obj, name, user)
    except (RoleRefused, TransitionRefused) as refusal:
        return str(refusal)
    return ""
