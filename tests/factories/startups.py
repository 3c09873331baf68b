"""Startups, organisations and the code lists they point at."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from ecosystem.accounts.models import User
from ecosystem.reference.models import Area, AreaKind, Sector, SectorList, Term, Vocabulary
from startups.models import MemberRole, Membership, Organisation, Startup, StartupKind


def tax_code(n: int) -> str:
    """The n-th valid tax code: nine digits and the check digit (F5.2); numbers without one are skipped."""
    number = 100_000_007 + n * 7  # of nine digits none may be 00 and seven zeros
    while True:
        digits = [int(d) for d in f"{number:09d}"]
        total = sum(w * d for w, d in zip((31, 29, 23, 19, 17, 13, 7, 5, 3), digits, strict=True))
        check = 10 - total % 11
        if check < 10:
            return f"{number:09d}{check}"
        number += 1


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area

    code = factory.Sequence(lambda n: f"{90000 + n}")
    kind = AreaKind.WARD
    name = factory.Sequence(lambda n: f"Phường {n}")
    name_en = factory.Sequence(lambda n: f"Ward {n}")
    full_name = factory.SelfAttribute("name")
    full_name_en = factory.SelfAttribute("name_en")
    area_km2 = "1.50"


class SectorFactory(DjangoModelFactory):
    class Meta:
        model = Sector

    code = factory.Sequence(lambda n: f"sector-{n}")
    name = factory.Sequence(lambda n: f"Lĩnh vực {n}")
    name_en = factory.Sequence(lambda n: f"Field {n}")
    belongs_to = SectorList.PRIORITY


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    vocabulary = Vocabulary.STAGE
    code = factory.Sequence(lambda n: f"term-{n}")
    name = factory.Sequence(lambda n: f"Giai đoạn {n}")
    name_en = factory.Sequence(lambda n: f"Stage {n}")


class StartupFactory(DjangoModelFactory):
    class Meta:
        model = Startup
        skip_postgeneration_save = True

    kind = StartupKind.ENTERPRISE
    name = factory.Sequence(lambda n: f"Công ty Khởi Nghiệp {n}")
    slug = factory.Sequence(lambda n: f"cong-ty-{n}")
    tax_code = factory.Sequence(tax_code)
    founded_on = date(2024, 3, 1)
    stage = factory.SubFactory(TermFactory)
    area = factory.SubFactory(AreaFactory)
    summary = "Phần mềm quản lý kho lạnh."
    team_size = 5

    @factory.post_generation
    def members(self, create: bool, extracted: list[User] | None, **kwargs: Any) -> None:
        """The first of `members` is the owner, the others are editors."""
        for index, user in enumerate(extracted or []):
            role = MemberRole.OWNER if index == 0 else MemberRole.EDITOR
            Membership.objects.create(startup=self, user=user, role=role)

    @factory.post_generation
    def sectors(self, create: bool, extracted: list[Sector] | None, **kwargs: Any) -> None:
        if extracted:
            self.sectors.set(extracted)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = factory.SubFactory(TermFactory, vocabulary=Vocabulary.MEMBER)
    name = factory.Sequence(lambda n: f"Vườn ươm {n}")
    slug = factory.Sequence(lambda n: f"vuon-uom-{n}")
    manages_grants = True
