"""A maker of rows for each table of reference data; the number makes them differ, with ties in what is ordered."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from ecosystem.reference.models import Area, HistorySeries, HistoryValue, Holiday
from ecosystem.reference.workdays import DayUnit
from programmes.plan.models import DocumentRequirement, LegalDocument, Measurement, Span, Target, TimeLimit
from tests.factories import (
    BudgetLineFactory,
    IndicatorFactory,
    PillarFactory,
    PolicyFactory,
    SchemeFactory,
    SectorFactory,
    TermFactory,
    UnitFactory,
    UserFactory,
)

SOURCED = {"source": "Nguồn", "confidence": "H"}


def _name(n: int) -> str:
    return ["Ánh sáng", "an toàn", "Đèn", "Dao"][n % 4]


def _held(n: int) -> dict[str, Any]:
    """Always, from a day on, until a day, or between two."""
    return {
        "valid_from": timezone.localdate() - timedelta(days=n % 5) if n % 2 else None,
        "valid_to": timezone.localdate() + timedelta(days=1 + n % 3) if n % 4 > 1 else None,
    }


def _indicator(n: int) -> Any:
    return IndicatorFactory(name=_name(n), order=n % 3)


def _series(n: int) -> HistorySeries:
    return HistorySeries.objects.create(code=f"s{n}", name=_name(n), geography="city", unit="USD", order=n % 3)


ROWS: dict[str, Callable[[int], Any]] = {
    "budget-lines": lambda n: BudgetLineFactory(name=_name(n), year=2024 + n % 3, planned=n % 3 * 1_000_000),
    "measurements": lambda n: Measurement.objects.create(
        indicator=_indicator(n),
        span=Span.IN_YEAR,
        starts_on=date(2021 + n % 5, 1, 1),
        ends_on=date(2022 + n % 5, 1, 1),
        value=n,
        **SOURCED,
    ),
    "schemes": lambda n: SchemeFactory(name=_name(n)),
    "pillars": lambda n: PillarFactory(name=_name(n), lead_unit=UnitFactory() if n % 2 else None),
    "indicators": _indicator,
    "targets": lambda n: Target.objects.create(
        indicator=_indicator(n),
        year=2026 if n % 2 else None,
        value=n % 3,
        value_to=n % 3 + 1,
        is_used=False,
        entered_by=UserFactory(),
        **SOURCED,
    ),
    "policies": lambda n: PolicyFactory(name=_name(n), order=n % 3, **_held(n)),
    "papers": lambda n: DocumentRequirement.objects.create(
        policy=PolicyFactory(name=_name(n // 2)), code="don", name=_name(n), order=n % 3
    ),
    "legal-documents": lambda n: LegalDocument.objects.create(
        code=f"van-ban-{n}",
        kind=["law", "decree"][n % 2],
        number=f"{n}/2025",
        title=_name(n),
        issuer="Chính phủ",
        order=n % 3,
    ),
    "time-limits": lambda n: TimeLimit.objects.create(step=f"step-{n}", amount=1, unit=DayUnit.WORKING),
    "holidays": lambda n: Holiday.objects.create(day=date(2030, 1, 1) + timedelta(days=n), name=_name(n)),
    "units": lambda n: UnitFactory(name=_name(n), **(_held(2) | {"successor": UnitFactory()} if n % 2 else {})),
    "sectors": lambda n: SectorFactory(name=_name(n), order=n % 3, **_held(n)),
    "terms": lambda n: TermFactory(name=_name(n), order=n % 3, **_held(n)),
    "areas": lambda n: Area.objects.create(
        code=f"{n:05}",
        kind=["phuong", "xa"][n % 2],
        name=_name(n),
        full_name=f"Phường {_name(n)}",
        full_name_en="Ward",
        area_km2=n % 3,
        outline={"type": "Polygon", "coordinates": []},
        **_held(n),
    ),
    "history-series": _series,
    "history-values": lambda n: HistoryValue.objects.create(
        series=_series(n), year=2020 + n % 3, value=n, is_used=bool(n % 2), **SOURCED
    ),
}
