"""What cannot be served is one clear sentence, before any work is done."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from ecosystem.launcher.state import CHECKOUT
from tests.ecosystem.launcher.conftest import Checkout
from tests.thorough import sample


def refused(checkout: Checkout, **variables: str) -> str:
    ended = checkout.command("run", **variables)
    assert ended.returncode == 1
    assert checkout.processes() == []
    (sentence,) = ended.stderr.strip().splitlines()
    return sentence


def test_run_names_a_taken_port_and_another_one(checkout: Checkout) -> None:
    with socket.create_server(("127.0.0.1", checkout.port)):
        sentence = refused(checkout)
    assert sentence == (
        f"Port {checkout.port} on 127.0.0.1 is taken; choose another one, as in: make run PORT={checkout.port + 1}"
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_run_refuses_to_show_the_demonstration_to_others(checkout: Checkout, host: str) -> None:
    assert refused(checkout, HOST=host).startswith(f"HOST is '{host}', but demonstration mode")


def test_run_takes_a_foreign_address_outside_demonstration_only_if_it_is_ours(checkout: Checkout) -> None:
    sentence = refused(checkout, HOST="192.0.2.1", PORTAL_DEMO="0")
    assert sentence.startswith(f"HOST '192.0.2.1' with PORT {checkout.port} cannot be served")


@pytest.mark.parametrize("port", sample(["0", "65536", "http", "-1", "８０００"], at_most=2))
def test_run_names_what_ports_are_allowed(checkout: Checkout, port: str) -> None:
    assert refused(checkout, PORT=port) == f"PORT is {port!r}; allowed are 1 to 65535."


def test_run_refuses_an_unclear_switch(checkout: Checkout) -> None:
    assert refused(checkout, PORTAL_DEMO="yes") == "PORTAL_DEMO is 'yes'; allowed are 0 and 1."


@pytest.mark.parametrize(
    ("variable", "url", "beginning"),
    [
        (
            "DATABASE_URL",
            "postgres://portal:secret@127.0.0.1:9/portal",
            "DATABASE_URL: no usable PostgreSQL at 127.0.0.1:9",
        ),
        ("DATABASE_URL", "sqlite:///portal.db", "DATABASE_URL must look like postgres://"),
        ("DATABASE_URL", "postgres://portal@127.0.0.1:port/portal", "DATABASE_URL must look like postgres://"),
        ("REDIS_URL", "redis://:secret@127.0.0.1:9/0", "REDIS_URL: no usable Redis at 127.0.0.1:9"),
        ("REDIS_URL", "127.0.0.1:6379", "REDIS_URL must look like redis://"),
    ],
)
def test_run_names_an_unreachable_server_without_its_password(
    checkout: Checkout, variable: str, url: str, beginning: str
) -> None:
    sentence = refused(checkout, **{variable: url})
    assert sentence.startswith(beginning)
    assert "secret" not in sentence


def test_bootstrap_names_the_python_it_needs(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.18" || exit 1\n')
    old.chmod(0o755)
    for tool in ("dirname",):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    ended = subprocess.run(
        ["/bin/sh", CHECKOUT / "bin" / "portal", "run"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr == (
        "Python 3.11 or newer is needed (found: Python 3.9.18); name one with PYTHON=/path/to/python3.\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_run_names_a_folder_of_another_user(checkout: Checkout) -> None:
    checkout.var.mkdir(mode=0o500)
    assert "belongs to another user" in refused(checkout)
