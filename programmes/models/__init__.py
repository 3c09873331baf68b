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
    CostKind,
    CostLine,
    Holder,
    NumberSeries,
    PlanStep,
    StepClock,
)
from programmes.models.award import (
    Award,
    AwardStatus,
    Contract,
    Disbursement,
    Recommendation,
    Tranche,
    TrancheStatus,
)
from programmes.models.budget import BudgetLine
from programmes.models.call import Call, CallPhase, CallStatus, Criterion, RequiredDocument, roles_in_unit
from programmes.models.indicator import Counter, Direction, Indicator, Measurement, Origin, Span, Target
from programmes.models.review import MAX_SCORE, Review, ReviewStatus, Score
from programmes.models.scheme import Pillar, Scheme
from programmes.models.service import DocumentRequirement, PolicyKind, Step, SupportPolicy, TimeLimit

__all__ = [
    "EDITABLE", "ENDED", "HOLDER_IN", "MAX_SCORE", "SENT", "WITH_GRANT",
    "Application", "ApplicationStatus", "Attachment", "Award", "AwardStatus", "BudgetLine", "Call",
    "CallPhase", "CallStatus", "Contract", "CostKind", "CostLine", "Counter", "Criterion", "Direction",
    "Disbursement", "DocumentRequirement", "Holder", "Indicator", "Measurement", "NumberSeries", "Origin",
    "Pillar", "PlanStep", "PolicyKind", "Recommendation", "RequiredDocument", "Review", "ReviewStatus",
    "Scheme", "Score", "Span", "Step", "StepClock", "SupportPolicy", "Target", "TimeLimit", "Tranche",
    "TrancheStatus", "roles_in_unit",
]  # fmt: skip
