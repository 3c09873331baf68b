"""The request of an access rule as one actor, rolled back afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from copy import copy
from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.urls import reverse

from tests.access.rule import Rule
from tests.access.world import World
from tests.thorough import skip_rendering


@contextmanager
def request_as(world: World, rule: Rule, actor: str, method: str = "", *, render: bool = True) -> Iterator[Any]:
    """The response to the actor, by the rule's method or `method`. Rolls back what the request wrote.

    Without `render` its page is empty: see `skip_rendering`.
    """
    client = world.client(actor)
    cookies = copy(client.cookies)
    with transaction.atomic(), nullcontext() if render else skip_rendering():
        address = reverse(rule.name, args=rule.args(world))
        data = rule.data if (method or rule.method) == "POST" else None
        response = getattr(client, (method or rule.method).lower())(address, data)
        transaction.set_rollback(True)
    try:
        yield response
    finally:
        client.cookies = cookies
        close_response(response)


def rendered_page(world: World, rule: Rule, actor: str) -> str:
    """The page that the rule's address shows to the actor, empty when it shows none.

    Rendered once for all tests that read pages of the unchanged world: rendering is most of what a walk costs.
    """
    key = actor, reverse(rule.name, args=rule.args(world))
    if key not in world.pages:
        with request_as(world, rule, actor) as response:
            is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
            if not is_page or response.streaming:
                return ""
            world.pages[key] = response.content.decode()
    return world.pages[key]


def close_response(response: Any) -> None:
    """Close the response like a server, but keep the database connection of the test open."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
