"""Former slugs of startups and organisations: their public URLs redirect to the current one."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from ecosystem.core.models import BaseModel

STORE_FORMER_ADDRESS = """
    INSERT INTO startups_formeraddress (slug, holder_id, created_at, updated_at)
    VALUES (OLD.slug, NEW.id, now(), now())
    ON CONFLICT (slug) WHERE holder_id IS NOT NULL DO UPDATE SET holder_id = NEW.id, updated_at = now();
    RETURN NEW;
"""


def former_address_trigger(noun: str) -> pgtrigger.Trigger:
    """A trigger that stores the old slug whenever the slug of a row changes. `noun` is a foreign key of FormerAddress."""
    return pgtrigger.Trigger(
        name="keeps_old_addresses",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("slug"),
        condition=pgtrigger.Q(old__slug__df=pgtrigger.F("new__slug")),
        func=STORE_FORMER_ADDRESS.replace("holder_id", f"{noun}_id"),
    )


class FormerAddress(BaseModel):
    """One former slug of a startup or an organisation. Only triggers write it; the latest holder gets the redirect."""

    slug = models.SlugField(max_length=80)
    startup = models.ForeignKey("startups.Startup", models.CASCADE, null=True, related_name="former_addresses")
    organisation = models.ForeignKey(
        "startups.Organisation", models.CASCADE, null=True, related_name="former_addresses"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=Q(startup__isnull=False), name="one_startup_had_the_address_last"
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(organisation__isnull=False), name="one_organisation_had_the_address_last"
            ),
            models.CheckConstraint(
                condition=Q(startup__isnull=False) ^ Q(organisation__isnull=False), name="former_address_has_one_holder"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


def current_slug(rows: models.QuerySet[Any], slug: str) -> str | None:
    """The current slug of the row among `rows` that had this slug before, or None."""
    return rows.filter(former_addresses__slug=slug).values_list("slug", flat=True).first()
