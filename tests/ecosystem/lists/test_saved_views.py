"""Saved views of lists: create, share, default, and what they never disclose."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import escape

from ecosystem.accounts.roles import Role
from ecosystem.lists.models import Audience, DefaultView, SavedView
from programmes.grants.models import ApplicationStatus
from tests.ecosystem.lists.dossiers import DOSSIERS, dossier_ids, save_view
from tests.edit_forms import with_version
from tests.factories import (
    ApplicationFactory,
    CallFactory,
    UnitFactory,
    person,
)

pytestmark = pytest.mark.django_db
S = ApplicationStatus


# --- Saved views ----------------------------------------------------------------------------------------------------
@pytest.mark.row("B12")
def test_view_is_saved_opened_changed_and_deleted(client):
    late = ApplicationFactory(status=S.CHECKING)
    ApplicationFactory(status=S.SUBMITTED)
    officer = person(Role.OFFICER)
    client.force_login(officer)
    url = reverse("lists:view_create", args=["application"])
    query = "status=checking&sort=-requested&cols=project,area&after=x&view=3"

    assert client.get(url, {"query": query}).status_code == 200
    saved = client.post(url, {"query": query, "name": " Đang  kiểm tra ", "audience": "nobody"})
    view = SavedView.objects.get()
    list_page = client.get(saved.headers["Location"]).context

    assert (view.owner, view.name, view.listing) == (officer, "Đang kiểm tra", "application")
    assert QueryDict(view.query).dict() == {"status": "checking", "sort": "-requested", "cols": "project,area"}
    assert [row.pk for row in list_page["page"]] == [late.pk]
    assert [column.key for column in list_page["list"].state.columns] == ["project", "area"]
    assert (list_page["list"].view, list_page["list"].is_changed) == (view, False)

    changed = client.get(reverse(DOSSIERS), {"view": view.pk, "status": "submitted"}).context["list"]
    assert (changed.view, changed.is_changed) == (view, True)
    client.post(reverse("lists:view_replace", args=[view.pk]), {"query": "status=submitted"})
    edit = reverse("lists:view_edit", args=[view.pk])
    client.post(edit, with_version(client, edit, {"name": "Mới gửi", "audience": "everybody", "is_default": "on"}))
    view.refresh_from_db()
    assert (view.query, view.name, view.audience) == ("status=submitted", "Mới gửi", "everybody")
    assert DefaultView.objects.get().view == view

    assert client.get(reverse("lists:view_delete", args=[view.pk])).status_code == 200
    assert SavedView.objects.exists()
    client.post(reverse("lists:view_delete", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_saving_a_view_can_be_left_for_the_list_as_it_was(client):
    officer = person(Role.OFFICER)
    view = save_view(officer, "status=checking")
    client.force_login(officer)
    create, edit = reverse("lists:view_create", args=["application"]), reverse("lists:view_edit", args=[view.pk])

    offered = client.get(create, {"query": "status=checking&sort=-requested"})
    refused = client.post(create, {"query": "status=checking&sort=-requested", "name": ""})

    for response in (offered, refused):
        back = response.context["cancel_url"]
        assert f'href="{escape(back)}"' in response.content.decode()
        assert client.get(back).context["list"].state.query().dict() == {"status": "checking", "sort": "-requested"}
    assert client.get(client.get(edit).context["cancel_url"]).context["list"].view == view


def test_name_that_is_taken_and_input_that_is_missing_are_refused(client):
    officer = person(Role.OFFICER)
    save_view(officer, name="Của tôi")
    client.force_login(officer)
    url = reverse("lists:view_create", args=["application"])

    for data, status in (
        ({"name": "Của tôi", "audience": "nobody"}, 409),
        ({"name": "", "audience": "nobody"}, 422),
        ({"name": "A", "audience": "x"}, 422),
    ):
        response = client.post(url, {"query": "status=checking", **data})
        assert (response.status_code, bool(response.context["form"].errors)) == (status, True)
        assert response.context["query"] == "status=checking"
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("query", ["password=x", "sort=password", "cols=password", "status=checking&startup__name=x"])
def test_view_takes_only_what_the_list_offers(client, query):
    client.force_login(officer := person(Role.OFFICER))
    view = save_view(officer, "status=checking")

    data = {"query": query, "name": "A", "audience": "nobody"}
    assert client.post(reverse("lists:view_create", args=["application"]), data).status_code == 400
    assert client.post(reverse("lists:view_replace", args=[view.pk]), data).status_code == 400
    view.refresh_from_db()
    assert (SavedView.objects.count(), view.query) == (1, "status=checking")


def test_view_of_somebody_else_does_not_exist_unless_it_is_shared(client):
    unit = UnitFactory()
    owner, colleague, outsider = person(Role.OFFICER, unit=unit), person(Role.OFFICER, unit=unit), person(Role.OFFICER)
    own = save_view(owner, name="Riêng")
    ours = save_view(owner, name="Đơn vị", audience=Audience.UNIT)
    all_ = save_view(owner, name="Mọi người", audience=Audience.EVERYBODY)

    def opens(user):
        client.force_login(user)
        answers = [client.get(reverse(DOSSIERS), {"view": view.pk}).status_code for view in (own, ours, all_)]
        return answers, [tab["view"].pk for tab in client.get(reverse(DOSSIERS), {"view": "all"}).context["list"].tabs]

    assert opens(owner) == ([200, 200, 200], [ours.pk, all_.pk, own.pk])
    assert opens(colleague) == ([404, 200, 200], [ours.pk, all_.pk])
    assert opens(outsider) == ([404, 404, 200], [all_.pk])


@pytest.mark.row("B12")
def test_shared_view_shows_what_the_reader_may_see_and_only_the_owner_changes_it(client):
    unit = UnitFactory()
    mine, foreign = (ApplicationFactory(status=S.CHECKING, call=CallFactory(unit=u)) for u in (unit, UnitFactory()))
    view = save_view(person(Role.OFFICER), "status=checking", audience=Audience.EVERYBODY)
    client.force_login(person(Role.OFFICER, unit=unit))

    response = client.get(reverse(DOSSIERS), {"view": view.pk})

    assert [row.pk for row in response.context["page"]] == [mine.pk]
    assert foreign.title not in response.content.decode()
    for name in ("view_edit", "view_replace", "view_delete"):
        assert client.post(reverse(f"lists:{name}", args=[view.pk]), {"query": "", "name": "x"}).status_code == 403
    view.refresh_from_db()
    assert (view.name, view.query) == ("Của tôi", "status=checking")


def test_view_of_a_list_that_one_may_not_open_stays_closed(client):
    view = save_view(person(Role.OFFICER), listing="startup", audience=Audience.EVERYBODY)
    client.force_login(person(Role.EVALUATOR))

    assert client.post(reverse("lists:view_default", args=[view.pk])).status_code == 403
    assert client.get(reverse("lists:view_create", args=["startup"])).status_code == 403
    assert client.get(reverse("startups:startup_list"), {"view": view.pk}).status_code == 403


def test_default_view_opens_first_and_the_whole_list_stays_in_reach(client):
    call = CallFactory()
    for _ in range(27):
        ApplicationFactory(status=S.CHECKING, call=call)
    other = ApplicationFactory(status=S.SUBMITTED)
    reader = person(Role.OFFICER)
    view = save_view(person(Role.OFFICER), "status=checking", audience=Audience.EVERYBODY)
    client.force_login(reader)

    client.post(reverse("lists:view_default", args=[view.pk]))
    first = client.get(reverse(DOSSIERS))
    shown_list = first.context["list"]

    assert shown_list.view == view
    assert "view=all" in shown_list.all_rows_url
    assert "view=all" in shown_list.clear_url
    assert other.pk in dossier_ids(client, view="all")
    next_page = first.content.decode().split('id="page-next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(next_page).context
    assert (second["list"].view, {row.status for row in second["page"]}) == (view, {"checking"})

    client.post(reverse("lists:view_default", args=[view.pk]), {"begin": "no"})
    assert client.get(reverse(DOSSIERS)).context["list"].view is None


def test_default_falls_away_when_the_view_is_no_longer_shared(client):
    owner, reader = person(Role.OFFICER), person(Role.OFFICER)
    view = save_view(owner, "status=checking", audience=Audience.EVERYBODY)
    client.force_login(reader)
    client.post(reverse("lists:view_default", args=[view.pk]))

    client.force_login(owner)
    address = reverse("lists:view_edit", args=[view.pk])
    client.post(address, with_version(client, address, {"name": "Riêng", "audience": "nobody"}))

    client.force_login(reader)
    assert client.get(reverse(DOSSIERS)).context["list"].view is None


def test_view_whose_key_is_gone_opens_without_it_and_says_so(client):
    wanted = ApplicationFactory(status=S.CHECKING)
    ApplicationFactory(status=S.SUBMITTED)
    officer = person(Role.OFFICER)
    view = save_view(officer, "status=checking&district=q1&sort=-shoe_size&cols=project,hat")
    client.force_login(officer)

    response = client.get(reverse(DOSSIERS), {"view": view.pk})

    assert (response.status_code, [row.pk for row in response.context["page"]]) == (200, [wanted.pk])
    assert response.context["list"].removed_keys == ["district", "-shoe_size", "hat"]
    assert "“district”" in response.content.decode()


def test_markup_in_a_views_name_is_escaped(client):
    officer = person(Role.OFFICER)
    view = save_view(officer, name="<script>alert(1)</script>")
    client.force_login(officer)

    text = client.get(reverse(DOSSIERS), {"view": view.pk}).content.decode()

    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


@pytest.mark.parametrize("view", ["0", "-1", "x", "9" * 40, "1 or 1", "%00", "all2", "٣"])
def test_nonsense_for_a_view_is_not_found(client, view):
    client.force_login(person(Role.OFFICER))

    assert client.get(f"{reverse(DOSSIERS)}?view={view}").status_code == 404
