"""Editing reference data in the portal: permissions, reasons, edit conflicts and history of all tables."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.reference.models import HistorySeries, HistoryValue, Sector, Term
from ecosystem.reference.workdays import DayUnit
from programmes.plan.models import Indicator, Pillar, Scheme, Step, Target, TimeLimit
from programmes.plan.reference_tables import TABLES
from tests.ecosystem.reference.conftest import load
from tests.factories import (
    IndicatorFactory,
    PillarFactory,
    SectorFactory,
    UnitFactory,
)
from tests.programmes.plan.pages import add, change, errors, form_of, page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.slug)
def test_every_field_has_a_translated_label(table):
    fields = table.form().fields
    bare = [name for name, field in fields.items() if str(field.label) == capfirst(name.replace("_", " "))]

    assert [name for name in bare if name not in {"version"}] == []


@pytest.mark.row("G6")
def test_change_is_stored_with_user_time_and_reason(client, administrator):
    sector = SectorFactory(name="Y tế")

    change(client, "sectors", sector, name="Y tế số")

    entry = client.get(page("sectors", sector)).context["entries"][0]
    assert entry["who"] == administrator
    assert "Y tế → Y tế số" in entry["note"]
    assert "QĐ 9/QĐ-UBND" in entry["note"]


def test_change_without_reason_or_with_a_conflict_is_refused_and_keeps_the_input(client, administrator):
    sector = SectorFactory(name="Y tế")
    opened = form_of(client, page("sectors", sector))
    assert list(errors(client.post(page("sectors", sector), {**opened, "name": "Y tế số"}))) == ["reason"]

    change(client, "sectors", sector, name="Y tế thông minh")
    response = client.post(page("sectors", sector), {**opened, "name": "Y tế số", "reason": "x"})

    assert response.context["form"]["name"].value() == "Y tế số"
    assert (response.status_code, list(errors(response))) == (409, ["name"])
    assert "Y tế thông minh" in response.content.decode()
    sector.refresh_from_db()
    assert sector.name == "Y tế thông minh"


def test_edited_row_is_not_overwritten_by_the_next_load(client, administrator):
    load()
    term = Term.objects.first()

    change(client, "terms", term, name="Tên do quản trị viên đặt")
    load()

    term.refresh_from_db()
    assert term.name == "Tên do quản trị viên đặt"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"valid_from": "31/02/2026"}, "valid_from"),
        ({"valid_from": "01/02/2026", "valid_to": "01/01/2026"}, "valid_to"),
        ({"valid_to": "01/01/0206"}, "valid_to"),
        ({"code": "../etc"}, "code"),
        ({"name": "x" * 501}, "name"),
    ],
)
def test_invalid_input_is_an_error_of_its_field_and_saves_nothing(client, administrator, data, field):
    response = add(client, "sectors", **{"name": "Mới", "code": "moi", "belongs_to": "nq20", "order": "1", **data})

    assert field in errors(response)
    assert not Sector.objects.exists()


def test_unit_with_a_successor_needs_an_end(client, administrator):
    old, new = UnitFactory(code="so-cu"), UnitFactory(code="so-moi")
    assert "valid_to" in errors(change(client, "units", old, successor=new.pk))

    change(client, "units", old, successor=new.pk, valid_to="01/03/2025")

    old.refresh_from_db()
    assert (old.valid_to, old.current()) == (date(2025, 3, 1), new)
    assert "successor" in errors(change(client, "units", new, successor=old.pk, valid_to="01/03/2026"))
    assert not OrganisationUnit.objects.get(pk=new.pk).successor_id


def test_input_after_the_session_ended_is_restored_in_the_form(client, administrator):
    client.get(page("holidays"))
    del client.cookies[settings.SESSION_COOKIE_NAME]
    response = add(client, "holidays", day="02/09/2031", kind="public", name="Quốc khánh")
    assert response.status_code == 302

    client.force_login(administrator)

    assert client.get(page("holidays")).context["form"]["name"].value() == "Quốc khánh"


@pytest.mark.parametrize(("typed", "kept"), [("5, 1", [5, 1]), (" 1;3  2 ", [3, 2, 1]), ("", []), ("2,2", [2])])
def test_reminders_of_a_time_limit_are_typed_as_numbers_of_days(client, administrator, typed, kept):
    limit = TimeLimit.objects.create(step=Step.COMPLETENESS, amount=6, unit=DayUnit.WORKING)

    assert change(client, "time-limits", limit, remind_before=typed).status_code == 302

    limit.refresh_from_db()
    assert limit.remind_before == kept
    assert (
        f"1 → {', '.join(map(str, kept)) or '—'}"
        in client.get(page("time-limits", limit)).context["entries"][0]["note"]
    )
    assert form_of(client, page("time-limits", limit)).get("remind_before", "") == ", ".join(map(str, kept))


@pytest.mark.parametrize("typed", ["mai", "-1", "1.5", "6", "5,4,3,2,1,0", "٣", "1" * 40])
def test_reminders_outside_the_limit_or_no_numbers_are_refused(client, administrator, typed):
    limit = TimeLimit.objects.create(step=Step.COMPLETENESS, amount=6, unit=DayUnit.WORKING)

    response = change(client, "time-limits", limit, remind_before=typed)

    assert list(errors(response)) == ["remind_before"]
    assert response.context["form"]["remind_before"].value() == typed
    limit.refresh_from_db()
    assert limit.remind_before == [1]


@pytest.mark.row("P8")
def test_new_scheme_with_an_eighth_pillar_indicator_and_target_needs_no_developer(client, manager):
    add(
        client,
        "schemes",
        code="de-an-2031",
        name="Đề án 2031-2035",
        short_name="Đề án 2031",
        legal_document="QĐ 1/QĐ-UBND",
        starts_on="01/01/2031",
        ends_on="01/01/2036",
        confidence="H",
    )
    scheme = Scheme.objects.get()
    add(client, "pillars", scheme=scheme.pk, number="8", name="Nhóm thứ tám")
    add(
        client,
        "indicators",
        scheme=scheme.pk,
        pillar=Pillar.objects.get().pk,
        code="du-an",
        name="Dự án",
        unit="dự án",
        direction="more",
        geography="city",
        origin="reported",
        order="1",
        confidence="H",
    )
    indicator = Indicator.objects.get()
    add(client, "targets", indicator=indicator.pk, year="2031", value="1.500", source="QĐ 1/QĐ-UBND", confidence="H")

    assert Target.objects.get().value == Decimal(1500)
    public = client.get(reverse("public:pillar_detail", args=["de-an-2031", 8])).content.decode()
    assert "Nhóm thứ tám" in public
    assert "Dự án" in public


def test_contradictions_of_an_indicator_and_a_target_are_errors(client, manager):
    indicator = IndicatorFactory()
    foreign = PillarFactory()
    words = {
        "scheme": indicator.scheme_id,
        "code": "x",
        "name": "X",
        "unit": "x",
        "direction": "more",
        "geography": "city",
        "order": "1",
        "confidence": "H",
    }

    assert list(errors(add(client, "indicators", **words, origin="counted"))) == ["counter"]
    assert list(errors(add(client, "indicators", **words, origin="reported", counter="paid"))) == ["counter"]
    assert list(errors(add(client, "indicators", **words, origin="reported", pillar=foreign.pk))) == ["pillar"]
    target = {"indicator": indicator.pk, "source": "x", "confidence": "H"}
    assert list(errors(add(client, "targets", **target, value="10", value_to="5"))) == ["value_to"]
    assert list(errors(add(client, "targets", **target, value="10", year="2035"))) == ["year"]


def test_used_value_of_the_history_replaces_the_other_one(client, administrator):
    series = HistorySeries.objects.create(code="von", name="Vốn", geography="country", unit="USD")
    old = HistoryValue.objects.create(series=series, year=2020, value=1, source="A", confidence="M", is_used=True)

    add(client, "history-values", series=series.pk, year="2020", value="2", source="B", confidence="H", is_used="on")

    old.refresh_from_db()
    assert (old.is_used, HistoryValue.objects.get(source="B").is_used) == (False, True)
