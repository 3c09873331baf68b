"""What the tests of startups share: a filled form, members, and the state of a startup on its way to the directory."""

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


def typed(**changed: Any) -> dict[str, Any]:
    """What a person types to register an enterprise; None takes a field out."""
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


def retyped(startup: Startup, **changed: Any) -> dict[str, Any]:
    """What the edit form of a startup sends when nothing or only `changed` was typed."""
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


def holder(role: str) -> User:
    """Somebody with the role, in a unit where the role needs one; a plain account for "none" and applicant."""
    if role in {"none", Role.APPLICANT}:
        return UserFactory()
    return person(role, unit=UnitFactory() if role in NEEDS_UNIT else None)


def startup_in(status: str, **fields: Any) -> Startup:
    """A complete startup in a state of publication, with the consent and the check that the state needs."""
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
