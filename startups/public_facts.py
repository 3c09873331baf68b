"""The public facts of a startup."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.figures import number_vi
from ecosystem.reference.models import Area, Term, Vocabulary
from startups.models import Consent, ConsentPurpose, Presentation, PublicFact, Startup, StartupKind


def public_facts(startup: Startup) -> list[tuple[str, object]]:
    """Label and value of each public fact, including those that the startup chose to publish."""
    facts: list[tuple[str, object]] = [
        (_("Kind"), StartupKind(startup.kind).label),
        (_("Stage"), _directory_link(startup.stage, "stage")),
        (_("Ward or commune"), _directory_link(startup.area, "area")),
    ]
    if PublicFact.FOUNDED_ON in startup.public_facts and startup.founded_on:
        facts.append((_("Founded"), date_vi(startup.founded_on)))
    if PublicFact.TEAM_SIZE in startup.public_facts and startup.team_size:
        facts.append((_("People in the team"), number_vi(startup.team_size)))
    if PublicFact.WEBSITE in startup.public_facts and startup.website:
        site = startup.website.split("://", 1)[-1].rstrip("/")
        facts.append((_("Website"), format_html('<a href="{}" rel="nofollow noopener">{}</a>', startup.website, site)))
    if startup.verified_at:
        facts.append((_("Checked by the department"), date_vi(startup.verified_at)))
    return facts


def presentation_of(startup: Startup) -> tuple[Presentation | None, bool]:
    """The presentation while the consent to show it stands, and whether the startup takes messages of visitors."""
    consents = Consent.objects.standing(ConsentPurpose.PRESENTATION)
    is_shown = Exists(consents.filter(startup=OuterRef("startup")))
    saved = Presentation.objects.filter(startup=startup).annotate(is_shown=is_shown).first()
    if saved is None:
        return None, True
    return saved if saved.is_shown else None, saved.accepts_messages


def _directory_link(row: Term | Area | None, name: str) -> str:
    """The label, linked to the startups of the directory that have the same."""
    return format_html('<a href="{}?{}={}">{}</a>', reverse("public:directory"), name, row.code, row) if row else ""


def support_labels() -> dict[str, str]:
    """Names of the stages of support by code."""
    return {term.code: term.label for term in Term.objects.filter(vocabulary=Vocabulary.SUPPORT_STAGE)}
