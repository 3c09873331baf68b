from django.urls import reverse

from ecosystem.core.web.navigation import NAVIGATION_ITEMS, record_url
from ecosystem.lists.listing import LISTINGS


def test_address_of_a_record_is_the_one_of_the_urlconf():
    for name in ("grants:application_detail", "startups:startup_detail", "people:person_detail"):
        for key in (1, 987, 2**62):
            assert record_url(name, key) == reverse(name, args=[key])


def test_places_and_lists_know_their_addresses():
    assert all(place.url == reverse(place.url_name) for place in NAVIGATION_ITEMS)
    assert all(
        listing.url == reverse(listing.url_name, args=listing.url_args)
        for listing in LISTINGS.values()
        if not listing.is_sample
    )
