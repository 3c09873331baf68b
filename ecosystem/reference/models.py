"""Code lists and reference figures: rows that an administrator edits, loaded by `load_reference`."""

from datetime import date
from typing import Self, TypeVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecosystem.core.figure_cache import figure_triggers
from ecosystem.core.models import BaseModel, IdentifierConstraint, NamedModel, SortKey, in_force_on, words_index


class Confidence(models.TextChoices):
    """How certain a fact is."""

    HIGH = "H", _("High: two or more independent sources, or an official page")
    MEDIUM = "M", _("Medium: one credible source")
    LOW = "L", _("Low: indirect, or sources conflict")
    UNKNOWN = "U", _("General knowledge: to be confirmed")

    @property
    def tone(self) -> str:
        return {"H": "green", "M": "azure", "L": "orange", "U": "secondary"}[self.value]


ModelT = TypeVar("ModelT", bound=models.Model)


class Geography(models.TextChoices):
    CITY = "city", _("Ho Chi Minh City")
    COUNTRY = "country", _("Viet Nam")


class ValidityQuerySet(models.QuerySet[ModelT]):
    def valid_on(self, day: date) -> Self:
        """Rows in force on the day (half-open)."""
        return self.filter(in_force_on(day))


class AreaKind(models.TextChoices):
    WARD = "phuong", _("Ward")
    COMMUNE = "xa", _("Commune")
    SPECIAL_ZONE = "dac_khu", _("Special zone")


@pghistory.track(exclude=["outline"])
class Area(NamedModel):
    """One of the 168 wards, communes and the special zone since 1 July 2025."""

    code = models.CharField(_("code"), max_length=10, db_index=True)
    kind = models.CharField(_("kind"), max_length=10, choices=AreaKind)
    full_name = models.CharField(max_length=200)
    full_name_en = models.CharField(max_length=200)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2)
    outline = models.JSONField(help_text=_("GeoJSON geometry, WGS 84."), null=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = ValidityQuerySet.as_manager()

    class Meta:
        ordering = [SortKey("name")]
        constraints = [IdentifierConstraint("code", name="area_code_once")]
        indexes = [words_index("area_words", "full_name", "full_name_en")]


class SectorList(models.TextChoices):
    """Which policy or period named the sector."""

    PRIORITY = "nq20", _("Priority field of Resolution 20/2023")
    FUND = "fund2026", _("Venture fund list 2026")
    LEGACY = "2016-2020", _("List of 2016-2020")


@pghistory.track()
class Sector(NamedModel):
    """A field of business as a policy names it; lists change by policy and period."""

    code = models.SlugField(_("code"), max_length=60)
    belongs_to = models.CharField(_("list"), max_length=20, choices=SectorList)
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = ValidityQuerySet.as_manager()

    class Meta:
        ordering = ["belongs_to", "order", "pk"]
        constraints = [IdentifierConstraint("code", name="sector_code_once")]
        indexes = [words_index("sector_words", "name", "name_en", "code")]


class Vocabulary(models.TextChoices):
    STAGE = "stage", _("Life-cycle stage")
    SUPPORT_STAGE = "support_stage", _("Stage of support")
    ROUND = "round", _("Kind of funding round")
    MEMBER = "member", _("Kind of ecosystem member")


@pghistory.track()
class Term(NamedModel):
    """One word of a controlled vocabulary: stages, kinds of round, kinds of member."""

    vocabulary = models.CharField(max_length=20, choices=Vocabulary)
    code = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = ValidityQuerySet.as_manager()

    class Meta:
        ordering = ["vocabulary", "order", "pk"]
        constraints = [IdentifierConstraint("code", within=["vocabulary"], name="term_code_is_unique")]


class HolidayKind(models.TextChoices):
    PUBLIC = "public", _("Public holiday")
    COMPENSATORY = "compensatory", _("Compensatory day off")
    WORKING = "working", _("Working day in exchange")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Holiday(BaseModel):
    """A day that differs from the ordinary week; the clocks of legal time limits count by these rows."""

    day = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=HolidayKind, default=HolidayKind.PUBLIC)
    name = models.CharField(_("name"), max_length=200)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering = ["day"]
        triggers = figure_triggers("day", "kind", inserts_and_deletes=True)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"


class Place(models.TextChoices):
    """The place of a series; rankings compare the city with other cities of the country."""

    CITY = Geography.CITY.value, Geography.CITY.label
    COUNTRY = Geography.COUNTRY.value, Geography.COUNTRY.label
    OTHER_CITY = "other_city", _("Another city of Viet Nam")


@pghistory.track()
class HistorySeries(NamedModel):
    """A series of the ecosystem's history: what is measured, where, in which unit."""

    code = models.SlugField(max_length=60)
    geography = models.CharField(max_length=10, choices=Place)
    unit = models.CharField(_("unit"), max_length=60)
    unit_en = models.CharField(max_length=60, blank=True)
    less_is_better = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [IdentifierConstraint("code", name="series_code_once")]
        verbose_name_plural = "history series"


@pghistory.track()
class HistoryValue(BaseModel):
    """The figure of one source for one year; sources may differ, and at most one of them is used."""

    series = models.ForeignKey(HistorySeries, models.CASCADE, related_name="values")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    value_text = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=500, blank=True)
    as_of = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=1, choices=Confidence)
    is_used = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        ordering = ["series", "year", "-is_used", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "source"], name="one_value_per_source_and_year"),
            models.UniqueConstraint(
                fields=["series", "year"], condition=Q(is_used=True), name="one_used_value_per_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}"


class LoadedRow(BaseModel):
    """The row of the data files that `load_reference` wrote last, by which it detects rows that people edited or removed.

    `object_id` is the id of the row, `fingerprint` the SHA-256 of its loaded fields.
    """

    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=600)
    object_id = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_row_is_known_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
