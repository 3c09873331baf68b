"""Whether the database was prepared by a start with exactly these files: the next start need not wait for it again."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import psycopg

# Whatever `manage.py prepare` reads: code, migrations, data files, static files, the versions of the packages.
FOLDERS = ("ecosystem", "startups", "programmes", "static", "requirements")
BUILT = Path("vendor/stamp.json")
STATIC = Path("static/.key")
# A row beside what `load_reference` remembers of the data files; `manage.py prepare` writes it last, and it goes with
# the data where somebody flushes or replaces the database.
SELECT_FILES_KEY = "SELECT fingerprint FROM reference_loadedrow WHERE kind = 'prepare' AND key = 'files'"
SAVE_FILES_KEY = """
INSERT INTO reference_loadedrow (created_at, updated_at, kind, key, object_id, fingerprint)
VALUES (now(), now(), 'prepare', 'files', 0, %s)
ON CONFLICT (kind, key) DO UPDATE SET fingerprint = EXCLUDED.fingerprint, updated_at = now()
"""


def files_key(checkout: Path, directory: Path, *, demo: bool) -> str:
    """Changes with every byte of the files that a database and the static files are made of, and with the mode."""
    digest = hashlib.sha256(f"demo {demo}".encode())
    for path in [*_files(checkout), directory / BUILT]:
        if path.is_file():
            digest.update(f"{path.name}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_prepared(database_url: str, directory: Path, key: str) -> bool:
    """Whether the last `prepare` of this database had these files, and its static files are still there."""
    if not (directory / STATIC).is_file():
        return False
    try:
        with psycopg.connect(database_url, connect_timeout=5) as connection:
            row = connection.execute(SELECT_FILES_KEY).fetchone()
    except psycopg.Error:
        return False
    return row == (key,)


def _files(checkout: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((checkout / folder).rglob("*")):
            if path.suffix != ".pyc":
                yield path
