"""While a dossier is returned, its startup writes unseen: everybody else reads what was sent, on every page."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import fingerprint
from ecosystem.core.uploads import CheckedFile
from programmes.grants.actions.application import (
    IncompleteApplication,
    accept_as_valid,
    record_check,
    resubmit_application,
    return_for_completion,
    submit_application,
    withdraw_application,
)
from programmes.grants.actions.drafting import (
    attach_file,
    cost_rows,
    plan_rows,
    remove_attachment,
    save_answers,
    save_costs,
    save_plan,
)
from programmes.grants.actions.review import assign_evaluator, declare_no_conflict
from programmes.grants.actions.submission import dossier_content
from programmes.grants.dossier import read_dossier
from programmes.grants.models import Application, ApplicationStatus, Attachment
from programmes.grants.working_copy import load_working_copy
from startups.models import MemberRole, Membership
from tests.access.requests import close_response
from tests.factories import UserFactory, person
from tests.programmes.grants.conftest import all_right, check_version, one_gap, paper_of
from tests.programmes.grants.test_uploads import download

pytestmark = pytest.mark.django_db
UNSENT = ("Tên chưa gửi", "Điểm mới chưa gửi", "Việc chưa gửi", "Khoản chưa gửi", "987.654", "chua-gui.pdf")
PLAN = [{"month": 2, "activity": "Việc chưa gửi", "deliverable": "Bản mẫu"}]
COSTS = [{"kind": "other", "description": "Khoản chưa gửi", "quantity": 1, "unit_price": 987_654}]


def attach(application: Application, name: str, mark: str) -> Attachment:
    paper = application.call.required_documents.get()
    return Attachment.objects.create(
        application=application,
        requirement=paper,
        original_name=name,
        content_type="application/pdf",
        size=4,
        file=default_storage.save("giay.pdf", ContentFile(b"%PDF")),
        sha256=mark * 64,
        uploaded_by=application.created_by,
    )


@pytest.fixture
def submitted_dossier(draft, owner):
    paper_of(draft, is_required=False)
    attach(draft, "da-gui.pdf", "a")
    return submit_application(draft, by=owner)


@pytest.fixture
def evaluator(dossier_in_check: Application) -> User:
    found = person(Role.EVALUATOR)
    dossier_in_check.call.evaluators.add(found)
    return found


@pytest.fixture
def returned_dossier(dossier_in_check, officer, evaluator) -> Application:
    """Returned in the middle of its evaluation."""
    record_check(dossier_in_check, all_right(dossier_in_check), by=officer, version=check_version(dossier_in_check))
    evaluating = accept_as_valid(dossier_in_check, by=officer)
    declare_no_conflict(assign_evaluator(evaluating, by=officer, evaluator=evaluator), by=evaluator)
    record_check(evaluating, one_gap(evaluating), by=officer, version=check_version(evaluating))
    return return_for_completion(evaluating, by=officer, reason="Bổ sung.")


def change(application: Application, by: User) -> None:
    """Change every part of the returned dossier."""
    values = {"title": "Tên chưa gửi", "novelty": "Điểm mới chưa gửi", "months": 3}
    save_answers(application, values, by=by, version=str(application.version))
    save_plan(application, PLAN, by=by, version=fingerprint(plan_rows(application)))
    save_costs(application, COSTS, by=by, version=fingerprint(cost_rows(application)))
    remove_attachment(application.attachments.get(original_name="da-gui.pdf"), by=by)
    attach(application, "chua-gui.pdf", "b")


@pytest.fixture
def changed_dossier(returned_dossier: Application, owner: User) -> Application:
    change(returned_dossier, owner)
    return Application.objects.get(pk=returned_dossier.pk)


def text_of(user: User, name: str, *args: Any, **params: Any) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(reverse(f"grants:{name}", args=args), params)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.DIRECTOR])
def test_department_reads_what_was_sent_on_every_page(changed_dossier, role):
    before = changed_dossier.submissions.get().content["answers"][0][2]
    user = person(role)
    pages = {
        name: text_of(user, name, changed_dossier.pk)
        for name in ("application_detail", "application_dossier", "application_completeness", "review_board")
    }
    pages["application_list"] = text_of(user, "application_list")

    for name, page in pages.items():
        assert [words for words in UNSENT if words in page] == [], name
        assert before in page or name == "application_completeness"
    for name in ("application_dossier", "application_completeness"):
        assert "da-gui.pdf" in pages[name]
    for name in ("application_detail", "application_dossier", "application_completeness"):
        assert "Người nộp đang sửa hồ sơ này" in pages[name], name


def test_evaluator_reads_what_was_sent(changed_dossier, evaluator):
    page = text_of(evaluator, "application_dossier", changed_dossier.pk)

    assert [words for words in UNSENT if words in page] == []
    assert "da-gui.pdf" in page
    assert "Người nộp đang sửa hồ sơ này" in page


def test_unsent_words_are_not_found_by_the_department(changed_dossier, officer):
    assert changed_dossier.title not in text_of(officer, "application_list", q="Tên chưa gửi")


@pytest.mark.parametrize("role", [MemberRole.OWNER, MemberRole.EDITOR, MemberRole.READER])
def test_members_read_their_own_version(changed_dossier, role, owner):
    member = owner
    if role != MemberRole.OWNER:
        member = UserFactory()
        Membership.objects.create(startup=changed_dossier.startup, user=member, role=role)

    page = text_of(member, "application_dossier", changed_dossier.pk)

    assert [words for words in UNSENT if words not in page] == []
    assert "da-gui.pdf" not in page
    assert "chưa gửi đi" in page
    assert "Tên chưa gửi" in text_of(member, "application_detail", changed_dossier.pk)


def test_form_shows_what_was_written_and_keeps_two_editors_apart(client, changed_dossier, owner):
    client.force_login(owner)
    pages = {
        name: client.get(reverse(f"grants:application_{name}", args=[changed_dossier.pk]))
        for name in ("edit", "plan", "costs", "files", "check")
    }
    assert pages["edit"].context["form"]["title"].value() == "Tên chưa gửi"
    assert plan_rows(load_working_copy(changed_dossier)) == PLAN
    assert "Khoản chưa gửi" in pages["costs"].content.decode()
    assert "987.654" in pages["costs"].content.decode()
    assert "chua-gui.pdf" in pages["files"].content.decode()
    assert [words for words in UNSENT if words not in pages["check"].content.decode()] == []

    address = reverse("grants:application_edit", args=[changed_dossier.pk])
    answers = {bound.name: bound.value() or "" for bound in pages["edit"].context["form"]}
    written = load_working_copy(Application.objects.get(pk=changed_dossier.pk))
    save_answers(changed_dossier, {"title": "Tên thứ hai"}, by=owner, version=str(written.version))
    refused = client.post(address, {**answers, "title": "Tên thứ ba", "team": "Đội mới"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (409, ["title"])
    assert "Tên thứ hai" in refused.content.decode()
    assert load_working_copy(changed_dossier).title == "Tên thứ hai"
    assert client.post(address, {**answers, "title": "Tên chưa gửi", "team": "Đội mới"}).status_code == 302
    assert (load_working_copy(changed_dossier).title, load_working_copy(changed_dossier).team) == (
        "Tên thứ hai",
        "Đội mới",
    )


def test_files_open_only_to_those_who_may_see_them(changed_dossier, owner, officer, evaluator):
    gone, new = (changed_dossier.attachments.get(original_name=name) for name in ("da-gui.pdf", "chua-gui.pdf"))

    def status(user: User, file: Attachment) -> int:
        client = Client()
        client.force_login(user)
        return int(download(client, file))

    assert [(status(user, gone), status(user, new)) for user in (owner, officer, evaluator)] == [
        (200, 200),
        (200, 404),
        (200, 404),
    ]


MARK = "đang sửa, chưa nộp"


def lists_of(user: User, application: Application) -> dict[str, str]:
    """Every list of a person that names the dossier."""
    client = Client()
    client.force_login(user)
    addresses = [
        reverse("grants:application_list"),
        reverse("dashboards:my_home"),
        reverse("startups:startup_detail", args=[application.startup_id]),
    ]
    return {address: client.get(address).content.decode() for address in addresses}


@pytest.mark.parametrize("role", [MemberRole.OWNER, MemberRole.READER])
def test_lists_of_the_startups_people_show_what_they_write_with_a_mark(changed_dossier, owner, role):
    member = owner
    if role != MemberRole.OWNER:
        member = UserFactory()
        Membership.objects.create(startup=changed_dossier.startup, user=member, role=role)

    for address, page in lists_of(member, changed_dossier).items():
        assert ("Tên chưa gửi" in page, changed_dossier.title in page, MARK in page) == (True, False, True), address
    client = Client()
    client.force_login(member)
    response = client.get(reverse("lists:export_csv", args=["application"]))
    assert "Tên chưa gửi" in b"".join(response.streaming_content).decode()


def test_lists_of_everybody_else_show_what_was_sent(changed_dossier, officer):
    for address, page in lists_of(officer, changed_dossier).items():
        assert "Tên chưa gửi" not in page, address
        assert MARK not in page, address
    assert changed_dossier.title in lists_of(officer, changed_dossier)[reverse("grants:application_list")]


def test_lists_show_what_was_sent_once_nobody_writes_any_more(changed_dossier, owner):
    title = changed_dossier.title
    application = withdraw_application(changed_dossier, by=owner, reason="Không làm nữa.")

    for address, page in lists_of(owner, application).items():
        assert ("Tên chưa gửi" in page, title in page, MARK in page) == (False, True, False), address


def test_empty_unsent_title_is_listed_as_missing(changed_dossier, owner):
    save_answers(changed_dossier, {"title": ""}, by=owner, version=str(changed_dossier.version))

    for address, page in lists_of(owner, changed_dossier).items():
        assert ("Hồ sơ chưa đặt tên" in page, MARK in page) == (True, True), address


@pytest.fixture
def renamed_file(returned_dossier: Application, owner: User) -> Attachment:
    """The file that was sent, taken out and put back under another name."""
    file = returned_dossier.attachments.get()
    upload = SimpleUploadedFile("ten-moi.pdf", b"%PDF")
    found = CheckedFile("ten-moi.pdf", ".pdf", file.content_type, file.size, file.sha256)
    remove_attachment(file, by=owner)
    same = attach_file(returned_dossier, file.requirement, upload, found, by=owner)
    assert same == file
    return same


def test_file_put_back_under_another_name_keeps_the_sent_name_for_others(renamed_file, owner, officer, evaluator):
    pages = [
        (officer, "application_dossier"),
        (officer, "application_completeness"),
        (evaluator, "application_dossier"),
    ]
    for user, name in pages:
        page = text_of(user, name, renamed_file.application_id)
        assert ("da-gui.pdf" in page, "ten-moi.pdf" in page) == (True, False), (user, name)
    for name in ("application_dossier", "application_files", "application_check"):
        page = text_of(owner, name, renamed_file.application_id)
        assert ("da-gui.pdf" in page, "ten-moi.pdf" in page) == (False, True), name


def test_file_put_back_under_another_name_comes_to_others_under_the_sent_one(renamed_file, owner, officer, evaluator):
    def name(user: User) -> str:
        client = Client()
        client.force_login(user)
        response = client.get(reverse("grants:attachment_download", args=[renamed_file.pk]))
        close_response(response)
        return str(response["Content-Disposition"])

    assert [("da-gui" in name(user), "ten-moi" in name(user)) for user in (officer, evaluator, owner)] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_new_name_of_a_file_is_everybodys_once_it_is_sent(renamed_file, owner, officer, evaluator):
    application = resubmit_application(renamed_file.application, by=owner)

    for user in (owner, officer, evaluator):
        page = text_of(user, "application_dossier", application.pk)
        assert ("da-gui.pdf" in page, "ten-moi.pdf" in page) == (False, True)


def test_dossier_withdrawn_after_a_renaming_keeps_the_sent_name(renamed_file, owner, officer):
    application = withdraw_application(renamed_file.application, by=owner, reason="Không làm nữa.")

    for user in (owner, officer):
        page = text_of(user, "application_dossier", application.pk)
        assert ("da-gui.pdf" in page, "ten-moi.pdf" in page) == (True, False)


def test_sending_again_shows_the_new_version_to_everybody(changed_dossier, owner, officer, evaluator):
    application = resubmit_application(changed_dossier, by=owner)

    assert (application.title, application.months, application.requested) == ("Tên chưa gửi", 3, 987_654)
    assert (plan_rows(application), cost_rows(application)) == (PLAN, COSTS)
    assert application.submissions.last().content == dossier_content(read_dossier(application))
    assert not hasattr(Application.objects.get(pk=application.pk), "completion")
    for user in (officer, evaluator):
        page = text_of(user, "application_dossier", application.pk)
        assert [words for words in UNSENT if words not in page] == []
        assert "Người nộp đang sửa" not in page


def test_what_is_incomplete_is_not_sent_and_stays_unseen(changed_dossier, owner, officer):
    save_plan(changed_dossier, [], by=owner, version=fingerprint(plan_rows(load_working_copy(changed_dossier))))

    with pytest.raises(IncompleteApplication) as refusal:
        resubmit_application(changed_dossier, by=owner)

    assert [gap.item for gap in refusal.value.gaps] == ["plan"]
    assert changed_dossier.plan_steps.count() > 0
    assert load_working_copy(changed_dossier).working_copy.plan == []


def test_withdrawn_dossier_is_what_was_sent(changed_dossier, owner, officer):
    submitted_dossier = changed_dossier.submissions.get().content

    application = withdraw_application(changed_dossier, by=owner, reason="Không làm nữa.")

    assert application.status == ApplicationStatus.WITHDRAWN
    page = text_of(officer, "application_dossier", application.pk)
    assert [words for words in UNSENT if words in page] == []
    assert "da-gui.pdf" in page
    assert dossier_content(read_dossier(application))["answers"] == submitted_dossier["answers"]
