"""What lists remember between requests: never a stale choice, whoever changes it, committed or not."""

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import RareChange
from ecosystem.core.remembered import Subject, rarely_changed, remembered
from ecosystem.core.tasks import forget_old_changes
from ecosystem.lists import filters
from ecosystem.lists.filters import LASTING, offers
from ecosystem.lists.models import Audience, SavedView
from tests import lists as _every_list  # noqa: F401 - offers are known once their modules are imported
from tests.factories import CallFactory, SectorFactory, TermFactory, UnitFactory, person

pytestmark = pytest.mark.django_db


class Counter:
    """Makes 1, 2, 3 …, so that a value made anew shows."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def asked() -> Any:
    return RequestFactory().get("/")


def test_a_value_is_remembered_until_its_subject_changes():
    make = Counter()

    assert [remembered(Subject.CHOICES, "a", asked(), make) for _time in range(2)] == [1, 1]
    rarely_changed(Subject.VIEWS)
    assert remembered(Subject.CHOICES, "a", asked(), make) == 1

    rarely_changed(Subject.CHOICES)

    assert [remembered(Subject.CHOICES, "a", asked(), make) for _time in range(2)] == [2, 2]
    assert remembered(Subject.CHOICES, "b", asked(), make) == 3


def test_a_request_that_reads_asks_once_and_one_that_writes_every_time():
    reading, writing, make = asked(), RequestFactory().post("/"), Counter()
    with CaptureQueriesContext(connection) as captured:
        remembered(Subject.CHOICES, "c", reading, make)
        remembered(Subject.VIEWS, "c", reading, make)
    assert len(captured) == 1

    first = remembered(Subject.CHOICES, "d", writing, make)
    rarely_changed(Subject.CHOICES)

    assert remembered(Subject.CHOICES, "d", writing, make) > first


def test_what_was_rolled_back_is_not_remembered():
    make = Counter()
    assert remembered(Subject.CHOICES, "e", asked(), make) == 1
    with transaction.atomic():
        rarely_changed(Subject.CHOICES)
        assert remembered(Subject.CHOICES, "e", asked(), make) == 2
        transaction.set_rollback(True)

    assert remembered(Subject.CHOICES, "e", asked(), make) == 1


def test_old_marks_are_cleared_but_the_newest_of_each_subject():
    for _number in range(4):
        rarely_changed(Subject.CHOICES)
    rarely_changed(Subject.VIEWS)
    newest = {mark.subject: mark.pk for mark in RareChange.objects.order_by("pk")}

    assert forget_old_changes() > 0

    assert {mark.subject: mark.pk for mark in RareChange.objects.all()} == newest


@pytest.mark.parametrize("rows", LASTING, ids=lambda rows: f"{rows.__module__}.{rows.__name__}")
def test_every_table_of_remembered_offers_tells_of_its_changes(rows):
    """A table without the trigger would leave a filter with choices of yesterday."""
    request = asked()
    request.user = person(Role.DIRECTOR)
    statement = str(rows(request).query)
    tables = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', statement))
    assert tables
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger_choices_change_%'")
        telling = {name for (name,) in cursor.fetchall()}

    assert tables <= telling


FOR_ROLES = [rows for rows, key in LASTING.items() if key is filters._roles]


@pytest.mark.parametrize("rows", [rows for rows in LASTING if rows not in FOR_ROLES])
def test_offers_for_everybody_ask_for_no_reader(rows):
    assert rows(None) is not None


def test_list_whose_offers_need_no_roles_does_not_ask_for_them(client, monkeypatch):
    """Whoever is signed in on a public list, and the file of a list that is made without a request."""
    asked_for = []
    monkeypatch.setattr(User, "standing", property(lambda user: asked_for.append(user) or ""))
    client.force_login(person(Role.OFFICER))

    assert client.get(reverse("public:directory")).status_code == 200
    assert asked_for == []
    assert client.get(reverse("grants:application_list")).status_code == 200
    assert asked_for != []


def test_new_changed_and_lost_choices_are_offered_at_once(client):
    officer = person(Role.OFFICER)
    client.force_login(officer)
    url = reverse("grants:application_list")
    client.get(url)

    sector = SectorFactory(name="Công nghệ lượng tử mới")
    assert "Công nghệ lượng tử mới" in client.get(url).content.decode()
    type(sector).objects.filter(pk=sector.pk).update(name="Công nghệ sợi quang")
    page = client.get(url).content.decode()
    assert "Công nghệ sợi quang" in page
    assert "Công nghệ lượng tử mới" not in page
    sector.delete()
    assert "Công nghệ sợi quang" not in client.get(url).content.decode()


def test_readers_of_other_roles_are_offered_their_own(client):
    """The draft call of one unit is offered to its people alone, whoever asked before."""
    here, there = UnitFactory(), UnitFactory()
    CallFactory(unit=here, status="draft", name="Đợt nháp của phòng tôi")
    CallFactory(unit=there)
    url = reverse("grants:application_list")
    found = {}
    for name, reader in {
        "mine": person(Role.OFFICER, unit=here),
        "theirs": person(Role.OFFICER, unit=there),
        "all": person(Role.DIRECTOR),
        "nobody": person(Role.APPLICANT),
        "mine again": person(Role.MANAGER, unit=here),
    }.items():
        client.force_login(reader)
        found[name] = "Đợt nháp của phòng tôi" in client.get(url).content.decode()

    assert found == {"mine": True, "theirs": False, "all": True, "nobody": False, "mine again": True}


def test_role_taken_away_takes_its_offers_away(client):
    here = UnitFactory()
    CallFactory(unit=here, status="draft", name="Đợt nháp của phòng tôi")
    officer = person(Role.OFFICER, unit=here)
    client.force_login(officer)
    url = reverse("grants:application_list")
    assert "Đợt nháp của phòng tôi" in client.get(url).content.decode()

    officer.role_grants.update(revoked_at="2020-01-01T00:00:00Z")

    assert "Đợt nháp của phòng tôi" not in client.get(url).content.decode()


def test_view_that_is_made_shared_or_taken_back_shows_at_once(client):
    officer, owner = person(Role.OFFICER), person(Role.OFFICER)
    client.force_login(officer)
    url = reverse("grants:application_list")
    assert "Hồ sơ gấp" not in client.get(url).content.decode()

    view = SavedView.objects.create(owner=owner, listing="application", name="Hồ sơ gấp", query="late=1")
    assert "Hồ sơ gấp" not in client.get(url).content.decode()
    SavedView.objects.filter(pk=view.pk).update(audience=Audience.EVERYBODY)
    assert "Hồ sơ gấp" in client.get(url).content.decode()
    SavedView.objects.filter(pk=view.pk).update(audience=Audience.NOBODY)
    assert "Hồ sơ gấp" not in client.get(url).content.decode()


def test_offers_that_are_not_marked_are_fetched_for_every_request(monkeypatch):
    """The control: what depends on more than roles is not remembered."""
    calls = []

    def rows(request: Any) -> Any:
        calls.append(request)
        return offers(TermFactory._meta.model.objects.all(), value="code", order="code")

    class Filter(filters.StrictFilterSet):
        term = filters.OfferedFilter(rows=rows)

    for _time in range(2):
        request = asked()
        request.user = person(Role.OFFICER)
        assert Filter({}, queryset=TermFactory._meta.model.objects.all(), request=request).form.drawing_key()
    assert len(calls) == 2
