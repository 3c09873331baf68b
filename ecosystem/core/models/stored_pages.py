"""Stored public pages, and the changes that invalidate them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class PageSourceChange(models.Model):
    """A row of a table that public pages read changed. Written by triggers alone (ecosystem.core.stored_pages)."""

    source = models.CharField(max_length=63)  # the table

    class Meta:
        indexes = [models.Index("source", "id", name="page_source_changes")]

    def __str__(self) -> str:
        return self.source


class StoredPage(models.Model):
    """A public page as a reader without a session got it, while its sources had the changes of `change_mark`."""

    key = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()  # gzip
    headers = models.JSONField()
    sources = ArrayField(models.CharField(max_length=63))
    change_mark = models.CharField(max_length=100)
    valid_until = models.DateTimeField()
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("stored_at", name="stored_pages_by_age")]

    def __str__(self) -> str:
        return self.key
