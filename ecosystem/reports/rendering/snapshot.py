"""The frozen figures of one period report, as plain JSON data.

Every figure is a `Figure`, so that 0, no data, not yet due, not reported and not applicable stay five different
things: `figure(0)` or `figure("69.3")`, `NO_DATA`, `NOT_DUE`, `NOT_REPORTED`, `NOT_APPLICABLE`. Decimal values are
texts with a point, exact at any length. Money is whole đồng. Days are ISO dates, moments ISO times with an offset.
`period.ends` is the first day after the period (a half-open range), as everywhere in the portal; the report prints the
day before it.

In-year figures (`target_year`, `actual_in_year`, `percent_year`) and cumulative ones (`target_period`,
`actual_cumulative`, `percent_period`) stand in columns of their own and are never mixed. Percents may exceed 100.

`totals` are the figures of the whole city in the period, by the names of `plan.counting.CITY_FIGURES`: those of the council's
page and the public pages for the same days. `budget` goes by the budget year of the lines, `moved` by the day. `missing_units`
are the units that were asked and had not sent their parts at the moment of issue.

`awards` and `late_entries` are whole up to `attached_lists.LIST_LIMIT` rows. Longer ones are extracts, their first rows; the
whole list is a spreadsheet issued with the report, and `attachments` names it. Counts and sums are always of the whole list.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, NotRequired, TypedDict

from ecosystem.documents.document import Letterhead, Signature

SCHEMA = "period-report/3"


class Figure(TypedDict):
    """A figure or the reason why there is none; `value` is "" unless `state` is «value»."""

    state: Literal["value", "no_data", "not_due", "not_reported", "not_applicable"]
    value: str


NO_DATA: Figure = {"state": "no_data", "value": ""}
NOT_DUE: Figure = {"state": "not_due", "value": ""}
NOT_REPORTED: Figure = {"state": "not_reported", "value": ""}
NOT_APPLICABLE: Figure = {"state": "not_applicable", "value": ""}


class Period(TypedDict):
    """A period of Decree 09/2019: `kind` as month, quarter, first_half, second_half, year; `label` as printed."""

    kind: str
    label: str
    starts: str
    ends: str


class Pillar(TypedDict):
    """A pillar of a scheme; `narrative` is what the unit in charge wrote on it, if anything."""

    number: str
    name: str
    lead_unit: str
    narrative: NotRequired[list[str]]


class IndicatorRow(TypedDict):
    """One indicator; `pillar` is a pillar's number, or "" for the scheme as a whole. `as_of` is a day or None."""

    code: str
    name: str
    unit: str
    pillar: str
    target_year: Figure
    target_period: Figure
    actual_in_year: Figure
    actual_cumulative: Figure
    percent_year: Figure
    percent_period: Figure
    note: str
    source: str
    as_of: str | None
    geography: NotRequired[str]


class BudgetRow(TypedDict):
    """Money of one pillar in đồng; `percent` is disbursed of planned."""

    pillar: str
    planned: Figure
    granted: Figure
    disbursed: Figure
    percent: Figure


class MovedRow(TypedDict):
    """Whole đồng of one pillar by the day of decision and payment in the period, whichever budget year pays.

    `paid_other_years` is the part of `paid` that lines of other budget years carry.
    """

    pillar: str
    granted: int
    paid: int
    paid_other_years: int


class SchemeBlock(TypedDict):
    """A scheme with what belongs to it; `number` as «QĐ 672/QĐ-UBND». `budget_total` is the sum of `budget`."""

    number: str
    name: str
    years: str
    pillars: list[Pillar]
    indicators: list[IndicatorRow]
    budget: list[BudgetRow]
    budget_total: BudgetRow | None
    moved: list[MovedRow]


class AwardRow(TypedDict):
    """An award of the period: number of its decision, startup, policy stage, whole đồng granted and paid."""

    number: str
    startup: str
    stage: str
    amount: int
    paid: int
    date: NotRequired[str | None]


class AwardGroup(TypedDict):
    """The awards of one policy stage: how many, whole đồng granted and paid."""

    stage: str
    count: int
    amount: int
    paid: int


class AttachedList(TypedDict):
    """A list that stands whole in a spreadsheet beside the report: the name of the file, its rows, its SHA-256."""

    file: str
    rows: int
    sha256: str


class Proposal(TypedDict):
    """A proposal, and who must act on it, "" when it is not addressed."""

    text: str
    addressee: str


class Contribution(TypedDict):
    """What a partner unit reported, under its own name."""

    unit: str
    results: list[str]
    difficulties: list[str]
    proposals: list[Proposal]


class Correction(TypedDict):
    """What this report corrects in an earlier one."""

    number: str
    date: str | None
    text: str


class LateEntry(TypedDict):
    """What was entered into a reported period afterwards; an empty value means that there was none."""

    subject: str
    label: str
    starts: str
    ends: str
    old: str
    new: str
    reason: str


class Snapshot(TypedDict):
    """All data of one report.

    `sha256` is `snapshot_sha256` of the rest and is printed; None leaves the line out. `portal_number` and `version`
    are those of the `IssuedReport`.
    """

    schema: str
    period: Period
    subject: str
    letterhead: Letterhead
    addressees: list[str]
    legal_basis: list[str]
    summary: list[str]
    schemes: list[SchemeBlock]
    totals: dict[str, int]
    contributions: list[Contribution]
    missing_units: list[str]
    next_steps: list[str]
    awards: list[AwardRow]
    award_groups: list[AwardGroup]
    corrections: list[Correction]
    late_entries: list[LateEntry]
    attachments: dict[str, AttachedList]
    recipients: list[str]
    signature: Signature
    generated_at: str
    notice: str
    sha256: str | None
    portal_number: NotRequired[str | None]
    version: NotRequired[int]


def figure(value: Decimal | int | str | None) -> Figure:
    """A value as a figure; None is «no data»."""
    if value is None:
        return NO_DATA
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a figure.")
    return {"state": "value", "value": f"{number:f}"}


def canonical_json(snapshot: Mapping[str, Any]) -> str:
    """The snapshot as text for hashing and storing: sorted keys, no spaces, no escapes, without `sha256` itself."""
    content = {key: value for key, value in snapshot.items() if key != "sha256"}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def snapshot_sha256(snapshot: Mapping[str, Any]) -> str:
    """SHA-256 of `canonical_json`, in hexadecimal."""
    return hashlib.sha256(canonical_json(snapshot).encode()).hexdigest()
