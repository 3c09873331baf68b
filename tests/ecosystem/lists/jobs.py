"""Jobs for the tests of jobs: their creation, their page and their file."""

from contextlib import contextmanager
from uuid import uuid4

from django.http import QueryDict
from django.urls import reverse

from ecosystem.lists.actions import jobs
from programmes.grants.models import ApplicationStatus
from tests.factories import ApplicationFactory, CallFactory
from tests.lists import LISTINGS

S = ApplicationStatus


@contextmanager
def replaced_run(action, run):
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


def create_job(rows, by, token=None, action=None):
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


def create_file_job(by, kind="csv", query="", token=None):
    return jobs.create_export_job(LISTINGS["startup"], by=by, token=token or uuid4(), kind=kind, query=query, total=0)


def outcomes(job):
    return list(job.rows.values_list("outcome", flat=True))


def download(client, job):
    """The status of the job's file, and its bytes."""
    response = client.get(reverse("lists:job_file", args=[job.pk]))
    return response.status_code, b"".join(response.streaming_content) if response.streaming else b""


def page_of(client, job, **headers):
    return client.get(reverse("lists:job_detail", args=[job.pk]), headers=headers)
