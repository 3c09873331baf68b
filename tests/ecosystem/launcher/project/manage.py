"""The one command that the launcher calls; the file `prepared` has a line for each time and its options."""

import argparse
import os
from pathlib import Path

import psycopg

parser = argparse.ArgumentParser()
parser.add_argument("command", choices=["prepare"])
parser.add_argument("--accounts", type=Path, required=True)
parser.add_argument("--files-key")
parser.add_argument("--only-accounts", action="store_true")
arguments = parser.parse_args()

with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS row (id bigserial PRIMARY KEY)")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS reference_loadedrow (created_at timestamptz, updated_at timestamptz,"
        " kind text, key text, object_id bigint, fingerprint text, UNIQUE (kind, key))"
    )
    if arguments.files_key:
        from ecosystem.launcher.preparation import SAVE_FILES_KEY

        connection.execute(SAVE_FILES_KEY, [arguments.files_key])
static = arguments.accounts.parent / "static" / ".key"
static.parent.mkdir(exist_ok=True)
static.touch()
arguments.accounts.write_text("officer  officer@example.org\n", encoding="utf-8")
with (arguments.accounts.parent / "prepared").open("a", encoding="utf-8") as log:
    log.write("accounts\n" if arguments.only_accounts else "all\n")
