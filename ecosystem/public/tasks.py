"""Celery tasks of the page views."""

import logging

import redis
from django.utils.translation import gettext_lazy as _

from ecosystem.core.attempts import periodic_task
from ecosystem.public.page_views import add_counts

logger = logging.getLogger(__name__)


@periodic_task(_("Numbers of page views"), expires=60)
def add_page_counts() -> None:
    """Move the counts of page views from Redis into their rows; idempotent."""
    try:
        add_counts()
    except redis.RedisError as error:
        logger.warning("page views stay in Redis: %s", error)
