"""Where the launcher keeps its things, and the small file by which settings find the embedded servers."""

import json
import os
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
FILE_NAME = "portal.json"


def var_directory(checkout: Path = CHECKOUT, *, test: bool = False) -> Path:
    """The launcher's folder (PORTAL_VAR, else var/ of the checkout); the test servers have one of their own in it."""
    directory = Path(os.environ.get("PORTAL_VAR") or checkout / "var").absolute()
    return directory / "test" if test else directory


def load_state(checkout: Path = CHECKOUT, *, test: bool = False) -> dict[str, Any]:
    """What the launcher wrote last: database_url, redis_url, secret_key, demo. Empty when it never ran."""
    return read_state(var_directory(checkout, test=test))


def read_state(directory: Path) -> dict[str, Any]:
    """The state kept in this folder; a file cut short by a crash counts as none."""
    try:
        state = json.loads((directory / FILE_NAME).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(directory: Path, **values: Any) -> dict[str, Any]:
    """Merge values into the state of this folder: readable by its owner only, replaced as a whole."""
    state = read_state(directory) | values
    draft = directory / f".{FILE_NAME}.{os.getpid()}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(state, stream, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(directory / FILE_NAME)
    return state
