"""What every app stands on: the base row, the record of status moves, and the outbox of mails."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class BaseModel(models.Model):
    """Any row of ours: it knows when it came and when it last changed."""

    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True, editable=False)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: "models.Field[Any, Any]") -> Any:  # noqa: N802 - Django's name
        """What every `get_…_display` gives. Django's own translates all labels of the field to find the one."""
        value = getattr(self, field.attname)
        return force_str(next((label for key, label in field.flatchoices if key == value), value), strings_only=True)


def in_force_on(day: date, first: str = "valid_from", after: str = "valid_to") -> Q:
    """Rows that hold on the day, half-open: `first` names the first day, `after` the day after the last; empty is open."""
    begun = Q(**{f"{first}__isnull": True}) | Q(**{f"{first}__lte": day})
    return begun & (Q(**{f"{after}__isnull": True}) | Q(**{f"{after}__gt": day}))


class NamedModel(BaseModel):
    """A row with a Vietnamese and an English name; shows the one of the reader's language."""

    name = models.CharField(_("name"), max_length=500)
    name_en = models.CharField(_("name in English"), max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language; Vietnamese where no English one is given."""
        return self.name_en if get_language() == "en" and self.name_en else self.name
