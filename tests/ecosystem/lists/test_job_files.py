"""Files made by jobs: for their owner alone, with what the owner may see, and deleted after their time."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.actions import revoke_role
from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import TransitionRefused
from ecosystem.lists.actions import jobs
from ecosystem.lists.models import Job, JobProblem, JobStatus
from tests.ecosystem.lists.jobs import create_file_job, download, page_of
from tests.factories import AreaFactory, StartupFactory, person

# --- Files -----------------------------------------------------------------------------------------------


def export_data(response, **changes):
    context = response.context
    names = ("kind", "query", "token")
    return {name: str(context[name]) for name in names} | changes


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.row("B15")
def test_large_file_is_made_by_a_job_and_stored_for_its_owner(
    client, officer, kind, django_capture_on_commit_callbacks
):
    for n in range(3):
        StartupFactory(name=f"Khởi nghiệp {n}")
    StartupFactory(name="Ngoài bộ lọc")
    query = {"q": "khoi nghiep", "sort": "-name", "cols": "name,kind"}

    asked = client.get(reverse(f"lists:export_{kind}", args=["startup"]), query)
    assert asked.templates[0].name == "lists/export_preview.html"
    assert {"label": "Số dòng", "value": "3"} in asked.context["facts"]
    assert not Job.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(reverse("lists:export_run", args=["startup"]), export_data(asked))
    second = client.post(reverse("lists:export_run", args=["startup"]), export_data(asked))

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
    job = create_file_job(officer, query=f"area={here.area.code}")

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
    job = create_file_job(officer)
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
        create_file_job(busy)

    with pytest.raises(TransitionRefused):
        create_file_job(busy)

    assert create_file_job(other).is_open
    assert Job.objects.filter(by=busy).count() == jobs.MAX_OPEN_EXPORTS


@pytest.mark.django_db
@pytest.mark.row("B15", "G4")
def test_failed_job_reports_its_failure_and_can_be_retried(client, officer, wake_calls, monkeypatch):
    StartupFactory.create_batch(3)
    job = create_file_job(officer)
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "export_file", lambda *args: 1 / 0)
        assert jobs.run_job(job.pk)
    job.refresh_from_db()
    failed = page_of(client, job).content.decode()
    assert (job.status, job.problem) == (JobStatus.FAILED, JobProblem.FAULT)
    assert "Việc này thất bại." in failed
    assert "Cổng gặp lỗi" in failed
    assert download(client, job)[0] == 404
    assert not AuditEntry.objects.filter(transition="export").exists()

    client.post(reverse("lists:job_retry", args=[job.pk]))
    assert jobs.run_open_jobs() == 1

    job.refresh_from_db()
    assert (job.status, job.problem, job.done) == (JobStatus.DONE, "", 3)


@pytest.mark.django_db
def test_file_shows_what_its_owner_may_see_when_it_is_made(client, officer):
    job = create_file_job(officer)
    revoke_role(RoleGrant.objects.get(user=officer), by=person(Role.ADMINISTRATOR), reason="Chuyển công tác")

    jobs.run_job(job.pk)

    job.refresh_from_db()
    assert (job.status, job.problem, job.file.name) == (JobStatus.FAILED, JobProblem.CLOSED, "")


@pytest.mark.django_db
def test_file_is_closed_to_an_owner_whose_role_ended(client, officer):
    job = create_file_job(officer)
    jobs.run_job(job.pk)
    assert download(client, job)[0] == 200

    revoke_role(RoleGrant.objects.get(user=officer), by=person(Role.ADMINISTRATOR), reason="Chuyển công tác")

    assert [download(client, job)[0], page_of(client, job).status_code] == [403, 403]


@pytest.mark.django_db
def test_old_files_are_deleted_and_can_be_made_anew(client, officer, settings, wake_calls):
    StartupFactory()
    old, young = create_file_job(officer), create_file_job(officer)
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
    assert download(client, old)[0] == 404

    client.post(reverse("lists:job_retry", args=[old.pk]))
    jobs.run_job(old.pk)
    assert download(client, old)[0] == 200


@pytest.mark.django_db
def test_files_wait_for_each_other_and_the_page_says_for_how_many(client, officer, wake_calls, monkeypatch):
    first, second = create_file_job(person(Role.OFFICER)), create_file_job(officer)
    assert "Còn 1 tệp được tạo trước tệp này." in page_of(client, second).content.decode()

    jobs.run_job(first.pk)

    assert wake_calls == [("run_open_jobs",)]
