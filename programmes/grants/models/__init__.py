"""Money for startups: calls, applications, reviews, awards, contracts, payments."""

from programmes.grants.models.application import (
    AT_WORK,
    EDITABLE,
    ENDED,
    HOLDER_IN,
    SENT,
    WITH_GRANT,
    Application,
    ApplicationStatus,
    Holder,
)
from programmes.grants.models.award import (
    DECIDED,
    ENDED_EARLY_BECAUSE,
    NOT_APPROVED_BECAUSE,
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
from programmes.grants.models.payment import Disbursement
from programmes.grants.models.review import MAX_SCORE, Review, ReviewStatus, Score

__all__ = [
    "AT_WORK",
    "DECIDED",
    "EDITABLE",
    "ENDED",
    "ENDED_EARLY_BECAUSE",
    "HOLDER_IN",
    "MAX_SCORE",
    "NOT_APPROVED_BECAUSE",
    "SENT",
    "WITH_GRANT",
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
    "Review",
    "ReviewStatus",
    "Score",
    "StepClock",
    "Submission",
    "Tranche",
    "TrancheStatus",
    "roles_in_unit",
]
