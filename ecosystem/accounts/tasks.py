"""Wake-up calls of jobs: what is to be done stands in rows."""

from celery import shared_task


@shared_task
def run_job(job_id: int) -> None:
    from ecosystem.accounts import job_actions

    job_actions.run_job(job_id)


@shared_task(expires=60)
def run_open_jobs() -> None:
    from ecosystem.accounts import job_actions

    job_actions.run_open_jobs()


@shared_task(expires=600)
def delete_old_files() -> None:
    from ecosystem.accounts import job_actions

    job_actions.delete_old_files()
