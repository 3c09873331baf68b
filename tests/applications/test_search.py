"""What the list of dossiers searches: number, project and startup together, always true to the records."""

import threading

import pytest
from django.db import connection, transaction

from programmes.filters import ApplicationFilter
from programmes.models import Application
from programmes.models.application import Application as Model
from startups.models import Startup
from tests.factories import ApplicationFactory, StartupFactory


def found(words: str) -> set[int]:
    filterset = ApplicationFilter({"q": words}, queryset=Application.objects.all())
    return set(filterset.qs.values_list("pk", flat=True))


@pytest.fixture
def dossier(db):
    ApplicationFactory(startup=StartupFactory(name="Công ty Biển Đông"), title="Lưới điện thông minh")
    return ApplicationFactory(startup=StartupFactory(name="Công ty Sông Xanh"), title="Rô-bốt nông nghiệp")


@pytest.mark.parametrize("words", ["song xanh", "nông nghiệp", "XANH robot nong", "xanh rô-bốt"])
def test_words_of_startup_and_project_are_found_together(dossier, words):
    expected = set() if "robot" in words else {dossier.pk}

    assert found(words) == expected


def test_number_is_found_in_part_and_in_any_case(dossier):
    Application.objects.filter(pk=dossier.pk).update(number="HS-2026-00042")

    assert found("hs-2026-00042") == found("2026-0004") == found("HS-2026-00042 xanh") == {dossier.pk}


def test_new_name_of_the_startup_is_found_and_the_old_one_is_not(dossier):
    Startup.objects.filter(pk=dossier.startup_id).update(name="Công ty Núi Cao")

    assert found("nui cao") == {dossier.pk}
    assert found("song xanh") == set()


def test_another_startup_brings_its_name(dossier):
    Application.objects.filter(pk=dossier.pk).update(startup=StartupFactory(name="Gió Lành"))

    assert found("gio lanh") == {dossier.pk}


@pytest.mark.django_db
def test_new_name_leaves_no_trace_in_the_history_of_the_dossier(dossier):
    before = dossier.events.count()
    Startup.objects.filter(pk=dossier.startup_id).update(name="Công ty Núi Cao")

    assert dossier.events.count() == before


@pytest.mark.django_db(transaction=True)
def test_application_that_begins_while_the_startup_is_renamed_has_the_new_name():
    startup = StartupFactory(name="Tên Cũ")
    like = ApplicationFactory(startup=StartupFactory())
    begun: list[int] = []

    def begin() -> None:
        try:
            copy = Model.objects.get(pk=like.pk)
            copy.pk, copy.number, copy.startup_id = None, None, startup.pk
            copy.save(force_insert=True)
            begun.append(copy.pk)
        finally:
            connection.close()

    with transaction.atomic():
        Startup.objects.filter(pk=startup.pk).update(name="Tên Mới")
        beginner = threading.Thread(target=begin)
        beginner.start()
        beginner.join(0.5)
        assert begun == []  # it waits for the name

    beginner.join()
    assert Application.objects.get(pk=begun[0]).startup_name == "Tên Mới"
    assert found("ten moi") == set(begun)
