"""One request of a rule, without a trace left behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.urls import reverse

from tests.access.rules import Rule
from tests.access.world import World


@contextmanager
def asked(world: World, rule: Rule, actor: str, method: str = "") -> Iterator[Any]:
    """The answer to the actor, by the rule's method or another one; what the request wrote is rolled back, the city's
    transaction stays open."""
    client = world.client(actor)
    with transaction.atomic():
        address = reverse(rule.name, args=rule.args(world))
        data = rule.data if (method or rule.method) == "POST" else None
        response = getattr(client, (method or rule.method).lower())(address, data)
        transaction.set_rollback(True)
    try:
        yield response
    finally:
        close(response)


def close(response: Any) -> None:
    """Let go of what the answer holds, as a server does; the connection of the test stays open, as the test client has it."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
