"""One task that notes the worker's process number."""

import os

from celery import Celery

app = Celery("ecosystem", broker=os.environ["REDIS_URL"])
app.conf.beat_schedule = {"tick": {"task": "tick", "schedule": 1.0}}
app.conf.task_ignore_result = True


@app.task(name="tick")
def tick() -> int:
    """Do nothing, in a worker's child."""
    return os.getpid()
