"""What a search puts first: accents as they were typed, and words of the name."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.public.search import Query, search
from startups.models import Publication
from tests.factories import StartupFactory, person


def test_matches_with_the_typed_accents_rank_first(db):
    officer = person(Role.OFFICER)
    for name in ("Công ty TNHH Hồng Hoa", "Công ty TNHH Hồng Hóa"):
        StartupFactory(name=name, status=Publication.PUBLIC, verified_by=officer, verified_at=timezone.now())

    for typed in ("Hồng Hoa", "Hồng Hóa"):
        (result,) = search(AnonymousUser(), Query(typed))
        assert result.hits[0].title == f"Công ty TNHH {typed}"
        assert len(result.hits) == 2


def test_name_matches_rank_before_other_matches_and_prefixes_last(db):
    officer = person(Role.OFFICER)
    for name, summary in (
        ("Công ty TNHH Kho Lạnhvina", "a"),
        ("Công ty TNHH Mây Số", "Phần mềm cho kho lạnh"),
        ("Công ty TNHH Việt Kho Lạnh", "b"),
        ("Công ty TNHH Kho Lạnh", "c"),
    ):
        StartupFactory(
            name=name, summary=summary, status=Publication.PUBLIC, verified_by=officer, verified_at=timezone.now()
        )

    (result,) = search(AnonymousUser(), Query("kho lanh"))

    assert [hit.title.removeprefix("Công ty TNHH ") for hit in result.hits] == [
        "Kho Lạnh",
        "Việt Kho Lạnh",
        "Mây Số",
        "Kho Lạnhvina",
    ]
