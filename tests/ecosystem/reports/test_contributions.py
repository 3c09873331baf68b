"""Contributions: the reporter writes, the head approves, the lead may send back; nobody does two of these."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.reports.actions import contribution as actions
from ecosystem.reports.models import Contribution, ContributionStatus, PeriodStatus, ReportingPeriod
from tests.edit_forms import version_on
from tests.factories import UnitFactory, person
from tests.thorough import SIZES

pytestmark = pytest.mark.django_db
TEXTS = {"results": "Đã tổ chức 3 cuộc thi.", "difficulties": "Thiếu kinh phí.", "proposals": "Bổ sung vốn."}


def make(status=ContributionStatus.DRAFT, **fields):
    period, _ = ReportingPeriod.objects.get_or_create(
        kind="first_half",
        calendar="nd09",
        starts_on=date(2025, 12, 15),
        defaults={
            "year": 2026,
            "ends_on": date(2026, 6, 15),
            "contributions_due_on": date(2026, 6, 22),
            "status": PeriodStatus.ENDED,
        },
    )
    unit = fields.pop("unit", None) or UnitFactory(is_partner=True)
    return Contribution.objects.create(period=period, unit=unit, status=status, **fields)


@pytest.mark.row("E2")
def test_reporter_writes_and_sends_and_head_approves():
    contribution = make()
    reporter = person(Role.PARTNER_REPORTER, unit=contribution.unit)
    head = person(Role.PARTNER_HEAD, unit=contribution.unit)

    with time_machine.travel(date(2026, 6, 22), tick=False):
        actions.save_contribution(contribution, by=reporter, version="0", texts=TEXTS)
        actions.submit_contribution(contribution, by=reporter)
        sent = actions.approve_contribution(contribution, by=head)

    assert (sent.status, sent.results, sent.approved_by, sent.is_late) == ("approved", TEXTS["results"], head, False)


def test_contribution_after_the_due_day_is_marked_late():
    contribution = make(ContributionStatus.SUBMITTED)
    head = person(Role.PARTNER_HEAD, unit=contribution.unit)

    with time_machine.travel(date(2026, 6, 24), tick=False):
        assert actions.approve_contribution(contribution, by=head).is_late


@pytest.mark.row("E2")
def test_writer_does_not_approve_own_text():
    contribution = make()
    both = person(Role.PARTNER_REPORTER, Role.PARTNER_HEAD, unit=contribution.unit)
    actions.save_contribution(contribution, by=both, version="0", texts=TEXTS)
    actions.submit_contribution(contribution, by=both)

    with pytest.raises(TransitionRefused):
        actions.approve_contribution(contribution, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.update(approved_by=both)


def test_second_writer_is_notified_and_loses_nothing(client):
    contribution = make()
    first = person(Role.PARTNER_REPORTER, unit=contribution.unit)
    second = person(Role.PARTNER_REPORTER, unit=contribution.unit)
    client.force_login(second)
    address = reverse("reports:contribution_edit", args=[contribution.pk])
    opened_at = version_on(client.get(address).content.decode())
    actions.save_contribution(contribution, by=first, version="0", texts=TEXTS)

    response = client.post(
        address,
        {"version": opened_at, "results": "Bản của tôi", "difficulties": "", "proposals": ""},
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert TEXTS["results"] in page
    assert "Bản của tôi" in page
    contribution.refresh_from_db()
    assert contribution.results == TEXTS["results"]


def test_empty_contribution_is_not_sent():
    contribution = make()

    with pytest.raises(TransitionRefused):
        actions.submit_contribution(contribution, by=person(Role.PARTNER_REPORTER, unit=contribution.unit))


@pytest.mark.row("E1")
def test_reporter_of_another_unit_is_refused_and_sees_nothing(client):
    contribution = make(results="Bí mật")
    stranger = person(Role.PARTNER_REPORTER, unit=UnitFactory())
    client.force_login(stranger)

    with pytest.raises(RoleRefused):
        actions.save_contribution(contribution, by=stranger, version="0", texts=TEXTS)
    assert client.get(reverse("reports:contribution_detail", args=[contribution.pk])).status_code == 404
    assert "Bí mật" not in client.get(reverse("reports:contribution_list")).content.decode()


def test_department_sees_only_what_the_head_sent(client):
    draft, sent = make(results="Chưa gửi"), make(ContributionStatus.APPROVED, results="Đã gửi")
    client.force_login(person(Role.OFFICER))

    assert client.get(reverse("reports:contribution_detail", args=[draft.pk])).status_code == 404
    assert "Đã gửi" in client.get(reverse("reports:contribution_detail", args=[sent.pk])).content.decode()


def test_manager_asks_for_rework_with_a_reason(client):
    contribution = make(ContributionStatus.APPROVED)
    client.force_login(person(Role.MANAGER))
    address = reverse("reports:contribution_move", args=[contribution.pk, "lead_return"])

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Thiếu số liệu."})

    contribution.refresh_from_db()
    assert contribution.status == ContributionStatus.RETURNED


WRONG = [
    (name, status)
    for name, transition in Contribution.TRANSITIONS.items()
    for status in ContributionStatus
    if status not in transition.sources
]


@pytest.mark.parametrize(("name", "status"), WRONG)
def test_every_move_from_a_wrong_state_is_refused(client, name, status):
    contribution = make(status, results="x")
    roles = Contribution.TRANSITIONS[name].roles
    partner = roles & {Role.PARTNER_REPORTER, Role.PARTNER_HEAD}
    client.force_login(person(*roles, unit=contribution.unit if partner else None))

    response = client.post(reverse("reports:contribution_move", args=[contribution.pk, name]), {"reason": "Lý do"})

    contribution.refresh_from_db()
    assert contribution.status == status
    assert response.status_code in {302, 404, 409}


@pytest.mark.parametrize("item_count", SIZES)
def test_contribution_list_has_constant_queries(client, django_assert_num_queries, item_count):
    unit = UnitFactory(is_partner=True)
    for year in range(2000, 2000 + item_count):
        period = ReportingPeriod.objects.create(
            kind="year",
            year=year,
            starts_on=date(year - 1, 12, 15),
            ends_on=date(year, 12, 15),
            contributions_due_on=date(year, 12, 20),
        )
        Contribution.objects.create(period=period, unit=unit)
    client.force_login(person(Role.PARTNER_REPORTER, unit=unit))

    with django_assert_num_queries(3):
        response = client.get(reverse("reports:contribution_list"), headers={"HX-Request": "true"})

    assert len(response.context["page"]) == min(item_count, 25)
