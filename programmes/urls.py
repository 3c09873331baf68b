"""Addresses of the programme: calls, applications, and what follows the decision."""

from typing import Any

from django.urls import path

app_name = "programmes"

urlpatterns: list[Any] = [
    # Calls
    # Applications
    # Attachments
    # Reviews, awards, contracts, payments
]
