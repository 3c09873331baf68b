"""Who came for a call returns to it: after sign-up, the code by mail, the registration and the correction of a startup."""

import re

import pytest
from django.urls import reverse

from startups.models import Startup
from tests.factories import CallFactory, UserFactory
from tests.startups.cases import edit_form_data, startup_form_data, startup_in

pytestmark = pytest.mark.django_db
PASSWORD = "Mat-khau-rat-dai-2026"
FOREIGN = ("https://example.org/", "//example.org/", "javascript:alert(1)", "example")


def test_sign_up_and_code_lead_back_to_the_call(client, mailoutbox):
    call = CallFactory()
    apply_url = reverse("grants:call_apply", args=[call.code])
    login = client.get(apply_url)["Location"]
    signup = re.search(r'href="(/accounts/signup/[^"]*)"', client.get(login).content.decode()).group(1)
    assert f"next={apply_url}" in signup.replace("%2F", "/")
    page = client.get(signup).content.decode()
    field = re.search(r'name="next" value="([^"]+)"', page).group(1)
    data = {"full_name": "Nguyễn Thị Lan", "email": "lan@example.vn", "password1": PASSWORD, "password2": PASSWORD}
    confirm = client.post(reverse("account_signup"), {**data, "next": field})["Location"]
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", str(mailoutbox[-1].body), re.MULTILINE).group(1)
    done = client.post(confirm, {"code": code})
    assert done["Location"] == apply_url


def test_registration_of_a_startup_leads_back_to_the_call(client):
    call = CallFactory()
    client.force_login(UserFactory())
    apply_url = reverse("grants:call_apply", args=[call.code])
    page = client.get(apply_url).content.decode()
    address = re.search(rf'href="({reverse("startups:startup_register")}[^"]*)"', page).group(1)
    assert f'href="{apply_url}"' in client.get(address).content.decode()  # cancelling leads back, too
    response = client.post(address, startup_form_data())
    assert Startup.objects.count() == 1, response.content.decode()[-3000:]
    assert response["Location"] == apply_url


def test_correction_of_the_startup_leads_back_to_the_conditions(client):
    user = UserFactory()
    call, startup = (
        CallFactory(),
        startup_in("private", members=[user], kind="individual", tax_code=None, founded_on=None),
    )
    client.force_login(user)
    start = reverse("grants:application_start", args=[call.code, startup.pk])
    address = reverse("startups:startup_edit", args=[startup.pk]) + f"?next={start}"
    response = client.post(address, edit_form_data(startup, summary="Mô tả mới."))
    assert response.status_code == 302, response.context["form"].errors
    assert response["Location"] == start


@pytest.mark.parametrize("address", FOREIGN)
def test_no_address_outside_the_portal_is_followed(client, address):
    client.force_login(UserFactory())
    response = client.post(reverse("startups:startup_register") + f"?next={address}", startup_form_data())
    startup = Startup.objects.get()
    assert response["Location"] == reverse("startups:startup_detail", args=[startup.pk])
