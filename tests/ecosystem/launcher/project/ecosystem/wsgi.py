"""Answers /healthz, keeps a row per POST, counts them, and says how it believes to be called."""

import os
import subprocess
from collections.abc import Callable, Iterable
from typing import Any

import psycopg
import redis

if "STUBBORN" in os.environ:
    subprocess.Popen(["sh", "-c", "trap '' TERM INT HUP; while :; do sleep 1; done"], start_new_session=True)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The whole site."""
    body = "ok"
    if environ["PATH_INFO"] == "/rows":
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            if environ["REQUEST_METHOD"] == "POST":
                connection.execute("INSERT INTO row DEFAULT VALUES")
            body = str(connection.execute("SELECT count(*) FROM row").fetchone()[0])
    if environ["PATH_INFO"] == "/keys":
        with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
            body = str(client.incr("keys") if environ["REQUEST_METHOD"] == "POST" else int(client.get("keys") or 0))
    if environ["PATH_INFO"] == "/site":
        body = os.environ.get("SITE_ADDRESS", "")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body.encode()]
