"""Reported figures of parts of a year: which of them make up the year's figure, and which contradict each other.

A year's figure is reported at once, in parts (quarters, a half), or since the start of the year. Figures of an indicator
that adds up are added where their days do not overlap; of a share, a rank or a stock the latest stands.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from programmes.plan.models import Measurement


def year_parts(figures: Iterable[Measurement], *, adds_up: bool) -> list[Measurement]:
    """The figures whose values make up the year's, in order: no day twice, as many days as there are, few figures."""
    ordered = sorted(figures, key=lambda m: (m.ends_on, m.starts_on, m.pk or 0))
    valued = [m for m in ordered if m.value is not None]
    if not valued:
        return [max(ordered, key=lambda m: (m.days, m.ends_on))] if ordered else []
    if not adds_up:
        return [max(valued, key=lambda m: (m.ends_on, m.days, m.pk or 0))]
    return _best_chain(valued)


def _best_chain(ordered: Sequence[Measurement]) -> list[Measurement]:
    """Of figures ordered by their end, those without overlap that cover the most days with the fewest figures."""
    chains: list[list[Measurement]] = []
    for figure in ordered:
        before = [chain for chain in chains if chain[-1].ends_on <= figure.starts_on]
        chains.append([*max(before, key=_coverage_rank, default=[]), figure])
    return max(chains, key=_coverage_rank)


def _coverage_rank(chain: Sequence[Measurement]) -> tuple[int, int]:
    return sum(m.days for m in chain), -len(chain)


def has_gap(parts: Sequence[Measurement], year_starts: Iterable[date]) -> bool:
    """Days are missing: between the parts, or before the first of them."""
    breaks = any(one.ends_on != other.starts_on for one, other in pairwise(parts))
    return breaks or parts[0].starts_on not in set(year_starts)


def partly_overlapping_figure(figure: Measurement, others: Iterable[Measurement]) -> Measurement | None:
    """A figure that shares some days with this one, while neither holds the other."""
    for other in others:
        overlap = other.starts_on < figure.ends_on and other.ends_on > figure.starts_on
        if overlap and not (_contains(figure, other) or _contains(other, figure)):
            return other
    return None


def contradiction(figure: Measurement, others: Sequence[Measurement]) -> tuple[Measurement, list[Measurement]] | None:
    """A figure and the parts of it that together say something else, where `figure` is one of them; None if all agree.

    `others` are the figures used beside it. Parts that cover all days must add up to the whole, fewer must not pass it.
    """
    wholes = [figure, *(other for other in others if _contains(other, figure))]
    for whole in wholes:
        inside = [m for m in (figure, *others) if m is not whole and _contains(whole, m) and m.value is not None]
        parts = _best_chain(sorted(inside, key=lambda m: (m.ends_on, m.starts_on))) if inside else []
        if parts and whole.value is not None and not _agrees_with_parts(whole, parts):
            return whole, parts
    return None


def _agrees_with_parts(whole: Measurement, parts: Sequence[Measurement]) -> bool:
    total = sum((m.value for m in parts if m.value is not None), Decimal())
    value = whole.value or Decimal()
    return total == value if sum(m.days for m in parts) == whole.days else total <= value


def _contains(whole: Measurement, part: Measurement) -> bool:
    return whole is not part and whole.starts_on <= part.starts_on and part.ends_on <= whole.ends_on
