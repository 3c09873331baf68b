"""Starts and stops of the whole, with real servers: nothing is left behind and nothing is lost."""

import os
import signal
from collections.abc import Callable

import psutil
import pytest

from ecosystem.launcher.state import read_state
from tests.ecosystem.launcher.conftest import RUN, Checkout, has_ended, wait_until

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stop_signal_ends_every_process(checkout: Checkout, number: signal.Signals) -> None:
    guard = checkout.start()
    assert {process.name() for process in checkout.processes()} >= {"postgres", "valkey-server"}
    guard.send_signal(number)
    assert guard.wait(40) == 0
    assert checkout.processes() == []


def test_ctrl_c_in_a_terminal_ends_every_process(checkout: Checkout) -> None:
    guard = checkout.start()
    os.killpg(guard.pid, signal.SIGINT)
    assert guard.wait(40) == 0
    assert checkout.processes() == []


def test_make_stop_ends_every_process(checkout: Checkout) -> None:
    guard = checkout.start()
    assert checkout.command("stop").returncode == 0
    assert guard.wait(40) == 0
    assert checkout.processes() == []


@pytest.mark.parametrize("victim", ["guard", "supervisor", "both"])
def test_killed_supervisor_leaves_no_process(checkout: Checkout, victim: str) -> None:
    guard = checkout.start()
    supervisor = checkout.supervisor(guard)
    victims = {"guard": [guard.pid], "supervisor": [supervisor.pid], "both": [guard.pid, supervisor.pid]}[victim]
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: checkout.is_empty() and has_ended(supervisor))


@pytest.mark.parametrize("how", ["stopped", "supervisor killed", "guard killed"])
def test_stubborn_grandchild_in_a_session_of_its_own_is_ended(checkout: Checkout, how: str) -> None:
    guard = checkout.start(STUBBORN="1")
    supervisor = checkout.supervisor(guard)
    assert checkout.named("trap").is_running()
    if how == "stopped":
        guard.terminate()
    else:
        (supervisor if how == "supervisor killed" else psutil.Process(guard.pid)).kill()
    assert wait_until(checkout.is_empty, seconds=40)


def test_start_ends_what_the_death_of_guard_and_supervisor_left(checkout: Checkout) -> None:
    guard = checkout.start(STUBBORN="1")
    for process in (psutil.Process(guard.pid), checkout.supervisor(guard)):
        process.kill()
    left = checkout.named("trap")
    checkout.start()
    assert has_ended(left)


def test_killed_make_leaves_no_process(checkout: Checkout) -> None:
    (checkout.path / "Makefile").write_text(f"run:\n\t@{' '.join(RUN)}\n")
    make = checkout.start("make", "run")
    make.kill()
    assert wait_until(checkout.is_empty)


def test_data_survive_the_death_of_everything(checkout: Checkout) -> None:
    guard = checkout.start()
    for _ in range(5):
        checkout.ask("/rows", "POST")
    keys = checkout.ask("/keys", "POST")
    checkout.kill_everything(guard)
    assert wait_until(checkout.is_empty)

    checkout.start()
    assert checkout.ask("/rows") == "5"
    assert checkout.ask("/keys") == keys


def test_start_succeeds_at_once_after_a_kill_that_left_the_servers(checkout: Checkout) -> None:
    guard = checkout.start()
    checkout.ask("/rows", "POST")
    for process in (psutil.Process(guard.pid), checkout.supervisor(guard)):
        process.kill()
    checkout.start()
    assert checkout.ask("/rows") == "1"


def test_start_drops_a_lock_file_that_names_a_foreign_process(checkout: Checkout) -> None:
    guard = checkout.start()
    checkout.kill_everything(guard)
    lock = checkout.var / "postgres" / "postmaster.pid"
    lines = lock.read_text().splitlines()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    checkout.start()
    assert checkout.ask("/healthz") == "ok"


@pytest.mark.parametrize("name", ["postgres", "valkey", "granian", "worker", "beat"])
def test_crashed_child_is_started_again(checkout: Checkout, name: str) -> None:
    checkout.start()
    checkout.ask("/rows", "POST")
    victim = checkout.named(name)
    victim.kill()
    assert wait_until(lambda: any(name in " ".join(p.cmdline()) and p.pid != victim.pid for p in checkout.processes()))
    assert wait_until(lambda: answers(checkout, "/rows", "1"))
    assert wait_until(lambda: answers(checkout, "/keys", "0"))


def answers(checkout: Checkout, path: str, expected: str) -> bool:
    try:
        return checkout.ask(path) == expected
    except OSError:
        return False


def test_second_run_in_the_same_checkout_is_one_sentence(checkout: Checkout) -> None:
    guard = checkout.start()
    second = checkout.command("run")
    assert second.returncode == 1
    assert second.stderr == (
        f"Already running in this checkout: the portal at http://127.0.0.1:{checkout.port} (process {guard.pid}); "
        "'make stop' stops it.\n"
    )
    assert checkout.command("reset").returncode == 1
    assert checkout.ask("/healthz") == "ok"


def test_reset_removes_the_data_and_keeps_what_is_built(checkout: Checkout) -> None:
    guard = checkout.start()
    checkout.ask("/rows", "POST")
    (checkout.var / "vendor").mkdir()
    guard.terminate()
    guard.wait(40)
    assert checkout.command("reset").returncode == 0
    assert {path.name for path in checkout.var.iterdir()} == {"vendor", "lock"}
    checkout.start()
    assert checkout.ask("/rows") == "0"


def test_two_checkouts_run_side_by_side(new_checkout: Callable[[], Checkout]) -> None:
    first, second = new_checkout(), new_checkout()
    first.start()
    second.start()
    first.ask("/rows", "POST")
    assert (first.ask("/rows"), second.ask("/rows")) == ("1", "0")


def test_run_uses_the_servers_it_is_given_and_reset_leaves_them(new_checkout: Callable[[], Checkout]) -> None:
    owner, guest = new_checkout(), new_checkout()
    owner.start()
    given = read_state(owner.var)
    guard = guest.start(DATABASE_URL=given["database_url"], REDIS_URL=given["redis_url"])
    guest.ask("/rows", "POST")
    assert {process.name() for process in guest.processes()}.isdisjoint({"postgres", "valkey-server"})
    guard.terminate()
    guard.wait(40)
    assert guest.command("reset").returncode == 0
    assert owner.ask("/rows") == "1"


def test_ports_and_keys_are_remembered_and_private(checkout: Checkout) -> None:
    guard = checkout.start()
    first = read_state(checkout.var)
    assert (checkout.var / "portal.json").stat().st_mode & 0o777 == 0o600
    guard.terminate()
    guard.wait(40)
    checkout.start()
    assert read_state(checkout.var) == first


@pytest.mark.parametrize("given", ["", "https://khoinghiep.example"])
def test_demonstration_writes_whole_addresses_into_its_mails(checkout: Checkout, given: str) -> None:
    checkout.start(**({"SITE_ADDRESS": given} if given else {}))
    assert checkout.ask("/site") == (given or f"http://127.0.0.1:{checkout.port}")


def test_start_with_unchanged_files_prepares_nothing_but_the_accounts(checkout: Checkout) -> None:
    prepared, built = checkout.var / "prepared", checkout.var / "static" / ".key"
    steps = (
        (lambda: None, "all"),
        (lambda: None, "accounts"),
        ((checkout.path / "ecosystem" / "changed.py").touch, "all"),
        (built.unlink, "all"),
    )
    for change, expected in steps:
        change()
        guard = checkout.start()
        assert wait_until(prepared.is_file)
        assert prepared.read_text().split() == [expected]
        guard.terminate()
        assert guard.wait(40) == 0
        prepared.unlink()
