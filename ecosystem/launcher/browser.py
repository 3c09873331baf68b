"""Finds a Chromium for the browser tests: the machine's, or the one in the npm package @sparticuz/chromium."""

import io
import os
import shutil
import tarfile
from pathlib import Path

import brotli

from ecosystem.launcher.state import var_directory

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = Path("node_modules/@sparticuz/chromium/bin")
WRAPPER = """\
#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" \\
    exec "$here/chromium-binary" --no-zygote --in-process-gpu --no-sandbox "$@"
"""


def find_chromium(checkout: Path) -> Path | None:
    """PORTAL_CHROMIUM, else the machine's, else the npm package's unpacked into the launcher's folder."""
    if os.environ.get("PORTAL_CHROMIUM"):
        return Path(os.environ["PORTAL_CHROMIUM"])
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    package = checkout / PACKAGE
    return unpack(package, var_directory(checkout) / "chromium") if (package / "chromium.br").exists() else None


def unpack(package: Path, target: Path) -> Path:
    """Unpack the browser, its software renderer beside it and its libraries; quick when that was done before."""
    wrapper = target / "chromium"
    if wrapper.exists() and wrapper.stat().st_mtime_ns > (package / "chromium.br").stat().st_mtime_ns:
        return wrapper
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    binary = target / "chromium-binary"
    binary.write_bytes(decompress(package / "chromium.br"))
    binary.chmod(0o755)
    for name in ("swiftshader.tar.br", "al2023.tar.br"):
        with tarfile.open(fileobj=io.BytesIO(decompress(package / name))) as archive:
            archive.extractall(target, filter="data")
    wrapper.write_text(WRAPPER, encoding="utf-8")
    wrapper.chmod(0o755)
    return wrapper


def decompress(path: Path) -> bytes:
    """The content of a brotli file."""
    return bytes(brotli.decompress(path.read_bytes()))
