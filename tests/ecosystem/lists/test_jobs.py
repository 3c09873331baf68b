"""Jobs: small ones at once, others in the background; each row once whoever dies or hurries; files for their owner alone."""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation

from ecosystem.accounts.actions import choose_notifications, revoke_role, version_of_choices
from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import TransitionRefused
from ecosystem.lists.actions import jobs
from ecosystem.lists.models import BulkOutcome, BulkRow, Job, JobKind, JobProblem, JobStatus
from ecosystem.notices.models import Notification, OutboxMessage
from programmes.grants.actions.application import start_check as start_check_of
from programmes.grants.models import Application, ApplicationStatus
from tests.factories import ApplicationFactory, AreaFactory, CallFactory, StartupFactory, person
from tests.lists import LISTINGS
from tests.racing import at_once

S = ApplicationStatus


@pytest.fixture
def woken(monkeypatch):
    """Who was woken, instead of a worker that works at once."""
    calls = []
    monkeypatch.setattr(jobs, "wake", lambda task, *args: calls.append((task.rpartition(".")[2], *args)))
    return calls


@contextmanager
def in_place_of(action, run):
    """The action with another `run`; it is frozen for everybody else."""
    real = action.run
    object.__setattr__(action, "run", run)
    try:
        yield real
    finally:
        object.__setattr__(action, "run", real)


def start_check():
    return LISTINGS["application"].bulk[0]


def dossiers(count):
    call = CallFactory()
    return [ApplicationFactory(call=call, status=S.SUBMITTED) for _ in range(count)]


def ask(rows, by, token=None, action=None):
    return jobs.create_bulk_job(
        LISTINGS["application"],
        action or start_check(),
        rows,
        by=by,
        token=token or uuid4(),
        versions={},
        possible=frozenset(row.pk for row in rows),
        answers=QueryDict(),
        note="",
    )


def ask_file(by, kind="csv", query="", token=None):
    return jobs.create_export_job(LISTINGS["startup"], by=by, token=token or uuid4(), kind=kind, query=query, total=0)


def outcomes(job):
    return list(job.rows.values_list("outcome", flat=True))


def taken(client, job):
    """The status of the job's file, and its bytes."""
    response = client.get(reverse("lists:job_file", args=[job.pk]))
    return response.status_code, b"".join(response.streaming_content) if response.streaming else b""


def page_of(client, job, **headers):
    return client.get(reverse("lists:job_detail", args=[job.pk]), headers=headers)


# --- At once, or in the background -----------------------------------------------------------------------
@pytest.mark.django_db
def test_few_rows_are_done_within_the_request(woken):
    job = ask(dossiers(3), person(Role.OFFICER))

    jobs.start_job(job)

    job.refresh_from_db()
    assert (job.status, job.done, job.total, woken) == (JobStatus.DONE, 3, 3, [])
    assert AuditEntry.objects.filter(transition="start_check").count() == 3


@pytest.mark.django_db
def test_what_takes_longer_than_a_request_may_is_left_to_the_worker(client, woken, monkeypatch):
    monkeypatch.setattr(jobs, "REQUEST_SECONDS", 0)
    officer = person(Role.OFFICER)
    job = ask(dossiers(3), officer)
    client.force_login(officer)

    with pytest.MonkeyPatch.context() as now:
        now.setattr(jobs.transaction, "on_commit", lambda call: call())
        jobs.start_job(job)
    job.refresh_from_db()
    running = page_of(client, job).content.decode()

    assert woken == [("run_job", job.pk)]
    assert (job.status, job.done, job.attempts, outcomes(job)) == (
        JobStatus.RUNNING,
        1,
        0,
        ["done", "waiting", "waiting"],
    )
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
def test_job_that_nobody_was_woken_for_is_found_and_its_page_says_that_it_waits(client):
    officer = person(Role.OFFICER)
    rows = dossiers(2)
    job = ask(rows, officer)
    Job.objects.filter(pk=job.pk).update(requested_at=timezone.now() - timedelta(minutes=2))
    client.force_login(officer)
    waiting = page_of(client, job).content.decode()

    assert "Đang chờ đến lượt." in waiting
    assert "lâu hơn thường lệ" in waiting
    assert jobs.run_open_jobs() == 1
    assert outcomes(job) == ["done", "done"]
    assert jobs.run_open_jobs() == 0


@pytest.mark.django_db
def test_rows_and_titles_speak_the_language_of_whoever_asked():
    with translation.override("en"):
        job = ask(dossiers(1), person(Role.OFFICER))
    Application.objects.update(status=S.WITHDRAWN)

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
    job = ask(rows, person(Role.OFFICER))
    done = []

    def dies(row, *, by, version):
        done.append(row.pk)
        real(row, by=by, version=version)
        if row.pk == rows[2].pk and done.count(row.pk) == 1:
            raise Killed

    with in_place_of(start_check(), dies) as real:
        with pytest.raises(Killed):
            jobs.run_job(job.pk)
        job.refresh_from_db()
        assert (job.status, job.done, outcomes(job)) == (JobStatus.RUNNING, 2, ["done", "done", "waiting", "waiting"])
        assert AuditEntry.objects.count() == 2

        assert jobs.run_open_jobs() == 1

    assert done == [rows[0].pk, rows[1].pk, rows[2].pk, rows[2].pk, rows[3].pk]
    assert outcomes(job) == ["done"] * 4
    assert AuditEntry.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_job_that_ends_its_workers_is_given_up_after_some_attempts_and_can_be_tried_again():
    officer = person(Role.OFFICER)
    job = ask(dossiers(1), officer)

    def dies(row, *, by, version):
        raise Killed

    with in_place_of(start_check(), dies):
        for _ in range(Job.MAX_ATTEMPTS):
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
    job = ask(rows, officer)
    client.force_login(officer)
    again = reverse("lists:job_retry", args=[job.pk])

    def breaks(row, *, by, version):
        if row.pk == rows[1].pk:
            raise ValueError("broken")
        return real(row, by=by, version=version)

    with in_place_of(start_check(), breaks) as real:
        jobs.run_job(job.pk)
    assert outcomes(job) == ["done", "failed", "done"]
    assert "Làm lại 1 dòng gặp lỗi" in page_of(client, job).content.decode()

    assert client.post(again).headers["Location"] == reverse("lists:job_detail", args=[job.pk])

    job.refresh_from_db()
    assert (job.status, job.done, outcomes(job)) == (JobStatus.DONE, 3, ["done"] * 3)
    assert AuditEntry.objects.count() == 3
    assert "Làm lại" not in page_of(client, job).content.decode()
    assert client.post(again).status_code == 409


@pytest.mark.django_db
def test_role_that_ends_in_the_middle_ends_the_work():
    officer = person(Role.OFFICER)
    rows = dossiers(3)
    job = ask(rows, officer)

    def once(row, *, by, version):
        real(row, by=by, version=version)
        revoke_role(RoleGrant.objects.get(user=officer), by=person(Role.ADMINISTRATOR), reason="Chuyển công tác")

    with in_place_of(start_check(), once) as real:
        jobs.run_job(job.pk)

    assert outcomes(job) == ["done", "refused", "refused"]
    assert set(Application.objects.values_list("status", flat=True)) == {S.CHECKING, S.SUBMITTED}


@pytest.mark.django_db
def test_answers_that_no_longer_hold_end_the_job_before_any_row():
    officer, evaluator = person(Role.OFFICER), person(Role.EVALUATOR)
    rows = [ApplicationFactory(status=S.EVALUATING) for _ in range(2)]
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

    def noted(row, *, by, version):
        met.append(row.pk)
        start_check_of(row, by=by)

    with in_place_of(start_check(), noted):
        at_once([partial(jobs.run_job, job.pk)] * 4)
    return sorted(met)


@contextmanager
def everybody(name):
    """The door of `only_one`, open."""
    yield True


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.row("G4")
def test_workers_at_once_do_each_row_once(monkeypatch):
    """By the rows' own locks, even were the job's door open."""
    rows = dossiers(12)
    job = ask(rows, person(Role.OFFICER))
    monkeypatch.setattr(jobs, "only_one", everybody)

    assert run_together(job) == sorted(row.pk for row in rows)
    job.refresh_from_db()
    assert (job.status, job.done, outcomes(job)) == (JobStatus.DONE, 12, ["done"] * 12)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_rows_lock_rows_are_done_twice(monkeypatch):
    rows = dossiers(12)
    job = ask(rows, person(Role.OFFICER))
    monkeypatch.setattr(jobs, "only_one", everybody)
    queryset = type(BulkRow.objects.all())
    monkeypatch.setattr(queryset, "select_for_update", lambda self, **options: self, raising=False)

    assert len(run_together(job)) > 12


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_open", [False, True])
def test_a_file_is_made_by_one_worker_alone(monkeypatch, is_open):
    """And with the door open by several: the same race without the guard."""
    StartupFactory.create_batch(3)
    job = ask_file(person(Role.OFFICER))
    if is_open:
        monkeypatch.setattr(jobs, "only_one", everybody)

    made = at_once([partial(jobs.run_job, job.pk)] * 4)

    assert (made.count(True) > 1) is is_open
    if not is_open:
        job.refresh_from_db()
        assert (job.status, job.attempts) == (JobStatus.DONE, 1)
        assert AuditEntry.objects.filter(transition="export").count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_is_one_job():
    rows, officer, token = dossiers(3), person(Role.OFFICER), uuid4()

    made = at_once([partial(ask, rows, officer, token)] * 4)

    assert {job.pk for job in made} == {Job.objects.get().pk}
    assert BulkRow.objects.count() == 3


# --- Files -----------------------------------------------------------------------------------------------
@pytest.fixture
def officer(client, monkeypatch):
    """Signed in, where files of more than two rows are large."""
    monkeypatch.setattr(jobs, "SMALL_EXPORT", 2)
    who = person(Role.OFFICER)
    client.force_login(who)
    return who


def sent(response, **changes):
    context = response.context
    names = ("kind", "query", "token")
    return {name: str(context[name]) for name in names} | changes


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.row("B15")
def test_large_file_is_asked_for_made_and_kept_for_its_owner(client, officer, kind, django_capture_on_commit_callbacks):
    for n in range(3):
        StartupFactory(name=f"Khởi nghiệp {n}")
    StartupFactory(name="Ngoài bộ lọc")
    query = {"q": "khoi nghiep", "sort": "-name", "cols": "name,kind"}

    asked = client.get(reverse(f"lists:export_{kind}", args=["startup"]), query)
    assert asked.templates[0].name == "lists/export_preview.html"
    assert {"label": "Số dòng", "value": "3"} in asked.context["facts"]
    assert not Job.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(reverse("lists:export_run", args=["startup"]), sent(asked))
    second = client.post(reverse("lists:export_run", args=["startup"]), sent(asked))

    job = Job.objects.get()
    address = reverse("lists:job_file", args=[job.pk])
    assert first.headers["Location"] == second.headers["Location"] == reverse("lists:job_detail", args=[job.pk])
    assert (job.status, job.total, job.done, job.by) == (JobStatus.DONE, 3, 3, officer)
    entry = AuditEntry.objects.get(transition="export")
    assert (entry.model, entry.target, entry.by) == ("list:startup", kind, officer)
    assert entry.reason == "3 rows; q=khoi+nghiep&sort=-name&cols=name%2Ckind"
    assert address in page_of(client, job).content.decode()
    file = client.get(address)
    assert file.headers["Content-Disposition"] == f'attachment; filename="{job.file_name}"'
    content = b"".join(file.streaming_content)
    assert len(content) == job.size
    if kind == "csv":
        names = [line.split(",")[0] for line in content.decode().splitlines()[1:]]
        assert names == [f"Khởi nghiệp {n}" for n in (2, 1, 0)]

    client.force_login(person(Role.OFFICER))
    assert [client.get(address).status_code, page_of(client, job).status_code] == [404, 404]
    assert client.post(reverse("lists:job_retry", args=[job.pk])).status_code == 404
    assert job.title not in client.get(reverse("lists:job_list")).content.decode()


@pytest.mark.django_db
@pytest.mark.row("B16")
def test_small_file_comes_at_once_and_its_rows_are_noted(client, officer):
    StartupFactory.create_batch(2)

    response = client.get(reverse("lists:export_xlsx", args=["startup"]))

    assert response.headers["Content-Disposition"].startswith('attachment; filename="startup-')
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert AuditEntry.objects.get().reason == "2 rows; "
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_all_rows_as_one_action_ask_the_same_question(client, officer):
    StartupFactory.create_batch(3)
    data = {"action": "export_csv", "query": "", "scope": "all"}

    response = client.post(reverse("lists:bulk_preview", args=["startup"]), data)

    assert response.templates[0].name == "lists/export_preview.html"


@pytest.mark.django_db
@pytest.mark.row("B16")
def test_file_beyond_the_limit_is_refused_with_words(client, officer, monkeypatch):
    monkeypatch.setattr(jobs, "MAX_EXPORT", 3)
    StartupFactory.create_batch(4)

    response = client.get(reverse("lists:export_csv", args=["startup"]), follow=True)

    assert response.redirect_chain[0][0] == reverse("startups:startup_list")
    assert "Một tệp chứa tối đa 3 dòng" in response.content.decode()
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_file_made_without_a_request_knows_the_choices_of_the_filters(officer):
    here, there = StartupFactory(area=AreaFactory()), StartupFactory(area=AreaFactory())
    job = ask_file(officer, query=f"area={here.area.code}")

    jobs.run_job(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.DONE
    with default_storage.open(job.file.name) as file:
        text = file.read().decode("utf-8-sig")
    assert here.name in text
    assert there.name not in text


@pytest.mark.django_db
def test_list_that_has_outgrown_one_file_is_no_shortened_file(officer, monkeypatch):
    StartupFactory.create_batch(4)
    job = ask_file(officer)
    monkeypatch.setattr(jobs, "MAX_EXPORT", 3)

    jobs.run_job(job.pk)

    job.refresh_from_db()
    assert (job.status, job.problem, job.file.name) == (JobStatus.FAILED, JobProblem.TOO_LARGE, "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data", [{"kind": "exe"}, {"kind": ""}, {"token": "x"}, {"query": "sort=password"}, {"query": "x=1"}]
)
def test_forged_question_is_refused(client, officer, data):
    valid = {"kind": "csv", "query": "", "token": str(uuid4())}

    assert client.post(reverse("lists:export_run", args=["startup"]), valid | data).status_code == 400
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_one_person_has_only_so_many_files_in_the_making():
    busy, other = person(Role.OFFICER), person(Role.OFFICER)
    for _ in range(jobs.MAX_OPEN_EXPORTS):
        ask_file(busy)

    with pytest.raises(TransitionRefused):
        ask_file(busy)

    assert ask_file(other).is_open
    assert Job.objects.filter(by=busy).count() == jobs.MAX_OPEN_EXPORTS


@pytest.mark.django_db
@pytest.mark.row("B15", "G4")
def test_failure_is_shown_as_failure_and_can_be_tried_again(client, officer, woken, monkeypatch):
    StartupFactory.create_batch(3)
    job = ask_file(officer)
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "export_file", lambda *args: 1 / 0)
        assert jobs.run_job(job.pk)
    job.refresh_from_db()
    failed = page_of(client, job).content.decode()
    assert (job.status, job.problem) == (JobStatus.FAILED, JobProblem.FAULT)
    assert "Việc này thất bại." in failed
    assert "Hệ thống gặp lỗi" in failed
    assert taken(client, job)[0] == 404
    assert not AuditEntry.objects.filter(transition="export").exists()

    client.post(reverse("lists:job_retry", args=[job.pk]))
    assert jobs.run_open_jobs() == 1

    job.refresh_from_db()
    assert (job.status, job.problem, job.done) == (JobStatus.DONE, "", 3)


@pytest.mark.django_db
def test_file_shows_what_its_owner_may_see_when_it_is_made(client, officer):
    job = ask_file(officer)
    revoke_role(RoleGrant.objects.get(user=officer), by=person(Role.ADMINISTRATOR), reason="Chuyển công tác")

    jobs.run_job(job.pk)

    job.refresh_from_db()
    assert (job.status, job.problem, job.file.name) == (JobStatus.FAILED, JobProblem.CLOSED, "")


@pytest.mark.django_db
def test_file_is_closed_to_an_owner_whose_role_ended(client, officer):
    job = ask_file(officer)
    jobs.run_job(job.pk)
    assert taken(client, job)[0] == 200

    revoke_role(RoleGrant.objects.get(user=officer), by=person(Role.ADMINISTRATOR), reason="Chuyển công tác")

    assert [taken(client, job)[0], page_of(client, job).status_code] == [403, 403]


@pytest.mark.django_db
def test_old_files_are_deleted_and_can_be_made_anew(client, officer, settings, woken):
    StartupFactory()
    old, young = ask_file(officer), ask_file(officer)
    for job in (old, young):
        jobs.run_job(job.pk)
    over = timezone.now() - timedelta(days=settings.EXPORT_DAYS, minutes=1)
    Job.objects.filter(pk=old.pk).update(finished_at=over)
    old.refresh_from_db()
    name = old.file.name

    assert (default_storage.exists(name), jobs.delete_old_files(), jobs.delete_old_files()) == (True, 1, 0)

    old.refresh_from_db()
    young.refresh_from_db()
    assert (default_storage.exists(name), default_storage.exists(young.file.name)) == (False, True)
    assert (old.status, old.file.name, young.status) == (JobStatus.EXPIRED, "", JobStatus.DONE)
    assert "Tệp được giữ trong 7 ngày." in page_of(client, old).content.decode()
    assert taken(client, old)[0] == 404

    client.post(reverse("lists:job_retry", args=[old.pk]))
    jobs.run_job(old.pk)
    assert taken(client, old)[0] == 200


@pytest.mark.django_db
def test_files_wait_for_each_other_and_the_page_says_for_how_many(client, officer, woken, monkeypatch):
    first, second = ask_file(person(Role.OFFICER)), ask_file(officer)
    assert "Còn 1 tệp được tạo trước tệp này." in page_of(client, second).content.decode()

    jobs.run_job(first.pk)

    assert woken == [("run_open_jobs",)]


# --- Being told ------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("fails", [False, True])
def test_end_of_a_long_job_is_told(officer, monkeypatch, fails):
    quick, slow = ask_file(officer), ask_file(officer)
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
def test_whoever_does_not_want_to_be_told_is_not(officer):
    choose_notifications(officer, by=officer, choices={"job_done": (False, False)}, version=version_of_choices({}))
    job = ask_file(officer)
    Job.objects.filter(pk=job.pk).update(requested_at=timezone.now() - timedelta(minutes=1))

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

    with django_assert_num_queries(5):
        response = page_of(client, job)

    assert len(response.context["rows"]) == rows


@pytest.mark.django_db
def test_list_of_jobs_holds_ones_own_newest_first(client, officer):
    ask_file(person(Role.OFFICER))
    mine = [ask_file(officer, kind=kind) for kind in ("csv", "xlsx")]

    response = client.get(reverse("lists:job_list"))

    assert [job.pk for job in response.context["page"]] == [mine[1].pk, mine[0].pk]
    assert reverse("lists:job_list") in client.get(reverse("accounts:profile")).content.decode()
