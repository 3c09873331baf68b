"""Demonstration data of a city-like size: invented, marked as such, and the same at every run."""
