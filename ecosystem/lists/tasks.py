"""Celery tasks of jobs; the work itself is a `Job` row."""

from celery import shared_task

from ecosystem.lists.actions import jobs


@shared_task
def run_job(job_id: int) -> None:
    jobs.run_job(job_id)


@shared_task(expires=60)
def run_open_jobs() -> None:
    jobs.run_open_jobs()


@shared_task(expires=600)
def delete_old_files() -> None:
    jobs.delete_old_files()
