"""Startups with their members, consents and funding rounds, and support organisations."""

from startups.models.address import FormerAddress, current_slug
from startups.models.consent import Consent, ConsentPurpose
from startups.models.funding_round import Currency, FundingRound, format_amount, totals_by_currency
from startups.models.membership import Invitation, MemberRole, Membership
from startups.models.organisation import NEVER_LISTED, Organisation
from startups.models.profile import LOGO_SIZES, Logo, Presentation
from startups.models.startup import (
    LARGE_STARTUP_COLUMNS,
    Publication,
    PublicFact,
    Startup,
    StartupKind,
)

__all__ = [
    "LARGE_STARTUP_COLUMNS",
    "LOGO_SIZES",
    "NEVER_LISTED",
    "Consent",
    "ConsentPurpose",
    "Currency",
    "FormerAddress",
    "FundingRound",
    "Invitation",
    "Logo",
    "MemberRole",
    "Membership",
    "Organisation",
    "Presentation",
    "PublicFact",
    "Publication",
    "Startup",
    "StartupKind",
    "current_slug",
    "format_amount",
    "totals_by_currency",
]
