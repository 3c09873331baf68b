"""What `skip_rendering` leaves out: the page alone."""

import pytest
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.roles import Role
from tests.factories import UserFactory, person
from tests.thorough import EMPTY_PAGE, skip_rendering

pytestmark = pytest.mark.django_db


def test_status_and_context_are_those_of_the_rendered_page(client: Client) -> None:
    client.force_login(person(Role.OFFICER))
    address = reverse("grants:application_list")
    rendered = client.get(address)
    with skip_rendering():
        skipped = client.get(address)

    assert skipped.content.decode() == EMPTY_PAGE
    assert skipped.status_code == rendered.status_code == 200
    assert list(skipped.context["page"]) == list(rendered.context["page"])
    assert client.get(address).content.decode() != EMPTY_PAGE


def test_refusals_stay_refusals(client: Client) -> None:
    with skip_rendering():
        assert client.get(reverse("people:person_list")).status_code == 302
        client.force_login(UserFactory())
        assert client.get(reverse("people:person_list")).status_code == 403
        assert client.get("/no-such-page/").status_code == 404
