"""Pages of reference data: the list and the form of every table."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.core.four_eyes import wrote
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    confirm,
    require_role,
    response_status,
    run_action,
)
from ecosystem.core.ui.changes import change_text
from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.list_address import list_address
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.lists.pages import list_response
from ecosystem.reference.models import Holiday
from programmes.plan.actions.reference import (
    VERIFIERS,
    remove_holiday,
    require_editor,
    verify_measurement,
    verify_target,
)
from programmes.plan.forms.base import ReferenceForm
from programmes.plan.forms.late import LateReasonForm
from programmes.plan.listings import LISTS
from programmes.plan.models import BudgetLine, EnteredFigure, Measurement, Target
from programmes.plan.panels import planned_amount_panel
from programmes.plan.reference_tables import EDITORS, TABLES, TABLES_BY_SLUG, ReferenceTable

HISTORY_LIMIT = 50


def get_table_or_404(user: User, slug: str) -> ReferenceTable:
    """The table with this slug. Raises Http404 where there is none, PermissionDenied where the user may not edit it."""
    if slug not in TABLES_BY_SLUG:
        raise Http404
    table = TABLES_BY_SLUG[slug]
    require_editor(user, table.model, table.roles)
    return table


@read_view
def reference_index(request: UserRequest) -> HttpResponse:
    """The tables that the user edits."""
    require_role(request.user, *EDITORS)
    tables = [table for table in TABLES if table.may_open(request.user)]
    return render(request, "plan/reference_index.html", {"tables": tables})


@read_view
def reference_list(request: UserRequest, table: str) -> HttpResponse:
    """The rows of one table."""
    reference_table = get_table_or_404(request.user, table)
    crumbs = [crumb(_("Reference data"), "plan:reference_index"), current_crumb(reference_table.title)]
    return list_response(
        request, LISTS[reference_table.slug], "plan/reference_list.html", table=reference_table, crumbs=crumbs
    )


@form_view
def reference_create(request: UserRequest, table: str) -> HttpResponse:
    """Adds a row."""
    reference_table = get_table_or_404(request.user, table)
    if not reference_table.can_add:
        raise PermissionDenied
    form = reference_table.form(form_data(request), user=request.user)
    return _row_form_response(request, reference_table, form, page=_("Add"))


@edit_view
def reference_edit(request: UserRequest, table: str, pk: int) -> HttpResponse:
    """Changes a row, and shows its history."""
    reference_table = get_table_or_404(request.user, table)
    row = get_object_or_404(reference_table.rows_for(request.user), pk=pk)
    form = reference_table.form(form_data(request), instance=row, user=request.user)
    return _row_form_response(request, reference_table, form, page=_("Change"), row=row)


def _row_form_response(
    request: UserRequest,
    table: ReferenceTable,
    form: ReferenceForm,
    *,
    page: str,
    row: models.Model | None = None,
) -> HttpResponse:
    """Save the sent form and redirect to the list; otherwise the page of the form, with errors and the input kept."""
    list_url = list_address(request, reverse("plan:reference_list", args=[table.slug]))

    def save(*, by: User) -> None:
        table.save(
            form.instance,
            by=by,
            roles=table.roles,
            fields=form.column_names(),
            version=form.read_version,
            reason=form.cleaned_data.get("reason", ""),
            lists=form.many_to_many_values(),
            **form.action_values(),
        )

    if run_action(request, form, save, fields=[]):
        messages.success(request, _("Saved: %(row)s") % {"row": table.row_title(form.instance)})
        return redirect(list_url)
    context = {
        **_verification(row, request.user),
        "amounts": planned_amount_panel(row, request.user) if isinstance(row, BudgetLine) else None,
        "table": table,
        "form": form,
        "row": row,
        "row_title": table.row_title(row) if row else "",
        "entries": row_history(row),
        "list_url": list_url,
        "crumbs": _row_crumbs(table, page),
    }
    return render(request, "plan/reference_form.html", context, status=response_status(form))


def _row_crumbs(table: ReferenceTable, page: str) -> list[tuple[Any, str]]:
    return [
        crumb(_("Reference data"), "plan:reference_index"),
        crumb(table.title, "plan:reference_list", table.slug),
        current_crumb(page),
    ]


def _verification(row: models.Model | None, user: User) -> dict[str, Any]:
    """Context of the form about verifying the row, where it is a reported figure or a target."""
    figure = row if isinstance(row, EnteredFigure) else None
    if figure is None or not figure.entered_by_id or figure.verified_by_id or not user.has_role(*VERIFIERS):
        return {"verify_url": "", "is_own_figure": False}
    name = "plan:target_verify" if isinstance(figure, Target) else "plan:measurement_verify"
    return {"verify_url": reverse(name, args=[figure.pk]), "is_own_figure": wrote(figure, user.pk, "entered_by")}


@form_view
def holiday_remove(request: UserRequest, pk: int) -> HttpResponse:
    """Removes a holiday that was entered by mistake."""
    get_table_or_404(request.user, "holidays")
    holiday = get_object_or_404(Holiday, pk=pk)
    table, list_url = (
        TABLES_BY_SLUG["holidays"],
        list_address(request, reverse("plan:reference_list", args=["holidays"])),
    )
    address = reverse("plan:reference_edit", args=["holidays", pk])
    confirmation = Confirmation(
        title=_("Remove this day?"),
        text=str(holiday),
        crumbs=[
            (_("Reference data"), reverse("plan:reference_index")),
            (table.title, list_url),
            (table.row_title(holiday), address),
            (_("Remove the day"), ""),
        ],
        consequences=[
            _("It counts as an ordinary day again."),
            _("The due days of running clocks are counted anew."),
        ],
        confirm_label=_("Remove the day"),
        cancel_url=address,
    )
    done = _("The day is removed; running clocks were counted anew.")
    form = ReasonForm(form_data(request), max_length=500, rows=1)
    return confirm(
        request, confirmation, partial(remove_holiday, holiday), success_message=done, success_url=list_url, form=form
    )


@form_view
def measurement_verify(request: UserRequest, pk: int) -> HttpResponse:
    """Verify a reported figure that somebody else entered; with a reason where its period is reported already."""
    table = get_table_or_404(request.user, "measurements")
    require_role(request.user, *VERIFIERS)
    figure = get_object_or_404(Measurement.objects.select_related("indicator"), pk=pk)
    words = {"title": _("Verify this figure?"), "done": _("Verified. The figure now counts: %(figure)s")}
    form = LateReasonForm(form_data(request))
    return _verify(request, table, figure, partial(verify_measurement, figure), words=words, form=form)


@form_view
def target_verify(request: UserRequest, pk: int) -> HttpResponse:
    """Verify a target that somebody else entered."""
    table = get_table_or_404(request.user, "targets")
    target = get_object_or_404(Target.objects.select_related("indicator"), pk=pk)
    words = {"title": _("Verify this target?"), "done": _("Verified. The target now stands: %(figure)s")}
    form = PortalForm(form_data(request))
    return _verify(request, table, target, partial(verify_target, target), words=words, form=form)


def _verify(
    request: UserRequest,
    table: ReferenceTable,
    figure: EnteredFigure,
    action: Callable[..., Any],
    *,
    words: Mapping[str, str],
    form: PortalForm,
) -> HttpResponse:
    """The confirmation of a second person, which leads back to the list."""
    list_url = list_address(request, reverse("plan:reference_list", args=[table.slug]))
    confirmation = Confirmation(
        title=words["title"],
        text=str(figure),
        crumbs=[(_("Reference data"), reverse("plan:reference_index")), (table.title, list_url), (_("Verify"), "")],
        confirm_label=_("Verify"),
        cancel_url=reverse("plan:reference_edit", args=[table.slug, figure.pk]),
        tone="primary",
    )
    done = words["done"] % {"figure": figure}
    return confirm(request, confirmation, action, success_message=done, success_url=list_url, form=form)


def row_history(row: models.Model | None) -> list[dict[str, Any]]:
    """The newest changes of a row from its event table, as entries for `components/timeline.html`."""
    event_model: Any = getattr(row, "pgh_event_model", None)  # set by pghistory.track
    if row is None or event_model is None:
        return []
    events = event_model.objects.filter(pgh_obj=row.pk).select_related("pgh_context")
    newest = list(events.order_by("-pgh_id")[: HISTORY_LIMIT + 1])
    people = User.objects.in_bulk(
        {(e.pgh_context.metadata if e.pgh_context else {}).get("user") for e in newest} - {None}
    )
    return list(_entries(row, newest, people))


def _entries(row: models.Model, newest: list[Any], people: dict[int, User]) -> Iterator[dict[str, Any]]:
    for event, before in zip(newest, [*newest[1:], None], strict=True):
        context = event.pgh_context.metadata if event.pgh_context else {}
        added = event.pgh_label == "insert"
        lines = [] if added or before is None else [*_differences(row, event, before)]
        if added or lines:
            yield {
                "title": _("Row added") if added else _("Row changed"),
                "when": event.pgh_created_at,
                "who": people.get(context.get("user") or 0, ""),
                "note": "\n".join([*lines, context.get("reason") or ""]).strip(),
                "tone": "green" if added else "",
            }


def _differences(row: models.Model, event: Any, before: Any) -> Iterator[str]:
    for column in row._meta.concrete_fields:
        name = column.attname
        if (
            name in {"created_at", "updated_at"}
            or not hasattr(event, name)
            or getattr(event, name) == getattr(before, name)
        ):
            continue
        yield change_text(column, _value(before, column), _value(event, column))


def _value(event: Any, column: Any) -> Any:
    """The value of the event; of a relation the record, or its key where it is gone."""
    if not column.is_relation:
        return getattr(event, column.name)
    key = getattr(event, column.attname)
    return column.related_model._default_manager.filter(pk=key).first() or key
