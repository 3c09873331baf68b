"""Demonstration figures of an indicator that is reported in parts: two quarters that count, and one to be verified."""

from datetime import date, timedelta

from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.periods import PeriodKind, period_of, periods_of_year
from ecosystem.reference.models import Confidence
from programmes.plan.actions.reference import (
    VERIFIERS,
    save_measurement,
    save_target,
    verify_measurement,
    verify_target,
)
from programmes.plan.models import Indicator, Measurement, Scheme, Span, Target

SCHEME = "kh-177"
CODE = "demo-consulted"
TARGET, HIGHER_TARGET = 100, 120
PARTS = (10, 12, 15)  # of the first quarters of the year
SOURCE = "Báo cáo {quarter} (dữ liệu minh họa)"
TARGET_FIELDS = ("indicator", "year", "value", "source", "confidence")
FIELDS = ("indicator", "span", "starts_on", "ends_on", "value", "source", "as_of", "confidence")


def seed_reported_parts(today: date | None = None) -> None:
    """Add an indicator with a target for this year, and the figures of the quarters that are over, three at most.

    The manager enters each; the director has verified the first two figures, and the first of two targets. The
    indicator is invented, so that no real one has an invented figure.
    """
    today = today or timezone.localdate()
    scheme = Scheme.objects.filter(code=SCHEME, starts_on__lte=today, ends_on__gt=today).first()
    manager, director = (User.objects.with_role(role).order_by("pk").first() for role in (Role.MANAGER, Role.DIRECTOR))
    if scheme is None or manager is None or director is None:
        return
    year = period_of(today, PeriodKind.YEAR).year
    indicator = Indicator.objects.create(
        scheme=scheme,
        code=CODE,
        name="Startup được tư vấn chuyên sâu (chỉ tiêu minh họa)",
        name_en="Startups with in-depth consulting (sample indicator)",
        unit="startup",
        unit_en="startups",
        order=900,
        source=SOURCE.format(quarter=f"năm {year}"),
        confidence=Confidence.LOW,
    )
    for value in (TARGET, HIGHER_TARGET):
        target = Target(indicator=indicator, year=year, value=value, source=indicator.source, confidence=Confidence.LOW)
        target = save_target(target, by=manager, roles=VERIFIERS, fields=TARGET_FIELDS)
        if value == TARGET:
            verify_target(target, by=director)
    ended = [quarter for quarter in periods_of_year(PeriodKind.QUARTER, year) if quarter.ends <= today]
    for position, (quarter, value) in enumerate(zip(ended, PARTS, strict=False), start=1):
        figure = Measurement(
            indicator=indicator,
            span=Span.IN_YEAR,
            starts_on=max(quarter.starts, scheme.starts_on),
            ends_on=quarter.ends,
            value=value,
            source=SOURCE.format(quarter=f"quý {position} năm {year}"),
            as_of=min(quarter.ends + timedelta(days=5), today),
            confidence=Confidence.LOW,
        )
        figure = save_measurement(figure, by=manager, roles=DEPARTMENT, fields=FIELDS)
        if position < len(PARTS):
            verify_measurement(figure, by=director)
