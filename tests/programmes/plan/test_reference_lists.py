"""The lists of reference data: words, filters, orders, views and files of each table."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.lists.models import SavedView
from programmes.plan.models import Measurement, Span, Target
from tests.access.requests import close_response
from tests.factories import (
    IndicatorFactory,
    SchemeFactory,
    SectorFactory,
    person,
)
from tests.programmes.plan.rows import ROWS

pytestmark = pytest.mark.django_db


def listed(client, slug, **query):
    response = client.get(reverse("plan:reference_list", args=[slug]), query)
    assert response.context["filter"].form.errors == {}
    return [row.pk for row in response.context["page"]]


def test_search_knows_no_accents_and_finds_names_and_codes(client, administrator):
    sector = SectorFactory(name="Công nghệ sinh học", name_en="Biotechnology", code="sinh-hoc")
    SectorFactory(name="Du lịch")

    for words in ("cong nghe", "BIOTECH", "sinh-hoc", "sinh công"):
        assert listed(client, "sectors", q=words) == [sector.pk]
    assert client.get(reverse("plan:reference_list", args=["sectors"]), {"sort": "x"}).status_code == 400


def test_search_is_the_first_filter_and_validity_the_last(client, administrator):
    form = client.get(reverse("plan:reference_list", args=["sectors"])).context["filter"].form

    assert list(form.fields) == ["q", "list", "holds"]


def test_rows_of_others_are_found_by_what_they_belong_to(client, manager):
    wanted = Target.objects.create(indicator=IndicatorFactory(name="Vốn đầu tư"), value=1, source="A", confidence="H")
    other = Target.objects.create(indicator=IndicatorFactory(), value=1, year=2026, source="Nghị quyết", confidence="H")

    assert listed(client, "targets", q="von dau tu") == [wanted.pk]
    assert listed(client, "targets", q="nghi quyet") == listed(client, "targets", year=2026) == [other.pk]
    assert listed(client, "targets", scheme=wanted.indicator.scheme.code) == [wanted.pk]


@pytest.mark.row("G6")
def test_rows_are_found_by_whether_they_hold_today(client, administrator):
    today, day = timezone.localdate(), timedelta(days=1)
    always = SectorFactory()
    first, last = SectorFactory(valid_from=today), SectorFactory(valid_to=today + day)
    ended = SectorFactory(valid_to=today)
    coming = SectorFactory(valid_from=today + day)

    assert set(listed(client, "sectors", holds="now")) == {always.pk, first.pk, last.pk}
    assert listed(client, "sectors", holds="ended") == [ended.pk]
    assert listed(client, "sectors", holds="later") == [coming.pk]


def test_scheme_holds_until_the_day_before_it_ends(client, manager):
    today = timezone.localdate()
    running = SchemeFactory(starts_on=today, ends_on=today + timedelta(days=1))
    ended = SchemeFactory(starts_on=today - timedelta(days=9), ends_on=today)

    assert listed(client, "schemes", holds="now") == [running.pk]
    assert listed(client, "schemes", holds="ended") == [ended.pk]


def test_figures_are_found_by_whether_they_count(client, manager):
    indicator, how = IndicatorFactory(), {"span": Span.IN_YEAR, "source": "A", "confidence": "H", "value": 1}
    made = {}
    for year, (state, fields) in enumerate(
        {
            "waiting": {"entered_by": person(Role.OFFICER), "is_used": False},
            "used": {"is_used": True},
            "unused": {"is_used": False},
        }.items(),
        start=2023,
    ):
        period = {"starts_on": date(year, 1, 1), "ends_on": date(year + 1, 1, 1)}
        made[state] = Measurement.objects.create(indicator=indicator, **how, **period, **fields).pk

    assert {state: listed(client, "measurements", state=state) for state in made} == {s: [pk] for s, pk in made.items()}


def test_rows_without_an_end_come_after_all_that_end(client, administrator):
    always, later = SectorFactory(), SectorFactory(valid_to=date(2031, 1, 1))
    sooner = SectorFactory(valid_to=date(2026, 1, 1))

    assert listed(client, "sectors", sort="until") == [sooner.pk, later.pk, always.pk]


def test_saved_view_belongs_to_one_table_only(client, administrator):
    SavedView.objects.create(owner=administrator, listing="reference-sectors", name="Đang hiệu lực", query="holds=now")

    shown = {
        slug: [tab["view"].name for tab in client.get(reverse("plan:reference_list", args=[slug])).context["list"].tabs]
        for slug in ("sectors", "terms")
    }

    assert shown == {"sectors": ["Đang hiệu lực"], "terms": []}


def test_deleted_view_leads_back_to_its_table(client, administrator):
    view = SavedView.objects.create(owner=administrator, listing="reference-sectors", name="X", query="holds=now")

    response = client.post(reverse("lists:view_delete", args=[view.pk]))

    assert response.url == reverse("plan:reference_list", args=["sectors"])


def test_outlines_are_not_read_for_a_list(client, administrator):
    ROWS["areas"](0)

    (area,) = client.get(reverse("plan:reference_list", args=["areas"])).context["page"]

    assert area.get_deferred_fields() == {"outline"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_of_a_table_is_for_its_editors_alone(client, manager, kind):
    answers = {}
    for table in ("sectors", "targets"):
        response = client.get(reverse(f"lists:export_{kind}", args=[f"reference-{table}"]))
        answers[table] = response.status_code
        close_response(response)

    assert answers == {"sectors": 403, "targets": 200}
