"""Public pages of indicators, and public pages without data."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from programmes.plan.models import Measurement, Span, Target
from tests.factories import (
    CallFactory,
    IndicatorFactory,
    SchemeFactory,
    UserFactory,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.mark.row("D16")
def test_indicator_page_lists_every_source_conflicts_too(client):
    scheme = SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))
    indicator = IndicatorFactory(scheme=scheme)
    for value, used in ((2970, True), (2586, False), (None, False)):
        Measurement.objects.create(
            indicator=indicator,
            span=Span.IN_YEAR,
            starts_on=date(2022, 1, 1),
            ends_on=date(2023, 1, 1),
            value=value,
            source=f"Nguồn {value}: https://example.org/{value}",
            confidence="L",
            is_used=used,
        )

    response = client.get(reverse("public:indicator_detail", args=[scheme.code, indicator.code]))
    html = response.content.decode()

    assert [m.value for m in response.context["measurements"]] == [2970, 2586, None]
    assert html.count('href="https://example.org/') >= 3
    assert html.count("Chưa có số liệu") >= 2


@pytest.mark.row("D16")
def test_name_of_the_verifier_is_for_overseers_only(client):
    scheme = SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))
    indicator = IndicatorFactory(scheme=scheme)
    verifier = UserFactory(full_name="Trần Thị Kiểm Tra")
    Measurement.objects.create(
        indicator=indicator,
        span=Span.IN_YEAR,
        starts_on=date(2022, 1, 1),
        ends_on=date(2023, 1, 1),
        value=1,
        source="Nguồn",
        confidence="H",
        verified_by=verifier,
    )
    address = reverse("public:indicator_detail", args=[scheme.code, indicator.code])

    assert verifier.full_name not in client.get(address).content.decode()
    client.force_login(person(Role.COUNCIL))
    assert verifier.full_name in client.get(address).content.decode()


def test_source_that_is_no_web_address_makes_no_link(client):
    scheme = SchemeFactory()
    indicator = IndicatorFactory(scheme=scheme)
    Target.objects.create(indicator=indicator, value=1, source="javascript:alert(1)\nxấu: httpx://a", confidence="H")

    html = client.get(reverse("public:indicator_detail", args=[scheme.code, indicator.code])).content.decode()

    assert 'href="javascript' not in html
    assert 'href="httpx' not in html


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "name",
    ["public:home", "public:scheme_list", "public:service_list", "public:awards", "public:history"],
)
def test_public_pages_answer_without_data(client, name, language):
    client.cookies["portal_language"] = language

    assert client.get(reverse(name)).status_code == 200


def test_home_shows_days_left_of_open_calls(client):
    now = timezone.now()
    CallFactory(name="Đợt còn hạn", closes_at=now + timedelta(days=5, hours=1))
    CallFactory(name="Đợt đã đóng", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))

    html = client.get(reverse("public:home")).content.decode()

    assert "Đợt còn hạn" in html
    assert "Đợt đã đóng" not in html
