"""What a changed policy means for its calls: which keep the rules that were pinned to them, and from when new ones hold."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from ecosystem.core.ui.figures import number_vi, vnd
from ecosystem.reference.models import Term
from programmes.grants.models import FINAL_STATUSES, Application, Call, CallPhase
from programmes.plan.forms.labels import LABELS
from programmes.plan.models import SupportPolicy
from programmes.plan.terms import COLUMNS, PolicyTerms, TermsSector

MONEY = frozenset({"cap_total", "cap_labour", "cap_other"})


@dataclass(frozen=True)
class RuleDifference:
    """One rule of a call that differs from its policy as it stands."""

    label: Any
    pinned: str
    current: str


@dataclass(frozen=True)
class CallWithOldRules:
    """A call that takes or decides applications under rules that its policy no longer has."""

    call: Call
    rules: list[RuleDifference]


def calls_with_old_rules(policy: SupportPolicy) -> list[CallWithOldRules]:
    """Published calls that have not closed or have dossiers under way, where their rules differ from the policy's."""
    current = PolicyTerms.of(policy)
    under_way = Application.objects.filter(call=OuterRef("pk")).exclude(status__in=FINAL_STATUSES)
    calls = Call.objects.public().filter(policy=policy).select_related("stage").annotate(has_dossiers=Exists(under_way))
    calls_found = []
    for call in calls.order_by("closes_at", "pk"):
        rules = [_rule(name, call.terms, current) for name in call.terms.differences(current)]
        if call.stage_id != policy.stage_id:
            rules.insert(0, RuleDifference(_label("stage"), _stage(call.stage), _stage(policy.stage)))
        if rules and (call.has_dossiers or call.phase != CallPhase.CLOSED):  # type: ignore[attr-defined]
            calls_found.append(CallWithOldRules(call, rules))
    return calls_found


def rules_hold_since(policy: SupportPolicy) -> datetime:
    """When the rules of the policy became what they are now, by the history of its row."""
    events: Any = SupportPolicy.pgh_event_model.objects.filter(pgh_obj=policy.pk)  # type: ignore[attr-defined]
    current = _values(policy)
    since = policy.updated_at
    for event in events.order_by("-pgh_id"):
        if _values(event) != current:
            break
        since = event.pgh_created_at
    return since


def _values(row: Any) -> tuple[Any, ...]:
    return (*(getattr(row, name) for name in COLUMNS), row.stage_id, tuple(row.applicant_kinds))


def _rule(name: str, pinned: PolicyTerms, current: PolicyTerms) -> RuleDifference:
    return RuleDifference(_label(name), _display_value(name, pinned), _display_value(name, current))


def _label(name: str) -> Any:
    return LABELS.get(name) or SupportPolicy._meta.get_field(name).verbose_name  # type: ignore[union-attr]


def _stage(stage: Term | None) -> str:
    return stage.label if stage else "—"


def _display_value(name: str, terms: PolicyTerms) -> str:
    value = getattr(terms, name)
    if name == "applicant_kinds":
        return terms.applicants or "—"
    if value is None or value in ("", ()):
        return "—"
    if name in MONEY:
        return vnd(value)
    if isinstance(value, tuple):
        return ", ".join(sector.label for sector in value if isinstance(sector, TermsSector))
    return number_vi(value, 0) if isinstance(value, int) else str(value)
