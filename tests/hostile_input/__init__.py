"""Hostile words in every text of the database, looked for on every page."""
