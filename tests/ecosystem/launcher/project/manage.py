"""The one command that the launcher calls."""

import os
import sys
from pathlib import Path

import psycopg

_, command, option, accounts = sys.argv
assert (command, option) == ("prepare", "--accounts")
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS row (id bigserial PRIMARY KEY)")
Path(accounts).write_text("officer  officer@example.org\n", encoding="utf-8")
