"""The stand-in has no stylesheets."""

from collections.abc import Callable
from pathlib import Path


def ensure_assets(checkout: Path, say: Callable[[str], None]) -> None:
    """Nothing to build."""
