"""What the list of dossiers searches: number, project and startup together, always true to the records."""

from functools import partial

import pytest
from django.db import connection
from django.test import RequestFactory

from ecosystem.accounts.roles import Role
from ecosystem.reference.models import Area, Sector, Vocabulary
from programmes.grants.filters.application import ApplicationFilter
from programmes.grants.models import Application
from programmes.grants.models.application import Application as Model
from startups.models import Startup
from tests.concurrency import run_concurrently, wait_for_others
from tests.factories import (
    ApplicationFactory,
    AreaFactory,
    PillarFactory,
    SectorFactory,
    StartupFactory,
    TermFactory,
    person,
)
from tests.programmes.grants.records import rename_last


def matching_ids(words: str) -> set[int]:
    filterset = ApplicationFilter({"q": words}, queryset=Application.objects.all())
    return set(filterset.qs.values_list("pk", flat=True))


@pytest.fixture
def dossier(db):
    ApplicationFactory(startup=StartupFactory(name="Công ty Biển Đông"), title="Lưới điện thông minh")
    return ApplicationFactory(startup=StartupFactory(name="Công ty Sông Xanh"), title="Rô-bốt nông nghiệp")


@pytest.mark.parametrize("words", ["song xanh", "nông nghiệp", "XANH robot nong", "xanh rô-bốt"])
def test_words_of_startup_and_project_are_found_together(dossier, words):
    expected = set() if "robot" in words else {dossier.pk}

    assert matching_ids(words) == expected


def test_number_is_found_in_part_and_in_any_case(dossier):
    Application.objects.filter(pk=dossier.pk).update(number="HS-2026-00042")

    assert (
        matching_ids("hs-2026-00042") == matching_ids("2026-0004") == matching_ids("HS-2026-00042 xanh") == {dossier.pk}
    )


def test_new_name_of_the_startup_is_found_and_the_old_one_is_not(dossier):
    Startup.objects.filter(pk=dossier.startup_id).update(name="Công ty Núi Cao")

    assert matching_ids("nui cao") == {dossier.pk}
    assert matching_ids("song xanh") == set()


def test_another_startup_brings_its_name(dossier):
    Application.objects.filter(pk=dossier.pk).update(startup=StartupFactory(name="Gió Lành"))

    assert matching_ids("gio lanh") == {dossier.pk}


@pytest.mark.django_db
def test_copied_startup_name_is_not_tracked_in_the_history(dossier):
    before = dossier.events.count()
    Startup.objects.filter(pk=dossier.startup_id).update(name="Công ty Núi Cao")

    assert dossier.events.count() == before


# --- Sector and ward: the startup's ------------------------------------------------------------------------
def listed_applications(**query: object) -> set[int]:
    """Dossiers that the list shows to an officer."""
    request = RequestFactory().get("/", query)
    request.user = person(Role.OFFICER)
    return set(
        ApplicationFilter(request.GET, Application.objects.all(), request=request).qs.values_list("pk", flat=True)
    )


def joined(**having: object) -> set[int]:
    return set(Application.objects.filter(**having).values_list("pk", flat=True))


def move_startup(startup: Startup, area: Area, sector: Sector) -> None:
    Startup.objects.filter(pk=startup.pk).update(area=area)
    startup.sectors.set([sector])


def moved_by_sql(startup: Startup, area: Area, sector: Sector) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE startups_startup SET area_id = %s WHERE id = %s", [area.pk, startup.pk])
        cursor.execute(
            "UPDATE startups_startup_sectors SET sector_id = %s WHERE startup_id = %s", [sector.pk, startup.pk]
        )


def moved_in_bulk(startup: Startup, area: Area, sector: Sector) -> None:
    startup.sectors.add(sector)
    startups = list(Startup.objects.filter(pk=startup.pk))
    for one in startups:
        one.area = area
    Startup.objects.bulk_update(startups, ["area"])


def replace_content(startup: Startup, area: Area, sector: Sector) -> None:
    Application.objects.filter(startup=startup).update(startup=StartupFactory(area=area, sectors=[sector]))


@pytest.mark.parametrize("change", [move_startup, moved_by_sql, moved_in_bulk, replace_content])
def test_sector_and_ward_show_what_a_join_finds(dossier, change):
    area, sector = AreaFactory(), SectorFactory()
    move_startup(Application.objects.exclude(pk=dossier.pk).get().startup, AreaFactory(), SectorFactory())
    move_startup(dossier.startup, AreaFactory(), SectorFactory())
    assert listed_applications(area=area.code) == listed_applications(sector=sector.code) == set()

    change(dossier.startup, area, sector)

    assert listed_applications(area=area.code) == joined(startup__area=area) == {dossier.pk}
    assert listed_applications(sector=sector.code) == joined(startup__sectors=sector) == {dossier.pk}


def test_copied_sector_and_ward_cannot_be_overwritten(dossier):
    area, sector = AreaFactory(), SectorFactory()

    Application.objects.update(area=area, sector_ids=[sector.pk], startup_name="Khác")

    assert (
        listed_applications(area=area.code) == listed_applications(sector=sector.code) == matching_ids("khac") == set()
    )


def test_kind_of_applicant_follows_the_startup_and_cannot_be_overwritten(dossier):
    Startup.objects.filter(pk=dossier.startup_id).update(kind="group", tax_code=None)
    assert listed_applications(kind="group") == joined(startup__kind="group") == {dossier.pk}

    Application.objects.update(kind="individual")

    assert listed_applications(kind="individual") == set()
    assert listed_applications(kind="group") == {dossier.pk}


@pytest.mark.parametrize("name", ["pillar", "stage", "unit"])
def test_filters_by_the_call_show_what_a_join_finds(dossier, name):
    path = {"pillar": "call__budget_line__pillar", "stage": "call__stage", "unit": "call__unit"}[name]
    call = dossier.call
    own = {"pillar": call.budget_line.pillar.pk, "stage": call.stage.pk, "unit": call.unit.code}[name]
    without = {"pillar": PillarFactory().pk, "stage": TermFactory(vocabulary=Vocabulary.SUPPORT_STAGE).pk}.get(name)
    key = {"pillar": call.budget_line.pillar_id, "stage": call.stage_id, "unit": call.unit_id}[name]

    assert listed_applications(**{name: own}) == joined(**{path: key}) == {dossier.pk}
    if without:
        assert listed_applications(**{name: without}) == set()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_application_that_begins_while_the_startup_is_renamed_has_the_new_name():
    startup = StartupFactory(name="Tên Cũ")
    like = ApplicationFactory(startup=StartupFactory())

    def begin() -> int:
        copy = Model.objects.get(pk=like.pk)
        copy.pk, copy.number, copy.startup_id = None, None, startup.pk
        wait_for_others()
        copy.save(force_insert=True)
        return copy.pk

    _renamed, begun = run_concurrently([partial(rename_last, startup, "Tên Mới"), begin])

    assert Application.objects.get(pk=begun).startup_name == "Tên Mới"
    assert matching_ids("ten moi") == {begun}
