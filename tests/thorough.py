"""Whether all is walked through, as in CI, or what a person waits for."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.template.backends.django import Template
from django.template.context import make_context
from django.test.signals import template_rendered

THOROUGH = os.environ.get("PORTAL_THOROUGH") == "1"
EMPTY_PAGE = "<!doctype html><html></html>"
PARAMETERS = type(pytest.param())
SAMPLE = "PORTAL_SAMPLE"  # which sample a run takes of each family, a number: that of the day, unless it is given
SIZES = (1, 3, 50) if THOROUGH else (1, 3, 9)  # rows of a page whose queries are counted


def sample(values: Iterable[Any], *, at_most: int) -> list[Any]:
    """The values as parameters: at most so many of them a day, all of them in the thorough run.

    For what the same code answers for all of them. It takes every third, say, their neighbours on the next two days, so
    that each has its day, and a family that grows costs the daily run no more.
    """
    parameters = [value if isinstance(value, PARAMETERS) else pytest.param(value) for value in values]
    step = max(1, -(-len(parameters) // at_most))
    day = int(os.environ.get(SAMPLE, "0"))
    return [
        pytest.param(
            *given.values, id=given.id, marks=[*given.marks, pytest.mark.thorough] if (n + day) % step else given.marks
        )
        for n, given in enumerate(parameters)
    ]


@contextmanager
def skip_rendering() -> Iterator[None]:
    """Requests go through the middleware, the permissions and the view; the page that the view asks for stays empty.

    Most of the time of a request is spent on its templates, and who asks for a status, a header or `response.context`
    does not look at them. Mails, which no request is passed to, are written as ever.
    """
    render = Template.render

    def empty(self: Template, context: Any = None, request: Any = None) -> Any:
        if request is None:
            return render(self, context, request)
        template_rendered.send(sender=self, template=self.template, context=make_context(context, request))
        return EMPTY_PAGE

    with patch.object(Template, "render", empty):
        yield
