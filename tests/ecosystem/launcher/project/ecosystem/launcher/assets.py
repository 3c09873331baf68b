"""The stand-in has no stylesheets."""

from collections.abc import Callable
from pathlib import Path


def ensure_assets(checkout: Path, say: Callable[[str], None]) -> None:
    """Nothing to build."""


def install_browser(checkout: Path, say: Callable[[str], None]) -> None:
    """The stand-in has no browser tests."""
