"""Reference rows are edited in the portal, without a deploy: by whom, by which laws, and with a trace."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.reference.models import HistorySeries, HistoryValue, Holiday, Sector, Term
from ecosystem.reference.workdays import DayUnit
from programmes.grants.actions.clock import pause_for_applicant, start_step
from programmes.grants.models import ApplicationStatus
from programmes.plan.actions.reference import (
    remove_holiday,
    save_budget_line,
    save_reference_row,
    verify_measurement,
)
from programmes.plan.models import BudgetLine, Indicator, Measurement, Pillar, Scheme, Span, Step, Target, TimeLimit
from programmes.plan.reference_tables import TABLES
from tests.ecosystem.reference.conftest import load
from tests.factories import (
    ApplicationFactory,
    BudgetLineFactory,
    IndicatorFactory,
    PillarFactory,
    SchemeFactory,
    SectorFactory,
    UnitFactory,
    person,
)
from tests.programmes.plan.rows import ROWS

pytestmark = pytest.mark.django_db

FIGURE = {
    "span": "in_year",
    "starts_on": "01/01/2025",
    "last_day": "31/12/2025",
    "value": "1.234,5",
    "source": "BC 12/BC-UBND",
    "confidence": "H",
}


def page(slug, row=None):
    return reverse("plan:reference_edit", args=[slug, row.pk]) if row else reverse("plan:reference_create", args=[slug])


def form_of(client, address):
    """What a browser would send back untouched."""
    form = client.get(address).context["form"]
    data = {}
    for name, field in form.fields.items():
        value = field.prepare_value(form.get_initial_for_field(field, name))
        if hasattr(value, "__iter__") and not isinstance(value, str):
            value = [getattr(one, "pk", one) for one in value]
        if value is not None and value is not False and value != "":
            data[name] = f"{value:%d/%m/%Y}" if isinstance(value, date) else value
    return data


def add(client, slug, **data):
    return client.post(page(slug), data)


def change(client, slug, row, **data):
    address = page(slug, row)
    return client.post(address, {**form_of(client, address), "reason": "QĐ 9/QĐ-UBND", **data})


def errors(response):
    return response.context["form"].errors


# Every table


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.slug)
def test_every_loaded_row_can_be_saved_unchanged_and_stays_as_it_was(client, table):
    load()
    BudgetLineFactory()
    client.force_login(person(*table.roles))
    everybody = person(Role.MANAGER, Role.ADMINISTRATOR)
    rows = list(table.rows_for(everybody).order_by("pk")[:3]) if table.slug != "measurements" else []

    assert client.get(reverse("plan:reference_list", args=[table.slug])).status_code == 200
    for row in rows:
        before = type(row).objects.filter(pk=row.pk).values().get()
        response = change(client, table.slug, row)
        assert response.status_code == 302, errors(response)
        after = type(row).objects.filter(pk=row.pk).values().get()
        assert {**after, "updated_at": None} == {**before, "updated_at": None}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.slug)
def test_every_field_and_header_has_words_of_the_readers_language(table):
    fields = table.form().fields
    bare = [name for name, field in fields.items() if str(field.label) == capfirst(name.replace("_", " "))]

    assert [name for name in bare if name not in {"version"}] == []


@pytest.mark.row("G6")
def test_change_keeps_who_when_and_why(client, administrator):
    sector = SectorFactory(name="Y tế")

    change(client, "sectors", sector, name="Y tế số")

    entry = client.get(page("sectors", sector)).context["entries"][0]
    assert entry["who"] == administrator
    assert "Y tế → Y tế số" in entry["note"]
    assert "QĐ 9/QĐ-UBND" in entry["note"]


def test_change_without_a_reason_or_over_another_change_is_refused_with_the_input_kept(client, administrator):
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


# Lists: what tests/ecosystem/lists/test_listing.py asks of every list, it asks of these, too


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
def test_bad_input_is_said_beside_its_field_and_saves_nothing(client, administrator, data, field):
    response = add(client, "sectors", **{"name": "Mới", "code": "moi", "belongs_to": "nq20", "order": "1", **data})

    assert field in errors(response)
    assert not Sector.objects.exists()


def test_unit_ends_with_its_successor(client, administrator):
    old, new = UnitFactory(code="so-cu"), UnitFactory(code="so-moi")
    assert "valid_to" in errors(change(client, "units", old, successor=new.pk))

    change(client, "units", old, successor=new.pk, valid_to="01/03/2025")

    old.refresh_from_db()
    assert (old.valid_to, old.current()) == (date(2025, 3, 1), new)
    assert "successor" in errors(change(client, "units", new, successor=old.pk, valid_to="01/03/2026"))
    assert not OrganisationUnit.objects.get(pk=new.pk).successor_id


def test_words_typed_after_the_session_ended_are_in_the_form_again(client, administrator):
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


# Holidays move the running clocks


def running_dossier():
    TimeLimit.objects.create(step=Step.COMPLETENESS, amount=5, unit=DayUnit.WORKING)
    application = ApplicationFactory(status=ApplicationStatus.CHECKING)
    clock = start_step(application, Step.COMPLETENESS)
    return application, clock


def next_working_day():
    day = timezone.localdate() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day


@pytest.mark.row("G6")
def test_new_holiday_moves_running_clocks_and_its_removal_moves_them_back(client, administrator):
    application, clock = running_dossier()
    due = clock.due_on

    add(client, "holidays", day=f"{next_working_day():%d/%m/%Y}", kind="compensatory", name="Nghỉ bù")
    application.refresh_from_db()
    clock.refresh_from_db()
    later = due + timedelta(days=1 if due.weekday() < 4 else 3)
    assert (clock.due_on, application.due_on) == (later, later)

    remove = reverse("plan:holiday_remove", args=[Holiday.objects.get().pk])
    client.post(remove)
    assert Holiday.objects.exists()
    client.post(remove, {"reason": "Nhập nhầm"})
    clock.refresh_from_db()
    assert (Holiday.objects.exists(), clock.due_on) == (False, due)
    assert Holiday.pgh_event_model.objects.filter(pgh_label="delete").count() == 1


def test_new_holiday_leaves_paused_and_overdue_clocks_alone(client, administrator):
    paused, clock = running_dossier()
    pause_for_applicant(paused)
    overdue = ApplicationFactory(status=ApplicationStatus.CHECKING)
    late = start_step(overdue, Step.COMPLETENESS, today=timezone.localdate() - timedelta(days=60))
    before = [(clock.due_on, None), (late.due_on, late.due_on)]

    add(client, "holidays", day=f"{next_working_day():%d/%m/%Y}", kind="public", name="Nghỉ")

    after = []
    for one, application in ((clock, paused), (late, overdue)):
        one.refresh_from_db()
        application.refresh_from_db()
        after.append((one.due_on, application.due_on))
    assert after == before


def test_only_an_administrator_removes_a_day():
    holiday = Holiday.objects.create(day=date(2031, 9, 2), name="Quốc khánh")

    with pytest.raises(RoleRefused):
        remove_holiday(holiday, by=person(Role.MANAGER, Role.DIRECTOR), reason="x")


# Budget lines


def test_manager_enters_a_budget_line_as_people_type_money(client, manager):
    pillar = PillarFactory()

    add(client, "budget-lines", pillar=pillar.pk, year="2026", code="dong-1", name="Hỗ trợ", planned="21,72 tỷ")

    line = BudgetLine.objects.get()
    assert (line.pillar, line.planned, line.granted, line.paid) == (pillar, 21_720_000_000, 0, 0)


@pytest.mark.parametrize("planned", ["hai tỷ", "-1.000.000", "9" * 20, ""])
def test_plan_that_is_no_amount_is_refused_and_kept(client, manager, planned):
    response = add(client, "budget-lines", pillar=PillarFactory().pk, year="2026", code="d", name="D", planned=planned)

    assert list(errors(response)) == ["planned"]
    assert response.context["form"]["planned"].value() == planned


def test_year_outside_the_scheme_is_refused(client, manager):
    response = add(client, "budget-lines", pillar=PillarFactory().pk, year="2031", code="d", name="D", planned="1 tỷ")

    assert list(errors(response)) == ["year"]


def test_plan_is_not_cut_below_what_is_granted(client, manager):
    line = BudgetLineFactory(planned=100_000_000, granted=60_000_000, paid=10_000_000)

    response = change(client, "budget-lines", line, planned="50.000.000")

    assert "10.000.000" in response.context["form"].non_field_errors()[0]
    change(client, "budget-lines", line, planned="60 triệu")
    line.refresh_from_db()
    assert (line.planned, line.granted, line.paid) == (60_000_000, 60_000_000, 10_000_000)


def test_grant_made_while_the_form_was_open_is_not_undone(client, manager):
    line = BudgetLineFactory(planned=100_000_000)
    opened = form_of(client, page("budget-lines", line))
    BudgetLine.objects.filter(pk=line.pk).update(granted=70_000_000)

    client.post(page("budget-lines", line), {**opened, "planned": "120.000.000", "reason": "Bổ sung"})

    line.refresh_from_db()
    assert (line.planned, line.granted) == (120_000_000, 70_000_000)


def test_line_whose_money_moved_keeps_pillar_and_year(client, manager):
    line = BudgetLineFactory(granted=1_000_000)
    other = PillarFactory(scheme=line.pillar.scheme)

    for moved in ({"pillar": other.pk}, {"year": "2027"}):
        assert change(client, "budget-lines", line, **moved).context["form"].non_field_errors()

    line.refresh_from_db()
    assert (line.pillar_id == other.pk, line.year) == (False, 2026)


@pytest.fixture
def unit_manager(client):
    """A manager of one unit, and the unit."""
    unit = UnitFactory()
    user = person(Role.MANAGER, unit=unit)
    client.force_login(user)
    return user, unit


def test_manager_of_one_unit_edits_the_lines_of_its_pillars_alone(client, unit_manager):
    _user, unit = unit_manager
    own = BudgetLineFactory(planned=100_000_000, pillar__lead_unit=unit)
    foreign = BudgetLineFactory(planned=100_000_000, pillar__lead_unit=UnitFactory())
    nobodys = BudgetLineFactory(planned=100_000_000)

    listed = client.get(reverse("plan:reference_list", args=["budget-lines"])).context["page"]
    assert [row.pk for row in listed] == [own.pk]
    assert change(client, "budget-lines", own, planned="120.000.000").status_code == 302
    assert [client.get(page("budget-lines", line)).status_code for line in (foreign, nobodys)] == [404, 404]
    own.refresh_from_db()
    assert own.planned == 120_000_000


def test_manager_of_one_unit_moves_no_line_across_units(client, unit_manager):
    user, unit = unit_manager
    own, foreign = BudgetLineFactory(pillar__lead_unit=unit), BudgetLineFactory(pillar__lead_unit=UnitFactory())

    changed = change(client, "budget-lines", own, pillar=foreign.pillar_id)
    added = add(client, "budget-lines", pillar=foreign.pillar_id, year="2026", code="d", name="D", planned="1 tỷ")
    for response in (changed, added):
        form = response.context["form"]
        assert list(form.errors) == ["pillar"]
        assert list(form.fields["pillar"].queryset) == [own.pillar]
    own.pillar = foreign.pillar
    with pytest.raises(TransitionRefused):
        save_budget_line(own, by=user, roles=[Role.MANAGER], fields=["pillar"])
    own.refresh_from_db()
    foreign.pillar = own.pillar  # what a forged request would bring
    with pytest.raises(RoleRefused):
        save_budget_line(foreign, by=user, roles=[Role.MANAGER], fields=["pillar"])

    assert BudgetLine.objects.filter(pillar=own.pillar).get() == own


@pytest.mark.parametrize("slug", ["schemes", "pillars", "indicators", "targets"])
def test_manager_of_one_unit_does_not_edit_what_holds_for_all(client, unit_manager, slug):
    table = next(table for table in TABLES if table.slug == slug)
    row = ROWS[slug](0)

    assert client.get(reverse("plan:reference_list", args=[slug])).status_code == 403
    assert client.get(page(slug, row)).status_code == 403
    assert slug not in {table.slug for table in client.get(reverse("plan:reference_index")).context["tables"]}
    with pytest.raises(RoleRefused):
        save_reference_row(row, by=unit_manager[0], roles=table.roles, fields=[], version=version_of(row))


def test_sums_of_a_line_cannot_be_sent_with_the_form(client, manager):
    line = BudgetLineFactory(planned=100_000_000, granted=1_000_000)

    change(client, "budget-lines", line, granted="0", paid="5", is_demo="on", planned="100.000.001")

    line.refresh_from_db()
    assert (line.planned, line.granted, line.paid, line.is_demo) == (100_000_001, 1_000_000, 0, False)


# Schemes, pillars, indicators, targets


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


def test_contradictions_of_an_indicator_and_a_target_are_said(client, manager):
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


def test_used_value_of_the_history_takes_the_place_of_the_other(client, administrator):
    series = HistorySeries.objects.create(code="von", name="Vốn", geography="country", unit="USD")
    old = HistoryValue.objects.create(series=series, year=2020, value=1, source="A", confidence="M", is_used=True)

    add(client, "history-values", series=series.pk, year="2020", value="2", source="B", confidence="H", is_used="on")

    old.refresh_from_db()
    assert (old.is_used, HistoryValue.objects.get(source="B").is_used) == (False, True)


# Reported figures: author and verifier are two people


def entered(client, **data):
    indicator = data.pop("indicator", None) or IndicatorFactory()
    response = add(client, "measurements", **{**FIGURE, "indicator": indicator.pk, **data})
    assert response.status_code == 302, errors(response)
    return Measurement.objects.latest("pk")


def test_figure_counts_only_once_another_person_verified_it(client, manager):
    old = Measurement.objects.create(
        indicator=IndicatorFactory(),
        span=Span.IN_YEAR,
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 1, 1),
        value=7,
        source="BC cũ",
        confidence="M",
    )
    figure = entered(client, indicator=old.indicator)
    assert (figure.value, figure.entered_by, figure.is_used) == (Decimal("1234.5"), manager, False)
    with pytest.raises(TransitionRefused):
        verify_measurement(figure, by=manager)

    director = person(Role.DIRECTOR)
    client.force_login(director)
    client.post(reverse("plan:measurement_verify", args=[figure.pk]))

    figure.refresh_from_db()
    old.refresh_from_db()
    assert (figure.verified_by, figure.is_used, old.is_used, old.value) == (director, True, False, 7)


def test_unverified_figure_is_not_published(client, manager):
    figure = entered(client)
    address = reverse("public:indicator_detail", args=[figure.indicator.scheme.code, figure.indicator.code])
    client.logout()

    assert "BC 12/BC-UBND" not in client.get(address).content.decode()
    verify_measurement(figure, by=person(Role.DIRECTOR))
    assert "BC 12/BC-UBND" in client.get(address).content.decode()


def test_who_changes_a_waiting_figure_becomes_its_author(client, manager):
    figure = entered(client)
    director = person(Role.DIRECTOR)
    client.force_login(director)

    change(client, "measurements", figure, value="8")

    figure.refresh_from_db()
    assert (figure.value, figure.entered_by) == (8, director)
    with pytest.raises(TransitionRefused):
        verify_measurement(figure, by=director)
    assert verify_measurement(figure, by=manager).is_used


def test_figure_that_stands_is_not_changed(client, manager):
    loaded = Measurement.objects.create(
        indicator=IndicatorFactory(),
        span=Span.IN_YEAR,
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 1, 1),
        value=7,
        source="BC cũ",
        confidence="M",
    )
    verified = verify_measurement(entered(client), by=person(Role.DIRECTOR))

    for figure in (loaded, verified):
        assert change(client, "measurements", figure, value="8").context["form"].non_field_errors()
        before, _ = figure.value, figure.refresh_from_db()
        assert figure.value == before
    with pytest.raises(TransitionRefused):
        verify_measurement(verified, by=person(Role.MANAGER))


@pytest.mark.parametrize(
    "data",
    [
        {"last_day": "31/12/2090"},
        {"span": "cumulative", "starts_on": "01/06/2021"},
        {"starts_on": "01/07/2025"},
        {"starts_on": "01/01/2026", "last_day": "31/12/2025"},
        {"value": "nhiều"},
        {"value": ""},
        {"source": ""},
    ],
)
def test_figure_against_the_rules_is_refused(client, manager, data):
    indicator = IndicatorFactory()
    Measurement.objects.create(
        indicator=indicator,
        span=Span.IN_YEAR,
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 1, 1),
        value=7,
        source="A",
        confidence="M",
    )

    response = add(client, "measurements", **{**FIGURE, "indicator": indicator.pk, **data})

    assert errors(response)
    assert Measurement.objects.count() == 1


def test_cumulative_figure_begins_with_the_scheme_by_itself(client, manager):
    figure = entered(client, span="cumulative", starts_on="")

    assert (figure.starts_on, figure.ends_on) == (figure.indicator.scheme.starts_on, date(2026, 1, 1))


def test_counted_indicator_takes_no_figure(client, manager):
    counted = IndicatorFactory(origin="counted", counter="paid")

    assert "indicator" in errors(add(client, "measurements", **FIGURE, indicator=counted.pk))


def test_same_figure_sent_twice_is_one(client, manager):
    indicator = IndicatorFactory()

    entered(client, indicator=indicator)
    entered(client, indicator=indicator)

    assert Measurement.objects.count() == 1


# Figures of parts of a year


def verified(client, value, first, last, *, indicator, span="in_year"):
    """A figure entered by whoever is signed in and verified by a director."""
    figure = entered(client, indicator=indicator, span=span, value=value, starts_on=first, last_day=last)
    return verify_measurement(figure, by=person(Role.DIRECTOR))


@pytest.fixture
def halves(client, manager):
    """10 in the first quarter of 2026 and 12 in the second, both verified."""
    indicator = IndicatorFactory(scheme=SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2031, 1, 1)))
    Target.objects.create(indicator=indicator, year=2026, value=100, source="KH", confidence="H")
    verified(client, "10", "15/12/2025", "14/03/2026", indicator=indicator)
    verified(client, "12", "15/03/2026", "14/06/2026", indicator=indicator)
    return indicator


def of_2026(client, indicator):
    years = client.get(reverse("public:indicator_detail", args=[indicator.scheme.code, indicator.code])).context[
        "years"
    ]
    return next(row for row in years if row.year == 2026)


@pytest.mark.row("D7")
def test_year_reported_in_parts_is_their_sum_on_the_public_page(client, halves):
    row = of_2026(client, halves)

    assert (row.in_year.value, row.percent_year.value) == (22, 22)
    html = client.get(reverse("public:indicator_detail", args=[halves.scheme.code, halves.code])).content.decode()
    assert "cộng 2 kỳ trong năm" in html


@pytest.mark.parametrize("span", ["to_date", "in_year"])
def test_figure_since_the_start_of_the_year_is_understood_beside_its_parts(client, halves, span):
    figure = verified(client, "22", "15/12/2025", "14/06/2026", indicator=halves, span=span)

    assert figure.is_used
    assert of_2026(client, halves).in_year.value == 22


def test_figure_since_the_start_of_the_year_finds_its_first_day_itself(client, halves):
    figure = entered(client, indicator=halves, span="to_date", value="22", starts_on="", last_day="14/06/2026")

    assert figure.starts_on == date(2025, 12, 15)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"span": "to_date", "value": "25"}, "value"),
        ({"span": "in_year", "value": "21"}, "value"),
        ({"span": "to_date", "value": "20", "last_day": "14/09/2026"}, "value"),
        ({"span": "to_date", "starts_on": "01/02/2026", "value": "22"}, "starts_on"),
        ({"span": "in_year", "starts_on": "01/02/2026", "value": "9", "last_day": "14/04/2026"}, "starts_on"),
        ({"span": "in_year", "starts_on": "01/01/2022", "value": "90"}, "span"),
        ({"span": "in_year", "value": "22", "last_day": "31/12/2090"}, "last_day"),
    ],
)
def test_contradiction_is_said_beside_its_field_and_what_was_typed_stays(client, halves, data, field):
    typed = {**FIGURE, "indicator": halves.pk, "starts_on": "15/12/2025", "last_day": "14/06/2026", **data}
    response = add(client, "measurements", **typed)

    assert list(errors(response)) == [field]
    assert response.context["form"]["value"].value() == data["value"]
    assert Measurement.objects.count() == 2


def test_contradiction_names_both_sides(client, halves):
    typed = {
        "indicator": halves.pk,
        "span": "to_date",
        "value": "25",
        "starts_on": "15/12/2025",
        "last_day": "14/06/2026",
    }
    response = add(client, "measurements", **FIGURE | typed)

    (message,) = errors(response)["value"]
    assert all(words in message for words in ("25", "10 (15/12/2025 – 14/03/2026) + 12", "15/12/2025 – 14/06/2026"))


def test_contradiction_that_arose_while_a_figure_waited_is_refused_at_the_check(client, halves):
    waiting = entered(
        client, indicator=halves, span="to_date", value="22", starts_on="15/12/2025", last_day="14/06/2026"
    )
    verified(client, "13", "15/03/2026", "14/06/2026", indicator=halves)

    with pytest.raises(TransitionRefused):
        verify_measurement(waiting, by=person(Role.DIRECTOR))


def test_corrected_part_takes_the_use_from_the_sum_that_no_longer_agrees(client, halves):
    whole = verified(client, "22", "15/12/2025", "14/06/2026", indicator=halves, span="to_date")

    verified(client, "13", "15/03/2026", "14/06/2026", indicator=halves)

    whole.refresh_from_db()
    assert (whole.is_used, of_2026(client, halves).in_year.value) == (False, 23)


def test_shares_of_parts_are_no_contradiction(client, manager):
    indicator = IndicatorFactory(unit="%", adds_up=False)
    verified(client, "40", "15/12/2025", "14/03/2026", indicator=indicator)

    assert verified(client, "35", "15/12/2025", "14/06/2026", indicator=indicator, span="to_date").is_used
