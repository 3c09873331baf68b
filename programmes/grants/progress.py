"""Where a dossier stands, in words for its reader: the steps of its way, and what happened on it."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import move_description
from programmes.grants.models import Application, ApplicationStatus

S = ApplicationStatus
HIDDEN_FROM_APPLICANT = frozenset({"send_back"})
REASON_FOR_APPLICANT = frozenset({"return_for_completion", "reject", "stop_lapsed", "withdraw", "terminate"})
MAX_EDITS = 200


def stepper(application: Application) -> list[dict[str, Any]]:
    """The way of every dossier as steps with a state each, for components/stepper.html."""
    way = [
        (_("Draft"), {S.DRAFT}),
        (_("Submitted"), {S.SUBMITTED}),
        (_("Completeness check"), {S.CHECKING, S.RETURNED}),
        (_("Evaluation"), {S.EVALUATING}),
        (_("Decision"), {S.PROPOSED}),
        (_("Contract"), {S.APPROVED}),
        (_("Carrying out"), {S.CONTRACTED, S.IN_PROGRESS}),
        (_("Acceptance"), {S.ACCEPTED}),
        (_("Closed"), {S.CLOSED}),
    ]
    status = S(application.status)
    stopped = status in {S.WITHDRAWN, S.STOPPED, S.REJECTED}
    reached = _furthest(application) if stopped else next(n for n, (_l, states) in enumerate(way) if status in states)
    steps = []
    for position, (label, _states) in enumerate(way):
        state = "done" if position < reached else "todo"
        if position == reached:
            state = "stopped" if stopped else ("done" if status == S.CLOSED else "current")
        steps.append({"label": label, "state": state, "note": status.label if position == reached and stopped else ""})
    return steps


def _furthest(application: Application) -> int:
    """On which step a stopped dossier ended."""
    if application.status == S.REJECTED:
        return 4
    last = AuditEntry.objects.about(application).last()
    source = last.source if last else S.DRAFT
    order = {
        S.SUBMITTED: 1,
        S.CHECKING: 2,
        S.RETURNED: 2,
        S.EVALUATING: 3,
        S.PROPOSED: 4,
        S.CONTRACTED: 6,
        S.IN_PROGRESS: 6,
    }
    return order.get(source, 0)  # type: ignore[call-overload]


def timeline(application: Application, *, inside: bool) -> list[dict[str, Any]]:
    """What happened, newest first. `inside` is for the department: with names, internal moves and edits."""
    department = application.call.unit.label
    entries = []
    for entry in AuditEntry.objects.about(application):
        if not inside and entry.transition in HIDDEN_FROM_APPLICANT:
            continue
        move = Application.TRANSITIONS.get(entry.transition)
        target = S(entry.target)
        reason_shown = inside or entry.transition in REASON_FOR_APPLICANT
        of_applicant = "applicant" in (move.roles if move else ())
        who = str(entry.by) if entry.by and (inside or of_applicant) else department
        entries.append(
            {
                "title": move_description(Application, entry.transition),
                "when": entry.created_at,
                "who": who,
                "note": entry.reason if reason_shown else "",
                "tone": target.tone,
            }
        )
    entries += _edits(application) if inside or application.submitted_at is None else []
    return sorted(entries, key=lambda entry: entry["when"], reverse=True)


def _edits(application: Application) -> list[dict[str, Any]]:
    """Changes of the content, one line per person and hour, from the database's own history."""
    events = apps.get_model("grants", "ApplicationEvent")
    rows = list(
        events.objects.filter(pgh_obj=application.pk)
        .order_by("pgh_id")
        .values_list("pgh_created_at", "pgh_label", "version", "edited_by")[:MAX_EDITS]
    )
    people = {user.pk: str(user) for user in User.objects.filter(pk__in={row[3] for row in rows})}
    entries: dict[tuple[Any, str], dict[str, Any]] = {}
    before = 0
    for when, label, version, person in rows:
        who = people.get(person, "")
        if label == "insert":
            entries[when, who] = {"title": _("Draft started"), "when": when, "who": who, "tone": "secondary"}
        elif version != before:
            hour = (when.replace(minute=0, second=0, microsecond=0), who)
            entries[hour] = {"title": _("Content changed"), "when": when, "who": who, "tone": "secondary"}
        before = version
    return list(entries.values())
