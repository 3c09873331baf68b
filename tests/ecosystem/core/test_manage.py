"""`manage.py` says what is missing in a sentence."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings


def run(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "check"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_manage_without_servers_says_how_to_start_them(tmp_path: Path) -> None:
    done = run(tmp_path, PORTAL_VAR=str(tmp_path))

    assert done.returncode == 1
    assert done.stderr == (
        "SECRET_KEY is not set and no embedded servers run: start them with 'make run', or set SECRET_KEY.\n"
    )


def test_manage_names_a_bad_value_and_what_is_allowed(tmp_path: Path) -> None:
    done = run(tmp_path, PORTAL_VAR=str(tmp_path), PORTAL_DEMO="yes")

    assert done.returncode == 1
    assert done.stderr == "PORTAL_DEMO is 'yes'; allowed are 0 and 1.\n"
