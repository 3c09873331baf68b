"""What a request takes of the processors: in this process, and in the server's process of its connection.

Elapsed time grows with whatever else the machine does: a page of 20 ms is interrupted in every turn, its bare view of 1 ms in
none. Where the server's process is not one of this machine (Linux), elapsed time has to do.
"""

import time
from pathlib import Path

from django.db import connection

NANOSECONDS = 1e-9


def spent() -> float:
    """Seconds spent so far; only the difference of two readings over one open connection means something."""
    connection.ensure_connection()
    times = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    try:
        server = int(times.read_text(encoding="ascii").split()[0]) * NANOSECONDS
    except OSError:
        return time.perf_counter()
    return time.process_time() + server
