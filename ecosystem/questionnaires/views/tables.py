"""The columns and totals of a table question."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from msgspec.structs import replace

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.core.conflicts import version_of
from ecosystem.core.steps import response_status, run_action
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import edit_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.questionnaires.actions.questionnaire import save_definition
from ecosystem.questionnaires.definition import Definition, Table
from ecosystem.questionnaires.editing import replace_question
from ecosystem.questionnaires.forms.table import (
    ColumnFormSet,
    TotalFormSet,
    column_rows,
    columns_of,
    total_rows,
    totals_of,
)
from ecosystem.questionnaires.history import change_of_part
from ecosystem.questionnaires.models import QuestionnaireVersion
from ecosystem.questionnaires.views.building import form_context, page_of, question_in
from ecosystem.questionnaires.views.records import built_draft


@edit_view
def question_columns(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """The columns of a table."""
    draft = built_draft(request, code, number)
    table = _table_in(draft, key)
    formset = _formset(request, draft, ColumnFormSet, key, prefix="columns", rows_of=column_rows)
    page = _Rows(
        _("Columns"), "questionnaires/table_columns.html", lambda rows: replace(table, columns=columns_of(rows))
    )
    return _rows_page(request, draft, table, formset, page)


@edit_view
def question_totals(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """The totals of a table."""
    draft = built_draft(request, code, number)
    table = _table_in(draft, key)
    formset = _formset(
        request, draft, TotalFormSet, key, prefix="totals", rows_of=total_rows, form_kwargs={"table": table}
    )
    page = _Rows(_("Totals"), "questionnaires/table_totals.html", lambda rows: replace(table, totals=totals_of(rows)))
    return _rows_page(request, draft, table, formset, page)


class _Rows:
    """What differs between the two pages: the title, the template, and the table with the typed rows."""

    def __init__(self, title: Any, template: str, table_with: Callable[[list[dict[str, Any]]], Table]) -> None:
        self.title, self.template, self.table_with = title, template, table_with


def _formset(
    request: UserRequest,
    draft: QuestionnaireVersion,
    formset: Any,
    key: str,
    *,
    prefix: str,
    rows_of: Callable[[Table], list[dict[str, Any]]],
    **options: Any,
) -> Any:
    def read(definition: Definition) -> object:
        question = definition.questions.get(key)
        return rows_of(question) if isinstance(question, Table) else None

    return formset(
        form_data(request),
        prefix=prefix,
        record=draft,
        saved=rows_of(_table_in(draft, key)),
        change=partial(change_of_part, draft, read),
        **options,
    )


def _rows_page(
    request: UserRequest, draft: QuestionnaireVersion, table: Table, formset: Any, page: _Rows
) -> HttpResponse:
    refusal_form = PortalForm(form_data(request))  # carries the error of a refused save

    def save(*, by: User) -> None:
        changed = replace_question(draft.definition, table.key, page.table_with(formset.rows()))
        save_definition(draft, changed, by=by, version=version_of(draft))

    place = f"question-{table.key}"
    if request.method == "POST" and formset.is_valid() and run_action(request, refusal_form, save):
        messages.success(request, _("Saved."))
        return redirect(request.path if "add_row" in request.POST else page_of(draft, place))
    context = form_context(draft, refusal_form, page.title, place, formset=formset, table=table)
    return render(request, page.template, context, status=response_status(refusal_form, formset))


def _table_in(draft: QuestionnaireVersion, key: str) -> Table:
    question = question_in(draft, key)
    if not isinstance(question, Table):
        raise Http404
    return question
