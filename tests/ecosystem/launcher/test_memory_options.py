"""The memory that the embedded Postgres takes."""

from pathlib import Path

import pytest
from django.conf import settings

from ecosystem.launcher.postgres import MEMORY_OPTIONS, memory_options

GB = 2**30


@pytest.mark.parametrize(
    ("memory", "expected"),
    [
        (1 * GB, ("128MB", "512MB", "4MB", "64MB")),
        (16 * GB, ("1024MB", "8192MB", "16MB", "256MB")),
        (256 * GB, ("1024MB", "65536MB", "32MB", "512MB")),
    ],
)
def test_server_takes_its_memory_by_the_machines_within_limits(memory, expected):
    options = memory_options(memory)

    assert tuple(options[name] for name in MEMORY_OPTIONS) == expected


def test_operations_guide_names_every_memory_option():
    guide = Path(settings.BASE_DIR, "docs", "operations.md").read_text(encoding="utf-8")

    assert [name for name in MEMORY_OPTIONS if f"`{name}`" not in guide] == []
