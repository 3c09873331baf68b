"""Changes of rows that lists draw on."""

from django.db import models
from django.utils import timezone


class RareChange(models.Model):
    """A row that lists draw on and that rarely changes did change. Written by triggers (ecosystem.core.remembered)."""

    subject = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.subject} {self.pk}"
