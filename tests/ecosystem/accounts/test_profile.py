"""One's own profile."""

import pytest
from allauth.account.models import EmailAddress

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from tests.edit_forms import with_version
from tests.factories import UserFactory, person

pytestmark = pytest.mark.django_db


def profile_data(**changed):
    return {"full_name": "Lê Mới", "phone": "028 3932 6883", "employer": "Công ty Á", "language": "en", **changed}


@pytest.fixture
def me(client):
    user = UserFactory(full_name="Lê Cũ")
    client.force_login(user)
    return user


def test_profile_is_saved_and_the_language_follows(client, me):
    other = UserFactory(full_name="Người Khác")

    response = client.post("/me/", with_version(client, "/me/", profile_data()))

    assert User.objects.values_list("full_name", "phone", "employer", "language").get(pk=me.pk) == (
        "Lê Mới",
        "028 3932 6883",
        "Công ty Á",
        "en",
    )
    assert response.cookies["portal_language"].value == "en"
    other.refresh_from_db()
    assert other.full_name == "Người Khác"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", ""),
        ("full_name", "\u200b"),
        ("full_name", "x" * 151),
        ("phone", "gọi tôi"),
        ("phone", "1" * 31),
        ("employer", "x" * 201),
        ("language", "fr"),
        ("language", ""),
    ],
)
def test_bad_profile_is_an_error_and_its_input_stays(client, me, field, value):
    response = client.post("/me/", with_version(client, "/me/", profile_data(**{field: value})))

    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["employer"].value() == ("x" * 201 if field == "employer" else "Công ty Á")
    me.refresh_from_db()
    assert me.full_name == "Lê Cũ"


def test_profile_shows_my_roles_and_leads_to_the_account_pages(client):
    client.force_login(person(Role.COUNCIL))

    response = client.get("/me/")

    assert [g.role for g in response.context["grants"]] == ["council"]
    for address in ("/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"):
        assert f'href="{address}"' in response.content.decode()


def test_hostile_name_is_escaped(client, me):
    client.post("/me/", with_version(client, "/me/", profile_data(full_name="<script>alert(1)</script>")))

    assert "<script>alert(1)" not in client.get("/me/").content.decode()


def test_address_page_offers_only_what_can_be_done(client, me):
    first = EmailAddress.objects.create(user=me, email=me.email, verified=True, primary=True)
    offers = ("action_primary", "action_send", "action_remove")

    alone = client.get("/accounts/email/").content.decode()
    EmailAddress.objects.create(user=me, email="khac@example.org", verified=False, primary=False)
    two = client.get("/accounts/email/").content.decode()

    assert first.email in alone
    assert [name in alone for name in offers] == [False, False, False]
    assert [name in two for name in offers] == [True, True, True]
    assert "action_add" in alone


@pytest.mark.parametrize("address", ["/accounts/password/change/", "/accounts/email/", "/accounts/password/reset/"])
def test_packages_speak_the_portals_english(client, me, address):
    client.cookies["portal_language"] = "en"

    page = client.get(address).content.decode()

    assert "Email" in page
    assert not [
        profile_data for profile_data in ("New Password", "Change Password", "Reset My") if profile_data in page
    ]
