"""What beat wakes up in the dashboards."""

import logging

import redis
from celery import shared_task

logger = logging.getLogger(__name__)


@shared_task(expires=60)
def add_page_counts() -> None:
    """Bring the counts of use into their rows; safe to run twice and beside another worker."""
    from ecosystem.dashboards.use import flush

    try:
        flush()
    except redis.RedisError as error:
        logger.warning("counts of use wait in Redis: %s", error)
