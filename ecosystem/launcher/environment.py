"""Sets up .venv from the hash-pinned locks, then hands over to the launcher in it.

Run as a file by whatever Python the machine has: the standard library only, and no import of the project.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = CHECKOUT / ".venv"
STAMP = VENV / "portal-stamp"
BOOT = CHECKOUT / ".boot"
NEEDS_DEVELOPMENT = {
    *("test", "lint", "bench", "journeys", "services", "ensure", "schema", "lighthouse", "accessibility", "tour"),
}
# Certificates of the machine, no downloaded Python; everything else is the machine's own configuration.
UV_ENVIRONMENT = {"UV_SYSTEM_CERTS": "true", "UV_PYTHON_DOWNLOADS": "never"}


def main(arguments: list[str]) -> None:
    """Make sure of the environment, then become the launcher."""
    began = time.monotonic()
    wanted = {"dev" if arguments and arguments[0] in NEEDS_DEVELOPMENT else "portal"}
    newest_node = "lighthouse" in arguments[:1]
    if newest_node or not (shutil.which("npm") and shutil.which("node")):
        wanted.add("assets")
    ensure(wanted)
    environment = os.environ | {"PORTAL_LAUNCHED_AT": str(began)}
    python = VENV / "bin" / "python"
    os.chdir(CHECKOUT)
    os.execve(python, [str(python), "-m", "ecosystem.launcher", *arguments], environment)


def ensure(wanted: set[str]) -> None:
    """Install what is wanted unless it is there; what another command wanted earlier stays."""
    BOOT.mkdir(exist_ok=True)
    with (BOOT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        installed, digest = read_stamp()
        names = installed | wanted
        if "dev" in names:
            names.discard("portal")  # dev holds all of it
        if digest == digest_of(names) and (VENV / "bin" / "python").exists():
            return
        install(names)
        STAMP.write_text(f"{digest_of(names)} {' '.join(sorted(names))}\n", encoding="ascii")


def read_stamp() -> tuple[set[str], str]:
    """Which locks are installed, and the digest of their content at that time."""
    try:
        digest, *names = STAMP.read_text(encoding="ascii").split()
    except (FileNotFoundError, ValueError):
        return set(), ""
    return set(names), digest


def digest_of(names: set[str]) -> str:
    """Changes with any byte of these locks."""
    content = b"".join(lock_file(name).read_bytes() for name in sorted(names))
    return hashlib.sha256(content).hexdigest()


def lock_file(name: str) -> Path:
    """The hash-pinned lock of this name."""
    return CHECKOUT / "requirements" / f"{name}.txt"


def install(names: set[str]) -> None:
    """Bring .venv to exactly these locks."""
    uv = find_uv()
    STAMP.unlink(missing_ok=True)
    print(f"Installing the Python packages ({', '.join(sorted(names))}) into .venv", flush=True)
    if not (VENV / "bin" / "python").exists():
        shutil.rmtree(VENV, ignore_errors=True)
        do([uv, "venv", "--quiet", "--python", sys.executable, VENV])
    locks = [lock_file(name) for name in sorted(names)]
    sync = [uv, "pip", "sync", "--python", VENV / "bin" / "python", "--require-hashes", "--compile-bytecode"]
    do([*sync, *([] if sys.stderr.isatty() else ["--quiet"]), *locks])


def find_uv() -> "str | Path":
    """The uv of the machine, else one of our own in .boot."""
    for candidate in (shutil.which("uv"), BOOT / "bin" / "uv"):
        if candidate and works([candidate, "--version"]):
            return candidate
    print("Fetching uv into .boot", flush=True)
    python = BOOT / "bin" / "python"
    pip: list[str | Path] = [python, "-m", "pip"]
    if not works([sys.executable, "-m", "venv", BOOT]):  # as on a Debian without python3-venv
        do([sys.executable, "-m", "venv", "--without-pip", BOOT])
        pip = [sys.executable, "-m", "pip", "--python", python]
    if not works([*pip, "--version"]):
        sys.exit("Neither uv nor pip was found: install one of them (on Debian: apt-get install python3-venv).")
    do([*pip, "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock_file("boot")])
    return BOOT / "bin" / "uv"


def works(command: "list[str | Path]") -> bool:
    """Whether this program is there and ends well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def do(command: "list[str | Path]") -> None:
    """Run a step that must succeed; it says itself what went wrong."""
    if subprocess.run(command, env=os.environ | UV_ENVIRONMENT, check=False).returncode != 0:
        sys.exit(f"The Python packages could not be installed: {Path(command[0]).name} failed, see above.")


if __name__ == "__main__":
    main(sys.argv[1:])
