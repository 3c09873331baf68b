"""What beat wakes up for the counts of use."""

import logging

import redis
from celery import shared_task

from ecosystem.public.use import flush

logger = logging.getLogger(__name__)


@shared_task(expires=60)
def add_page_counts() -> None:
    """Bring the counts of use into their rows; safe to run twice and beside another worker."""
    try:
        flush()
    except redis.RedisError as error:
        logger.warning("counts of use wait in Redis: %s", error)
