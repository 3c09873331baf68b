"""Indicators with targets and measurements. In-year and cumulative figures are never mixed (fact F1.8)."""

from datetime import date, timedelta
from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.core.four_eyes import author_trigger, authors_field
from ecosystem.core.models import BaseModel, IdentifierConstraint, NamedModel, words_index
from ecosystem.reference.models import Confidence, Geography
from programmes.plan.models.scheme import Pillar, Scheme


class Direction(models.TextChoices):
    MORE = "more", _("More is better")
    LESS = "less", _("Less is better")


class Origin(models.TextChoices):
    REPORTED = "reported", _("Reported with a source")
    COUNTED = "counted", _("Counted from the portal's records")


class Counter(models.TextChoices):
    """What a counted indicator counts; the query behind each is in programmes.plan.counting."""

    PROJECTS = "projects", _("Startups whose grant was approved")
    PRE_INCUBATION = "pre_incubation", _("Grants of pre-incubation approved")
    INCUBATION = "incubation", _("Grants of incubation approved")
    ACCELERATION = "acceleration", _("Grants of acceleration approved")
    GRANTED = "granted", _("Money granted (đồng)")
    PAID = "paid", _("Money paid (đồng)")


@pghistory.track()
class Indicator(NamedModel):
    """One indicator of a scheme: its unit, its direction, and whether its figures are reported or counted."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="indicators")
    pillar = models.ForeignKey(Pillar, models.PROTECT, null=True, blank=True, related_name="indicators")
    code = models.SlugField(max_length=60)
    unit = models.CharField(_("unit"), max_length=60)
    unit_en = models.CharField(max_length=60, blank=True)
    direction = models.CharField(max_length=5, choices=Direction, default=Direction.MORE)
    geography = models.CharField(max_length=10, choices=Geography, default=Geography.CITY)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.REPORTED)
    counter = models.CharField(max_length=20, choices=Counter, blank=True)
    owner = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="+")
    adds_up = models.BooleanField(_("figures of parts of a year are added"), default=True)
    formula = models.TextField(_("formula in words"), blank=True)
    formula_en = models.TextField(blank=True)
    is_headline = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=1, choices=Confidence, default=Confidence.HIGH)

    class Meta:
        ordering = ["scheme", "order", "pk"]
        constraints = [
            IdentifierConstraint("code", within=["scheme"], name="indicator_code_in_scheme"),
            models.CheckConstraint(
                condition=Q(origin=Origin.COUNTED) & ~Q(counter="") | Q(origin=Origin.REPORTED, counter=""),
                name="counted_indicator_names_its_counter",
            ),
        ]
        indexes = [words_index("indicator_words", "name", "name_en")]


class Span(models.TextChoices):
    """What days a figure covers: those of its period alone, all since the year or since the scheme began."""

    IN_YEAR = "in_year", _("In the period")
    TO_DATE = "to_date", _("Since the start of the year")
    CUMULATIVE = "cumulative", _("Since the start of the scheme")


OF_YEAR_SPANS = frozenset({Span.IN_YEAR, Span.TO_DATE})


class EnteredFigureQuerySet(models.QuerySet[Any]):
    def used(self) -> Self:
        """The one row for each thing that it says, which pages and reports show."""
        return self.filter(is_used=True)

    def waiting(self) -> Self:
        """Rows entered in the portal that are not verified."""
        return self.filter(entered_by__isnull=False, verified_by__isnull=True)

    def published(self) -> Self:
        """Public rows: all except those that wait for verification."""
        return self.filter(Q(entered_by__isnull=True) | Q(verified_by__isnull=False))


class EnteredFigure(BaseModel):
    """A figure of an indicator with its source, entered by one person and used once another one verified it.

    It is then never changed: a new row takes its place. Rows of the data files stand without the two people.
    """

    is_used = models.BooleanField(default=True)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    authors = authors_field()

    objects = EnteredFigureQuerySet.as_manager()

    class Meta:
        abstract = True


AUTHOR_IS_NOT_VERIFIER = Q(verified_by__isnull=True) | Q(entered_by__isnull=True) | ~Q(verified_by=F("entered_by"))


@pghistory.track(exclude=["authors"])
class Target(EnteredFigure):
    """The target of an indicator for one year (`year` set), or for the whole scheme (`year` empty)."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=2)
    value_to = models.DecimalField(
        max_digits=20, decimal_places=2, null=True, blank=True, help_text=_("Upper end where the target is a range.")
    )
    source = models.TextField()
    confidence = models.CharField(max_length=1, choices=Confidence)

    class Meta:
        ordering = ["indicator", F("year").asc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"],
                condition=Q(is_used=True),
                nulls_distinct=False,
                name="one_target_per_indicator_and_year",
            ),
            models.CheckConstraint(condition=AUTHOR_IS_NOT_VERIFIER, name="author_does_not_verify_own_target"),
        ]
        triggers = [author_trigger("entered_by", "verified_by")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


@pghistory.track(exclude=["authors"])
class Measurement(EnteredFigure):
    """One reported figure for a half-open range of days, as its source gives it. Sources may contradict each other.

    An empty `value` means no data, which is not zero.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measurements")
    span = models.CharField(max_length=10, choices=Span)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text=_("The first day after the period."))
    value = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    unit_note = models.CharField(max_length=200, blank=True, help_text=_("Where the source counts in another unit."))
    source = models.TextField()
    source_url = models.URLField(max_length=500, blank=True)
    as_of = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=1, choices=Confidence)
    note = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        ordering = ["indicator", "starts_on", "ends_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="measured_period_is_a_range"),
            models.UniqueConstraint(
                fields=["indicator", "span", "starts_on", "ends_on"],
                condition=Q(is_used=True),
                name="one_used_figure_per_period",
            ),
            models.CheckConstraint(condition=AUTHOR_IS_NOT_VERIFIER, name="author_does_not_verify_own_figure"),
        ]
        triggers = [author_trigger("entered_by", "verified_by")]

    @property
    def last_day(self) -> date:
        return self.ends_on - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days the figure covers."""
        return (self.ends_on - self.starts_on).days

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"
