"""Who takes part: startups, their members and capital, and the ecosystem's organisations."""

from startups.models.address import FormerAddress, present_slug
from startups.models.funding_round import Currency, FundingRound, format_amount, totals_by_currency
from startups.models.membership import Invitation, MemberRole, Membership
from startups.models.organisation import NEVER_LISTED, Organisation
from startups.models.startup import (
    LONG_OF_STARTUP,
    Consent,
    ConsentPurpose,
    Publication,
    PublicFact,
    Startup,
    StartupKind,
)

__all__ = [
    "LONG_OF_STARTUP",
    "NEVER_LISTED",
    "Consent",
    "ConsentPurpose",
    "Currency",
    "FormerAddress",
    "FundingRound",
    "Invitation",
    "MemberRole",
    "Membership",
    "Organisation",
    "PublicFact",
    "Publication",
    "Startup",
    "StartupKind",
    "format_amount",
    "present_slug",
    "totals_by_currency",
]
