"""The map: every area drawn once, every figure the sum of the records behind it, and no place for who is not public."""

import csv
import io
import json
import re

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from ecosystem.reference.maps import AreaFigure, Classes, city_map_context
from ecosystem.reference.models import Area
from ecosystem.reference.outlines import HEIGHT, INNER_BOX, ISLANDS, ISLES_BOX, WIDTH, outlines
from programmes.grants.models import Award
from programmes.plan.counting import Selection, total
from programmes.plan.models import Counter
from startups.models import Publication, Startup
from tests.factories import AreaFactory, BudgetLineFactory, SchemeFactory, StartupFactory, UserFactory
from tests.programmes.grants.records import approved_award

MAP = "public:city_map"


def public(**fields):
    return StartupFactory(status=Publication.PUBLIC, verified_by=UserFactory(), **fields)


def points(path):
    """The absolute points of a path of relative whole numbers."""
    x = y = 0
    for ring in path.removesuffix("z").split("z"):
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        first = None
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            first = first or (x, y)
            yield x, y
        x, y = first


# The drawing


@pytest.mark.row("P12")
def test_every_area_of_the_data_file_is_drawn_once():
    codes = [one.code for one in outlines()]

    assert len(codes) == 168
    assert set(codes) == {row["code"] for row in csv.DictReader(io.StringIO(areas_csv()))}


def areas_csv():
    from ecosystem.reference.loading import DATA

    return (DATA / "areas.csv").read_text(encoding="utf-8")


def test_each_part_of_the_city_lies_in_its_place_of_the_drawing():
    drawn = outlines()

    assert [one.code for one in drawn.islands] == [ISLANDS]
    for part, (left, top, right, bottom) in {
        drawn.land: (0, 0, WIDTH, HEIGHT),
        drawn.inner: edges(INNER_BOX),
        drawn.islands: edges(ISLES_BOX),
    }.items():
        found = [point for one in part for point in points(one.path)]
        assert min(x for x, _y in found) > left
        assert max(x for x, _y in found) < right
        assert min(y for _x, y in found) > top
        assert max(y for _x, y in found) < bottom


def edges(box):
    return box.x, box.y, box.x + box.width, box.y + box.height


def test_land_keeps_clear_of_both_boxes():
    for box in (INNER_BOX, ISLES_BOX):
        left, top, right, bottom = edges(box)
        inside = [
            one.code for one in outlines().land for x, y in points(one.path) if left < x < right and top < y < bottom
        ]
        assert inside == []


def test_every_outline_has_an_area_to_point_at():
    for one in outlines():
        found = list(points(one.path))
        assert len(set(found)) >= 3, one.code


# Classes


def test_classes_hold_about_as_many_values_each():
    classes = Classes(list(range(1, 101)))

    assert [(entry.level, entry.count) for entry in classes.legend(str)] == [(str(n), 20) for n in range(1, 6)]


def test_equal_values_share_a_class_and_the_highest_is_the_darkest():
    classes = Classes([0, None, 3, 3, 3, 9])

    assert [(e.level, e.label, e.count) for e in classes.legend(str)] == [
        ("x", "Không có số liệu", 1),
        ("0", "0", 1),
        ("4", "3", 3),
        ("5", "9", 1),
    ]


def test_map_without_figures_says_so():
    drawn = city_map_context({"26734": AreaFigure("Một phường", 0, "0", "/")}, title="", description="", unit="")

    assert [(entry.level, entry.count) for entry in drawn["legend"]] == [("x", 168)]


# Figures


@pytest.fixture
def city(db):
    """Two wards, a startup without a ward, and one that is not public, with grants of each."""
    here, there = AreaFactory(code="26740", name="Phường Sài Gòn"), AreaFactory(code="26732", name="Đặc khu Côn Đảo")
    line = BudgetLineFactory(pillar__scheme=SchemeFactory(code="de-an"))
    one, two = public(area=here, name="Anh"), public(area=here, name="Bình")
    approved_award("2025-03-01 08:00", startup=one, amount=40_000_000, cancelled=10_000_000, line=line)
    approved_award("2024-03-01 08:00", startup=one, amount=80_000_000, stage="incubation")
    approved_award("2025-03-01 08:00", startup=two, amount=5_000_000)
    approved_award("2025-03-01 08:00", startup=public(area=None), amount=7_000_000)
    hidden = StartupFactory(area=there, name="Kín")
    approved_award("2025-03-01 08:00", startup=hidden, amount=11_000_000)
    archived = public(area=there, archived_at="2025-01-01T00:00:00Z")
    approved_award("2025-03-01 08:00", startup=archived, amount=13_000_000)
    return here, there


def figures(client, **query):
    records = json.loads(client.get(reverse("public:city_map_json"), query).getvalue())["records"]
    return {
        row["name"]: (row["startups"], row["grants"], row["money"]) for row in records if any(list(row.values())[4:])
    }


@pytest.mark.row("P12")
def test_figures_of_the_map_are_the_sums_of_the_records(client, city):
    assert figures(client) == {
        "Phường Sài Gòn": (2, 3, 115_000_000),
        "Đơn vị công khai chưa ghi phường, xã": (1, 1, 7_000_000),
        "Đơn vị không công khai": (0, 2, 24_000_000),
    }


def test_columns_add_up_to_the_public_figures(client, city):
    places = client.get(reverse(MAP)).context["places"]

    assert places.total.startups == Startup.objects.public().count() == 3
    assert places.total.grants == 6
    assert places.total.money == total(Selection(Counter.GRANTED)) == 146_000_000


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"year": "2024"}, (2, 1, 80_000_000)),
        ({"stage": "incubation"}, (2, 1, 80_000_000)),
        ({"scheme": "de-an"}, (2, 1, 30_000_000)),
    ],
)
def test_filters_narrow_grants_and_leave_startups(client, city, query, found):
    assert figures(client, **query)["Phường Sài Gòn"] == found


def test_page_of_an_area_lists_the_records_of_its_figure(client, city):
    for query in ({}, {"year": "2024"}):
        response = client.get(reverse("public:city_map_area", args=["26740"]), query)
        rows = list(response.context["page"])
        assert [row.name for row in rows] == ["Anh", "Bình"]
        sums = (len(rows), sum(row.grants for row in rows), sum(row.money for row in rows))
        assert tuple(response.context["sums"]) == sums == figures(client, **query)["Phường Sài Gòn"]


def test_startup_that_moves_leaves_its_past_grants_in_their_ward(client, city):
    here, there = city
    moving = Startup.objects.get(name="Anh")
    before = figures(client)["Phường Sài Gòn"]

    moving.area = there
    moving.save(update_fields=["area"])
    approved_award("2026-03-01 08:00", startup=moving, amount=3_000_000, stage="acceleration")

    assert before == (2, 3, 115_000_000)
    assert figures(client)["Phường Sài Gòn"] == (1, 3, 115_000_000)
    assert figures(client)["Đặc khu Côn Đảo"] == (1, 1, 3_000_000)
    for area, rows in ((here, [("Anh", 2, 110_000_000), ("Bình", 1, 5_000_000)]), (there, [("Anh", 1, 3_000_000)])):
        response = client.get(reverse("public:city_map_area", args=[area.code]))
        listed = [(row.name, row.grants, row.money) for row in response.context["page"]]
        assert listed == rows
        assert response.context["sums"][1:] == (sum(r[1] for r in rows), sum(r[2] for r in rows))
        assert ("Đã chuyển đi" in response.content.decode()) == (area == here)
    places = client.get(reverse(MAP)).context["places"]
    assert places.total.money == total(Selection(Counter.GRANTED)) == 149_000_000


def test_place_of_a_decision_is_that_of_its_day_and_is_never_changed(city):
    here, there = city
    award = Award.objects.approved().filter(application__startup__name="Bình").get()
    assert award.area == here
    Startup.objects.filter(name="Bình").update(area=there)

    award.cancelled = 1
    award.save(update_fields=["cancelled"])
    award.refresh_from_db()
    assert award.area == here
    with pytest.raises(ProgrammingError, match="place of a decision"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(area=there)


def test_startup_that_is_not_public_has_no_place(client, city):
    response = client.get(reverse("public:city_map_area", args=["26732"]))

    assert tuple(response.context["sums"]) == (0, 0, 0)
    assert "Kín" not in response.content.decode()
    assert "Đặc khu Côn Đảo" not in figures(client)


def test_files_hold_every_area_and_the_total(client, city):
    rows = list(csv.DictReader(io.StringIO(client.get(reverse("public:city_map_csv")).getvalue().decode("utf-8-sig"))))
    data = json.loads(client.get(reverse("public:city_map_json")).getvalue())

    assert [row["code"] for row in rows] == ["26732", "26740", "", ""]
    assert sum(int(row["money"]) for row in rows) == data["total"]["money"] == 146_000_000
    assert {field["name"] for field in data["fields"]} == set(rows[0])


# The page


def test_table_follows_the_vietnamese_alphabet_or_a_figure(client, db):
    for name in ("Ỷ La", "Đa Kao", "Dĩ An", "Ăn Năn", "An Đông"):
        AreaFactory(name=name)
    public(area=Area.objects.get(name="Đa Kao"))

    assert [row.area.name for row in client.get(reverse(MAP)).context["rows"]] == [
        "An Đông",
        "Ăn Năn",
        "Dĩ An",
        "Đa Kao",
        "Ỷ La",
    ]
    assert client.get(reverse(MAP), {"sort": "startups"}).context["rows"][0].area.name == "Đa Kao"


@pytest.mark.parametrize("typed", ["con dao", "CÔN  ĐẢO", "Con Dao", "đảo"])
def test_search_finds_an_area_without_accents(client, db, typed):
    AreaFactory(name="Đặc khu Côn Đảo")
    AreaFactory(name="Phường Sài Gòn")

    assert [row.area.name for row in client.get(reverse(MAP), {"q": typed}).context["rows"]] == ["Đặc khu Côn Đảo"]


@pytest.mark.parametrize(
    "query",
    [
        {"x": "1"},
        {"layer": "address"},
        {"sort": "-pk"},
        {"sort": "area__startup__tax_code"},
        {"year": "1"},
        {"after": "x"},
        {"q": "x" * 101},
        {"stage": "nowhere"},
        {"scheme": "' or 1=1"},
    ],
)
@pytest.mark.parametrize("page", [MAP, "public:city_map_csv", "public:city_map_json"])
def test_what_is_not_offered_is_refused(client, db, page, query):
    assert client.get(reverse(page), query).status_code == 400


def test_markup_in_a_name_is_escaped(client, db):
    AreaFactory(code="26740", name='<script>"', full_name_en="x")

    assert "<script>&quot" not in client.get(reverse(MAP)).content.decode()
    assert "&lt;script&gt;&quot;" in client.get(reverse(MAP)).content.decode()


def test_unknown_area_is_not_found(client, db):
    assert client.get(reverse("public:city_map_area", args=["00000"])).status_code == 404


def test_htmx_gets_the_map_alone(client, db):
    response = client.get(reverse(MAP), headers={"HX-Request": "true"})

    assert response.content.decode().lstrip().startswith('<div id="map-view">')
