"""Celery tasks of jobs; the work itself is a `Job` row."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from ecosystem.core.attempts import forget_old_work, periodic_task
from ecosystem.lists.actions import jobs


@shared_task
def run_job(job_id: int) -> None:
    jobs.run_job(job_id)


@shared_task(expires=60)
def run_open_jobs() -> None:
    jobs.run_open_jobs()


@periodic_task(_("Deletion of old files"), expires=600)
def delete_old_files() -> None:
    jobs.delete_old_files()
    forget_old_work()
