"""What approvals and payments cost, and how long they hold the lock of their budget line.

Measured on a durable server of its own, whose commits wait for the disk: the other test servers do not.
"""

import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from ecosystem.core import workflow  # noqa: E402
from ecosystem.core.conflicts import version_of  # noqa: E402
from ecosystem.core.schema import create_database, prepare_schema  # noqa: E402
from ecosystem.launcher.postgres import Postgres  # noqa: E402
from programmes.grants.actions import award as awards  # noqa: E402
from programmes.grants.actions import payment as payments  # noqa: E402
from programmes.grants.models import ApplicationStatus, TrancheStatus  # noqa: E402
from tests.bench.measure import SETTINGS  # noqa: E402
from tests.bench.report import Options, Row, Topic  # noqa: E402
from tests.factories import BudgetLineFactory, CallFactory, time_limits  # noqa: E402
from tests.programmes.grants.cases import AMOUNT, Case, contracted_case, proposed_case  # noqa: E402

LINES = 64
CLIENTS = 8  # processes that approve at once
ROUNDS = 3  # of approvals on one line and on many
TURNS = 32  # of an action with its trail, and without
WARM_UP = 4
LEAST_THROUGHPUT = 0.8  # of one line, over that of 64 lines
MOST_HELD = 0.2  # of a request, while the line is locked
MOST_OVER_BARE = 1.5  # an action with audit, outbox and figures over the same without
LINE_UPDATE = 'UPDATE "plan_budgetline"'
BARE, MEASURED = "bare", "measured"  # databases
# Triggers that write the trail, or what figures are made of.
TRAIL_TRIGGERS = re.compile(r"^pgtrigger_(insert_insert|update_update|delete_delete|figures|measures|predecessors)_")

Act = Callable[[Case], object]


def rows(options: Options) -> Iterator[Row]:
    """Start the server and measure in a process that uses it."""
    folder = Path(settings.VAR_DIR) / "test" / "durable"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "log").mkdir(parents=True)
    server = Postgres(folder)
    server.child.start()
    try:
        server.wait()
        environment = os.environ | {"DATABASE_URL": server.url}
        command = [sys.executable, "-m", "tests.bench.approvals"]
        measured = subprocess.run(
            command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, check=True
        )
        yield from map(Row.from_json, measured.stdout.splitlines())
    finally:
        server.child.stop()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Make the records, measure, print the rows."""
    prepare_schema()
    with ExitStack() as stack:
        stack.enter_context(override_settings(**SETTINGS, PASSWORD_HASHERS=FAST_HASHERS, MEDIA_ROOT=settings.VAR_DIR))
        stack.enter_context(patch("ecosystem.notices.mail.send_outbox_task", lambda: None))
        stack.enter_context(patch("programmes.grants.actions.letter.decision_letter_pdf", lambda data: b"%PDF"))
        time_limits()
        first = contracted_case()
        one_line = [proposals(first, lines=1) for _ in range(ROUNDS)]
        many_lines = [proposals(first, lines=LINES) for _ in range(ROUNDS)]
        single = proposals(first, lines=1, count=TURNS)
        approvals, tranches = proposals(first, lines=LINES, count=TURNS), accepted_tranches(first)
        for row in (
            throughput_ratio(one_line, many_lines),
            held_share(single),
            over_bare("Approve", approve, approvals),
            over_bare("Pay", pay, tranches),
        ):
            print(row.as_json(), flush=True)


FAST_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def proposals(colleagues: Case, *, lines: int, count: int = LINES) -> list[Case]:
    """Proposed grants of the same people's unit, on so many budget lines, each of which has room for all."""
    unit = colleagues.application.call.unit
    calls = [
        CallFactory(unit=unit, budget_line=BudgetLineFactory(planned=(count + 1) * AMOUNT))
        for _ in range(min(lines, count))
    ]
    return [proposed_case(call=calls[number % len(calls)], colleagues=colleagues) for number in range(count)]


def accepted_tranches(colleagues: Case) -> list[Case]:
    """Contracts that run, each with an accepted tranche that can be paid."""
    call = CallFactory(unit=colleagues.application.call.unit, budget_line__planned=(TURNS + 1) * AMOUNT)
    states = (ApplicationStatus.IN_PROGRESS, TrancheStatus.ACCEPTED)
    return [contracted_case(*states, call=call, colleagues=colleagues) for _ in range(TURNS)]


def approve(case: Case) -> object:
    number = f"{case.application.pk}/QĐ"
    return awards.approve_award(
        case.application, by=case.director, decision_number=number, decided_on=timezone.localdate()
    )


def pay(case: Case) -> object:
    reference = f"UNC {case.tranches[0].pk}"
    return payments.pay_tranche(case.tranches[0], by=case.accountant, paid_on=timezone.localdate(), reference=reference)


# --- Requests -------------------------------------------------------------------------------------------------
def approval_request(client: Client, case: Case) -> None:
    """The request by which the director approves."""
    answer = client.post(
        reverse("grants:award_approve", args=[case.application.pk]),
        {
            "decision_number": f"{case.application.pk}/QĐ",
            "decided_on": f"{timezone.localdate():%d/%m/%Y}",
            "shown_version": version_of(case.award),
        },
    )
    if answer.status_code != 302:
        raise RuntimeError(f"An approval answered {answer.status_code}.")


def signed_in(case: Case) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(case.director)
    return client


def throughput_ratio(one_line: list[list[Case]], many_lines: list[list[Case]]) -> Row:
    """Approvals a second of clients at once on one line, over those on many; in turns, the median round of each."""
    at_one, at_many = [], []
    for single, spread in zip(one_line, many_lines, strict=True):
        at_one.append(len(single) / seconds_of_clients(single))
        at_many.append(len(spread) / seconds_of_clients(spread))
    one, many = median(at_one), median(at_many)
    note = f"{one:.0f} / {many:.0f} a second"
    what, measure = f"{CLIENTS} clients on one line", f"times the rate on {LINES} lines"
    return Row(Topic.ONE_LINE, what, measure, one / many, LEAST_THROUGHPUT, at_least=True, note=note)


def seconds_of_clients(cases: list[Case]) -> float:
    """How long CLIENTS processes take for these approvals, from the moment when all are signed in."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    start, times = context.Barrier(CLIENTS + 1), context.Queue()

    def work(own: list[Case]) -> None:
        client = signed_in(own[0])
        client.get(reverse("grants:award_approve", args=[own[0].application.pk]))
        start.wait()
        for case in own:
            approval_request(client, case)
        times.put(time.monotonic())

    workers = [context.Process(target=work, args=(cases[number::CLIENTS],), daemon=True) for number in range(CLIENTS)]
    for worker in workers:
        worker.start()
    start.wait()
    began = time.monotonic()
    ends = [times.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    return float(max(ends) - began)


def held_share(cases: list[Case]) -> Row:
    """The share of a request in which the budget line is locked: from its UPDATE to the end of the commit."""
    client, times = signed_in(cases[0]), []
    for case in cases:
        with noted_times() as noted:
            began = time.perf_counter()
            approval_request(client, case)
            taken = time.perf_counter() - began
        held = noted["committed"] - noted["locked"]
        times.append((held / taken, held, taken))
    share, held, taken = (median(column) for column in zip(*times[WARM_UP:], strict=True))
    note = f"{held * 1000:.1f} / {taken * 1000:.1f} ms"
    return Row(Topic.ONE_LINE, "One approval", "of it the line is locked", share, MOST_HELD, note=note)


@contextmanager
def noted_times() -> Iterator[dict[str, float]]:
    """The moment at which the statement that locks the line was sent, and that at which the commit after it returned."""
    noted: dict[str, float] = {}
    commit = BaseDatabaseWrapper.commit

    def note_statement(execute: Any, statement: str, parameters: Any, many: bool, context: Any) -> Any:
        if LINE_UPDATE in statement:
            noted["locked"] = time.perf_counter()
        return execute(statement, parameters, many, context)

    def note_commit(self: BaseDatabaseWrapper) -> None:
        commit(self)
        if "locked" in noted:
            noted.setdefault("committed", time.perf_counter())

    with patch.object(BaseDatabaseWrapper, "commit", note_commit), connection.execute_wrapper(note_statement):
        yield noted


# --- Actions --------------------------------------------------------------------------------------------------
def over_bare(name: str, act: Act, cases: list[Case]) -> Row:
    """An action over the same without audit trail, outbox and figures, in turns; the lower quartile of each."""
    database = connection.settings_dict["NAME"]
    connections.close_all()
    for copy in (MEASURED, BARE):
        create_database(copy, template=database)
    times: dict[str, list[float]] = {MEASURED: [], BARE: []}
    with open_connections(MEASURED, BARE) as use:
        use(BARE)
        disable_trail_triggers()
        for turn, case in enumerate(cases):
            for copy in (MEASURED, BARE)[:: -1 if turn % 2 else 1]:
                use(copy)
                with ExitStack() as stack:
                    if copy == BARE:
                        stack.enter_context(without_trail())
                    began = time.perf_counter()
                    act(case)
                    times[copy].append(time.perf_counter() - began)
    full, bare = (lower_quartile(times[copy][WARM_UP:]) for copy in (MEASURED, BARE))
    note, measure = f"{full * 1000:.1f} / {bare * 1000:.1f} ms", "times the same without"
    return Row(Topic.TRAIL, name, measure, full / bare, MOST_OVER_BARE, note=note)


def lower_quartile(times: list[float]) -> float:
    """What is gone from it is the other work of the machine."""
    return sorted(times)[len(times) // 4]


@contextmanager
def open_connections(*names: str) -> Iterator[Callable[[str], None]]:
    """A function that lets every query go to one of these databases, each over a connection that stays open."""
    before = connections["default"]
    wrappers = {name: connections.create_connection("default") for name in names}
    for name, wrapper in wrappers.items():
        wrapper.settings_dict = {**wrapper.settings_dict, "NAME": name}

    def use(name: str) -> None:
        connections["default"] = wrappers[name]

    try:
        yield use
    finally:
        connections["default"] = before
        for wrapper in wrappers.values():
            wrapper.close()


def disable_trail_triggers() -> None:
    """Disable the triggers that write history and figures; the laws of the database stay."""
    with connection.cursor() as cursor:
        for table, name in trail_triggers():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")


def trail_triggers() -> list[tuple[str, str]]:
    """The triggers that write history and figures, each with its table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2")
        return [(table, name) for table, name in cursor.fetchall() if TRAIL_TRIGGERS.match(name)]


@contextmanager
def without_trail() -> Iterator[None]:
    """The actions without entries in the audit trail, without its context, and without notices and their recipients."""
    notices = [(awards, "_notify_of_decision"), (payments, "notify_owners")]
    with ExitStack() as stack:
        for module, name in notices:
            stack.enter_context(patch.object(module, name, lambda *args, **values: None))
        stack.enter_context(patch.object(workflow.AuditEntry.objects, "create", lambda **values: None))
        stack.enter_context(patch.object(workflow.pghistory, "context", lambda **values: nullcontext()))
        yield


if __name__ == "__main__":
    main()
