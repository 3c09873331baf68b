"""A manager orders the questions of a draft with the keyboard, by dragging, on a phone, and without JavaScript."""

import pytest
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from ecosystem.accounts.roles import Role
from ecosystem.questionnaires.models import QuestionnaireVersion
from tests.factories import person
from tests.factories.questionnaires import QuestionnaireFactory, QuestionnaireVersionFactory

pytestmark = pytest.mark.django_db(transaction=True)
DRAFT = ("bao-cao", 1)


@pytest.fixture
def draft():
    return QuestionnaireVersionFactory(questionnaire=QuestionnaireFactory(code=DRAFT[0], name="Báo cáo"))


def keys(draft, section="project"):
    found = QuestionnaireVersion.objects.get(pk=draft.pk).definition.section(section)
    return [one.key for one in found.questions]


def shown(visitor, section="project"):
    rows = visitor.page.locator(f"#section-{section} [data-question]")
    return rows.evaluate_all("rows => rows.map((row) => row.dataset.question)")


@pytest.mark.row("B4")
def test_keyboard_moves_a_question_says_so_and_keeps_the_focus(enter, draft):
    mai = enter("Mai", user=person(Role.MANAGER)).visit("questionnaires:version_detail", *DRAFT)
    page = mai.page
    page.locator("#question-name a").first.focus()
    page.keyboard.press("Tab")  # up
    page.keyboard.press("Tab")  # down
    expect(page.locator("#down-name")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.locator("[data-move-status]")).to_contain_text("“Câu name” nay ở vị trí 2")
    expect(page.locator("#down-name")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-move-status]")).to_contain_text("“Câu name” nay ở vị trí 3")

    expect(page.locator("#down-name")).to_be_focused()
    assert keys(draft)[:3] == shown(mai)[:3] == ["problem", "helped", "name"]
    page.locator("#down-section-project").press("Enter")
    expect(page.locator("[data-move-status]")).to_contain_text("“Nội dung dự án” nay là phần thứ 2.")
    expect(page.locator("#section-project")).to_be_focused()  # its button goes no further down
    assert [one.key for one in QuestionnaireVersion.objects.get().definition.sections] == ["money", "project"]
    mai.see()


@pytest.mark.row("B4")
@pytest.mark.thorough
def test_dragging_moves_a_question_within_its_section_and_into_another(enter, draft):
    mai = enter("Mai", user=person(Role.MANAGER)).visit("questionnaires:version_detail", *DRAFT)
    page = mai.page
    page.set_viewport_size({"width": 1280, "height": 2000})  # nothing scrolls while the button is held down

    page.drag_and_drop("#question-months", "#question-name", target_position={"x": 60, "y": 4})
    expect(page.locator("[data-move-status]")).to_contain_text("“Câu months” nay ở vị trí 1")
    assert keys(draft)[:2] == shown(mai)[:2] == ["months", "name"]
    page.drag_and_drop("#question-name", "#question-own_money", target_position={"x": 60, "y": 4})
    expect(page.locator("[data-move-status]")).to_contain_text("“Câu name” nay ở vị trí 2 của “Kinh phí”")
    assert keys(draft, "money") == shown(mai, "money") == ["costs", "name", "own_money"]
    expect(page.locator("#question-name")).to_be_focused()


@pytest.mark.thorough
def test_move_that_is_refused_loads_the_page_again(enter, draft):
    mai = enter("Mai", user=person(Role.MANAGER)).visit("questionnaires:version_detail", *DRAFT)
    QuestionnaireVersion.objects.filter(pk=draft.pk).update(content={})

    with mai.page.expect_navigation():
        mai.page.locator("#down-name").click()
    mai.see(_("No section yet"))


@pytest.mark.row("B4")
@pytest.mark.parametrize("javascript", [False, True])
@pytest.mark.thorough
def test_phone_and_browser_without_javascript_do_all_of_it(enter, draft, javascript):
    lan = enter("Lan", user=person(Role.MANAGER), phone=javascript, javascript=javascript)
    lan.visit("questionnaires:version_detail", *DRAFT)
    if not javascript:
        lan.press("Chuyển “Câu name” xuống").see("“Câu name” nay ở vị trí 2 của “Nội dung dự án”.")
        assert lan.page.url.endswith("#question-name")
        assert keys(draft)[:2] == ["problem", "name"]
    lan.page.locator("#question-problem summary").click()
    lan.follow(_("Move to another place"), within=lan.page.locator("#question-problem"))
    lan.choose(_("New place"), "Sau “Câu costs”").press(_("Move")).see("“Câu problem” nay ở vị trí 2 của “Kinh phí”.")
    lan.page.locator("#question-costs summary").click()
    lan.press(_("Copy"), within=lan.page.locator("#question-costs"))
    lan.page.locator("#question-costs_2 summary").click()
    lan.follow(_("Columns"), within=lan.page.locator("#question-costs_2"))
    lan.page.locator("#id_columns-5-label_vi").fill("Ghi chú")
    lan.press(_("Save"))
    lan.page.locator("#question-costs_2 summary").click()
    lan.follow(_("Delete"), within=lan.page.locator("#question-costs_2")).press(_("Delete"))

    assert keys(draft, "money") == ["costs", "problem", "own_money"]
