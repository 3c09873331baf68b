"""The public facts of a startup."""

from django.utils.translation import gettext as _

from ecosystem.core.ui.dates import date_vi
from ecosystem.reference.models import Term, Vocabulary
from startups.models import PublicFact, Startup, StartupKind


def public_facts(startup: Startup) -> list[tuple[str, object]]:
    """Label and value of each public fact, including those that the startup chose to publish."""
    facts: list[tuple[str, object]] = [
        (_("Kind"), StartupKind(startup.kind).label),
        (_("Stage"), startup.stage or ""),
        (_("Ward or commune"), startup.area or ""),
    ]
    if PublicFact.FOUNDED_ON in startup.public_facts and startup.founded_on:
        facts.append((_("Founded"), date_vi(startup.founded_on)))
    if PublicFact.TEAM_SIZE in startup.public_facts and startup.team_size:
        facts.append((_("People in the team"), startup.team_size))
    return facts


def support_labels() -> dict[str, str]:
    """Names of the stages of support by code."""
    return {term.code: term.label for term in Term.objects.filter(vocabulary=Vocabulary.SUPPORT_STAGE)}
