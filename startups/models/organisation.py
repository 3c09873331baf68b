"""Organisations of the ecosystem: incubators, funds, universities and the rest (F7.4)."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import BaseModel, SortKey
from ecosystem.reference.models import Area, Term, Vocabulary


@pghistory.track()
class Organisation(BaseModel):
    """An ecosystem member; an incubator may receive and manage a startup's grant (F3.2)."""

    kind = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name=_("kind"),
        limit_choices_to={"vocabulary": Vocabulary.MEMBER},
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    tax_code = models.CharField(_("tax code"), max_length=14, null=True, blank=True, unique=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, verbose_name=_("ward or commune"))
    website = models.URLField(_("website"), max_length=300, blank=True)
    summary = models.TextField(_("what it does"), max_length=2000, blank=True)
    manages_grants = models.BooleanField(_("may receive and manage grants"), default=False)
    is_public = models.BooleanField(_("public"), default=False)
    is_demo = models.BooleanField(default=False)
    sort_key = models.GeneratedField(
        expression=SortKey("name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )

    class Meta:
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name
