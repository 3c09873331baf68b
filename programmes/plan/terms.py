"""The rules of a support policy that decide about an application, as they are pinned to a call when it is published."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from django.utils.text import capfirst
from django.utils.translation import get_language

from programmes.plan.models import SupportPolicy
from startups.models import StartupKind


@dataclass(frozen=True)
class TermsSector:
    """One priority field, with its names on the day of publication."""

    pk: int
    name: str
    name_en: str

    @property
    def label(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


@dataclass(frozen=True)
class PolicyTerms:
    """Legal basis, caps (đồng), months, age in years, kinds of applicants, priority fields. None or empty: no limit."""

    legal_basis: str
    cap_total: int | None
    cap_labour: int | None
    cap_other: int | None
    rate_percent: int | None
    max_months: int | None
    max_age_years: int | None
    applicant_kinds: tuple[str, ...]
    sectors: tuple[TermsSector, ...]

    @classmethod
    def of(cls, policy: SupportPolicy) -> Self:
        """The present rules of the policy."""
        columns = {name: getattr(policy, name) for name in COLUMNS}
        sectors = sorted(policy.sectors.all(), key=lambda sector: sector.pk)
        return cls(
            **columns,
            applicant_kinds=tuple(policy.applicant_kinds),
            sectors=tuple(TermsSector(sector.pk, sector.name, sector.name_en) for sector in sectors),
        )

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The pinned rules. Raises ValueError for data of another form."""
        if set(data) != {field.name for field in fields(cls)}:
            raise ValueError(f"Terms have other fields: {sorted(data)}")
        numbers = [data[name] for name in COLUMNS if name != "legal_basis"]
        if not isinstance(data["legal_basis"], str) or not all(n is None or type(n) is int for n in numbers):
            raise ValueError("Terms have a value of another kind.")
        sectors = tuple(TermsSector(**sector) for sector in data["sectors"])
        return cls(**{**data, "applicant_kinds": tuple(data["applicant_kinds"]), "sectors": sectors})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def applicants(self) -> str:
        """The kinds of applicants as text; empty means everybody."""
        labels = [str(StartupKind(kind).label) for kind in self.applicant_kinds if kind in StartupKind.values]
        return capfirst(", ".join(label[:1].lower() + label[1:] for label in labels))

    def differences(self, other: Self) -> list[str]:
        """The names of the rules in which the two differ."""
        return [field.name for field in fields(self) if getattr(self, field.name) != getattr(other, field.name)]


COLUMNS = ("legal_basis", "cap_total", "cap_labour", "cap_other", "rate_percent", "max_months", "max_age_years")
