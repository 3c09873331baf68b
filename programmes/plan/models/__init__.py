"""The city's programme: schemes, pillars, indicators with targets and figures, budget lines, policies, time limits."""

from programmes.plan.models.budget import BUDGET_READERS, BudgetLine
from programmes.plan.models.correction import CorrectionSubject, PeriodCorrection
from programmes.plan.models.indicator import (
    OF_YEAR_SPANS,
    Counter,
    Direction,
    EnteredFigure,
    Indicator,
    Measurement,
    Origin,
    Span,
    Target,
)
from programmes.plan.models.legal_document import LegalDocument, LegalDocumentKind
from programmes.plan.models.planned_amount import (
    AMOUNT_VERIFIERS,
    UNVERIFIED_AMOUNT_READERS,
    PlannedAmount,
    PlannedAmountStatus,
    with_waiting_amount,
)
from programmes.plan.models.policy import DocumentRequirement, PolicyKind, SupportPolicy
from programmes.plan.models.scheme import Pillar, Scheme
from programmes.plan.models.time_limit import FeedbackKind, Step, TimeLimit

__all__ = [
    "AMOUNT_VERIFIERS",
    "BUDGET_READERS",
    "OF_YEAR_SPANS",
    "UNVERIFIED_AMOUNT_READERS",
    "BudgetLine",
    "CorrectionSubject",
    "Counter",
    "Direction",
    "DocumentRequirement",
    "EnteredFigure",
    "FeedbackKind",
    "Indicator",
    "LegalDocument",
    "LegalDocumentKind",
    "Measurement",
    "Origin",
    "PeriodCorrection",
    "Pillar",
    "PlannedAmount",
    "PlannedAmountStatus",
    "PolicyKind",
    "Scheme",
    "Span",
    "Step",
    "SupportPolicy",
    "Target",
    "TimeLimit",
    "with_waiting_amount",
]
