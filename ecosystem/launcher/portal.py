"""`make run`: everything from an empty folder to a portal that answers, and back to no process at all."""

import http.client
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from ecosystem.launcher.address import Address, address_from_environment, switch
from ecosystem.launcher.assets import ensure_assets
from ecosystem.launcher.console import Refusal, say, seconds
from ecosystem.launcher.guard import guarded
from ecosystem.launcher.prepared import files_key, is_prepared
from ecosystem.launcher.processes import Child, end_leftovers
from ecosystem.launcher.services import Services, check_named_servers, exclusive
from ecosystem.launcher.state import var_directory
from ecosystem.launcher.supervise import Supervisor
from ecosystem.launcher.translations import compile_translations

WEB_WORKERS, WEB_THREADS, TASK_WORKERS = "2", "4", "2"
START_LIMIT = 90  # seconds for the first answer


def run(checkout: Path) -> int:
    """Serve the portal until asked to stop. Returns the exit code."""
    demo = switch("PORTAL_DEMO", default=True)
    directory = var_directory(checkout)
    address = address_from_environment(demo=demo)
    with exclusive(directory, f"the portal at {address.url}"):
        address.require_free()  # now that nothing of ours can hold it
        check_named_servers()
        return guarded(lambda: Portal(checkout, directory, address, demo=demo).serve())


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
            say("Stopping")
            Supervisor([*self.programs, *([self.account_check] if self.account_check else [])]).stop()
            self.services.stop()
            end_leftovers(self.directory, patience=3)
            say("Stopped; nothing is left running")
        return 0

    def _set_up(self) -> None:
        ensure_assets(self.checkout, say)
        compiled = compile_translations(self.checkout)
        if compiled:
            say(f"Translations compiled: {compiled}")
        say("PostgreSQL and Valkey")
        self.services.start()
        os.environ |= self.services.remember(demo=self.demo) | {"PORTAL_HASHED_STATIC": "1"}
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
                    "accounts", [*command, "--only-accounts"], directory=self.checkout, log=log, patience=START_LIMIT
                )
            return
        self.accounts.unlink(missing_ok=True)
        command += ["--files-key", key]
        if subprocess.run(command, cwd=self.checkout, stdin=subprocess.DEVNULL, check=False).returncode != 0:
            raise Refusal("The database could not be prepared; see above.")

    def _start(self) -> None:
        """The web server alone at first: what starts beside it would keep its readers waiting."""
        say("Web server, worker and beat")
        web, beat, worker = self.programs = self._programs()
        servers = [server.child for server in reversed(self.services.servers)]
        web.start()
        Supervisor([web, *servers]).wait_until(lambda: answers(self.address), START_LIMIT)
        worker.start()
        beat.start()
        self._welcome()
        if self.account_check:
            self.account_check.start()
            self._finish(self.account_check)
        Supervisor([web, beat, worker, *servers]).watch()

    def _finish(self, check: Child) -> None:
        check.finish()
        if check.process and check.process.returncode != 0:
            say(f"The demonstration accounts could not be put right (see {check.log})")

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
            self._program("worker", [*worker, "--loglevel=WARNING"], patience=15),
        ]

    def _program(self, name: str, command: list[str], patience: float = 8) -> Child:
        log = self.directory / "log" / f"{name}.log"
        return Child(name, [sys.executable, "-m", *command], directory=self.checkout, log=log, patience=patience)

    def _welcome(self) -> None:
        lines = ["", f"  The portal is at {self.address.url}  (ready in {seconds():.1f} s)", ""]
        if self.demo:
            accounts = self.accounts.read_text(encoding="utf-8").splitlines()
            lines += ["  Demonstration accounts:", *(f"  {line}" for line in accounts), ""]
        lines += [f"  Logs: {self.directory / 'log'}", "  Stop: Ctrl-C here, or 'make stop' in another terminal", ""]
        print("\n".join(lines), flush=True)


def answers(address: Address) -> bool:
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
