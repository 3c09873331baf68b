"""The list of the department, own startups and the pages of one startup: content, access, query counts."""

import pytest
from django.urls import reverse

from ecosystem.accounts.roles import Role
from startups.actions.startup import edit_startup
from startups.forms.startup import StartupForm
from startups.models import MemberRole, Publication, Startup
from tests.factories import (
    ApplicationFactory,
    SectorFactory,
    StartupFactory,
    TermFactory,
    UserFactory,
    person,
)
from tests.startups.cases import edit_form_data, member, round_of, startup_in, user_with_role
from tests.thorough import SIZES

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize("count", SIZES)
def test_startup_list_costs_the_same_for_any_number_of_rows(client, django_assert_num_queries, count):
    client.force_login(person(Role.OFFICER))
    for n in range(count):
        startup_in(Publication.PRIVATE, name=f"Dự án {n:02d}", sectors=[SectorFactory(), SectorFactory()])

    with django_assert_num_queries(5):
        page = client.get("/manage/startups/")
    with django_assert_num_queries(4):
        client.get("/manage/startups/", headers=HTMX)

    assert len(page.context["page"]) == min(count, 25)


@pytest.mark.parametrize("role", [*Role.values, "none"])
def test_startup_list_is_for_the_department(client, role):
    StartupFactory(name="Bí mật")
    client.force_login(user_with_role(role))

    response = client.get("/manage/startups/")

    expected = 200 if role in {Role.OFFICER, Role.MANAGER, Role.DIRECTOR} else 403
    assert (response.status_code, "Bí mật" in response.content.decode()) == (expected, expected == 200)


def test_startup_list_filters(client):
    client.force_login(person(Role.OFFICER))
    wanted = startup_in(Publication.REQUESTED, name="Đúng", kind="group", tax_code=None)
    by_code = startup_in(Publication.PRIVATE, name="Có mã", tax_code="0314409058-002")

    def startup_ids(query):
        return [s.pk for s in client.get(f"/manage/startups/{query}").context["page"]]

    assert startup_ids("?status=requested&kind=group") == [wanted.pk]
    assert startup_ids(f"?stage={wanted.stage.code}&sector={wanted.sectors.get().code}&area={wanted.area.code}") == [
        wanted.pk
    ]
    assert startup_ids("?q=dung") == [wanted.pk]
    assert (
        startup_ids("?q=0314409058002")
        == startup_ids("?q=0314409058-002")
        == startup_ids("?q=0314409058")
        == [by_code.pk]
    )
    assert startup_ids("?kind=charity") == []


@pytest.mark.parametrize("count", SIZES)
def test_my_startups_costs_the_same_and_shows_mine_alone(client, django_assert_num_queries, count):
    me = UserFactory()
    client.force_login(me)
    mine = {StartupFactory(members=[me]).pk for _n in range(count)}
    hidden = StartupFactory(members=[UserFactory()], name="Của người khác")

    with django_assert_num_queries(2):
        response = client.get("/my/startups/")

    assert {m.startup_id for m in response.context["page"]} <= mine
    assert len(response.context["page"]) == min(count, 25)
    assert hidden.name not in response.content.decode()


@pytest.mark.parametrize("url_name", ["startup_detail", "startup_history", "member_list", "round_list"])
def test_startup_page_is_for_members_and_the_department(client, url_name):
    startup = startup_in(Publication.PUBLIC)
    url = reverse(f"startups:{url_name}", args=[startup.pk])

    assert client.get(url).headers["Location"].startswith("/accounts/login/")
    for user in (UserFactory(), person(Role.COUNCIL), person(Role.EVALUATOR), person(Role.ADMINISTRATOR)):
        client.force_login(user)
        assert client.get(url).status_code == 404
    for user in (member(startup, MemberRole.READER), member(startup, MemberRole.OWNER), person(Role.DIRECTOR)):
        client.force_login(user)
        assert (client.get(url).status_code, client.post(url).status_code) == (200, 405)


@pytest.mark.parametrize("count", [1, 3])
def test_startup_page_costs_the_same_for_any_number_of_applications(client, django_assert_num_queries, count):
    me = UserFactory()
    startup = startup_in(Publication.PRIVATE, members=[me])
    mine = {ApplicationFactory(startup=startup).pk for _n in range(count)}
    client.force_login(me)

    with django_assert_num_queries(8):
        response = client.get(f"/manage/startups/{startup.pk}/")

    assert {item["application"].pk for item in response.context["applications"]} == mine


def test_department_does_not_see_drafts_on_the_startup_page(client):
    startup = startup_in(Publication.PRIVATE)
    ApplicationFactory(startup=startup, title="Bản nháp bí mật")
    client.force_login(person(Role.OFFICER))

    assert "Bản nháp bí mật" not in client.get(f"/manage/startups/{startup.pk}/").content.decode()


def test_history_shows_who_did_what(client):
    owner, officer = UserFactory(full_name="Lê Chủ"), person(Role.OFFICER, full_name="Ngô Cán Bộ")
    client.force_login(owner)
    startup = startup_in(Publication.PRIVATE, members=[owner])
    form = StartupForm.of(startup, edit_form_data(startup, name="Tên Mới", sectors=[SectorFactory(name="An ninh").pk]))
    assert form.is_valid(), form.errors
    edit_startup(startup, by=owner, data=form.cleaned_data, version=form.read_version)
    client.post(f"/manage/startups/{startup.pk}/members/invite/", {"email": "moi@example.org", "role": "reader"})
    one = round_of(startup)
    client.force_login(officer)
    client.post(f"/manage/rounds/{one.pk}/verify/", {"shown_version": one.updated_at.isoformat()})

    entries = client.get(f"/manage/startups/{startup.pk}/history/").context["entries"]

    facts = {(str(e["who"]), e["note"]) for e in entries}
    assert ("Ngô Cán Bộ", "green") in {(str(e["who"]), e["tone"]) for e in entries}
    assert ("Lê Chủ", "moi@example.org") in facts
    assert ("Lê Chủ", "An ninh") in facts
    assert any(who == "Lê Chủ" and "→ Tên Mới" in note for who, note in facts)
    assert [e["when"] for e in entries] == sorted((e["when"] for e in entries), reverse=True)


def test_history_costs_the_same_for_any_number_of_changes(client, django_assert_num_queries):
    startup = startup_in(Publication.PRIVATE, members=[me := UserFactory()])
    client.force_login(me)
    for count in (1, 3):
        for n in range(count):
            Startup.objects.filter(pk=startup.pk).update(summary=f"Lần {count}.{n}", stage=TermFactory())
            member(startup, MemberRole.READER)
            round_of(startup)
        with django_assert_num_queries(9):
            client.get(f"/manage/startups/{startup.pk}/history/")


def navigation_urls(response):
    return [item["url"] for group in response.context["nav"] for item in group["items"]]


def test_navigation_differs_for_members_and_department(client):
    client.force_login(UserFactory())
    mine = navigation_urls(client.get("/my/startups/"))
    client.force_login(person(Role.OFFICER))
    theirs = navigation_urls(client.get("/manage/startups/"))

    assert "/my/startups/" in mine
    assert {"/manage/startups/", "/manage/publication/"} <= set(theirs)
    assert "/manage/startups/" not in mine


@pytest.mark.django_db
def test_sector_ids_are_synchronised_with_the_sectors():
    startup, other = StartupFactory(), StartupFactory()
    one, two = SectorFactory(), SectorFactory()
    untouched = Startup.objects.get(pk=other.pk).sector_ids

    def stored() -> list[int]:
        return Startup.objects.get(pk=startup.pk).sector_ids

    startup.sectors.set([two, one])
    assert stored() == sorted([one.pk, two.pk])
    startup.sectors.remove(one)
    assert stored() == [two.pk]
    Startup.sectors.through.objects.filter(startup=startup).update(sector=one)
    assert stored() == [one.pk]
    startup.sectors.clear()
    assert stored() == []
    assert Startup.objects.get(pk=other.pk).sector_ids == untouched
