"""Schemes and their pillars."""

from datetime import date, timedelta
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import IdentifierConstraint, NamedModel, words_index
from ecosystem.documents.wording import roman
from ecosystem.reference.models import Confidence


@pghistory.track()
class Scheme(NamedModel):
    """A programme of the city with its own period and legal document; several run at once and overlap."""

    code = models.SlugField(max_length=40)
    short_name = models.CharField(max_length=80)
    short_name_en = models.CharField(max_length=80, blank=True)
    legal_document = models.CharField(_("legal document"), max_length=200)
    legal_date = models.DateField(null=True, blank=True)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends (exclusive)"))
    reports_from = models.DateField(_("reported in the portal from"), null=True, blank=True)
    goal = models.TextField(_("goal"), blank=True)
    goal_en = models.TextField(blank=True)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=1, choices=Confidence, default=Confidence.HIGH)

    class Meta:
        ordering = ["starts_on", "code"]
        constraints = [
            IdentifierConstraint("code", name="scheme_code_once"),
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="scheme_starts_before_it_ends"),
        ]
        indexes = [words_index("scheme_words", "name", "name_en")]

    @property
    def last_day(self) -> date:
        return self.ends_on - timedelta(days=1)

    @property
    def last_year(self) -> int:
        return self.last_day.year


class PillarQuerySet(models.QuerySet["Pillar"]):
    def run_by(self, user: User) -> Self:
        """Pillars that the user manages: a manager of one unit those which that unit leads."""
        if not user.has_role(Role.MANAGER):
            return self.none()
        units = user.units_of(Role.MANAGER)
        return self if units is None else self.filter(lead_unit__in=units)


@pghistory.track()
class Pillar(NamedModel):
    """One group of tasks of a scheme: its number, names and lead unit."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="pillars")
    number = models.PositiveSmallIntegerField(_("number"))
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    lead_unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.TextField(blank=True)

    objects = PillarQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "number"]
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="pillar_number_in_scheme")]
        indexes = [words_index("pillar_words", "name", "name_en")]

    @property
    def roman(self) -> str:
        return roman(self.number)
