"""The public list of awards: names, sums, filters and downloads."""

import csv
import io
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.plan.counting import Selection, total
from programmes.plan.models import Counter
from startups.models import Publication
from tests.factories import (
    StartupFactory,
    UserFactory,
)
from tests.programmes.grants.records import approved_award

pytestmark = pytest.mark.django_db


def test_awards_name_only_public_startups(client):
    public = StartupFactory(name="Công ty Lúa Vàng", status=Publication.PUBLIC, verified_by=UserFactory())
    hidden = StartupFactory(name="Công ty Kín Tiếng")
    taken_out = StartupFactory(
        name="Công ty Đã Lưu Trữ", status=Publication.PUBLIC, verified_by=UserFactory(), archived_at=timezone.now()
    )
    for startup in (public, hidden, taken_out):
        approved_award("2025-03-01 10:00", startup=startup)

    texts = [
        client.get(reverse(name)).content.decode()
        if name == "public:awards"
        else b"".join(client.get(reverse(name)).streaming_content).decode()
        for name in ("public:awards", "public:awards_csv", "public:awards_json")
    ]

    for text in texts:
        assert "Công ty Lúa Vàng" in text
        assert "Kín Tiếng" not in text
        assert "Đã Lưu Trữ" not in text


@pytest.mark.row("F5")
def test_awards_downloads_hold_the_rows_and_no_personal_data(client):
    award = approved_award("2025-03-01 10:00", amount=30_000_000, cancelled=1_000_000, decision_number="12/QĐ-SKHCN")
    approved_award("2024-03-01 10:00")
    owner = award.application.created_by

    text = b"".join(client.get(reverse("public:awards_csv"), {"year": "2025"}).streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    data = json.loads(b"".join(client.get(reverse("public:awards_json"), {"year": "2025"}).streaming_content))

    assert text.startswith("\ufeff")
    assert len(rows) == len(data["records"]) == 1
    assert (rows[0]["amount"], rows[0]["given_back"], rows[0]["decision_date"]) == ("30000000", "1000000", "2025-03-01")
    assert set(rows[0]) == set(data["records"][0]) == {field["name"] for field in data["fields"]}
    assert owner.email not in text + json.dumps(data)
    assert owner.full_name not in text + json.dumps(data, ensure_ascii=False)


def test_empty_download_is_still_a_file(client):
    assert json.loads(b"".join(client.get(reverse("public:awards_json")).streaming_content))["records"] == []
    assert len(b"".join(client.get(reverse("public:awards_csv")).streaming_content).decode().splitlines()) == 1


def test_spreadsheet_formula_in_a_name_is_text(client):
    startup = StartupFactory(name="=HYPERLINK(1)", status=Publication.PUBLIC, verified_by=UserFactory())
    approved_award("2025-03-01 10:00", startup=startup)

    text = b"".join(client.get(reverse("public:awards_csv")).streaming_content).decode()

    assert ",'=HYPERLINK(1)," in text


@pytest.mark.row("F5")
def test_awards_sum_is_the_public_figure_of_money_granted(client):
    approved_award("2025-03-01 10:00", amount=30_000_000, cancelled=1_000_000)
    approved_award("2024-03-01 10:00", amount=11_000_000)

    sums = client.get(reverse("public:awards")).context["sums"]

    assert sums == {"n": 2, "amount": 40_000_000}
    assert total(Selection(Counter.GRANTED)) == 40_000_000


@pytest.mark.parametrize("query", ["order=amount", "after=gia-mao"])
def test_awards_refuse_keys_that_are_not_offered(client, query):
    assert client.get(reverse("public:awards") + "?" + query).status_code == 400


def test_awards_year_filter_follows_the_reporting_year(client):
    approved_award("2024-12-14 23:59")
    approved_award("2024-12-15 00:00")

    address = reverse("public:awards")

    assert [client.get(address, {"year": year}).context["sums"]["n"] for year in ("2024", "2025")] == [1, 1]
