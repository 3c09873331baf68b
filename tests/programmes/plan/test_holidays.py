"""Holidays and the time limits that follow them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused
from ecosystem.reference.models import Holiday
from ecosystem.reference.workdays import DayUnit
from programmes.grants.actions.clock import pause_for_applicant, start_step
from programmes.grants.models import ApplicationStatus
from programmes.plan.actions.reference import (
    remove_holiday,
)
from programmes.plan.models import Step, TimeLimit
from tests.factories import (
    ApplicationFactory,
    person,
)
from tests.programmes.plan.pages import add

pytestmark = pytest.mark.django_db


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


def test_new_holiday_does_not_move_paused_and_overdue_clocks(client, administrator):
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
