"""Every due day follows the calendar of public holidays, or its page says why it is fixed."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.reference.models import Holiday
from ecosystem.reference.workdays import DayUnit
from ecosystem.reports.actions.ledger import contributions_due
from ecosystem.reports.models import PeriodStatus, ReportingPeriod
from programmes.feedback.models import Feedback
from programmes.grants.actions.clock import start_step
from programmes.grants.models import Application, ApplicationStatus, Review, StepClock
from programmes.plan.actions.reference import remove_holiday, save_reference_row
from programmes.plan.models import FeedbackKind, Step, TimeLimit
from tests.factories import ApplicationFactory, UnitFactory, person, time_limits
from tests.programmes.feedback.cases import send
from tests.programmes.grants.cases import contracted_case, make_case, open_review

pytestmark = pytest.mark.django_db


def _clock():
    application = ApplicationFactory(status=ApplicationStatus.CHECKING)
    start_step(application, Step.COMPLETENESS)
    return StepClock.objects.get(application=application)


def _application():
    return _clock().application


def _review():
    """A review whose due day is that of its dossier."""
    case = make_case()
    start_step(case.application, Step.EVALUATION)
    review = open_review(case.application, case.evaluators[0])
    review.refresh_from_db()
    return review


def _message():
    UnitFactory(is_lead=True)
    for kind in FeedbackKind:
        TimeLimit.objects.create(step=kind, amount=5, unit=DayUnit.WORKING)
    return send()


def _period():
    """The quarter that runs now, for which units will send their parts."""
    quarter = period_of(timezone.localdate(), PeriodKind.QUARTER)
    return ReportingPeriod.objects.create(
        kind=quarter.kind,
        year=quarter.year,
        number=quarter.number,
        starts_on=quarter.starts,
        ends_on=quarter.ends,
        contributions_due_on=contributions_due(quarter),
    )


FOLLOWING = {
    (StepClock, "due_on"): _clock,
    (Application, "due_on"): _application,
    (Review, "due_on"): _review,
    (Feedback, "due_on"): _message,
    (ReportingPeriod, "contributions_due_on"): _period,
}
FIXED = {"grants.Tranche.due_on": "không thay đổi theo ngày nghỉ lễ"}
OTHER = {"grants.Application.due_key", "grants.Review.due_key"}  # generated from due_on


def test_every_due_day_of_the_models_is_in_one_of_the_tables():
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        if "pgh_id" not in {f.name for f in model._meta.concrete_fields}
        for field in model._meta.concrete_fields
        if "due" in field.name and isinstance(field, models.DateField | models.GeneratedField)
    }
    following = {f"{model._meta.app_label}.{model.__name__}.{name}" for model, name in FOLLOWING}

    assert found - OTHER == following | set(FIXED)


@pytest.mark.parametrize("case", FOLLOWING, ids=lambda case: f"{case[0].__name__}.{case[1]}")
def test_holiday_added_later_moves_the_due_day_and_its_removal_moves_it_back(case):
    time_limits()
    administrator = person(Role.ADMINISTRATOR)
    _model, name = case
    row = FOLLOWING[case]()
    before = getattr(row, name)

    holiday = Holiday(day=before, name="Nghỉ bù")
    save_reference_row(holiday, by=administrator, roles={Role.ADMINISTRATOR}, fields=["day", "kind", "name"])
    row.refresh_from_db()
    moved = getattr(row, name)
    assert before < moved <= before + timedelta(days=5)

    remove_holiday(holiday, by=administrator, reason="Nhập nhầm")
    row.refresh_from_db()
    assert getattr(row, name) == before


def test_due_day_of_contributions_that_were_reported_stays():
    period = ReportingPeriod.objects.create(
        kind="quarter",
        year=2026,
        starts_on=date(2026, 3, 15),
        ends_on=date(2026, 6, 15),
        contributions_due_on=date(2026, 6, 19),
        status=PeriodStatus.CLOSED,
    )

    holiday = Holiday(day=date(2026, 6, 19), name="Nghỉ bù")
    save_reference_row(
        holiday, by=person(Role.ADMINISTRATOR), roles={Role.ADMINISTRATOR}, fields=["day", "kind", "name"]
    )

    period.refresh_from_db()
    assert period.contributions_due_on == date(2026, 6, 19)


def test_page_of_a_contract_says_that_its_due_days_are_fixed(client):
    case = contracted_case()
    client.force_login(case.owner)

    html = client.get(reverse("grants:contract_detail", args=[case.application.pk])).content.decode()

    assert FIXED["grants.Tranche.due_on"] in html
