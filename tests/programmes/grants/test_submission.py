"""Sending: complete, within the caps, in time, once."""

from datetime import timedelta
from functools import partial
from unittest import mock

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.core.models import AuditEntry, NumberSeries
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions import application as actions
from programmes.grants.actions.application import IncompleteApplication, submit_application
from programmes.grants.actions.submission import content_digest, content_of_item, receipt_pdf
from programmes.grants.completeness import QUESTIONS, find_gaps
from programmes.grants.dossier import read_dossier
from programmes.grants.models import Application, ApplicationStatus, Attachment, CostLine, PlanStep, Submission
from startups.models import MemberRole, Membership
from tests.concurrency import run_concurrently, wait_for_others
from tests.factories import CallFactory, UserFactory, ready_to_submit
from tests.programmes.grants.conftest import paper_of

pytestmark = pytest.mark.django_db
MILLION = 10**6


def items_of(application):
    return [gap.item for gap in find_gaps(read_dossier(application))]


# --- Completeness and caps --------------------------------------------------------------------------
def test_complete_draft_has_no_gaps(draft):
    assert find_gaps(read_dossier(draft)) == []


@pytest.mark.row("A5", "B25")
def test_empty_draft_lists_every_gap_with_its_field(owner, client):
    draft = ready_to_submit(owner)
    PlanStep.objects.all().delete()
    CostLine.objects.all().delete()
    paper_of(draft)
    Application.objects.update(
        title="",
        problem="",
        solution="",
        novelty="",
        market="",
        team="",
        impact="",
        months=None,
        labour_total=0,
        other_total=0,
        had_other_support=None,
        declares_no_double_funding=False,
        declares_no_public_offering=False,
    )
    client.force_login(owner)

    response = client.get(reverse("grants:application_check", args=[draft.pk]))

    pages = {
        "edit": "application_edit",
        "plan": "application_plan",
        "costs": "application_costs",
        "files": "application_files",
    }
    expected = [
        ("edit", "id_title"),
        ("edit", "id_problem"),
        ("edit", "id_solution"),
        ("edit", "id_novelty"),
        ("edit", "id_market"),
        ("edit", "id_team"),
        ("edit", "id_impact"),
        ("edit", "id_months"),
        ("edit", "id_had_other_support"),
        ("edit", "id_declares_no_double_funding"),
        ("edit", "id_declares_no_public_offering"),
        ("plan", "plan"),
        ("costs", "costs"),
        ("files", "id_document-thuyet-minh"),
    ]
    assert [url for _gap, url in response.context["gaps"]] == [
        f"{reverse(f'grants:{pages[page]}', args=[draft.pk])}#{field}" for page, field in expected
    ]
    assert b"submit/" not in response.content
    for page, field in expected:
        form = client.get(reverse(f"grants:{pages[page]}", args=[draft.pk])).content.decode()
        assert f'id="{field}"' in form


@pytest.mark.parametrize(
    ("labour", "other", "words"),
    [
        (11 * MILLION, 1 * MILLION, ["11.000.000", "10.000.000", "1.000.000"]),
        (1 * MILLION, 31 * MILLION + 1, ["31.000.001", "30.000.000", "1.000.001"]),
    ],
)
def test_cap_exceeded_names_the_cap_and_by_how_much(draft, owner, labour, other, words):
    Application.objects.update(labour_total=labour, other_total=other)
    draft.refresh_from_db()

    with pytest.raises(IncompleteApplication) as refusal:
        submit_application(draft, by=owner)

    assert len(refusal.value.gaps) == 1
    for word in words:
        assert word in refusal.value.gaps[0].text
    draft.refresh_from_db()
    assert (draft.status, draft.number) == (ApplicationStatus.DRAFT, None)
    assert not NumberSeries.objects.exists()


def test_all_caps_exceeded_are_all_named(draft):
    Application.objects.update(labour_total=20 * MILLION, other_total=40 * MILLION)
    draft.refresh_from_db()

    assert items_of(draft) == ["costs", "costs", "costs"]


def test_sums_exactly_at_the_caps_pass(draft):
    Application.objects.update(labour_total=10 * MILLION, other_total=30 * MILLION)
    draft.refresh_from_db()

    assert find_gaps(read_dossier(draft)) == []


def test_project_longer_than_the_policy_allows_is_a_gap(draft):
    Application.objects.update(months=7)
    draft.refresh_from_db()

    assert items_of(draft) == ["months"]


def test_plan_beyond_the_project_is_a_gap(draft):
    PlanStep.objects.create(application=draft, month=7, activity="Việc", deliverable="Kết quả")

    assert items_of(draft) == ["plan"]


def test_other_support_is_required_after_yes_and_dropped_after_no(draft, owner):
    Application.objects.update(had_other_support=True, other_support="")
    draft.refresh_from_db()
    assert items_of(draft) == ["other_support"]
    Application.objects.update(had_other_support=False, other_support="SpeedUP 2020")

    submitted_dossier = submit_application(Application.objects.get(), by=owner)

    submitted_dossier.refresh_from_db()
    assert submitted_dossier.other_support == ""


def test_paper_for_enterprises_is_not_required_of_a_person(draft):
    paper_of(draft, only_for="individual")

    assert find_gaps(read_dossier(draft)) == []


def test_removed_file_does_not_count_as_attached(draft, owner):
    paper = paper_of(draft)
    Attachment.objects.create(
        application=draft,
        requirement=paper,
        file="x",
        original_name="a.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        uploaded_by=owner,
        removed_at=timezone.now(),
    )

    assert items_of(draft) == ["document-thuyet-minh"]


# --- In time ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("seconds", "accepted"), [(-1, True), (0, False), (1, False)])
def test_deadline_counts_to_the_second(client, draft, owner, seconds, accepted):
    with time_machine.travel(draft.call.closes_at + timedelta(seconds=seconds), tick=False):
        client.force_login(owner)
        response = client.post(reverse("grants:application_submit", args=[draft.pk]))

    draft.refresh_from_db()
    page = "application_receipt" if accepted else "application_check"
    assert response.headers["Location"] == reverse(f"grants:{page}", args=[draft.pk])
    assert draft.status == (ApplicationStatus.SUBMITTED if accepted else ApplicationStatus.DRAFT)


def test_draft_after_the_deadline_says_so_and_offers_no_sending(client, draft, owner):
    client.force_login(owner)
    pages = [reverse(f"grants:application_{name}", args=[draft.pk]) for name in ("detail", "check", "edit")]
    words = "phần đã viết được giữ ở đây"
    assert [words in client.get(page).content.decode() for page in pages] == [False] * 3

    with time_machine.travel(draft.call.closes_at, tick=False):
        client.force_login(owner)
        shown = [client.get(page).content.decode() for page in pages]

    assert [words in html for html in shown] == [True] * 3
    assert [draft.problem.strip()[:40] in html for html in shown[1:]] == [True] * 2
    assert "Nộp hồ sơ" not in shown[0]
    assert reverse("grants:application_submit", args=[draft.pk]) not in shown[1]


def test_request_that_came_in_time_is_not_late_for_waiting(draft, owner):
    came_at = draft.call.closes_at - timedelta(seconds=1)
    with time_machine.travel(draft.call.closes_at + timedelta(seconds=5), tick=False):
        submitted_dossier = submit_application(draft, by=owner, at=came_at)

    assert submitted_dossier.submitted_at == came_at


@pytest.mark.row("A6")
def test_startup_that_became_ineligible_cannot_send(draft, owner):
    draft.startup.founded_on = timezone.localdate() - timedelta(days=366 * 6)
    draft.startup.save()

    with pytest.raises(IncompleteApplication) as refusal:
        submit_application(draft, by=owner)

    assert [gap.item for gap in refusal.value.gaps] == ["age"]


# --- Who and what -----------------------------------------------------------------------------------
def test_reader_and_stranger_cannot_send(draft):
    reader = UserFactory()
    Membership.objects.create(startup=draft.startup, user=reader, role=MemberRole.READER)

    for person in (reader, UserFactory()):
        with pytest.raises(RoleRefused):
            submit_application(draft, by=person)


def test_editor_sends_and_both_are_notified_once(draft, owner):
    editor = UserFactory()
    Membership.objects.create(startup=draft.startup, user=editor, role=MemberRole.EDITOR)

    submitted_dossier = submit_application(draft, by=editor)

    assert submitted_dossier.submitted_by == editor
    told = OutboxMessage.objects.filter(kind="receipt").order_by("recipient").values_list("recipient", flat=True)
    assert sorted(told) == sorted([owner.email, editor.email])
    assert submitted_dossier.number in OutboxMessage.objects.first().subject


def test_sending_twice_gives_the_same_answer(draft, owner):
    first = submit_application(draft, by=owner)
    again = submit_application(draft, by=owner)

    assert (again.number, again.submitted_at) == (first.number, first.submitted_at)
    assert OutboxMessage.objects.count() == 1
    assert Submission.objects.count() == 1
    assert AuditEntry.objects.about(draft).count() == 1


def test_withdrawn_draft_cannot_be_sent(draft, owner):
    actions.withdraw_application(draft, by=owner, reason="Đổi ý")

    with pytest.raises(TransitionRefused):
        submit_application(draft, by=owner)


def test_numbers_run_without_gaps_per_year(owner):
    call = CallFactory()
    first = submit_application(ready_to_submit(owner, call=call), by=owner)
    refused = ready_to_submit(UserFactory(), call=call)
    Application.objects.filter(pk=refused.pk).update(title="")
    with pytest.raises(IncompleteApplication):
        submit_application(Application.objects.get(pk=refused.pk), by=refused.created_by)
    other = UserFactory()
    second = submit_application(ready_to_submit(other, call=call), by=other)

    year = timezone.localdate().year
    assert [first.number, second.number] == [f"HS-{year}-000001", f"HS-{year}-000002"]


# --- The receipt ------------------------------------------------------------------------------------
@pytest.mark.row("A18")
def test_receipt_says_what_was_sent_and_never_changes(submitted_dossier, owner):
    submission = submitted_dossier.submissions.get()
    asked = [item for item, _label, _text in submission.content["answers"]]
    assert asked == [*QUESTIONS, "months", "other_support", "declarations"]
    assert content_of_item(submission.content, "problem") == submitted_dossier.problem
    assert submission.content["labour_total"] == 5 * MILLION
    assert submission.content_sha256 == content_digest(submission.content)

    before = receipt_pdf(submission)
    Application.objects.update(problem="Khác hẳn")
    submitted_dossier.startup.name = "Tên khác"
    submitted_dossier.startup.save()

    assert receipt_pdf(Submission.objects.get()) == before
    assert before.startswith(b"%PDF")


def test_sent_content_cannot_be_changed_by_anybody(submitted_dossier):
    with pytest.raises(Exception, match="sent_content_is_frozen"):
        Submission.objects.update(content={})


def test_missing_receipt_is_made_on_request(client, submitted_dossier, owner):
    Submission.objects.update(receipt="", receipt_sha256="")
    client.force_login(owner)

    response = client.get(reverse("grants:application_receipt_pdf", args=[submitted_dossier.pk]))

    assert response.content.startswith(b"%PDF")
    assert Submission.objects.get().receipt


def test_receipt_pages_are_hidden_from_strangers(client, submitted_dossier):
    client.force_login(UserFactory())

    for page in ("application_receipt", "application_receipt_pdf", "application_detail"):
        assert client.get(reverse(f"grants:{page}", args=[submitted_dossier.pk])).status_code == 404


# --- Faults and races -------------------------------------------------------------------------------
def test_submission_works_while_redis_is_down(client, draft, owner, settings, django_capture_on_commit_callbacks):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    client.force_login(owner)
    refused = OSError("connection refused")
    with (
        mock.patch("celery.app.task.Task.apply_async", side_effect=refused) as publish,
        mock.patch("redis.connection.ConnectionPool.get_connection", side_effect=refused),
        django_capture_on_commit_callbacks(execute=True),
    ):
        response = client.post(reverse("grants:application_submit", args=[draft.pk]))

    assert publish.called
    assert response.headers["Location"] == reverse("grants:application_receipt", args=[draft.pk])
    assert OutboxMessage.objects.get().kind == "receipt"
    assert client.get(response.headers["Location"]).status_code == 200


def _race(draft, owner, count):
    """`count` browsers press «Submit» at the same moment; returns where each was sent."""

    def pressing():
        browser = Client()
        browser.force_login(owner)
        return lambda: browser.post(reverse("grants:application_submit", args=[draft.pk]))

    responses = run_concurrently(pressing() for _number in range(count))
    return [(response.status_code, response.headers.get("Location", "")) for response in responses]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.row("A4")
def test_twenty_identical_submissions_make_one():
    owner = UserFactory()
    draft = ready_to_submit(owner)

    answers = _race(draft, owner, 20)

    assert answers == [(302, reverse("grants:application_receipt", args=[draft.pk]))] * 20
    submitted_dossier = Application.objects.get()
    assert submitted_dossier.status == ApplicationStatus.SUBMITTED
    assert NumberSeries.objects.get().last == 1
    assert OutboxMessage.objects.count() == 1
    assert Submission.objects.count() == 1
    assert AuditEntry.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_locks_the_same_race_goes_wrong(monkeypatch):
    """The negative control: take the guard away and the twenty are no longer one."""
    owner = UserFactory()
    draft = ready_to_submit(owner)

    def unlocked(application):
        found = Application.objects.select_related("call__policy", "call__unit", "startup").get(pk=application.pk)
        wait_for_others()
        return found

    monkeypatch.setattr(actions, "_lock_for_submission", unlocked)

    answers = _race(draft, owner, 8)

    assert sorted(status for status, _where in answers) == [302] + [409] * 7


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_calls_of_one_stage_take_one_application_of_a_startup():
    owner = UserFactory()
    first = ready_to_submit(owner)
    call = CallFactory(policy=first.call.policy)
    second = ready_to_submit(owner, call=call, startup=first.startup)

    answers = run_concurrently([partial(submit_application, draft, by=owner) for draft in (first, second)])

    assert {type(answer) for answer in answers} == {Application, IncompleteApplication}
