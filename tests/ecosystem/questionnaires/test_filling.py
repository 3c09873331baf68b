"""The pages on which people fill in a response: sections, tables, files, "check your answers", without JavaScript."""

from copy import deepcopy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.questionnaires.actions.response import copy_response, save_answers
from ecosystem.questionnaires.models import AnswerFile
from ecosystem.questionnaires.reading import read_response
from tests.edit_forms import forms_of
from tests.factories import person
from tests.factories.questionnaires import SMALL, make_test_response, question, text

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
KINDS = {
    "sections": [
        {
            "key": "all",
            "title": text("Mọi loại câu hỏi"),
            "help": text("Một trang có đủ các loại."),
            "questions": [
                question("heading", "begin", help=text("Phần mở đầu")),
                question("short_text", "line", example=text("Kho lạnh")),
                question("long_text", "words", max_length=3, counted_in="words"),
                question("long_text", "block", max_length=20),
                question("whole_number", "months", minimum=1, maximum=60, unit=text("tháng")),
                question("money", "amount", maximum=1_000_000_000),
                question("date", "day", earliest="2026-01-01"),
                question(
                    "choice",
                    "one",
                    options=[{"key": "a", "label": text("Loại A")}, {"key": "b", "label": text("Loại B")}],
                ),
                question(
                    "choices",
                    "many",
                    at_most=2,
                    options=[{"key": key, "label": text(key.upper())} for key in ("a", "b", "c")],
                ),
                question("yes_no", "helped"),
                question("ward", "ward"),
                question("mark", "mark", decimals=1),
                question("statement", "true", required_from="send"),
                question("file", "papers", accepts=["pdf"], at_most=2),
            ],
        }
    ]
}


@pytest.fixture
def manager():
    return person(Role.MANAGER)


@pytest.fixture
def response(manager):
    return make_test_response(manager)


@pytest.fixture
def browser_of(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def address(response, section="project"):
    return reverse("questionnaires:response_section", args=[response.pk, section])


def form_on(client, response, section="project"):
    """What a browser would send of the section's form when nobody touches it."""
    page = client.get(address(response, section)).content.decode()
    return next(form for form in forms_of(page) if form.version).data


def answers(response):
    return read_response(type(response).objects.get(pk=response.pk)).answers


# --- Kinds of questions -----------------------------------------------------------------------------------
VALUES = {
    "line": ("Kho  lạnh", "Kho lạnh"),
    "words": ("một hai ba", "một hai ba"),
    "block": ("a\r\nb", "a\nb"),
    "months": ("12", 12),
    "amount": ("40 triệu", 40_000_000),
    "day": ("05/06/2026", "2026-06-05"),
    "one": ("b", "b"),
    "many": (["a", "c"], ["a", "c"]),
    "helped": ("no", False),
    "mark": ("7,5", 7.5),
    "true": ("on", True),
}


def test_each_kind_of_question_is_saved_and_shown_again(browser_of, manager):
    response, client = make_test_response(manager, KINDS), browser_of(manager)
    data = form_on(client, response, "all") | {f"q-{key}": typed for key, (typed, _saved) in VALUES.items()}

    sent = client.post(address(response, "all"), data)

    assert sent.status_code == 302
    assert answers(response) == {key: saved for key, (_typed, saved) in VALUES.items()}
    shown = form_on(client, response, "all")
    assert (shown["q-amount"], shown["q-day"], shown["q-mark"]) == (["40.000.000"], ["05/06/2026"], ["7,5"])
    again = client.post(address(response, "all"), shown)
    assert again.status_code == 302
    assert response.__class__.objects.get(pk=response.pk).version == 1


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("words", "một hai ba bốn", "từ"),
        ("block", "x" * 21, "20 kí tự"),
        ("months", "61", "60"),
        ("amount", "2 tỷ", "1.000.000.000"),
        ("day", "31/12/2025", "01/01/2026"),
        ("one", "c", "c"),
        ("many", ["a", "b", "c"], "2"),
        ("mark", "7,55", "7,5"),
        ("mark", "11", "10"),
    ],
)
def test_wrong_answer_is_refused_beside_its_field_and_kept(browser_of, manager, key, typed, words):
    response, client = make_test_response(manager, KINDS), browser_of(manager)
    data = form_on(client, response, "all") | {f"q-{key}": typed, "q-line": "Kho lạnh"}

    refused = client.post(address(response, "all"), data)

    assert refused.status_code == 422
    assert words in str(refused.context["form"].errors[key])
    assert answers(response) == {}
    assert form_of(refused)["q-line"] == ["Kho lạnh"]


def form_of(page):
    return next(form for form in forms_of(page.content.decode()) if form.version).data


def test_code_that_is_no_longer_in_force_stays_chosen(browser_of, manager):
    definition = deepcopy(KINDS)
    response, client = make_test_response(manager, definition), browser_of(manager)
    save_answers(response, {"ward": "99999"}, by=manager, version="0")

    assert form_on(client, response, "all")["q-ward"] == ["99999"]


@pytest.mark.row("A7")
def test_question_appears_once_the_answer_that_it_depends_on_is_saved(browser_of, manager, response):
    client = browser_of(manager)
    assert "q-help_received" not in form_on(client, response)

    client.post(address(response), form_on(client, response) | {"q-helped": "yes"})

    assert "q-help_received" in form_on(client, response)


# --- Tables -----------------------------------------------------------------------------------------------
def rows_of(data):
    return data.get("q-costs", [])


def with_row(data, row, **cells):
    return data | {f"q-costs-{row}-{name}": [value] for name, value in cells.items()}


@pytest.mark.row("A8")
def test_rows_are_added_moved_and_removed_by_buttons_with_totals_of_the_server(browser_of, manager, response):
    client = browser_of(manager)
    for what, price in (("Kỹ sư", "30"), ("Máy", "40"), ("Điện", "5")):
        data = form_on(client, response, "money")
        blank = rows_of(data)[-1]
        data = with_row(data, blank, type="labour", what=what, quantity="2", price=price)
        assert client.post(address(response, "money"), data | {"add_row": "costs"}).status_code == 302

    ids = rows_of(form_on(client, response, "money"))
    page = client.get(address(response, "money")).content.decode()
    assert "150 ₫" in page.replace("\xa0", " ")
    client.post(address(response, "money"), form_on(client, response, "money") | {"row_up": f"costs.{ids[2]}"})
    client.post(address(response, "money"), form_on(client, response, "money") | {"row_remove": f"costs.{ids[0]}"})

    assert [row["what"] for row in answers(response)["costs"]] == ["Điện", "Máy"]
    assert [row["id"] for row in answers(response)["costs"]] == [ids[2], ids[1]]


def test_mistake_in_a_row_stands_beside_its_cell(browser_of, manager, response):
    client = browser_of(manager)
    data = form_on(client, response, "money")
    row = rows_of(data)[0]

    refused = client.post(address(response, "money"), with_row(data, row, what="Máy", quantity="0", price="x"))

    assert refused.status_code == 422
    table = refused.context["form"].tables["costs"]
    assert set(table.forms[0].errors) == {"quantity", "price"}
    assert f'href="#id_q-costs-{row}-quantity"' in refused.content.decode()


def test_product_beyond_what_can_be_stored_is_refused(browser_of, manager, response):
    client = browser_of(manager)
    data = form_on(client, response, "money")

    refused = client.post(
        address(response, "money"), with_row(data, rows_of(data)[0], what="Máy", quantity="10", price="900000 tỷ")
    )

    assert refused.status_code == 422


# --- Two people ---------------------------------------------------------------------------------------------
@pytest.mark.row("A3")
def test_different_rows_of_two_people_are_both_saved(browser_of, manager, response):
    client = browser_of(manager)
    save_answers(response, {"costs": [{"what": "Máy"}, {"what": "Điện"}]}, by=manager, version="0")
    first = form_on(client, response, "money")
    second = form_on(client, response, "money")
    one, two, _blank = rows_of(first)

    assert client.post(address(response, "money"), with_row(first, one, price="40")).status_code == 302
    assert client.post(address(response, "money"), with_row(second, two, price="5")).status_code == 302

    assert [(row["what"], row["price"]) for row in answers(response)["costs"]] == [("Máy", 40), ("Điện", 5)]


@pytest.mark.row("A3")
def test_same_row_of_two_people_shows_both_and_who_saved_it(browser_of, manager, response):
    client = browser_of(manager)
    save_answers(response, {"costs": [{"what": "Máy"}, {"what": "Điện"}]}, by=manager, version="0")
    first = form_on(client, response, "money")
    second = form_on(client, response, "money")
    one, _two, _blank = rows_of(first)
    client.post(address(response, "money"), with_row(first, one, price="40"))

    refused = client.post(address(response, "money"), with_row(second, one, price="50"))

    page = refused.content.decode()
    assert refused.status_code == 409
    assert str(manager) in page
    assert f'name="theirs" value="q-costs-{one}"' in page
    assert form_of(refused)[f"q-costs-{one}-price"] == ["50"]
    assert answers(response)["costs"][0]["price"] == 40
    assert client.post(address(response, "money"), form_of(refused)).status_code == 302
    assert answers(response)["costs"][0]["price"] == 50
    taken = client.post(address(response, "money"), form_of(refused) | {"theirs": f"q-costs-{one}"})
    assert taken.status_code == 409  # it moved on once more


def test_row_that_one_removed_and_the_other_changed_is_not_lost(browser_of, manager, response):
    client = browser_of(manager)
    save_answers(response, {"costs": [{"what": "Máy"}, {"what": "Điện"}]}, by=manager, version="0")
    first = form_on(client, response, "money")
    second = form_on(client, response, "money")
    one, two, _blank = rows_of(first)

    client.post(address(response, "money"), with_row(first, one, price="40"))
    refused = client.post(address(response, "money"), second | {"row_remove": f"costs.{one}"})
    assert refused.status_code == 409
    assert [row["what"] for row in answers(response)["costs"]] == ["Máy", "Điện"]
    again = client.post(address(response, "money"), form_of(refused) | {"row_remove": f"costs.{one}"})
    assert again.status_code == 302
    assert [row["what"] for row in answers(response)["costs"]] == ["Điện"]

    third = form_on(client, response, "money")
    fourth = form_on(client, response, "money")
    client.post(address(response, "money"), third | {"row_remove": f"costs.{two}"})
    refused = client.post(address(response, "money"), with_row(fourth, two, price="7"))
    assert refused.status_code == 409
    client.post(address(response, "money"), form_of(refused))
    assert [(row["what"], row["price"]) for row in answers(response)["costs"]] == [("Điện", 7)]


# --- Files ----------------------------------------------------------------------------------------------------
def upload(name, content=PDF):
    return SimpleUploadedFile(name, content)


@pytest.mark.row("A9")
def test_several_files_at_once_each_refused_with_its_reason(browser_of, manager):
    response, client = make_test_response(manager, KINDS), browser_of(manager)
    data = form_on(client, response, "all") | {"q-line": "Kho lạnh"}
    data["q-papers"] = [upload("mot.pdf"), upload("hai.docx"), upload("ba.pdf", b"no pdf")]

    refused = client.post(address(response, "all"), data)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "hai.docx" in page
    assert "ba.pdf" in page
    assert answers(response) == {"line": "Kho lạnh"}
    assert [file.original_name for file in read_response(response).files["papers"]] == ["mot.pdf"]
    file = AnswerFile.objects.get()
    download = client.get(reverse("questionnaires:answer_file_download", args=[file.pk]))
    assert b"".join(download.streaming_content) == PDF
    client.post(address(response, "all"), form_on(client, response, "all") | {"remove_file": str(file.pk)})
    assert read_response(response).files == {}


def test_file_of_a_copied_response_stays_when_the_copy_drops_it(browser_of, manager):
    response, client = make_test_response(manager, KINDS), browser_of(manager)
    client.post(address(response, "all"), form_on(client, response, "all") | {"q-papers": [upload("mot.pdf")]})
    copied = copy_response(response, by=manager)

    removed = client.post(reverse("questionnaires:answer_file_remove", args=[copied.files.get().pk]))

    assert removed.status_code == 200
    assert read_response(copied).files == {}
    download = client.get(reverse("questionnaires:answer_file_download", args=[response.files.get().pk]))
    assert b"".join(download.streaming_content) == PDF


def test_no_more_files_than_the_question_takes(browser_of, manager):
    response, client = make_test_response(manager, KINDS), browser_of(manager)
    attach = reverse("questionnaires:answer_file_attach", args=[response.pk, "papers"])
    names = [client.post(attach, {"files": [upload(f"{n}.pdf", PDF + bytes([n]) + b"%%EOF")]}) for n in range(3)]

    assert [answer.status_code for answer in names] == [200, 200, 422]
    assert client.post(reverse("questionnaires:answer_file_attach", args=[response.pk, "line"])).status_code == 404


# --- Check and send ---------------------------------------------------------------------------------------------
@pytest.mark.row("A5")
def test_every_gap_leads_to_its_field_and_row(browser_of, manager, response):
    client = browser_of(manager)
    save_answers(response, {"name": "Kho lạnh", "costs": [{"price": 5}]}, by=manager, version="0")
    row = answers(response)["costs"][0]["id"]

    page = client.get(reverse("questionnaires:response_check", args=[response.pk])).content.decode()

    assert f'href="{address(response)}#block-q-problem"' in page
    assert f'href="{address(response, "money")}#block-q-costs-{row}"' in page
    assert f'id="block-q-costs-{row}"' in client.get(address(response, "money")).content.decode()
    assert "Gửi" not in page


def test_list_of_sections_says_what_is_left(browser_of, manager, response):
    client = browser_of(manager)
    save_answers(response, {"name": "Kho lạnh"}, by=manager, version="0")

    page = client.get(reverse("questionnaires:response_detail", args=[response.pk]))

    assert [(item["state"], item["gaps"]) for item in page.context["sections"]] == [("gaps", 2), ("todo", 0)]
    assert str(manager) in page.content.decode()


@pytest.mark.row("B55")
def test_staff_try_a_version_from_preview_to_sending_and_delete_the_test(browser_of, manager):
    from tests.factories.questionnaires import QuestionnaireVersionFactory

    version = QuestionnaireVersionFactory(definition=SMALL)
    place = [version.questionnaire.code, version.number]
    client = browser_of(manager)
    preview = client.get(reverse("questionnaires:version_preview", args=place))
    assert "Câu name" in preview.content.decode()
    assert "Câu help_received" not in preview.content.decode()
    assert "Câu help_received" in client.get(preview.request["PATH_INFO"] + "?all=1").content.decode()

    assert preview.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]
    phone = client.get(reverse("questionnaires:version_preview_phone", args=place))
    assert f'src="{preview.request["PATH_INFO"]}"' in phone.content.decode()
    assert "frame-src 'self'" in phone.headers["Content-Security-Policy"]

    begun = client.post(reverse("questionnaires:test_start", args=place), follow=True)
    response = version.responses.get()
    client.post(address(response), form_on(client, response) | {"q-name": "A", "q-problem": "B", "q-helped": "no"})
    check = client.get(reverse("questionnaires:response_check", args=[response.pk]))
    sent = client.post(reverse("questionnaires:test_send", args=[response.pk]))

    assert begun.status_code == 200
    assert reverse("questionnaires:test_send", args=[response.pk]) in check.content.decode()
    assert sent.status_code == 302
    response.refresh_from_db()
    assert response.closed_at
    assert client.post(address(response), {}).status_code in (302, 409)
    client.post(reverse("questionnaires:test_delete", args=[response.pk]))
    assert not version.responses.exists()


def test_test_response_is_nobody_elses(browser_of, manager, response):
    client = browser_of(person(Role.MANAGER))

    for page in ("response_detail", "response_check", "test_send", "test_delete"):
        url = reverse(f"questionnaires:{page}", args=[response.pk])
        assert (client.post(url) if page.startswith("test") else client.get(url)).status_code == 404
    assert client.get(address(response)).status_code == 404
