"""What the city does: schemes, indicators, budgets, support policies, calls, applications, reviews, awards."""

from programmes.models.application import (
    EDITABLE,
    ENDED,
    HOLDER_IN,
    SENT,
    WITH_GRANT,
    Application,
    ApplicationStatus,
    Attachment,
    ChecklistItem,
    CheckResult,
    CostKind,
    CostLine,
    Holder,
    NumberSeries,
    PlanStep,
    StepClock,
    Submission,
)
from programmes.models.award import (
    DECIDED,
    ENDED_EARLY_BECAUSE,
    NOT_APPROVED_BECAUSE,
    Award,
    AwardStatus,
    Contract,
    DecisionLetter,
    Disbursement,
    EndReason,
    Recommendation,
    Tranche,
    TrancheStatus,
)
from programmes.models.budget import BUDGET_READERS, BudgetLine
from programmes.models.call import Call, CallPhase, CallStatus, Criterion, RequiredDocument, roles_in_unit
from programmes.models.indicator import Counter, Direction, Indicator, Measurement, Origin, Span, Target
from programmes.models.review import MAX_SCORE, Review, ReviewStatus, Score
from programmes.models.scheme import Pillar, Scheme
from programmes.models.service import DocumentRequirement, PolicyKind, Step, SupportPolicy, TimeLimit

__all__ = [
    "BUDGET_READERS", "DECIDED", "EDITABLE", "ENDED", "ENDED_EARLY_BECAUSE", "HOLDER_IN", "MAX_SCORE",
    "NOT_APPROVED_BECAUSE", "SENT", "WITH_GRANT", "DecisionLetter", "EndReason",
    "Application", "ApplicationStatus", "Attachment", "Award", "AwardStatus", "BudgetLine", "Call",
    "CallPhase", "CallStatus", "CheckResult", "ChecklistItem", "Contract", "CostKind", "CostLine", "Counter", "Criterion", "Direction",
    "Disbursement", "DocumentRequirement", "Holder", "Indicator", "Measurement", "NumberSeries", "Origin",
    "Pillar", "PlanStep", "PolicyKind", "Recommendation", "RequiredDocument", "Review", "ReviewStatus",
    "Scheme", "Score", "Span", "Step", "StepClock", "Submission", "SupportPolicy", "Target", "TimeLimit", "Tranche",
    "TrancheStatus", "roles_in_unit",
]  # fmt: skip
