"""Demonstration startups with owners, sectors, consents and funding rounds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.db import connection
from django.utils.text import slugify
from stdnum.vn import mst

from ecosystem.accounts.models import User
from ecosystem.reference.models import Area, Sector, SectorList, Term, Vocabulary
from programmes.demo import words
from programmes.demo.cast import Cast
from programmes.demo.copying import Table, quiet_triggers
from startups.consent import PUBLIC_PROFILE_VERSION
from startups.models import (
    Consent,
    ConsentPurpose,
    Currency,
    FundingRound,
    Membership,
    MemberRole,
    Organisation,
    Publication,
    Startup,
    StartupKind,
)

KINDS = (StartupKind.ENTERPRISE,) * 15 + (StartupKind.GROUP,) * 3 + (StartupKind.INDIVIDUAL,) * 2
PUBLICATIONS = (Publication.PUBLIC,) * 14 + (Publication.REQUESTED,) * 1 + (Publication.PRIVATE,) * 5
INVESTORS = ("Quỹ Hạt Giống Phương Nam", "Nhà đầu tư cá nhân", "Quỹ Sông Tiền Ventures", "Gia đình và bạn bè", "Quỹ Bến Nghé Capital")


@dataclass(frozen=True)
class Made:
    """One startup that was made: its id, its owner's id, and how it may apply."""

    pk: int
    owner: int
    name: str
    kind: str
    founded: date | None
    area: int
    sector: int
    public: bool




class TaxCodes:
    """Valid tax codes in a row, from an invented block of numbers."""

    def __init__(self, first: int) -> None:
        self.serial = first

    def next(self) -> str:
        while True:
            self.serial += 1
            body = f"{self.serial:09d}"
            check = mst.calc_check_digit(body)
            if len(check) == 1:  # where the sum asks for the digit ten, no such code exists (F5.2)
                return body + check


def make_startups(count: int, *, cast: Cast, rng: Random, today: date, stamp: datetime, already: int = 0) -> list[Made]:
    """Write `count` startups and return them. `already` startups are there from an earlier batch."""
    areas = list(Area.objects.order_by("code").values_list("pk", flat=True))
    sectors = list(Sector.objects.filter(belongs_to=SectorList.PRIORITY).order_by("order", "pk").values_list("pk", flat=True))
    stages = list(Term.objects.filter(vocabulary=Vocabulary.STAGE).order_by("order", "pk").values_list("pk", flat=True))
    rounds = dict(Term.objects.filter(vocabulary=Vocabulary.ROUND).order_by("order").values_list("pk", "code"))
    tables = _Tables(stamp)
    codes = TaxCodes(319_000_000 + already)
    made = [
        _one(number, cast, rng, today, tables, codes, areas, sectors, stages, list(rounds))
        for number in range(already, already + count)
    ]
    with quiet_triggers():
        for table in tables.in_order():
            table.write()
    return made


class _Tables:
    def __init__(self, stamp: datetime) -> None:
        self.users = Table(User, ["email", "full_name", "password"], stamp=stamp)
        self.startups = Table(
            Startup,
            ["kind", "name", "slug", "tax_code", "founded_on", "stage", "area", "website", "summary", "team_size",
             "status", "publication_requested_at", "verified_by", "verified_at", "public_facts", "is_demo"],
            stamp=stamp,
        )  # fmt: skip
        self.members = Table(Membership, ["startup", "user", "role"], stamp=stamp)
        self.sectors = Table(Startup.sectors.through, ["startup", "sector"], stamp=stamp)
        self.consents = Table(Consent, ["startup", "purpose", "text_version", "given_by", "given_at"], stamp=stamp)
        self.rounds = Table(
            FundingRound,
            ["startup", "kind", "closed_on", "amount", "currency", "investors", "source", "verified_by", "verified_at"],
            stamp=stamp,
        )

    def in_order(self) -> tuple[Table, ...]:
        return (self.users, self.startups, self.members, self.sectors, self.consents, self.rounds)


def _one(
    number: int, cast: Cast, rng: Random, today: date, tables: _Tables, codes: TaxCodes,
    areas: list[int], sectors: list[int], stages: list[int], rounds: list[int],
) -> Made:  # fmt: skip
    kind = rng.choice(KINDS)
    brand = words.brand(rng, number // 1500)
    name = f"{rng.choice(words.FORMS)} {brand}" if kind == StartupKind.ENTERPRISE else f"Dự án {brand}"
    founded = today - timedelta(days=rng.randint(60, 365 * 8)) if kind == StartupKind.ENTERPRISE else None
    status = rng.choice(PUBLICATIONS)
    public = status == Publication.PUBLIC
    area, sector = rng.choice(areas), rng.choice(sectors)
    when = tables.startups.stamp
    owner = tables.users.add(f"chu-du-an-{number + 1:06d}@demo.example", words.person_name(rng), "!")
    slug = slugify(brand.replace("Đ", "D").replace("đ", "d"))
    pk = tables.startups.add(
        kind, name, f"{slug}-{number + 1}", codes.next() if kind == StartupKind.ENTERPRISE else None, founded,
        rng.choice(stages), area, f"https://{slug}.example", f"Chúng tôi phát triển {words.product(rng)}.",
        rng.randint(1, 40), status, when if status in {Publication.PUBLIC, Publication.REQUESTED} else None,
        cast.officer if public else None, when if public else None,
        ["website", "founded_on", "team_size"] if public else [], True,
    )  # fmt: skip
    tables.members.add(pk, owner, MemberRole.OWNER)
    for chosen in {sector, *(rng.sample(sectors, 1) if rng.random() < 0.3 else ())}:
        tables.sectors.add(pk, chosen)
    if status in {Publication.PUBLIC, Publication.REQUESTED}:
        tables.consents.add(pk, ConsentPurpose.PUBLIC_PROFILE, PUBLIC_PROFILE_VERSION, owner, when)
    for _round in range(rng.choice((0, 0, 0, 1, 1, 2))):
        _add_round(pk, cast, rng, today, tables, rounds)
    return Made(pk, owner, name, kind, founded, area, sector, public)


def _add_round(pk: int, cast: Cast, rng: Random, today: date, tables: _Tables, rounds: list[int]) -> None:
    verified = rng.random() < 0.6
    if rng.random() < 0.6:
        amount, currency = Decimal(rng.randint(3, 400)) * 50_000_000, Currency.VND
    else:
        amount, currency = Decimal(rng.randint(1, 80)) * 25_000, Currency.USD
    tables.rounds.add(
        pk, rng.choice(rounds), today - timedelta(days=rng.randint(30, 1500)), amount, currency, rng.choice(INVESTORS),
        "Hợp đồng đầu tư do doanh nghiệp cung cấp", cast.officer if verified else None, tables.startups.stamp if verified else None,
    )  # fmt: skip


def make_organisations(rng: Random, stamp: datetime) -> list[int]:
    """Sixty invented organisations of the ecosystem; returns the ids of those that manage grants."""
    kinds = {term.code: term for term in Term.objects.filter(vocabulary=Vocabulary.MEMBER)}
    areas = list(Area.objects.order_by("code").values_list("pk", flat=True))
    table = Table(
        Organisation,
        ["kind", "name", "slug", "area", "summary", "manages_grants", "is_public", "is_demo"],
        stamp=stamp,
    )
    managing = []
    for number in range(60):
        kind = list(kinds.values())[number % len(kinds)]
        incubates = any(word in kind.name.lower() for word in ("ươm", "thúc đẩy", "trung tâm"))
        name = f"{kind.name[:1].upper()}{kind.name[1:60]} {rng.choice(words.PLACES)} {number + 1}"
        pk = table.add(
            kind.pk, name, f"to-chuc-{number + 1}", rng.choice(areas), "Tổ chức minh họa, không có thật.", incubates, True, True
        )
        if incubates:
            managing.append(pk)
    with quiet_triggers():
        table.write()
    return managing


def note_support() -> None:
    """Carry the stages of the approved grants over to the startups' own column, as approving does."""
    with quiet_triggers(), connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE startups_startup s SET support_received = g.stages FROM (
                SELECT a.startup_id, array_agg(DISTINCT t.code ORDER BY t.code) AS stages
                FROM programmes_award w JOIN programmes_application a ON a.id = w.application_id
                JOIN programmes_call c ON c.id = a.call_id JOIN programmes_supportpolicy p ON p.id = c.policy_id
                JOIN reference_term t ON t.id = p.stage_id
                WHERE w.status = 'approved' GROUP BY a.startup_id
            ) g WHERE g.startup_id = s.id AND s.is_demo
            """
        )
