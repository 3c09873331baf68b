"""The windows of the tour."""

from typing import NamedTuple


class Width(NamedTuple):
    """A window: its name, its size in CSS pixels, and the pixels of the picture per pixel of the window."""

    name: str
    width: int
    height: int
    scale: float
