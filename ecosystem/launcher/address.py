"""Where the portal is served: HOST and PORT, checked before any work is done."""

import ipaddress
import os
import socket
from dataclasses import dataclass

from ecosystem.launcher.console import LauncherError
from ecosystem.launcher.ports import is_free


@dataclass(frozen=True)
class Address:
    """One host name or address, and a port."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - only read
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def require_free(self) -> None:
        """Raises LauncherError when the portal could not listen here."""
        try:
            free = is_free(self.port, self.host)
        except OSError as error:
            message = f"HOST {self.host!r} with PORT {self.port} cannot be served: {error.strerror}."
            raise LauncherError(message) from error
        if not free:
            another = self.port % 65535 + 1
            message = f"Port {self.port} on {self.host} is taken; choose another one, as in: make run PORT={another}"
            raise LauncherError(message)


def address_from_environment(*, demo: bool) -> Address:
    """HOST and PORT, or 127.0.0.1 and 8000. Raises LauncherError for what must not be served."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        raise LauncherError(f"PORT is {port!r}; allowed are 1 to 65535.")
    if demo and not is_loopback(host):
        raise LauncherError(
            f"HOST is {host!r}, but demonstration mode, whose passwords are public, serves this machine only: "
            "use a loopback address such as 127.0.0.1, or set PORTAL_DEMO=0."
        )
    return Address(host, int(port))


def is_loopback(host: str) -> bool:
    """Whether every address of this name leads back to this machine."""
    try:
        addresses = socket.getaddrinfo(host, None)
    except OSError as error:
        raise LauncherError(f"HOST is {host!r}, which is no address of this machine ({error.strerror}).") from error
    return all(ipaddress.ip_address(str(entry[4][0]).split("%")[0]).is_loopback for entry in addresses)


def switch(name: str, *, default: bool) -> bool:
    """A variable that is 0 or 1. Raises LauncherError for anything else."""
    value = os.environ.get(name) or str(int(default))
    if value not in ("0", "1"):
        raise LauncherError(f"{name} is {value!r}; allowed are 0 and 1.")
    return value == "1"
