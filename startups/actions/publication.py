"""Actions that publish a startup in the public directory, and unpublish it: consent, check, withdrawal."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import require_version
from ecosystem.core.four_eyes import wrote
from ecosystem.core.workflow import TransitionRefused, add_audit_note, lock, move
from ecosystem.notices.notify import full_url, notify
from startups.actions.records import audit_context, end_consents, give_consent, require_department
from startups.consent import PUBLIC_PROFILE_VERSION
from startups.models import ConsentPurpose, MemberRole, Publication, PublicFact, Startup
from startups.recipients import directory_officers, member_recipients


@transaction.atomic
def request_publication(startup: Startup, *, by: User, text_version: str, facts: Iterable[str]) -> Startup:
    """Request publication, with consent to `text_version` and the chosen PublicFacts; the officers are told."""
    if text_version != PUBLIC_PROFILE_VERSION:
        raise TransitionRefused(_("The text of the consent has changed. Read it again and decide."))
    missing = missing_for_directory(startup)
    if missing:
        raise TransitionRefused(_("Complete first: %(facts)s.") % {"facts": ", ".join(missing)})
    now = timezone.now()
    with audit_context(by):
        startup = move(
            startup,
            "request_publication",
            by=by,
            publication_requested_at=now,
            public_facts=sorted(set(facts) & set(PublicFact.values)),
            recheck_since=None,
        )
        give_consent(startup, ConsentPurpose.PUBLIC_PROFILE, by=by, text_version=text_version)
    link = full_url("startups:startup_detail", startup.pk)
    for person in directory_officers(startup):
        event = f"{startup.pk}:{now.isoformat()}"
        notify(person, "publication_requested", event=event, context={"startup": startup, "link": link})
    return startup


@transaction.atomic
def publish_startup(startup: Startup, *, by: User, expected_version: str) -> Startup:
    """Verify and publish the startup in the version that the page showed. Refused to whoever wrote what is checked.

    Raises StaleRecord for another version.
    """
    startup = lock(startup)
    require_version(startup, expected_version)
    if startup.status == Publication.REQUESTED:
        refuse_author(startup, by)
    now = timezone.now()
    startup = move(startup, "publish", by=by, verified_by=by, verified_at=now, recheck_since=None)
    _notify_owners(startup, "startup_published")
    return startup


@transaction.atomic
def refuse_publication(startup: Startup, *, by: User, reason: str) -> Startup:
    startup = move(startup, "refuse_publication", by=by, reason=reason)
    _notify_owners(startup, "startup_not_published", reason=reason)
    return startup


@transaction.atomic
def withdraw_publication(startup: Startup, *, by: User) -> Startup:
    """Take the startup out of the directory at once. Its consent ends; the row stays as proof."""
    with audit_context(by):
        startup = move(startup, "withdraw_publication", by=by, recheck_since=None)
        end_consents(startup, ConsentPurpose.PUBLIC_PROFILE, by=by)
    return startup


@transaction.atomic
def unpublish_startup(startup: Startup, *, by: User, reason: str) -> Startup:
    startup = move(startup, "unpublish", by=by, reason=reason, recheck_since=None)
    _notify_owners(startup, "startup_unpublished", reason=reason)
    return startup


@transaction.atomic
def confirm_publication(startup: Startup, *, by: User, expected_version: str) -> Startup:
    """Approve the public texts that changed after the department's check. Refused to whoever wrote some of them."""
    startup = lock(startup)
    require_department(startup, by)
    require_version(startup, expected_version)
    if startup.status != Publication.PUBLIC or startup.recheck_since is None:
        raise TransitionRefused(_("There is no change to check."))
    refuse_author(startup, by)
    startup.recheck_since, startup.verified_by, startup.verified_at = None, by, timezone.now()
    with audit_context(by):
        startup.save(update_fields=["recheck_since", "verified_by", "verified_at", "updated_at"])
        add_audit_note(startup, "confirm_publication", by=by)
    return startup


def missing_for_directory(startup: Startup) -> list[str]:
    """Names of the required facts that the profile lacks."""
    facts = {
        _("what you do"): bool(startup.summary.strip()),
        _("stage"): startup.stage_id is not None,
        _("ward or commune"): startup.area_id is not None,
        _("sectors"): startup.sectors.exists(),
    }
    return [name for name, is_given in facts.items() if not is_given]


def author_refusal(startup: Startup, user: User) -> str:
    """Why this user does not check what the startup publishes, or "": they wrote some of it since the last check."""
    if not wrote(startup, user.pk, "written_by"):
        return ""
    return _(
        "You changed facts of this startup since the department's last check: another person of the department has to "
        "check them."
    )


def refuse_author(startup: Startup, by: User) -> None:
    """Raises TransitionRefused for whoever wrote what is checked."""
    if refusal := author_refusal(startup, by):
        raise TransitionRefused(refusal)


def _notify_owners(startup: Startup, kind: str, reason: str = "") -> None:
    for person in member_recipients(startup.pk, MemberRole.OWNER):
        notify(
            person,
            kind,
            event=f"{startup.pk}:{startup.updated_at.isoformat()}",
            context={
                "startup": startup,
                "person": person,
                "reason": reason,
                "link": full_url("startups:startup_detail", startup.pk),
                "profile_link": full_url("public:profile", startup.slug),
            },
        )
