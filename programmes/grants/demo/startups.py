"""Demonstration startups with owners, sectors, consents, funding rounds, and the organisations around them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.text import slugify
from stdnum.vn import mst

from ecosystem.accounts.models import User
from ecosystem.core.models import AuditEntry
from ecosystem.reference.models import Area, Sector, SectorList, Term, Vocabulary
from programmes.grants.demo import texts
from programmes.grants.demo.bulk_copy import Table
from programmes.grants.demo.calendar import SeedingRun
from programmes.grants.demo.staff import Staff
from startups.consent import PUBLIC_PROFILE_VERSION
from startups.models import (
    Consent,
    ConsentPurpose,
    Currency,
    FundingRound,
    MemberRole,
    Membership,
    Organisation,
    Publication,
    Startup,
    StartupKind,
)

KINDS = (StartupKind.ENTERPRISE,) * 15 + (StartupKind.GROUP,) * 3 + (StartupKind.INDIVIDUAL,) * 2
FIRST_REGISTRATION = date(2021, 1, 4).toordinal()
FIVE_YEARS = 5 * 365  # a day or two short of the law's limit, so always inside
STARTUP = Startup._meta.label_lower
FACTS: tuple[list[str], ...] = (
    ["founded_on", "team_size", "website"],
    ["website"],
    ["rounds", "team_size", "website"],
    [],
)
# code of the kind of round: currency, smallest and greatest amount, who gives it
ROUNDS = {
    "bootstrapped": (Currency.VND, 100_000_000, 800_000_000, ("Người sáng lập và gia đình",)),
    "angel": (Currency.VND, 300_000_000, 3_000_000_000, ("Nhà đầu tư cá nhân", "Nhóm nhà đầu tư thiên thần")),
    "pre-seed": (Currency.USD, 30_000, 200_000, texts.INVESTORS),
    "seed": (Currency.USD, 200_000, 1_500_000, texts.INVESTORS),
    "series-a": (Currency.USD, 2_000_000, 9_000_000, texts.INVESTORS[:1] + texts.INVESTORS[2:]),
    "grant": (Currency.VND, 50_000_000, 400_000_000, ("Giải thưởng cuộc thi khởi nghiệp (minh họa)",)),
}
ROUND_CODES = ("bootstrapped",) * 4 + ("angel",) * 4 + ("pre-seed",) * 3 + ("seed",) * 2 + ("series-a", "grant")


@dataclass(frozen=True, slots=True)
class DemoStartup:
    """One demonstration startup with the data that calls need. Days are ordinals; `founded` is 0 without a company."""

    pk: int
    owner: int
    name: str
    kind: str
    sector: str
    area: int
    sectors: list[int]
    registered: int
    founded: int
    is_public: bool

    def may_apply(self, opens: int, closes: int) -> bool:
        """Whether it is registered before the call opens and, as an enterprise, at most five years old when it closes."""
        return self.registered < opens and (not self.founded or self.founded + FIVE_YEARS >= closes)


@dataclass(frozen=True)
class StartupSpec:
    """A startup that a scenario needs, owned by a demonstration account or (0) by a generated user."""

    owner: int
    kind: str
    publication: str


class StartupWriter:
    """Generates startups one by one and writes them in batches."""

    def __init__(self, staff: Staff, run: SeedingRun, *, startup_specs: list[StartupSpec]) -> None:
        """The first startups are the `startup_specs`."""
        self.staff, self.startup_specs = staff, startup_specs
        self.rng, self.calendar, self.last = run.rng, run.calendar, run.last
        self.areas = list(Area.objects.order_by("code").values_list("pk", flat=True))
        priority = Sector.objects.filter(belongs_to=SectorList.PRIORITY).order_by("order", "code")
        self.sectors = list(priority.values_list("code", "pk"))
        self.stages = self._terms(Vocabulary.STAGE)
        self.round_kinds = dict(Term.objects.filter(vocabulary=Vocabulary.ROUND).values_list("code", "pk"))
        self.count_by_sector: Counter[str] = Counter()
        self.slugs: set[str] = set()
        self.serial = 319_000_000
        self.number = 0
        stamp = run.calendar.at(run.last, 480)
        self.users = Table(User, ["email", "full_name", "password"], stamp=stamp)
        self.startups = Table(
            Startup,
            [
                "kind",
                "name",
                "slug",
                "tax_code",
                "founded_on",
                "stage",
                "area",
                "website",
                "summary",
                "team_size",
                "status",
                "publication_requested_at",
                "verified_by",
                "verified_at",
                "recheck_since",
                "public_facts",
                "is_demo",
                "sector_ids",
            ],
            stamp=stamp,
        )
        self.members = Table(Membership, ["startup", "user", "role"], stamp=stamp)
        self.sector_rows = Table(Startup.sectors.through, ["startup", "sector"], stamp=stamp)
        self.consents = Table(
            Consent,
            ["startup", "purpose", "text_version", "given_by", "given_at", "withdrawn_at", "withdrawn_by"],
            stamp=stamp,
        )
        self.rounds = Table(
            FundingRound,
            ["startup", "kind", "closed_on", "amount", "currency", "investors", "source", "verified_by", "verified_at"],
            stamp=stamp,
        )
        self.audit = Table(
            AuditEntry, ["model", "object_id", "transition", "source", "target", "by", "reason"], stamp=stamp
        )

    @staticmethod
    def _terms(vocabulary: str) -> list[int]:
        return list(Term.objects.filter(vocabulary=vocabulary).order_by("order", "code").values_list("pk", flat=True))

    def flush(self) -> None:
        for table in (
            self.users,
            self.startups,
            self.members,
            self.sector_rows,
            self.consents,
            self.rounds,
            self.audit,
        ):
            table.write()

    def add(self) -> DemoStartup:
        rng, calendar = self.rng, self.calendar
        host = self.startup_specs[self.number] if self.number < len(self.startup_specs) else None
        self.number += 1
        kind = host.kind if host else rng.choice(KINDS)
        is_company = kind == StartupKind.ENTERPRISE
        sector, sector_pk = self.sectors[int(rng.random() * len(self.sectors))]
        brand = texts.brand(sector, self.count_by_sector[sector])
        self.count_by_sector[sector] += 1
        registered = self._registered(host)
        founded = registered - rng.randint(15, 500) if is_company else 0
        created = calendar.moment(registered, rng)
        owner = (host.owner if host else 0) or self.users.add(
            f"chu-du-an-{self.number:06d}@demo.example", texts.person_name(rng), "!", at=created
        )
        name = f"{rng.choice(texts.FORMS)} {brand}" if is_company else f"Dự án {brand}"
        way = self._publication(registered, host.publication if host else "")
        facts = (
            kind,
            name,
            self._slug(name),
            self._tax_code() if is_company else None,
            calendar.text(founded) if is_company else None,
            self._stage(registered, is_company),
            (area := rng.choice(self.areas)),
            f"https://{slugify(brand.replace('Đ', 'D').replace('đ', 'd'))}.example" if rng.random() < 0.8 else "",
            f"Chúng tôi phát triển {texts.product(sector, rng)}.",
            rng.randint(1, 4) if not is_company else rng.randint(2, 40),
            way.status,
            way.requested,
            self.staff.officers[0] if way.verified else None,
            way.verified,
            way.recheck,
            list(way.facts),
            True,
        )
        sectors = self._sectors(sector_pk)
        pk = self.startups.add(*facts, sorted(sectors), at=created)
        self.members.add(pk, owner, MemberRole.OWNER, at=created)
        for each in sectors:
            self.sector_rows.add(pk, each)
        self._record_publication(pk, owner, way)
        for _round in range(rng.choice((0, 0, 0, 1, 1, 2)) if is_company else 0):
            self._round(pk, founded)
        return DemoStartup(
            pk, owner, name, kind, sector, area, sorted(sectors), registered, founded, way.status == Publication.PUBLIC
        )

    def _registered(self, host: StartupSpec | None) -> int:
        if host:  # long enough ago for a history, young enough to be eligible today
            return self.calendar.workday(self.last - 900)
        return self.calendar.workday(FIRST_REGISTRATION + int(self.rng.random() * (self.last - FIRST_REGISTRATION - 7)))

    def _slug(self, name: str) -> str:
        base = slugify(name.replace("Đ", "D").replace("đ", "d"))[:60].strip("-")
        slug = base if base not in self.slugs else f"{base}-{self.number}"
        self.slugs.add(slug)
        return slug

    def _tax_code(self) -> str:
        """The next valid code of an invented block of numbers."""
        while True:
            self.serial += 1
            body = f"{self.serial:09d}"
            check = mst.calc_check_digit(body)
            if len(check) == 1:  # where the sum asks for the digit ten, no such code exists (F5.2)
                return body + check

    def _stage(self, registered: int, is_company: bool) -> int:
        """An idea at first, a growing company after some years."""
        years = (self.last - registered) // 365
        most = len(self.stages) - 1
        return self.stages[min(int(self.rng.random() * (3 + years)) + (2 if is_company else 0), most)]

    def _sectors(self, first: int) -> list[int]:
        if self.rng.random() < 0.3:
            second = self.sectors[int(self.rng.random() * len(self.sectors))][1]
            if second != first:
                return [first, second]
        return [first]

    # --- Publication in the directory -------------------------------------------------------------

    def _publication(self, registered: int, wanted: str) -> "PublicationHistory":
        rng, calendar = self.rng, self.calendar
        draw = rng.random()
        asked = calendar.workday(registered + rng.randint(3, 150))
        answered = calendar.workday(asked + rng.randint(1, 8))
        if wanted == Publication.PRIVATE or (not wanted and draw < 0.24) or asked > self.last:
            return PublicationHistory()
        requested, facts = calendar.moment(asked, rng), rng.choice(FACTS)
        if answered > self.last:
            return PublicationHistory(Publication.REQUESTED, requested, facts=facts)
        answer = calendar.moment(answered, rng)
        if not wanted and draw < 0.26:
            return PublicationHistory(Publication.REFUSED, requested, answered=answer, facts=facts)
        if not wanted and draw < 0.275 and answered + 60 < self.last:
            left = calendar.moment(answered + 60, rng)
            return PublicationHistory(
                Publication.PRIVATE, requested, answered=answer, verified=answer, left=left, facts=facts
            )
        edited = not wanted and draw > 0.994
        recheck = calendar.moment(max(self.last - rng.randint(1, 12), answered + 1), rng) if edited else None
        return PublicationHistory(
            Publication.PUBLIC, requested, answered=answer, verified=answer, recheck=recheck, facts=facts
        )

    def _record_publication(self, pk: int, owner: int, way: "PublicationHistory") -> None:
        if not way.requested:
            return
        officer, p = self.staff.officers[0], Publication
        self.consents.add(
            pk,
            ConsentPurpose.PUBLIC_PROFILE,
            PUBLIC_PROFILE_VERSION,
            owner,
            way.requested,
            way.left,
            owner if way.left else None,
            at=way.requested,
        )
        self.audit.add(STARTUP, pk, "request_publication", p.PRIVATE, p.REQUESTED, owner, "", at=way.requested)
        if way.verified:
            self.audit.add(STARTUP, pk, "publish", p.REQUESTED, p.PUBLIC, officer, "", at=way.answered or "")
        elif way.answered:
            reason = texts.REFUSED_DIRECTORY
            self.audit.add(STARTUP, pk, "refuse_publication", p.REQUESTED, p.REFUSED, officer, reason, at=way.answered)
        if way.left:
            self.audit.add(STARTUP, pk, "withdraw_publication", p.PUBLIC, p.PRIVATE, owner, "", at=way.left)

    def _round(self, pk: int, founded: int) -> None:
        rng, calendar = self.rng, self.calendar
        code = rng.choice(ROUND_CODES)
        currency, least, most, givers = ROUNDS[code]
        closed = founded + int(rng.random() * (self.last - founded))
        checked = calendar.workday(closed + rng.randint(5, 60))
        is_checked = checked <= self.last and rng.random() < 0.6
        self.rounds.add(
            pk,
            self.round_kinds[code],
            calendar.text(closed),
            rng.randint(20, 20 * most // least) * least // 20,
            currency,
            rng.choice(givers),
            "Hợp đồng hoặc sao kê do doanh nghiệp cung cấp (minh họa)",
            self.staff.officers[0] if is_checked else None,
            calendar.moment(checked, rng) if is_checked else None,
            at=calendar.at(min(closed + 3, self.last), 600),
        )


@dataclass(frozen=True, slots=True)
class PublicationHistory:
    """The history of a startup's publication in the directory; times are texts."""

    status: str = Publication.PRIVATE
    requested: str | None = None
    answered: str | None = None
    verified: str | None = None
    left: str | None = None
    recheck: str | None = None
    facts: Any = ()


def make_organisations(run: SeedingRun) -> list[int]:
    """Create sixty invented organisations; return the ids of those that manage grants."""
    kinds = dict(Term.objects.filter(vocabulary=Vocabulary.MEMBER).values_list("code", "pk"))
    areas = list(Area.objects.order_by("code").values_list("pk", flat=True))
    table = Table(
        Organisation,
        ["kind", "name", "slug", "area", "summary", "manages_grants", "is_public", "is_demo"],
        stamp=run.calendar.at(run.calendar.base + 400, 600),
    )
    managing = []
    for number in range(60):
        code, label = list(texts.ORGANISATIONS.items())[number % len(texts.ORGANISATIONS)]
        incubates = code in {"incubator", "accelerator", "innovation-centre", "startup-support-centre"}
        name = f"{label} {texts.FIRST[number * 11 % len(texts.FIRST)]} {texts.PLACES[number * 3 % len(texts.PLACES)]}"
        pk = table.add(
            kinds[code],
            name,
            f"to-chuc-{number + 1}",
            run.rng.choice(areas),
            f"{texts.OFFERS[code]} Tổ chức minh họa, không có thật.",
            incubates,
            True,
            True,
        )
        if incubates:
            managing.append(pk)
    table.write()
    return managing


def update_received_support() -> None:
    """Set `support_received` of startups from their approved grants, as an approval does."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE startups_startup s SET support_received = g.stages FROM (
                SELECT a.startup_id, array_agg(DISTINCT t.code ORDER BY t.code) AS stages
                FROM grants_award w JOIN grants_application a ON a.id = w.application_id
                JOIN grants_call c ON c.id = a.call_id JOIN reference_term t ON t.id = c.stage_id
                WHERE w.status = 'approved' GROUP BY a.startup_id
            ) g WHERE g.startup_id = s.id AND s.is_demo
            """
        )
