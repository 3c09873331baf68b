"""What every app stands on: the base row, the record of status moves, running numbers, and the figure cache."""

from ecosystem.core.models.audit import AuditEntry
from ecosystem.core.models.base import BaseModel, NamedModel, in_force_on
from ecosystem.core.models.figure_cache import CachedFigure, FigureChange
from ecosystem.core.models.functions import Fold, IdentifierKey, LocalYear, SearchWords, SortKey
from ecosystem.core.models.identifiers import IdentifierConstraint
from ecosystem.core.models.numbers import NumberSeries

__all__ = [
    "AuditEntry",
    "BaseModel",
    "CachedFigure",
    "FigureChange",
    "Fold",
    "IdentifierConstraint",
    "IdentifierKey",
    "LocalYear",
    "NamedModel",
    "NumberSeries",
    "SearchWords",
    "SortKey",
    "in_force_on",
]
