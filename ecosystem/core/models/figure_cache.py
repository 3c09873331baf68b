"""The rows of the figure cache, and the changes that invalidate it."""

from django.db import models
from django.utils import timezone


class FigureChange(models.Model):
    """A record that figures are made of changed. Written by triggers alone (ecosystem.core.figure_cache)."""

    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.pk}"


class CachedFigure(models.Model):
    """A figure as it was when its reader saw exactly the changes that `change_mark` (number, sum and hash of their ids) names."""

    key = models.CharField(max_length=200, primary_key=True)
    stamp = models.CharField(max_length=200)
    change_mark = models.CharField(max_length=100)
    value = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
