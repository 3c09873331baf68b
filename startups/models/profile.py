"""What a startup adds to its public profile: a longer presentation, and its logo."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import BaseModel
from startups.models.startup import Startup

LOGO_SIZES = {"small": 96, "large": 320}  # pixels of the side of the square; a page shows them at half of that


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Presentation(BaseModel):
    """The presentation of one startup. The public reads it while a consent of the purpose PRESENTATION stands."""

    startup = models.OneToOneField(Startup, models.PROTECT, related_name="presentation")
    pitch = models.CharField(_("in one sentence"), max_length=160, blank=True)
    problem = models.TextField(_("the problem"), max_length=1000, blank=True)
    solution = models.TextField(_("the solution"), max_length=1500, blank=True)
    links = ArrayField(models.URLField(max_length=300), verbose_name=_("further links"), default=list, blank=True)
    recognitions = ArrayField(
        models.CharField(max_length=200), verbose_name=_("prizes and recognitions"), default=list, blank=True
    )
    accepts_messages = models.BooleanField(_("messages from visitors"), default=True)

    def __str__(self) -> str:
        return f"{self.startup}: {self.pitch}"


class LogoQuerySet(models.QuerySet["Logo"]):
    def public(self) -> "LogoQuerySet":
        """Logos of startups in the public directory."""
        return self.filter(startup__in=Startup.objects.public())


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Logo(BaseModel):
    """The logo of one startup, drawn anew as two squares. It exists only while a consent of the purpose LOGO stands."""

    startup = models.OneToOneField(Startup, models.PROTECT, related_name="logo")
    alt = models.CharField(_("description for people who do not see it"), max_length=150)
    digest = models.CharField(max_length=64)  # SHA-256 of the large square, hexadecimal; part of the public address
    small = models.FileField(max_length=200)
    large = models.FileField(max_length=200)

    objects = LogoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(digest__regex="^[0-9a-f]{64}$"), name="logo_digest_is_a_sha256")
        ]

    def __str__(self) -> str:
        return self.alt

    @property
    def file_names(self) -> list[str]:
        return [str(self.small.name), str(self.large.name)]
