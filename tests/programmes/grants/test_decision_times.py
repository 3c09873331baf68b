"""How long a decision takes: shown on a call from 20 decisions on, without the applicant's time, equal to its list."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.core.days import moment_of
from ecosystem.reference.models import Holiday
from ecosystem.reference.workdays import DayUnit, days_between
from programmes.grants.decision_times import decision_times
from programmes.grants.models import Award, AwardStatus, StepClock, Submission
from programmes.plan.models import Step
from tests.factories import CallFactory
from tests.programmes.grants.cases import client_of, proposed_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]


def add_decision(call: object, day: date, days: int, *, at_applicant: int = 0) -> None:
    """A dossier decided on `day`, `days` calendar days after it was sent."""
    case = proposed_case(call=call)
    sent = day - timedelta(days=days)
    Submission.objects.create(
        application=case.application,
        sequence=1,
        sent_at=moment_of(sent, 9),
        sent_by=case.owner,
        content={},
        content_sha256="0" * 64,
    )
    Award.objects.filter(application=case.application).update(
        status=AwardStatus.APPROVED,
        decided_by=case.director,
        decided_at=moment_of(day, 15),
        decision_number=f"{case.application.pk}/QĐ",
    )
    if at_applicant:
        StepClock.objects.create(
            application=case.application,
            step=Step.COMPLETION,
            amount=15,
            unit=DayUnit.CALENDAR,
            started_on=sent,
            due_on=sent + timedelta(days=15),
            ended_on=sent + timedelta(days=at_applicant),
        )


@pytest.mark.row("A27")
def test_times_are_published_from_twenty_decisions_on_and_equal_their_list(client):
    call, other, today = CallFactory(), CallFactory(), timezone.localdate()
    for _ in range(10):
        add_decision(call, today, 7)
    for _ in range(8):
        add_decision(call, today, 28, at_applicant=14)
    add_decision(call, today - timedelta(days=400), 300)  # too long ago
    add_decision(other, today, 200)  # of another policy
    add_decision(call, today, 70)
    assert decision_times(call.policy) is None
    page = reverse("grants:call_detail", args=[call.code])
    assert "Thời gian ra quyết định" not in client.get(page).content.decode()

    add_decision(call, today, 70)
    times = decision_times(call.policy)
    assert times is not None
    week = days_between(today - timedelta(days=7), today, DayUnit.WORKING)
    shown = days_between(today - timedelta(days=14), today, DayUnit.WORKING)
    assert (times.half, times.most, times.decisions) == (week, shown, 20)
    assert "/decisions/" not in client.get(page).content.decode()

    manager = proposed_case(call=call).manager
    address = re.search(r'href="(/decisions/\?policy=[^"]+)"', client_of(manager).get(page).content.decode()).group(1)
    rows = client_of(manager).get(unescape(address)).context["page"].rows
    assert len(rows) == times.decisions


def test_times_are_computed_once_until_a_record_changes(django_assert_num_queries):
    call, other, today = CallFactory(), CallFactory(), timezone.localdate()
    for _ in range(20):
        add_decision(call, today, 70, at_applicant=1)
    before = decision_times(call.policy)
    with django_assert_num_queries(1):
        assert decision_times(call.policy) == before
    assert decision_times(other.policy) is None
    with django_assert_num_queries(1):
        assert decision_times(other.policy) is None

    StepClock.objects.update(ended_on=today - timedelta(days=70 - 15))
    assert decision_times(call.policy).half < before.half
    StepClock.objects.update(ended_on=today - timedelta(days=70 - 1))
    assert decision_times(call.policy) == before

    day = next(day for n in range(7) if (day := today - timedelta(days=30 + n)).weekday() == 0)
    holiday = Holiday.objects.create(day=day, name="Nghỉ")
    assert decision_times(call.policy).half == before.half - 1
    Holiday.objects.filter(pk=holiday.pk).update(kind="working")
    assert decision_times(call.policy) == before

    type(call).objects.filter(pk=call.pk).update(policy=other.policy)
    assert decision_times(call.policy) is None
    assert decision_times(other.policy) == before
