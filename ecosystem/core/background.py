"""Publish Celery tasks. A task is named by its full name, so that an action does not import the task that calls it."""

import logging
import time
from typing import Any

from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

RETRY_AFTER = 30  # seconds without another try after the broker failed; beat finds the rows within 20 seconds
TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "max_retries": 0,
    "interval_start": 0,
    "interval_max": 0.1,
}
_last_failure = {"at": -float(RETRY_AFTER)}


def send_task(task_name: str, *args: Any) -> None:
    """Publish the task of this full name (`app.tasks.name`). Never raises, and waits a second at most.

    A task that could not be published is not lost: beat finds its row in Postgres. After a failure of the broker, no
    request waits for it again within RETRY_AFTER seconds.
    """
    if time.monotonic() - _last_failure["at"] < RETRY_AFTER:
        return
    task = import_string(task_name)
    try:
        with task.app.connection_for_write(transport_options=TRANSPORT_OPTIONS) as connection:
            task.apply_async(args=args, retry=False, ignore_result=True, connection=connection)
    except Exception as error:  # any broker fault: kombu raises many kinds, and none may reach the user
        _last_failure["at"] = time.monotonic()
        logger.warning("%s not published: %s", task.name, error)
