"""Steps that a person confirms and steps that are refused: one way to ask, to act, and to say no.

A refused step answers 409, wrong input 422, both with the page and what was typed. Only a button that was pressed on
another page (an address that takes nothing but POST) leads back to that page, which says why: see
`RefusedBecomesPage` in ecosystem/core/web/middleware.py.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.typed_text import RestoredText, form_data
from ecosystem.core.workflow import RoleRefused, Stateful, Transition, TransitionRefused, wrong_state

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # the type checker reads it as AUTH_USER_MODEL

REFUSED = "refused"  # the code of an error that a rule or a state gives, not the input


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


# --- What was sent, and the answer to it ----------------------------------------------------------------
def sent(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files for a form: bound by every POST, also by one without a single field, and by restored text."""
    return form_data(request), request.FILES if request.method == "POST" else None


def carried_out(
    request: HttpRequest,
    form: forms.BaseForm,
    action: Callable[..., Any],
    *args: Any,
    fields: Iterable[str] | None = None,
    **kwargs: Any,
) -> bool:
    """Whether the form was sent, valid, and the action done with its `fields` (all of them unless named).

    A refusal becomes an error of the form.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    names = form.fields if fields is None else fields
    try:
        action(*args, by=request.user, **{name: form.cleaned_data[name] for name in names}, **kwargs)
    except TransitionRefused as refusal:
        add_refusal(form, refusal)
        return False
    return True


def add_refusal(form: forms.BaseForm, refusal: Exception | str, *, at: str | None = None) -> None:
    """Put the words of a refused step into the form, beside the field `at` or above all fields."""
    form.add_error(at, ValidationError(str(refusal), code=REFUSED))


def status_of(*parts: Any) -> int:
    """200 for forms and formsets as first shown, 409 for a step against a rule or a state, 422 for wrong input."""
    if any(error.code == REFUSED for part in parts for error in _errors_of(part)):
        return 409
    sent_now = [part for part in parts if part.is_bound and not isinstance(part.data, RestoredText)]
    return 422 if any(not part.is_valid() for part in sent_now) else 200


def _errors_of(part: Any) -> Iterator[ValidationError]:
    """Every error of a form, or of a formset and its forms."""
    if isinstance(part, forms.BaseFormSet):
        yield from part.non_form_errors().as_data()
    for form in part if isinstance(part, forms.BaseFormSet) else [part]:
        for errors in form.errors.as_data().values():
            yield from errors


# --- Asking before acting -------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Question:
    """What a page asks before somebody acts. `consequences` are said one by one, `hidden` fields travel with the form.

    `template` extends components/confirm_page.html where the page shows more, with `context`.
    """

    title: Any
    button: Any
    cancel_url: str
    crumbs: Sequence[tuple[Any, str]] = ()
    text: Any = ""
    consequences: Sequence[Any] = ()
    tone: str = "danger"
    hidden: Sequence[tuple[str, Any]] = ()
    template: str = "components/confirm_page.html"
    context: Mapping[str, Any] = field(default_factory=dict)


def confirm(
    request: HttpRequest,
    question: Question,
    action: Callable[..., Any],
    *,
    done: Any,
    then: str | Callable[[], str],
    form: forms.BaseForm | None = None,
) -> HttpResponse:
    """Show the question; on POST call `action(by=…)` with the form's fields, say `done`, and go on to the address `then`.

    `then` may be a function, called after the action, where the address depends on what became of the record.
    A refusal stands on the same page, with what was typed.
    """
    form = form or PortalForm(sent(request)[0])
    if carried_out(request, form, action):
        messages.success(request, str(done))
        return redirect(then() if callable(then) else then)
    context = {
        **question.context,
        "title": question.title,
        "crumbs": question.crumbs,
        "text": question.text,
        "consequences": [line for line in question.consequences if line],
        "hidden": question.hidden,
        "confirm_label": question.button,
        "cancel_url": question.cancel_url,
        "tone": question.tone,
        "form": form,
    }
    return render(request, question.template, context, status=status_of(form))


# --- What may be done -----------------------------------------------------------------------------------
def require_role(user: "User", *roles: str) -> None:
    """Raises RoleRefused (403) when the user holds none of the roles."""
    if not user.has_role(*roles):
        raise RoleRefused(_("Your role does not allow this step."))


def require_move(obj: Stateful, name: str, user: "User") -> Transition:
    """What `move()` would refuse, before a form is shown: role first, then state."""
    transition = obj.TRANSITIONS[name]
    if not obj.roles_of(user) & set(transition.roles):
        raise RoleRefused(_("Your role does not allow this step."))
    if obj.status not in transition.sources:
        raise TransitionRefused(wrong_state(obj))
    return transition


def asked_move(request: HttpRequest, obj: Stateful, name: str, *, form: forms.BaseForm | None = None) -> Transition:
    """The move that a page asks about. Without the role the answer is 403; in a wrong state the page does not open.

    What was sent from a page that had opened in time is kept: the refusal is put into the `form` beside what was typed.
    Without a form the action refuses by itself.
    """
    if isinstance(request.user, AnonymousUser):
        raise RoleRefused(_("Your role does not allow this step."))
    try:
        return require_move(obj, name, request.user)
    except TransitionRefused as refusal:
        if request.method != "POST":
            raise
        if form is not None:
            add_refusal(form, refusal)
        return obj.TRANSITIONS[name]


def refusal_of_move(obj: Stateful, name: str, user: "User") -> str:
    """Why the move would be refused, in words, or ""."""
    try:
        require_move(obj, name, user)
    except (RoleRefused, TransitionRefused) as refusal:
        return str(refusal)
    return ""
