"""The launcher's commands; bin/portal and the Makefile call them."""

import signal
import sys

from ecosystem.launcher import control, portal, testing
from ecosystem.launcher.console import LauncherError, print_error
from ecosystem.launcher.guard import StopRequested
from ecosystem.launcher.state import CHECKOUT

WITHOUT_ARGUMENTS = {
    "run": portal.run,
    "stop": control.stop,
    "reset": control.reset,
    "services": testing.services,
    "ensure": testing.ensure,
    "schema": testing.schema,
}
WITH_ARGUMENTS = {
    "test": testing.test,
    "journeys": testing.journeys,
    "accessibility": testing.accessibility,
    "lighthouse": testing.lighthouse,
    "bench": testing.bench,
    "tour": testing.tour,
    "lint": testing.lint,
}


def main() -> int:
    """Run one command. Returns its exit code."""
    name, *arguments = sys.argv[1:] or [""]
    try:
        if name in WITH_ARGUMENTS:
            return WITH_ARGUMENTS[name](CHECKOUT, arguments)
        if name in WITHOUT_ARGUMENTS and not arguments:
            return WITHOUT_ARGUMENTS[name](CHECKOUT)
        names = " | ".join([*WITHOUT_ARGUMENTS, *WITH_ARGUMENTS])
        raise LauncherError(f"Usage: bin/portal {names}; 'make help' explains them.")
    except LauncherError as error:
        print_error(str(error))
        return 1
    except StopRequested as stopped:
        return 128 + stopped.signal
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main())
