"""The user that Postgres runs as. It refuses uid 0: as root it gets a user namespace of its own, else runs as nobody."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

NOBODY = 65534  # must be in /etc/passwd: Postgres looks its own name up
CLONE_NEWUSER = 0x10000000
PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 8, 47, 2
CAPABILITY_VERSION_3, CAP_DAC_OVERRIDE = 0x20080522, 1


def database_identity() -> tuple[int, Callable[[], None]]:
    """The uid that owns the data directory, and what a child does before it becomes Postgres."""
    if os.geteuid() != 0:
        return os.geteuid(), _keep_identity
    if _namespaces_work():
        return 0, enter_user_namespace
    return NOBODY, drop_root


def change_owner(uid: int, directory: Path) -> None:
    """Hand a data directory over when an earlier run, under another identity, made it."""
    if os.geteuid() == 0 and directory.stat().st_uid != uid:
        for folder, _, names in os.walk(directory):
            for path in (folder, *(f"{folder}/{name}" for name in names)):
                os.chown(path, uid, uid)


def enter_user_namespace() -> None:
    """Be nobody inside, root outside: files stay root's, and no folder has to be opened to others."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} 0 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} 0 1")


def drop_root() -> None:
    """Drop root, but keep the one capability to pass closed parent folders, when the container has it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    capability = 1 << CAP_DAC_OVERRIDE
    data = (ctypes.c_uint32 * 6)(capability, capability, capability, 0, 0, 0)
    if libc.capset(header, data) == 0:
        libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def _keep_identity() -> None:
    """An ordinary user may run Postgres as it is."""


def _namespaces_work() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        probe = subprocess.run(["/bin/true"], preexec_fn=enter_user_namespace, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return probe.returncode == 0
