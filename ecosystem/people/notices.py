"""Kinds of notifications about invitations."""

from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.notices import ACCOUNT
from ecosystem.notices.kinds import ACCESS, NoticeKind


class RoleInvitation(NoticeKind):
    name = "role_invitation"
    topic = ACCOUNT
    label = _("Invitation to a role")
    mandatory_reason = ACCESS


class InvitationAccepted(NoticeKind):
    name = "invitation_accepted"
    topic = ACCOUNT
    label = _("An invitation of mine was accepted")


class UnitMerged(NoticeKind):
    name = "unit_merged"
    topic = ACCOUNT
    label = _("Another unit was merged into mine")
    mandatory_reason = ACCESS


class InvitationExpired(NoticeKind):
    name = "invitation_expired"
    topic = ACCOUNT
    label = _("An invitation of mine was not accepted in time")
