"""Reported figures: author and verifier are two users, and periods do not overlap."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import TransitionRefused
from programmes.plan.actions.reference import (
    verify_measurement,
)
from programmes.plan.models import Measurement, Span, Target
from tests.factories import (
    IndicatorFactory,
    SchemeFactory,
    person,
)
from tests.mails import mail_recipients
from tests.programmes.plan.pages import add, change, errors

pytestmark = pytest.mark.django_db

FIGURE = {
    "span": "in_year",
    "starts_on": "01/01/2025",
    "last_day": "31/12/2025",
    "value": "1.234,5",
    "source": "BC 12/BC-UBND",
    "confidence": "H",
}


def enter_measurement(client, **data):
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
    figure = enter_measurement(client, indicator=old.indicator)
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
    figure = enter_measurement(client)
    address = reverse("public:indicator_detail", args=[figure.indicator.scheme.code, figure.indicator.code])
    client.logout()

    assert "BC 12/BC-UBND" not in client.get(address).content.decode()
    verify_measurement(figure, by=person(Role.DIRECTOR))
    assert "BC 12/BC-UBND" in client.get(address).content.decode()


def test_user_who_changes_an_unverified_figure_becomes_an_author_beside_the_first(client, manager):
    figure = enter_measurement(client)
    director = person(Role.DIRECTOR)
    client.force_login(director)

    change(client, "measurements", figure, value="8")

    figure.refresh_from_db()
    assert (figure.value, figure.entered_by) == (8, director)
    for author in (director, manager):
        with pytest.raises(TransitionRefused):
            verify_measurement(figure, by=author)
    assert verify_measurement(figure, by=person(Role.MANAGER)).is_used


def test_verified_or_loaded_figure_cannot_be_changed(client, manager):
    loaded = Measurement.objects.create(
        indicator=IndicatorFactory(),
        span=Span.IN_YEAR,
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 1, 1),
        value=7,
        source="BC cũ",
        confidence="M",
    )
    verified_measurement = verify_measurement(enter_measurement(client), by=person(Role.DIRECTOR))

    for figure in (loaded, verified_measurement):
        assert change(client, "measurements", figure, value="8").context["form"].non_field_errors()
        before, _ = figure.value, figure.refresh_from_db()
        assert figure.value == before
    with pytest.raises(TransitionRefused):
        verify_measurement(verified_measurement, by=person(Role.MANAGER))


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
    figure = enter_measurement(client, span="cumulative", starts_on="")

    assert (figure.starts_on, figure.ends_on) == (figure.indicator.scheme.starts_on, date(2026, 1, 1))


def test_counted_indicator_takes_no_figure(client, manager):
    counted = IndicatorFactory(origin="counted", counter="paid")

    assert "indicator" in errors(add(client, "measurements", **FIGURE, indicator=counted.pk))


def test_same_figure_sent_twice_is_one(client, manager):
    indicator = IndicatorFactory()

    enter_measurement(client, indicator=indicator)
    enter_measurement(client, indicator=indicator)

    assert Measurement.objects.count() == 1


# Figures of parts of a year


def verified_measurement(client, value, first, last, *, indicator, span="in_year"):
    """A figure entered by whoever is signed in and verified by a director."""
    figure = enter_measurement(client, indicator=indicator, span=span, value=value, starts_on=first, last_day=last)
    return verify_measurement(figure, by=person(Role.DIRECTOR))


@pytest.fixture
def halves(client, manager):
    """10 in the first quarter of 2026 and 12 in the second, both verified."""
    indicator = IndicatorFactory(scheme=SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2031, 1, 1)))
    Target.objects.create(indicator=indicator, year=2026, value=100, source="KH", confidence="H")
    verified_measurement(client, "10", "15/12/2025", "14/03/2026", indicator=indicator)
    verified_measurement(client, "12", "15/03/2026", "14/06/2026", indicator=indicator)
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
    figure = verified_measurement(client, "22", "15/12/2025", "14/06/2026", indicator=halves, span=span)

    assert figure.is_used
    assert of_2026(client, halves).in_year.value == 22


def test_figure_since_the_start_of_the_year_finds_its_first_day_itself(client, halves):
    figure = enter_measurement(
        client, indicator=halves, span="to_date", value="22", starts_on="", last_day="14/06/2026"
    )

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
def test_contradiction_is_an_error_beside_its_field_and_input_stays(client, halves, data, field):
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
    waiting = enter_measurement(
        client, indicator=halves, span="to_date", value="22", starts_on="15/12/2025", last_day="14/06/2026"
    )
    verified_measurement(client, "13", "15/03/2026", "14/06/2026", indicator=halves)

    with pytest.raises(TransitionRefused):
        verify_measurement(waiting, by=person(Role.DIRECTOR))


def test_corrected_part_takes_the_use_from_the_sum_that_no_longer_agrees(client, halves):
    whole = verified_measurement(client, "22", "15/12/2025", "14/06/2026", indicator=halves, span="to_date")

    verified_measurement(client, "13", "15/03/2026", "14/06/2026", indicator=halves)

    whole.refresh_from_db()
    assert (whole.is_used, of_2026(client, halves).in_year.value) == (False, 23)


def test_shares_of_parts_are_no_contradiction(client, manager):
    indicator = IndicatorFactory(unit="%", adds_up=False)
    verified_measurement(client, "40", "15/12/2025", "14/03/2026", indicator=indicator)

    assert verified_measurement(client, "35", "15/12/2025", "14/06/2026", indicator=indicator, span="to_date").is_used


def test_verifiers_are_told_once_of_a_figure_and_nobody_who_wrote_it_or_left(client, manager):
    director, colleague, dismissed = person(Role.DIRECTOR), person(Role.MANAGER), person(Role.MANAGER)
    person(Role.OFFICER)
    RoleGrant.objects.filter(user=dismissed).update(revoked_at=timezone.now())

    figure = enter_measurement(client)
    assert mail_recipients("figure_to_verify") == sorted([director.email, colleague.email])

    change(client, "measurements", figure, value="1.300")
    assert mail_recipients("figure_to_verify") == sorted([director.email, colleague.email])
