"""Saved views of lists, and work on many rows that goes on after the request."""

from ecosystem.lists.models.job import FILE_NAMES, PATIENCE, BulkOutcome, BulkRow, Job, JobKind, JobProblem, JobStatus
from ecosystem.lists.models.saved_view import Audience, DefaultView, SavedView

__all__ = [
    "FILE_NAMES",
    "PATIENCE",
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
