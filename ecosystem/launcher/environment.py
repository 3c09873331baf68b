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
    """Bring the environment up to date, then become the launcher."""
    started_at = time.monotonic()
    lock_names = {"dev" if arguments and arguments[0] in NEEDS_DEVELOPMENT else "portal"}
    newest_node = "lighthouse" in arguments[:1]
    if newest_node or not (shutil.which("npm") and shutil.which("node")):
        lock_names.add("assets")
    ensure(lock_names)
    environment = os.environ | {"PORTAL_LAUNCHED_AT": str(started_at)}
    python = VENV / "bin" / "python"
    os.chdir(CHECKOUT)
    os.execve(python, [str(python), "-m", "ecosystem.launcher", *arguments], environment)


def ensure(lock_names: set[str]) -> None:
    """Install these locks unless they are installed; locks that another command installed stay."""
    BOOT.mkdir(exist_ok=True)
    with (BOOT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        installed, digest = read_stamp()
        names = installed | lock_names
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
        run_step([uv, "venv", "--quiet", "--python", sys.executable, VENV])
    locks = [lock_file(name) for name in sorted(names)]
    sync = [uv, "pip", "sync", "--python", VENV / "bin" / "python", "--require-hashes", "--compile-bytecode"]
    run_step([*sync, *([] if sys.stderr.isatty() else ["--quiet"]), *locks])


def find_uv() -> "str | Path":
    """The uv of the machine, else one of our own in .boot."""
    for candidate in (shutil.which("uv"), BOOT / "bin" / "uv"):
        if candidate and succeeds([candidate, "--version"]):
            return candidate
    print("Fetching uv into .boot", flush=True)
    python = BOOT / "bin" / "python"
    pip: list[str | Path] = [python, "-m", "pip"]
    if not succeeds([sys.executable, "-m", "venv", BOOT]):  # as on a Debian without python3-venv
        run_step([sys.executable, "-m", "venv", "--without-pip", BOOT])
        pip = [sys.executable, "-m", "pip", "--python", python]
    if not succeeds([*pip, "--version"]):
        sys.exit("Neither uv nor pip was found: install one of them (on Debian: apt-get install python3-venv).")
    run_step([*pip, "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock_file("boot")])
    return BOOT / "bin" / "uv"


def succeeds(command: "list[str | Path]") -> bool:
    """Whether this program exists and exits with 0."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run_step(command: "list[str | Path]") -> None:
    """Run a step that must succeed; the program prints its own error."""
    if subprocess.run(command, env=os.environ | UV_ENVIRONMENT, check=False).returncode != 0:
        sys.exit(f"The Python packages could not be installed: {Path(command[0]).name} failed, see above.")


if __name__ == "__main__":
    main(sys.argv[1:])
