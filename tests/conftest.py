"""What every test may lean on: a working portal on real Postgres and Redis, Vietnamese by default."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from ecosystem.launcher.browser import find_chromium


@pytest.fixture(autouse=True)
def _portal(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Private files of one test go to its own folder; caches and language start clean."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private", "base_url": None},
        },
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_TASK_ALWAYS_EAGER = True
    cache.clear()
    with translation.override("vi"):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium or the npm package's; quiet, since no network is to be had."""
    return {
        **browser_type_launch_args,
        "executable_path": str(find_chromium(settings.BASE_DIR) or ""),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync", "--no-first-run"],
    }  # fmt: skip
