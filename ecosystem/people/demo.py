"""Demonstration invitations of colleagues: one that waits for an answer, and one whose time is over."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.days import moment_of
from ecosystem.core.workflow import BySystem, add_audit_note, move
from ecosystem.people.models import RoleInvitation

MESSAGE = "Mời anh/chị tham gia tiếp nhận và kiểm tra hồ sơ hỗ trợ khởi nghiệp (dữ liệu minh họa)."


@transaction.atomic
def seed_invitations(today: date | None = None) -> None:
    """Make both, if nobody was invited yet."""
    administrator = User.objects.with_role(Role.ADMINISTRATOR).order_by("pk").first()
    if administrator is None or RoleInvitation.objects.exists():
        return
    now = moment_of(today, 9) if today else timezone.now()
    _invite("can-bo-moi@demo.example", Role.OFFICER, administrator, now - timedelta(days=2))
    late = _invite("chuyen-gia-3@demo.example", Role.EVALUATOR, administrator, now - timedelta(days=40))
    move(late, "expire", by=BySystem())


def _invite(email: str, role: Role, by: User, sent_at: datetime) -> RoleInvitation:
    invitation = RoleInvitation.objects.create(
        email=email,
        role=role,
        message=MESSAGE,
        invited_by=by,
        created_at=sent_at,
        expires_at=sent_at + timedelta(days=settings.INVITATION_DAYS),
    )
    add_audit_note(invitation, "invite", by=by, reason=MESSAGE)
    return invitation
