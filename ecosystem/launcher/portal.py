"""`make run`: everything from an empty folder to a portal that answers, and back to no process at all."""

import http.client
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from ecosystem.launcher.address import Address, address_from_environment, switch
from ecosystem.launcher.assets import ensure_assets
from ecosystem.launcher.console import LauncherError, elapsed_seconds, print_progress
from ecosystem.launcher.directory_lock import lock_directory
from ecosystem.launcher.guard import run_with_guard
from ecosystem.launcher.preparation import files_key, is_prepared
from ecosystem.launcher.processes import Child, stop_leftover_processes
from ecosystem.launcher.services import Services, check_named_servers
from ecosystem.launcher.state import var_directory
from ecosystem.launcher.supervise import Supervisor
from ecosystem.launcher.translations import compile_translations

WEB_WORKERS, TASK_WORKERS = "2", "2"
WEB_THREADS = "6"  # 4 for pages, and 2 for long bodies (ecosystem.core.web.large_bodies.DOWNLOADS)
START_LIMIT = 90  # seconds for the first answer


def run(checkout: Path) -> int:
    """Serve the portal until asked to stop. Returns the exit code."""
    demo = switch("PORTAL_DEMO", default=True)
    directory = var_directory(checkout)
    address = address_from_environment(demo=demo)
    with lock_directory(directory, f"the portal at {address.url}"):
        address.require_free()  # now that nothing of ours can hold it
        check_named_servers()
        return run_with_guard(lambda: Portal(checkout, directory, address, demo=demo).serve())


class Portal:
    """One run of the portal of a checkout."""

    def __init__(self, checkout: Path, directory: Path, address: Address, *, demo: bool) -> None:
        self.checkout, self.directory, self.address, self.demo = checkout, directory, address, demo
        self.services = Services(directory)
        self.accounts = directory / "demonstration-accounts.txt"
        self.programs: list[Child] = []
        self.account_check: Child | None = None

    def serve(self) -> int:
        """Set up, start, watch; whatever ends it, everything is stopped in order."""
        try:
            self._set_up()
            self._start()
        finally:
            print_progress("Stopping")
            Supervisor([*self.programs, *([self.account_check] if self.account_check else [])]).stop()
            self.services.stop()
            stop_leftover_processes(self.directory, stop_timeout=3)
            print_progress("Stopped; nothing is left running")
        return 0

    def _set_up(self) -> None:
        ensure_assets(self.checkout, print_progress)
        compiled = compile_translations(self.checkout)
        if compiled:
            print_progress(f"Translations compiled: {compiled}")
        print_progress("PostgreSQL and Valkey")
        self.services.start()
        os.environ |= self.services.save_settings(demo=self.demo) | {"PORTAL_HASHED_STATIC": "1"}
        if self.demo:  # elsewhere only who runs the portal knows how the world calls it
            os.environ.setdefault("SITE_ADDRESS", self.address.url)
        self._prepare()

    def _prepare(self) -> None:
        """Bring database and static files up to date; where no file changed since, the accounts alone, and later."""
        key = files_key(self.checkout, self.directory, demo=self.demo)
        command = [sys.executable, "manage.py", "prepare", "--accounts", str(self.accounts)]
        if is_prepared(self.services.database_url, self.directory, key) and self.accounts.is_file() == self.demo:
            if self.demo:
                log = self.directory / "log" / "accounts.log"
                self.account_check = Child(
                    "accounts",
                    [*command, "--only-accounts"],
                    directory=self.checkout,
                    log=log,
                    stop_timeout=START_LIMIT,
                )
            return
        self.accounts.unlink(missing_ok=True)
        command += ["--files-key", key]
        if subprocess.run(command, cwd=self.checkout, stdin=subprocess.DEVNULL, check=False).returncode != 0:
            raise LauncherError("The database could not be prepared; see above.")

    def _start(self) -> None:
        """The web server alone at first: what starts beside it would keep its readers waiting."""
        print_progress("Web server, worker and beat")
        web, beat, worker = self.programs = self._programs()
        servers = [server.child for server in reversed(self.services.servers)]
        web.start()
        Supervisor([web, *servers]).wait_until(lambda: is_answering(self.address), START_LIMIT)
        worker.start()
        beat.start()
        self._print_welcome()
        if self.account_check:
            self.account_check.start()
            self._wait_for_account_check(self.account_check)
        Supervisor([web, beat, worker, *servers]).watch()

    def _wait_for_account_check(self, check: Child) -> None:
        check.finish()
        if check.process and check.process.returncode != 0:
            print_progress(f"The demonstration accounts could not be put right (see {check.log})")

    def _programs(self) -> list[Child]:
        """Web, beat, worker: the order in which they stop."""
        celery = ["celery", "-A", "ecosystem"]
        schedule = self.directory / "beat-schedule"
        beat = [*celery, "beat", "--schedule", str(schedule), "--pidfile=", "--loglevel=WARNING"]
        worker = [*celery, "worker", f"--concurrency={TASK_WORKERS}", "--without-gossip", "--without-mingle"]
        web = ["granian", "--interface=wsgi", "--host", self.address.host, "--port", str(self.address.port)]
        web += ["--workers", WEB_WORKERS, "--blocking-threads", WEB_THREADS, "--no-ws", "--access-log"]
        web += ["--workers-kill-timeout=3s", "ecosystem.wsgi:application"]
        return [
            self._program("web", web),
            self._program("beat", beat),
            self._program("worker", [*worker, "--loglevel=WARNING"], stop_timeout=15),
        ]

    def _program(self, name: str, command: list[str], stop_timeout: float = 8) -> Child:
        log = self.directory / "log" / f"{name}.log"
        return Child(
            name, [sys.executable, "-m", *command], directory=self.checkout, log=log, stop_timeout=stop_timeout
        )

    def _print_welcome(self) -> None:
        lines = ["", f"  The portal is at {self.address.url}  (ready in {elapsed_seconds():.1f} s)", ""]
        if self.demo:
            accounts = self.accounts.read_text(encoding="utf-8").splitlines()
            lines += ["  Demonstration accounts:", *(f"  {line}" for line in accounts), ""]
        lines += [f"  Logs: {self.directory / 'log'}", "  Stop: Ctrl-C here, or 'make stop' in another terminal", ""]
        print("\n".join(lines), flush=True)


def is_answering(address: Address) -> bool:
    """Whether the web server answers; a refusal of this host name is an answer too."""
    place = urlsplit(address.url)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
