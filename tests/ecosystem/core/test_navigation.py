import re

import pytest
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.web.navigation import NAVIGATION_ITEMS, record_url
from ecosystem.lists.listing import LISTINGS
from tests.factories import CallFactory, person


def test_address_of_a_record_is_the_one_of_the_urlconf():
    for name in ("grants:application_detail", "startups:startup_detail", "people:person_detail"):
        for key in (1, 987, 2**62):
            assert record_url(name, key) == reverse(name, args=[key])
    for slug in ("areas", "terms"):
        assert record_url("plan:reference_edit", 7, slug) == reverse("plan:reference_edit", args=[slug, 7])


def test_places_and_lists_know_their_addresses():
    assert all(place.url == reverse(place.url_name) for place in NAVIGATION_ITEMS)
    assert all(
        listing.url == reverse(listing.url_name, args=listing.url_args)
        for listing in LISTINGS.values()
        if not listing.is_sample
    )


@pytest.mark.django_db
def test_long_navigation_has_headings_and_a_short_one_has_none(client):
    client.force_login(person(Role.MANAGER, unit=CallFactory().unit))
    groups = client.get(reverse("grants:award_list")).context["nav"]
    assert [str(group["label"]) for group in groups][:3] == ["", "Tiếp nhận và xét duyệt", "Kinh phí"]
    assert [item["url"] for item in groups[0]["items"]] == ["/home/", "/tasks/"]
    assert max(len(group["items"]) for group in groups) <= 4
    client.force_login(person(Role.EVALUATOR))
    assert [str(group["label"]) for group in client.get(reverse("grants:review_list")).context["nav"]] == [""]


@pytest.mark.django_db
def test_navigation_marks_the_page_or_the_entry_that_it_belongs_to(client):
    call = CallFactory()
    client.force_login(person(Role.MANAGER, unit=call.unit))
    for url, mark in (
        (reverse("grants:call_manage_list"), "page"),
        (reverse("grants:call_manage", args=[call.pk]), "true"),
    ):
        page = client.get(url).content.decode()
        marked = re.findall(
            r'<a href="([^"]+)" aria-current="(page|true)">', page.split('class="side-nav"')[1].split("</nav>")[0]
        )
        assert marked == [(reverse("grants:call_manage_list"), mark)]
