"""Edit conflicts: what becomes of a field, what a form carries, who changed it, and two saves at once."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import (
    MAX_TOKEN,
    VERSION_FIELD,
    Change,
    EditConflict,
    FieldDigests,
    Outcome,
    StaleRecord,
    last_change,
    reconcile,
    require_version,
    version_of,
)
from ecosystem.core.ui.edit_forms import EditForm, EditFormSet
from ecosystem.core.ui.edit_values import as_text
from ecosystem.core.web.methods import ATTEMPTS, edit_view
from ecosystem.core.web.typed_text import RestoredText
from programmes.communication.actions import news as news_actions
from programmes.communication.forms.news import NewsForm
from programmes.communication.models import NewsItem
from programmes.grants.forms.application import CostFormSet
from tests.concurrency import remove_lock, run_concurrently
from tests.edit_forms import edit_form_on
from tests.factories import ApplicationFactory, NewsFactory, UserFactory, person

T, S, C = Outcome.USE_TYPED, Outcome.USE_SAVED, Outcome.CONFLICT


# --- One field --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("shown", "typed", "saved", "takes", "outcome"),
    [
        ("a", "a", "a", False, T),  # nobody changed it
        ("a", "b", "a", False, T),  # this person did
        ("a", "a", "b", False, S),  # the other did
        ("a", "b", "b", False, T),  # both wrote the same
        ("a", "b", "c", False, C),  # both changed it
        (None, "b", "c", False, C),  # no version: every difference
        (None, "b", "b", False, T),
        ("c", "b", "c", True, S),  # the shown value of the other is chosen
        ("c", "b", "d", True, C),  # and it moved on once more
        (None, "b", "c", True, C),
    ],
)
def test_field_is_decided_by_its_three_states(shown, typed, saved, takes, outcome):
    assert reconcile(base=shown, typed=typed, saved=saved, is_same=typed == saved, takes_saved=takes) == outcome


class Amounts(EditForm):
    """A form with each kind of control."""

    words = forms.CharField(required=False)
    day = forms.DateField(required=False)
    is_open = forms.BooleanField(required=False)
    kind = forms.ChoiceField(choices=[("a", "Loại A"), ("b", "Loại B"), ("c", "Loại C")])
    several = forms.MultipleChoiceField(choices=[("x", "X"), ("y", "Y")], required=False)
    reason = forms.CharField(required=False)
    non_record_fields = ("reason",)


def saved_as(**changed: Any) -> dict[str, Any]:
    return {"words": "một\nhai", "day": None, "is_open": True, "kind": "a", "several": ["x", "y"], **changed}


SENT = {"words": "một\r\nhai", "day": "", "is_open": "on", "kind": "a", "several": ["y", "x"], "reason": "vì"}


def sent_form(saved: dict[str, Any], **typed: Any) -> Amounts:
    """The form as it was opened on `saved_as()`, sent with some fields typed when the record says `saved`."""
    record = NewsItem(pk=1, updated_at=timezone.now())
    version = Amounts(initial=saved_as(), record=record)["version"].value()
    data = {name: value for name, value in {**SENT, **typed}.items() if value is not None}
    return Amounts({**data, "version": version}, initial=saved, record=record)


@pytest.mark.django_db
def test_what_this_person_left_alone_takes_the_saved_value():
    form = sent_form(saved_as(words="khác", is_open=False, several=[], kind="b"), day="01/02/2026")

    assert form.is_valid(), form.errors
    values = form.values()
    assert (values["words"], values["is_open"], values["several"], values["kind"]) == ("khác", False, [], "b")
    assert f"{values['day']:%Y-%m-%d}" == "2026-02-01"
    assert "reason" not in values


@pytest.mark.django_db
def test_field_changed_by_both_editors_shows_both_values():
    form = sent_form(saved_as(kind="b", words="của bạn"), kind="c", day="01/02/2026")

    assert not form.is_valid()
    assert (form.has_conflict, list(form.errors)) == (True, ["kind"])
    assert (form["kind"].value(), form.conflicts["kind"].value) == ("c", "Loại B")
    assert (form["words"].value(), form.conflicts["words"].is_merged) == ("của bạn", True)
    page = f"{form['kind'].as_field_group()}{form['words'].as_field_group()}"
    assert 'name="theirs" value="kind"' in page
    assert 'value="words"' not in page


@pytest.mark.django_db
def test_untouched_ticks_are_no_change_and_a_removed_tick_is_one():
    untouched, removed = sent_form(saved_as()), sent_form(saved_as(), is_open=None)

    assert (untouched.is_valid(), untouched.values()["is_open"]) == (True, True)
    assert (removed.is_valid(), removed.values()["is_open"]) == (True, False)


def test_new_record_carries_no_version():
    assert VERSION_FIELD not in Amounts(SENT).fields


def test_versions_of_other_records_and_huge_ones_are_none():
    record, other = NewsItem(pk=1), NewsItem(pk=2)
    token = FieldDigests.of(record, {"title": "abc"}).token

    assert FieldDigests.read(token, record).fields == {"title": "abc"}
    for bad in (token[:-1], "", "x" * (MAX_TOKEN + 1)):
        assert FieldDigests.read(bad, record).fields == {}
    assert FieldDigests.read(token, other).fields == {}


@pytest.mark.django_db
def test_conflict_displays_values_as_readable_text():
    item = NewsFactory()
    form = NewsForm(instance=item)

    assert as_text(form["pillar"], item.pillar_id) != str(item.pillar_id) or item.pillar_id is None
    assert as_text(form["summary_en"], "") == "(để trống)"
    assert as_text(Amounts()["is_open"], value=True) == "Có"


# --- Rows -------------------------------------------------------------------------------------------
ROW = {"kind": "other", "description": "Thiết bị", "quantity": 1, "unit_price": 5_000_000}


def rows_form(
    record: Any, saved: list[dict[str, Any]], original_rows: list[dict[str, Any]], **typed: str
) -> EditFormSet:
    shown = CostFormSet(record=record, saved=original_rows, prefix="costs")
    data = {
        "costs-TOTAL_FORMS": "1",
        "costs-INITIAL_FORMS": "1",
        "costs-0-kind": "other",
        "costs-0-description": "Thiết bị",
        "costs-0-quantity": "1",
        "costs-0-unit_price": "5.000.000",
        "version": str(shown.version).split('value="')[1].split('"')[0],
        **{f"costs-0-{name}": value for name, value in typed.items()},
    }
    formset: EditFormSet = CostFormSet(data, record=record, saved=saved, prefix="costs")
    return formset


def test_rows_changed_by_the_other_editor_are_merged_and_conflicting_rows_are_a_table():
    record, other = NewsItem(pk=1), [{**ROW, "unit_price": 7_000_000}]

    untouched = rows_form(record, other, [ROW])
    assert untouched.is_valid()
    assert untouched.rows() == other

    both = rows_form(record, other, [ROW], description="Máy đo")
    assert (both.is_valid(), both.has_conflict) == (False, True)
    assert both.conflict is not None
    assert both.conflict.lines == [["Chi phí khác", "Thiết bị", "1", "7.000.000"]]


def test_wrong_input_in_changed_rows_keeps_its_version_until_the_conflict():
    record, other = NewsItem(pk=1), [{**ROW, "unit_price": 7_000_000}]

    wrong = rows_form(record, other, [ROW], unit_price="abc")
    assert (wrong.is_valid(), wrong.has_conflict) == (False, False)
    assert wrong.data["version"] in wrong.version

    shown = rows_form(record, other, [ROW], description="Máy đo")
    assert not shown.is_valid()
    assert shown.data["version"] not in shown.version


# --- Restored text ------------------------------------------------------------------------------------
def restored(data: Any) -> RestoredText:
    return RestoredText(urlencode(data, doseq=True))


@pytest.mark.django_db
def test_restored_text_shows_what_was_typed_and_its_version_without_judging_it():
    form = sent_form(saved_as())
    again = Amounts(
        restored({**SENT, "words": "của tôi", "version": form.data["version"]}),
        initial=saved_as(words="của bạn"),
        record=form.record,
    )

    assert (again.errors, again.is_valid(), again.conflicts, again.has_conflict) == ({}, False, {}, False)
    assert (again["words"].value(), again["version"].value()) == ("của tôi", form.data["version"])
    sent = Amounts({**SENT, "words": "của tôi", "version": again["version"].value()}, **origin(again))
    assert sent.has_conflict


def origin(form: Amounts) -> dict[str, Any]:
    return {"initial": form.initial, "record": form.record}


@pytest.mark.django_db
def test_restored_choice_of_the_other_value_is_not_lost():
    first = sent_form(saved_as(words="của bạn"), words="của tôi")
    assert first.has_conflict
    choice = {**SENT, "words": "của tôi", "version": first["version"].value(), "theirs": "words"}

    again = Amounts(restored(choice), **origin(first))

    assert (again.errors, again["words"].value()) == ({}, "của bạn")


def test_restored_rows_keep_their_version_but_not_behind_a_choice():
    record, other = NewsItem(pk=1), [{**ROW, "unit_price": 7_000_000}]
    data = dict(rows_form(record, other, [ROW], description="Máy đo").data)

    kept = CostFormSet(restored(data), record=record, saved=other, prefix="costs")
    assert (kept.is_valid(), kept.total_error_count(), kept.has_conflict) == (False, 0, False)
    assert data["version"] in kept.version
    chosen = CostFormSet(restored({**data, "theirs": "costs"}), record=record, saved=other, prefix="costs")
    assert 'value=""' in chosen.version


class InBothLanguages(EditForm):
    name = forms.CharField(required=False)
    name_en = forms.CharField(required=False)
    note = forms.CharField(required=False)


@pytest.mark.django_db
def test_saved_text_says_its_language_where_the_form_asks_for_two():
    record = NewsItem(pk=1, updated_at=timezone.now())
    saved = {"name": "Vườn <ươm>", "name_en": "Incubator", "note": "Ghi chú"}
    typed = {"name": "a", "name_en": "b", "note": "c"}

    form = InBothLanguages(typed, initial=saved, record=record)
    emptied = InBothLanguages(typed, initial={**saved, "name_en": ""}, record=record)

    assert (form.is_valid(), emptied.is_valid()) == (False, False)
    assert form.conflicts["name"].value == '<span lang="vi">Vườn &lt;ươm&gt;</span>'
    assert form.conflicts["name_en"].value == '<span lang="en">Incubator</span>'
    assert (form.conflicts["note"].value, emptied.conflicts["name_en"].value) == ("Ghi chú", "(để trống)")


# --- Who and when -----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_last_change_names_who_set_the_field_and_not_who_changed_another(client):
    item = NewsFactory(status="draft", published_at=None)
    address = reverse("communication:news_edit", args=[item.pk])
    first, second = person(Role.OFFICER, full_name="Lê Một"), person(Role.OFFICER, full_name="Ngô Hai")
    for officer, change in ((first, {"title": ["Tên mới"]}), (second, {"summary": ["Tóm tắt mới"]})):
        client.force_login(officer)
        form = edit_form_on(client.get(address).content.decode())
        assert client.post(address, {**form.data, **change}).status_code == 302

    item.refresh_from_db()
    assert (last_change(item, "title").user, last_change(item, "summary").user) == (first, second)
    assert last_change(UserFactory(), "full_name").changed_at is not None


@pytest.mark.django_db
def test_where_the_history_does_not_tell_the_given_answer_holds():
    application = ApplicationFactory()
    application.title = "Chưa gửi"  # as a returned dossier shows it: not in its own row
    editor = UserFactory()

    assert last_change(application, "title", Change(editor)).user == editor


@pytest.mark.django_db
def test_step_on_a_record_that_moved_on_is_refused():
    item = NewsFactory()
    seen = version_of(item)
    item.save(update_fields=["updated_at"])

    with pytest.raises(StaleRecord):
        require_version(item, seen)
    with pytest.raises(StaleRecord):
        require_version(item, "")
    require_version(item, version_of(item))


# --- The view ---------------------------------------------------------------------------------------
def test_edit_view_reads_again_and_gives_up_in_words(rf):
    calls: list[int] = []

    @edit_view
    def view(request: Any) -> Any:
        calls.append(1)
        raise EditConflict

    with pytest.raises(StaleRecord):
        view(rf.post("/"))
    assert len(calls) == ATTEMPTS


# --- Two saves at once ------------------------------------------------------------------------------
def news_race(changes: list[dict[str, list[str]]]) -> tuple[list[int], NewsItem]:
    """Officers who opened the same item save at once; their answers, and the item."""
    item = NewsFactory(status="draft", published_at=None)
    address = reverse("communication:news_edit", args=[item.pk])
    jobs = []
    for change in changes:
        client = Client(raise_request_exception=False)
        client.force_login(person(Role.OFFICER))
        data = {**edit_form_on(client.get(address).content.decode()).data, **change}
        jobs.append(lambda client=client, data=data: client.post(address, data).status_code)
    answers = run_concurrently(jobs)
    item.refresh_from_db()
    return answers, item


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_saves_at_once_give_one_save_and_one_conflict():
    for _round in range(3):
        answers, item = news_race([{"title": ["Một"]}, {"title": ["Hai"]}])

        assert sorted(answers) == [302, 409]
        assert item.title == ["Một", "Hai"][answers.index(302)]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_concurrent_saves_of_different_fields_are_merged():
    for _round in range(3):
        answers, item = news_race([{"title": ["Một"]}, {"summary": ["Hai"]}])

        assert (answers, item.title, item.summary) == ([302, 302], "Một", "Hai")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_race_loses_a_text(monkeypatch):
    """The negative control: both read before either writes."""
    remove_lock(monkeypatch, news_actions, barrier_at=NewsItem)

    answers, item = news_race([{"title": ["Một"]}, {"title": ["Hai"]}])

    assert answers == [302, 302]
    assert item.title in {"Một", "Hai"}
