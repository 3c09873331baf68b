"""The pages on which staff build a questionnaire: every button, refused roles, wrong input, two editors."""

from copy import deepcopy

import pytest
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.questionnaires.actions.response import save_answers, start_response
from ecosystem.questionnaires.definition import Condition, Rule, Text, definition_data, read_definition
from ecosystem.questionnaires.models import Questionnaire, QuestionnaireVersion, VersionStatus
from ecosystem.questionnaires.wording import KINDS
from tests.edit_forms import edit_form_on, forms_of
from tests.factories import UnitFactory, person
from tests.factories.questionnaires import SMALL, QuestionnaireFactory, QuestionnaireVersionFactory, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return person(Role.MANAGER)


@pytest.fixture
def draft():
    return QuestionnaireVersionFactory(questionnaire=QuestionnaireFactory(code="bao-cao"))


@pytest.fixture
def builder(client, manager):
    client.force_login(manager)
    return client


def address(name, *args):
    return reverse(f"questionnaires:{name}", args=["bao-cao", 1, *args])


def definition_of(draft):
    return QuestionnaireVersion.objects.get(pk=draft.pk).definition


def layout(draft):
    return {section.key: [one.key for one in section.questions] for section in definition_of(draft).sections}


def save(client, url, form=None, **changes):
    """Send the form of a page with some fields changed, as its reader saw it (or as `form` was read before)."""
    form = form or edit_form_on(client.get(url).content.decode())
    return client.post(url, {**form.data, **changes})


# --- From nothing to a form in use ----------------------------------------------------------------------
@pytest.mark.row("B4")
def test_manager_builds_and_publishes_a_form_without_a_developer(builder):
    made = builder.post(
        reverse("questionnaires:questionnaire_create"),
        {"name": "Báo cáo giữa kỳ", "purpose": "deliverable_report"},
    )
    page = reverse("questionnaires:version_detail", args=["bao-cao-giua-ky", 1])
    assert made.url == page

    def send(name, *args, query="", **data):
        url = reverse(f"questionnaires:{name}", args=["bao-cao-giua-ky", 1, *args]) + query
        answer = builder.post(url, data)
        assert answer.status_code == 302, answer.content.decode()
        return answer.url

    assert send("section_create", title_vi="Kết quả").endswith("#section-ket_qua")
    added = {"label_vi": "Đã bán được hàng chưa?", "required_from": "send"}
    assert send("question_create", "ket_qua", query="?kind=yes_no", **added).endswith("#question-da_ban_duoc_hang_chua")
    amount = {"label_vi": "Doanh thu", "required_from": "none", "minimum": "0", "prefill": "facts.amount"}
    send("question_create", "ket_qua", query="?kind=money", **amount)
    rule = {"rules-0-of": "da_ban_duoc_hang_chua", "rules-0-compare": "equals", "rules-0-value": "Có"}
    condition = reverse("questionnaires:question_condition", args=["bao-cao-giua-ky", 1, "doanh_thu"])
    assert save(builder, condition, **rule).status_code == 302
    send("check_create", expression="doanh_thu > 0", message_vi="Doanh thu phải lớn hơn 0.", at="doanh_thu")

    shown = builder.get(page).content.decode()
    assert "Chỉ hỏi khi “Đã bán được hàng chưa?” là “Có”." in shown
    version = QuestionnaireVersion.objects.get(questionnaire__code="bao-cao-giua-ky")
    url = reverse("questionnaires:version_publish", args=["bao-cao-giua-ky", 1])
    form = forms_of(builder.get(url).content.decode())[-1]
    assert builder.post(url, form.data).url == page
    version.refresh_from_db()
    assert version.status == VersionStatus.PUBLISHED
    assert version.definition.questions["doanh_thu"].condition == Condition(
        rules=(Rule(of="da_ban_duoc_hang_chua", value=True),)
    )


EXTRA = {
    "short_text": {"max_length": "100"},
    "long_text": {"max_length": "300", "counted_in": "words"},
    "whole_number": {"minimum": "1", "maximum": "60", "unit_vi": "tháng", "unit_en": "months"},
    "money": {"minimum": "1.000.000", "maximum": "2 tỷ"},
    "date": {"earliest": "01/01/2026", "latest": "31/12/2026"},
    "choice": {"code_list": "none", "options": "nho = Nhỏ | Small\nLớn | Large"},
    "choices": {"code_list": "sectors", "options": "", "at_most": "3"},
    "file": {"accepts": ["pdf", "docx"], "at_most": "2"},
    "mark": {"minimum": "0", "maximum": "10", "decimals": "1", "anchors": "10 = Rất tốt | Very good\n0 = Kém"},
    "table": {"min_rows": "1", "max_rows": "20"},
}


@pytest.mark.row("B4")
@pytest.mark.parametrize("kind", KINDS)
def test_question_of_every_kind_is_added_and_saved_unchanged(builder, draft, kind):
    url = f"{address('question_create', 'project')}?kind={kind}"
    rules = {} if kind == "heading" else {"required_from": "send", "prefill": "none"}
    added = builder.post(url, {"label_vi": "Câu mới", "label_en": "New", **rules, **EXTRA.get(kind, {})})
    assert added.status_code == 302, added.content.decode()
    made = definition_of(draft).questions["cau_moi"]

    again = save(builder, address("question_edit", "cau_moi"))

    assert again.status_code == 302, again.content.decode()
    assert made.kind == kind
    assert definition_of(draft).questions["cau_moi"] == made
    assert made.label == Text(vi="Câu mới", en="New")


def test_members_of_a_kind_are_read_as_typed(builder, draft):
    for kind in ("choice", "mark", "money"):
        data = {"label_vi": kind, "required_from": "none", "prefill": "none", **EXTRA[kind]}
        builder.post(f"{address('question_create', 'money')}?kind={kind}", data)

    found = definition_of(draft).questions
    assert [(one.key, one.label.vi, one.label.en) for one in found["choice"].options] == [
        ("nho", "Nhỏ", "Small"),
        ("lon", "Lớn", "Large"),
    ]
    assert [(one.value, one.label.vi) for one in found["mark"].anchors] == [(0, "Kém"), (10, "Rất tốt")]
    assert (found["money"].minimum, found["money"].maximum) == (1_000_000, 2_000_000_000)


# --- Wrong input is kept --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("url", "data", "field"),
    [
        (("section_create",), {"title_vi": "Mới", "key": "project"}, "key"),
        (("section_create",), {"title_vi": "", "help_vi": "Lời dẫn"}, "title_vi"),
        (
            ("question_create", "project", "?kind=short_text"),
            {"label_vi": "Mới", "key": "name", "max_length": "9"},
            "key",
        ),
        (("question_create", "project", "?kind=short_text"), {"label_vi": "Mới", "key": "Sai Mã"}, "key"),
        (("question_create", "project", "?kind=short_text"), {"label_vi": "Mới", "max_length": "900"}, "max_length"),
        (("question_create", "project", "?kind=choice"), {"label_vi": "Mới", "options": "a = A\na = B"}, "options"),
        (
            ("question_create", "project", "?kind=choice"),
            {"label_vi": "A", "options": "a", "code_list": "sectors"},
            "options",
        ),
        (("question_create", "project", "?kind=money"), {"label_vi": "A", "minimum": "5", "maximum": "4"}, "maximum"),
        (("question_create", "project", "?kind=mark"), {"label_vi": "A", "anchors": "nhiều = Tốt"}, "anchors"),
        (("question_create", "project", "?kind=mark"), {"label_vi": "A", "maximum": "5000"}, "maximum"),
        (("check_create",), {"expression": "own_money <=", "message_vi": "Sai", "at": "name"}, "expression"),
        (("check_create",), {"expression": "nothing > 1", "message_vi": "Sai", "at": "name"}, "expression"),
        (("check_create",), {"expression": "own_money + 1", "message_vi": "Sai", "at": "name"}, "expression"),
        (("check_create",), {"expression": "months > 1", "message_vi": "", "at": "costs"}, "message_vi"),
        (("question_move", "name"), {"place": "nowhere:0"}, "place"),
    ],
)
def test_wrong_input_is_refused_beside_its_field_and_kept(builder, draft, url, data, field):
    name, *args = url
    query = args.pop() if args and args[-1].startswith("?") else ""
    before = definition_of(draft)
    needed = {"required_from": "none", "prefill": "none"} | ({"code_list": "none"} if "choice" in query else {})

    answer = builder.post(address(name, *args) + query, {**needed, **data})

    assert answer.status_code in (409, 422)
    form = answer.context["form"]
    assert field in form.errors
    if name != "question_move":
        typed = {bound.html_name: bound.value() for bound in form}
        assert all(typed[name] == value for name, value in data.items())
    assert definition_of(draft) == before


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"of": "helped", "compare": "equals", "value": "có thể"}, "value"),
        ({"of": "helped", "compare": "at_least", "value": "1"}, "compare"),
        ({"of": "helped", "compare": "equals", "value": ""}, "value"),
        ({"of": "months", "compare": "equals", "value": "3"}, "of"),
        ({"of": "facts.amount", "compare": "at_least", "value": "nhiều"}, "value"),
        ({"of": "facts.due_on", "compare": "at_least", "value": "32/13/2026"}, "value"),
    ],
)
def test_value_of_a_rule_is_checked_against_the_kind_of_the_question(builder, draft, rule, field):
    data = {f"rules-0-{name}": value for name, value in rule.items()}

    answer = save(builder, address("question_condition", "help_received"), **data)

    assert answer.status_code == 422
    assert field in answer.context["formset"][0].errors
    assert definition_of(draft).questions["help_received"].condition == Condition(
        rules=(Rule(of="helped", value=True),)
    )


def test_condition_compares_facts_options_and_days(builder, draft):
    builder.post(
        f"{address('question_create', 'project')}?kind=choice",
        {"label_vi": "Cỡ", "required_from": "none", "code_list": "none", "options": "a = Nhỏ\nb = Vừa\nc = Lớn"},
    )
    builder.post(
        f"{address('question_create', 'project')}?kind=statement", {"label_vi": "Lời", "required_from": "none"}
    )
    rows = [
        ("co", "equals", "nhỏ; Lớn"),
        ("facts.amount", "at_least", "100 triệu"),
        ("facts.due_on", "at_most", "30/06/2026"),
        ("helped", "answered", "bỏ qua"),
    ]
    data = {"rules-TOTAL_FORMS": len(rows), "match-match": "any"}
    for number, (of, compare, value) in enumerate(rows):
        data |= {f"rules-{number}-of": of, f"rules-{number}-compare": compare, f"rules-{number}-value": value}

    answer = save(builder, address("question_condition", "loi"), **data)

    assert answer.status_code == 302
    assert definition_of(draft).questions["loi"].condition == Condition(
        match="any",
        rules=(
            Rule(of="co", value=["a", "c"]),
            Rule(of="facts.amount", compare="at_least", value=100_000_000),
            Rule(of="facts.due_on", compare="at_most", value="2026-06-30"),
            Rule(of="helped", compare="answered"),
        ),
    )
    assert save(builder, address("question_condition", "loi")).status_code == 302
    assert definition_of(draft).questions["loi"].condition.rules[0].value == ["a", "c"]
    assert "là “Nhỏ” hoặc “Lớn” hoặc “số tiền" in builder.get(address("version_detail")).content.decode()


# --- Rows of a table ------------------------------------------------------------------------------------
def test_columns_and_totals_are_saved_in_their_order(builder, draft):
    url = address("question_columns", "costs")
    before = definition_of(draft).questions["costs"]
    assert save(builder, url).status_code == 302
    assert definition_of(draft).questions["costs"] == before

    moved = save(
        builder, url, **{"columns-0-ORDER": "9", "columns-5-label_vi": "Ghi chú", "columns-5-kind": "short_text"}
    )

    assert moved.status_code == 302, moved.content.decode()
    assert [one.key for one in definition_of(draft).questions["costs"].columns] == [
        "what",
        "quantity",
        "price",
        "amount",
        "ghi_chu",
        "type",
    ]
    totals = save(builder, address("question_totals", "costs"), **{"totals-1-DELETE": "on"})
    assert totals.status_code == 302
    assert [one.key for one in definition_of(draft).questions["costs"].totals] == ["total"]


def test_product_of_a_column_that_is_no_number_is_refused(builder, draft):
    answer = save(builder, address("question_columns", "costs"), **{"columns-4-product_of": "what quantity"})

    assert answer.status_code == 422
    assert "quantity" in str(answer.context["formset"].non_form_errors())
    assert 'value="what quantity"' in answer.content.decode()


# --- Order, copies, deletion ----------------------------------------------------------------------------
def test_buttons_move_and_copy_parts(builder, draft):
    moved = builder.post(address("question_move", "name"), {"direction": "down"})
    assert moved.url == f"{address('version_detail')}#question-name"
    assert layout(draft)["project"][:2] == ["problem", "name"]
    assert "“Câu name” nay ở vị trí 2 của “Nội dung dự án”." in builder.get(moved.url).content.decode()

    builder.post(address("question_move", "name"), {"place": "money:1"})
    assert layout(draft)["money"] == ["costs", "name", "own_money"]
    builder.post(address("section_move", "money"), {"direction": "up"})
    assert list(layout(draft)) == ["money", "project"]
    builder.post(address("section_move", "money"), {"position": "1"})
    assert list(layout(draft)) == ["project", "money"]
    assert builder.post(address("question_copy", "name")).url.endswith("#question-name_2")
    assert builder.post(address("section_copy", "money")).url.endswith("#section-money_2")
    assert layout(draft)["money_2"] == ["costs_2", "name_3", "name_2_2", "own_money_2"]


def test_unknown_direction_and_missing_part_are_refused(builder, draft):
    assert builder.post(address("question_move", "name"), {"direction": "sideways"}).status_code == 409
    assert builder.post(address("question_copy", "gone")).status_code == 409
    assert builder.post(address("section_move", "gone"), {"direction": "up"}).status_code == 409
    assert builder.get(address("question_edit", "gone")).status_code == 404
    assert builder.get(address("question_columns", "name")).status_code == 404
    assert definition_of(draft) == read_definition(SMALL)


def test_deletion_says_what_reads_the_question_and_whose_answers_are_lost(builder, manager):
    form = QuestionnaireFactory(code="bao-cao")
    draft = QuestionnaireVersionFactory(questionnaire=form)
    published = QuestionnaireVersionFactory(questionnaire=form, published=True)
    other = QuestionnaireVersionFactory(published=True)
    for version, values, is_test in (
        (published, {"helped": True}, False),
        (published, {"months": 3}, False),
        (published, {"helped": True}, True),
        (other, {"helped": True}, True),
    ):
        response = start_response(version, by=manager, is_test=True)
        save_answers(response, values, by=manager, version="0")
        type(response).objects.filter(pk=response.pk).update(is_test=is_test)

    page = builder.get(address("question_delete", "helped")).content.decode()
    assert "1 hồ sơ đang điền có câu trả lời" in page
    assert "“Câu help_received”" in page
    assert layout(draft)["project"].count("helped") == 1
    assert builder.post(address("question_delete", "helped")).status_code == 302
    assert "helped" not in layout(draft)["project"]
    problems = builder.get(address("version_detail")).content.decode()
    assert 'href="#question-help_received"' in problems

    assert "“own_share”" in builder.get(address("section_delete", "money")).content.decode()
    builder.post(address("section_delete", "money"))
    builder.post(address("check_delete", "own_share"))
    assert (list(layout(draft)), definition_of(draft).checks) == (["project"], ())


# --- Two editors ----------------------------------------------------------------------------------------
@pytest.mark.row("B4")
def test_two_people_who_change_different_questions_both_succeed(builder, draft, client_of):
    colleague = client_of(person(Role.MANAGER))
    mine = edit_form_on(builder.get(address("question_edit", "name")).content.decode())
    hers = edit_form_on(colleague.get(address("question_edit", "months")).content.decode())

    assert save(colleague, address("question_edit", "months"), hers, label_vi="Số tháng").status_code == 302
    assert save(builder, address("question_edit", "name"), mine, label_vi="Tên gọi").status_code == 302

    found = definition_of(draft).questions
    assert (found["months"].label.vi, found["name"].label.vi) == ("Số tháng", "Tên gọi")


def test_conflict_over_one_field_names_who_changed_it_though_others_saved_later(builder, draft, client_of):
    first, later = person(Role.MANAGER, full_name="Trần Thị Bình"), person(Role.MANAGER, full_name="Lê Văn Cường")
    mine = edit_form_on(builder.get(address("question_edit", "name")).content.decode())
    save(client_of(first), address("question_edit", "name"), label_vi="Lời của Bình")
    save(client_of(later), address("question_edit", "months"), label_vi="Số tháng")

    refused = save(builder, address("question_edit", "name"), mine, label_vi="Lời của tôi")

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Trần Thị Bình" in page
    assert "Lê Văn Cường" not in page
    assert "Lời của Bình" in page
    assert edit_form_on(page).data["label_vi"] == ["Lời của tôi"]
    assert definition_of(draft).questions["name"].label.vi == "Lời của Bình"


def test_question_that_somebody_deleted_meanwhile_is_not_saved(builder, draft, client_of):
    mine = edit_form_on(builder.get(address("question_edit", "name")).content.decode())
    client_of(person(Role.MANAGER)).post(address("question_delete", "name"))

    assert save(builder, address("question_edit", "name"), mine, label_vi="Tên").status_code == 404
    assert "name" not in definition_of(draft).questions


@pytest.fixture
def client_of():
    from django.test import Client

    def make(user):
        client = Client()
        client.force_login(user)
        return client

    return make


# --- Who may, and when ----------------------------------------------------------------------------------
@pytest.mark.row("B5")
def test_published_version_takes_no_change(builder, draft):
    pages = [
        address(*part)
        for part in (
            ("section_create",),
            ("section_edit", "project"),
            ("section_condition", "money"),
            ("section_delete", "project"),
            ("question_create", "project"),
            ("question_edit", "name"),
            ("question_condition", "help_received"),
            ("question_columns", "costs"),
            ("question_totals", "costs"),
            ("question_move", "name"),
            ("question_delete", "name"),
            ("check_create",),
            ("check_edit", "own_share"),
            ("check_delete", "own_share"),
        )
    ]
    forms = {url: forms_of(builder.get(url).content.decode())[-1].data for url in pages}
    new = f"{address('question_create', 'project')}?kind=yes_no"
    forms[new] = {**forms.pop(address("question_create", "project")), "required_from": "none"}
    publish = address("version_publish")
    builder.post(publish, forms_of(builder.get(publish).content.decode())[-1].data)

    for url in pages:
        assert builder.get(url).status_code == 409, url
    words = dict.fromkeys(("title_vi", "label_vi", "message_vi"), "Mới")
    other = {"place": "money:0", "expression": "months > 1", "at": "months"}
    for url, data in forms.items():
        refused = builder.post(url, {**data, **words, **other})
        assert refused.status_code == 409, url
        assert "Mới" in refused.content.decode() or not words.keys() & data.keys(), f"{url} lost what was typed"
    for name, key in (("section_copy", "project"), ("question_copy", "name")):
        assert builder.post(address(name, key)).status_code == 409
    assert builder.post(address("section_move", "project"), {"direction": "down"}).status_code == 409
    assert definition_of(draft) == read_definition(SMALL)
    assert builder.get(address("version_detail")).status_code == 200


def test_manager_of_another_unit_reads_and_changes_nothing(client, client_of):
    unit = UnitFactory()
    form = QuestionnaireFactory(code="bao-cao", unit=unit)
    draft = QuestionnaireVersionFactory(questionnaire=form)
    other, own = client_of(person(Role.MANAGER, unit=UnitFactory())), client_of(person(Role.MANAGER, unit=unit))

    page = other.get(address("version_detail")).content.decode()
    assert "data-builder" not in page
    assert "Câu name" in page
    assert other.get(address("section_create")).status_code == 403
    assert other.post(address("question_move", "name"), {"direction": "down"}).status_code == 403
    assert other.post(address("version_publish")).status_code == 403
    assert "data-builder" in own.get(address("version_detail")).content.decode()
    assert definition_of(draft) == read_definition(SMALL)


def test_manager_of_a_unit_creates_for_that_unit_alone(client_of):
    unit, other = UnitFactory(), UnitFactory()
    client = client_of(person(Role.MANAGER, unit=unit))
    data = {"name": "Biểu mẫu", "purpose": "deliverable_report"}
    url = reverse("questionnaires:questionnaire_create")

    assert client.post(url, data).status_code == 422
    assert client.post(url, {**data, "unit": other.pk}).status_code == 422
    assert client.post(url, {**data, "unit": unit.pk}).status_code == 302
    assert list(Questionnaire.objects.values_list("code", "unit")) == [("bieu-mau", unit.pk)]


# --- Questionnaires and versions ------------------------------------------------------------------------
def test_code_in_use_is_refused_and_an_empty_one_is_made_from_the_name(builder, draft):
    url, data = reverse("questionnaires:questionnaire_create"), {"name": "Báo cáo", "purpose": "deliverable_report"}

    taken = builder.post(url, {**data, "code": "BAO-CAO"})
    assert (taken.status_code, list(taken.context["form"].errors)) == (409, ["code"])
    assert builder.post(url, {**data, "code": "new"}).status_code == 422
    assert builder.post(url, data).url == reverse("questionnaires:version_detail", args=["bao-cao-2", 1])


def test_copy_of_a_questionnaire_changes_on_its_own(builder, draft):
    answer = builder.post(address("questionnaire_copy"), {"name": "Bản sao", "code": "ban-sao"})

    copy = Questionnaire.objects.get(code="ban-sao")
    assert answer.url == reverse("questionnaires:version_detail", args=["ban-sao", 1])
    assert (copy.purpose, copy.versions.get().definition) == ("deliverable_report", definition_of(draft))
    builder.post(reverse("questionnaires:question_delete", args=["ban-sao", 1, "name"]))
    assert "name" in definition_of(draft).questions


@pytest.mark.row("B5")
def test_new_version_begins_with_the_one_in_use_which_stays(builder, manager):
    form = QuestionnaireFactory(code="bao-cao")
    published = QuestionnaireVersionFactory(questionnaire=form, published=True)
    response = start_response(published, by=manager)
    page = reverse("questionnaires:questionnaire_detail", args=["bao-cao"])

    begun = builder.post(reverse("questionnaires:draft_start", args=["bao-cao"]))
    assert begun.url == reverse("questionnaires:version_detail", args=["bao-cao", 2])
    assert builder.post(reverse("questionnaires:draft_start", args=["bao-cao"])).url == begun.url
    builder.post(reverse("questionnaires:question_delete", args=["bao-cao", 2, "months"]))
    url = reverse("questionnaires:version_publish", args=["bao-cao", 2])
    asked = builder.get(url).content.decode()
    assert "thay phiên bản 1, hiện có 1 hồ sơ đang điền" in asked
    builder.post(url, forms_of(asked)[-1].data)

    published.refresh_from_db()
    assert published.status == VersionStatus.RETIRED
    assert response.questionnaire_version.definition == read_definition(SMALL)
    shown = builder.get(page)
    assert [(one.number, one.response_count) for one in shown.context["versions"]] == [(2, 0), (1, 1)]
    retire = reverse("questionnaires:version_retire", args=["bao-cao", 2])
    assert builder.post(retire, {"reason": ""}).status_code == 422
    assert builder.post(retire, {"reason": "Không cần nữa"}).status_code == 302
    assert "Không cần nữa" in builder.get(page).content.decode()


def test_publishing_lists_the_problems_and_refuses(builder, draft):
    broken = deepcopy(SMALL)
    broken["sections"][0]["questions"].append(question("choice", "size"))
    draft.content = definition_data(read_definition(broken))
    draft.save()
    url = address("version_publish")

    page = builder.get(url).content.decode()
    assert f'href="{address("version_detail")}#question-size"' in page
    assert builder.post(url, forms_of(page)[-1].data).status_code == 409
    draft.refresh_from_db()
    assert draft.status == VersionStatus.DRAFT
    shown = builder.get(address("version_detail")).content.decode()
    assert 'href="#question-size"' in shown
    assert shown.count("Nêu ít nhất hai câu trả lời để chọn.") == 2  # at the top, and beside the question


def test_publishing_what_changed_after_the_page_was_opened_is_refused(builder, draft, client_of):
    url = address("version_publish")
    form = forms_of(builder.get(url).content.decode())[-1]
    client_of(person(Role.MANAGER)).post(address("question_delete", "months"))

    assert builder.post(url, form.data).status_code == 409
    draft.refresh_from_db()
    assert draft.status == VersionStatus.DRAFT
