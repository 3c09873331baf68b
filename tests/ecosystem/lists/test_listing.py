"""The lists of the back office: order, columns, chips and filters."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.lists.listing import LISTINGS, ListState
from programmes.grants.models import ApplicationStatus
from startups.models import Publication, Startup
from tests.ecosystem.lists.dossiers import DOSSIERS, column_keys, dossier_ids
from tests.factories import (
    ApplicationFactory,
    AreaFactory,
    CallFactory,
    SectorFactory,
    StartupFactory,
    person,
)
from tests.lists import pages
from tests.startups.cases import startup_in

pytestmark = pytest.mark.django_db
S = ApplicationStatus
HTMX = {"HX-Request": "true"}


# --- Order, columns, chips -------------------------------------------------------------------------------------
def test_head_says_how_the_list_is_ordered_and_turns_it(client):
    ApplicationFactory(status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))

    opened = client.get(reverse(DOSSIERS), {"sort": "requested"}).context["list"]
    text = client.get(reverse(DOSSIERS), {"sort": "-requested"}).content.decode()

    heads = {head["column"].key: head for head in opened.headers}
    assert heads["requested"]["aria"] == "ascending"
    assert heads["requested"]["url"].endswith("?sort=-requested")
    assert heads["due"]["aria"] == ""
    assert "url" not in heads["call"]
    assert text.count("aria-sort=") == 1
    assert 'aria-sort="descending"' in text


@pytest.mark.row("B11")
def test_filters_order_and_columns_keep_each_other(client):
    call = CallFactory()
    for _ in range(26):
        ApplicationFactory(call=call, status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))

    query = {"status": "submitted", "call": call.pk, "sort": "-requested", "cols": "project,requested"}
    response = client.get(reverse(DOSSIERS), query)

    opened = response.context["list"]
    turned = parse_qs(urlsplit(next(h["url"] for h in opened.headers if h["column"].key == "requested")).query)
    removed = parse_qs(urlsplit(opened.chips[0]["url"]).query)
    assert turned == {
        "status": ["submitted"],
        "call": [str(call.pk)],
        "sort": ["requested"],
        "cols": ["project,requested"],
    }
    assert removed == {"call": [str(call.pk)], "sort": ["-requested"], "cols": ["project,requested"]}
    assert parse_qs(urlsplit(opened.clear_url).query) == {"sort": ["-requested"], "cols": ["project,requested"]}
    assert opened.state_inputs == [("sort", "-requested"), ("cols", "project,requested")]
    assert opened.filter_inputs == [("status", "submitted"), ("call", str(call.pk))]
    assert f"status=submitted&amp;call={call.pk}&amp;sort=-requested&amp;cols=project%2Crequested&amp;after=" in (
        response.content.decode()
    )


def test_chips_say_what_is_set_in_words(client):
    sector, area = SectorFactory(name="An ninh mạng"), AreaFactory(name="Sài Gòn")
    client.force_login(person(Role.OFFICER))

    query = {
        "status": "submitted",
        "sector": sector.code,
        "area": area.code,
        "requested_from": "40 triệu",
        "submitted_to": "31/12/2026",
        "late": "",
    }
    chips = client.get(reverse(DOSSIERS), query).context["list"].chips

    assert [str(chip["value"]) for chip in chips] == [
        str(S.SUBMITTED.label),
        "An ninh mạng",
        "Sài Gòn",
        "31/12/2026",
        "40.000.000\u00a0₫",
    ]


def test_columns_are_chosen_by_boxes_or_by_a_list_and_the_first_stays(client):
    client.force_login(person(Role.OFFICER))

    assert column_keys(client, cols=["requested", "area"]) == ["project", "requested", "area"]
    assert column_keys(client, cols="area,requested") == ["project", "requested", "area"]
    assert column_keys(client, cols="project") == ["project"]
    assert column_keys(client) == ["project", "call", "status", "due", "requested"]


def test_htmx_gets_the_table_alone_with_what_the_filters_must_keep(client):
    ApplicationFactory(status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))

    text = client.get(reverse(DOSSIERS), {"sort": "due"}, headers=HTMX).content.decode()

    assert text.strip().startswith('<div id="application-table"')
    assert '<input type="hidden" form="application-filters" name="sort" value="due">' in text
    assert 'id="sort-due"' in text


@pytest.mark.parametrize(
    ("query", "ordering"),
    [
        ("sort=decided", ("decided_key", "pk")),
        ("sort=decided&decided_from=01/03/2026", ("decided_at", "pk")),
        ("sort=-decided&decided_to=01/03/2026", ("-decided_at", "-pk")),
        ("decided_to=01/03/2026", ("-decided_at", "-pk")),
        ("sort=number&decided_from=01/03/2026", ("number_key", "pk")),
    ],
)
def test_range_of_days_and_order_by_that_day_use_one_index(query, ordering):
    assert ListState(LISTINGS["award"], QueryDict(query)).ordering == ordering


# --- Filters of dossiers and startups ------------------------------------------------------------------------------
@pytest.mark.row("B11")
def test_dossiers_are_found_by_who_where_when_and_how_much(client):
    sector, area = SectorFactory(), AreaFactory()
    wanted = ApplicationFactory(
        status=S.SUBMITTED, startup=StartupFactory(sectors=[sector], area=area), labour_total=0, other_total=50_000_000
    )
    other = ApplicationFactory(status=S.CHECKING, submitted_at="2026-03-01T00:30+07:00")
    client.force_login(person(Role.OFFICER))

    both = {wanted.pk, other.pk}
    assert dossier_ids(client, sector=sector.code) == dossier_ids(client, area=area.code) == {wanted.pk}
    assert dossier_ids(client, unit=other.call.unit.code) == {other.pk}
    assert dossier_ids(client, pillar=other.call.budget_line.pillar_id) == {other.pk}
    assert dossier_ids(client, requested_from="50 triệu") == {wanted.pk}
    assert dossier_ids(client, requested_to="49.999.999") == {other.pk}
    assert dossier_ids(client, submitted_to="01/03/2026") == {other.pk}
    assert dossier_ids(client, submitted_to="28/02/2026") == set()
    assert dossier_ids(client, submitted_from="01/03/2026") == both
    assert dossier_ids(client, submitted_from="02/03/2026") == {wanted.pk}
    assert dossier_ids(client, kind="enterprise") == both
    assert dossier_ids(client, holder="department") == both
    assert dossier_ids(client, sector=sector.code, area=area.code, requested_from="1 tỷ") == set()


def test_startups_are_found_by_place_verification_and_day(client):
    area = AreaFactory()
    checked = startup_in(Publication.PUBLIC, area=area)
    fresh = startup_in(Publication.PRIVATE)
    Startup.objects.filter(pk=fresh.pk).update(created_at="2025-06-30T23:30+07:00")
    client.force_login(person(Role.OFFICER))

    def startup_ids(**query):
        return [row.pk for row in client.get(reverse("startups:startup_list"), query).context["page"]]

    assert (
        startup_ids(verified="yes")
        == startup_ids(area=area.code)
        == startup_ids(registered_from="01/07/2025")
        == [checked.pk]
    )
    assert startup_ids(verified="no") == startup_ids(registered_to="30/06/2025") == [fresh.pk]
    assert startup_ids(registered_to="29/06/2025") == []


def test_choices_are_limited_to_what_the_reader_may_see(client):
    own, foreign = CallFactory(status="draft"), CallFactory(status="draft", name="Đợt kín")
    client.force_login(person(Role.OFFICER, unit=own.unit))

    response = client.get(reverse(DOSSIERS))

    assert own.name in response.content.decode()
    assert "Đợt kín" not in response.content.decode()
    assert client.get(reverse(DOSSIERS), {"call": foreign.pk}).context["filter"].form.errors.keys() == {"call"}


def test_cached_filters_are_not_reused_for_another_reader_or_after_a_change(client):
    own, foreign = CallFactory(status="draft", name="Đợt nhà"), CallFactory(status="draft", name="Đợt kín")
    near, far = person(Role.OFFICER, unit=own.unit), person(Role.OFFICER, unit=foreign.unit)

    def offered(who):
        client.force_login(who)
        page = client.get(reverse(DOSSIERS), {"more": 1}).content.decode()
        return [name for name in ("Đợt nhà", "Đợt kín", "Đợt mới", "Phường mới") if name in page]

    assert (offered(near), offered(far), offered(near)) == (["Đợt nhà"], ["Đợt kín"], ["Đợt nhà"])
    CallFactory(status="draft", name="Đợt mới", unit=own.unit)
    AreaFactory(name="Phường mới")
    assert (offered(near), offered(far)) == (["Đợt nhà", "Đợt mới", "Phường mới"], ["Đợt kín", "Phường mới"])
    near.role_grants.update(revoked_at=timezone.now())
    assert offered(near) == ["Phường mới"]


def test_rows_of_one_state_keep_the_lists_order_page_by_page(client):
    made = [ApplicationFactory(status=S.CHECKING if n % 2 else S.SUBMITTED) for n in range(60)]
    client.force_login(person(Role.OFFICER))
    checking = [row.pk for row in made if row.status == S.CHECKING]

    assert pages(client, reverse(DOSSIERS), status="checking") == checking[::-1]
    assert pages(client, reverse(DOSSIERS), status="checking", sort="created") == checking
