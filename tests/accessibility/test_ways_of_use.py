"""Other ways of reading: on paper, without movement, with the system's colours, with the keyboard after a swap."""

import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route
from pypdf import PdfReader

from ecosystem.public.models import PageCount
from tests.access.world import World
from tests.accessibility.page_checker import ASK_AXE, ORIGIN, OVERFLOW, STRUCTURE, PageChecker
from tests.accessibility.walk import Visit, answer
from tests.thorough import sample

pytestmark = pytest.mark.django_db
PAPER = 680  # px between the margins of an A4 sheet
# Words that are on a page but not in black on white, by their real contrast with white.
PALE = """() => {
  const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = (c) => {
    const [r, g, b] = c.match(/[\\d.]+/g).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  for (const e of document.querySelectorAll("main *")) {
    if (e.closest("svg") || !e.checkVisibility() || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    if (e.closest(".visually-hidden") || 1.05 / (light(getComputedStyle(e).color) + 0.05) >= 7) continue;
    found.push(e.outerHTML.slice(0, 120));
  }
  return found;
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((e) => {
  const s = getComputedStyle(e);
  return s.animationName !== "none" || s.transitionDuration.split(",").some((d) => parseFloat(d) > 0) || s.scrollBehavior === "smooth";
}).map((e) => e.outerHTML.slice(0, 100))"""


def printed(city: World) -> dict[str, Visit]:
    """The pages that are printed: the dossier, its receipt, the council's figures, an award's contract."""
    return {
        name: Visit(actor, name, "", reverse(name, args=args))
        for name, actor, args in (
            ("grants:application_dossier", "officer", [city.checking.pk]),
            ("grants:application_receipt", "owner", [city.checking.pk]),
            ("dashboards:council", "council", []),
            ("grants:contract_detail", "owner", [city.contracted.pk]),
        )
    }


@pytest.fixture
def paper(checker: PageChecker) -> Iterator[PageChecker]:
    checker.page.emulate_media(media="print")
    yield checker
    checker.page.emulate_media(media="screen")


@pytest.mark.parametrize(
    "name",
    sample(
        [
            "grants:application_dossier",
            "grants:application_receipt",
            "dashboards:council",
            "grants:contract_detail",
        ],
        at_most=1,
    ),
)
def test_page_prints_as_a_paper(city: World, paper: PageChecker, name: str) -> None:
    visit = printed(city)[name]
    response = answer(city, visit, "vi")
    assert response is not None
    page = paper.page
    paper.open(visit.address, response, PAPER)

    assert page.evaluate(OVERFLOW) == ""
    assert page.evaluate(PALE) == []
    assert page.locator("header, footer, nav, main form, .btn").filter(visible=True).count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }
    for row in page.locator("main tbody tr").all()[:3]:
        assert row.evaluate("(e) => getComputedStyle(e).breakInside") == "avoid"
        assert row.evaluate("(e) => getComputedStyle(e).display") == "table-row"
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    words = " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)
    assert page.locator("h1").inner_text() in words
    assert not re.search(r"https?://", words)
    assert "Đăng xuất" not in words


def open_page(city: World, checker: PageChecker, name: str, actor: str = "anonymous") -> Page:
    response = answer(city, Visit(actor, name, "", reverse(name)), "vi")
    assert response is not None
    checker.open(reverse(name), response, 1280)
    return checker.page


@pytest.mark.parametrize("name", sample(["public:home", "public:directory", "account_login"], at_most=1))
def test_nothing_moves_for_who_wants_no_movement(city: World, checker: PageChecker, name: str) -> None:
    page = open_page(city, checker, name)
    assert page.evaluate(MOVING) == []

    page.emulate_media(reduced_motion="no-preference")
    moving = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="reduce")
    assert moving != [], "the test sees no movement at all"


def test_controls_keep_their_borders_in_the_colours_of_the_system(city: World, checker: PageChecker) -> None:
    checker.page.emulate_media(forced_colors="active")
    page = open_page(city, checker, "account_login")
    edges = page.locator("main input:not([type=hidden]), main button, .site-tools .btn").filter(visible=True)

    try:
        assert edges.count() >= 3
        for edge in edges.all():
            if edge.get_attribute("type") not in {"checkbox", "radio"}:
                assert edge.evaluate("(e) => getComputedStyle(e).borderStyle") == "solid"
        page.locator("input[name=login]").focus()
        style = page.locator("input[name=login]").evaluate(
            "(e) => { const s = getComputedStyle(e); return s.outlineStyle; }"
        )
        assert style == "solid"  # a shadow alone is not drawn in these colours
    finally:
        checker.page.emulate_media(forced_colors="none")


LIST = (
    '<div id="list"><p>{words}</p><nav><a rel="next" href="/startups/?after=x" hx-get="/startups/?after=x" hx-target="#list"'
    ' hx-swap="outerHTML">{words}</a></nav></div>'
)


@pytest.mark.parametrize(("second", "focused"), [(LIST, "next"), ('<div id="list"><p>{words}</p></div>', "list")])
def test_focus_returns_after_a_swap(city: World, browser: Browser, second: str, focused: str) -> None:
    """To the same control of the new fragment, or to its beginning when that has none."""
    page_of = answer(city, Visit("anonymous", "public:directory", "", reverse("public:directory")), "vi")
    assert page_of is not None
    markup = page_of.content.decode().replace("</main>", LIST.format(words="Trang sau") + "</main>", 1)
    checker = PageChecker(browser)

    def fragment(route: Route) -> None:
        route.fulfill(body=second.format(words="Trang hai"), content_type="text/html; charset=utf-8")

    checker.page.route("**/startups/?after=x", fragment)
    checker.open("/startups/", HttpResponse(markup), 1280)
    link = checker.page.locator("#list a")
    link.focus()
    checker.page.wait_for_function("window.htmx")
    checker.page.keyboard.press("Enter")
    checker.page.get_by_text("Trang hai").first.wait_for()
    checker.page.wait_for_function("document.activeElement !== document.body")

    assert checker.page.evaluate("document.activeElement.rel || document.activeElement.id") == focused
    checker.close()


@pytest.mark.parametrize(("typed", "many"), [("công", True), ("zzzzzz", False)])
def test_suggestions_of_the_search_box_are_for_everyone(city: World, browser: Browser, typed: str, many: bool) -> None:
    """A combobox with its list open, its first entry chosen and gone to by keyboard; the same with nothing found."""
    address = reverse("public:search_suggestions")
    offered = city.client("officer").get(address, {"q": typed})
    assert (b'role="option"' in offered.content) is many
    response = answer(city, Visit("officer", "dashboards:my_home", "", reverse("dashboards:my_home")), "vi")
    assert response is not None
    checker = PageChecker(browser)
    checker.page.route(f"**{address}?*", lambda route: route.fulfill(body=offered.content, content_type="text/html"))
    checker.open(reverse("dashboards:my_home"), response, 1280)
    box = checker.page.locator("[data-search]")
    box.locator("summary").click()
    checker.page.locator("[role=combobox]").wait_for()
    box.locator("input[name=q]").press_sequentially(typed)
    box.locator("[role=status]:not(:empty)").wait_for(state="attached")
    if many:
        checker.page.keyboard.press("ArrowDown")

    assert checker.page.evaluate(ASK_AXE) == []
    assert checker.page.evaluate(STRUCTURE) == []
    assert box.locator("input[name=q]").get_attribute("aria-expanded") == str(many).lower()
    if many:
        option = checker.page.locator("[role=option]").first
        assert box.locator("input[name=q]").get_attribute("aria-activedescendant") == option.get_attribute("id")
        wanted = ORIGIN + str(option.get_attribute("href"))
        checker.page.keyboard.press("Enter")
        checker.page.wait_for_url(wanted)
    assert checker.console_messages == []
    checker.close()


def pages_with_charts(city: World) -> dict[str, Visit]:
    """The gallery, and the pages whose charts people read, each with figures to draw."""
    figure, first_year = city.figure, city.indicator.scheme.starts_on.year
    for n, value in enumerate((3, 5)):
        figure.pk, figure.is_used, figure.value = None, True, value
        figure.starts_on, figure.ends_on = date(first_year + n, 1, 1), date(first_year + n + 1, 1, 1)
        figure._state.adding = True
        figure.save()
    for n in range(3):
        city.history_series.values.create(year=2021 + n, value=n + 1, is_used=True, source="vi du", confidence="M")
    PageCount.objects.create(day=timezone.localdate(), kind="home", views=12)
    indicator = [city.indicator.scheme.code, city.indicator.code]
    return {
        "gallery": Visit("anonymous", "public:gallery", "", reverse("public:gallery")),
        "council": Visit("council", "dashboards:council", "", reverse("dashboards:council")),
        "indicator": Visit(
            "anonymous", "public:indicator_detail", "", reverse("public:indicator_detail", args=indicator)
        ),
        "history": Visit("anonymous", "public:history", "", reverse("public:history")),
        "statistics": Visit("anonymous", "public:statistics", "", reverse("public:statistics")),
    }


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", sample(["gallery", "council", "indicator", "history", "statistics"], at_most=1))
def test_chart_becomes_interactive_when_the_reader_points_at_it(
    city: World, browser: Browser, name: str, width: int
) -> None:
    visit = pages_with_charts(city)[name]
    response = answer(city, visit, "vi")
    assert response is not None
    assert "style-src 'self'" in response["Content-Security-Policy"]
    checker, asked = PageChecker(browser), []
    checker.page.on("request", lambda request: asked.append(request.url.removeprefix(ORIGIN)))
    checker.open(visit.address, response, width)
    stage = checker.page.locator("[data-chart]").first
    table = stage.locator("xpath=following::table").first
    assert stage.locator("svg:visible").count() == 1
    assert table.count() == 1
    assert not any("echarts" in address for address in asked)

    stage.hover()
    live = stage.locator(".plot-live svg")
    live.wait_for()
    texts = live.locator("text").count()
    box = live.bounding_box() or {}
    checker.page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6)
    checker.page.wait_for_function(
        "([n]) => document.querySelectorAll('.plot-live svg text').length > n", arg=[texts]
    )  # the tooltip

    assert any("echarts" in address for address in asked)
    assert checker.page.evaluate(ASK_AXE) == []
    assert checker.page.evaluate(OVERFLOW) == ""
    assert checker.console_messages == []
    checker.close()
