#!/usr/bin/env python
"""Django's command line; beside a running portal it needs no variables."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        settings.SECRET_KEY  # noqa: B018  read the settings here: a fault in them is one sentence, not a trace
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OperationalError as error:
        if "connect" not in str(error):
            raise
        sys.exit(
            "The database does not answer. Start the portal with 'make run' in another terminal, or set DATABASE_URL."
        )


if __name__ == "__main__":
    main()
