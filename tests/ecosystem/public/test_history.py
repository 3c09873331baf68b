"""The ecosystem's history: the city and Viet Nam apart, rankings side by side, conflicts visible, files per series."""

import csv
import io
import json

import pytest
from django.urls import reverse

from ecosystem.reference.loading import DATA, read_json
from ecosystem.reference.models import Geography, HistorySeries, HistoryValue, Place
from ecosystem.reference.publications import publications_of

pytestmark = pytest.mark.django_db
PAGE = "public:history"


def series(code, geography=Geography.CITY, values=(), **fields):
    """A series; `values` are (year, value, is_used, source)."""
    one = HistorySeries.objects.create(code=code, name=f"Chuỗi {code}", geography=geography, unit="hạng", **fields)
    for year, value, used, source in values:
        HistoryValue.objects.create(
            series=one, year=year, value=value, is_used=used, source=source, confidence="M", note=f"Ghi chú {source}"
        )
    return one


def used(*values):
    return [(2020 + n, value, True, "Nguồn A") for n, value in enumerate(values)]


def test_three_years_make_a_chart_and_fewer_a_table(client):
    series("dai-tphcm", values=used(1, 2, 3))
    series("ngan-tphcm", values=used(1, 2))

    context = client.get(reverse(PAGE)).context

    assert [entry.series.code for entry in context["charts"]] == ["dai-tphcm"]
    assert [entry.series.code for entry in context["counts"]] == ["ngan-tphcm"]


@pytest.mark.row("P9")
def test_city_and_country_never_share_a_page_but_rankings_of_cities_do(client):
    series("hang-tphcm", values=used(3, 2, 1), less_is_better=True)
    series("hang-hanoi", Place.OTHER_CITY, used(9, 8, 7))
    series("hang-vietnam", Geography.COUNTRY, used(50, 51, 52))

    (city,) = client.get(reverse(PAGE)).context["charts"]
    (country,) = client.get(reverse(PAGE), {"place": "country"}).context["charts"]

    assert [one.code for one in city.others] == ["hang-hanoi"]
    assert {one.code for one, _value in city.rows} == {"hang-tphcm", "hang-hanoi"}
    assert (country.series.code, country.others) == ("hang-vietnam", [])


@pytest.mark.row("P9")
def test_year_with_two_sources_shows_both_with_their_notes(client):
    series("von-tphcm", values=[*used(1, 2, 3), (2021, 5, False, "Nguồn B")])

    response = client.get(reverse(PAGE))
    (entry,) = response.context["charts"]

    assert [[value.source for value in values] for values in entry.conflicts] == [["Nguồn A", "Nguồn B"]]
    assert "Các nguồn khác nhau ở 1 năm" in response.content.decode()
    assert "Nguồn B · Ghi chú Nguồn B" in response.content.decode()


def test_sources_stand_once_with_their_years(client):
    series("von-tphcm", values=[*used(1, 2, 3), (2026, 5, True, "Nguồn A"), (2021, 5, False, "Nguồn B")])

    (entry,) = client.get(reverse(PAGE)).context["charts"]

    assert [(one["name"], one["years"]) for one in entry.sources] == [
        ("Nguồn A", "2020–2022, 2026"),
        ("Nguồn B", "2021"),
    ]


def test_series_is_drawn_for_screens_and_for_phones(client):
    series("von-tphcm", values=used(1, 2, 3))

    page = client.get(reverse(PAGE)).content.decode()

    assert page.count('viewBox="0 0 760 380"') == 1
    assert page.count('viewBox="0 0 330 320"') == 1


def test_files_hold_every_figure_with_its_source(client):
    series("von-tphcm", values=[*used(1), (2020, 5, False, "=Nguồn B")])

    text = client.get(reverse("public:history_csv", args=["von-tphcm"])).getvalue().decode("utf-8-sig")
    data = json.loads(client.get(reverse("public:history_json", args=["von-tphcm"])).getvalue())

    rows = [(row["year"], row["value"], row["is_used"], row["source"]) for row in csv.DictReader(io.StringIO(text))]
    assert rows == [("2020", "1.0", "true", "Nguồn A"), ("2020", "5.0", "false", "'=Nguồn B")]
    assert [(row["year"], row["value"], row["is_used"]) for row in data["records"]] == [
        (2020, 1.0, True),
        (2020, 5.0, False),
    ]
    assert {field["name"] for field in data["fields"]} == set(data["records"][0])


@pytest.mark.parametrize("query", [{"place": "other_city"}, {"place": "x"}, {"x": "1"}])
def test_what_is_not_offered_is_refused(client, query):
    assert client.get(reverse(PAGE), query).status_code == 400


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_unknown_series_is_not_found(client, ending):
    assert client.get(reverse(f"public:history_{ending}", args=["khong-co"])).status_code == 404


@pytest.mark.parametrize(
    ("source", "url", "shown"),
    [
        (
            "nhandan 812528",
            "",
            [("nhandan.vn", "812528", "https://nhandan.vn/day-manh-phong-trao-khoi-nghiep-sang-tao-post812528.html")],
        ),
        ("nld 19625101323114687", "", [("nld.com.vn", "19625101323114687", "")]),
        ("hoip.vn/blog/895", "", [("hoip.vn", "/blog/895", "https://hoip.vn/blog/895")]),
        ("thuonggiaonline", "", [("thuonggiaonline", "", "")]),
        ("Báo cáo của Sở; bản in", "https://vi.du/a", [("Báo cáo của Sở; bản in", "", "https://vi.du/a")]),
    ],
)
def test_source_is_read_as_its_site_and_page_and_other_words_stay(source, url, shown):
    assert [(one.name, one.code, one.url) for one in publications_of(source, url)] == shown


def test_every_source_of_the_history_is_a_name_that_can_be_read():
    tags = {tag for one in read_json(DATA / "history.json") for value in one["values"] for tag in value["source"]}

    found = [one for tag in sorted(tags) for one in publications_of(tag)]

    assert len(found) >= len(tags)
    assert [one for one in found if any(letter.isdigit() for letter in one.name) and not one.url] == []
    several = publications_of(next(tag for tag in tags if "; " in tag))
    assert [one.name for one in several][:3] == ["vjst.vn", "daibieunhandan.vn", "doanhnhansaigon.vn"]
    assert len({one.url for one in several}) == len(several) == 6


def test_page_shows_the_site_with_its_code_small(client):
    series("von-tphcm", values=[(2020 + n, n, True, "nhandan 812528") for n in range(3)])

    page = client.get(reverse(PAGE)).content.decode()

    assert ">nhandan.vn</a>" in page
    assert '<span class="source-code">812528</span>' in page
    assert ">nhandan 812528" not in page


def test_series_without_conflicts_shows_its_figures_beside_the_drawing(client):
    series("von-tphcm", values=[*used(1, 2, 3), (2023, None, True, "Nguồn A")])
    series("hai-tphcm", values=[*used(1, 2, 3), (2021, 5, False, "Nguồn B")])

    page = client.get(reverse(PAGE))

    assert page.content.decode().count('class="series-figures"') == 1
    (one,) = [entry for entry in page.context["charts"] if not entry.conflicts]
    assert [value.year for value in one.used] == [2020, 2021, 2022]


@pytest.mark.parametrize("source", ["/", "/a b", " ; /x", "//", "a/b", ""])
def test_source_of_odd_signs_is_shown_as_it_is(source):
    """Staff type sources: none of them may break a public page."""
    assert [one.name for one in publications_of(source)] == [source]
