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
    for year, value, figures_with, source in values:
        HistoryValue.objects.create(
            series=one,
            year=year,
            value=value,
            is_used=figures_with,
            source=source,
            confidence="M",
            note=f"Ghi chú {source}",
        )
    return one


def figures_with(*values):
    return [(2020 + n, value, True, "Nguồn A") for n, value in enumerate(values)]


def test_three_figures_make_a_chart_and_fewer_a_row_of_the_table(client):
    series("dai-tphcm", values=figures_with(1, 2, 3))
    series("ngan-tphcm", values=figures_with(1, 2))
    # A third year in which nothing decides between two sources has no point.
    series("lech-tphcm", values=[*figures_with(1, 2), (2025, 5, False, "Nguồn B"), (2025, 6, False, "Nguồn C")])

    response = client.get(reverse(PAGE))
    context, page = response.context, response.content.decode()

    assert [entry.series.code for entry in context["charts"]] == ["dai-tphcm"]
    assert [entry.series.code for entry in context["counts"]] == ["ngan-tphcm", "lech-tphcm"]
    assert page.count("data-chart=") == 1
    assert context["counts"][1].figures == [["2020", "1"], ["2021", "2"], ["2025", "các nguồn khác nhau"]]
    assert "2020: <strong>1</strong>" in page


def test_chart_and_table_show_one_figure_a_year(client):
    series("von-tphcm", values=[*figures_with(1, 2, 3), (2021, 5, False, "Nguồn B"), (2023, 9, False, "Nguồn B")])

    (entry,) = client.get(reverse(PAGE)).context["charts"]

    drawn = [line["data"] for line in entry.chart["option"]["wide"]["series"]]
    assert drawn == [[1, 2, 3]]
    assert entry.figures == [["2020", "1"], ["2021", "2"], ["2022", "3"], ["2023", "9"]]


def test_words_of_a_source_keep_their_signs_and_take_the_notation_of_the_language(client):
    one = series("dai-tphcm", values=figures_with(1, 2))
    one.values.filter(year=2020).update(value_text="≈ 2000")
    one.values.filter(year=2021).update(value_text="61–70")

    assert client.get(reverse(PAGE)).context["counts"][0].figures == [["2020", "≈ 2.000"], ["2021", "61–70"]]
    client.cookies["portal_language"] = "en"
    assert client.get(reverse(PAGE)).context["counts"][0].figures == [["2020", "≈ 2,000"], ["2021", "61–70"]]


@pytest.mark.row("P9")
def test_city_and_country_never_share_a_page_but_rankings_of_cities_do(client):
    series("hang-tphcm", values=figures_with(3, 2, 1), less_is_better=True)
    series("hang-hanoi", Place.OTHER_CITY, figures_with(9, 8, 7))
    series("hang-danang", Place.OTHER_CITY, figures_with(90, 80))  # too short to be drawn
    series("hang-vietnam", Geography.COUNTRY, figures_with(50, 51, 52))

    (city,) = client.get(reverse(PAGE)).context["charts"]
    (country,) = client.get(reverse(PAGE), {"place": "country"}).context["charts"]

    assert [one.code for one in city.others] == ["hang-hanoi", "hang-danang"]
    assert {one.code for one, _value in city.rows} == {"hang-tphcm", "hang-hanoi", "hang-danang"}
    assert (country.series.code, country.others) == ("hang-vietnam", [])
    assert [line["data"] for line in city.chart["option"]["wide"]["series"]] == [[3, 2, 1], [9, 8, 7]]
    assert [row[1:] for row in city.figures] == [["3", "9", "90"], ["2", "8", "80"], ["1", "7", "—"]]


@pytest.mark.row("P9")
def test_year_with_two_sources_folds_both_with_their_notes(client):
    series("von-tphcm", values=[*figures_with(1, 2, 3), (2021, 5, False, "Nguồn B")])

    response = client.get(reverse(PAGE))
    (entry,) = response.context["charts"]

    assert [[value.source for value in values] for values in entry.conflicts] == [["Nguồn A", "Nguồn B"]]
    assert "Các nguồn khác nhau ở 1 năm" in response.content.decode()
    fold = response.content.decode().split("Các nguồn khác nhau ở 1 năm")[1].split("</details>")[0]
    assert "Nguồn B · Ghi chú Nguồn B" in fold
    assert "Nguồn A · Ghi chú Nguồn A" in fold


def test_sources_of_the_figures_used_are_listed_once_with_their_years(client):
    series("von-tphcm", values=[*figures_with(1, 2, 3), (2026, 5, True, "Nguồn A"), (2021, 5, False, "Nguồn B")])

    (entry,) = client.get(reverse(PAGE)).context["charts"]

    assert [(one["publication"].name, one["years"]) for one in entry.sources] == [("Nguồn A", "2020–2022, 2026")]


def test_series_is_drawn_for_screens_and_for_phones(client):
    series("von-tphcm", values=figures_with(1, 2, 3))

    page = client.get(reverse(PAGE)).content.decode()

    assert page.count('viewBox="0 0 760 380"') == 1
    assert page.count('viewBox="0 0 330 320"') == 1


def test_files_hold_every_figure_with_its_source(client):
    series("von-tphcm", values=[*figures_with(1), (2020, 5, False, "=Nguồn B")])

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
            [("Báo Nhân Dân", "https://nhandan.vn/day-manh-phong-trao-khoi-nghiep-sang-tao-post812528.html")],
        ),
        ("nld 19625101323114687", "", [("Báo Người Lao Động", "")]),
        ("hoip.vn/blog/895", "", [("H.OIP", "https://hoip.vn/blog/895")]),
        ("thuonggiaonline", "", [("thuonggiaonline", "")]),
        ("Báo cáo của Sở; bản in", "https://vi.du/a", [("Báo cáo của Sở; bản in", "https://vi.du/a")]),
    ],
)
def test_source_is_read_as_publication_with_its_address_and_other_words_stay(source, url, shown):
    assert [(one.name, one.url) for one in publications_of(source, url)] == shown


def test_every_source_of_the_history_is_a_name_that_can_be_read():
    tags = {tag for one in read_json(DATA / "history.json") for value in one["values"] for tag in value["source"]}

    found = [one for tag in sorted(tags) for one in publications_of(tag)]

    assert len(found) >= len(tags)
    assert [one for one in found if any(letter.isdigit() for letter in one.name) and not one.url] == []
    several = publications_of(next(tag for tag in tags if "; " in tag))
    assert [one.name for one in several][:3] == [
        "Tạp chí Khoa học và Công nghệ Việt Nam",
        "Báo Đại biểu Nhân dân",
        "Doanh Nhân Sài Gòn",
    ]
    assert len({one.url for one in several}) == len(several) == 6


def test_page_shows_the_publication_and_no_code_of_the_data_files(client):
    one = series("von-tphcm", values=[(2020 + n, n, True, "nhandan 812528") for n in range(3)])
    one.values.update(note="")

    page = client.get(reverse(PAGE)).content.decode()

    assert ">Báo Nhân Dân</a>" in page
    assert "nhandan 812528" not in page
    assert page.count("812528") == page.count("post812528.html")


def test_every_chart_has_its_figures_beside_the_drawing(client):
    series("von-tphcm", values=[*figures_with(1, 2, 3), (2023, None, True, "Nguồn A")])
    series("hai-tphcm", values=[*figures_with(1, 2, 3), (2021, 5, False, "Nguồn B")])

    page = client.get(reverse(PAGE))

    assert page.content.decode().count('class="series-figures"') == 2
    assert [[year for year, _text in entry.figures] for entry in page.context["charts"]] == [
        ["2020", "2021", "2022", "2023"],
        ["2020", "2021", "2022"],
    ]


@pytest.mark.parametrize("source", ["/", "/a b", " ; /x", "//", "a/b", ""])
def test_source_of_odd_signs_is_displayed_unchanged(source):
    """Staff type sources: none of them may break a public page."""
    assert [one.name for one in publications_of(source)] == [source]
