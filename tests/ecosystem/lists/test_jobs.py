"""Jobs: small ones at once, others in the background; each row once, whatever fails or runs beside it."""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation

from ecosystem.accounts.actions import choose_notifications, revoke_role, version_of_choices
from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.attempts import MAX_ATTEMPTS
from ecosystem.core.models import AuditEntry, UnfinishedWork
from ecosystem.lists.actions import jobs
from ecosystem.lists.models import BulkOutcome, BulkRow, Job, JobKind, JobProblem, JobStatus
from ecosystem.notices.models import Notification, OutboxMessage
from programmes.grants.actions.application import start_check as start_check_of
from programmes.grants.models import Application, ApplicationStatus
from tests.concurrency import add_barrier, remove_attempt_guard, remove_row_locks, run_concurrently
from tests.ecosystem.lists.jobs import (
    create_file_job,
    create_job,
    dossiers,
    outcomes,
    page_of,
    replaced_run,
    start_check,
)
from tests.factories import ApplicationFactory, StartupFactory, person
from tests.lists import LISTINGS


# --- At once, or in the background -----------------------------------------------------------------------
@pytest.mark.django_db
def test_few_rows_are_done_within_the_request(wake_calls):
    job = create_job(dossiers(3), person(Role.OFFICER))

    jobs.start_job(job)

    job.refresh_from_db()
    assert (job.status, job.done, job.total, wake_calls) == (JobStatus.DONE, 3, 3, [])
    assert AuditEntry.objects.filter(transition="start_check").count() == 3


@pytest.mark.django_db
def test_what_takes_longer_than_a_request_may_is_left_to_the_worker(client, wake_calls, monkeypatch):
    monkeypatch.setattr(jobs, "REQUEST_SECONDS", 0)
    officer = person(Role.OFFICER)
    job = create_job(dossiers(3), officer)
    client.force_login(officer)

    with pytest.MonkeyPatch.context() as now:
        now.setattr(jobs.transaction, "on_commit", lambda call: call())
        jobs.start_job(job)
    job.refresh_from_db()
    running = page_of(client, job).content.decode()

    assert wake_calls == [("run_job", job.pk)]
    assert (job.status, job.done, outcomes(job)) == (JobStatus.RUNNING, 1, ["done", "waiting", "waiting"])
    assert UnfinishedWork.objects.count() == 0, "the time of the request was up: this was no interruption"
    assert '<progress aria-label="Đang xử lý lần lượt từng dòng." value="1" max="3">' in running
    assert "1 trên 3" in running
    assert running.count('hx-trigger="every 1s"') == 1
    assert running.split("<noscript>")[1].split("</noscript>")[0].count(f'href="/lists/runs/{job.pk}/"') == 1

    assert jobs.run_job(job.pk)
    ended = page_of(client, job, **{"HX-Request": "true"}).content.decode()

    assert ended.strip().startswith('<div id="job-state" data-job="Đã thực hiện 3 trên 3 dòng.">')
    assert "every 1s" not in ended
    assert "Đã thực hiện 3 trên 3 dòng." in ended
    assert jobs.run_job(job.pk) is False


@pytest.mark.django_db
def test_job_without_a_worker_is_resumed_and_its_page_reports_the_wait(client):
    officer = person(Role.OFFICER)
    rows = dossiers(2)
    job = create_job(rows, officer)
    Job.objects.filter(pk=job.pk).update(requested_at=timezone.now() - timedelta(minutes=2))
    client.force_login(officer)
    waiting = page_of(client, job).content.decode()

    assert "Đang chờ đến lượt." in waiting
    assert "lâu hơn thường lệ" in waiting
    assert jobs.run_open_jobs() == 1
    assert outcomes(job) == ["done", "done"]
    assert jobs.run_open_jobs() == 0


@pytest.mark.django_db
def test_rows_and_titles_are_in_the_requesters_language():
    with translation.override("en"):
        job = create_job(dossiers(1), person(Role.OFFICER))
    Application.objects.update(status=ApplicationStatus.WITHDRAWN)

    jobs.run_job(job.pk)  # by a worker that speaks Vietnamese

    assert job.rows.get().message.startswith("This step is not possible now")
    with translation.override("en"):
        assert job.title == "Start the completeness check: Applications"
    assert job.title == "Bắt đầu kiểm tra hồ sơ: Hồ sơ"


# --- Interrupted, hurried, refused -----------------------------------------------------------------------
class Killed(BaseException):
    """Ends a worker in the middle, as far as Python can."""


@pytest.mark.django_db(transaction=True)
def test_work_goes_on_at_the_first_row_that_is_not_done():
    rows = dossiers(4)
    job = create_job(rows, person(Role.OFFICER))
    done = []

    def dies(row, *, by, version):
        done.append(row.pk)
        real(row, by=by, version=version)
        if row.pk == rows[2].pk and done.count(row.pk) == 1:
            raise Killed

    with replaced_run(start_check(), dies) as real:
        with pytest.raises(Killed):
            jobs.run_job(job.pk)
        job.refresh_from_db()
        assert (job.status, job.done, outcomes(job)) == (JobStatus.RUNNING, 2, ["done", "done", "waiting", "waiting"])
        assert AuditEntry.objects.filter(transition="start_check").count() == 2

        assert jobs.run_open_jobs() == 1

    assert done == [rows[0].pk, rows[1].pk, rows[2].pk, rows[2].pk, rows[3].pk]
    assert outcomes(job) == ["done"] * 4
    assert AuditEntry.objects.filter(transition="start_check").count() == 4


@pytest.mark.django_db(transaction=True)
def test_job_that_ends_its_workers_is_given_up_after_some_attempts_and_can_be_tried_again():
    officer = person(Role.OFFICER)
    job = create_job(dossiers(1), officer)

    def dies(row, *, by, version):
        raise Killed

    with replaced_run(start_check(), dies):
        for _ in range(MAX_ATTEMPTS):
            with pytest.raises(Killed):
                jobs.run_job(job.pk)
        assert jobs.run_job(job.pk) is False
    job.refresh_from_db()
    assert (job.status, job.problem, outcomes(job)) == (JobStatus.FAILED, JobProblem.INTERRUPTED, ["waiting"])

    jobs.retry_job(job, by=officer)
    jobs.run_job(job.pk)

    job.refresh_from_db()
    assert (job.status, job.problem, outcomes(job)) == (JobStatus.DONE, "", ["done"])


@pytest.mark.django_db
def test_rows_that_went_wrong_are_done_again_and_the_others_are_not(client):
    officer = person(Role.OFFICER)
    rows = dossiers(3)
    job = create_job(rows, officer)
    client.force_login(officer)
    again = reverse("lists:job_retry", args=[job.pk])

    def breaks(row, *, by, version):
        if row.pk == rows[1].pk:
            raise ValueError("broken")
        return real(row, by=by, version=version)

    with replaced_run(start_check(), breaks) as real:
        jobs.run_job(job.pk)
    assert outcomes(job) == ["done", "failed", "done"]
    assert "Làm lại 1 dòng gặp lỗi" in page_of(client, job).content.decode()

    assert client.post(again).headers["Location"] == reverse("lists:job_detail", args=[job.pk])

    job.refresh_from_db()
    assert (job.status, job.done, outcomes(job)) == (JobStatus.DONE, 3, ["done"] * 3)
    assert AuditEntry.objects.filter(transition="start_check").count() == 3
    assert "Làm lại" not in page_of(client, job).content.decode()
    assert client.post(again).status_code == 409


@pytest.mark.django_db
def test_role_that_ends_in_the_middle_ends_the_work():
    officer = person(Role.OFFICER)
    rows = dossiers(3)
    job = create_job(rows, officer)

    def raise_once(row, *, by, version):
        real(row, by=by, version=version)
        revoke_role(RoleGrant.objects.get(user=officer), by=person(Role.ADMINISTRATOR), reason="Chuyển công tác")

    with replaced_run(start_check(), raise_once) as real:
        jobs.run_job(job.pk)

    assert outcomes(job) == ["done", "refused", "refused"]
    assert set(Application.objects.values_list("status", flat=True)) == {
        ApplicationStatus.CHECKING,
        ApplicationStatus.SUBMITTED,
    }


@pytest.mark.django_db
def test_answers_that_no_longer_hold_end_the_job_before_any_row():
    officer, evaluator = person(Role.OFFICER), person(Role.EVALUATOR)
    rows = [ApplicationFactory(status=ApplicationStatus.EVALUATING) for _ in range(2)]
    for row in rows:
        row.call.evaluators.add(evaluator)
    assign = next(one for one in LISTINGS["application"].bulk if one.key == "assign")
    job = jobs.create_bulk_job(
        LISTINGS["application"],
        assign,
        rows,
        by=officer,
        token=uuid4(),
        versions={},
        note="",
        possible=frozenset(row.pk for row in rows),
        answers=QueryDict(f"evaluator={evaluator.pk}"),
    )
    for row in rows:
        row.call.evaluators.clear()

    jobs.run_job(job.pk)

    job.refresh_from_db()
    assert (job.status, job.problem, outcomes(job)) == (JobStatus.FAILED, JobProblem.ANSWERS, ["waiting"] * 2)


def run_together(job):
    """Four workers at one job; the rows in the order of their keys, each as often as somebody set about it."""
    met = []

    def record_row(row, *, by, version):
        met.append(row.pk)
        start_check_of(row, by=by)

    with replaced_run(start_check(), record_row):
        run_concurrently([partial(jobs.run_job, job.pk)] * 4)
    return sorted(met)


@contextmanager
def everybody(name):
    """A lock that everybody gets at the same time, in place of `try_advisory_lock`."""
    yield True


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.row("G4")
def test_workers_at_once_do_each_row_once(monkeypatch):
    """By the rows' own locks, even were the job's door open."""
    rows = dossiers(12)
    job = create_job(rows, person(Role.OFFICER))
    remove_attempt_guard(monkeypatch)

    assert run_together(job) == sorted(row.pk for row in rows)
    job.refresh_from_db()
    assert (job.status, job.done, outcomes(job)) == (JobStatus.DONE, 12, ["done"] * 12)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_rows_lock_each_worker_does_every_row(monkeypatch):
    """The negative control: all have read which row is next before one of them begins it."""
    rows = dossiers(3)
    job = create_job(rows, person(Role.OFFICER))
    remove_attempt_guard(monkeypatch)
    remove_row_locks(monkeypatch, BulkRow)
    add_barrier(monkeypatch, jobs, "_process_row", before=True)

    assert run_together(job) == sorted(row.pk for row in rows * 4)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_open", [False, True])
def test_a_file_is_made_by_one_worker_alone(monkeypatch, is_open):
    """And with the door open all four begin before one of them ends: the control without the guard."""
    StartupFactory.create_batch(3)
    job = create_file_job(person(Role.OFFICER))
    begun = []
    start = jobs._start
    monkeypatch.setattr(jobs, "_start", lambda pk: begun.append(pk) or start(pk))
    add_barrier(monkeypatch, jobs, "_start")
    if is_open:
        monkeypatch.setattr(jobs, "try_advisory_lock", everybody)
        remove_attempt_guard(monkeypatch)

    made = run_concurrently([partial(jobs.run_job, job.pk)] * 4)

    assert len(begun) == (4 if is_open else 1)
    if not is_open:
        assert made.count(True) == 1
        job.refresh_from_db()
        assert (job.status, UnfinishedWork.objects.count()) == (JobStatus.DONE, 0)
        assert AuditEntry.objects.filter(transition="export").count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_is_one_job():
    rows, officer, token = dossiers(3), person(Role.OFFICER), uuid4()

    made = run_concurrently([partial(create_job, rows, officer, token)] * 4)

    assert {job.pk for job in made} == {Job.objects.get().pk}
    assert BulkRow.objects.count() == 3


# --- Being told ------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("fails", [False, True])
def test_end_of_a_long_job_notifies_its_owner(officer, monkeypatch, fails):
    quick, slow = create_file_job(officer), create_file_job(officer)
    Job.objects.filter(pk=slow.pk).update(requested_at=timezone.now() - jobs.NOTIFY_AFTER - timedelta(seconds=1))
    if fails:
        monkeypatch.setattr(jobs, "export_file", lambda *args: 1 / 0)

    for job in (quick, slow):
        jobs.run_job(job.pk)

    one, mail = Notification.objects.get(), OutboxMessage.objects.get()
    assert (one.user, one.kind, one.url) == (
        officer,
        "job_failed" if fails else "job_done",
        reverse("lists:job_detail", args=[slow.pk]),
    )
    assert mail.subject == one.text == f"{'Thất bại' if fails else 'Đã xong'}: {slow.title}"
    assert one.url in mail.body


@pytest.mark.django_db
def test_person_who_switched_notifications_off_gets_none(officer):
    choose_notifications(officer, by=officer, choices={"job_done": (False, False)}, version=version_of_choices({}))
    job = create_file_job(officer)
    Job.objects.filter(pk=job.pk).update(requested_at=timezone.now() - jobs.NOTIFY_AFTER - timedelta(seconds=1))

    jobs.run_job(job.pk)

    assert not Notification.objects.exists()
    assert not OutboxMessage.objects.exists()


# --- Pages -----------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 50])
def test_page_of_a_result_has_constant_queries(client, officer, django_assert_num_queries, rows):
    job = Job.objects.create(
        token=uuid4(),
        by=officer,
        kind=JobKind.BULK,
        listing="application",
        action="start_check",
        total=rows,
        status=JobStatus.DONE,
        finished_at=timezone.now(),
    )
    BulkRow.objects.bulk_create(
        BulkRow(job=job, object_id=n, label=f"HS {n}", outcome=BulkOutcome.DONE) for n in range(rows)
    )

    with django_assert_num_queries(4):
        response = page_of(client, job)

    assert len(response.context["rows"]) == rows


@pytest.mark.django_db
def test_list_of_jobs_holds_ones_own_newest_first(client, officer):
    create_file_job(person(Role.OFFICER))
    mine = [create_file_job(officer, kind=kind) for kind in ("csv", "xlsx")]

    response = client.get(reverse("lists:job_list"))

    assert [job.pk for job in response.context["page"]] == [mine[1].pk, mine[0].pk]
    assert reverse("lists:job_list") in client.get(reverse("accounts:profile")).content.decode()
