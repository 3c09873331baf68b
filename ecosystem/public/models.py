"""Counts of page views by day and kind of page, without any data of persons."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageKind(models.TextChoices):
    """Kinds of page whose views are counted; single pages are not."""

    HOME = "home", _("Home page")
    CALLS = "calls", _("Calls")
    SUPPORT = "support", _("Support policies")
    SCHEMES = "schemes", _("Schemes, pillars and indicators")
    STARTUPS = "startups", _("Startups and organisations")
    AWARDS = "awards", _("Grants approved")
    MAP = "map", _("Map")
    HISTORY = "history", _("The ecosystem over the years")
    NEWS = "news", _("News")
    FEEDBACK = "feedback", _("Questions, feedback and complaints")
    DATA = "data", _("Open data files")
    OTHER = "other", _("Other public pages")


class PageCount(models.Model):
    """The views of one kind of page on one day."""

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=PageKind)
    views = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["day", "kind"]
        constraints = [models.UniqueConstraint(fields=["day", "kind"], name="one_count_per_day_and_kind")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}: {self.views}"


class CountedBatch(models.Model):
    """A batch of counts that was added to the rows: it makes adding idempotent."""

    name = models.CharField(max_length=40, primary_key=True)
    counted_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
