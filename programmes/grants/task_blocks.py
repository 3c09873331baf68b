"""Blocks of work that the page of tasks shows beside the dossiers.

The app of the home page registers its blocks here, so that the page of tasks and the home page show the same.
"""

from collections.abc import Callable, Sequence
from typing import Any

from ecosystem.accounts.models import User

BlockSource = Callable[[User], Sequence[Any]]
_sources: list[BlockSource] = []


def register_task_blocks(source: BlockSource) -> None:
    """Register a function that returns blocks (ecosystem/dashboards/home_blocks/block.py) for a user."""
    _sources.append(source)


def task_blocks(user: User) -> list[Any]:
    """The blocks of every source for this user."""
    return [block for source in _sources for block in source(user)]
