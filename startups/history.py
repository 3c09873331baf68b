"""Histories of startups and organisations, from the event tables of pghistory and from AuditEntry."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.models import AuditEntry
from ecosystem.core.ui.changes import change_text
from ecosystem.core.workflow import move_description
from startups.models import MemberRole, Organisation, Publication, Startup, format_amount

LIMIT = 200
FACTS = (
    "kind",
    "name",
    "tax_code",
    "founded_on",
    "stage_id",
    "area_id",
    "address",
    "website",
    "summary",
    "team_size",
)
Entry = dict[str, Any]


def startup_timeline(startup: Startup) -> list[Entry]:
    """The newest LIMIT events of a startup, newest first: entries for `components/timeline.html`."""
    # The sort is stable: of events at one moment the registration comes last, as the oldest.
    entries = [*_moves(startup), *_rounds(startup), *_members(startup), *_facts(startup)]
    return _with_people(entries)


def _with_people(entries: list[Entry]) -> list[Entry]:
    """The newest LIMIT entries, newest first, with users in place of their ids."""
    entries.sort(key=lambda entry: entry["when"], reverse=True)
    entries = entries[:LIMIT]
    people = User.objects.in_bulk({entry["who"] for entry in entries if entry["who"]})
    for entry in entries:
        entry["who"] = people.get(entry["who"], "")
    return entries


ORGANISATION_FACTS = (
    "kind_id",
    "name",
    "slug",
    "tax_code",
    "area_id",
    "website",
    "summary",
    "source",
    "manages_grants",
)


def organisation_timeline(organisation: Organisation) -> list[Entry]:
    """The newest LIMIT events of an organisation, newest first."""
    titles = {
        "publish": (_("Put into the directory"), "green"),
        "unpublish": (_("Taken out of the directory"), "orange"),
    }
    entries = []
    for move in AuditEntry.objects.about(organisation).order_by("-pk")[:LIMIT]:
        title, tone = titles[move.transition]
        entries.append(_entry(title, move.created_at, move.by_id, move.reason, tone))
    changes = [*_changes(organisation, "OrganisationEvent", ORGANISATION_FACTS, _("Entered in the register"))]
    entries += reversed(changes)
    return _with_people(entries)


def _entry(title: str, when: Any, who: int | None, note: str = "", tone: str = "") -> Entry:
    return {"title": title, "when": when, "who": who, "note": note, "tone": tone}


def _user_id(event: Any) -> int | None:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _events(name: str, *related: str, **lookup: Any) -> list[Any]:
    """The newest rows of one event table, oldest first."""
    rows = apps.get_model("startups", name).objects.filter(**lookup).select_related("pgh_context", *related)
    return list(rows.order_by("-pgh_id")[: LIMIT + 1])[::-1]


def _facts(startup: Startup) -> Iterator[Entry]:
    return _changes(startup, "StartupEvent", FACTS, _("Registered"))


def _changes(record: Startup | Organisation, event_model: str, facts: tuple[str, ...], created: str) -> Iterator[Entry]:
    """The creation of the record, and each change of its facts with old and new value."""
    before: Any = None
    related = [name.removesuffix("_id") for name in facts if name.endswith("_id")]
    events = _events(event_model, *related, pgh_obj=record.pk)
    if not events or (events[0].pgh_label != "insert" and len(events) <= LIMIT):
        yield _entry(created, record.created_at, None, tone="green")  # loaded without triggers
    for event in events:
        if event.pgh_label == "insert":
            yield _entry(created, event.pgh_created_at, _user_id(event), tone="green")
        elif before is not None:
            changes = [
                _change(record, event, before, name) for name in facts if getattr(event, name) != getattr(before, name)
            ]
            if changes:
                yield _entry(_("Facts changed"), event.pgh_created_at, _user_id(event), "\n".join(changes))
        before = event


def _change(record: Startup | Organisation, event: Any, before: Any, name: str) -> str:
    field = cast("models.Field[Any, Any]", record._meta.get_field(name.removesuffix("_id")))
    return change_text(field, getattr(before, field.name), getattr(event, field.name))


def _members(startup: Startup) -> Iterator[Entry]:
    titles: dict[str, Callable[..., str]] = {
        "insert": lambda **v: _("%(person)s became a member: %(role)s") % v,
        "update": lambda **v: _("Role of %(person)s changed: %(role)s") % v,
        "delete": lambda **v: _("%(person)s is no longer a member") % v,
    }
    for event in _events("MembershipEvent", "user", startup=startup.pk):
        title = titles[event.pgh_label](person=event.user, role=MemberRole(event.role).label)
        yield _entry(title, event.pgh_created_at, _user_id(event))


def _rounds(startup: Startup) -> Iterator[Entry]:
    verified: dict[int, bool] = {}
    for event in _events("FundingRoundEvent", "kind", startup=startup.pk):
        now_verified = event.verified_at is not None
        if event.pgh_label == "insert":
            title, tone = _("Funding round added"), ""
        elif event.pgh_label == "delete":
            title, tone = _("Funding round removed"), "orange"
        elif now_verified != verified.get(event.id, False):
            title = _("Funding round verified") if now_verified else _("Verification of a funding round taken back")
            tone = "green" if now_verified else "orange"
        else:
            title, tone = _("Funding round changed"), ""
        verified[event.id] = now_verified
        note = f"{event.kind}, {event.closed_on:%d/%m/%Y}: {format_amount(event.amount, event.currency)}"
        yield _entry(title, event.pgh_created_at, _user_id(event), note, tone)


def _moves(startup: Startup) -> Iterator[Entry]:
    notes = {
        "invite_member": _("Invitation sent"),
        "cancel_invitation": _("Invitation taken back"),
        "change_sectors": _("Sectors changed"),
        "correct_facts": _("Facts corrected by the department"),
        "confirm_publication": _("Changed words checked by the department"),
        "change_presentation": _("Presentation changed"),
        "show_presentation": _("Presentation shown to the public"),
        "hide_presentation": _("Presentation hidden from the public"),
        "set_logo": _("Logo given, with the consent to publish it"),
        "withdraw_logo": _("Logo withdrawn"),
        "remove_logo": _("Logo removed by the department"),
        "unverify_round": _("Reason for taking back a verification"),
    }
    for entry in AuditEntry.objects.about(startup).order_by("-pk")[:LIMIT]:
        if entry.target:
            title, tone = move_description(Startup, entry.transition), Publication(entry.target).tone
        else:
            title, tone = notes.get(entry.transition, entry.transition), ""
        yield _entry(title, entry.created_at, entry.by_id, entry.reason, tone)
