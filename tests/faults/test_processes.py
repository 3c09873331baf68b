"""Faults of real processes: a worker ended by SIGKILL while it makes a report, a Redis that refuses or never answers.

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
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.mail import deliver_due
from ecosystem.core.models import OutboxMessage
from ecosystem.reports.actions import report as actions
from ecosystem.reports.models import IssuedReport, PeriodStatus, ReportFile, ReportingPeriod, ReportStatus
from programmes.models import ApplicationStatus, Submission
from tests.factories import UserFactory, person, ready_to_submit

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = """
import django; django.setup()
from django.conf import settings
from ecosystem.celery import app
"""
# Presses «Submit» as a browser would, and tells what came back and how long it took.
SUBMIT = """
import json, sys, time
from django.contrib.auth import get_user_model
from django.test import Client
browser = Client(raise_request_exception=False)
browser.force_login(get_user_model().objects.get(pk=int(sys.argv[1])))
began = time.monotonic()
response = browser.post(sys.argv[2])
print(json.dumps([response.status_code, response.get("Location"), time.monotonic() - began]))
"""
# A worker that stops in the middle of a report, numbers taken and files written, until it is killed.
WORK = """
import sys, time
from ecosystem.reports.actions import report
def pause(*args):
    print("in the middle", file=sys.__stdout__, flush=True)
    time.sleep(120)
report._tell_the_council = pause
from ecosystem.reports.tasks import build_requested_reports
build_requested_reports.apply_async(queue=sys.argv[1])
app.worker_main(["worker", "--pool=solo", "--without-gossip", "--without-mingle", "-Q", sys.argv[1], "-l", "ERROR"])
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
        [sys.executable, "-c", BEGIN + code, *args], cwd=settings.BASE_DIR, env=environment(**changed), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


@contextmanager
def broken_redis(kind: str) -> Iterator[str]:
    """The address of a Redis that refuses every connection, or takes it and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        address = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        if kind == "refuses":
            server.close()
        yield address


@pytest.mark.parametrize("kind", ["refuses", "never answers"])
def test_application_is_submitted_while_redis_is_away(kind):
    owner = UserFactory()
    draft = ready_to_submit(owner)

    with broken_redis(kind) as address:
        process = start(
            SUBMIT, str(owner.pk), reverse("programmes:application_submit", args=[draft.pk]), REDIS_URL=address
        )
        out, err = process.communicate(timeout=120)

    assert out, err
    status, location, seconds = json.loads(out.splitlines()[-1])
    assert (status, location) == (302, reverse("programmes:application_receipt", args=[draft.pk])), err
    assert seconds < 12, "without limits on connecting and retrying it is 19 and more"
    draft.refresh_from_db()
    assert (draft.status, Submission.objects.count()) == (ApplicationStatus.SUBMITTED, 1)
    assert OutboxMessage.objects.due().count() == OutboxMessage.objects.count() == 1
    assert deliver_due() == 1
    assert deliver_due() == 0


def test_killed_worker_leaves_the_report_to_the_next_one():
    period = ReportingPeriod.objects.create(
        kind="first_half", year=2026, starts_on=date(2025, 12, 15), ends_on=date(2026, 6, 15),
        contributions_due_on=date(2026, 6, 22), status=PeriodStatus.ENDED,
    )  # fmt: skip
    report = IssuedReport.objects.create(period=period, requested_by=person(Role.MANAGER))
    worker = start(
        WORK, f"test-{os.getpid()}-{time.monotonic_ns()}", REDIS_URL=settings.REDIS_URL.rpartition("/")[0] + "/15"
    )
    try:
        assert worker.stdout is not None
        assert any("in the middle" in line for line in worker.stdout)
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
