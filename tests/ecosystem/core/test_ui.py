"""Tags and filters of the face: Vietnamese figures and dates, chips, bars, fields and their errors."""

import datetime as dt
from decimal import Decimal
from typing import Any

import lucide
import pytest
import time_machine
from django import forms
from django.db import models
from django.http import QueryDict
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from ecosystem.core.ui import dates, fields, figures, states
from ecosystem.dashboards.templatetags.figures import signed_percent

NBSP = "\u00a0"


def render(source: str, **context: Any) -> str:
    return Template(source).render(Context(context)).strip()


class Stage(models.TextChoices):
    IDEA = "idea", "Idea"
    GROWTH = "growth", "Growth <b>"

    @property
    def tone(self) -> str:
        return {"idea": "azure", "growth": "green"}[self.value]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, f"0{NBSP}₫"),
        (999, f"999{NBSP}₫"),
        (1_000_000, f"1.000.000{NBSP}₫"),
        (-40_000_000, f"-40.000.000{NBSP}₫"),
        (None, "—"),
        ("", "—"),
        ("letters", "—"),
        (float("nan"), "—"),
    ],
)
def test_vnd_groups_by_dots_and_keeps_no_data_apart_from_zero(value: Any, shown: str) -> None:
    assert figures.vnd(value) == shown


@pytest.mark.parametrize(
    ("value", "english", "vietnamese"),
    [
        (21_720_000_000, "21.72 billion đồng", "21,72 tỷ đồng"),
        (40_000_000, "40 million đồng", "40 triệu đồng"),
        (1_500_000, "1.5 million đồng", "1,5 triệu đồng"),
        (999_999_999, "1 billion đồng", "1 tỷ đồng"),
        (5_373_000_000_000, "5,373 billion đồng", "5.373 tỷ đồng"),
        (999_999, "999,999 đồng", "999.999 đồng"),
        (0, "0 đồng", "0 đồng"),
        (-2_000_000_000, "-2 billion đồng", "-2 tỷ đồng"),
    ],
)
def test_vnd_short_says_the_unit_in_the_readers_language(value: int, english: str, vietnamese: str) -> None:
    with translation.override("en"):
        assert figures.vnd_short(value) == english
    with translation.override("vi"):
        assert figures.vnd_short(value) == vietnamese


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (168.8, f"168,8{NBSP}%"),
        (Decimal("168.766"), f"168,8{NBSP}%"),
        (100, f"100{NBSP}%"),
        (0, f"0{NBSP}%"),
        (-0.01, f"-0,1{NBSP}%"),
        ("0.04", f"0,1{NBSP}%"),
        ("0.0000001", f"0,1{NBSP}%"),
        ("99.94", f"99,9{NBSP}%"),
        ("99.96", f"99,9{NBSP}%"),
        ("99.9999999", f"99,9{NBSP}%"),
        ("100.04", f"100{NBSP}%"),
        (None, "—"),
    ],
)
def test_percent_vi_has_a_comma_and_a_space_that_does_not_break(value: Any, shown: str) -> None:
    assert figures.percent_vi(value) == shown


def test_number_vi_rounds_half_up_to_the_requested_decimals() -> None:
    assert (figures.number_vi(1234567.5), figures.number_vi("2.345", 2), figures.number_vi(2.5, 0)) == (
        "1.234.567,5",
        "2,35",
        "3",
    )


def test_dates_are_those_of_the_city() -> None:
    late = dt.datetime(2026, 6, 30, 17, 30, tzinfo=dt.UTC)  # half past midnight in Ho Chi Minh City
    assert (dates.date_vi(late), dates.datetime_vi(late)) == ("01/07/2026", "00:30 01/07/2026")
    assert (dates.date_vi(dt.date(2026, 12, 31)), dates.date_vi(None)) == ("31/12/2026", "—")


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [
        (-3, "3 days overdue", "red"),
        (-1, "1 day overdue", "red"),
        (0, "Due today", "orange"),
        (1, "1 day left", "orange"),
        (3, "3 days left", "orange"),
        (4, "4 days left", "secondary"),
    ],
)
def test_deadline_says_what_is_left(days: int, text: str, tone: str) -> None:
    with time_machine.travel(dt.datetime(2026, 6, 30, 3, 0, tzinfo=dt.UTC), tick=False), translation.override("en"):
        due = timezone.localdate() + dt.timedelta(days=days)
        html = render("{% deadline due %}", due=due)
    assert f">{text}</time>" in html
    assert f"chip-{tone}" in html
    assert f'title="{due:%d/%m/%Y}"' in html


def test_deadline_of_a_list_is_of_today_and_in_the_language_of_its_reader() -> None:
    """Chips of days are drawn once for all rows: not for another day, and not for another language."""
    due = dt.date(2026, 6, 30)
    for day, language, words in ((29, "en", "1 day left"), (29, "vi", "Còn 1 ngày"), (30, "en", "Due today")):
        with (
            time_machine.travel(dt.datetime(2026, 6, day, 3, 0, tzinfo=dt.UTC), tick=False),
            translation.override(language),
        ):
            assert words in render("{% deadline due %}", due=due)
            assert "30/06/2026</time>" in render("{% deadline due done=True %}", due=due)


def test_badge_escapes_text_that_was_safe_markup_elsewhere() -> None:
    for words in (SafeString("<i>x</i>"), "<i>x</i>", SafeString("<i>x</i>")):
        assert "<i>" not in states.badge(words)


def test_capture_strips_markup_unless_it_is_requested() -> None:
    drawn = "{% capture words %}<b>A &amp; B</b>{% endcapture %}{{ words }}|"
    drawn += "{% capture same markup %}<b>{{ name }}</b>{% endcapture %}{{ same }}"
    assert render(drawn, name="<i>") == "A &amp; B|<b>&lt;i&gt;</b>"
    with pytest.raises(TemplateSyntaxError):
        render("{% capture words twice %}{% endcapture %}")


def test_deadline_that_passed_an_hour_ago_is_not_due_any_more() -> None:
    with time_machine.travel(dt.datetime(2026, 6, 30, 3, 0, tzinfo=dt.UTC), tick=False), translation.override("en"):
        assert "Expired today" in render("{% deadline due %}", due=timezone.now() - dt.timedelta(hours=1))
        assert render("{% deadline due %}", due=None) == ""


def test_badge_takes_label_and_tone_of_the_choice_and_escapes_them() -> None:
    assert states.badge(Stage.GROWTH) == '<span class="chip chip-green">Growth &lt;b&gt;</span>'
    assert render("{% badge value|choice_of:choices %}", value="idea", choices=Stage) == (
        '<span class="chip chip-azure">Idea</span>'
    )
    assert render("{% badge value|choice_of:choices %}", value="gone", choices=Stage) == ""


def test_icon_is_drawn_as_the_package_draws_it() -> None:
    for name in ("rocket", "circle", "chart-line"):
        attributes = {"class": "ico", "focusable": "false", "aria-hidden": "true"}
        own = lucide._render_icon(name, 20, **attributes).replace(states.STROKES, "")
        assert states.icon(name) == states.BETWEEN_TAGS.sub("><", own)
    assert states.icon("no-such-icon") == states.icon("circle")


def test_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in states.icon("rocket")
    labelled = states.icon("rocket", label='A "label" <b>')
    assert 'aria-label="A &quot;label&quot; &lt;b&gt;"' in labelled
    assert "aria-hidden" not in labelled


def test_loc_gives_english_only_to_english_readers_and_only_when_it_is_filled() -> None:
    class Pillar:
        name, name_en = "Hợp tác quốc tế", "International cooperation"

    class Untranslated:
        name, name_en = "Truyền thông", ""

    with translation.override("vi"):
        assert states.localized_field(Pillar(), "name") == "Hợp tác quốc tế"
    with translation.override("en"):
        assert (states.localized_field(Pillar(), "name"), states.localized_field(Untranslated(), "name")) == (
            "International cooperation",
            "Truyền thông",
        )


@pytest.mark.parametrize(
    ("percent", "filled", "beyond"),
    [(0, "0.00", None), (69.3, "69.30", None), (100, "100.00", None), (168.8, "59.24", "40.76"), (-5, "0.00", None)],
)
def test_progress_keeps_true_proportions_above_one_hundred(percent: float, filled: str, beyond: str | None) -> None:
    html = render('{% progress percent label="Projects" %}', percent=percent)
    assert f'class="meter-fill" x="0" y="0" width="{filled}"' in html
    assert ('class="meter-over"' in html) is (beyond is not None)
    if beyond:
        assert f'width="{beyond}"' in html
    assert "style=" not in html


def test_progress_without_data_draws_no_bar() -> None:
    html = render('{% progress percent label="Projects" %}', percent=None)
    assert "<svg" not in html
    assert "0" not in html


class ProjectForm(forms.Form):
    name = forms.CharField(help_text="As registered.")
    founded = forms.DateField(label="Founding date", required=False)
    stage = forms.ChoiceField(choices=Stage, widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I confirm.")
    token = forms.CharField(widget=forms.HiddenInput)


def test_field_has_label_hint_error_and_control_tied_together() -> None:
    form = ProjectForm({"name": "", "founded": "31/02/2026"})
    html = render("{% field form.name %}", form=form)
    assert '<label class="form-label" for="id_name">' in html
    assert 'id="id_name_helptext">As registered.' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'class="form-control is-invalid"' in html
    assert html.index("id_name_helptext") < html.index("id_name_error") < html.index("<input")


def test_fields_get_their_classes_from_the_renderer_and_keep_their_own() -> None:
    class Mixed(forms.Form):
        stage = forms.ChoiceField(choices=Stage)
        own = forms.CharField(widget=forms.TextInput(attrs={"class": "wide"}))
        many = forms.MultipleChoiceField(choices=Stage, widget=forms.CheckboxSelectMultiple)
        hidden = forms.CharField(widget=forms.HiddenInput)

    form = Mixed()
    assert 'class="form-select"' in str(form["stage"])
    assert 'class="wide form-control"' in str(form["own"])
    assert str(form["many"]).count('class="form-check-input"') == len(Stage)
    assert "class" not in str(form["hidden"])


def test_error_summary_links_every_error_to_its_control() -> None:
    form = ProjectForm({"name": "", "founded": "31/02/2026"})
    html = render("{% error_summary form %}", form=form)
    for target in ("#id_name", "#id_founded", "#id_stage_0", "#id_agree"):
        assert f'<a href="{target}">' in html
    assert 'href="#id_token"' not in html
    assert render("{% error_summary form %}", form=ProjectForm()) == ""


def test_error_summary_names_errors_of_forms_in_a_formset() -> None:
    formset = forms.formset_factory(ProjectForm)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-name": "", "form-0-stage": "idea"}
    )
    html = render("{% error_summary formset %}", formset=formset)
    assert '<a href="#id_form-0-name">Dòng 1, ' in html


def test_filters_that_are_set_are_counted_behind_the_search_box() -> None:
    class Filters(forms.Form):
        q = forms.CharField(required=False, widget=forms.SearchInput)
        stage = forms.ChoiceField(choices=[("", "All"), *Stage.choices], required=False)
        kinds = forms.MultipleChoiceField(choices=Stage.choices, required=False)

    form = Filters(QueryDict("q=rau&stage=&kinds=idea&kinds=growth"))
    assert [fields.active_filter_count(form, True), fields.active_filter_count(form, False)] == [1, 2]
    assert fields.active_filter_count(Filters(), False) == 0
    assert [fields.is_search_box(field) for field in form] == [True, False, False]


def test_dossier_numbers_do_not_wrap_and_text_is_escaped() -> None:
    text = states.nowrap_numbers("Nông trại <số> 1-2 · HS-2026-000977")
    assert text == 'Nông trại &lt;số&gt; 1-2 · <span class="together">HS-2026-000977</span>'


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.5 " + "x" * 200, "curl/8.5 " + "x" * 101),
        ("", ""),
    ],
)
def test_browser_is_named_as_people_know_it(said: str, shown: str) -> None:
    assert states.browser_name(said) == shown


def test_chip_begins_with_a_capital() -> None:
    assert ">Late<" in states.badge("late", tone="red")


class Limited(forms.Form):
    line = forms.CharField(max_length=20)
    block = forms.CharField(max_length=30, widget=forms.Textarea)
    mail = forms.EmailField(max_length=40)
    secret = forms.CharField(max_length=50, widget=forms.PasswordInput)


def test_no_control_lets_the_browser_cut_what_is_typed() -> None:
    page = str(Limited())

    assert "maxlength" not in page
    assert [f'data-most="{most}"' in page for most in (20, 30, 40, 50)] == [True] * 4


def test_text_that_is_too_long_comes_back_whole_with_its_error() -> None:
    form = Limited({"line": "x" * 21, "block": "y" * 31, "mail": "a@b.vn", "secret": "z"})

    page = str(form)

    assert set(form.errors) == {"line", "block"}
    assert "x" * 21 in page
    assert "y" * 31 in page


def test_small_percent_change_is_not_rounded_to_zero() -> None:
    assert [signed_percent(Decimal(value)) for value in ("0.04", "-0.04", "99.96", "0", "217.63")] == [
        f"+0,1{NBSP}%",
        f"−0,1{NBSP}%",
        f"+99,9{NBSP}%",
        f"±0{NBSP}%",
        f"+217,6{NBSP}%",
    ]
