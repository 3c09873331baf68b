"""Free TCP ports, and whether one is taken."""

import errno
import random
import socket

# Below Linux' range for outgoing connections (32768 and up), so that no client takes a port between two runs.
CANDIDATES = range(20000, 32000)


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen here. Raises OSError for an address that is not ours."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return False
    return True


def choose_port(last_port: int | None) -> int:
    """The port of the last run if it is still free, else another one."""
    if last_port and is_free(last_port):
        return last_port
    return next(port for port in random.sample(CANDIDATES, len(CANDIDATES)) if is_free(port))
