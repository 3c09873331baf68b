"""Four eyes: whoever wrote does not approve, also after a colleague saved the same words again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.workflow import TransitionRefused
from ecosystem.reference.models import Vocabulary
from ecosystem.reports.actions import contribution as contributions
from ecosystem.reports.models import Contribution, ReportingPeriod
from programmes.grants.actions import award as awards
from programmes.grants.actions import contract as contracts
from programmes.grants.actions.application import check_again, confirm_invalid, find_invalid
from programmes.grants.actions.payment import pay_tranche
from programmes.grants.models import ApplicationStatus, Award, Tranche, TrancheStatus
from programmes.plan.actions.planned_amount import propose_amount, verify_amount
from programmes.plan.actions.reference import save_measurement, save_target, verify_measurement, verify_target
from programmes.plan.models import Measurement, Span, Target
from startups.actions.funding_round import add_round, edit_round, verify_round
from startups.actions.publication import confirm_publication, publish_startup
from startups.actions.startup import COLUMNS, correct_startup
from startups.models import FundingRound, Membership, Publication, Startup
from tests.ecosystem.reports.written import write
from tests.factories import BudgetLineFactory, IndicatorFactory, StartupFactory, TermFactory, UnitFactory, UserFactory
from tests.programmes.grants.cases import contracted_case, evaluated_case, make_case
from tests.programmes.grants.reports import report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

Approve = Callable[[User], Any]


def with_roles(unit: Any, *roles: str) -> User:
    user = UserFactory()
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, unit=unit)
    return User.objects.get(pk=user.pk)


def contribution_play() -> tuple[Any, str, User, User, User, Approve]:
    """A head who also reports writes, a reporter saves the same words, the head approves."""
    unit = UnitFactory(is_partner=True)
    first, third = (with_roles(unit, Role.PARTNER_REPORTER, Role.PARTNER_HEAD) for _ in range(2))
    second = with_roles(unit, Role.PARTNER_REPORTER)
    period = ReportingPeriod.objects.create(
        kind="quarter",
        year=2026,
        number=1,
        starts_on=date(2025, 12, 15),
        ends_on=date(2026, 3, 15),
        contributions_due_on=timezone.localdate() + timedelta(days=9),
    )
    row = Contribution.objects.create(period=period, unit=unit)
    for writer in (first, second):
        row.refresh_from_db()
        write(row, by=writer, results="Đã hỗ trợ 12 dự án.")
    contributions.submit_contribution(row, by=second)
    return row, "approved_by", first, second, third, lambda by: contributions.approve_contribution(row, by=by)


def measurement_play() -> tuple[Any, str, User, User, User, Approve]:
    """A manager enters a figure, a colleague adds a note, the manager verifies."""
    first, second, third = (with_roles(None, Role.MANAGER) for _ in range(3))
    day = timezone.localdate() - timedelta(days=40)
    figure = Measurement(
        indicator=IndicatorFactory(origin="reported"),
        span=Span.IN_YEAR,
        starts_on=day,
        ends_on=day + timedelta(days=30),
        value=12,
        source="Báo cáo",
        confidence="A",
    )
    roles = [Role.MANAGER]
    figure = save_measurement(figure, by=first, roles=roles, fields=[])
    figure = Measurement.objects.get(pk=figure.pk)
    figure.note = "Theo báo cáo quý."
    figure = save_measurement(figure, by=second, roles=roles, fields=["note"], version=version_of(figure))
    return figure, "verified_by", first, second, third, lambda by: verify_measurement(figure, by=by)


def target_play() -> tuple[Any, str, User, User, User, Approve]:
    """A manager enters a target, a colleague names its source better, the manager verifies."""
    first, second, third = (with_roles(None, Role.MANAGER) for _ in range(3))
    target = Target(indicator=IndicatorFactory(), year=2026, value=100, source="QĐ 9", confidence="H")
    target = save_target(target, by=first, roles=[Role.MANAGER], fields=[])
    target = Target.objects.get(pk=target.pk)
    target.source = "QĐ 9/QĐ-UBND"
    target = save_target(target, by=second, roles=[Role.MANAGER], fields=["source"], version=version_of(target))
    return target, "verified_by", first, second, third, lambda by: verify_target(target, by=by)


def planned_amount_play() -> tuple[Any, str, User, User, User, Approve]:
    """A manager enters the amount of a budget line, a colleague names its source better, the manager verifies."""
    first, second, third = (with_roles(None, Role.MANAGER) for _ in range(3))
    line = BudgetLineFactory(planned=0)
    propose_amount(line, by=first, amount=3_000_000_000, source="QĐ 9")
    row = propose_amount(line, by=second, amount=3_000_000_000, source="QĐ 9/QĐ-UBND")
    return row, "verified_by", first, second, third, lambda by: verify_amount(row, by=by)


def proposal_play() -> tuple[Any, str, User, User, User, Approve]:
    """An officer proposes, the director returns it, a colleague proposes the same; the officer, now director, approves."""
    case = evaluated_case(make_case())
    unit = case.application.call.unit
    first, third = (with_roles(unit, Role.OFFICER, Role.DIRECTOR) for _ in range(2))

    def propose(by: User) -> None:
        awards.propose_award(case.fresh, by=by, recommendation="grant", amount=20_000_000, reason="Đủ điểm.")

    propose(first)
    awards.send_back_award(case.fresh, by=case.director, reason="Ghi rõ hơn.")
    propose(case.officer)
    number = {"decision_number": "1/QĐ", "decided_on": timezone.localdate()}
    return (
        Award.objects.get(),
        "decided_by",
        first,
        case.officer,
        third,
        lambda by: awards.approve_award(case.fresh, by=by, **number),
    )


def acceptance_play() -> tuple[Any, str, User, User, User, Approve]:
    """A member reports, it comes back, another member reports again; the first leaves, becomes an officer and accepts."""
    case = contracted_case(ApplicationStatus.IN_PROGRESS)
    startup, unit = case.application.startup, case.application.call.unit
    tranche = case.tranches[0]
    first = UserFactory()
    Membership.objects.create(startup=startup, user=first, role="editor")
    report(tranche, by=first, text="Đã xong.")
    contracts.send_back_deliverable(Tranche.objects.get(pk=tranche.pk), by=case.officer, reason="Thiếu.")
    report(Tranche.objects.get(pk=tranche.pk), by=case.owner, text="Đã xong.")
    Membership.objects.filter(user=first).delete()
    RoleGrant.objects.create(user=first, role=Role.OFFICER, unit=unit)
    first = User.objects.get(pk=first.pk)
    row = Tranche.objects.get(pk=tranche.pk)
    return row, "accepted_by", first, case.owner, case.manager, lambda by: contracts.accept_deliverable(row, by=by)


def _corrected_startup(status: Publication) -> tuple[Startup, User, User, User]:
    """Two officers correct facts of a startup, one after the other; a third has only the role."""
    first, second, third = (with_roles(None, Role.OFFICER) for _ in range(3))
    checked = {"verified_by": with_roles(None, Role.OFFICER), "verified_at": timezone.now() - timedelta(days=30)}
    startup = StartupFactory(
        status=status,
        recheck_since=timezone.now() if status == Publication.PUBLIC else None,
        publication_requested_at=timezone.now(),
        members=[UserFactory()],
        **(checked if status == Publication.PUBLIC else {}),
    )
    for writer, name in ((first, "Ánh Dương"), (second, "Ánh Dương Xanh")):
        startup.refresh_from_db()
        data = {column: getattr(startup, column) for column in COLUMNS}
        data |= {"sectors": list(startup.sectors.all()), "name": name}
        startup = correct_startup(startup, by=writer, data=data, version=version_of(startup), reason="Theo giấy phép.")
    return Startup.objects.get(pk=startup.pk), first, second, third


def publication_play() -> tuple[Any, str, User, User, User, Approve]:
    """An officer corrects a startup that asked for publication, a colleague corrects it again, the officer publishes."""
    row, *people = _corrected_startup(Publication.REQUESTED)
    version = version_of(row)
    return row, "verified_by", *people, lambda by: publish_startup(row, by=by, expected_version=version)


def recheck_play() -> tuple[Any, str, User, User, User, Approve]:
    """The same with the second check of a public startup whose words changed."""
    row, *people = _corrected_startup(Publication.PUBLIC)
    version = version_of(row)
    return row, "verified_by", *people, lambda by: confirm_publication(row, by=by, expected_version=version)


def invalidity_play() -> tuple[Any, str, User, User, User, Approve]:
    """An officer finds a dossier not valid, it is checked again, a colleague finds the same; the officer confirms."""
    case = make_case(ApplicationStatus.CHECKING)
    unit = case.application.call.unit
    first, third = (with_roles(unit, Role.OFFICER, Role.MANAGER) for _ in range(2))
    find_invalid(case.fresh, by=first, reason="Quá 5 năm.")
    check_again(case.fresh, by=third, reason="Xem lại ngày thành lập.")
    find_invalid(case.fresh, by=case.officer, reason="Quá 5 năm.")
    row = case.fresh
    return row, "invalid_confirmed_by", first, case.officer, third, lambda by: confirm_invalid(case.fresh, by=by)


def round_play() -> tuple[Any, str, User, User, User, Approve]:
    """Two members enter and change a funding round; the first leaves, becomes an officer and verifies."""
    first, second, third = (with_roles(None, Role.OFFICER) for _ in range(3))
    startup = StartupFactory(members=[first, second])
    kind, day = TermFactory(vocabulary=Vocabulary.ROUND), timezone.localdate() - timedelta(days=40)
    data = {"kind": kind, "closed_on": day, "amount": 5_000_000, "currency": "VND", "investors": "", "source": "Báo"}
    row = add_round(startup, by=first, data=data)
    row.refresh_from_db()
    row = edit_round(row, by=second, data={**data, "investors": "Quỹ A"}, version=version_of(row))
    Membership.objects.filter(user=first).delete()
    row, first = FundingRound.objects.get(pk=row.pk), User.objects.get(pk=first.pk)
    version = version_of(row)
    return row, "verified_by", first, second, third, lambda by: verify_round(row, by=by, expected_version=version)


PLAYS = {
    "contribution": contribution_play,
    "measurement": measurement_play,
    "target": target_play,
    "planned amount": planned_amount_play,
    "proposal": proposal_play,
    "acceptance": acceptance_play,
    "publication of a startup": publication_play,
    "second check of a startup": recheck_play,
    "funding round": round_play,
    "dossier found not valid": invalidity_play,
}


SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
# What other check constraints ask for.
MORE_COLUMNS = {
    "funding round": {"verified_at": SOME_DAY},
    "planned amount": {"verified_at": SOME_DAY, "status": "verified"},
}


@pytest.mark.parametrize("play", PLAYS)
def test_who_wrote_first_does_not_approve_what_a_colleague_saved_again(play):
    row, approver, first, second, third, approve = PLAYS[play]()
    row.refresh_from_db()
    assert row.authors == [first.pk, second.pk]

    with pytest.raises(TransitionRefused):
        approve(first)
    with pytest.raises(IntegrityError, match="does not approve it"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**{approver: first, **MORE_COLUMNS.get(play, {})})
    approve(third)

    row = type(row).objects.get(pk=row.pk)
    assert getattr(row, approver) == third


def test_control_without_the_trigger_the_last_writer_alone_is_refused():
    row, approver, first, *_rest = contribution_play()

    with pgtrigger.ignore("reports.Contribution:authors_do_not_approve"):
        type(row).objects.filter(pk=row.pk).update(**{approver: first})

    assert type(row).objects.get(pk=row.pk).approved_by == first


def test_new_round_after_an_approval_begins_with_its_last_writer():
    row, _approver, first, second, third, approve = contribution_play()
    approve(third)
    manager = with_roles(None, Role.MANAGER)
    row = contributions.rework_contribution(Contribution.objects.get(pk=row.pk), by=manager, reason="Bổ sung số liệu.")

    row.refresh_from_db()
    assert row.authors == [second.pk]
    assert first.pk not in row.authors


def test_who_proposed_first_does_not_pay_what_a_colleague_proposed_again():
    case = contracted_case(ApplicationStatus.CONTRACTED, TrancheStatus.ACCEPTED)
    second = with_roles(case.application.call.unit, Role.OFFICER)
    Award.objects.filter(pk=case.award.pk).update(proposed_by=second)
    RoleGrant.objects.create(user=case.officer, role=Role.ACCOUNTANT, unit=case.application.call.unit)
    payment = {"paid_on": timezone.localdate(), "reference": "UNC-1"}

    with pytest.raises(TransitionRefused, match=r"đề xuất|proposed"):
        pay_tranche(case.tranches[0], by=User.objects.get(pk=case.officer.pk), **payment)
    assert pay_tranche(case.tranches[0], by=case.accountant, **payment).amount == case.tranches[0].amount


def test_every_model_with_a_writer_and_an_approver_keeps_its_authors():
    """Whoever adds such a pair of columns declares the trigger, or says here why not."""
    from django.apps import apps

    approvers = ("approved_by", "verified_by", "decided_by", "accepted_by", "confirmed_by")
    otherwise = {
        "grants.Reversal.decided_by": "written once, by whoever asks; a check constraint keeps the two apart",
        "grants.Award.offer_accepted_by": "an owner of the startup accepts what the department offers",
        "startups.Invitation.accepted_by": "whoever is invited accepts, and nobody approves what was written",
        "people.RoleInvitation.accepted_by": "whoever is invited accepts, and nobody approves what was written",
    }
    found = set()
    for model in apps.get_models():
        if model._meta.label.endswith("Event"):
            continue
        triggers = getattr(model._meta, "triggers", [])
        functions = [getattr(trigger.func, "func", trigger.func) or "" for trigger in triggers]
        columns = [field.name for field in model._meta.concrete_fields if field.name.endswith(approvers)]
        for column in columns:
            if not any(f"NEW.{column}_id = ANY(NEW.authors)" in function for function in functions):
                found.add(f"{model._meta.label}.{column}")

    assert found == set(otherwise)
