"""Helpers of the tests of startups: form data, members, and startups in each status of publication."""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import NEEDS_UNIT, Role
from ecosystem.reference.models import Vocabulary
from startups.consent import PUBLIC_PROFILE_VERSION
from startups.forms.startup import StartupForm
from startups.models import Consent, ConsentPurpose, FundingRound, Membership, Publication, Startup
from tests.factories import AreaFactory, SectorFactory, StartupFactory, TermFactory, UnitFactory, UserFactory, person

TAX_CODE = "0100233488"


def startup_form_data(**changed: Any) -> dict[str, Any]:
    """Data of the form that registers an enterprise; None leaves a field out."""
    words = {
        "kind": "enterprise",
        "name": "Công ty TNHH Cà Phê Sạch",
        "tax_code": TAX_CODE,
        "founded_on": "26/02/2021",
        "sectors": [SectorFactory().pk],
        "stage": TermFactory().pk,
        "area": AreaFactory().pk,
        "address": "1 Lê Lợi",
        "team_size": "7",
        "website": "caphesach.example",
        "summary": "Truy xuất nguồn gốc cà phê.",
    }
    return {name: value for name, value in {**words, **changed}.items() if value is not None}


def edit_form_data(startup: Startup, **changed: Any) -> dict[str, Any]:
    """Data of the edit form with the saved facts of the startup and these changes."""
    words = {
        "kind": startup.kind,
        "name": startup.name,
        "tax_code": startup.tax_code or "",
        "founded_on": f"{startup.founded_on:%d/%m/%Y}" if startup.founded_on else "",
        "sectors": [s.pk for s in startup.sectors.all()],
        "stage": startup.stage_id,
        "area": startup.area_id,
        "address": startup.address,
        "team_size": startup.team_size,
        "website": startup.website,
        "summary": startup.summary,
        "version": StartupForm.of(startup)["version"].value(),
    }
    return {**words, **changed}


def member(startup: Startup, role: str, **fields: Any) -> User:
    user = with_address(UserFactory(**fields))
    Membership.objects.create(startup=startup, user=user, role=role)
    return user


def with_address(user: User, verified: bool = True) -> User:
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def user_with_role(role: str) -> User:
    """A user with the role, in a unit where the role needs one; a plain account for "none" and applicant."""
    if role in {"none", Role.APPLICANT}:
        return UserFactory()
    return person(role, unit=UnitFactory() if role in NEEDS_UNIT else None)


def startup_in(status: str, **fields: Any) -> Startup:
    """A complete startup with this status, and with the consent and verification that the status needs."""
    fields.setdefault("sectors", [SectorFactory()])
    if status in {Publication.REQUESTED, Publication.PUBLIC}:
        fields.setdefault("publication_requested_at", timezone.now())
    if status == Publication.PUBLIC:
        fields.setdefault("verified_by", person(Role.OFFICER))
        fields.setdefault("verified_at", timezone.now())
    startup = StartupFactory(status=status, **fields)
    if status in {Publication.REQUESTED, Publication.PUBLIC}:
        Consent.objects.create(
            startup=startup,
            purpose=ConsentPurpose.PUBLIC_PROFILE,
            text_version=PUBLIC_PROFILE_VERSION,
            given_by=UserFactory(),
            given_at=timezone.now(),
        )
    return startup


def round_of(startup: Startup, **fields: Any) -> FundingRound:
    fields.setdefault("kind", TermFactory(vocabulary=Vocabulary.ROUND))
    fields.setdefault("closed_on", "2025-05-01")
    fields.setdefault("amount", "1500000000")
    fields.setdefault("source", "Hợp đồng")
    one = FundingRound.objects.create(startup=startup, **fields)
    one.refresh_from_db()
    return one
