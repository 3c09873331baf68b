"""Kinds of notices about figures of the plan's indicators and about planned amounts of budget lines."""

from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import Role
from ecosystem.notices.kinds import NoticeKind, Topic

FIGURE = Topic("figure", _("Figures of indicators"), 55, lambda user: user.has_role(Role.MANAGER, Role.DIRECTOR))


class FigureToVerify(NoticeKind):
    name = "figure_to_verify"
    topic = FIGURE
    label = _("A figure waits for a second person to verify it")


BUDGET = Topic(
    "budget",
    _("Budget lines"),
    56,
    lambda user: user.has_role(Role.MANAGER, Role.DIRECTOR, Role.ADMINISTRATOR),
)


class AmountToVerify(NoticeKind):
    name = "amount_to_verify"
    topic = BUDGET
    label = _("A planned amount waits for a second person to verify it")


class AmountVerified(NoticeKind):
    name = "amount_verified"
    topic = BUDGET
    label = _("A planned amount that I entered is verified")


class AmountReturned(NoticeKind):
    name = "amount_returned"
    topic = BUDGET
    label = _("A planned amount comes back to be corrected")


class AmountWithdrawn(NoticeKind):
    name = "amount_withdrawn"
    topic = BUDGET
    label = _("A planned amount that I entered is withdrawn")
