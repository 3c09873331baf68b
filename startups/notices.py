"""Kinds of notifications for members of a startup."""

from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.notices.kinds import ACCESS, PROCEDURE, NoticeKind, Topic

STARTUP = Topic("startup", _("My startups"), 30, lambda user: not user.roles)
DIRECTORY = Topic("directory", _("Directory of startups"), 45, lambda user: user.has_role(*DEPARTMENT))


class PublicationRequested(NoticeKind):
    name = "publication_requested"
    topic = DIRECTORY
    label = _("A startup asks for a place in the public directory")


class StartupPublished(NoticeKind):
    name = "startup_published"
    topic = STARTUP
    label = _("A startup is in the public directory")


class StartupNotPublished(NoticeKind):
    name = "startup_not_published"
    topic = STARTUP
    label = _("A startup was not accepted for the public directory")


class StartupUnpublished(NoticeKind):
    name = "startup_unpublished"
    topic = STARTUP
    label = _("A startup was taken out of the public directory")


class StartupLogoRemoved(NoticeKind):
    name = "startup_logo_removed"
    topic = STARTUP
    label = _("The department removed the logo of a startup")
    mandatory_reason = PROCEDURE


class StartupMessage(NoticeKind):
    name = "startup_message"
    topic = STARTUP
    label = _("A visitor of the portal writes to a startup")


class StartupCorrected(NoticeKind):
    """Always on: the owner answers for these facts, and they decide who may apply and what the public reads."""

    name = "startup_corrected"
    topic = STARTUP
    label = _("The department corrected facts of a startup")
    mandatory_reason = PROCEDURE


class MemberInvitation(NoticeKind):
    name = "member_invitation"
    topic = STARTUP
    label = _("Invitation to a startup")
    mandatory_reason = ACCESS


class OwnershipReceived(NoticeKind):
    name = "ownership_received"
    topic = STARTUP
    label = _("A startup was handed over to me")
    mandatory_reason = ACCESS
