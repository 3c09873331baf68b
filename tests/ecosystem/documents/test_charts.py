"""Charts drawn on the server: right figures, safe markup, the same bytes, any thread, any process."""

import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
import quickjs
from django.conf import settings

from ecosystem.documents import chart_svg as chart_svg_module
from ecosystem.documents.chart_engine import ChartError, engine_holder
from ecosystem.documents.chart_svg import DOCUMENT_FONT, chart_images, chart_svg
from ecosystem.documents.charts import (
    ABOVE_TARGET_COLOUR,
    COLOURS,
    bar_chart,
    line_chart,
    progress_bars,
    rows_height,
    stacked_money_chart,
)
from ecosystem.documents.typesetting import text_width

NAMES = ("Đã giải ngân", "Đã cấp, chưa giải ngân", "Kế hoạch chưa cấp")
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> & \"x\" 'y' ]]> {b} \x00"


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ElementTree.fromstring(svg).iter(SVG + "text")]


def progress(*rows: tuple[str, Any], **options: Any) -> str:
    option = progress_bars(rows, title="Tiến độ", description="Mô tả", no_data="chưa có số liệu", **options)
    return chart_svg(option, width=600, height=rows_height(len(rows)))


def forget_engine_and_cache() -> None:
    chart_svg_module._cached_svg.cache_clear()
    engine_holder.engine = None


def test_inline_chart_svg_satisfies_the_content_security_policy() -> None:
    svg = progress(("Dự án", 69.3))

    root = ElementTree.fromstring(svg)
    assert [e.tag for e in root.iter() if e.tag.endswith(("style", "script", "foreignObject"))] == []
    assert [k for e in root.iter() for k in e.attrib if k in {"style"} or k.startswith(("on", "ecmeta"))] == []
    assert {e.get("font-family") for e in root.iter(SVG + "text")} == {"Be Vietnam Pro, sans-serif"}
    assert {e.get("font-size") for e in root.iter(SVG + "text")} <= {"12px", "13px"}


def test_chart_svg_has_title_and_description_that_name_it() -> None:
    root = ElementTree.fromstring(progress(("Dự án", 69.3)))

    assert root.get("role") == "img"
    named = [e for e in root.iter() if e.get("id") in root.get("aria-labelledby", "").split()]
    assert [(e.tag.split("}")[1], e.text) for e in named] == [("title", "Tiến độ"), ("desc", "Mô tả")]


def test_two_charts_on_a_page_share_no_id() -> None:
    def ids(svg: str) -> set[str | None]:
        return {e.get("id") for e in ElementTree.fromstring(svg).iter() if e.get("id")}

    first, second = (
        chart_svg(line_chart(["a", "b"], {"x": [1, value]}, title="t", description="d"), width=400, height=200)
        for value in (2, 3)
    )

    assert len(ids(first)) >= 3  # title, description and the clip path of the lines
    assert ids(first) & ids(second) == set()
    assert "url(#zr" not in first


def test_progress_bars_show_percents_over_a_hundred_zero_and_no_data() -> None:
    option = progress_bars(
        [("A", Decimal("168.766")), ("B", 0), ("C", None)], title="t", description="d", no_data="chưa có số liệu"
    )

    labels = texts(chart_svg(option, width=600, height=200))

    assert [text for text in labels if text in {"168,8%", "0%", "chưa có số liệu", "100%"}].count("168,8%") == 1
    assert labels.count("chưa có số liệu") == 1
    assert labels.count("0%") == 2  # the axis and the row
    assert option["series"][0]["data"] == [100.0, 0.0, None]
    assert [item["value"] for item in option["series"][1]["data"]] == [pytest.approx(68.766), 0.0, 0.0]
    assert option["xAxis"]["max"] == 175.0


def test_progress_bars_say_reached_only_for_what_is_reached_and_0_only_for_nothing() -> None:
    rows = [("A", Decimal("99.96")), ("B", Decimal("0.04"))]
    option = progress_bars(rows, title="t", description="d", no_data="chưa có số liệu")

    labels = texts(chart_svg(option, width=600, height=200))

    assert (labels.count("99,9%"), labels.count("0,1%"), labels.count("100%")) == (1, 1, 0)


def test_percents_of_the_browser_follow_the_rule_of_the_server() -> None:
    context = quickjs.Context()
    context.eval((settings.BASE_DIR / "static/js/chart-formatters.js").read_text())
    spec = 'portalCharts.revive({"$format": "percent", "language": "vi", "decimals": 1})'
    values = (99.96, 99.94, 100, 100.04, 168.766, 0, 0.04, 0.0000001, 50)

    labels = [context.eval(f"{spec}({value})") for value in values]

    assert labels == ["99,9%", "99,9%", "100%", "100%", "168,8%", "0%", "0,1%", "0,1%", "50%"]


def test_the_bar_of_a_percent_is_drawn_to_scale() -> None:
    root = ElementTree.fromstring(progress(("A", 50), ("B", 200)))

    def length(path: str) -> float:
        return float(path.split("l")[1].split(" ", maxsplit=1)[0])

    bars = [length(e.get("d", "")) for e in root.iter(SVG + "path") if e.get("fill") == COLOURS[0]]
    beyond = [length(e.get("d", "")) for e in root.iter(SVG + "path") if e.get("fill") == ABOVE_TARGET_COLOUR]
    assert bars[1] == pytest.approx(2 * bars[0], rel=0.01)
    assert max(beyond) == pytest.approx(bars[1], rel=0.01)


def test_numbers_have_the_marks_of_their_language() -> None:
    def labels_in(language: Any) -> list[str]:
        option = bar_chart(["A"], {"S": [1234.5]}, title="t", description="d", language=language)
        return texts(chart_svg(option, width=400, height=300))

    assert {"1.234,5", "1.200"} <= set(labels_in("vi"))
    assert {"1,234.5", "1,200"} <= set(labels_in("en"))


def test_words_beside_the_bars_have_the_marks_of_their_language() -> None:
    def ends(language: Any) -> set[str]:
        money = stacked_money_chart(
            [("A", 20_500_000_000, 1, 1)], names=NAMES, title="t", description="d", language=language
        )
        bars = progress_bars([("A", 108.5)], title="t", description="d", no_data="-", language=language)
        return {
            *texts(chart_svg(money, width=600, height=200)),
            *texts(chart_svg(bars, width=600, height=200)),
        }

    assert {"20,5 tỷ", "108,5%"} <= ends("vi")
    assert {"20.5 billion", "108.5%"} <= ends("en")


def test_images_come_with_the_options_they_are_drawn_from() -> None:
    option = line_chart(["a", "b", "c"], {"x": [1, Decimal("2.5"), None]}, title="t", description="d")

    images = chart_images(option, width=400, height=200)

    assert json.loads(json.dumps(images["option"])) == images["option"]
    assert images["option"]["wide"]["series"][0]["data"] == [1, 2.5, None]
    assert chart_svg(images["option"]["wide"], width=400, height=200) == images["svg"]
    assert (
        chart_svg({**images["option"]["wide"], **images["option"]["narrow"]}, width=330, height=200)
        == images["small_svg"]
    )


def test_money_chart_parts_add_up_to_the_plan_and_keep_gaps() -> None:
    option = stacked_money_chart(
        [
            ("A", 20_000_000_000, 15_000_000_000, 9_500_000_000),
            ("B", 48_000_000_000, 50_000_000_000, 0),
            ("C", *[None] * 3),
        ],
        names=NAMES,
        end_label="KH {}",
        title="t",
        description="d",
    )

    parts = [[p["value"] if isinstance(p, dict) else p for p in series["data"]] for series in option["series"]]
    labels = texts(chart_svg(option, width=600, height=300))

    assert [sum(row) for row in zip(*parts, strict=True)] == [20_000_000_000, 50_000_000_000, 0]
    assert parts[0] == [9_500_000_000, 0, 0]
    assert [text for text in labels if text.startswith("KH")] == ["KH 20 tỷ", "KH 48 tỷ", "KH …"]
    assert [text for text in labels if text in NAMES] == list(NAMES)
    assert "20 tỷ" in labels


def test_the_text_at_the_end_of_the_longest_bar_is_inside() -> None:
    option = stacked_money_chart(
        [("A", 48_250_000_000, 0, 0)], names=NAMES, end_label="kế hoạch được giao {}", title="t", description="d"
    )

    root = ElementTree.fromstring(chart_svg(option, width=600, height=200, font=DOCUMENT_FONT))

    ends = [
        float(e.get("transform", "").split("(")[1].split(" ")[0]) + text_width(e.text or "", 13)
        for e in root.iter(SVG + "text")
        if (e.text or "").startswith("kế hoạch")
    ]
    assert len(ends) == 1
    assert 450 < ends[0] <= 600


def test_a_line_has_a_gap_where_there_is_no_figure() -> None:
    def points(values: list[float | None]) -> int:
        option = line_chart(list("abcde"), {"S": values}, title="t", description="d")
        root = ElementTree.fromstring(chart_svg(option, width=400, height=200))
        return sum(1 for e in root.iter(SVG + "path") if e.get("fill") == COLOURS[0])

    assert points([1, 2, 0, 3, 4]) == 5
    assert points([1, 2, None, 3, 4]) == 4


def test_hostile_text_is_only_text() -> None:
    option = bar_chart([HOSTILE], {HOSTILE: [1], "S": [2]}, title=HOSTILE, description=HOSTILE)

    svg = chart_svg(option, width=500, height=300)

    root = ElementTree.fromstring(svg)
    assert [e.tag for e in root.iter() if e.tag.endswith("script")] == []
    assert root.find(SVG + "title").text == HOSTILE.replace("\x00", " ")
    assert any("<script>alert(1)</script>" in text for text in texts(svg))


def test_decomposed_letters_are_composed() -> None:
    assert "Dự án" in texts(progress(("Du\u031b\u0323 a\u0301n".replace("u\u031b", "ư"), 1)))


def test_long_labels_are_cut_between_words() -> None:
    option = progress_bars([("Phát triển hệ sinh thái " * 20, 1)], title="t", description="d", no_data="-")

    label = option["yAxis"]["data"][0]
    assert label.endswith(("Phát…", "triển…", "hệ…", "sinh…", "thái…"))
    assert len(label) <= 3 * 220 // 8 + 1


def test_the_same_option_gives_the_same_bytes_from_a_new_engine() -> None:
    option = line_chart(["a", "b"], {"x": [1, 2]}, title="t", description="d")
    first = chart_svg(option, width=400, height=200)
    progress(("Another chart in between", 10))

    forget_engine_and_cache()

    assert chart_svg(option, width=400, height=200) == first


def test_many_threads_draw_what_one_draws() -> None:
    options = [bar_chart(["A", "B"], {"S": [n, n * 2]}, title=f"Biểu đồ {n}", description="d") for n in range(24)]
    alone = [chart_svg(option, width=300, height=200) for option in options]
    forget_engine_and_cache()

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda option: chart_svg(option, width=300, height=200), options))

    assert together == alone


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_draws_with_an_engine_of_its_own() -> None:
    before = progress(("Trước", 1))
    chart_svg_module._cached_svg.cache_clear()
    reading, writing = os.pipe()

    child = os.fork()
    if child == 0:
        signal.alarm(20)  # a child that waits for the thread of its parent waits for ever
        try:
            os.write(writing, progress(("Trước", 1)).encode()[:60_000])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        drawn = stream.read()
    os.waitpid(child, 0)

    assert drawn.decode() == before


def test_an_impossible_option_is_refused_and_the_next_chart_is_drawn() -> None:
    with pytest.raises(ChartError, match="could not draw"):
        chart_svg(
            {"xAxis": {}, "yAxis": {}, "series": [{"type": "line", "xAxisIndex": 7, "data": [1]}]}, width=9, height=9
        )
    with pytest.raises(ChartError, match="not plain JSON"):
        chart_svg({"series": [{"type": "bar", "data": [float("nan")]}]}, width=9, height=9)

    assert "69,3%" in texts(progress(("Sau lỗi", 69.3)))


def test_missing_echarts_is_named(settings: Any, tmp_path: Any) -> None:
    forget_engine_and_cache()
    settings.VAR_DIR = tmp_path

    with pytest.raises(ChartError, match=r"echarts\.min\.js is missing"):
        progress(("Chưa từng vẽ", 12.25))
