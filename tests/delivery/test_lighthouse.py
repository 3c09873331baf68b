"""docs/lighthouse.md names ten pages, and none of them is below its limit."""

from tests.delivery.lighthouse.report import CATEGORIES, DOCUMENT, Result, breaches, document, read
from tests.delivery.pages import TEN


def test_document_names_ten_pages_within_their_limits() -> None:
    results = read(DOCUMENT.read_text(encoding="utf-8"))

    assert tuple(result.page for result in results) == TEN
    assert breaches(results) == []


def test_document_is_what_a_run_would_write() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    assert document(read(text)) == text


def test_score_below_the_limit_and_a_layout_shift_are_reported() -> None:
    scores = dict.fromkeys(CATEGORIES, 100)

    assert breaches([Result("home", scores | {"seo": 94}, 0.02, ["meta-description"])]) == [
        "home: SEO 94 (meta-description)",
        "home: layout shift 0.020",
    ]
