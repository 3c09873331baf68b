"""Loads schemes, indicators with their figures, support policies, legal documents and time limits from data files."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.reference.loading import DataError, LoadResult, Sources, duplicates, load_rows, loaded_ids, read_json
from ecosystem.reference.models import Sector, Term, Vocabulary
from programmes.plan.models import (
    DocumentRequirement,
    Indicator,
    LegalDocument,
    Measurement,
    Origin,
    Pillar,
    PolicyKind,
    Scheme,
    Span,
    SupportPolicy,
    Target,
    TimeLimit,
)

DATA = Path(__file__).parent / "data"
Rows = list[dict[str, Any]]
KeyedRows = Iterator[tuple[str, dict[str, Any]]]


def default_criteria() -> Rows:
    """The default criteria of a new call (fact F3.4): code, names, hints, order. The department sets the weights."""
    return read_json(DATA / "criteria.json")


def load_programmes(*, force: bool = False) -> list[LoadResult]:
    """Load all data files of this app. Raises DataError with every problem found."""
    sources = Sources()
    schemes, documents = read_json(DATA / "schemes.json"), read_json(DATA / "legal_documents.json")
    policies = read_policies()
    check_schemes(schemes)
    check_policies(policies)
    return [
        *_load_schemes(schemes, sources, force=force),
        *_load_policies(policies, sources, force=force),
        load_rows(
            LegalDocument,
            legal_document_rows(documents, sources),
            label="Legal documents",
            match=("code",),
            force=force,
        ),
        load_rows(TimeLimit, time_limit_rows(), label="Time limits", match=("step",), force=force),
    ]


# Schemes, pillars, indicators


def _load_schemes(schemes: Rows, sources: Sources, *, force: bool) -> list[LoadResult]:
    return [
        load_rows(Scheme, scheme_rows(schemes, sources), label="Schemes", match=("code",), force=force),
        load_rows(Pillar, pillar_rows(schemes, sources), label="Pillars", match=("scheme_id", "number"), force=force),
        load_rows(
            Indicator, indicator_rows(schemes, sources), label="Indicators", match=("scheme_id", "code"), force=force
        ),
        load_rows(
            Target,
            target_rows(schemes, sources),
            label="Targets",
            match=("indicator_id", "year", "source"),
            one_used=("indicator_id", "year"),
            force=force,
        ),
        load_rows(
            Measurement,
            measurement_rows(schemes, sources),
            label="Measurements",
            match=("indicator_id", "span", "starts_on", "ends_on", "source"),
            one_used=("indicator_id", "span", "starts_on", "ends_on"),
            force=force,
        ),
    ]


SCHEME_TEXTS = ("code", "name", "name_en", "short_name", "short_name_en", "legal_document", "confidence")


def scheme_rows(schemes: Rows, sources: Sources) -> KeyedRows:
    for scheme in schemes:
        yield (
            scheme["code"],
            {
                **{name: scheme[name] for name in SCHEME_TEXTS},
                "goal": scheme.get("goal", ""),
                "goal_en": scheme.get("goal_en", ""),
                "legal_date": _parse_date(scheme.get("legal_date")),
                "starts_on": _parse_date(scheme["starts_on"]),
                "ends_on": _parse_date(scheme["ends_on"]),
                "source": sources.text(scheme["source"]),
            },
        )


def pillar_rows(schemes: Rows, sources: Sources) -> KeyedRows:
    scheme_ids, unit_ids = loaded_ids(Scheme), loaded_ids(OrganisationUnit)
    for scheme in schemes:
        for pillar in scheme["pillars"]:
            yield (
                f"{scheme['code']} {pillar['number']}",
                {
                    "scheme_id": scheme_ids[scheme["code"]],
                    **{name: pillar[name] for name in ("number", "name", "name_en", "summary", "summary_en")},
                    "lead_unit_id": _find_id(unit_ids, pillar.get("lead_unit")),
                    "source": sources.text(pillar["source"]),
                },
            )


def indicator_rows(schemes: Rows, sources: Sources) -> KeyedRows:
    scheme_ids, pillar_ids, unit_ids = loaded_ids(Scheme), loaded_ids(Pillar), loaded_ids(OrganisationUnit)
    for scheme in schemes:
        for order, row in enumerate(scheme["indicators"], start=1):
            pillar = row.get("pillar")
            yield (
                f"{scheme['code']} {row['code']}",
                {
                    "scheme_id": scheme_ids[scheme["code"]],
                    "pillar_id": _find_id(pillar_ids, pillar and f"{scheme['code']} {pillar}"),
                    **{name: row[name] for name in ("code", "name", "name_en", "unit", "unit_en")},
                    "direction": row.get("direction", "more"),
                    "geography": row.get("geography", "city"),
                    "origin": Origin.COUNTED.value if row.get("counter") else Origin.REPORTED.value,
                    "counter": row.get("counter", ""),
                    "adds_up": row.get("adds_up", not row["unit"].startswith("%")),
                    "owner_id": _find_id(unit_ids, row.get("owner")),
                    "formula": row.get("formula", ""),
                    "formula_en": row.get("formula_en", ""),
                    "is_headline": row.get("is_headline", False),
                    "order": order,
                    "source": sources.text(row["source"]) if "source" in row else "",
                    "confidence": row.get("confidence", "H"),
                },
            )


def target_rows(schemes: Rows, sources: Sources) -> KeyedRows:
    ids = loaded_ids(Indicator)
    for key, row in _rows_of_indicators(schemes, expand_targets):
        year = row.get("year")
        yield (
            f"{key} {year or 'end'}",
            {
                "indicator_id": ids[key],
                "year": year,
                "value": row["value"],
                "value_to": row.get("value_to"),
                "source": sources.text(row["source"]),
                "confidence": row["confidence"],
                "is_used": True,
            },
        )


def measurement_rows(schemes: Rows, sources: Sources) -> KeyedRows:
    ids = loaded_ids(Indicator)
    for key, row in _rows_of_indicators(schemes, lambda indicator: indicator.get("measurements", [])):
        starts, ends = measured_period(row)
        yield (
            f"{key} {row['span']} {starts} {ends} {sources.tags(row['source'])}",
            {
                "indicator_id": ids[key],
                "span": row["span"],
                "starts_on": starts,
                "ends_on": ends,
                "value": row["value"],
                "unit_note": row.get("unit_note", ""),
                "source": sources.text(row["source"]),
                "source_url": sources.url(row["source"]),
                "as_of": _parse_date(row.get("as_of")),
                "confidence": row["confidence"],
                "is_used": row.get("is_used", True),
                "note": row.get("note", ""),
                "note_en": row.get("note_en", ""),
            },
        )


def expand_targets(indicator: dict[str, Any]) -> Rows:
    """The targets of an indicator, with one for each year where the file says «yearly»."""
    targets = list(indicator.get("targets", []))
    yearly = indicator.get("yearly")
    if yearly:
        years = range(yearly["from"], yearly["to"] + 1)
        targets += [{**{k: yearly[k] for k in ("value", "source", "confidence")}, "year": year} for year in years]
    return targets


def measured_period(measurement: dict[str, Any]) -> tuple[date, date]:
    """The half-open period of a measurement: a calendar year where the source names just the year."""
    if "year" in measurement:
        return date(measurement["year"], 1, 1), date(measurement["year"] + 1, 1, 1)
    return date.fromisoformat(measurement["starts_on"]), date.fromisoformat(measurement["ends_on"])


def _rows_of_indicators(schemes: Rows, rows_of: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for scheme in schemes:
        for indicator in scheme["indicators"]:
            for row in rows_of(indicator):
                yield f"{scheme['code']} {indicator['code']}", row


def _parse_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _find_id(ids: dict[str, int | None], key: str | None) -> int | None:
    """The id behind a key of the files; None for no key, and for a row that was removed by hand."""
    if not key:
        return None
    if key not in ids:
        raise DataError([f"the data files name «{key}», which none of them defines"])
    return ids[key]


# Policies


def read_policies() -> Rows:
    """The policies, each merged with its group: own sources and documents follow those of the group."""
    file = read_json(DATA / "policies.json")
    policies = []
    for order, own in enumerate(file["policies"], start=1):
        group = file[own["group"]]
        lists = {name: group[name] + own.get(name, []) for name in ("source", "documents")}
        policies.append({**group, **own, **lists, "order": order})
    return policies


def _load_policies(policies: Rows, sources: Sources, *, force: bool) -> list[LoadResult]:
    return [
        load_rows(SupportPolicy, policy_rows(policies, sources), label="Policies", match=("code",), force=force),
        load_rows(
            SupportPolicy.sectors.through,
            policy_sector_rows(policies),
            label="Policy sectors",
            match=("supportpolicy_id", "sector_id"),
            force=force,
        ),
        load_rows(
            DocumentRequirement,
            requirement_rows(policies),
            label="Required documents",
            match=("policy_id", "code"),
            force=force,
        ),
    ]


POLICY_TEXTS = ("summary", "summary_en", "cap_per", "cap_per_en")
POLICY_LIMITS = ("cap_total", "cap_labour", "cap_other", "rate_percent", "max_months", "max_age_years")


def policy_rows(policies: Rows, sources: Sources) -> KeyedRows:
    term_ids = loaded_ids(Term)
    for policy in policies:
        stage = policy.get("stage")
        yield (
            policy["code"],
            {
                **{
                    name: policy[name]
                    for name in ("code", "name", "name_en", "legal_basis", "applicant_kinds", "order")
                },
                **{name: policy.get(name, "") for name in POLICY_TEXTS},
                **{name: policy.get(name) for name in POLICY_LIMITS},
                "kind": policy.get("kind", PolicyKind.GRANT.value),
                "stage_id": _find_id(term_ids, stage and f"{Vocabulary.SUPPORT_STAGE.value} {stage}"),
                "valid_from": _parse_date(policy.get("valid_from")),
                "valid_to": _parse_date(policy.get("valid_to")),
                "confidence": policy["confidence"],
                "source": sources.text(policy["source"]),
            },
        )


def policy_sector_rows(policies: Rows) -> KeyedRows:
    """The sectors of each policy: those of the list that its resolution names."""
    policy_ids, sector_ids = loaded_ids(SupportPolicy), loaded_ids(Sector)
    lists = dict(Sector.objects.values_list("pk", "belongs_to"))
    for policy in policies:
        for code, pk in sector_ids.items():
            if pk is not None and lists[pk] == policy.get("sector_list"):
                yield f"{policy['code']} {code}", {"supportpolicy_id": policy_ids[policy["code"]], "sector_id": pk}


def requirement_rows(policies: Rows) -> KeyedRows:
    ids = loaded_ids(SupportPolicy)
    for policy in policies:
        for order, document in enumerate(policy["documents"], start=1):
            yield (
                f"{policy['code']} {document['code']}",
                {
                    "policy_id": ids[policy["code"]],
                    **{name: document[name] for name in ("code", "name", "name_en", "hint", "hint_en", "accepts")},
                    "form_code": document.get("form_code", ""),
                    "is_required": document.get("is_required", True),
                    "only_for": document.get("only_for", ""),
                    "order": order,
                },
            )


def legal_document_rows(documents: Rows, sources: Sources) -> KeyedRows:
    unit_ids = loaded_ids(OrganisationUnit)
    for document in documents:
        yield (
            document["code"],
            {
                **{name: document[name] for name in ("code", "kind", "issuer", "order", "confidence")},
                **{name: document.get(name, "") for name in ("number", "title")},
                "issued_on": _parse_date(document.get("issued_on")),
                "unit_id": _find_id(unit_ids, document.get("unit")),
                "is_cited_by_decisions": document.get("is_cited_by_decisions", False),
                "source": sources.text(document["source"]) if document["source"] else "",
            },
        )


def time_limit_rows() -> KeyedRows:
    for limit in read_json(DATA / "time_limits.json"):
        yield limit["step"], limit


# Checks of the files


def check_schemes(schemes: Rows) -> None:
    """Raises DataError for overlapping figures, inverted ranges, and years outside the scheme."""
    problems: list[str] = []
    for scheme in schemes:
        numbers = [pillar["number"] for pillar in scheme["pillars"]]
        if numbers != list(range(1, len(numbers) + 1)):
            problems.append(f"Pillars {scheme['code']}: the numbers must run from 1 without a gap")
        for indicator in scheme["indicators"]:
            name = f"{scheme['code']} {indicator['code']}"
            problems += [
                f"Targets {name}: {problem}" for problem in _target_problems(scheme, expand_targets(indicator))
            ]
            measurement_problems = _measurement_problems(scheme, indicator.get("measurements", []))
            problems += [f"Measurements {name}: {problem}" for problem in measurement_problems]
    if problems:
        raise DataError(problems)


def _target_problems(scheme: dict[str, Any], targets: Rows) -> Iterable[str]:
    starts, ends = date.fromisoformat(scheme["starts_on"]), date.fromisoformat(scheme["ends_on"])
    for target in targets:
        year = target.get("year")
        if year and not starts <= date(year, 1, 1) < ends:
            yield f"{year} is not a year of the scheme"
        if "value_to" in target and target["value_to"] <= target["value"]:
            yield f"the range {target['value']} to {target['value_to']} is upside down"


def _measurement_problems(scheme: dict[str, Any], measurements: Rows) -> Iterable[str]:
    used = [row for row in measurements if row.get("is_used", True)]
    yearly = [measured_period(row) for row in used if row["span"] == Span.IN_YEAR]
    for one, two in combinations(sorted(yearly), 2):
        if two[0] < one[1]:
            yield f"{one[0]} to {one[1]} and {two[0]} to {two[1]} overlap, and both are used"
    cumulative = [measured_period(row) for row in used if row["span"] == Span.CUMULATIVE]
    for starts, ends in cumulative:
        if starts.isoformat() != scheme["starts_on"]:
            yield f"the cumulative figure to {ends} does not begin with the scheme"
    for period in duplicates(cumulative):
        yield f"two cumulative figures to {period[1]} are used"


def check_policies(policies: Rows) -> None:
    """Raises DataError where the partial caps of a grant do not add up to its cap."""
    problems = [
        f"Policies {policy['code']}: labour and other costs together must reach the cap, and not pass it"
        for policy in policies
        if "cap_labour" in policy and policy["cap_labour"] + policy["cap_other"] != policy["cap_total"]
    ]
    if problems:
        raise DataError(problems)
