"""Columns that lists sort by, copied from the application to its award, tranches and reviews."""

from django.db import models

from ecosystem.core.models import SortKey

COPIED_KEYS = ("number_key", "startup_name")


class DossierKeys(models.Model):
    """Number and startup of the application, copied by triggers, so that one index of the table serves each order."""

    number_key = models.TextField(default="", db_collation="C", editable=False)
    startup_name = models.CharField(max_length=200, default="", editable=False)
    startup_key = models.GeneratedField(
        expression=SortKey("startup_name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )

    class Meta:
        abstract = True
