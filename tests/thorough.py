"""Whether all is walked through, as in CI, or what a person waits for."""

import os

THOROUGH = os.environ.get("PORTAL_THOROUGH") == "1"
