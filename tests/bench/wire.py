"""Requests to the real server with as little work of the client as can be."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.delivery.deployed import Portal

BROWSER = "User-Agent: Mozilla/5.0 Firefox/140\r\nAccept-Encoding: gzip\r\nX-Forwarded-Proto: https\r\n"


@contextmanager
def connected(portal: Portal) -> Iterator[socket.socket]:
    """A connection that stays open for many requests."""
    with socket.create_connection(("127.0.0.1", portal.port)) as link:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield link


def exchange(link: socket.socket, address: str, headers: str = "") -> None:
    """One request and its whole answer. Raises RuntimeError unless it is 200."""
    link.sendall(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n{BROWSER}{headers}\r\n".encode())
    received = link.recv(65536)
    head, _blank, body = received.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"{address}: {head[:200]!r}")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(link.recv(65536))


def seconds(portal: Portal, address: str, headers: str = "") -> float:
    """How long one request over a new connection takes."""
    start = time.perf_counter()
    with connected(portal) as link:
        exchange(link, address, headers)
    return time.perf_counter() - start
