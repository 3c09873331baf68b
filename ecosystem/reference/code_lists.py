"""Load code lists and reference figures from their data files: areas, sectors, terms, holidays, units, history."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import holidays

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.reference.loading import (
    DATA,
    DataError,
    LoadResult,
    Rows,
    Sources,
    duplicates,
    load_rows,
    loaded_ids,
    read_csv,
    read_json,
)
from ecosystem.reference.models import Area, AreaKind, HistorySeries, HistoryValue, Holiday, HolidayKind, Sector, Term

AREAS = {AreaKind.WARD: 113, AreaKind.COMMUNE: 54, AreaKind.SPECIAL_ZONE: 1}
AREAS_SINCE = date(2025, 7, 1)
HOLIDAY_YEARS = range(2021, 2028)


def load_code_lists(*, force: bool = False) -> list[LoadResult]:
    """Load every list of this app; each after the lists that it refers to."""
    sources = Sources()
    units = read_json(DATA / "units.json")
    history = read_json(DATA / "history.json")
    return [
        load_rows(Area, area_rows(), label="Areas", match=("code",), force=force),
        load_rows(Sector, sector_rows(sources), label="Sectors", match=("code",), force=force),
        load_rows(Term, term_rows(), label="Terms", match=("vocabulary", "code"), force=force),
        load_rows(Holiday, holiday_rows(sources), label="Holidays", match=("day",), force=force),
        _load_units(units, sources, force=force),
        load_rows(HistorySeries, series_rows(history), label="History series", match=("code",), force=force),
        load_rows(
            HistoryValue,
            value_rows(history, sources),
            label="History values",
            match=("series_id", "year", "source"),
            one_used=("series_id", "year"),
            force=force,
        ),
    ]


# Areas, sectors, terms


def area_rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """The 168 units with their outlines. Raises DataError when the two files differ or the counts are wrong."""
    rows = read_csv(DATA / "areas.csv")
    features = json.loads((DATA / "areas.geojson").read_text(encoding="utf-8"))["features"]
    outlines = {feature["id"]: feature["geometry"] for feature in features}
    if Counter(row["kind"] for row in rows) != AREAS or {row["code"] for row in rows} != set(outlines):
        raise DataError(["areas.csv and areas.geojson must hold the same 113 wards, 54 communes and 1 special zone"])
    for row in rows:
        yield row["code"], {**row, "outline": outlines[row["code"]], "valid_from": AREAS_SINCE}


def sector_rows(sources: Sources) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in read_csv(DATA / "sectors.csv"):
        dates = {name: _day(row[name]) for name in ("valid_from", "valid_to")}
        yield row["code"], {**row, **dates, "source": sources.tags([row["source"]])}


def term_rows() -> Iterator[tuple[str, dict[str, Any]]]:
    for row in read_csv(DATA / "terms.csv"):
        yield f"{row['vocabulary']} {row['code']}", dict(row)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# Holidays


@cache
def public_holidays() -> dict[date, tuple[str, str]]:
    """{day: (kind, name)} of Viet Nam as the package `holidays` knows them, days worked in exchange included."""
    off = holidays.country_holidays("VN", years=HOLIDAY_YEARS, language="vi")
    by_law = holidays.country_holidays("VN", years=HOLIDAY_YEARS, language="vi", observed=False)
    exchanged = off.substituted_label.partition("%")[0]
    days = {}
    for day, name in off.items():
        is_public = day in by_law and not name.startswith(exchanged)
        days[day] = (HolidayKind.PUBLIC.value if is_public else HolidayKind.COMPENSATORY.value, name)
    for day in off.weekend_workdays:
        if day.year in HOLIDAY_YEARS:
            days[day] = (HolidayKind.WORKING.value, "Ngày làm việc bù")
    return days


def holiday_rows(sources: Sources) -> Iterator[tuple[str, dict[str, Any]]]:
    source = sources.tags(["python-holidays"])
    for day, (kind, name) in sorted(public_holidays().items()):
        yield day.isoformat(), {"day": day, "kind": kind, "name": name, "source": source}


# Units


def _load_units(units: list[dict[str, Any]], sources: Sources, *, force: bool) -> LoadResult:
    """Load current units, then former ones, which refer to their successors."""
    total = LoadResult("Units")
    for group in ([u for u in units if "successor" not in u], [u for u in units if "successor" in u]):
        ids = loaded_ids(OrganisationUnit)
        part = load_rows(
            OrganisationUnit, unit_rows(group, sources, ids), label=total.label, match=("code",), force=force
        )
        for name in ("created", "updated", "unchanged", "edited"):
            setattr(total, name, getattr(total, name) + getattr(part, name))
    return total


def unit_rows(
    units: list[dict[str, Any]], sources: Sources, ids: dict[str, int | None]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for unit in units:
        successor = unit.get("successor")
        if successor and successor not in ids:
            raise DataError([f"Units {unit['code']}: there is no current unit «{successor}»"])
        yield (
            unit["code"],
            {
                "code": unit["code"],
                "name": unit["name"],
                "name_en": unit["name_en"],
                "is_lead": unit.get("is_lead", False),
                "is_partner": unit.get("is_partner", False),
                "valid_to": _day(unit.get("valid_to")),
                "successor_id": ids[successor] if successor else None,
                "source": sources.text(unit["source"]),
            },
        )


# History

TEXTS = ("name", "name_en", "unit", "unit_en", "note", "note_en")


def series_rows(history: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for order, series in enumerate(history, start=1):
        yield (
            series["code"],
            {
                "code": series["code"],
                "geography": series["geography"],
                "less_is_better": series.get("less_is_better", False),
                "order": order,
                **{name: series.get(name, "") for name in TEXTS},
            },
        )


def value_rows(history: list[dict[str, Any]], sources: Sources) -> Rows:
    """What each source says of each year. Raises DataError where two values of a year are marked as used."""
    ids = loaded_ids(HistorySeries)
    for series in history:
        used = [value["year"] for value in series["values"] if value.get("is_used")]
        if duplicates(used):
            raise DataError(
                [f"History values {series['code']} {year}: two values are used" for year in duplicates(used)]
            )
        for value in series["values"]:
            source = sources.tags(value["source"])
            yield (
                f"{series['code']} {value['year']} {source}",
                {
                    "series_id": ids[series["code"]],
                    "year": value["year"],
                    "value": value["value"],
                    "value_text": value.get("value_text", ""),
                    "source": source,
                    "source_url": sources.url(value["source"]),
                    "as_of": _day(value.get("as_of")),
                    "confidence": value["confidence"],
                    "is_used": value.get("is_used", False),
                    "note": value.get("note", ""),
                    "note_en": value.get("note_en", ""),
                },
            )
