"""Support organisations: directory, register, permissions, and redirects of former addresses."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import EditConflict, version_of
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from startups.actions.organisation import (
    AddressTaken,
    create_organisation,
    edit_organisation,
    publish_organisation,
    unpublish_organisation,
)
from startups.actions.startup import free_slug
from startups.history import organisation_timeline
from startups.models import NEVER_LISTED, FormerAddress, Organisation, Publication, Startup
from tests.factories import AreaFactory, OrganisationFactory, StartupFactory, TermFactory, person
from tests.lists import bulk_confirm, bulk_preview
from tests.programmes.grants.records import approved_award
from tests.startups.cases import startup_in

pytestmark = pytest.mark.django_db
DIRECTORY = "/organisations/"


def kind(code="incubator", **fields):
    return TermFactory(vocabulary="member", code=code, **fields)


def facts(**changed):
    words = {
        "kind": None,
        "name": "Vườn ươm Đại Ngàn",
        "slug": "",
        "tax_code": None,
        "area": None,
        "website": "",
        "summary": "Chỗ làm việc và cố vấn.",
        "source": "",
        "manages_grants": True,
    }
    return words | changed


def facts_of(organisation, **changed):
    return {name: getattr(organisation, name) for name in facts()} | changed


@pytest.fixture
def officer():
    return person(Role.OFFICER)


def names(client, **query):
    response = client.get(DIRECTORY, query)
    assert response.status_code == 200
    return [one.name for one in response.context["page"]]


# The directory


def test_directory_shows_public_organisations_in_the_vietnamese_order(client):
    for name in ("Ươm mầm", "Đà Quỹ", "Dũng Quỹ", "Ánh Quỹ"):
        OrganisationFactory(name=name, is_public=True)
    OrganisationFactory(name="Chưa công khai")

    assert names(client) == ["Ánh Quỹ", "Dũng Quỹ", "Đà Quỹ", "Ươm mầm"]


@pytest.mark.parametrize("code", sorted(NEVER_LISTED))
def test_people_and_startups_are_never_listed(client, code):
    hidden = OrganisationFactory(kind=kind(code), is_public=True)

    assert names(client) == []
    assert client.get(reverse("public:organisation_profile", args=[hidden.slug])).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "vuon uom"}, ["Vườn ươm Bến Nghé"]),
        ({"q": "co van"}, ["Vườn ươm Bến Nghé"]),
        ({"kind": "investment-fund"}, ["Quỹ Sông Tiền"]),
        ({"area": "26740"}, ["Quỹ Sông Tiền"]),
        ({"grants": "1"}, ["Vườn ươm Bến Nghé"]),
        ({"grants": "1", "area": "26740"}, []),
    ],
)
def test_facets_and_search_without_accents_narrow_the_directory(client, query, found):
    OrganisationFactory(name="Vườn ươm Bến Nghé", summary="Cố vấn", kind=kind(), manages_grants=True, is_public=True)
    OrganisationFactory(
        name="Quỹ Sông Tiền",
        kind=kind("investment-fund"),
        area=AreaFactory(code="26740"),
        manages_grants=False,
        is_public=True,
    )

    assert names(client, **query) == found


@pytest.mark.parametrize("query", [{"x": "1"}, {"tax_code": "1"}, {"kind__code": "incubator"}, {"after": "forged"}])
def test_unknown_filter_value_is_refused(client, query):
    assert client.get(DIRECTORY, query).status_code == 400


def test_directory_is_paginated(client):
    for number in range(27):
        OrganisationFactory(name=f"Quỹ {number:02}", is_public=True)

    first = client.get(DIRECTORY).context["page"]
    assert [one.name for one in client.get(DIRECTORY, {"after": first.next}).context["page"]] == ["Quỹ 25", "Quỹ 26"]


# The profile


def test_profile_shows_what_is_public_and_no_tax_code(client):
    one = OrganisationFactory(name="Vườn ươm A", tax_code="0100233488", summary="<b>Cố vấn</b>", is_public=True)

    page = client.get(reverse("public:organisation_profile", args=[one.slug])).content.decode()

    assert "0100233488" not in page
    assert "&lt;b&gt;Cố vấn&lt;/b&gt;" in page


def test_grants_of_a_profile_add_up_and_name_public_startups_alone(client):
    incubator = OrganisationFactory(is_public=True)
    shown = startup_in(Publication.PUBLIC, name="Công ty Hiện")
    approved_award("2025-03-01 08:00", startup=shown, amount=40_000_000, cancelled=10_000_000, recipient=incubator)
    approved_award(
        "2025-04-01 08:00", startup=StartupFactory(name="Công ty Kín"), amount=5_000_000, recipient=incubator
    )
    approved_award("2025-04-01 08:00", amount=7_000_000, recipient=OrganisationFactory())

    response = client.get(reverse("public:organisation_profile", args=[incubator.slug]))

    assert response.context["sums"] == {"n": 2, "amount": 35_000_000}
    assert sum(award.net_amount for award in response.context["page"]) == 35_000_000
    assert "Công ty Hiện" in response.content.decode()
    assert "Công ty Kín" not in response.content.decode()


# The register


def test_department_enters_publishes_and_takes_out(client, officer):
    client.force_login(officer)
    form = {"name": "Vườn ươm  Đại Ngàn", "kind": kind().pk, "summary": "Cố vấn", "manages_grants": "on"}

    response = client.post("/manage/organisations/new/", form)
    one = Organisation.objects.get()
    assert response["Location"] == f"/manage/organisations/{one.pk}/"
    assert (one.name, one.slug, one.is_public, one.manages_grants) == (
        "Vườn ươm Đại Ngàn",
        "vuon-uom-dai-ngan",
        False,
        True,
    )
    assert names(client) == []

    client.post(f"/manage/organisations/{one.pk}/publish/", {"shown_version": version_of(one)})
    assert names(client) == ["Vườn ươm Đại Ngàn"]

    client.post(f"/manage/organisations/{one.pk}/unpublish/", {"reason": "Đã giải thể"})
    assert names(client) == []
    assert [(e.transition, e.by, e.reason) for e in AuditEntry.objects.about(one)] == [
        ("publish", officer, ""),
        ("unpublish", officer, "Đã giải thể"),
    ]


def test_the_same_form_sent_twice_makes_one_organisation(officer):
    data = facts(kind=kind())

    assert create_organisation(by=officer, data=data) == create_organisation(by=officer, data=data)
    assert Organisation.objects.count() == 1


REGISTER = "/manage/organisations/"


def registered(client, **query):
    response = client.get(REGISTER, query)
    assert response.status_code == 200
    return [one.name for one in response.context["page"]]


def test_register_is_sorted_by_the_vietnamese_alphabet_in_both_directions(client, officer):
    for name in ("Ươm mầm", "Đà Quỹ", "Dũng Quỹ", "Ánh Quỹ"):
        OrganisationFactory(name=name, is_public=name < "E")
    client.force_login(officer)

    assert registered(client) == ["Ánh Quỹ", "Dũng Quỹ", "Đà Quỹ", "Ươm mầm"]
    assert registered(client, sort="-name") == ["Ươm mầm", "Đà Quỹ", "Dũng Quỹ", "Ánh Quỹ"]
    assert registered(client, sort="public") == ["Ánh Quỹ", "Đà Quỹ", "Ươm mầm", "Dũng Quỹ"]
    assert registered(client, sort="-entered") == ["Ánh Quỹ", "Dũng Quỹ", "Đà Quỹ", "Ươm mầm"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "vuon uom"}, ["Vườn ươm Bến Nghé"]),
        ({"q": "0100233488"}, ["Vườn ươm Bến Nghé"]),
        ({"kind": "coach"}, ["Quỹ Sông Tiền"]),
        ({"area": "26740"}, ["Quỹ Sông Tiền"]),
        ({"grants": "0"}, ["Quỹ Sông Tiền"]),
        ({"grants": "1"}, ["Vườn ươm Bến Nghé"]),
        ({"public": "1"}, ["Vườn ươm Bến Nghé"]),
        ({"missing": "tax_code"}, ["Quỹ Sông Tiền"]),
        ({"missing": "summary"}, ["Quỹ Sông Tiền"]),
        ({"missing": "area"}, ["Vườn ươm Bến Nghé"]),
        ({"entered_to": "31/01/2026"}, ["Quỹ Sông Tiền"]),
        ({"entered_from": "01/02/2026", "missing": "tax_code"}, []),
    ],
)
def test_register_is_filtered_by_facts_and_by_missing_facts(client, officer, query, found):
    OrganisationFactory(
        name="Vườn ươm Bến Nghé",
        summary="Cố vấn",
        kind=kind(),
        manages_grants=True,
        is_public=True,
        tax_code="0100233488",
    )
    OrganisationFactory(
        name="Quỹ Sông Tiền",
        kind=kind("coach"),
        area=AreaFactory(code="26740"),
        manages_grants=False,
        created_at="2026-01-31T23:30+07:00",
    )
    client.force_login(officer)

    assert registered(client, **query) == found


def test_bulk_publication_leaves_out_forbidden_and_changed_organisations(client, officer):
    incubator, coach = kind(), OrganisationFactory(kind=kind("coach"), summary="x")
    good, changed = (OrganisationFactory(kind=incubator, summary="Cố vấn") for _ in range(2))
    silent = OrganisationFactory(kind=incubator, summary="")
    client.force_login(officer)

    preview = bulk_preview(client, "organisation", "publish", [good, changed, silent, coach])
    edit_organisation(changed, by=officer, data=facts_of(changed, summary="Khác"), version=version_of(changed))
    run = bulk_confirm(client, "organisation", preview)

    assert {int(line["pk"]) for line in preview.context["lines"] if not line["refusal"]} == {good.pk, changed.pk}
    assert dict(run.rows.values_list("object_id", "outcome")) == {
        good.pk: "done",
        changed.pk: "refused",
        silent.pk: "refused",
        coach.pk: "refused",
    }
    assert list(Organisation.objects.public()) == [good]


def test_bulk_unpublication_has_one_reason(client, officer):
    incubator = kind()
    shown = [OrganisationFactory(kind=incubator, summary="x", is_public=True) for _ in range(2)]
    hidden = OrganisationFactory(kind=incubator)
    client.force_login(officer)

    asked = bulk_preview(client, "organisation", "unpublish", [*shown, hidden])
    preview = bulk_preview(client, "organisation", "unpublish", [*shown, hidden], answered="1", reason="Đã giải thể")
    run = bulk_confirm(client, "organisation", preview)

    assert asked.context["needs_answers"]
    assert sorted(run.rows.values_list("outcome", flat=True)) == ["done", "done", "refused"]
    assert not Organisation.objects.public().exists()
    assert {AuditEntry.objects.about(one).get().reason for one in shown} == {"Đã giải thể"}


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.COUNCIL, Role.EVALUATOR, Role.ADMINISTRATOR])
def test_other_roles_may_not_write_the_register(role):
    one, outsider = OrganisationFactory(kind=kind()), person(role)
    for act in (
        lambda: create_organisation(by=outsider, data=facts(kind=one.kind)),
        lambda: edit_organisation(one, by=outsider, data=facts_of(one), version=version_of(one)),
        lambda: publish_organisation(one, by=outsider, expected_version=version_of(one)),
        lambda: unpublish_organisation(one, by=outsider, reason="x"),
    ):
        with pytest.raises(RoleRefused):
            act()


def test_duplicate_slug_and_tax_code_are_errors_of_their_fields(client, officer):
    OrganisationFactory(slug="da-co", tax_code="0100233488")
    client.force_login(officer)
    base = {"name": "Quỹ mới", "kind": kind().pk}

    for field, value in {"slug": "da-co", "tax_code": "0100233488"}.items():
        response = client.post("/manage/organisations/new/", base | {field: value})
        assert list(response.context["form"].errors) == [field]
    assert Organisation.objects.count() == 1


def test_edit_of_a_changed_record_is_refused(officer):
    one = OrganisationFactory(kind=kind())
    seen = version_of(one)
    edit_organisation(one, by=officer, data=facts_of(one, name="Tên thứ nhất"), version=seen)

    with pytest.raises(EditConflict):
        edit_organisation(one, by=officer, data=facts_of(one, name="Tên thứ hai"), version=seen)
    assert Organisation.objects.get().name == "Tên thứ nhất"


def test_organisation_without_summary_or_of_a_person_is_not_published(officer):
    for one in (OrganisationFactory(kind=kind(), summary=" "), OrganisationFactory(kind=kind("coach"), summary="x")):
        with pytest.raises(TransitionRefused):
            publish_organisation(one, by=officer, expected_version=version_of(one))


def test_wrong_states_are_refused(officer):
    public, private = OrganisationFactory(is_public=True, summary="x"), OrganisationFactory()
    with pytest.raises(TransitionRefused):
        publish_organisation(public, by=officer, expected_version=version_of(public))
    with pytest.raises(TransitionRefused):
        unpublish_organisation(private, by=officer, reason="x")
    with pytest.raises(TransitionRefused):
        unpublish_organisation(public, by=officer, reason="  ")


def test_history_shows_each_change_and_is_append_only(client, officer):
    one = create_organisation(by=officer, data=facts(kind=kind()))
    edit_organisation(one, by=officer, data=facts_of(one, name="Vườn ươm mới"), version=version_of(one))
    one.refresh_from_db()
    publish_organisation(one, by=officer, expected_version=version_of(one))

    entries = organisation_timeline(one)
    assert [(entry["title"], entry["who"]) for entry in entries] == [
        ("Đã đưa vào danh bạ", officer),
        ("Thay đổi thông tin", officer),
        ("Đưa vào danh mục", officer),
    ]
    assert entries[1]["note"] == "tên: Vườn ươm Đại Ngàn → Vườn ươm mới"
    with pytest.raises(DatabaseError), transaction.atomic():
        one.events.update(name="x")


# Addresses


def test_old_address_of_an_organisation_redirects_to_the_new_one(client, officer):
    one = OrganisationFactory(kind=kind(), slug="cu", is_public=True, summary="x")
    edit_organisation(one, by=officer, data=facts_of(one, slug="moi"), version=version_of(one))
    one.refresh_from_db()
    edit_organisation(one, by=officer, data=facts_of(one, slug="moi-hon"), version=version_of(one))

    for old in ("cu", "moi"):
        response = client.get(f"/organisations/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/organisations/moi-hon/")
    assert client.get("/organisations/moi-hon/").status_code == 200


@pytest.mark.row("F1")
def test_old_address_of_a_startup_redirects_while_it_is_public(client):
    one = startup_in(Publication.PUBLIC, slug="cu")
    Startup.objects.filter(pk=one.pk).update(slug="moi")

    response = client.get("/startups/cu/")
    assert (response.status_code, response["Location"]) == (301, "/startups/moi/")

    Startup.objects.filter(pk=one.pk).update(status=Publication.PRIVATE)
    assert client.get("/startups/cu/").status_code == 404


def test_new_rows_do_not_reuse_former_slugs(officer):
    startup, one = StartupFactory(slug="vuon-uom"), OrganisationFactory(slug="vuon-uom")
    Startup.objects.filter(pk=startup.pk).update(slug="khac")
    Organisation.objects.filter(pk=one.pk).update(slug="khac")

    assert free_slug(Startup, "Vườn Ươm", "startup").startswith("vuon-uom-")
    assert create_organisation(by=officer, data=facts(kind=kind(), name="Vườn Ươm")).slug.startswith("vuon-uom-")
    with pytest.raises(AddressTaken):
        create_organisation(by=officer, data=facts(kind=kind("fund"), slug="khac"))


def test_slug_that_two_rows_had_redirects_to_the_latest_holder():
    one = StartupFactory(slug="a")
    for slug in ("b", "a", "b"):
        Startup.objects.filter(pk=one.pk).update(slug=slug)

    assert sorted(FormerAddress.objects.values_list("slug", "startup")) == [("a", one.pk), ("b", one.pk)]
