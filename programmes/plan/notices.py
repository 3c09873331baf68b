"""Kinds of notices about figures of the plan's indicators."""

from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import Role
from ecosystem.notices.kinds import NoticeKind, Topic

FIGURE = Topic("figure", _("Figures of indicators"), 55, lambda user: user.has_role(Role.MANAGER, Role.DIRECTOR))


class FigureToVerify(NoticeKind):
    name = "figure_to_verify"
    topic = FIGURE
    label = _("A figure waits for a second person to verify it")
