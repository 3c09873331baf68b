"""How long a decision takes: the working days of the department, as the decisions of the last 12 months show."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import ceil

from django.db.models import Min
from django.utils import timezone

from ecosystem.core.days import midnight
from ecosystem.core.figure_cache import cached_figure
from ecosystem.reference.workdays import exceptions_between, is_working_day
from programmes.grants.models import DECIDED_STATUSES, Award, StepClock
from programmes.plan.models import Step, SupportPolicy

MIN_DECISIONS = 20  # below, the figures would say more about single dossiers than about the procedure


@dataclass(frozen=True)
class DecisionTimes:
    """Working days within which half and 90 % of the `decisions` were made, between `first` and `last`."""

    half: int
    most: int
    decisions: int
    first: date
    last: date


def decision_times(policy: SupportPolicy, *, today: date | None = None) -> DecisionTimes | None:
    """The times of the policy's dossiers that were decided in the 12 months up to `today`; None for fewer than 20.

    Counted from the first submission to the decision, without the time in which the applicant completed the dossier.
    The day of a submission never changes and precedes the decision, so a change of the other records alone invalidates
    the cached times.
    """
    last = today or timezone.localdate()
    first = last - timedelta(days=365)
    name = f"decision times {policy.pk}"
    days: list[int] = cached_figure(name, lambda: _working_days(policy, first, last), stamp=str(last))
    return DecisionTimes(days[0], days[1], days[2], first, last) if days else None


def _working_days(policy: SupportPolicy, first: date, last: date) -> list[int]:
    """Working days of half and of 90 % of the decisions from `first` to `last`, and their number; empty for too few."""
    decided = Award.objects.filter(
        status__in=DECIDED_STATUSES,
        application__call__policy=policy,
        decided_at__gte=midnight(first),
        decided_at__lt=midnight(last + timedelta(days=1)),
    )
    sent = decided.annotate(sent_at=Min("application__submissions__sent_at")).exclude(sent_at=None).order_by("pk")
    rows = [
        (pk, timezone.localdate(sent_at), timezone.localdate(at))
        for pk, sent_at, at in sent.values_list("application_id", "sent_at", "decided_at")
    ]
    if len(rows) < MIN_DECISIONS:
        return []
    calendar = _Calendar(min(since for _pk, since, _until in rows), last)
    at_applicant: dict[int, int] = defaultdict(int)
    completions = StepClock.objects.filter(
        step=Step.COMPLETION, ended_on__isnull=False, application__in=[pk for pk, _since, _until in rows]
    )
    for pk, since, until in completions.values_list("application_id", "started_on", "ended_on"):
        if until is not None:
            at_applicant[pk] += calendar.days_between(since, until)
    days = sorted(max(0, calendar.days_between(since, until) - at_applicant[pk]) for pk, since, until in rows)
    return [_rank(days, 50), _rank(days, 90), len(days)]


def _rank(values: Sequence[int], percent: int) -> int:
    """The smallest value within which at least `percent` of the sorted values lie."""
    return values[ceil(len(values) * percent / 100) - 1]


class _Calendar:
    """The working days of a range, counted once for all dossiers."""

    def __init__(self, first: date, last: date) -> None:
        exceptions = exceptions_between(first, last)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        self.first = first
        self.worked = list(accumulate(int(is_working_day(day, exceptions)) for day in days))

    def days_between(self, since: date, until: date) -> int:
        """The working days after `since` up to and including `until`."""
        return self._until(until) - self._until(since)

    def _until(self, day: date) -> int:
        index = min((day - self.first).days, len(self.worked) - 1)
        return self.worked[index] if index >= 0 else 0
