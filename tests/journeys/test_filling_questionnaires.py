"""People fill in a questionnaire: typing is saved, nothing is lost without a network, a session or a script, and keys do it all."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from ecosystem.accounts.roles import Role
from ecosystem.questionnaires.actions.response import save_answers
from ecosystem.questionnaires.models import QuestionnaireResponse
from ecosystem.questionnaires.reading import read_response
from tests.factories import person
from tests.factories.questionnaires import SMALL, make_test_response, question
from tests.journeys.conftest import session_cookie

pytestmark = pytest.mark.django_db(transaction=True)
FORM = {
    **SMALL,
    "sections": [
        SMALL["sections"][0],
        {**SMALL["sections"][1], "questions": [*SMALL["sections"][1]["questions"], question("file", "papers")]},
    ],
}
SAVED = re.compile("Đã lưu lúc")


@pytest.fixture
def manager():
    return person(Role.MANAGER)


@pytest.fixture
def response(manager):
    return make_test_response(manager, FORM)


def answers(response):
    return read_response(QuestionnaireResponse.objects.get(pk=response.pk)).answers


def state(visitor):
    return visitor.page.locator("[data-state]")


def open_section(visitor, response, section="project"):
    return visitor.visit("questionnaires:response_section", response.pk, section)


def wait_for_unsent(page, number):
    """Wait until the browser keeps the text of so many sections."""
    for _attempt in range(300):
        if (
            page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('answers:')).length")
            == number
        ):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"The browser does not keep {number}.")


def name_field(visitor):
    return visitor.page.locator("[name=q-name]")


@pytest.mark.row("A2")
def test_typing_is_saved_and_reveals_what_is_asked_now(enter, manager, response):
    lan = open_section(enter("Lan", user=manager), response)

    name_field(lan).press_sequentially("Kho lạnh")
    expect(state(lan)).to_have_text(SAVED)
    lan.page.get_by_label("Có", exact=True).check()
    helper = lan.page.locator("[name=q-help_received]")
    expect(helper).to_be_visible()
    helper.fill("SpeedUP")
    expect(lan.page.locator("[data-progress]")).to_contain_text("Còn 1 mục")

    assert answers(response) == {"name": "Kho lạnh", "helped": True, "help_received": "SpeedUP"}
    lan.see()


@pytest.mark.row("A2")
@pytest.mark.thorough
def test_network_off_while_typing_loses_nothing(enter, manager, response):
    lan = open_section(enter("Lan", user=manager), response)
    lan.page.context.set_offline(True)
    name_field(lan).press_sequentially("Kho lạnh")
    expect(state(lan)).to_have_text("Chưa lưu được, đang thử lại")
    name_field(lan).press_sequentially(" xanh")

    lan.page.context.set_offline(False)

    expect(state(lan)).to_have_text(SAVED, timeout=40_000)
    wait_for_unsent(lan.page, 0)
    assert answers(response) == {"name": "Kho lạnh xanh"}
    lan.faults.clear()  # the browser reports each request that met no network


@pytest.mark.thorough
def test_text_of_a_closed_tab_comes_back_for_its_author_alone(enter, manager, response, live_server):
    lan = open_section(enter("Lan", user=manager), response)
    context = lan.page.context
    context.set_offline(True)
    name_field(lan).press_sequentially("Kho lạnh")
    wait_for_unsent(lan.page, 1)
    lan.page.close(run_before_unload=False)
    context.set_offline(False)

    other = person(Role.MANAGER)
    other_response = make_test_response(other, FORM)
    context.clear_cookies()
    context.add_cookies([session_cookie(other, live_server.url)])
    page = context.new_page()
    page.goto(f"/forms/{other_response.pk}/sections/project/")
    expect(page.locator("[name=q-name]")).to_have_value("")
    assert answers(other_response) == {}

    context.clear_cookies()
    context.add_cookies([session_cookie(manager, live_server.url)])
    page.goto(f"/forms/{response.pk}/sections/project/")
    expect(page.locator("[name=q-name]")).to_have_value("Kho lạnh")
    expect(page.get_by_text("Phần bạn đã gõ mà chưa lưu được đã được điền lại.")).to_be_visible()
    expect(page.locator("[data-state]")).to_have_text(SAVED)
    wait_for_unsent(page, 0)
    assert answers(response) == {"name": "Kho lạnh"}
    lan.page = page
    lan.faults.clear()


@pytest.mark.thorough
def test_session_that_ended_keeps_the_text_until_the_sign_in(enter, manager, response, live_server):
    lan = open_section(enter("Lan", user=manager), response)
    Session.objects.all().delete()
    name_field(lan).press_sequentially("Kho lạnh")
    expect(state(lan)).to_contain_text("Phiên làm việc đã hết")
    expect(state(lan).get_by_role("link")).to_have_attribute("target", "_blank")
    assert answers(response) == {}

    lan.page.context.add_cookies([session_cookie(manager, live_server.url)])

    expect(state(lan)).to_have_text(SAVED, timeout=40_000)
    assert answers(response) == {"name": "Kho lạnh"}


@pytest.mark.row("A3")
@pytest.mark.thorough
def test_two_people_in_one_field_see_both_values(enter, manager, response):
    lan, minh = (open_section(enter(name, user=manager), response) for name in ("Lan", "Minh"))
    name_field(lan).fill("Kho lạnh xanh")
    expect(state(lan)).to_have_text(SAVED)

    name_field(minh).fill("Kho mát")
    expect(minh.page.locator(".edit-conflict")).to_contain_text("Kho lạnh xanh")
    minh.page.locator("[name=q-problem]").fill("Hao điện")
    expect(state(minh)).to_have_text(SAVED)
    minh.see()
    assert answers(response) == {"name": "Kho lạnh xanh", "problem": "Hao điện"}
    minh.press("Lưu")

    assert answers(response)["name"] == "Kho mát"
    assert minh.dialogs == []


@pytest.mark.row("A8")
@pytest.mark.thorough
def test_rows_are_added_and_moved_by_keys_without_a_reload(enter, manager, response):
    lan = open_section(enter("Lan", user=manager), response, "money")
    page = lan.page
    page.locator("[name$='-what']").first.focus()
    page.keyboard.type("Máy")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("30")
    expect(page.locator(".table-totals")).to_contain_text("60")
    page.get_by_role("button", name="Thêm dòng").focus()
    page.keyboard.press("Enter")
    expect(page.locator("tbody > tr")).to_have_count(2)
    page.keyboard.press("Tab")
    page.keyboard.type("Điện")
    expect(state(lan)).to_have_text(SAVED)
    page.locator("[name=row_up]").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name$='-what']").first).to_have_value("Điện")
    wait_for_unsent(page, 0)

    assert [row["what"] for row in answers(response)["costs"]] == ["Điện", "Máy"]
    lan.see()
    page.locator("[name=row_remove]").first.focus()
    page.keyboard.press("Enter")
    wait_for_unsent(page, 0)
    assert [row["what"] for row in answers(response)["costs"]] == ["Máy"]


@pytest.mark.thorough
def test_files_are_sent_one_by_one_each_with_its_refusal(enter, manager, response):
    lan = open_section(enter("Lan", user=manager, phone=True), response, "money")
    pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
    lan.page.locator("input[type=file]").set_input_files(
        [
            {"name": "mot.pdf", "mimeType": "application/pdf", "buffer": pdf},
            {"name": "hai.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"},
        ]
    )

    files = lan.page.locator("[data-files]")
    expect(files.get_by_role("link", name="mot.pdf")).to_be_visible()
    expect(files.get_by_role("alert")).to_contain_text("hai.exe")
    lan.see()
    files.locator("[name=remove_file]").click()
    expect(files.get_by_role("link", name="mot.pdf")).to_have_count(0)


@pytest.mark.row("A5")
@pytest.mark.thorough
def test_whole_questionnaire_without_javascript_on_a_phone(enter, manager, response):
    lan = enter("Lan", user=manager, javascript=False, phone=True).visit("questionnaires:response_detail", response.pk)
    lan.follow("Nội dung dự án")
    name_field(lan).fill("Kho lạnh")
    lan.page.locator("[name=q-problem]").fill("Hao điện")
    lan.page.locator("[name=q-helped][value=yes]").check()
    lan.press("Lưu")
    lan.page.locator("[name=q-help_received]").fill("SpeedUP")
    lan.press("Lưu và tiếp tục")
    lan.must_be_at("questionnaires:response_section", response.pk, "money")
    lan.page.locator("[name$='-what']").first.fill("Máy")
    lan.press("Lưu và tiếp tục")
    lan.must_be_at("questionnaires:response_check", response.pk)
    lan.page.locator("form.panel-gap button").click()
    lan.see("Kho lạnh", "SpeedUP", "Máy")

    assert QuestionnaireResponse.objects.get(pk=response.pk).closed_at


@pytest.mark.thorough
def test_gap_leads_to_its_row(enter, manager, response):
    save_answers(response, {"costs": [{"price": 5}]}, by=manager, version="0")
    lan = enter("Lan", user=manager).visit("questionnaires:response_check", response.pk)

    lan.page.locator(".error-summary a").last.click()

    row = answers(response)["costs"][0]["id"]
    lan.page.wait_for_url(f"**#block-q-costs-{row}")
    expect(lan.page.locator(f"#block-q-costs-{row}")).to_be_in_viewport()
