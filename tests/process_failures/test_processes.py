"""Faults of real processes: a worker ended by SIGKILL in the middle of its work, a Redis that refuses or never answers.

Each subprocess is a portal of its own over the test database; nothing in it is replaced but where it pauses.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Timer
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry, UnfinishedWork
from ecosystem.lists.actions import jobs
from ecosystem.lists.models import Job, JobStatus
from ecosystem.notices.mail import deliver_due
from ecosystem.notices.models import OutboxMessage
from ecosystem.reports.actions import report as actions
from ecosystem.reports.models import IssuedReport, PeriodStatus, ReportFile, ReportingPeriod, ReportStatus
from programmes.grants.models import ApplicationStatus, Submission
from tests.factories import ApplicationFactory, UserFactory, person, ready_to_submit
from tests.lists import LISTINGS
from tests.thorough import sample

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = """
import django; django.setup()
from django.conf import settings
from ecosystem.celery import app
"""
# Adds up how long the process waits for Redis: in sockets of Python, which the database does not use, and in pauses.
# The time of the whole request would depend on how busy the machine is.
MEASURE_WAITS = """
import socket, time
waits = []
def measured(function):
    def call(*args, **values):
        began = time.monotonic()
        try:
            return function(*args, **values)
        finally:
            waits.append(time.monotonic() - began)
    return call
time.sleep = measured(time.sleep)
for name in ("connect", "recv", "recv_into", "sendall"):
    setattr(socket.socket, name, measured(getattr(socket.socket, name)))
"""
LONGEST_WAIT = {"refuses": 1, "never answers": 4}  # seconds of a request, with as much again to spare
# Presses «Submit» as a browser would, and tells what came back and how long it waited.
SUBMIT = """
import json, sys
from django.contrib.auth import get_user_model
from django.test import Client
browser = Client(raise_request_exception=False)
browser.force_login(get_user_model().objects.get(pk=int(sys.argv[1])))
waits.clear()
response = browser.post(sys.argv[2])
print(json.dumps([response.status_code, response.get("Location"), sum(waits)]))
"""
# A worker that stops in the middle of a report, numbers taken and files written, until it is killed.
WORK = """
import sys, time
from ecosystem.reports.actions import report
def pause(*args):
    print("in the middle", file=sys.__stdout__, flush=True)
    time.sleep(120)
report._notify_council = pause
from ecosystem.reports.tasks import build_requested_reports
build_requested_reports.apply_async(queue=sys.argv[1])
app.worker_main(["worker", "--pool=solo", "--without-gossip", "--without-mingle", "-Q", sys.argv[1], "-l", "ERROR"])
"""
# A worker that stops in the middle of a row of a job, after what it does to the row, until it is killed.
WORK_ON_ROWS = """
import sys, time
from tests.lists import LISTINGS
from ecosystem.lists.tasks import run_open_jobs
action = LISTINGS["application"].bulk[0]
real, done = action.run, []
def run(row, *, by, version):
    real(row, by=by, version=version)
    done.append(row.pk)
    if len(done) == 3:
        print("in the middle", file=sys.__stdout__, flush=True)
        time.sleep(120)
object.__setattr__(action, "run", run)
run_open_jobs.apply_async(queue=sys.argv[1])
app.worker_main(["worker", "--pool=solo", "--without-gossip", "--without-mingle", "-Q", sys.argv[1], "-l", "ERROR"])
"""
# Confirms that a large file shall be made, and opens the page of the job.
ASK_FOR_FILE = """
import json, sys, uuid
from django.contrib.auth import get_user_model
from django.test import Client
browser = Client(raise_request_exception=False)
browser.force_login(get_user_model().objects.get(pk=int(sys.argv[1])))
waits.clear()
response = browser.post(sys.argv[2], {"kind": "csv", "query": "", "token": str(uuid.uuid4())})
page = browser.get(response.get("Location"))
print(json.dumps([response.status_code, page.status_code, "Đang chờ đến lượt." in page.content.decode(), sum(waits)]))
"""


def environment(**changed: str) -> dict[str, str]:
    """Variables of a portal over the test database."""
    db = connection.settings_dict
    parts = urlsplit(os.environ.get("DATABASE_URL", "postgres://x/x"))
    user = f"{quote(db['USER'])}:{quote(db['PASSWORD'])}@" if db["USER"] else ""
    host = f"{db['HOST']}:{db['PORT']}" if db["PORT"] else db["HOST"]
    url = urlunsplit((parts.scheme, f"{user}{host}", f"/{db['NAME']}", parts.query, ""))
    given = {"DATABASE_URL": url, "REDIS_URL": settings.REDIS_URL, "SECRET_KEY": settings.SECRET_KEY}
    fixed = {"PORTAL_DEMO": "0", "ALLOWED_HOSTS": "testserver", "SECURE_COOKIES": "0", "STAFF_NEEDS_SECOND_FACTOR": "0"}
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "ecosystem.settings", **given, **fixed, **changed}


def start(code: str, *args: str, **changed: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", MEASURE_WAITS + BEGIN + code, *args],
        cwd=settings.BASE_DIR,
        env=environment(**changed),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def has_said(process, words):
    """Wait until the process prints the words; False when it ends without them, or is ended after a minute."""
    end = Timer(60, os.killpg, (process.pid, signal.SIGKILL))
    end.start()
    try:
        return any(words in line for line in process.stdout)
    finally:
        end.cancel()


@contextmanager
def broken_redis(kind: str) -> Iterator[str]:
    """The address of a Redis that refuses every connection, or takes it and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        address = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        if kind == "refuses":
            server.close()
        yield address


@pytest.mark.parametrize("kind", sample(["refuses", "never answers"], at_most=1))
def test_application_is_submitted_while_redis_is_away(kind):
    owner = UserFactory()
    draft = ready_to_submit(owner)

    with broken_redis(kind) as address:
        process = start(SUBMIT, str(owner.pk), reverse("grants:application_submit", args=[draft.pk]), REDIS_URL=address)
        out, err = process.communicate(timeout=120)

    assert out, err
    status, location, seconds = json.loads(out.splitlines()[-1])
    assert (status, location) == (302, reverse("grants:application_receipt", args=[draft.pk])), err
    assert seconds < LONGEST_WAIT[kind], "without limits on connecting and retrying it is 2 and 10"
    draft.refresh_from_db()
    assert (draft.status, Submission.objects.count()) == (ApplicationStatus.SUBMITTED, 1)
    assert OutboxMessage.objects.due().count() == OutboxMessage.objects.count() == 1
    assert deliver_due() == 1
    assert deliver_due() == 0


def test_killed_worker_leaves_the_report_to_the_next_one():
    period = ReportingPeriod.objects.create(
        kind="first_half",
        year=2026,
        starts_on=date(2025, 12, 15),
        ends_on=date(2026, 6, 15),
        contributions_due_on=date(2026, 6, 22),
        status=PeriodStatus.ENDED,
    )
    report = IssuedReport.objects.create(period=period, requested_by=person(Role.MANAGER))
    worker = start(
        WORK, f"test-{os.getpid()}-{time.monotonic_ns()}", REDIS_URL=settings.REDIS_URL.rpartition("/")[0] + "/15"
    )
    try:
        assert has_said(worker, "in the middle")
        assert actions.build_report(report.pk) is False  # the row is locked: nobody makes it a second time meanwhile
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.communicate(timeout=30)
    report.refresh_from_db()
    assert (report.status, report.number, ReportFile.objects.count()) == (ReportStatus.REQUESTED, None, 0)

    deadline = time.monotonic() + 30
    while not actions.build_requested_reports() and time.monotonic() < deadline:
        time.sleep(0.1)  # Postgres takes a moment to see that the worker's connection is gone

    report.refresh_from_db()
    assert (report.status, ReportFile.objects.count()) == (ReportStatus.ISSUED, 3)
    assert report.number.endswith("000001")


def test_killed_worker_leaves_the_rest_of_the_rows_to_the_next_one():
    rows = [ApplicationFactory(status=ApplicationStatus.SUBMITTED) for _ in range(5)]
    job = jobs.create_bulk_job(
        LISTINGS["application"],
        LISTINGS["application"].bulk[0],
        rows,
        by=person(Role.OFFICER),
        token=uuid4(),
        versions={},
        possible=frozenset(row.pk for row in rows),
        answers=QueryDict(),
        note="",
    )
    worker = start(
        WORK_ON_ROWS,
        f"test-{os.getpid()}-{time.monotonic_ns()}",
        REDIS_URL=settings.REDIS_URL.rpartition("/")[0] + "/15",
    )
    try:
        assert has_said(worker, "in the middle")
        assert jobs.run_open_jobs() == 0  # the job is in hand: nobody else sets about it
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.communicate(timeout=30)

    deadline = time.monotonic() + 30
    while not jobs.run_open_jobs() and time.monotonic() < deadline:
        time.sleep(0.1)  # Postgres takes a moment to see that the worker's connection is gone

    job.refresh_from_db()
    assert (job.status, job.done, UnfinishedWork.objects.count()) == (JobStatus.DONE, 5, 0)
    assert list(job.rows.values_list("outcome", flat=True)) == ["done"] * 5
    checked = AuditEntry.objects.filter(transition="start_check").values_list("object_id", flat=True)
    assert sorted(checked) == sorted(row.pk for row in rows)


@pytest.mark.parametrize("kind", sample(["refuses", "never answers"], at_most=1))
def test_file_can_be_requested_while_redis_is_down(kind):
    officer = person(Role.OFFICER)

    with broken_redis(kind) as address:
        process = start(ASK_FOR_FILE, str(officer.pk), reverse("lists:export_run", args=["startup"]), REDIS_URL=address)
        out, err = process.communicate(timeout=120)

    assert out, err
    asked, page, waits, seconds = json.loads(out.splitlines()[-1])
    assert (asked, page, waits) == (302, 200, True), err
    assert seconds < LONGEST_WAIT[kind]
    assert jobs.run_open_jobs() == 1
    assert Job.objects.get().status == JobStatus.DONE
