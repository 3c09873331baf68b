#!/usr/bin/env python
"""Django's command line; beside a running portal it needs no variables."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if "connect" not in str(error):
            raise
        sys.exit(
            "The database does not answer. Start the portal with 'make run' in another terminal, or set DATABASE_URL."
        )


if __name__ == "__main__":
    main()
