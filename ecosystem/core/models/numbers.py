"""Series of running numbers."""

from django.db import models


class NumberSeries(models.Model):
    """The last number given out in a series and year; locked while the next one is taken."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "number series"
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_series_per_year")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}"
