"""Clocks of the legal time limits: at most one runs per application; it pauses during completion (fact F3.14)."""

from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter

from django.db.models import QuerySet
from django.utils import timezone

from ecosystem.reference.workdays import DayUnit, add_days, add_limits, days_between, exceptions_between, is_working_day
from programmes.grants.models import HOLDER_BY_STATUS, Application, ApplicationStatus, StepClock
from programmes.plan.calendar import reschedules_time_limits
from programmes.plan.models import Step, TimeLimit

# What the department takes from the receipt to the decision, in this order; the applicant's own time is beside it.
DECISION_STEPS = (Step.COMPLETENESS, Step.EVALUATION, Step.EXPLANATION, Step.DECISION)


def start_step(
    application: Application, step: str, *, today: date | None = None, holder: str | None = None
) -> StepClock | None:
    """End the running clock and start the clock of `step`, if the step has a TimeLimit row with an amount.

    Counts from the day after `today`. Saves `due_on` of the application, and its `holder`: by its status, unless given.
    Call it after `move()`, in the same transaction.
    """
    today = today or timezone.localdate()
    _running_clocks(application).update(ended_on=today)
    limit = TimeLimit.objects.filter(step=step).first()
    clock = None
    if limit and limit.amount is not None:
        clock = StepClock.objects.create(
            application=application,
            step=step,
            amount=limit.amount,
            unit=limit.unit,
            started_on=today,
            due_on=add_days(today, limit.amount, limit.unit),
        )
    _update_holder(application, clock, holder)
    return clock


def pause_for_applicant(application: Application, *, today: date | None = None) -> StepClock | None:
    """Pause the running clock and store its remaining days, in its own unit (negative when overdue)."""
    today = today or timezone.localdate()
    clock = _running_clocks(application).first()
    if clock:
        clock.days_left = days_left(clock, today)
        clock.paused_on = today
        clock.save(update_fields=["days_left", "paused_on", "updated_at"])
    _update_holder(application, None)
    return clock


def resume_step(
    application: Application, step: str | None = None, *, today: date | None = None, holder: str | None = None
) -> StepClock | None:
    """End the running clock and resume the paused clock (of `step`) with its remaining days; `holder` as in `start_step`.

    Returns None, and changes nothing, when no such clock is paused.
    """
    today = today or timezone.localdate()
    paused = application.clocks.filter(ended_on__isnull=True, paused_on__isnull=False)
    clock = (paused.filter(step=step) if step else paused).last()
    if clock is None:
        return None
    _running_clocks(application).update(ended_on=today)
    left = clock.amount if clock.days_left is None else clock.days_left
    clock.resumed_on, clock.paused_on = today, None
    clock.due_on = add_days(today, left, clock.unit) if left >= 0 else _days_before(today, -left, clock.unit)
    clock.save(update_fields=["resumed_on", "paused_on", "due_on", "updated_at"])
    _update_holder(application, clock, holder)
    return clock


@reschedules_time_limits
def redate_running_clocks() -> int:
    """Recalculate due dates after holidays changed; return how many changed. Paused clocks keep their remaining days.

    Overdue clocks stay overdue: a holiday that is declared later does not change them.
    """
    today, count = timezone.localdate(), 0
    running = StepClock.objects.filter(ended_on__isnull=True, paused_on__isnull=True, due_on__gte=today)
    for pk in running.order_by("application_id").values_list("application_id", flat=True):
        application = Application.objects.select_for_update(of=("self",)).get(pk=pk)
        clock = _running_clocks(application).first()
        if clock and _redate(clock):
            count += 1
            _update_holder(application, clock)
    return count


def _redate(clock: StepClock) -> bool:
    """Save the due date that follows from the holidays now; return whether it changed."""
    since, amount = clock.started_on, clock.amount
    if clock.resumed_on is not None and clock.days_left is not None:
        since, amount = clock.resumed_on, clock.days_left
    due_on = add_days(since, amount, clock.unit) if amount >= 0 else clock.due_on
    if due_on == clock.due_on:
        return False
    clock.due_on = due_on
    clock.save(update_fields=["due_on", "updated_at"])
    return True


def end_clocks(application: Application, *, today: date | None = None) -> None:
    """End every running or paused clock of the application, which then has no due date."""
    today = today or timezone.localdate()
    application.clocks.filter(ended_on__isnull=True).update(ended_on=today, updated_at=timezone.now())
    _update_holder(application, None)


def days_left(clock: StepClock, today: date) -> int:
    """Remaining days in the clock's unit, without the roll to the next working day; negative when overdue.

    For a paused clock the days it had left when it was paused.
    """
    if clock.paused_on is not None:
        return clock.days_left or 0
    if clock.resumed_on is None:
        granted, since = clock.amount, clock.started_on
    else:
        granted, since = clock.days_left if clock.days_left is not None else clock.amount, clock.resumed_on
    left = granted - days_between(since, today, clock.unit)
    return max(left, 0) if clock.due_on >= today else left


def decision_due_on(step: str, due_on: date) -> date | None:
    """The day on which the decision is due: after the due day of `step`, the limits of the further steps.

    None for the applicant's own time, and when the limit of a further step is not set.
    """
    if step not in DECISION_STEPS:
        return None
    limits = {limit.step: limit for limit in TimeLimit.objects.filter(step__in=DECISION_STEPS)}
    further: list[tuple[int, str]] = []
    for later in DECISION_STEPS[DECISION_STEPS.index(Step(step)) + 1 :]:
        limit = limits.get(later)
        if limit is None or limit.amount is None:
            return None
        further.append((limit.amount, limit.unit))
    return add_limits(due_on, further)


def expected_decision_day(application: Application, clocks: Iterable[StepClock] | None = None) -> date | None:
    """The day on which the decision about the application is due, as its running clock stands; None without one.

    `clocks` are all of the application, where the caller has read them.
    """
    running = _running_clocks(application) if clocks is None else [clock for clock in clocks if clock.is_running]
    last = max(running, key=attrgetter("pk"), default=None)
    return decision_due_on(last.step, last.due_on) if last else None


def is_completion_overdue(
    application: Application, today: date | None = None, clocks: Iterable[StepClock] | None = None
) -> bool:
    """Whether the time limit for completion has passed. `clocks` as in `expected_decision_day`."""
    today = today or timezone.localdate()
    if clocks is not None:
        return any(c.is_running and c.step == Step.COMPLETION and c.due_on < today for c in clocks)
    return _running_clocks(application).filter(step=Step.COMPLETION, due_on__lt=today).exists()


def _running_clocks(application: Application) -> QuerySet[StepClock]:
    return application.clocks.filter(ended_on__isnull=True, paused_on__isnull=True)


def _update_holder(application: Application, clock: StepClock | None, holder: str | None = None) -> None:
    application.holder = holder or HOLDER_BY_STATUS[ApplicationStatus(application.status)]
    application.due_on = clock.due_on if clock else None
    application.save(update_fields=["holder", "due_on", "updated_at"])


def _days_before(day: date, amount: int, unit: str) -> date:
    """The day that lies `amount` days of `unit` before `day`: the due date of a resumed clock that was overdue."""
    if unit == DayUnit.CALENDAR:
        return day - timedelta(days=amount)
    exceptions = exceptions_between(day - timedelta(days=amount * 2 + 60), day)
    while amount > 0:
        if is_working_day(day, exceptions):
            amount -= 1
        day -= timedelta(days=1)
    return day
