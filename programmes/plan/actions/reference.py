"""Actions on reference rows: save any row, remove holidays, and the rules of budget lines and figures."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

import pghistory
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import require_unchanged, version_of
from ecosystem.core.constraints import refuse_taken_identifiers
from ecosystem.core.four_eyes import wrote
from ecosystem.core.steps import require_role
from ecosystem.core.ui.figures import number_vi
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused, lock
from ecosystem.notices.notify import full_url, notify
from ecosystem.reference.models import HistoryValue, Holiday
from programmes.plan.actions.budget import lock_line
from programmes.plan.actions.planned_amount import propose_amount, write_again_for_moved_line
from programmes.plan.calendar import reschedule_time_limits
from programmes.plan.closed_periods import record_late_entry
from programmes.plan.models import (
    OF_YEAR_SPANS,
    BudgetLine,
    CorrectionSubject,
    EnteredFigure,
    Indicator,
    Measurement,
    Origin,
    Pillar,
    Scheme,
    Span,
    Target,
)
from programmes.plan.year_figures import contradiction, partly_overlapping_figure

VERIFIERS = frozenset({Role.MANAGER, Role.DIRECTOR})
PROGRAMME_WIDE = (Scheme, Pillar, Indicator, Target)  # not editable by a manager of one unit
YEAR_STARTS = frozenset({(12, 15), (1, 1)})  # of the reporting calendar and of the calendar
Row = TypeVar("Row", bound=models.Model)
FigureT = TypeVar("FigureT", Measurement, Target)


def require_editor(user: User, model: type[models.Model], roles: Iterable[str]) -> None:
    """Raises RoleRefused when the user holds none of the roles, or for programme-wide tables only in single units."""
    require_role(user, *roles)
    if issubclass(model, PROGRAMME_WIDE) and user.units_of(*roles) is not None:
        raise RoleRefused(_("Your role does not allow this step."))


@transaction.atomic
def save_reference_row(
    row: Row,
    *,
    by: User,
    roles: Iterable[str],
    fields: Iterable[str],
    version: str = "",
    reason: str = "",
    lists: Mapping[str, Iterable[models.Model]] | None = None,
) -> Row:
    """Add the row, or save its `fields` if it still has the `version` that the form read. `lists`: many-to-many values.

    Raises EditConflict, RoleRefused, TransitionRefused.
    """
    require_editor(by, type(row), roles)
    if row.pk:
        require_unchanged(version_of(lock(row)), version)
    with pghistory.context(user=by.pk, reason=reason):
        _save_fields(row, fields)
        for name, members in (lists or {}).items():
            getattr(row, name).set(members)
    if isinstance(row, Holiday):
        reschedule_time_limits()
    return row


@transaction.atomic
def remove_holiday(holiday: Holiday, *, by: User, reason: str) -> None:
    """Delete a holiday that was entered by mistake, and reschedule running time limits."""
    require_role(by, Role.ADMINISTRATOR)
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    with pghistory.context(user=by.pk, reason=reason.strip()):
        holiday.delete()
    reschedule_time_limits()


@transaction.atomic
def save_history_value(value: HistoryValue, *, by: User, **options: Any) -> HistoryValue:
    """Save a value of the history. A used value replaces the one used before, which stays as an unused row."""
    if value.is_used:
        require_role(by, *options["roles"])
        others = HistoryValue.objects.filter(series=value.series, year=value.year, is_used=True).exclude(pk=value.pk)
        with pghistory.context(user=by.pk, reason=options.get("reason", "")):
            others.update(is_used=False, updated_at=timezone.now())
    return save_reference_row(value, by=by, **options)


# Budget


@transaction.atomic
def save_budget_line(
    line: BudgetLine, *, by: User, amount: int | None = None, source: str = "", **options: Any
) -> BudgetLine:
    """Add a line with its first `amount`, which another person verifies; or change a line under its lock.

    A changed line keeps its amount, which changes by `propose_amount` alone, and its pillar and year once an amount is
    verified. A manager of one unit enters and changes lines of the pillars that this unit leads, and moves none to
    another's.
    """
    require_role(by, *options["roles"])
    units = by.units_of(Role.MANAGER)
    if units is not None and line.pillar.lead_unit_id not in units:
        raise TransitionRefused(_("Your unit does not lead this pillar: its budget is entered by who runs it."))
    if not line.pk:
        line = save_reference_row(line, by=by, **options)
        if amount is not None:
            propose_amount(line, by=by, amount=amount, source=source)
        return line
    locked = lock_line(line.pk)
    if not BudgetLine.objects.run_by(by).filter(pk=line.pk).exists():
        raise RoleRefused(_("Your role does not allow this step."))
    is_moved = (line.pillar_id, line.year) != (locked.pillar_id, locked.year)
    if is_moved and locked.granted:
        raise TransitionRefused(_("Money of this line is granted already: its pillar and year stay."))
    if is_moved and locked.planned:
        raise TransitionRefused(
            _(
                "An amount of this line is verified: its pillar and year stay. Enter a line where the money belongs, and "
                "set the planned amount of this one to 0."
            )
        )
    line = save_reference_row(line, by=by, **options)
    if is_moved:
        write_again_for_moved_line(line, by=by)
    return line


# Figures


@transaction.atomic
def save_measurement(figure: Measurement, *, by: User, **options: Any) -> Measurement:
    """Add a figure, or change one that is not verified. It counts once another user, who is told, verified it."""
    if figure.pk:
        _require_unverified(Measurement.objects.select_for_update(of=("self",)).get(pk=figure.pk))
    if figure.indicator.origin != Origin.REPORTED:
        raise TransitionRefused(_("This indicator is counted from the portal's records: no figure is entered for it."))
    figure.entered_by, figure.is_used = by, False
    _check_period(figure)
    duplicates = Measurement.objects.filter(
        indicator=figure.indicator,
        span=figure.span,
        starts_on=figure.starts_on,
        ends_on=figure.ends_on,
        value=figure.value,
        source=figure.source,
        verified_by__isnull=True,
        entered_by=by,
    )
    duplicate: Measurement | None = None if figure.pk else duplicates.first()
    if duplicate is not None:
        return duplicate
    options["fields"] = [*options["fields"], "ends_on", "entered_by"]
    figure = save_reference_row(figure, by=by, **options)
    _notify_verifiers(figure, by=by)
    return figure


@transaction.atomic
def save_target(target: Target, *, by: User, **options: Any) -> Target:
    """Add a target, or change one that is not verified. It stands once another user, who is told, verified it."""
    if target.pk:
        _require_unverified(Target.objects.select_for_update(of=("self",)).get(pk=target.pk))
    target.entered_by, target.is_used = by, False
    options["fields"] = [*options["fields"], "entered_by"]
    target = save_reference_row(target, by=by, **options)
    _notify_verifiers(target, by=by)
    return target


def _require_unverified(figure: EnteredFigure) -> None:
    if figure.entered_by_id is None or figure.verified_by_id is not None:
        raise TransitionRefused(_("This figure stands. Enter a new one: once verified, it takes its place."))


def _notify_verifiers(figure: Measurement | Target, *, by: User) -> None:
    """Tell whoever may verify the figure, once; nobody who wrote it."""
    is_target = isinstance(figure, Target)
    authors = set(type(figure)._default_manager.values_list("authors", flat=True).get(pk=figure.pk))
    link = full_url("plan:reference_edit", "targets" if is_target else "measurements", figure.pk)
    event = f"target{figure.pk}" if is_target else str(figure.pk)
    for person in recipients(roles=VERIFIERS, exclude=authors | {by.pk}):
        context = {"figure": figure, "person": by, "link": link}
        notify(person, "figure_to_verify", event=event, context=context)


def _lock_to_verify(figure: FigureT, *, by: User) -> FigureT:
    """The locked figure, which waits for somebody who did not write it.

    The indicator is locked before, so that two figures of one period are not verified at once.
    """
    Indicator.objects.select_for_update(no_key=True).get(pk=figure.indicator_id)
    rows = type(figure)._default_manager.select_for_update(of=("self",)).select_related("indicator__scheme")
    locked: FigureT = rows.get(pk=figure.pk)
    if locked.verified_by_id is not None or locked.entered_by_id is None:
        raise TransitionRefused(_("This figure is not waiting to be verified."))
    if wrote(locked, by.pk, "entered_by"):
        raise TransitionRefused(_("Whoever entered a figure does not verify it."))
    return locked


def _take_the_place(figure: FigureT, replaced: Iterable[models.Model], *, by: User) -> None:
    """Verify the locked figure, which is used in place of those that it replaces."""
    rows = type(figure)._default_manager.filter(pk__in=[other.pk for other in replaced])
    rows.update(is_used=False, updated_at=timezone.now())
    figure.verified_by, figure.is_used = by, True
    figure.save(update_fields=["verified_by", "is_used", "updated_at"])


@transaction.atomic
def verify_measurement(figure: Measurement, *, by: User, late_reason: str = "") -> Measurement:
    """Verify a figure that another user entered; it replaces the one that counted for its period.

    For days of a reported period it needs a reason and is marked as a correction.
    """
    require_role(by, *VERIFIERS)
    figure = _lock_to_verify(figure, by=by)
    _check_period(figure)
    with pghistory.context(user=by.pk, reason=""):
        replaced = [other for other in _other_used_figures(figure) if _is_replaced(figure, other)]
        record_late_entry(
            CorrectionSubject.FIGURE,
            figure.indicator.name,
            starts=figure.last_day if figure.span == Span.CUMULATIVE else figure.starts_on,
            ends=figure.ends_on,
            old=" ".join(number_vi(other.value) for other in replaced),
            new=number_vi(figure.value),
            reason=late_reason,
            by=by,
        )
        _take_the_place(figure, [*replaced, *_contradicted_wholes(figure)], by=by)
    return figure


@transaction.atomic
def verify_target(target: Target, *, by: User) -> Target:
    """Verify a target that another user entered; it replaces the one that stood for its year or its scheme."""
    require_editor(by, Target, VERIFIERS)
    target = _lock_to_verify(target, by=by)
    with pghistory.context(user=by.pk, reason=""):
        others = Target.objects.used().filter(indicator=target.indicator_id, year=target.year)
        _take_the_place(target, others, by=by)
    return target


def _other_used_figures(figure: Measurement) -> models.QuerySet[Measurement]:
    spans = OF_YEAR_SPANS if figure.span in OF_YEAR_SPANS else {figure.span}
    return Measurement.objects.used().filter(indicator=figure.indicator_id, span__in=spans).exclude(pk=figure.pk)


def _is_replaced(figure: Measurement, other: Measurement) -> bool:
    """Of the same kind and days: the new figure takes the place of the other."""
    return (figure.span, figure.starts_on, figure.ends_on) == (other.span, other.starts_on, other.ends_on)


def _contradicted_wholes(figure: Measurement) -> list[Measurement]:
    """Used figures over more days that no longer agree, where this one corrects one of their parts: they lose use."""
    others = list(_other_used_figures(figure))
    if figure.span not in OF_YEAR_SPANS or not any(_is_replaced(figure, other) for other in others):
        return []
    others = [other for other in others if not _is_replaced(figure, other)]
    found: list[Measurement] = []
    while (clash := contradiction(figure, [other for other in others if other not in found])) and clash[0] != figure:
        found.append(clash[0])
    return found


def _check_period(figure: Measurement) -> None:
    """A period that is over; cumulative from the first day of scheme or year; figures of a year that agree.

    Raises FieldRefused, which names the field.
    """
    scheme = figure.indicator.scheme
    if figure.ends_on > timezone.localdate() + timedelta(days=1):
        raise FieldRefused(_("The period is not over yet."), "last_day")
    if figure.span == Span.CUMULATIVE:
        if figure.starts_on != scheme.starts_on:
            raise FieldRefused(
                _("A cumulative figure begins with the scheme, on %(day)s.") % {"day": f"{scheme.starts_on:%d/%m/%Y}"},
                "starts_on",
            )
        return
    _check_year(figure)


def _check_year(figure: Measurement) -> None:
    """A figure since the start of the year begins with it; figures that share days hold each other and agree."""
    if figure.days > 366:
        raise FieldRefused(_("This is more than a year: choose “Since the start of the scheme”."), "span")
    if figure.span == Span.TO_DATE and (figure.starts_on.month, figure.starts_on.day) not in YEAR_STARTS:
        raise FieldRefused(_("A figure since the start of the year begins on 15 December or 1 January."), "starts_on")
    others = [other for other in _other_used_figures(figure) if not _is_replaced(figure, other)]
    if other := partly_overlapping_figure(figure, others):
        raise FieldRefused(
            _("It would overlap with the figure for %(period)s, and one of the two would be counted twice.")
            % {"period": _period_text(other.starts_on, other.last_day)},
            "starts_on",
        )
    if not figure.indicator.adds_up or _contradicted_wholes(figure):
        return
    if clash := contradiction(figure, others):
        whole, parts = clash
        raise FieldRefused(
            _(
                "The figures do not agree: %(whole)s is reported for %(period)s, and its parts say %(parts)s. Correct the "
                "one that is wrong first, by a new figure for the same days."
            )
            % {
                "whole": number_vi(whole.value),
                "period": _period_text(whole.starts_on, whole.last_day),
                "parts": " + ".join(f"{number_vi(m.value)} ({_period_text(m.starts_on, m.last_day)})" for m in parts),
            },
            "value",
        )


def _period_text(first: date, last: date) -> str:
    return f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def _save_fields(row: models.Model, fields: Iterable[str]) -> None:
    with refuse_taken_identifiers(row):
        if row.pk:
            row.save(update_fields=[*fields, "updated_at"])
        else:
            row.save()
