"""A small stand-in for the portal, so that the launcher's tests start in a second."""
