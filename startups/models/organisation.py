"""Support organisations: incubators, funds, universities and others (fact F7.4)."""

from typing import Self

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.models import BaseModel, Fold, SortKey, words_index
from ecosystem.reference.models import Area, Term, Vocabulary
from startups.models.address import former_address_trigger

# Kinds of member that are persons or startups: they are never listed in the directory of organisations.
NEVER_LISTED = frozenset({"startup-person-group", "startup-enterprise", "angel-investor", "expert-mentor", "coach"})


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: User) -> Self:
        """All rows for the department, none for others."""
        return self if user.is_authenticated and user.has_role(*DEPARTMENT) else self.none()

    def public(self) -> Self:
        """Organisations in the public directory: published by the department, and no person or startup."""
        return self.filter(is_public=True).exclude(kind__code__in=NEVER_LISTED)

    def for_list(self) -> Self:
        return self.select_related("kind", "area")


@pghistory.track(exclude=["sort_key", "search_folded"])
class Organisation(BaseModel):
    """A support organisation. With `manages_grants` it may receive and manage a startup's grant (fact F3.2).

    A check keeps its tax code in one spelling, digits alone, so that the plain unique constraint is the law.
    """

    kind = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="+",
        verbose_name=_("kind"),
        limit_choices_to={"vocabulary": Vocabulary.MEMBER},
    )
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address on the portal"), max_length=80, unique=True)
    tax_code = models.CharField(_("tax code"), max_length=14, null=True, blank=True, unique=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, verbose_name=_("ward or commune"))
    website = models.URLField(_("website"), max_length=300, blank=True)
    summary = models.TextField(_("what it offers"), max_length=2000, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    manages_grants = models.BooleanField(_("may receive and manage grants"), default=False)
    is_public = models.BooleanField(_("public"), default=False, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    search_folded = models.GeneratedField(
        expression=Fold(models.functions.Concat("name", models.Value(" "), "summary", output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SortKey("name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index("sort_key", "id", name="organisation_in_name_order"),
            models.Index("sort_key", "id", condition=Q(is_public=True), name="organisation_public_order"),
            models.Index(fields=["is_public", "sort_key", "id"], name="organisation_in_state_order"),
            models.Index(fields=["created_at", "id"], name="organisation_in_entry_order"),
            models.Index(fields=["updated_at", "id"], name="organisation_in_changed_order"),
            GinIndex(OpClass(F("search_folded"), name="gin_trgm_ops"), name="organisation_search"),
            words_index("organisation_words", "name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tax_code__isnull=True) | Q(tax_code__regex=r"^[0-9]{10}(-[0-9]{3})?$"),
                name="organisation_tax_code_is_normalised",
            )
        ]
        triggers = [former_address_trigger("organisation")]

    def __str__(self) -> str:
        return self.name
