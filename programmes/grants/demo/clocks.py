"""The clocks of a demonstration application, by the same rules as `programmes.grants.actions.clock`."""

from dataclasses import dataclass

from programmes.grants.demo.calendar import Calendar
from programmes.plan.models import Step, TimeLimit


@dataclass(slots=True)
class Clock:
    """One time limit; days are ordinals, 0 means not (yet)."""

    step: str
    amount: int
    unit: str
    started: int
    due: int
    paused: int = 0
    resumed: int = 0
    left: int | None = None
    ended: int = 0

    @property
    def is_running(self) -> bool:
        return not self.ended and not self.paused


class Limits:
    """The legal time limits and the calendar, read once."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.by_step = {
            limit.step: (limit.amount, limit.unit) for limit in TimeLimit.objects.all() if limit.amount is not None
        }


class ClockSet:
    """The clocks of one application."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.clocks: list[Clock] = []

    @property
    def running(self) -> Clock | None:
        return next((clock for clock in self.clocks if clock.is_running), None)

    def start(self, step: Step, day: int) -> None:
        self._stop(day)
        if step in self.limits.by_step:
            amount, unit = self.limits.by_step[step]
            self.clocks.append(Clock(step, amount, unit, day, self.limits.calendar.add(day, amount, unit)))

    def pause(self, day: int) -> None:
        clock = self.running
        if clock:
            since = clock.resumed or clock.started
            given = clock.amount if clock.left is None else clock.left
            clock.left = max(given - self.limits.calendar.between(since, day, clock.unit), 0)
            clock.paused = day

    def resume(self, step: Step, day: int) -> None:
        paused = next((clock for clock in self.clocks if clock.paused and not clock.ended and clock.step == step), None)
        if paused is None:
            self.start(step, day)
            return
        self._stop(day)
        paused.resumed, paused.paused = day, 0
        paused.due = self.limits.calendar.add(day, paused.left or 0, paused.unit)

    def end(self, day: int) -> None:
        for clock in self.clocks:
            clock.ended = clock.ended or day

    def _stop(self, day: int) -> None:
        clock = self.running
        if clock:
            clock.ended = day
