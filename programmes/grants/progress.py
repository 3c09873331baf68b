"""The progress of an application on its page: the steps of the procedure, and the timeline of events."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.models import AuditEntry
from ecosystem.core.ui.dates import date_vi, datetime_vi
from ecosystem.core.workflow import move_description
from programmes.grants.actions.charge import GIVE_CHARGE, RELEASE_CHARGE, TAKE_CHARGE
from programmes.grants.models import (
    REPLACEABLE_STATUSES,
    AnnexChange,
    Application,
    ApplicationStatus,
    Contract,
    ContractAnnex,
    DeadlineExtension,
    Tranche,
    TrancheStatus,
)

S = ApplicationStatus
CHARGE_EVENTS = {
    TAKE_CHARGE: gettext_lazy("Dossier taken by an officer"),
    GIVE_CHARGE: gettext_lazy("Dossier given to another officer"),
    RELEASE_CHARGE: gettext_lazy("Dossier released to the desk"),
}
HIDDEN_FROM_APPLICANT = frozenset({"send_back", "find_invalid", "check_again", *CHARGE_EVENTS})
REASON_FOR_APPLICANT = frozenset(
    {
        "return_for_completion",
        "reject",
        "stop_lapsed",
        "withdraw",
        "terminate",
        "take_back_result",
        "reopen",
        "confirm_invalid",
        "end_with_call",
        "decline_offer",
        "end_offer",
        "sign_annex",
    }
)
MAX_EDITS = 200


def stepper(application: Application, history: Iterable[AuditEntry]) -> list[dict[str, Any]]:
    """The steps of the procedure, each with its state, for components/stepper.html. `history`: its entries, oldest first."""
    procedure = [
        (_("Draft"), {S.DRAFT}),
        (_("Submitted"), {S.SUBMITTED}),
        (_("Completeness check"), {S.CHECKING, S.CONFIRMING, S.RETURNED}),
        (_("Evaluation"), {S.EVALUATING}),
        (_("Decision"), {S.PROPOSED}),
        (_("Contract"), {S.APPROVED}),
        (_("Carrying out"), {S.CONTRACTED, S.IN_PROGRESS}),
        (_("Acceptance"), {S.ACCEPTED}),
        (_("Closed"), {S.CLOSED}),
    ]
    status = S(application.status)
    stopped = status in REPLACEABLE_STATUSES
    if stopped:
        reached = _last_step_reached(application, history)
    else:
        reached = next(position for position, (_label, states) in enumerate(procedure) if status in states)
    steps = []
    for position, (label, _states) in enumerate(procedure):
        state = "done" if position < reached else "todo"
        if position == reached:
            state = "stopped" if stopped else ("done" if status == S.CLOSED else "current")
        steps.append({"label": label, "state": state, "note": status.label if position == reached and stopped else ""})
    return steps


def _last_step_reached(application: Application, history: Iterable[AuditEntry]) -> int:
    """The position of the step on which the application was stopped."""
    if application.status == S.REJECTED:
        return 4
    sources = [entry.source for entry in history if entry.target]  # a note has no target
    order: dict[str, int] = {
        S.SUBMITTED: 1,
        S.CHECKING: 2,
        S.CONFIRMING: 2,
        S.RETURNED: 2,
        S.EVALUATING: 3,
        S.PROPOSED: 4,
        S.APPROVED: 5,
        S.CONTRACTED: 6,
        S.IN_PROGRESS: 6,
    }
    return order.get(sources[-1], 0) if sources else 0


def timeline(
    application: Application,
    history: Iterable[AuditEntry],
    extensions: Iterable[DeadlineExtension],
    *,
    is_internal: bool,
) -> list[dict[str, Any]]:
    """Events, newest first. With `is_internal`, for staff: with names, internal moves and edits."""
    department = application.call.unit.label
    entries = []
    for entry in history:
        if not is_internal and entry.transition in HIDDEN_FROM_APPLICANT:
            continue
        move = Application.TRANSITIONS.get(entry.transition)
        reason_shown = is_internal or entry.transition in REASON_FOR_APPLICANT
        of_applicant = "applicant" in (move.roles if move else ())
        who = str(entry.by) if entry.by and (is_internal or of_applicant) else department
        entries.append(
            {
                "title": CHARGE_EVENTS.get(entry.transition) or move_description(Application, entry.transition),
                "when": entry.created_at,
                "who": who,
                "note": entry.reason if reason_shown else "",
                "tone": S(entry.target).tone if entry.target else "secondary",
            }
        )
    entries += _extensions(extensions, department, is_internal=is_internal)
    entries += _edits(application) if is_internal or application.submitted_at is None else []
    return sorted(entries, key=lambda entry: entry["when"], reverse=True)


def moves_of_tranches(contract: Contract) -> list[AuditEntry]:
    """Every move of a tranche of the contract, oldest first."""
    ids = contract.tranches.values("pk")
    return list(
        AuditEntry.objects.filter(model="grants.tranche", object_id__in=ids).select_related("by").order_by("pk")
    )


def contract_timeline(
    moves: list[AuditEntry],
    tranches: Iterable[Tranche],
    annexes: Iterable[ContractAnnex],
    *,
    is_internal: bool,
    department: str,
) -> list[dict[str, Any]]:
    """The annexes of a contract and the moves of its tranches and payments, newest first.

    Without `is_internal`, the `department` is named instead of its people.
    """
    by_key = {tranche.pk: tranche for tranche in tranches}
    entries = []
    for entry in reversed(moves):
        tranche = by_key[entry.object_id]
        move = Tranche.TRANSITIONS.get(entry.transition)
        of_applicant = "applicant" in (move.roles if move else ())
        entries.append(
            {
                "title": _("Tranche %(number)s: %(what)s")
                % {"number": tranche.number, "what": move_description(Tranche, entry.transition)},
                "when": entry.created_at,
                "who": str(entry.by) if entry.by and (is_internal or of_applicant) else department,
                "note": entry.reason,
                "tone": TrancheStatus(entry.target).tone,
            }
        )
    for annex in annexes:
        kind = annex.get_kind_display()
        entries.append(
            {
                "title": _("Annex %(number)s: %(kind)s") % {"number": annex.number, "kind": kind},
                "when": annex.created_at,
                "who": str(annex.recorded_by) if is_internal else department,
                "note": "\n".join([*map(annex_change_text, annex.changes.all()), annex.reason]),
                "tone": "blue",
            }
        )
    return sorted(entries, key=lambda entry: entry["when"], reverse=True)


def annex_change_text(change: AnnexChange) -> str:
    """The text of one change of an annex: the part, the old and the new value."""
    is_day = change.old_day is not None
    what = str(change.get_part_display())
    if change.tranche is not None:
        what = _("Tranche %(number)s: %(what)s") % {"number": change.tranche.number, "what": what}
    old, new = (date_vi(change.old_day), date_vi(change.new_day)) if is_day else (change.old, change.new)
    return _("%(what)s: from “%(old)s” to “%(new)s”") % {"what": what, "old": old, "new": new}


def _extensions(extensions: Iterable[DeadlineExtension], department: str, *, is_internal: bool) -> list[dict[str, Any]]:
    """The later deadlines that the department gave this startup in the call."""
    return [
        {
            "title": _("Deadline extended for this startup until %(moment)s")
            % {"moment": datetime_vi(extension.until)},
            "when": extension.created_at,
            "who": str(extension.granted_by) if is_internal else department,
            "note": extension.reason,
            "tone": "blue",
        }
        for extension in extensions
    ]


def _edits(application: Application) -> list[dict[str, Any]]:
    """Changes of the content from the row history, one entry per person and hour."""
    events = apps.get_model("grants", "ApplicationEvent")
    rows = list(
        events.objects.filter(pgh_obj=application.pk)
        .order_by("pgh_id")
        .values_list("pgh_created_at", "pgh_label", "version", "edited_by__full_name", "edited_by__email")[:MAX_EDITS]
    )
    entries: dict[tuple[Any, str], dict[str, Any]] = {}
    before = 0
    for when, label, version, name, email in rows:
        who = name or email or ""
        if label == "insert":
            entries[when, who] = {"title": _("Draft started"), "when": when, "who": who, "tone": "secondary"}
        elif version != before:
            hour = (when.replace(minute=0, second=0, microsecond=0), who)
            entries[hour] = {"title": _("Content changed"), "when": when, "who": who, "tone": "secondary"}
        before = version
    return list(entries.values())
