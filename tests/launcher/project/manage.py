"""The two commands that the launcher calls."""

import os
import sys

import psycopg

if sys.argv[1] == "prepare":
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS row (id bigserial PRIMARY KEY)")
    print("Prepared")
elif sys.argv[1] == "demo_accounts":
    print("officer  officer@example.org")
