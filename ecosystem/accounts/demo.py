"""The demonstration accounts: one per role, with one password that everybody may know.

They exist only in demonstration mode, which serves this machine alone (settings.DEMO).
"""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import get_hasher, identify_hasher
from django.db import transaction

from ecosystem.accounts.models import OrganisationUnit, RoleGrant, User
from ecosystem.accounts.roles import Role

PASSWORD = "Khoi-nghiep-HCM"  # noqa: S105  (known to all on purpose)
# A salt of our own marks a hash made here, so that a second run has nothing to compute.
SALT = "trinhdiencongkhoinghiep"
PARTNER_UNIT = "so-gddt"


class UnitMissing(Exception):
    """The partner accounts' unit is not loaded yet."""


@dataclass(frozen=True)
class DemoAccount:
    role: Role
    email: str
    name: str
    unit: str = ""
    employer: str = ""
    phone: str = ""


DEPARTMENT_NAME = "Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh"
ACCOUNTS = [
    DemoAccount(Role.APPLICANT, "chu-doanh-nghiep@demo.example", "Lê Thị Thu Hà", phone="0900 000 001"),
    DemoAccount(Role.APPLICANT, "nhom-khoi-nghiep@demo.example", "Phạm Quốc Đạt", phone="0900 000 002"),
    DemoAccount(Role.OFFICER, "can-bo@demo.example", "Nguyễn Minh Khôi", employer=DEPARTMENT_NAME),
    DemoAccount(Role.MANAGER, "quan-ly@demo.example", "Trần Thị Bích Ngọc", employer=DEPARTMENT_NAME),
    DemoAccount(Role.DIRECTOR, "giam-doc@demo.example", "Võ Hoàng Nam", employer=DEPARTMENT_NAME),
    DemoAccount(Role.EVALUATOR, "chuyen-gia-1@demo.example", "Đặng Văn Hưng", employer="Trường Đại học (minh họa)"),
    DemoAccount(Role.EVALUATOR, "chuyen-gia-2@demo.example", "Bùi Thanh Mai", employer="Viện nghiên cứu (minh họa)"),
    DemoAccount(Role.ACCOUNTANT, "ke-toan@demo.example", "Huỳnh Ngọc Ánh", employer=DEPARTMENT_NAME),
    DemoAccount(Role.COUNCIL, "dai-bieu@demo.example", "Ngô Thị Kim Oanh", employer="Hội đồng nhân dân Thành phố"),
    DemoAccount(
        Role.PARTNER_REPORTER, "so-gddt@demo.example", "Phan Đình Tùng", PARTNER_UNIT, "Sở Giáo dục và Đào tạo"
    ),
    DemoAccount(
        Role.PARTNER_HEAD, "lanh-dao-gddt@demo.example", "Dương Thị Ý Nhi", PARTNER_UNIT, "Sở Giáo dục và Đào tạo"
    ),
    DemoAccount(Role.ADMINISTRATOR, "quan-tri@demo.example", "Hồ Anh Tuấn", employer=DEPARTMENT_NAME),
]


@transaction.atomic
def ensure_demo_accounts() -> list[User]:
    """Create what is missing and put right what was changed; the users in the order of ACCOUNTS. Safe to repeat."""
    units = {unit.code: unit for unit in OrganisationUnit.objects.filter(code__in={a.unit for a in ACCOUNTS if a.unit})}
    if PARTNER_UNIT not in units:
        raise UnitMissing(f"The unit «{PARTNER_UNIT}» is not loaded: run 'manage.py load_reference' first.")
    present = {user.email: user for user in User.objects.filter(email__in=[a.email for a in ACCOUNTS])}
    encoded = ""
    users = []
    for account in ACCOUNTS:
        user = present.get(account.email)
        if user is None or not _has_demo_password(user) or not user.is_active:
            encoded = encoded or get_hasher().encode(PASSWORD, SALT)
            user = _save_account(account, encoded)
        users.append(user)
    _save_addresses(users)
    _save_role_grants(users, units)
    return users


def demo_account_rows() -> list[dict[str, str]]:
    """Role, email, password and name of each account, as `demo_accounts` prints them."""
    return [{"role": a.role.value, "email": a.email, "password": PASSWORD, "name": a.name} for a in ACCOUNTS]


def _has_demo_password(user: User) -> bool:
    try:
        hasher = identify_hasher(user.password)
    except ValueError:
        return False
    return hasher.algorithm == get_hasher().algorithm and hasher.decode(user.password)["salt"] == SALT


def _save_account(account: DemoAccount, encoded: str) -> User:
    user, _made = User.objects.update_or_create(
        email=account.email,
        defaults={"password": encoded, "is_active": True},
        create_defaults={
            "password": encoded,
            "full_name": account.name,
            "employer": account.employer,
            "phone": account.phone,
        },
    )
    return user


def _save_addresses(users: list[User]) -> None:
    """Verified addresses, so that sign-in asks for no code."""
    have = set(
        EmailAddress.objects.filter(user__in=users, verified=True, primary=True).values_list("user_id", flat=True)
    )
    for user in users:
        if user.pk not in have:
            EmailAddress.objects.filter(user=user).update(primary=False)
            EmailAddress.objects.update_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )


def _save_role_grants(users: list[User], units: dict[str, OrganisationUnit]) -> None:
    have = {(grant.user_id, grant.role) for grant in RoleGrant.objects.in_force().filter(user__in=users)}
    for account, user in zip(ACCOUNTS, users, strict=True):
        if account.role != Role.APPLICANT and (user.pk, account.role.value) not in have:
            unit: Any = units.get(account.unit)
            ended = RoleGrant.objects.filter(user=user, role=account.role, unit=unit, revoked_at__isnull=True)
            for grant in ended:
                grant.revoked_at = grant.ends_at or grant.starts_at
                grant.save(update_fields=["revoked_at", "updated_at"])
            RoleGrant.objects.create(user=user, role=account.role, unit=unit)
