"""Registering and editing: what is accepted, what is refused in words, and that one enterprise is one record."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from startups.actions.startup import record_support, register_startup, similar_startups
from startups.forms.startup import StartupForm
from startups.models import MemberRole, Membership, Publication, Startup
from tests.edit_forms import version_on
from tests.factories import SectorFactory, StartupFactory, UserFactory, person
from tests.startups.cases import TAX_CODE, edit_form_data, member, startup_form_data, startup_in

pytestmark = pytest.mark.django_db

REGISTER = "/my/startups/register/"


@pytest.fixture
def founder(client):
    user = UserFactory()
    client.force_login(user)
    return user


def errors(response):
    """Field and code of every error of the page's form."""
    data = response.context["form"].errors.as_data()
    return {(name, error.code) for name, found in data.items() for error in found}


def test_registering_makes_the_registrant_the_owner(client, founder):
    response = client.post(REGISTER, startup_form_data())

    startup = Startup.objects.get()
    assert response.headers["Location"] == reverse("startups:startup_detail", args=[startup.pk])
    assert (startup.name, startup.tax_code, startup.founded_on) == (
        "Công ty TNHH Cà Phê Sạch",
        TAX_CODE,
        date(2021, 2, 26),
    )
    assert (startup.website, startup.slug) == ("https://caphesach.example", "cong-ty-tnhh-ca-phe-sach")
    assert (startup.status, startup.sectors.count()) == (Publication.PRIVATE, 1)
    assert list(Membership.objects.values_list("startup", "user", "role")) == [(startup.pk, founder.pk, "owner")]


@pytest.mark.parametrize("kind", ["individual", "group"])
def test_person_or_group_registers_without_tax_code(client, founder, kind):
    client.post(REGISTER, startup_form_data(kind=kind, tax_code="", founded_on=""))

    assert Startup.objects.values_list("kind", "tax_code", "founded_on").get() == (kind, None, None)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("01.00.233.488", "0100233488"),
        (" 0100 233 488 ", "0100233488"),
        ("0100-233-488", "0100233488"),
        ("0314409058002", "0314409058-002"),
        ("0314409058 - 002", "0314409058-002"),
        ("0314409058-002", "0314409058-002"),
    ],
)
def test_tax_code_is_normalised_and_keeps_its_leading_zero(client, founder, written, stored):
    client.post(REGISTER, startup_form_data(tax_code=written))

    assert Startup.objects.get().tax_code == stored


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0100233480", "checksum"),
        ("010023348", "length"),
        ("079204001234", "personal"),
        ("01002334AB", "form"),
        ("0314409058-000", "component"),
        ("٠١٠٠٢٣٣٤٨٨", "form"),
        ("0100233488'--", "form"),
        ("9" * 40, "length"),
    ],
)
def test_wrong_tax_code_is_an_error_and_its_input_stays(client, founder, written, code):
    response = client.post(REGISTER, startup_form_data(tax_code=written))

    assert errors(response) == {("tax_code", code)}
    assert response.context["form"]["tax_code"].value() == written
    assert 'value="Công ty TNHH Cà Phê Sạch"' in response.content.decode()
    assert not Startup.objects.exists()


def test_taken_tax_code_does_not_tell_whose_it_is(client, founder):
    other = StartupFactory(
        name="Bí mật của người khác", tax_code=TAX_CODE, members=[UserFactory(email="ai@example.org")]
    )

    response = client.post(REGISTER, startup_form_data(tax_code="01.00.233.488"))

    page = response.content.decode()
    assert list(response.context["form"].errors) == ["tax_code"]
    assert other.name not in page
    assert "ai@example.org" not in page
    assert Startup.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "charity"),
        ("kind", None),
        ("name", ""),
        ("name", "\u200b\u202e "),
        ("name", "A" * 201),
        ("tax_code", ""),
        ("founded_on", ""),
        ("founded_on", "31/02/2021"),
        ("founded_on", "02/13/2021"),
        ("founded_on", "01/01/1800"),
        ("founded_on", lambda: f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}"),
        ("sectors", None),
        ("sectors", ["999999"]),
        ("sectors", ["x"]),
        ("stage", "999999"),
        ("area", "999999"),
        ("team_size", "0"),
        ("team_size", "-3"),
        ("team_size", "many"),
        ("team_size", "100000000000"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.org"),
        ("website", "data:text/html,x"),
        ("summary", ""),
        ("summary", "x" * 2001),
    ],
)
def test_bad_input_is_an_error_beside_its_field(client, founder, field, value):
    response = client.post(REGISTER, startup_form_data(**{field: value() if callable(value) else value}))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert len(response.context["form"].errors[field]) == 1
    assert not Startup.objects.exists()


def test_tax_code_of_an_individual_is_refused(client, founder):
    response = client.post(REGISTER, startup_form_data(kind="individual"))

    assert list(response.context["form"].errors) == ["tax_code"]


def test_ten_megabytes_of_text_are_refused_in_words(client, founder):
    response = client.post(REGISTER, startup_form_data(summary="ô" * 5_000_000))

    assert errors(response) == {("summary", "max_length")}


def test_nul_and_control_characters_are_taken_out(client, founder):
    client.post(REGISTER, startup_form_data(summary="a\x00b\x07c\nd"))

    assert Startup.objects.get().summary == "abc\nd"


def test_decomposed_text_is_stored_composed_and_invisible_characters_go(client, founder):
    client.post(REGISTER, startup_form_data(name="Ca\u0300 phe\u0302\u200b \u202eSạch\u00a0 1"))

    assert Startup.objects.get().name == "Cà phê Sạch 1"


def test_hostile_text_is_escaped(client, founder):
    client.post(REGISTER, startup_form_data(name="<script>alert(1)</script>", summary='"><img src=x onerror=alert(1)>'))

    page = client.get(reverse("startups:startup_detail", args=[Startup.objects.get().pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    "existing",
    [
        "CTCP Cà Phê Sạch",
        "cong ty cp CA PHE SACH",
        "Ca Phe Sach Co., Ltd",
        "Cà-Phê-Sạch JSC",
        "Công ty TNHH MTV Cà Phê Sach",
    ],
)
def test_similar_name_asks_before_a_second_record(client, founder, existing):
    startup_in(Publication.PUBLIC, name=existing)

    response = client.post(REGISTER, startup_form_data())

    page = response.content.decode()
    assert [s.name for s in response.context["similar"].visible] == [existing]
    assert 'name="ignore_similar"' in page
    assert 'value="Công ty TNHH Cà Phê Sạch"' in page
    assert Startup.objects.count() == 1


def test_similar_name_of_a_hidden_startup_is_not_disclosed(client, founder):
    StartupFactory(name="Cà Phê Sạch Bí Mật Không Công Khai")
    StartupFactory(name="Cà Phê Sạch!")

    response = client.post(REGISTER, startup_form_data())

    assert (response.context["similar"].visible, response.context["similar"].has_hidden) == ([], True)
    assert "Cà Phê Sạch!" not in response.content.decode()


def test_tick_registers_another_startup_of_similar_name(client, founder):
    startup_in(Publication.PUBLIC, name="CTCP Cà Phê Sạch", slug="cong-ty-tnhh-ca-phe-sach")

    response = client.post(REGISTER, startup_form_data(ignore_similar="on"))

    assert response.status_code == 302
    assert Startup.objects.count() == 2
    assert Startup.objects.latest("pk").slug.startswith("cong-ty-tnhh-ca-phe-sach-")


def test_unlike_names_do_not_warn():
    StartupFactory(name="Công ty TNHH Trà Xanh")
    StartupFactory(name="Công ty Cổ phần")

    assert list(similar_startups("Công ty Cổ phần Robot Việt")) == []


def test_same_form_sent_again_makes_no_second_record(client, founder):
    words = startup_form_data(kind="group", tax_code="", founded_on="")

    first, second = client.post(REGISTER, words), client.post(REGISTER, words)

    assert Startup.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_retired_sector_is_not_offered(client, founder):
    retired = SectorFactory(valid_to=timezone.localdate())

    response = client.post(REGISTER, startup_form_data(sectors=[retired.pk]))

    assert list(response.context["form"].errors) == ["sectors"]


def test_priority_sectors_are_listed_first():
    old = SectorFactory(belongs_to="2016-2020")
    fund = SectorFactory(belongs_to="fund2026")
    priority = SectorFactory(belongs_to="nq20")

    groups = [[choice[0].value for choice in members] for _name, members in StartupForm().fields["sectors"].choices]

    assert groups == [[priority.pk], [fund.pk], [old.pk]]


# Editing


@pytest.mark.parametrize("role", [MemberRole.OWNER, MemberRole.EDITOR])
def test_owner_and_editor_change_the_facts(client, role):
    startup = startup_in(Publication.PRIVATE)
    client.force_login(member(startup, role))

    client.post(f"/manage/startups/{startup.pk}/edit/", edit_form_data(startup, summary="Mới."))

    startup.refresh_from_db()
    assert startup.summary == "Mới."


@pytest.mark.parametrize(("role", "status"), [(MemberRole.READER, 403), (None, 404)])
def test_reader_and_stranger_change_nothing(client, role, status):
    startup = startup_in(Publication.PUBLIC)
    client.force_login(member(startup, role) if role else UserFactory())

    response = client.post(f"/manage/startups/{startup.pk}/edit/", edit_form_data(startup, summary="Mới."))

    startup.refresh_from_db()
    assert (response.status_code, startup.summary) == (status, "Phần mềm quản lý kho lạnh.")


def test_officer_does_not_edit_a_startup(client):
    startup = startup_in(Publication.PRIVATE)
    client.force_login(person(Role.OFFICER))

    assert client.post(f"/manage/startups/{startup.pk}/edit/", edit_form_data(startup)).status_code == 403


def test_second_editor_is_notified_that_the_facts_changed_and_keeps_the_input(client):
    startup = startup_in(Publication.PRIVATE)
    client.force_login(member(startup, MemberRole.EDITOR))
    url = f"/manage/startups/{startup.pk}/edit/"
    mine, theirs = edit_form_data(startup, summary="Của tôi."), edit_form_data(startup, summary="Của bạn.")
    client.post(url, theirs)

    refused = client.post(url, mine)
    startup.refresh_from_db()
    assert (refused.status_code, list(refused.context["form"].errors)) == (409, ["summary"])
    assert startup.summary == "Của bạn."
    assert refused.context["form"]["summary"].value() == "Của tôi."
    assert "Của bạn." in refused.content.decode()

    client.post(url, {**mine, "version": version_on(refused.content.decode())})
    startup.refresh_from_db()
    assert startup.summary == "Của tôi."


@pytest.mark.parametrize("version", ["", "yesterday", "2026-13-45", "2020-01-01T00:00:00", "a" * 30_000])
def test_edit_without_a_true_version_is_refused_in_words(client, version):
    startup = startup_in(Publication.PRIVATE)
    client.force_login(member(startup, MemberRole.OWNER))

    response = client.post(
        f"/manage/startups/{startup.pk}/edit/", edit_form_data(startup, summary="Mới.", version=version)
    )

    assert (response.status_code, list(response.context["form"].errors)) == (409, ["summary"])


def test_enterprise_does_not_become_a_person(client):
    startup = startup_in(Publication.PRIVATE)
    client.force_login(member(startup, MemberRole.OWNER))

    response = client.post(
        f"/manage/startups/{startup.pk}/edit/", edit_form_data(startup, kind="individual", tax_code="", founded_on="")
    )

    assert len(response.context["form"].non_field_errors()) == 1


def test_person_founds_an_enterprise(client):
    startup = startup_in(Publication.PRIVATE, kind="individual", tax_code=None, founded_on=None)
    client.force_login(member(startup, MemberRole.OWNER))

    client.post(
        f"/manage/startups/{startup.pk}/edit/",
        edit_form_data(startup, kind="enterprise", tax_code=TAX_CODE, founded_on="01/02/2026"),
    )

    startup.refresh_from_db()
    assert (startup.kind, startup.tax_code) == ("enterprise", TAX_CODE)


def test_verified_tax_code_does_not_change(client):
    startup = startup_in(Publication.PUBLIC)
    client.force_login(member(startup, MemberRole.OWNER))

    response = client.post(f"/manage/startups/{startup.pk}/edit/", edit_form_data(startup, tax_code=TAX_CODE))

    assert len(response.context["form"].non_field_errors()) == 1


def test_edit_to_a_taken_tax_code_is_refused_beside_the_field(client):
    StartupFactory(tax_code=TAX_CODE)
    startup = startup_in(Publication.PRIVATE)
    client.force_login(member(startup, MemberRole.OWNER))

    response = client.post(f"/manage/startups/{startup.pk}/edit/", edit_form_data(startup, tax_code=TAX_CODE))

    assert list(response.context["form"].errors) == ["tax_code"]


def test_saving_unchanged_facts_leaves_no_trace():
    startup = startup_in(Publication.PUBLIC, members=[owner := UserFactory()])
    before = startup.updated_at
    form = StartupForm.of(startup, edit_form_data(startup))
    assert form.is_valid(), form.errors

    from startups.actions.startup import edit_startup

    edit_startup(startup, by=owner, data=form.cleaned_data, version=form.read_version)

    startup.refresh_from_db()
    assert (startup.updated_at, startup.recheck_since) == (before, None)


# Support received


def test_support_is_noted_once_per_stage():
    startup = StartupFactory()
    for code in ("incubation", "pre_incubation", "incubation"):
        record_support(startup, code)

    startup.refresh_from_db()
    assert startup.support_received == ["incubation", "pre_incubation"]


def test_registering_by_action_needs_no_request():
    owner = UserFactory()
    form = StartupForm(startup_form_data())
    assert form.is_valid(), form.errors

    assert register_startup(by=owner, data=form.cleaned_data).membership_of(owner).role == MemberRole.OWNER


# --- A browser that several people use ----------------------------------------------------------------
def sign_in(client, user):
    user.set_password("mat-khau-rat-dai")
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.post(reverse("account_login"), {"login": user.email, "password": "mat-khau-rat-dai"})
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("returns", [True, False])
def test_text_of_an_ended_session_is_restored_for_its_author_only(client, founder, returns):
    client.get(REGISTER)
    del client.cookies[settings.SESSION_COOKIE_NAME]
    response = client.post(REGISTER, startup_form_data(name="Công ty Chưa Công Bố"))
    assert response.headers["Location"].startswith("/accounts/login/")
    next_person = founder if returns else UserFactory()

    sign_in(client, next_person)

    assert ("typed_text" in client.session) == returns
    assert ("Công ty Chưa Công Bố" in client.get(REGISTER).content.decode()) == returns
    assert not Startup.objects.exists()
