"""Every page as every person, in both languages, at 360 and 1280 px (`make accessibility`).

Each walk of a person writes what it found to accessibility/ in the launcher's folder and is not repeated while nothing
of the portal has changed, so a stopped run goes on where it was.
"""

import hashlib
import json
from pathlib import Path

import pytest
from django.conf import settings

from tests.access.rule import EVERYBODY
from tests.access.sessions import SESSIONS
from tests.access.world import ANONYMOUS, World
from tests.accessibility.page_checker import NARROW, WIDE, PageChecker
from tests.accessibility.walk import LANGUAGES, answer, language_of, sendings, visits

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
VISIBLE_SOURCES = (
    "templates/**/*",
    "static/**/*",
    "locale/**/*.po",
    "ecosystem/**/*.py",
    "startups/**/*.py",
    "programmes/**/*.py",
    "tests/access/*.py",
    "tests/accessibility/*.py",
    "tests/factories/*.py",
)


@pytest.fixture(scope="module")
def key() -> str:
    """Changes with whatever a page is made of."""
    digest = hashlib.sha256()
    for path in sorted(
        {path for pattern in VISIBLE_SOURCES for path in Path(settings.BASE_DIR).glob(pattern) if path.is_file()}
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("actor", [ANONYMOUS, *sorted(EVERYBODY), *SESSIONS])
def test_walk_finds_nothing(city: World, checker: PageChecker, key: str, actor: str, language: str) -> None:
    record = Path(settings.VAR_DIR) / "accessibility" / f"{actor}-{language}.json"
    if (
        record.is_file()
        and (done := json.loads(record.read_text(encoding="utf-8")))["key"] == key
        and not done["found"]
    ):
        pytest.skip(f"{done['looks']} looks found nothing, and nothing has changed")
    found, looks = [], 0
    for visit in (visit for visit in visits(city) if visit.actor == actor):
        response = answer(city, visit, language)
        if response is None:
            continue
        shown = [(visit, response)]
        shown += [(sent, refused) for sent in sendings(visit, response) if (refused := answer(city, sent, language))]
        for seen, what in shown:
            for width in (NARROW, WIDE):
                looks += 1
                console_messages = checker.findings(seen.address, what, language_of(seen, language), width)
                found += [f"{seen}, {language}, {width} px: {finding}" for finding in console_messages]
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(json.dumps({"key": key, "looks": looks, "found": found}, ensure_ascii=False), encoding="utf-8")

    assert looks > 0
    assert found == []
