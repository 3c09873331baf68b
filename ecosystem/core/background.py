"""Wake the worker. A task is named by its full name, so that an action does not import the task that calls it."""

import logging
import time
from typing import Any

from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

PAUSE = 30  # seconds in which a broker that failed is not asked again; beat finds the rows within twenty
TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "max_retries": 0,
    "interval_start": 0,
    "interval_max": 0.1,
}
_fault = {"at": -float(PAUSE)}


def send_task(task_name: str, *args: Any) -> None:
    """Publish the task of this full name (`app.tasks.name`), waiting a second at most: the row in Postgres is the promise.

    While Redis is away nobody waits a second time within QUIET seconds.
    """
    if time.monotonic() - _fault["at"] < PAUSE:
        return
    task = import_string(task_name)
    try:
        with task.app.connection_for_write(transport_options=TRANSPORT_OPTIONS) as connection:
            task.apply_async(args=args, retry=False, ignore_result=True, connection=connection)
    except Exception as error:  # any broker fault: kombu raises many kinds, and none may reach the user
        _fault["at"] = time.monotonic()
        logger.warning("%s not published: %s", task.name, error)


def reset_failure() -> None:
    """Ask the broker again at the next occasion."""
    _fault["at"] = -float(PAUSE)
