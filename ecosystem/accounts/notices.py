"""What people are told about their own access."""

from django.utils.translation import gettext_lazy as _

from ecosystem.notices.kinds import ACCESS, SAFETY, NoticeKind, Topic

ACCOUNT = Topic("account", _("My access"), 70)


class RoleGranted(NoticeKind):
    name = "role_granted"
    topic = ACCOUNT
    label = _("A new role")
    mandatory_reason = ACCESS
    page = "accounts:profile"


class RoleRevoked(NoticeKind):
    name = "role_revoked"
    topic = ACCOUNT
    label = _("A role was taken away")
    mandatory_reason = ACCESS
    page = "accounts:profile"


class SecondStepReset(NoticeKind):
    name = "second_step_reset"
    topic = ACCOUNT
    label = _("My second step was reset")
    mandatory_reason = SAFETY
    page = "mfa_index"
