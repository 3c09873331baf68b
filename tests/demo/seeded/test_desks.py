"""Every demonstration account finds work, and the portal goes on from the data as from real ones."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.demo import ACCOUNTS, PARTNER_UNIT
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry, NumberSeries
from ecosystem.core.periods import PeriodKind
from ecosystem.notices.mail import OutboxMessage
from ecosystem.reports.models import (
    Contribution,
    ContributionStatus,
    IssuedReport,
    PeriodStatus,
    ReportingPeriod,
    ReportStatus,
)
from programmes.grants.actions.application import start_application, submit_application
from programmes.grants.actions.award import approve_award
from programmes.grants.actions.payment import pay_tranche
from programmes.grants.eligibility import check_eligibility
from programmes.grants.models import (
    EDITABLE_STATUSES,
    Amendment,
    Application,
    ApplicationStatus,
    Attachment,
    Award,
    AwardStatus,
    Call,
    ContractAnnex,
    CostKind,
    CostLine,
    DeadlineExtension,
    PlanStep,
    Review,
    ReviewStatus,
    Tranche,
    TrancheStatus,
)
from programmes.grants.policy_change import calls_with_old_rules
from programmes.grants.tasks import watch_deadlines
from programmes.plan.models import CorrectionSubject, PeriodCorrection, SupportPolicy
from startups.models import MemberRole, Membership, Publication, Startup
from tests.factories import StartupFactory, UserFactory, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]
S = ApplicationStatus


def account(role: Role, which: int = 0) -> User:
    return User.objects.get(email=[a.email for a in ACCOUNTS if a.role == role][which])


def open_calls():
    return Call.objects.open_at(timezone.now()).select_related("policy", "budget_line")


def states_of(user: User) -> dict[str, list[str]]:
    """Statuses of the user's dossiers by startup, oldest first."""
    return {
        str(startup.pk): list(startup.applications.order_by("pk").values_list("status", flat=True))
        for startup in Startup.objects.run_by(user).order_by("pk")
    }


def test_the_first_applicant_has_a_running_grant_a_returned_dossier_and_a_free_startup():
    owner = account(Role.APPLICANT)

    assert list(states_of(owner).values()) == [
        [S.CLOSED, S.IN_PROGRESS],
        [S.REJECTED, S.RETURNED],
        [S.REJECTED],
    ]
    running = Tranche.objects.filter(contract__award__application__in=Application.objects.of_applicant(owner))
    assert running.filter(status=TrancheStatus.PLANNED).exists()


def test_the_second_applicant_has_a_draft_and_a_dossier_under_evaluation():
    assert list(states_of(account(Role.APPLICANT, 1)).values()) == [[S.REJECTED, S.DRAFT], [S.EVALUATING]]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIRECTOR])
def test_dossiers_wait_for_the_department(role):
    assert Application.objects.waiting_for(account(role)).exists()


@pytest.mark.parametrize("which", [0, 1])
def test_reviews_wait_for_both_evaluators(which):
    evaluator = account(Role.EVALUATOR, which)
    assert Review.objects.visible_to(evaluator).filter(evaluator=evaluator).pending().exists()


def test_an_accepted_tranche_waits_for_the_accountant_who_may_pay_it():
    accountant = account(Role.ACCOUNTANT)
    tranche = Tranche.objects.visible_to(accountant).filter(status=TrancheStatus.ACCEPTED).order_by("pk").first()
    line = tranche.contract.award.budget_line
    paid = line.paid

    pay_tranche(tranche, by=accountant, paid_on=timezone.localdate(), reference="UNC-1")

    line.refresh_from_db()
    assert line.paid == paid + tranche.amount


def test_a_proposal_waits_for_the_director_who_may_approve_it():
    application = Application.objects.filter(status=S.PROPOSED, award__recommendation="grant").first()

    award = approve_award(
        application, by=account(Role.DIRECTOR), decision_number="9/QĐ", decided_on=timezone.localdate()
    )

    assert award.net_amount == Award.objects.approved().get(application=application).amount


def test_the_partner_unit_has_its_part_of_the_last_period_to_write():
    reporter = account(Role.PARTNER_REPORTER)
    mine = Contribution.objects.visible_to(reporter).filter(status=ContributionStatus.DRAFT).select_related("period")

    assert [(c.unit.code, c.period.status) for c in mine] == [(PARTNER_UNIT, PeriodStatus.ENDED)]


def test_the_periods_before_it_have_their_reports_and_none_is_overdue():
    reports = IssuedReport.objects.select_related("period").order_by("period__ends_on")

    assert len(reports) >= 2
    assert {report.status for report in reports} == {ReportStatus.ISSUED}
    assert {report.period.status for report in reports} == {PeriodStatus.CLOSED}
    last = ReportingPeriod.objects.filter(status=PeriodStatus.CLOSED, kind=PeriodKind.QUARTER).first()
    assert last.contributions.exists()
    assert not last.contributions.exclude(status=ContributionStatus.APPROVED).exists()
    waiting = ReportingPeriod.objects.filter(status=PeriodStatus.ENDED)
    assert len({period.ends_on for period in waiting}) == 1
    assert waiting[0].ends_on > last.ends_on


def test_requests_for_the_directory_wait_or_have_been_answered():
    assert not Startup.objects.filter(status=Publication.REQUESTED, verified_at__isnull=False).exists()
    assert Startup.objects.public().count() > 50


def test_every_open_call_takes_an_application_from_a_new_startup():
    owner = UserFactory()
    calls = list(open_calls())
    assert len(calls) == 3
    for call in calls:
        startup = StartupFactory(members=[owner], sectors=[call.policy.sectors.order_by("pk").first()])
        assert start_application(call, startup, by=owner).status == S.DRAFT


def test_the_free_startup_of_the_first_applicant_is_eligible_everywhere():
    startup = Startup.objects.run_by(account(Role.APPLICANT)).order_by("pk").last()

    for call in open_calls():
        assert check_eligibility(call, startup).failed == []


def test_the_next_submission_gets_the_next_number():
    owner = account(Role.APPLICANT)
    startup = Startup.objects.run_by(owner).order_by("pk").last()
    call = open_calls().get(policy__code="nq20-pre-incubation")
    last = NumberSeries.objects.get(series="HS", year=2026).last
    application = fill_in(start_application(call, startup, by=owner), owner)

    sent = submit_application(application, by=owner)

    assert sent.number == f"HS-2026-{last + 1:06d}"
    assert OutboxMessage.objects.filter(kind="receipt", recipient=owner.email).count() == 1


def test_the_draft_of_the_second_applicant_lacks_only_its_files():
    draft = Application.objects.of_applicant(account(Role.APPLICANT, 1)).get(status__in=EDITABLE_STATUSES)
    attach(draft, draft.startup.memberships.get(role=MemberRole.OWNER).user)

    assert submit_application(draft, by=account(Role.APPLICANT, 1)).status == S.SUBMITTED


def test_the_worker_sets_no_thousands_of_receipts():
    watch_deadlines()

    assert not Application.objects.exclude(receipt_sha256="").exists()


def test_owners_are_members_who_cannot_sign_in_unless_they_are_accounts():
    accounts = [a.email for a in ACCOUNTS]
    owners = User.objects.filter(pk__in=Membership.objects.values("user")).exclude(email__in=accounts)
    assert not any(owner.has_usable_password() for owner in owners)


def fill_in(application: Application, owner: User) -> Application:
    words = "Nội dung đủ dài để hội đồng hiểu dự án. " * 3
    for name in ("title", "problem", "solution", "novelty", "market", "team", "impact"):
        setattr(application, name, words[:190])
    application.months, application.had_other_support = 6, False
    application.declares_no_double_funding = application.declares_no_public_offering = True
    application.labour_total, application.other_total = 5_000_000, 0
    application.save()
    PlanStep.objects.create(application=application, month=1, activity="Khảo sát", deliverable="Báo cáo")
    CostLine.objects.create(
        application=application, kind=CostKind.LABOUR, description="Kỹ sư", quantity=1, unit_price=5_000_000
    )
    attach(application, owner)
    return application


def attach(application: Application, owner: User) -> None:
    name = default_storage.save("test.pdf", ContentFile(b"%PDF-1.4"))
    for number, paper in enumerate(application.call.required_documents.all()):
        Attachment.objects.create(
            application=application,
            requirement=paper,
            file=name,
            original_name="a.pdf",
            content_type="application/pdf",
            size=8,
            sha256=f"{number:064d}",
            uploaded_by=owner,
        )


@pytest.mark.row("B10")
def test_home_and_tasks_agree_for_every_demonstration_account(portal):
    for user in User.objects.filter(email__in=[account.email for account in ACCOUNTS]):
        client = Client()
        client.force_login(user)
        home = client.get(reverse("dashboards:my_home")).context
        tasks = client.get(reverse("grants:task_list")).context
        work = [block for block in home["busy"] if block.is_work and block.on_tasks and block.items]
        assert {b.title: (b.total, b.items) for b in tasks["blocks"]} == {b.title: (b.total, b.items) for b in work}
        if user.is_department:
            overdue = sum(block.overdue for block in home["busy"] if block.icon in {"inbox", "alarm-clock-off"})
            assert (user.email, overdue) == (user.email, tasks["overdue"])


def test_demonstration_has_an_annex_to_a_running_contract(portal):
    annex = ContractAnnex.objects.get()
    (change,) = annex.changes.all()

    assert annex.contract.award.application.status == ApplicationStatus.IN_PROGRESS
    assert change.tranche is not None
    assert (change.new_day, change.tranche.contract) == (change.tranche.due_on, annex.contract)


def test_demonstration_shows_what_is_rare_in_the_days_work(portal):
    """Offers, dossiers, evaluators, payments and reports that took another way: each page has one to show."""
    corrections = PeriodCorrection.objects.all()
    reported = {report.period_id for report in IssuedReport.objects.filter(version=2)}
    awards = Award.objects.all()

    assert awards.filter(offer_accepted_at__isnull=False, status=AwardStatus.APPROVED).count() == 1
    assert awards.filter(status=AwardStatus.LAPSED).count() == 1
    assert Application.objects.filter(status=S.APPROVED, award__offer_accepted_at__isnull=True).exists()
    assert Application.objects.filter(invalid_confirmed_by__isnull=False).count() == 1
    assert AuditEntry.objects.filter(transition="give_charge").count() == 1
    replaced = Review.objects.get(status=ReviewStatus.WITHDRAWN)
    assert replaced.application.reviews.exclude(status=ReviewStatus.WITHDRAWN).count() == 2
    assert DeadlineExtension.objects.exists()
    assert Amendment.objects.exists()
    assert {correction.subject for correction in corrections} == {CorrectionSubject.PAYMENT}
    assert all(correction.reason for correction in corrections)
    assert len(reported) == 1
    assert IssuedReport.objects.get(version=2).correction_note


def test_calls_keep_the_former_words_of_their_policy(portal):
    kept = [one for policy in SupportPolicy.objects.all() for one in calls_with_old_rules(policy)]

    assert kept
    for one in kept:
        assert one.call.closes_at < timezone.now()
        assert [str(rule.current).startswith(str(rule.pinned)) for rule in one.rules] == [True]


def test_superseded_report_is_marked_and_leaves_the_newest(portal):
    old, new = IssuedReport.objects.filter(period__reports__version=2).order_by("version").distinct()
    client = Client()
    client.force_login(person(Role.COUNCIL))
    home = client.get(reverse("dashboards:my_home")).content.decode()
    client.force_login(account(Role.MANAGER))
    page = client.get(reverse("reports:period_detail", args=[old.period_id])).content.decode()

    assert (new.number in home, old.number in home) == (True, False)
    assert page.count("Bản này đã được thay thế bằng bản đính chính.") == 1
