"""Kinds of mail to followers of calls."""

from ecosystem.notices.kinds import MailKind


class CallOpened(MailKind):
    name = "call_opened"


class CallClosing(MailKind):
    name = "call_closing"


class FollowConfirm(MailKind):
    name = "follow_confirm"
