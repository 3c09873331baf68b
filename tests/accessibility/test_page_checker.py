"""The checker sees what is wrong once a page is used: a fold or a menu opened, its words spaced, its controls focused."""

import pytest
from django.http import HttpResponse

from tests.accessibility.page_checker import NARROW, WIDE, PageChecker

PAGE = """<!doctype html><html lang="vi"><head><title>Trang</title></head><body>
<header><details data-menu><summary>Trình đơn</summary>{menu}</details></header><main><h1>Trang</h1>{main}</main></body></html>"""
LONG = "Một câu vừa khít với chỗ của nó trên trang này"
SUMMARY = "<div role='alert' tabindex='-1' autofocus data-error-summary>Sai</div>"
FINE = {"menu": "<p>Mục</p>", "main": "<p>Lời</p><p><a href='/nope/'>Nơi khác</a></p>"}


@pytest.fixture
def fresh_checker(checker: PageChecker) -> PageChecker:
    checker.checked_digests.clear()
    return checker


def violations(checker: PageChecker, width: int = WIDE, **parts: str) -> list[str]:
    checker.open("/", HttpResponse(PAGE.format(**FINE | parts)), width)
    return checker.opened(width) + checker.spaced(width)


def test_page_without_fault_is_let_pass(fresh_checker: PageChecker) -> None:
    assert violations(fresh_checker) == violations(fresh_checker, NARROW) == []


def test_fault_in_a_details_element_is_detected_when_it_is_open(fresh_checker: PageChecker) -> None:
    found = violations(fresh_checker, main="<details><summary>Thêm</summary><img src='data:,'></details>")

    assert [one.split(":")[:2] for one in found] == [["unfolded", " axe image-alt"]]


def test_fault_in_a_menu_is_detected_once_and_the_menu_is_closed_again(fresh_checker: PageChecker) -> None:
    menu = "<img src='data:,'>"
    found = violations(fresh_checker, menu=menu)

    assert [one.split(":")[:2] for one in found] == [["menu 0 open", " axe image-alt"]]
    assert fresh_checker.page.locator("details[open]").count() == 0
    assert violations(fresh_checker, menu=menu) == []


def test_open_menu_wider_than_the_phone_is_detected(fresh_checker: PageChecker) -> None:
    found = violations(fresh_checker, NARROW, menu="<div><svg width='340' height='9' aria-hidden='true'></svg></div>")

    assert [one.split(": ")[:2] for one in found] == [["menu 0 open", "scrolls sideways at 320 px"]]


def test_text_clipped_by_its_box_when_spaced_is_detected(fresh_checker: PageChecker) -> None:
    fits = f"<p id='fits'>{LONG}</p>"
    fresh_checker.open("/", HttpResponse(PAGE.format(**FINE | {"main": fits})), WIDE)
    wide = fresh_checker.page.evaluate(
        "() => { const e = document.getElementById('fits'); e.style.display = 'inline-block'; return e.offsetWidth; }"
    )
    found = violations(
        fresh_checker, main=f"<p style='width: {wide}px; overflow: hidden; white-space: nowrap'>{LONG}</p>"
    )

    assert [one.split(": ")[0] for one in found] == [f"cut off at {WIDE} px when spaced"]


def test_missing_error_summary_or_title_is_detected(fresh_checker: PageChecker) -> None:
    error = "<ul class='field-errors'><li>Sai</li></ul>"
    for main, title, wrong in (
        (error, "Trang", "errors without a summary"),
        (SUMMARY + error, "Trang", "no error in the title Trang"),
        (SUMMARY + error, "Lỗi: Trang", ""),
    ):
        page = PAGE.format(**FINE | {"main": main}).replace("<title>Trang", f"<title>{title}")
        assert fresh_checker.findings("/", HttpResponse(page), "vi", WIDE) == [wrong] * bool(wrong)


def test_hidden_focused_control_is_detected(fresh_checker: PageChecker) -> None:
    cover = "<div style='position: fixed; inset: 0; background: white'></div>"
    found = violations(fresh_checker, main=f"<p><a href='/nope/'>Nơi khác</a></p>{cover}")

    assert f'has the focus and is hidden at {WIDE} px: <a href="/nope/">Nơi khác</a>' in found
