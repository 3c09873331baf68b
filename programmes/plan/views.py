"""The administration of reference rows: one list, one form for every table."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import CreateView, UpdateView

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.core.steps import Confirmation, ReasonForm, add_refusal, confirm, require_role, response_status
from ecosystem.core.ui.crumbs import Crumbs, crumb, here
from ecosystem.core.ui.figures import vnd
from ecosystem.core.web.methods import action_view, edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import TransitionRefused
from ecosystem.lists.pages import list_response
from ecosystem.reference.models import Holiday
from programmes.plan.actions.reference import VERIFIERS, remove_holiday, require_editor, verify_measurement
from programmes.plan.listings import LISTS
from programmes.plan.models import Measurement
from programmes.plan.reference_tables import EDITORS, TABLES, TABLES_BY_SLUG, Table

HISTORY_LIMIT = 50


def table_for(user: User, slug: str) -> Table:
    """The table of the address: 404 when there is none, 403 when it is not this person's to edit."""
    if slug not in TABLES_BY_SLUG:
        raise Http404
    table = TABLES_BY_SLUG[slug]
    require_editor(user, table.model, table.roles)
    return table


@read_view
def reference_index(request: UserRequest) -> HttpResponse:
    """The tables this person edits."""
    require_role(request.user, *EDITORS)
    mine = [table for table in TABLES if table.admits(request.user)]
    return render(request, "plan/reference_index.html", {"tables": mine})


class TableMixin:
    """Finds the table of the address before anything else."""

    request: Any
    table: Table

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.table = table_for(request.user, kwargs["table"])  # type: ignore[arg-type]

    def get_queryset(self) -> models.QuerySet[Any]:
        return self.table.rows_for(self.request.user)

    def list_url(self) -> str:
        return reverse("plan:reference_list", args=[self.table.slug])


@read_view
def reference_list(request: UserRequest, table: str) -> HttpResponse:
    """The rows of one table."""
    shown = table_for(request.user, table)
    crumbs = [crumb(_("Reference data"), "plan:reference_index"), here(shown.title)]
    return list_response(request, LISTS[shown.slug], "plan/reference_list.html", table=shown, crumbs=crumbs)


class RowFormMixin(TableMixin):
    """One row in a form; the action refuses beside the form, with everything typed kept."""

    http_method_names: Any = ["get", "head", "post"]
    template_name: Any = "plan/reference_form.html"
    object: Any

    def crumbs(self, page: str) -> Crumbs:
        """The form of a row, behind the list of its table."""
        table = crumb(self.table.title, "plan:reference_list", self.table.slug)
        return [crumb(_("Reference data"), "plan:reference_index"), table, here(page)]

    def get_form_class(self) -> type[forms.ModelForm]:
        return self.table.form

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return {**kwargs, "data": form_data(self.request), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        how = {
            "roles": self.table.roles,
            "fields": form.own_fields(),
            "version": form.read_version,
            "reason": form.cleaned_data.get("reason", ""),
            "lists": form.lists(),
        }
        try:
            self.table.save(form.instance, by=self.request.user, **how)
        except TransitionRefused as error:
            add_refusal(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Saved: %(row)s") % {"row": self.table.title_of(form.instance)})
        return redirect(self.list_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = response_status(form)
        return response

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**more)  # type: ignore[misc]
        row = self.object
        verifiable = isinstance(row, Measurement) and row.entered_by_id and not row.verified_by_id
        return {
            **context,
            "table": self.table,
            "row": row,
            "list_url": self.list_url(),
            "crumbs": self.crumbs(_("Change") if row else _("Add")),
            "entries": history_of(row),
            "row_title": self.table.title_of(row) if row else "",
            "may_verify": verifiable and self.request.user.has_role(*VERIFIERS),
            "is_mine": verifiable and row.entered_by_id == self.request.user.pk,
        }


class ReferenceCreate(RowFormMixin, CreateView):
    """A new row."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.table.can_add:
            raise PermissionDenied


class ReferenceEdit(RowFormMixin, UpdateView):
    """A row as it stands, and what happened to it."""


reference_create = ReferenceCreate.as_view()
reference_edit = edit_view(ReferenceEdit.as_view())


@form_view
def holiday_remove(request: UserRequest, pk: int) -> HttpResponse:
    """Take back a day that was entered by mistake."""
    table_for(request.user, "holidays")
    holiday = get_object_or_404(Holiday, pk=pk)
    table, list_url = TABLES_BY_SLUG["holidays"], reverse("plan:reference_list", args=["holidays"])
    address = reverse("plan:reference_edit", args=["holidays", pk])
    confirmation = Confirmation(
        title=_("Remove this day?"),
        text=str(holiday),
        crumbs=[
            (_("Reference data"), reverse("plan:reference_index")),
            (table.title, list_url),
            (table.title_of(holiday), address),
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


@action_view
def measurement_verify(request: UserRequest, pk: int) -> HttpResponse:
    """A second person confirms a reported figure."""
    table_for(request.user, "measurements")
    figure = verify_measurement(get_object_or_404(Measurement, pk=pk), by=request.user)
    messages.success(request, _("Verified. The figure now counts: %(figure)s") % {"figure": figure})
    return redirect("plan:reference_list", "measurements")


def history_of(row: models.Model | None) -> list[dict[str, Any]]:
    """The newest changes of a row, from the database's own event table: entries for `components/timeline.html`."""
    if row is None:
        return []
    events = row.pgh_event_model.objects.filter(pgh_obj=row.pk).select_related("pgh_context")  # type: ignore[attr-defined]
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
        values = {"fact": column.verbose_name, "old": _shown(before, column), "new": _shown(event, column)}
        yield _("%(fact)s: %(old)s → %(new)s") % values


def _shown(event: Any, column: Any) -> str:
    value = getattr(event, column.name if not column.is_relation else column.attname)
    if column.is_relation and value is not None:
        return str(column.related_model._default_manager.filter(pk=value).first() or value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(column, models.BigIntegerField):
        return vnd(value)
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = "—" if value is None or value == "" else str(dict(column.flatchoices).get(value, value))
    return f"{text[:160]}…" if len(text) > 160 else text
