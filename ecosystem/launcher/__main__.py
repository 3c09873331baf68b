import sys
import signal
from ecosystem.launcher.services import Services, exclusive
from ecosystem.launcher.state import var_directory

if __name__ == "__main__":
    directory = var_directory(test=True)
    with exclusive(directory, "services"):
        services = Services(directory, test=True, connections=300)
        try:
            services.start()
            print(services.remember(demo=False), flush=True)
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
        finally:
            services.stop()
