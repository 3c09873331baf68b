"""Choices of filters are rows: never stale, and limited to what the reader may see; saved views show at once."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.lists.filters import MORE, RowChoiceFilter
from ecosystem.lists.filters.strict import INITIAL_FILTERS
from ecosystem.lists.models import Audience, SavedView
from programmes.grants.filters.application import ApplicationFilter
from programmes.grants.models import Application
from tests.factories import CallFactory, SectorFactory, UnitFactory, person

pytestmark = pytest.mark.django_db
LIST = "grants:application_list"


def list_page(client, **query):
    return client.get(reverse(LIST), query).content.decode()


def test_new_changed_and_lost_choices_are_offered_at_once(client):
    client.force_login(person(Role.OFFICER))
    list_page(client, more=1)

    sector = SectorFactory(name="Công nghệ lượng tử mới")
    assert "Công nghệ lượng tử mới" in list_page(client, more=1)
    type(sector).objects.filter(pk=sector.pk).update(name="Công nghệ sợi quang")
    page = list_page(client, more=1)
    assert "Công nghệ sợi quang" in page
    assert "Công nghệ lượng tử mới" not in page
    sector.delete()
    assert "Công nghệ sợi quang" not in list_page(client, more=1)


def test_readers_of_other_roles_are_offered_their_own(client):
    """The draft call of one unit is offered to its people alone, whoever asked before."""
    here, there = UnitFactory(), UnitFactory()
    CallFactory(unit=here, status="draft", name="Đợt nháp của phòng tôi")
    CallFactory(unit=there)
    found = {}
    for name, reader in {
        "mine": person(Role.OFFICER, unit=here),
        "theirs": person(Role.OFFICER, unit=there),
        "all": person(Role.DIRECTOR),
        "nobody": person(Role.APPLICANT),
        "mine again": person(Role.MANAGER, unit=here),
    }.items():
        client.force_login(reader)
        found[name] = "Đợt nháp của phòng tôi" in list_page(client)

    assert found == {"mine": True, "theirs": False, "all": True, "nobody": False, "mine again": True}


def test_role_taken_away_takes_its_choices_away(client):
    here = UnitFactory()
    CallFactory(unit=here, status="draft", name="Đợt nháp của phòng tôi")
    officer = person(Role.OFFICER, unit=here)
    client.force_login(officer)
    assert "Đợt nháp của phòng tôi" in list_page(client)

    officer.role_grants.update(revoked_at="2020-01-01T00:00:00Z")

    assert "Đợt nháp của phòng tôi" not in list_page(client)


def test_view_that_is_made_shared_or_taken_back_shows_at_once(client):
    officer, owner = person(Role.OFFICER), person(Role.OFFICER)
    client.force_login(officer)
    assert "Hồ sơ gấp" not in list_page(client)

    view = SavedView.objects.create(owner=owner, listing="application", name="Hồ sơ gấp", query="late=1")
    assert "Hồ sơ gấp" not in list_page(client)
    SavedView.objects.filter(pk=view.pk).update(audience=Audience.EVERYBODY)
    assert "Hồ sơ gấp" in list_page(client)
    SavedView.objects.filter(pk=view.pk).update(audience=Audience.NOBODY)
    assert "Hồ sơ gấp" not in list_page(client)


# --- Filters that are asked for --------------------------------------------------------------------------------------
def test_first_filters_are_visible_and_others_when_requested_or_in_use(client):
    sector = SectorFactory(name="Nông nghiệp xanh")
    client.force_login(person(Role.OFFICER))
    every = list(ApplicationFilter.base_filters)

    def fields(**query):
        response = client.get(reverse(LIST), query)
        return list(response.context["filter"].form.fields), response.content.decode()

    names, page = fields()
    assert names == every[:INITIAL_FILTERS]
    assert f'name="{MORE}"' in page
    names, page = fields(sector=sector.code)
    assert names == [*every[:INITIAL_FILTERS], "sector"]
    assert ("Nông nghiệp xanh" in page, f'name="{MORE}"' in page) == (True, True)
    assert fields(kind="nobody")[0] == [*every[:INITIAL_FILTERS], "kind"]
    names, page = fields(more=1)
    assert names == every
    assert ("Nông nghiệp xanh" in page, f'name="{MORE}"' in page) == (True, False)


def test_page_with_more_filters_has_the_same_rows_and_saves_the_same_view(client):
    client.force_login(person(Role.OFFICER))
    opened = client.get(reverse(LIST), {"status": "checking", MORE: 1}, headers={"HX-Request": "true"})

    assert "<html" in opened.content.decode()  # the page, of which htmx takes the form
    assert opened.context["list"].query_string == "status=checking"
    assert not opened.context["list"].listing.accepts(MORE)
    assert client.get(reverse(LIST), {MORE: 1}).context["filter"].is_narrowed is False


def test_choices_of_hidden_filters_are_not_fetched(client):
    client.force_login(person(Role.OFFICER))
    rows = [one for one in ApplicationFilter.base_filters.values() if isinstance(one, RowChoiceFilter)]

    with CaptureQueriesContext(connection) as first:
        list_page(client)
    with CaptureQueriesContext(connection) as more:
        list_page(client, more=1)

    assert len(more) - len(first) == len(rows) - 1  # the calls are in sight
    assert len(more) <= 13


def test_fields_of_one_request_are_not_those_of_another():
    asked_for_all = RequestFactory().get("/", {"more": "1"})
    every = ApplicationFilter(asked_for_all.GET, Application.objects.none(), request=asked_for_all).form
    request = RequestFactory().get("/", {"holder": "evaluators"})
    form = ApplicationFilter(request.GET, Application.objects.none(), request=request).form

    assert (every.has_more, every.has_all, form.has_more, form.has_all) == (False, True, True, False)
    assert list(every.fields) == list(ApplicationFilter.base_filters)
    assert list(form.fields) == ["q", "status", "call", "late", "holder"]
    assert "autofocus" in every.fields["holder"].widget.attrs
    assert "autofocus" not in form.fields["holder"].widget.attrs
