"""The map of the whole city: all areas with startups and grants fit into the page and into few queries."""

import gzip
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from ecosystem.public.places import LAYERS
from ecosystem.reference.models import Area
from tests.ecosystem.public.test_map import MAP, public
from tests.ecosystem.reference.conftest import load
from tests.programmes.grants.records import approved_award
from tests.sharing import shared_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _whole_city(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All 168 areas, each with a public startup and a grant of its own size."""
    with shared_rows(django_db_blocker):
        load()
        for number, area in enumerate(Area.objects.order_by("code"), start=1):
            approved_award("2025-03-01 08:00", startup=public(area=area), amount=number * 7_000_000)
        yield


def test_page_draws_and_lists_all_areas_in_at_most_20_kb(client):
    for layer in LAYERS:
        page = client.get(reverse(MAP), {"layer": layer}).content
        text = page.decode()
        assert len(re.findall(r'<path(?: id="i\d+")?\nd="[^"]+" class="q', text)) == 168
        assert text.count('<tr><th scope="row"><a href="/map/') == 168
        assert len(gzip.compress(page, 6)) <= 20_000


def test_areas_lead_to_their_records(client):
    assert '<a href="/startups/?area=26740"><path id=' in client.get(reverse(MAP)).content.decode()
    assert '<a href="/map/26740/"><path id=' in client.get(reverse(MAP), {"layer": "money"}).content.decode()


def test_map_takes_eight_queries_at_most(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get(reverse(MAP), {"layer": "money"})
