"""What the startup writes while its dossier is returned: kept apart from the dossier until it is sent."""

import pghistory
from django.db import models

from ecosystem.core.models import BaseModel


@pghistory.track()
class Completion(BaseModel):
    """The unsent words of one returned dossier. The dossier's own rows say what was sent last, to every reader.

    `answers` holds all columns of the form by name, `plan` and `costs` the rows in their order. Sending takes them
    over and deletes this row; a dossier that is withdrawn or stopped keeps it, unread.
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
