"""Create, edit, publish and cancel calls."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.accounts.unit_holdings import lock_current_unit
from ecosystem.core.conflicts import Change, change_at, fingerprint, require_unchanged, version_of
from ecosystem.core.constraints import refuse_taken_identifiers
from ecosystem.core.workflow import BySystem, RoleRefused, TransitionRefused, WrongState, lock, move
from programmes.grants.actions.amendment import pinned_rules_text
from programmes.grants.actions.award import void_proposal
from programmes.grants.actions.call_notices import announce_cancellation
from programmes.grants.actions.clock import end_clocks
from programmes.grants.models import (
    GRANTED_STATUSES,
    UNDECIDED_STATUSES,
    ApplicationStatus,
    Call,
    CallStatus,
    Criterion,
    RequiredDocument,
)
from programmes.plan.models import BudgetLine, SupportPolicy
from programmes.plan.terms import PolicyTerms

DECIDED_STATUSES = frozenset({*GRANTED_STATUSES, ApplicationStatus.REJECTED})
DOCUMENT_FIELDS = (
    "code",
    "name",
    "name_en",
    "form_code",
    "hint",
    "hint_en",
    "is_required",
    "only_for",
    "accepts",
    "order",
)
CRITERION_FIELDS = ("code", "name", "name_en", "hint", "hint_en", "weight", "order")


@transaction.atomic
def create_call(policy: SupportPolicy, *, by: User, evaluators: Sequence[Any] = (), **fields: Any) -> Call:
    """Create a draft call with the required documents of the policy and the criteria of its latest published call."""
    if Role.MANAGER not in by.roles_in_unit(fields["unit"].pk):
        raise RoleRefused(_("Only a programme manager of the unit in charge may make a call."))
    _require_budget_line(fields["budget_line"], by)
    lock_current_unit(fields["unit"])
    latest = latest_call_of(policy)
    call = Call(policy=policy, **fields)
    with refuse_taken_identifiers(call):
        call.save(force_insert=True)
    call.evaluators.set(evaluators)
    RequiredDocument.objects.bulk_create(
        RequiredDocument(call=call, **{name: getattr(requirement, name) for name in DOCUMENT_FIELDS})
        for requirement in policy.requirements.all()
    )
    if latest:
        Criterion.objects.bulk_create(
            Criterion(call=call, **{name: getattr(criterion, name) for name in CRITERION_FIELDS})
            for criterion in latest.criteria.all()
        )
    return call


def latest_call_of(policy: SupportPolicy) -> Call | None:
    """The policy's latest published call, from which a new call is copied."""
    return policy.calls.filter(status=CallStatus.PUBLISHED).order_by("-closes_at", "-pk").first()


@transaction.atomic
def update_call(call: Call, *, by: User, version: str, evaluators: Sequence[Any] | None = None, **fields: Any) -> Call:
    """Change a draft call; a published call can no longer be changed.

    `version` is the version that the form read. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    locked = _lock_draft(call, by)
    require_unchanged(version_of(locked), version)
    if fields.get("budget_line", locked.budget_line) != locked.budget_line:
        _require_budget_line(fields["budget_line"], by)
    for name, value in fields.items():
        setattr(locked, name, value)
    with refuse_taken_identifiers(locked):
        locked.save(update_fields=[*fields, "updated_at"])
    if evaluators is not None:
        locked.evaluators.set(evaluators)
    return locked


def criteria_rows(call: Call) -> list[dict[str, Any]]:
    """The criteria as the form edits them, in their order."""
    return [{name: getattr(criterion, name) for name in CRITERION_FIELDS[:-1]} for criterion in call.criteria.all()]


def criteria_change(call: Call) -> Change:
    """Who saved the current criteria, and when."""
    return change_at(call, max((criterion.updated_at for criterion in call.criteria.all()), default=None))


@transaction.atomic
def save_criteria(call: Call, rows: Sequence[Mapping[str, Any]], *, by: User, version: str) -> Call:
    """Replace the criteria of a draft call by these rows, in their order.

    `version` is the fingerprint of the rows that the form read. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    locked = _lock_draft(call, by)
    require_unchanged(fingerprint(criteria_rows(locked)), version)
    locked.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(call=locked, order=order, **{**row, "code": row.get("code") or f"criterion-{order + 1}"})
        for order, row in enumerate(rows)
    )
    locked.save(update_fields=["updated_at"])  # the history of the call says who changed its criteria
    return locked


@transaction.atomic
def publish_call(call: Call, *, by: User) -> Call:
    """Publish a draft call and pin the policy's rules and stage to it; refused with every problem of `publication_problems`.

    The policy is locked, so that the rules are those of one moment.
    """
    policy = SupportPolicy.objects.select_for_update(no_key=True).get(pk=call.policy_id)
    terms = PolicyTerms.of(policy).to_json()
    moved = move(call, "publish", by=by, pinned_terms=terms, stage_id=policy.stage_id)
    if moved.policy_id != policy.pk:
        raise TransitionRefused(_("The call has changed meanwhile. Read it again before you publish it."))
    problems = publication_problems(moved)
    if problems:
        raise TransitionRefused(" ".join(problems))
    return moved


@transaction.atomic
def cancel_call(call: Call, *, by: User, reason: str) -> Call:
    """End a call before its end, whatever state its dossiers are in; everybody with a draft or dossier is told why.

    Dossiers without a decision are stopped, and proposals for them fall; drafts stay with their startups. What is
    decided stays decided: a call whose every dossier is decided has ended, and nothing is left to cancel. Locks the
    call, then its dossiers in the order of their numbers. The worker tells the people.
    """
    moved = move(call, "cancel", by=by, reason=reason)
    undecided = moved.applications.filter(status__in=UNDECIDED_STATUSES)
    is_over = moved.closes_at <= timezone.now() and moved.applications.filter(status__in=DECIDED_STATUSES).exists()
    if is_over and not undecided.exists():
        raise TransitionRefused(_("This call has ended: every dossier is decided, and nothing is left to cancel."))
    drafts = moved.applications.filter(status=ApplicationStatus.DRAFT).values_list("pk", flat=True)
    notified = [*drafts]
    for application in undecided.select_for_update(of=("self",), no_key=True).order_by("pk"):
        notified.append(application.pk)
        ended = move(application, "end_with_call", by=BySystem(cause=by), reason=reason)
        void_proposal(ended, by=by)
        end_clocks(ended)
    announce_cancellation(sorted(notified), reason)
    return moved


def publication_problems(call: Call) -> list[str]:
    """Why a draft call cannot be published yet, a sentence for each problem."""
    problems = []
    weights = sum(criterion.weight for criterion in call.criteria.all())
    if weights != 100:
        problems.append(_("The weights of the criteria add up to %(sum)s, not to 100.") % {"sum": weights})
    if call.budget_line.remaining <= 0:
        problems.append(_("The budget line has no money left."))
    if call.closes_at <= timezone.now():
        problems.append(_("The closing time lies in the past."))
    selected = call.evaluators.filter(
        is_active=True,
        pk__in=RoleGrant.objects.in_force().filter(role=Role.EVALUATOR).values("user"),
    ).count()
    if selected < call.evaluators_per_dossier:
        values = {"chosen": selected, "needed": call.evaluators_per_dossier}
        problems.append(_("%(chosen)s evaluators are chosen; at least %(needed)s are needed.") % values)
    return problems


def _require_budget_line(line: BudgetLine, by: User) -> None:
    if not BudgetLine.objects.run_by(by).filter(pk=line.pk).exists():
        raise RoleRefused(_("Your unit does not lead the pillar of this budget line."))


def _lock_draft(call: Call, by: User) -> Call:
    locked = lock(call)
    if Role.MANAGER not in locked.roles_of(by):
        raise RoleRefused(_("Your role does not allow this step."))
    if locked.status != CallStatus.DRAFT:
        raise published_refusal(locked)
    return locked


def published_refusal(call: Call) -> TransitionRefused:
    """Why this page does not change a call that is no draft."""
    if call.status != CallStatus.PUBLISHED:
        return WrongState(call)
    words = _("A published call is amended, with a reason and a public notice, on a page of its own. %(pinned)s")
    return TransitionRefused(words % {"pinned": pinned_rules_text()})
