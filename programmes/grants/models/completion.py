"""The changes that a startup makes to a returned application, stored apart from it until they are sent."""

import pghistory
from django.db import models

from ecosystem.core.models import BaseModel


@pghistory.track()
class Completion(BaseModel):
    """The unsent changes of one returned application, whose own rows stay as they were sent last.

    `answers` holds the columns of the form by name, `plan` and `costs` the rows in order. Sending copies them to the
    application and deletes this row; an application that is withdrawn or stopped keeps it, and nobody reads it.
    """

    application = models.OneToOneField("grants.Application", models.CASCADE, related_name="completion")
    version = models.PositiveIntegerField()
    answers = models.JSONField()
    plan = models.JSONField()
    costs = models.JSONField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application} / {self.version}"
