"""`make test`, `journeys`, `accessibility`, `lighthouse`, `bench` and `lint`: what needs test servers, kept apart from the portal's own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ecosystem.launcher.assets import ensure_assets, install_browser
from ecosystem.launcher.browser import find_chromium
from ecosystem.launcher.console import LauncherError, print_error, print_progress
from ecosystem.launcher.directory_lock import lock_directory, lock_holder, lock_holder_purpose
from ecosystem.launcher.guard import StopRequested, raise_when_stopped
from ecosystem.launcher.processes import adopt_orphans, signal_on_parent_death, stop_descendants
from ecosystem.launcher.services import Services, check_named_servers
from ecosystem.launcher.state import read_state, var_directory
from ecosystem.launcher.translations import compile_translations

CONNECTIONS = 300  # the race tests open many at once
MOST_PROCESSES = 8  # of one run: each has a Redis database of its own, of sixteen
SHARED_SERVERS = "the test servers"
STARTING_SERVERS = "the test servers, which are starting"
START_LIMIT = 120  # seconds for shared servers that another command is starting
VARIABLES = {"DATABASE_URL": "database_url", "REDIS_URL": "redis_url", "SECRET_KEY": "secret_key"}
QUICK_MARKERS = ["-m", "not slow and not thorough"]
LINT = {
    "ruff": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "djlint": ["djlint", "--lint", "--quiet", "templates"],
    "import contracts": ["lint-imports"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "features": ["python", "-m", "tests.features", "--check"],
    "schema file": ["python", "manage.py", "dump_schema", "--check"],
    "translations": ["python", "-m", "pytest", "-q", "tests/translations", "--ignore=tests/translations/test_pages.py"],
}


def test(checkout: Path, arguments: Sequence[str]) -> int:
    """Run pytest against real servers. Returns its exit code."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the tests' modules take seconds to compile, once for all runs
    with servers_for_tests(checkout):
        _set_up(checkout)
        _find_browser(checkout)
        print_progress("Tests")
        if (markers := _marker_options(arguments)) == QUICK_MARKERS:
            print_progress("Without the walks over all pages: PORTAL_THOROUGH=1 make test adds them")
        return run(["python", "-m", "pytest", *_parallel_options(arguments), *markers, *arguments], checkout)


def _marker_options(arguments: Sequence[str]) -> list[str]:
    """The whole suite leaves out the walks over all pages, unless PORTAL_THOROUGH=1; what was chosen is run."""
    thorough = arguments or os.environ.get("PORTAL_THOROUGH") == "1"
    return ["-m", "not slow"] if thorough else QUICK_MARKERS


def _parallel_options(arguments: Sequence[str]) -> list[str]:
    """The whole suite runs in a process per core, two at least; an idle one takes over half of what another has left."""
    processes = max(2, min(os.cpu_count() or 2, MOST_PROCESSES))
    return [] if arguments else ["-n", str(processes), "--dist", "worksteal"]


def journeys(checkout: Path, arguments: Sequence[str]) -> int:
    """Run the browser tests only; a missing browser is an error."""
    os.environ["PORTAL_REQUIRE_BROWSER"] = "1"
    return test(checkout, [*(arguments or ["tests/journeys"])])


def bench(checkout: Path, arguments: Sequence[str]) -> int:
    """Measure all parts, or those that are named. Returns 1 when a limit is broken."""
    with servers_for_tests(checkout):
        _set_up(checkout)
        return run(["python", "-m", "tests.bench", *arguments], checkout)


def lighthouse(checkout: Path, arguments: Sequence[str]) -> int:
    """Let Lighthouse look at ten public pages. Returns 1 when a score is below its limit."""
    with servers_for_tests(checkout):
        _set_up(checkout)
        _find_browser(checkout)
        return run(["python", "-m", "tests.delivery.lighthouse", *arguments], checkout)


def accessibility(checkout: Path, arguments: Sequence[str]) -> int:
    """Walk every page as every person in both languages and widths; goes on where an earlier walk ended."""
    os.environ["PORTAL_REQUIRE_BROWSER"] = "1"
    with servers_for_tests(checkout):
        _set_up(checkout)
        _find_browser(checkout)
        walk = ["python", "-m", "pytest", "-v", "--no-header", "-m", "slow", "tests/accessibility"]
        return run([*walk, *arguments], checkout)


def tour(checkout: Path, arguments: Sequence[str]) -> int:
    """Walk every role through its pages and write docs/tour/. Returns 1 when a page failed."""
    os.environ["PORTAL_REQUIRE_BROWSER"] = "1"
    with servers_for_tests(checkout):
        _set_up(checkout)
        _find_browser(checkout)
        return run(["python", "-m", "tests.tour", *arguments], checkout)


def lint(checkout: Path, only: Sequence[str]) -> int:
    """Run every check (or those named) to its end. Returns 1 when one of them failed."""
    with servers_for_tests(checkout):
        compile_translations(checkout)
        failed = []
        for name, command in LINT.items():
            if not only or name in only:
                print_progress(name)
                if run(command, checkout) != 0:
                    failed.append(name)
    if failed:
        print_error(f"Failed: {', '.join(failed)}")
    return int(bool(failed))


def schema(checkout: Path) -> int:
    """Write the schema file anew from the migrations. Returns the exit code of the command."""
    with servers_for_tests(checkout):
        return run(["python", "manage.py", "dump_schema"], checkout)


def services(checkout: Path) -> int:
    """Keep the test servers running until asked to stop, for running pytest by hand."""
    directory = var_directory(checkout, test=True)
    with lock_directory(directory, STARTING_SERVERS) as lock, _running_servers(directory):
        lock.set_purpose(SHARED_SERVERS)
        print_progress(f"The test servers run; pytest finds them through {directory / 'portal.json'}. Stop: Ctrl-C")
        while True:
            signal.pause()


def ensure(checkout: Path) -> int:
    """Set everything up and start nothing."""
    _set_up(checkout)
    return 0


@contextmanager
def servers_for_tests(checkout: Path) -> Iterator[Path]:
    """The test servers and their variables; those that `services` keeps running are used as they are."""
    directory = var_directory(checkout, test=True)
    adopt_orphans()
    if shared := shared_servers(directory):
        print_progress(f"Using {lock_holder(directory)}")
        _export_variables(shared)
        yield directory
        return
    with lock_directory(directory, "the tests"), _running_servers(directory):
        yield directory


def shared_servers(directory: Path) -> dict[str, str]:
    """The variables of the servers that `services` keeps running, once they have started; empty when there are none.

    Raises LauncherError when they do not start in time.
    """
    deadline = time.monotonic() + START_LIMIT
    while (purpose := lock_holder_purpose(directory)) == STARTING_SERVERS:
        if time.monotonic() > deadline:
            raise LauncherError(f"Not ready after {START_LIMIT} seconds: {lock_holder(directory)}.")
        time.sleep(0.1)
    if purpose != SHARED_SERVERS:
        return {}
    state = read_state(directory)
    return {variable: str(state[key]) for variable, key in VARIABLES.items()}


@contextmanager
def _running_servers(directory: Path) -> Iterator[None]:
    check_named_servers()
    servers = Services(directory, test=True, connections=CONNECTIONS)
    raise_when_stopped()
    try:
        print_progress("Test servers: PostgreSQL and Valkey")
        servers.start()
        _export_variables(servers.save_settings(demo=False))
        yield
    finally:
        servers.stop()
        stop_descendants(stop_timeout=5)


def _export_variables(variables: dict[str, str]) -> None:
    os.environ |= variables
    os.environ["PORTAL_DEMO"] = "0"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser tests' event loop lives in the test's thread


def run(command: Sequence[str], checkout: Path) -> int:
    """Run a program of the environment to its end. Returns its exit code."""
    parent = os.getpid()
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}"}
    process = subprocess.Popen(
        command, cwd=checkout, env=environment, preexec_fn=lambda: signal_on_parent_death(parent)
    )
    try:
        return process.wait()
    except StopRequested as stopped:
        if stopped.signal != signal.SIGINT:  # Ctrl-C went to the program as well: let it end by itself
            process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        raise


def _set_up(checkout: Path) -> None:
    ensure_assets(checkout, print_progress)
    compile_translations(checkout)


def _find_browser(checkout: Path) -> None:
    """Tell the tests where a Chromium is; one that is required is fetched if need be."""
    chromium = find_chromium(checkout)
    if not chromium and os.environ.get("PORTAL_REQUIRE_BROWSER") == "1":
        install_browser(checkout, print_progress)
        chromium = find_chromium(checkout)
    if chromium:
        os.environ["PORTAL_CHROMIUM"] = str(chromium)
    else:
        print_progress("No Chromium found: the browser tests will be skipped ('make journeys' fetches one)")
