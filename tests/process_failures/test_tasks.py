"""Every task of the portal whose worker is killed by SIGKILL each time is parked after three workers.

One subprocess imports the portal; a child of it is the worker of one attempt, so that a real signal ends it in the middle.
"""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.celery import app
from ecosystem.core.models import UnfinishedWork
from ecosystem.lists.actions import jobs
from ecosystem.lists.models import Job, JobStatus
from ecosystem.notices.models import Broadcast, DeliveryStatus, OutboxMessage
from ecosystem.reports.models import IssuedReport, PeriodStatus, ReportingPeriod, ReportStatus
from programmes.grants.models import ApplicationStatus, Submission
from tests.factories import ApplicationFactory, UserFactory, person
from tests.lists import LISTINGS
from tests.process_failures.test_processes import start

pytestmark = pytest.mark.django_db(transaction=True)

# Ends the worker inside the work of each task: the object at this place is replaced by one that kills whoever uses it.
KILLED_IN = {
    "ecosystem.core.tasks.fold_measures": "ecosystem.core.tasks.fold_cells",
    "ecosystem.lists.tasks.delete_old_files": "ecosystem.lists.actions.jobs.delete_old_files",
    "ecosystem.lists.tasks.run_job": "ecosystem.lists.actions.jobs._shared_values",
    "ecosystem.lists.tasks.run_open_jobs": "ecosystem.lists.actions.jobs._shared_values",
    "ecosystem.notices.tasks.send_broadcasts": "ecosystem.notices.broadcasts.AUDIENCES",
    "ecosystem.notices.tasks.send_outbox": "ecosystem.notices.mail.get_connection",
    "ecosystem.people.tasks.watch_invitations": "ecosystem.people.actions.invitation.watch_invitations",
    "ecosystem.public.tasks.add_page_counts": "ecosystem.public.tasks.add_counts",
    "ecosystem.reports.tasks.build_report": "ecosystem.reports.actions.report.render_files",
    "ecosystem.reports.tasks.build_requested_reports": "ecosystem.reports.actions.report.render_files",
    "ecosystem.reports.tasks.update_reporting_periods": "ecosystem.reports.actions.ledger.update_reporting_periods",
    "programmes.communication.tasks.notify_followers_of_calls": "programmes.communication.tasks.notify_followers",
    "programmes.feedback.tasks.send_feedback_reminders": "programmes.feedback.tasks.remind_of_due_feedback",
    "programmes.grants.tasks.make_receipt": "programmes.grants.actions.submission.receipt_data",
    "programmes.grants.tasks.watch_deadlines": "programmes.grants.tasks.lapse_offers",
}
# Work on a record each, counted by that record; the other tasks are counted as periodic work.
OF_RECORDS = {
    "ecosystem.lists.tasks.run_job",
    "ecosystem.lists.tasks.run_open_jobs",
    "ecosystem.notices.tasks.send_broadcasts",
    "ecosystem.notices.tasks.send_outbox",
    "ecosystem.reports.tasks.build_report",
    "ecosystem.reports.tasks.build_requested_reports",
    "programmes.grants.tasks.make_receipt",
}
# Counts nothing: it writes one key of Redis every five seconds, and /readyz shows when it does not.
NOT_COUNTED = {"ecosystem.core.tasks.heartbeat"}
WORKERS = """
import json, os, signal, sys, time
from importlib import import_module

class Kill:
    __name__ = "killed"
    def __call__(self, *args, **values):
        os.kill(os.getpid(), signal.SIGKILL)
    def __getitem__(self, key):
        self()

def work(task, arguments, place, kind, parked_before):
    from ecosystem.core.models import UnfinishedWork
    module, _dot, name = place.rpartition(".")
    setattr(import_module(module), name, Kill())
    app.tasks[task](*arguments)
    return 3 if UnfinishedWork.objects.parked().filter(kind=kind).count() > parked_before else 0

app.loader.import_default_modules()
from ecosystem.core.attempts import KINDS
killed, parked = {}, dict.fromkeys(KINDS, 0)
for task, arguments, place, kind in json.loads(sys.argv[1]):
    killed[task], deadline = 0, time.monotonic() + 30
    while time.monotonic() < deadline:
        child = os.fork()
        if not child:
            code = 1
            try:
                code = work(task, arguments, place, kind, parked[kind])
            finally:
                os._exit(code)
        status = os.waitpid(child, 0)[1]
        if os.WIFSIGNALED(status):
            killed[task] += 1
        elif os.WEXITSTATUS(status) == 3:
            parked[kind] += 1
            break
        else:
            time.sleep(0.05)  # Postgres takes a moment to see that the connection of the killed worker is gone
print(json.dumps(killed))
"""


def reporting_report(version):
    period = ReportingPeriod.objects.create(
        kind="first_half",
        year=2020 + version,
        starts_on=date(2019 + version, 12, 15),
        ends_on=date(2020 + version, 6, 15),
        contributions_due_on=date(2020 + version, 6, 22),
        status=PeriodStatus.ENDED,
    )
    return IssuedReport.objects.create(period=period, requested_by=person(Role.MANAGER))


def bulk_job(owner):
    rows = [ApplicationFactory(status=ApplicationStatus.SUBMITTED)]
    return jobs.create_bulk_job(
        LISTINGS["application"],
        LISTINGS["application"].bulk[0],
        rows,
        by=owner,
        token=uuid4(),
        versions={},
        possible=frozenset(row.pk for row in rows),
        answers=QueryDict(),
        note="",
    )


def run_workers(*tasks):
    """How many workers each task killed until it was parked: (name, arguments, kind of work) of each."""
    process = start(
        WORKERS,
        json.dumps([[name, arguments, KILLED_IN[name], kind] for name, arguments, kind in tasks]),
        REDIS_URL=settings.REDIS_URL.rpartition("/")[0] + "/15",
    )
    out, err = process.communicate(timeout=300)
    assert out, err
    return json.loads(out.splitlines()[-1])


def test_every_task_is_killed_here_or_counts_nothing():
    app.loader.import_default_modules()
    own = {name for name in app.tasks if name.startswith(("ecosystem.", "programmes.", "startups."))}

    assert own == set(KILLED_IN) | NOT_COUNTED


def test_periodic_tasks_that_kill_their_workers_are_parked():
    """All in one subprocess: importing the portal takes longer than the deaths of twenty workers."""
    names = sorted(set(KILLED_IN) - OF_RECORDS)

    assert run_workers(*[(name, [], "periodic") for name in names]) == dict.fromkeys(names, 3)

    rows = UnfinishedWork.objects.parked()
    assert [(row.kind, row.was_interrupted) for row in rows] == [("periodic", True)] * len(names)
    assert len({row.key for row in rows}) == UnfinishedWork.objects.count() == len(names)


def test_reports_jobs_mails_broadcasts_and_receipts_that_kill_their_workers_are_parked():
    owner = person(Role.OFFICER)
    report, job = reporting_report(1), bulk_job(owner)
    mail = OutboxMessage.objects.create(key="k", kind="receipt", recipient="a@example.org", subject="s", body="b")
    broadcast = Broadcast.objects.create(audience="call_amended", subjects=[1])
    application = ApplicationFactory(status=ApplicationStatus.SUBMITTED)
    submission = Submission.objects.create(
        application=application,
        sequence=1,
        sent_at=timezone.now(),
        sent_by=UserFactory(),
        content={},
        content_sha256="0" * 64,
    )

    killed = run_workers(
        ("ecosystem.notices.tasks.send_outbox", [], "mail"),  # before the others write mails of their own
        ("ecosystem.reports.tasks.build_report", [report.pk], "report"),
        ("ecosystem.lists.tasks.run_job", [job.pk], "job"),
        ("ecosystem.notices.tasks.send_broadcasts", [], "broadcast"),
        ("programmes.grants.tasks.make_receipt", [submission.pk], "receipt"),
    )

    assert killed == dict.fromkeys(killed, 3)
    assert len(killed) == 5
    for row in (report, job, mail):
        row.refresh_from_db()
    assert (report.status, job.status, mail.status) == (ReportStatus.PARKED, JobStatus.FAILED, DeliveryStatus.PARKED)
    found = set(UnfinishedWork.objects.parked().values_list("kind", "key"))
    assert found == {
        ("report", str(report.pk)),
        ("job", str(job.pk)),
        ("mail", str(mail.pk)),
        ("broadcast", str(broadcast.pk)),
        ("receipt", str(submission.pk)),
    }


def test_beat_that_finds_reports_and_jobs_whose_workers_died_gives_them_up_too():
    report, job = reporting_report(1), bulk_job(person(Role.OFFICER))

    killed = run_workers(
        ("ecosystem.reports.tasks.build_requested_reports", [], "report"),
        ("ecosystem.lists.tasks.run_open_jobs", [], "job"),
    )

    assert killed == dict.fromkeys(killed, 3)
    report.refresh_from_db()
    assert (report.status, Job.objects.get(pk=job.pk).status) == (ReportStatus.PARKED, JobStatus.FAILED)
