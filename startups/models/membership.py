"""Members of a startup, and invitations to become one."""

from datetime import datetime, timedelta

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.models import BaseModel


class MemberRole(models.TextChoices):
    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    READER = "reader", _("Reader")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membership(BaseModel):
    """One person's role in one startup. A startup always keeps at least one owner."""

    startup = models.ForeignKey("startups.Startup", models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=MemberRole, default=MemberRole.READER)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["startup", "user"], name="one_membership_per_person")]

    def __str__(self) -> str:
        return f"{self.user} · {self.startup}"

    @property
    def may_edit(self) -> bool:
        return self.role in {MemberRole.OWNER, MemberRole.EDITOR}


def invitation_token() -> str:
    return get_random_string(40)


def invitation_expiry() -> datetime:
    return timezone.now() + timedelta(days=14)


class Invitation(BaseModel):
    """A role offered to an email address for 14 days. It is accepted once, or cancelled."""

    startup = models.ForeignKey("startups.Startup", models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email address"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole, default=MemberRole.EDITOR)
    token = models.CharField(max_length=40, unique=True, default=invitation_token)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(default=invitation_expiry)
    accepted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "startup",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, cancelled_at__isnull=True),
                name="one_standing_invitation_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.startup}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.cancelled_at is None and self.expires_at > timezone.now()
