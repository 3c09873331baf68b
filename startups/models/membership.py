"""Members of a startup, and invitations to become one."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import BaseModel
from ecosystem.people.models import BaseInvitation, InvitationQuerySet, InvitationStatus, invitation_transitions


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


class StartupInvitationQuerySet(InvitationQuerySet):
    def for_members_page(self, *, is_owner: bool) -> Self:
        """Those that can be accepted, and for an owner those that can be sent again."""
        again = Q(status__in=[InvitationStatus.OPEN, InvitationStatus.EXPIRED])
        return (self.filter(again) if is_owner else self.acceptable()).order_by("pk")


class Invitation(BaseInvitation):
    """A role in a startup offered to an email address. It is accepted once, or ends."""

    NAME_IN_SENTENCE = _("the invitation to the startup")
    TRANSITIONS = invitation_transitions(Role.APPLICANT)
    ACCEPT_PAGE = "startups:invitation_accept"
    INVITER_PAGE = "startups:member_list"

    startup = models.ForeignKey("startups.Startup", models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=10, choices=MemberRole, default=MemberRole.EDITOR)

    objects = StartupInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "startup",
                Lower("email"),
                condition=Q(status=InvitationStatus.OPEN),
                name="one_standing_invitation_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.startup}"

    @property
    def offer(self) -> str:
        return f"{self.startup.name} · {self.get_role_display()}"

    def inviter_key(self) -> int:
        return self.startup_id

    def roles_of(self, user: User) -> set[str]:
        is_owner = Membership.objects.filter(startup=self.startup_id, user=user, role=MemberRole.OWNER).exists()
        return super().roles_of(user) | ({Role.APPLICANT} if is_owner else set())
