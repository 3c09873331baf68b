"""Starts, watches and stops the portal and its servers. Imports no Django: it must work before anything is set up."""
