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


class InvitationExpired(NoticeKind):
    name = "invitation_expired"
    topic = ACCOUNT
    label = _("An invitation of mine was not accepted in time")
