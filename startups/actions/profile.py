"""Actions on what a startup adds to its public profile: its presentation, its logo, and messages of visitors."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, cast
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import require_unchanged, version_of
from ecosystem.core.ui.changes import change_text
from ecosystem.core.uploads import private_path
from ecosystem.core.workflow import TransitionRefused, add_audit_note, lock
from ecosystem.documents.pictures import Squares
from ecosystem.notices.notify import full_url, notify
from startups.actions.records import (
    audit_context,
    end_consents,
    give_consent,
    require_department,
    require_editor,
    save_public_change,
)
from startups.consent import LOGO_VERSION, PRESENTATION_VERSION
from startups.models import (
    LOGO_SIZES,
    Consent,
    ConsentPurpose,
    Logo,
    MemberRole,
    Presentation,
    Startup,
)
from startups.recipients import member_recipients

PRESENTATION_COLUMNS = ("pitch", "problem", "solution", "links", "recognitions", "accepts_messages")


@transaction.atomic
def edit_presentation(startup: Startup, *, by: User, data: Mapping[str, Any], version: str) -> Presentation:
    """Save the presentation, and with `is_public` the consent to show it; without, the consent that stood ends.

    `version` of the startup is what the form read. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    startup = lock(startup)
    require_editor(startup, by)
    require_unchanged(version_of(startup), version)
    presentation = Presentation.objects.filter(startup=startup).first() or Presentation(startup=startup)
    changed = [name for name in PRESENTATION_COLUMNS if getattr(presentation, name) != data[name]]
    consent = Consent.objects.standing(ConsentPurpose.PRESENTATION).filter(startup=startup).first()
    is_agreed = consent is not None and consent.text_version == PRESENTATION_VERSION
    if data["is_public"] and not is_agreed and data["text_version"] != PRESENTATION_VERSION:
        raise TransitionRefused(_("The text of the consent has changed. Read it again and decide."))
    with audit_context(by):
        if changed:
            changes = [_change(presentation, name, data[name]) for name in changed]
            add_audit_note(startup, "change_presentation", by=by, reason="\n".join(changes))
        for name in changed:
            setattr(presentation, name, data[name])
        if changed or presentation.pk is None:
            presentation.save()
        if data["is_public"] and not is_agreed:
            give_consent(startup, ConsentPurpose.PRESENTATION, by=by, text_version=PRESENTATION_VERSION)
            add_audit_note(startup, "show_presentation", by=by)
        elif not data["is_public"] and consent is not None:
            end_consents(startup, ConsentPurpose.PRESENTATION, by=by)
            add_audit_note(startup, "hide_presentation", by=by)
        if changed or bool(consent) != data["is_public"]:
            save_public_change(startup, by=by)
    return presentation


@transaction.atomic
def set_logo(startup: Startup, *, by: User, squares: Squares, alt: str, text_version: str) -> Logo:
    """Put the drawn squares in the place of the startup's logo, with the consent to publish it.

    The files of the former logo are deleted after the commit; those of a transaction that fails, at once.
    """
    if text_version != LOGO_VERSION:
        raise TransitionRefused(_("The text of the consent has changed. Read it again and decide."))
    startup = lock(startup)
    require_editor(startup, by)
    logo = Logo.objects.filter(startup=startup).first() or Logo(startup=startup)
    former = logo.file_names if logo.pk else []
    stored = {name: _store(squares.files[side]) for name, side in LOGO_SIZES.items()}
    try:
        with transaction.atomic(), audit_context(by):
            logo.alt, logo.digest, logo.small, logo.large = alt, squares.digest, stored["small"], stored["large"]
            logo.save()
            give_consent(startup, ConsentPurpose.LOGO, by=by, text_version=text_version)
            add_audit_note(startup, "set_logo", by=by, reason=alt)
            save_public_change(startup, by=by)
    except Exception:
        _delete_files([*stored.values()])
        raise
    transaction.on_commit(lambda: _delete_files(former))
    return logo


@transaction.atomic
def withdraw_logo(startup: Startup, *, by: User) -> None:
    """Delete the logo for its startup. Its consent ends and stays as proof."""
    startup = lock(startup)
    require_editor(startup, by)
    _delete_logo(startup, by=by)
    add_audit_note(startup, "withdraw_logo", by=by)


@transaction.atomic
def remove_logo(startup: Startup, *, by: User, reason: str) -> None:
    """Delete an unfit logo for the department; the owners are told the reason."""
    startup = lock(startup)
    require_department(startup, by)
    reason = reason.strip()
    if not reason:
        raise TransitionRefused(_("Give the reason for this step."))
    logo = _delete_logo(startup, by=by)
    add_audit_note(startup, "remove_logo", by=by, reason=reason)
    for person in member_recipients(startup.pk, MemberRole.OWNER):
        link = full_url("startups:logo_edit", startup.pk)
        context = {"startup": startup, "person": person, "reason": reason, "link": link}
        notify(person, "startup_logo_removed", event=f"{startup.pk}:{logo.digest[:20]}", context=context)


@transaction.atomic
def send_startup_message(startup: Startup, *, key: UUID, name: str, email: str, text: str) -> None:
    """Mail a visitor's words to the owners of a public startup, once per `key`. Nobody sees the owners' addresses.

    Raises TransitionRefused where the startup takes no messages.
    """
    startup = lock(startup)
    if not accepts_messages(startup):
        raise TransitionRefused(_("This startup takes no messages here."))
    for person in member_recipients(startup.pk, MemberRole.OWNER):
        context = {
            "startup": startup,
            "person": person,
            "sender": name,
            "address": email,
            "text": text,
            "link": full_url("startups:startup_detail", startup.pk),
        }
        notify(person, "startup_message", event=str(key), context=context)


def accepts_messages(startup: Startup) -> bool:
    """Whether visitors may write to the startup: it stands in the directory and has not switched messages off."""
    if not Startup.objects.public().filter(pk=startup.pk).exists():
        return False
    return not Presentation.objects.filter(startup=startup, accepts_messages=False).exists()


def _change(presentation: Presentation, name: str, new: Any) -> str:
    """One changed fact with its old and new value, for the history."""
    field = cast("models.Field[Any, Any]", Presentation._meta.get_field(name))
    return change_text(field, getattr(presentation, name), new)


def _delete_logo(startup: Startup, *, by: User) -> Logo:
    """Raises TransitionRefused when there is none any more."""
    logo = Logo.objects.filter(startup=startup).first()
    if logo is None:
        raise TransitionRefused(_("There is no logo any more."))
    names = logo.file_names
    with audit_context(by):
        Logo.objects.filter(pk=logo.pk).delete()
        end_consents(startup, ConsentPurpose.LOGO, by=by)
        startup.save(update_fields=["updated_at"])
    transaction.on_commit(lambda: _delete_files(names))
    return logo


def _store(data: bytes) -> str:
    return default_storage.save(private_path("logos", "webp"), ContentFile(data))


def _delete_files(names: list[str]) -> None:
    for name in names:
        with suppress(OSError):
            default_storage.delete(name)
