"""Markup of the cells of lists: every text is escaped, markup is not escaped again."""

from types import SimpleNamespace

from django.utils.functional import lazystr
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy

from ecosystem.lists import cells
from ecosystem.lists.values import StoredLabel

TEXT, ESCAPED = '<b>A & "B"</b>', "&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;"


def test_text_is_escaped_and_markup_is_kept() -> None:
    assert cells.escaped(TEXT) == ESCAPED
    assert cells.escaped(lazystr(TEXT)) == ESCAPED
    assert cells.escaped(format_lazy("{}", TEXT)) == ESCAPED
    assert cells.escaped(format_html("<i>{}</i>", "&")) == "<i>&amp;</i>"
    assert cells.escaped(7) == "7"


def test_every_part_of_a_row_is_escaped() -> None:
    columns = [SimpleNamespace(label=TEXT, css=""), SimpleNamespace(label=TEXT, css="num")]

    body = cells.table_body(columns, [(1, TEXT, [TEXT, TEXT])], "form")
    head = cells.title(TEXT, TEXT, TEXT)

    assert (body.count(ESCAPED), TEXT in body) == (4, False)
    assert (head.count(ESCAPED), TEXT in head) == (3, False)
    assert isinstance(head, SafeString)


def test_name_of_a_related_record_is_empty_where_there_is_none() -> None:
    name_of = StoredLabel("area").of_rows()

    assert name_of(SimpleNamespace(area=SimpleNamespace(name="Bến Thành", name_en=""))) == "Bến Thành"
    assert name_of(SimpleNamespace(area=None)) == ""
