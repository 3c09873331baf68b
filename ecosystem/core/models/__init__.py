"""What every app stands on: the base row, the record of status moves, running numbers, the figure cache and stored pages."""

from ecosystem.core.models.audit import AuditEntry
from ecosystem.core.models.base import BaseModel, NamedModel, in_force_on
from ecosystem.core.models.figure_cache import CachedFigure, FigureChange
from ecosystem.core.models.functions import (
    Fold,
    IdentifierKey,
    JoinedText,
    KeyIsOneOf,
    KeyValue,
    LocalYear,
    SearchWords,
    SortKey,
    words_index,
)
from ecosystem.core.models.identifiers import IdentifierConstraint
from ecosystem.core.models.measures import MeasureCell
from ecosystem.core.models.numbers import NumberSeries
from ecosystem.core.models.stored_pages import PageSourceChange, StoredPage
from ecosystem.core.models.unfinished_work import UnfinishedWork

__all__ = [
    "AuditEntry",
    "BaseModel",
    "CachedFigure",
    "FigureChange",
    "Fold",
    "IdentifierConstraint",
    "IdentifierKey",
    "JoinedText",
    "KeyIsOneOf",
    "KeyValue",
    "LocalYear",
    "MeasureCell",
    "NamedModel",
    "NumberSeries",
    "PageSourceChange",
    "SearchWords",
    "SortKey",
    "StoredPage",
    "UnfinishedWork",
    "in_force_on",
    "words_index",
]
