"""Saved views and background jobs of lists."""

from ecosystem.lists.models.job import (
    FILE_NAMES,
    LATE_AFTER_SECONDS,
    BulkOutcome,
    BulkRow,
    Job,
    JobKind,
    JobProblem,
    JobStatus,
)
from ecosystem.lists.models.saved_view import Audience, DefaultView, SavedView

__all__ = [
    "FILE_NAMES",
    "LATE_AFTER_SECONDS",
    "Audience",
    "BulkOutcome",
    "BulkRow",
    "DefaultView",
    "Job",
    "JobKind",
    "JobProblem",
    "JobStatus",
    "SavedView",
]
