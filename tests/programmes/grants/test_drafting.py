"""Writing the draft: incomplete at any time, rows without JavaScript, two editors, bad input, lost sessions."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import fingerprint
from programmes.grants.actions.drafting import cost_rows, plan_rows, save_answers, save_costs
from programmes.grants.forms.application import AnswersForm
from programmes.grants.models import Application, ApplicationStatus, CostLine
from startups.models import MemberRole, Membership
from tests.edit_forms import version_on, with_version
from tests.factories import ApplicationFactory, StartupFactory, UserFactory, person, ready_to_submit
from tests.programmes.grants.test_journey import rows

pytestmark = pytest.mark.django_db
TEXTS = ("title", "problem", "solution", "novelty", "market", "team", "impact")


def page(name, application):
    return reverse(f"grants:application_{name}", args=[application.pk])


def answers_of(application, **changes):
    """What the form sends when nothing, or only `changes`, was typed."""
    form = AnswersForm(application=application, initial=AnswersForm.initial_of(application))
    values = {name: getattr(application, name) for name in TEXTS}
    values |= {"months": application.months or "", "version": form["version"].value()}
    return {**values, **changes}


@pytest.fixture
def signed_in(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def editor(draft):
    colleague = UserFactory(full_name="Trần Thị Lan")
    Membership.objects.create(startup=draft.startup, user=colleague, role=MemberRole.EDITOR)
    return colleague


# --- Saving -----------------------------------------------------------------------------------------
def test_empty_draft_is_saved(signed_in, owner):
    draft = ApplicationFactory(startup=StartupFactory(members=[owner]), title="")

    response = signed_in.post(page("edit", draft), with_version(signed_in, page("edit", draft), {}))

    assert response.headers["Location"] == page("edit", draft)
    draft.refresh_from_db()
    assert (draft.title, draft.version, draft.edited_by) == ("", 1, owner)


@pytest.mark.row("A1")
def test_answers_come_back_on_another_device(signed_in, draft, owner):
    signed_in.post(page("edit", draft), answers_of(draft, problem="Kho lạnh\r\nhao điện", had_other_support="yes"))
    elsewhere = Client()
    elsewhere.force_login(owner)

    form = elsewhere.get(page("edit", draft)).context["form"]

    assert form["problem"].value() == "Kho lạnh\nhao điện"
    assert form["had_other_support"].value() == "yes"


def test_wrong_value_keeps_everything_typed(signed_in, draft):
    response = signed_in.post(page("edit", draft), answers_of(draft, problem="Đã gõ rất lâu", months="-3"))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"months"}
    assert "Đã gõ rất lâu" in response.content.decode()
    draft.refresh_from_db()
    assert draft.version == 0


def test_ten_megabytes_of_text_are_refused_in_words(signed_in, draft):
    response = signed_in.post(page("edit", draft), answers_of(draft, problem="x" * 10 * 1024 * 1024))

    assert response.status_code == 422
    assert "20.000" in str(response.context["form"].errors["problem"])
    draft.refresh_from_db()
    assert draft.version == 0


def test_text_at_its_limit_is_saved(signed_in, draft):
    signed_in.post(page("edit", draft), answers_of(draft, problem="ệ" * 20_000))

    draft.refresh_from_db()
    assert len(draft.problem) == 20_000


@pytest.mark.parametrize("value", ["\x00", "a\x00b"])
def test_null_characters_do_not_reach_the_database(signed_in, draft, value):
    response = signed_in.post(page("edit", draft), answers_of(draft, title=value))

    assert response.status_code in (302, 422)
    draft.refresh_from_db()
    assert "\x00" not in draft.title


def test_fields_that_are_not_of_the_form_are_ignored(signed_in, draft):
    foreign = ready_to_submit(UserFactory())

    signed_in.post(
        page("edit", draft),
        answers_of(draft, startup=foreign.startup_id, call=foreign.call_id, status="approved", labour_total="9"),
    )

    saved = Application.objects.get(pk=draft.pk)
    assert (saved.startup_id, saved.call_id, saved.status, saved.labour_total) == (
        draft.startup_id,
        draft.call_id,
        ApplicationStatus.DRAFT,
        draft.labour_total,
    )


def test_public_offering_is_a_question_for_enterprises_only(signed_in, owner):
    alone = StartupFactory(members=[owner], kind="individual", tax_code=None, founded_on=None)
    draft = ApplicationFactory(startup=alone)

    assert "declares_no_public_offering" not in signed_in.get(page("edit", draft)).context["form"].fields


@pytest.mark.parametrize("name", ["edit", "plan", "costs", "files", "check"])
def test_form_pages_open_to_owner_and_editor_alone(client, draft, owner, editor, name):
    reader, officer = UserFactory(), person(Role.OFFICER)
    Membership.objects.create(startup=draft.startup, user=reader, role=MemberRole.READER)
    found = {}
    for user in (owner, editor, reader, officer, UserFactory()):
        client.force_login(user)
        found[user.pk] = client.get(page(name, draft)).status_code

    assert list(found.values()) == [200, 200, 403, 404, 404]


def test_sent_application_can_no_longer_be_written(signed_in, submitted_dossier):
    assert (
        signed_in.get(page("edit", submitted_dossier)).headers["Location"] == f"/applications/{submitted_dossier.pk}/"
    )
    refused = signed_in.post(page("edit", submitted_dossier), answers_of(submitted_dossier, title="Khác"))
    assert refused.headers["Location"] == f"/applications/{submitted_dossier.pk}/"
    submitted_dossier.refresh_from_db()
    assert submitted_dossier.title != "Khác"


# --- Rows -------------------------------------------------------------------------------------------
def test_add_row_saves_and_offers_an_empty_row(signed_in, draft):
    data = rows("plan", {"month": "2", "activity": "Thử nghiệm", "deliverable": ""})

    response = signed_in.post(
        page("plan", draft), with_version(signed_in, page("plan", draft), {**data, "add_row": "1"})
    )

    assert response.headers["Location"] == page("plan", draft) + "#new-row"
    formset = signed_in.get(page("plan", draft)).context["formset"]
    assert [form.initial for form in formset] == [{"month": 2, "activity": "Thử nghiệm", "deliverable": ""}, {}]


def test_unfinished_row_is_saved_and_listed_as_a_gap(signed_in, draft):
    data = rows("plan", {"month": "", "activity": "Chưa biết tháng nào", "deliverable": ""})

    signed_in.post(page("plan", draft), with_version(signed_in, page("plan", draft), data))

    gaps = [gap.field for gap, _url in signed_in.get(page("check", draft)).context["gaps"]]
    assert gaps == ["id_plan-0-month", "id_plan-0-deliverable"]


def test_removed_and_empty_rows_are_left_out(signed_in, draft):
    data = rows(
        "costs",
        {"kind": "labour", "description": "Kỹ sư", "quantity": "1", "unit_price": "5.000.000", "DELETE": "on"},
        {"kind": "other", "description": "Mẫu thử", "quantity": "2", "unit_price": "1,5 triệu"},
        {"kind": "other", "description": "", "quantity": "1", "unit_price": ""},
        initial=2,
    )

    signed_in.post(page("costs", draft), with_version(signed_in, page("costs", draft), data))

    draft.refresh_from_db()
    assert cost_rows(draft) == [{"kind": "other", "description": "Mẫu thử", "quantity": 2, "unit_price": 1_500_000}]
    assert (draft.labour_total, draft.other_total, draft.requested) == (0, 3_000_000, 3_000_000)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1.000.000", 1_000_000), ("1,5 tỷ", 1_500_000_000), ("40 triệu", 40_000_000), ("21,72 tỷ", 21_720_000_000)],
)
def test_amounts_are_read_as_people_type_them(signed_in, draft, typed, amount):
    data = rows("costs", {"kind": "other", "description": "Thiết bị", "quantity": "1", "unit_price": typed})

    signed_in.post(page("costs", draft), with_version(signed_in, page("costs", draft), data))

    assert CostLine.objects.get(application=draft).amount == amount


@pytest.mark.parametrize(
    ("quantity", "price"),
    [
        ("1", "-5"),
        ("1", "abc"),
        ("1", "1e9"),
        ("1", "9" * 40),
        ("0", "5"),
        ("1,5", "5"),
        ("x", "5"),
        ("1.000.000", "1.000.000.000.000.000"),
    ],
)
def test_absurd_amounts_are_refused_and_stay_in_the_form(signed_in, draft, quantity, price):
    before = cost_rows(draft)
    data = rows("costs", {"kind": "other", "description": "Thiết bị", "quantity": quantity, "unit_price": price})

    response = signed_in.post(page("costs", draft), with_version(signed_in, page("costs", draft), data))

    assert response.status_code == 422
    assert price in response.content.decode()
    assert cost_rows(draft) == before


def test_totals_above_the_caps_are_marked_in_the_draft(signed_in, draft):
    data = rows("costs", {"kind": "labour", "description": "Kỹ sư", "quantity": "1", "unit_price": "50 triệu"})
    signed_in.post(page("costs", draft), with_version(signed_in, page("costs", draft), data))

    caps = signed_in.get(page("costs", draft)).context["caps"]

    assert len(caps) == 2
    assert "10.000.000" in caps[0]


def test_more_rows_than_the_form_holds_are_refused(signed_in, draft):
    before = plan_rows(draft)
    data = rows("plan", *[{"month": "1", "activity": f"Việc {n}", "deliverable": ""} for n in range(75)])

    response = signed_in.post(page("plan", draft), with_version(signed_in, page("plan", draft), data))

    assert response.status_code == 422
    assert plan_rows(draft) == before


# --- Two editors ------------------------------------------------------------------------------------
@pytest.mark.row("A3")
def test_second_editor_of_the_same_field_gets_a_conflict_with_both_texts(signed_in, draft, editor):
    colleague = Client()
    colleague.force_login(editor)
    colleague.post(page("edit", draft), answers_of(draft, novelty="Lời của Lan"))

    response = signed_in.post(page("edit", draft), answers_of(draft, novelty="Lời của tôi"))

    text = response.content.decode()
    assert response.status_code == 409
    assert "Lời của Lan" in text
    assert "Lời của tôi" in text
    assert "Trần Thị Lan" in text
    draft.refresh_from_db()
    assert draft.novelty == "Lời của Lan"
    version = version_on(text)
    signed_in.post(page("edit", draft), answers_of(draft, novelty="Lời của tôi", version=version))
    draft.refresh_from_db()
    assert draft.novelty == "Lời của tôi"


@pytest.mark.row("A3")
def test_changes_of_different_fields_by_two_editors_are_merged(signed_in, draft, editor):
    mine = answers_of(draft, market="Của tôi")
    save_answers(draft, {"novelty": "Của Lan"}, by=editor, version="0")

    assert signed_in.post(page("edit", draft), mine).status_code == 302

    draft.refresh_from_db()
    assert (draft.novelty, draft.market, draft.version) == ("Của Lan", "Của tôi", 2)


def test_unknown_version_makes_every_difference_a_conflict(signed_in, draft, owner):
    other = answers_of(ready_to_submit(owner))["version"]

    response = signed_in.post(page("edit", draft), answers_of(draft, novelty="Hai", version=other))

    differing = ["novelty", "had_other_support", "declares_no_double_funding", "declares_no_public_offering"]
    assert (response.status_code, list(response.context["form"].errors)) == (409, differing)


def test_second_editor_of_the_costs_is_notified(signed_in, draft, editor):
    theirs = [{"kind": "other", "description": "Của Lan", "quantity": 1, "unit_price": 7_000_000}]
    data = rows("costs", {"kind": "other", "description": "Của tôi", "quantity": "1", "unit_price": "8 triệu"})
    data = with_version(signed_in, page("costs", draft), data)
    save_costs(draft, theirs, by=editor, version=fingerprint(cost_rows(draft)))

    response = signed_in.post(page("costs", draft), data)

    text = response.content.decode()
    assert response.status_code == 409
    assert "Của Lan" in text
    assert "Của tôi" in text
    assert cost_rows(draft) == theirs
    again = signed_in.post(page("costs", draft), {**data, "version": version_on(text)})
    assert again.status_code == 302
    assert [row["description"] for row in cost_rows(draft)] == ["Của tôi"]


# --- Session and token ------------------------------------------------------------------------------
def lose_session(client, user, address):
    """The user opened the form, and then the session ended."""
    client.force_login(user)
    client.get(address)
    del client.cookies[settings.SESSION_COOKIE_NAME]


def test_text_of_an_ended_session_is_restored_after_sign_in(client, draft, owner):
    lose_session(client, owner, page("edit", draft))
    response = client.post(page("edit", draft), answers_of(draft, problem="Gõ lúc phiên đã hết"))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))
    draft.refresh_from_db()
    assert draft.version == 0

    client.force_login(owner)  # keeps the session's data, as signing in does
    client.head(page("edit", draft))  # shows nothing, and so uses nothing up
    response = client.get(page("edit", draft))

    assert response.context["form"]["problem"].value() == "Gõ lúc phiên đã hết"
    assert client.get(page("edit", draft)).context["form"]["problem"].value() == draft.problem


def test_text_of_a_lost_session_is_restored_for_its_author_only(client, draft, owner):
    lose_session(client, owner, page("edit", draft))
    client.post(page("edit", draft), answers_of(draft, problem="Bí mật kinh doanh"))
    client.force_login(UserFactory())

    assert client.get(page("edit", draft)).status_code == 404


def test_text_of_a_lost_session_is_not_restored_for_a_teammate(client, draft, owner, editor):
    lose_session(client, owner, page("edit", draft))
    client.post(page("edit", draft), answers_of(draft, problem="Chưa muốn ai đọc"))
    client.force_login(editor)

    assert client.get(page("edit", draft)).context["form"]["problem"].value() == draft.problem
    assert "typed_text" not in client.session


def test_text_of_an_anonymous_visitor_is_not_stored(client, draft):
    response = client.post(page("edit", draft), answers_of(draft, problem="Của ai?"), follow=True)

    assert "typed_text" not in client.session
    assert str(next(iter(response.context["messages"]))).startswith(
        "Phiên làm việc đã hết. Nội dung không giữ lại được"
    )


def test_text_of_a_lost_session_that_is_too_long_is_not_stored(client, draft, owner):
    lose_session(client, owner, page("edit", draft))
    client.post(page("edit", draft), answers_of(draft, problem="x" * 700_000))

    assert "typed_text" not in client.session


def test_rows_of_a_lost_session_come_back(client, draft, owner):
    lose_session(client, owner, page("plan", draft))
    data = rows("plan", {"month": "3", "activity": "Gõ dở", "deliverable": ""})
    client.post(page("plan", draft), data)
    client.force_login(owner)

    assert "Gõ dở" in client.get(page("plan", draft)).content.decode()


@pytest.mark.parametrize("token", [None, "", "x" * 64])
def test_lost_or_wrong_csrf_token_saves_nothing_and_says_what_to_do(draft, owner, token):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(owner)
    data = answers_of(draft, title="Không lưu")
    if token is not None:
        data["csrfmiddlewaretoken"] = token

    response = careful.post(page("edit", draft), data)

    assert response.status_code == 403
    assert "403_csrf.html" in [template.name for template in response.templates]
    draft.refresh_from_db()
    assert draft.title != "Không lưu"


def test_the_same_csrf_token_twice_is_no_fault(draft, owner):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(owner)
    form = careful.get(page("edit", draft)).content.decode()
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    data = answers_of(draft, title="Lưu", csrfmiddlewaretoken=token)

    first = careful.post(page("edit", draft), data)
    second = careful.post(page("edit", draft), data)

    assert (first.status_code, second.status_code) == (302, 302)
