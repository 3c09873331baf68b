"""Measurements of the slow-prone pages at a small and a large size, side by side in one run: `make bench`."""
