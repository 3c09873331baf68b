"""Work beside dossiers on the page of tasks. The app of the home page registers its source, so that both pages agree."""

from collections.abc import Callable, Sequence
from typing import Any

from ecosystem.accounts.models import User

Source = Callable[[User], Sequence[Any]]
_sources: list[Source] = []


def register_work(source: Source) -> None:
    """Register a source of blocks (ecosystem/dashboards/home_blocks/block.py)."""
    _sources.append(source)


def work_of(user: User) -> list[Any]:
    """The blocks of every source."""
    return [block for source in _sources for block in source(user)]
