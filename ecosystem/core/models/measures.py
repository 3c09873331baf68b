"""The stored groups of measures (ecosystem.core.measures)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class MeasureCell(models.Model):
    """A number of records and their amount in one group of a measure's cube. A group is the sum of its rows.

    Triggers append a row for each change of a record; the folding task replaces the rows of a group by their sum
    (`is_folded`). `since` is the first day of the group: a day, the first day of a reporting year, or the first day of all.
    `dims` are the values of the cube's dimensions as text, in the order of its declaration.
    """

    measure = models.CharField(max_length=40)
    cube = models.CharField(max_length=40)
    since = models.DateField()
    dims: "ArrayField[list[str | None], list[str | None]]" = ArrayField(models.TextField(null=True))
    number = models.BigIntegerField()
    amount = models.BigIntegerField()
    is_folded = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["measure", "cube", "since", "dims"], name="measure_cell_of_group"),
            models.Index(fields=["id"], condition=Q(is_folded=False), name="measure_cell_to_fold"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.cube} {self.since} {self.dims}"
