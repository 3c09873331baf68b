"""Forms: the file of all that were answered, at two sizes; a save while somebody types; the page of a large section.

The forms stand in databases of their own, made for the run and dropped after it: no page of the portal needs as many.
"""

import json
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.schema import create_database, drop_database, use_database
from ecosystem.core.web.typed_text import AUTOSAVE_HEADER
from ecosystem.lists.files import Reader, export_file, export_lines, matching_rows
from ecosystem.lists.listing import ListState
from ecosystem.questionnaires.actions.response import save_answers, start_response
from ecosystem.questionnaires.answer_lists import answer_listing
from ecosystem.questionnaires.models import Questionnaire, QuestionnaireResponse, QuestionnaireVersion, VersionStatus
from tests.bench import bare
from tests.bench.databases import database_name
from tests.bench.exports import MOST_OVER_COPY, File, over_copy
from tests.bench.measure import SETTINGS, WARM_UP
from tests.bench.report import Options, Row, Topic, print_progress
from tests.bench.stopwatch import spent
from tests.databases import migrated
from tests.edit_forms import forms_of
from tests.factories import person

MOST_MEMORY = 1.1  # times that of the small size
MOST_OF_SAVE = 5.0
MOST_OF_SECTION = 8.0
TURNS = 20
KINDS = ("short_text", "long_text", "whole_number", "money", "date", "yes_no")
QUESTIONS = 12
TABLE = {
    "kind": "table",
    "key": "costs",
    "label": {"vi": "Chi phí"},
    "columns": [
        {"key": "what", "label": {"vi": "Nội dung"}},
        {"key": "price", "kind": "money", "label": {"vi": "Giá"}},
    ],
    "totals": [{"key": "total", "label": {"vi": "Tổng"}, "column": "price"}],
}
ANSWERS = """
INSERT INTO questionnaires_answer (created_at, updated_at, response_id, question, "row", position, value, version)
SELECT now(), now(), response.id, question.key, '', 0, question.value, 1
  FROM questionnaires_questionnaireresponse response, (VALUES {values}) question (key, value)
"""
TABLE_ROWS = """
INSERT INTO questionnaires_answer (created_at, updated_at, response_id, question, "row", position, value, version)
SELECT now(), now(), response.id, 'costs', 'row' || number, number, '{"what": "Máy móc", "price": 40}', 1
  FROM questionnaires_questionnaireresponse response, generate_series(1, 2) number
"""
SAMPLES = {
    "short_text": '"Kho lạnh dùng điện mặt trời"',
    "long_text": '"Hao điện ở khâu bảo quản sau thu hoạch, nhất là vào mùa khô khi giá điện cao."',
    "whole_number": "12",
    "money": "40000000",
    "date": '"2026-06-30"',
    "yes_no": "true",
}


def rows(options: Options) -> Iterator[Row]:
    """The memory of the process after the small and after the large file, and the time of the large one."""
    memory: dict[int, float] = {}
    for size in (options.small, options.large):
        with answered_forms(size):
            file = csv_file()
            file.make()
            memory[size] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            if size == options.large:
                over, sizes = over_copy(file), f"{size:,} forms"
                yield Row(Topic.FILES, file.name, "times COPY", over, MOST_OVER_COPY, sizes=sizes)
    note = f"{memory[options.small]:.0f} / {memory[options.large]:.0f} MB"
    growth = memory[options.large] / memory[options.small]
    measure, sizes = "times the memory of the small size", f"{options.sizes} forms"
    yield Row(Topic.FILES, "Answers of a questionnaire, csv", measure, growth, MOST_MEMORY, sizes=sizes, note=note)
    with answered_forms(options.small), override_settings(**SETTINGS):
        yield saved_answer()
        yield large_section()


def saved_answer() -> Row:
    """An answer that the page of a section saves while somebody types."""
    response = own_response(Questionnaire.objects.get().versions.get())
    client = client_of(response)
    section = reverse("questionnaires:response_section", args=[response.pk, "all"])
    page = next(form for form in forms_of(client.get(section).content.decode()) if form.version)
    data = {"version": page.version, "q-q0": "", "changed": "q0", "shown": ",".join(f"q{n}" for n in range(QUESTIONS))}
    headers = {AUTOSAVE_HEADER: str(response.created_by_id)}

    def save() -> None:
        data["q-q0"] = f"Kho {time.perf_counter_ns()}"
        answer = client.post(section, data, headers=headers).json()
        if not answer["saved"]:
            raise RuntimeError(answer["problem"])
        data["version"] = answer["token"]

    def update() -> None:
        client.post("/bare/update/")

    save()
    bare.UPDATES[:] = [
        f"UPDATE questionnaires_answer SET updated_at = now() WHERE response_id = {response.pk} AND question = 'q0'"
    ]
    return _over_bare("A save of one answer", save, update, MOST_OF_SAVE, "times a request with a bare UPDATE")


def large_section() -> Row:
    """The page of a section with 200 questions, 50 of them under a condition, and a table of 100 rows."""
    questions: list[dict[str, Any]] = [
        {"kind": KINDS[number % len(KINDS)], "key": f"q{number}", "label": {"vi": f"Câu {number}"}}
        for number in range(199)
    ]
    for question in questions[-50:]:
        question["condition"] = {"rules": [{"of": "q5", "value": True}]}
    section = {"key": "all", "title": {"vi": "Tất cả"}, "questions": [*questions, TABLE]}
    form = Questionnaire.objects.create(code="large", name="Large", purpose="deliverable_report")
    version = publish(form, {"sections": [section]})
    response = own_response(version)
    answers = {question["key"]: json.loads(SAMPLES[question["kind"]]) for question in questions}
    rows = [{"what": f"Máy {number}", "price": number} for number in range(100)]
    save_answers(response, {**answers, "costs": rows}, by=User.objects.get(pk=response.created_by_id), version="0")
    client = client_of(response)
    page = reverse("questionnaires:response_section", args=[response.pk, "all"])

    def visit() -> None:
        if b"q198" not in client.get(page).content:
            raise RuntimeError("The page does not show its last question.")

    def show_bare() -> None:
        client.get("/bare/")

    bare.STATEMENTS[:] = [f"SELECT question, value::text FROM questionnaires_answer WHERE response_id = {response.pk}"]
    return _over_bare(
        "A section with 200 questions and 100 rows", visit, show_bare, MOST_OF_SECTION, "times a bare view"
    )


def own_response(version: QuestionnaireVersion) -> QuestionnaireResponse:
    """A test response of a person who may fill it in."""
    return start_response(version, by=person(Role.MANAGER), is_test=True)


def client_of(response: QuestionnaireResponse) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(pk=response.created_by_id))
    return client


def _over_bare(what: str, take: Callable[[], None], take_bare: Callable[[], None], most: float, measure: str) -> Row:
    """The lower quartile of the processor time of each, in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(WARM_UP + TURNS):
        for taken, one in zip(times, (take, take_bare), strict=True):
            began = spent()
            one()
            if turn >= WARM_UP:
                taken.append(spent() - began)
    value, bare_value = (sorted(taken)[len(taken) // 4] for taken in times)
    return Row(Topic.FORMS, what, measure, value / bare_value, most, bare=bare_value * 1000)


def csv_file() -> File:
    """The CSV file of all forms of the questionnaire, with every answer."""
    listing = answer_listing(Questionnaire.objects.get())
    listing = replace(listing, rows=lambda user: QuestionnaireResponse.objects.select_related("questionnaire_version"))
    keys = [column.key for column in listing.columns if column.key.startswith("a-")]
    state, user = ListState(listing, QueryDict(f"cols=number,version,{','.join(keys)}")), User.objects.get()
    found = matching_rows(state, Reader(user))
    paths = [path for column in state.columns if column.stored_value for path in column.stored_value.paths]

    def make() -> None:
        export_file(state, "csv", export_lines(state, matching_rows(state, Reader(user)), user)).close()

    return File("Answers of a questionnaire, csv", make, found.values_list(*dict.fromkeys(paths)))


@contextmanager
def answered_forms(count: int) -> Iterator[None]:
    """A database in which so many forms with QUESTIONS answers and a table of two rows were sent."""
    name = f"{database_name(count)}_forms"
    print_progress(f"{count:,} forms: making the database")
    create_database(name, template=migrated())
    try:
        with use_database(name):
            fill(count)
            yield
    finally:
        drop_database(name)


@transaction.atomic
def fill(count: int) -> None:
    """The questionnaire and its sent forms."""
    user = User.objects.create_user("forms@example.org")
    questions: list[dict[str, Any]] = [
        {"kind": KINDS[number % len(KINDS)], "key": f"q{number}", "label": {"vi": f"Câu {number}"}}
        for number in range(QUESTIONS)
    ]
    section = {"key": "all", "title": {"vi": "Tất cả"}, "questions": [*questions, TABLE]}
    form = Questionnaire.objects.create(code="forms", name="Forms", purpose="deliverable_report")
    version = publish(form, {"sections": [section]})
    samples = [*((question["key"], SAMPLES[question["kind"]]) for question in questions), ("costs.total", "80")]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE questionnaires_answer DISABLE TRIGGER USER")
        cursor.execute(
            "INSERT INTO questionnaires_questionnaireresponse"
            " (created_at, updated_at, questionnaire_version_id, version, created_by_id, closed_at, is_test)"
            " SELECT now(), now(), %s, 1, %s, now(), false FROM generate_series(1, %s)",
            [version.pk, user.pk, count],
        )
        pairs = ", ".join("(%s, %s::jsonb)" for _sample in samples)
        cursor.execute(ANSWERS.format(values=pairs), [part for sample in samples for part in sample])
        cursor.execute(TABLE_ROWS)
        cursor.execute("ANALYZE questionnaires_answer, questionnaires_questionnaireresponse")


def publish(form: Questionnaire, content: dict[str, Any]) -> QuestionnaireVersion:
    """A version in use with this content."""
    return QuestionnaireVersion.objects.create(
        questionnaire=form, number=1, status=VersionStatus.PUBLISHED, published_at=timezone.now(), content=content
    )
