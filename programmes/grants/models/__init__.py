"""Money for startups: calls, applications, reviews, awards, contracts, payments."""

from programmes.grants.models.application import Application, with_application_count
from programmes.grants.models.application_queryset import defer_long_texts
from programmes.grants.models.application_status import (
    EDITABLE_STATUSES,
    FINAL_STATUSES,
    GRANTED_STATUSES,
    HOLDER_BY_STATUS,
    PENDING_STATUSES,
    REPLACEABLE_STATUSES,
    RESULT_ACCEPTED_STATUSES,
    ApplicationStatus,
    Holder,
)
from programmes.grants.models.award import (
    DECIDED_STATUSES,
    REJECTION_REASONS,
    TERMINATION_REASONS,
    Award,
    AwardStatus,
    DecisionLetter,
    EndReason,
    Recommendation,
)
from programmes.grants.models.call import Call, CallPhase, CallStatus, Criterion, RequiredDocument, roles_in_unit
from programmes.grants.models.completion import Completion
from programmes.grants.models.contract import Contract, Tranche, TrancheStatus
from programmes.grants.models.dossier import (
    Attachment,
    ChecklistItem,
    CheckResult,
    CostKind,
    CostLine,
    PlanStep,
    StepClock,
    Submission,
)
from programmes.grants.models.payment import (
    REVERSAL_READERS,
    Disbursement,
    Reversal,
    ReversalKind,
    ReversalStatus,
    with_payment,
)
from programmes.grants.models.review import MAX_SCORE, Review, ReviewStatus, Score

__all__ = [
    "DECIDED_STATUSES",
    "EDITABLE_STATUSES",
    "FINAL_STATUSES",
    "GRANTED_STATUSES",
    "HOLDER_BY_STATUS",
    "MAX_SCORE",
    "PENDING_STATUSES",
    "REJECTION_REASONS",
    "REPLACEABLE_STATUSES",
    "RESULT_ACCEPTED_STATUSES",
    "REVERSAL_READERS",
    "TERMINATION_REASONS",
    "Application",
    "ApplicationStatus",
    "Attachment",
    "Award",
    "AwardStatus",
    "Call",
    "CallPhase",
    "CallStatus",
    "CheckResult",
    "ChecklistItem",
    "Completion",
    "Contract",
    "CostKind",
    "CostLine",
    "Criterion",
    "DecisionLetter",
    "Disbursement",
    "EndReason",
    "Holder",
    "PlanStep",
    "Recommendation",
    "RequiredDocument",
    "Reversal",
    "ReversalKind",
    "ReversalStatus",
    "Review",
    "ReviewStatus",
    "Score",
    "StepClock",
    "Submission",
    "Tranche",
    "TrancheStatus",
    "defer_long_texts",
    "roles_in_unit",
    "with_application_count",
    "with_payment",
]
