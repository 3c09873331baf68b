"""The whole way, from a person nobody knows to the paid tranche, the council's figures and the issued report."""

import hashlib
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.roles import Role
from ecosystem.core.money import format_vnd
from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.reports.actions.ledger import keep_period_ledger
from ecosystem.reports.forms import IssueForm
from ecosystem.reports.models import IssuedReport, PeriodStatus, ReportingPeriod
from programmes.grants.completeness import checklist_items
from programmes.grants.forms.application import AnswersForm
from programmes.grants.forms.award import (
    ContractForm,
    DecisionForm,
    DeliverableForm,
    PaymentForm,
    ProposalForm,
    TrancheForm,
)
from programmes.grants.forms.call import CallForm, CriterionForm, PolicyForm
from programmes.grants.forms.review import AssignForm
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Call,
    CallStatus,
    CheckResult,
    CostKind,
    Disbursement,
    Holder,
    Recommendation,
    Tranche,
    TrancheStatus,
)
from programmes.plan.models import BudgetLine, Indicator, Pillar, Scheme
from startups.forms.membership import InvitationForm
from startups.forms.startup import StartupForm
from startups.models import MemberRole, Membership, Startup, StartupKind
from tests.factories import person
from tests.journeys.figures import indicators, money, stats, total_line
from tests.journeys.papers import docx, pdf, text_of
from tests.journeys.steps import (
    LINK,
    answer_questions,
    attach,
    cost_row,
    label,
    last_mail,
    plan_row,
    second_factor,
    sign_in_as_staff,
    sign_up,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
POLICY, CALL, TITLE = "Hỗ trợ dự án giai đoạn tiền ươm tạo", "Tiền ươm tạo, đợt 2", "Kho lạnh mặt trời"
REQUESTED, GRANTED, PAID = 20_000_000, 18_500_000, 8_500_000
GAP = "Chưa so sánh với giải pháp đang có trên thị trường"
OWNER, TEAMMATE = "lan@khoinghiep.example", "binh@khoinghiep.example"


@pytest.fixture
def city():
    """The reference data, this year's money, and nobody but the staff."""
    call_command("load_reference", verbosity=0)
    department = OrganisationUnit.objects.get(code="so-khcn")
    pillar = Pillar.objects.create(
        scheme=Scheme.objects.get(code="kh-177"),
        number=1,
        name="Hỗ trợ dự án khởi nghiệp",
        name_en="Startup projects",
        lead_unit=department,
    )
    line = BudgetLine.objects.create(
        pillar=pillar,
        year=period_of(timezone.localdate(), PeriodKind.YEAR).year,
        code="nq20",
        name="Hỗ trợ dự án khởi nghiệp",
        planned=2_000_000_000,
    )
    roles = {
        "manager": Role.MANAGER,
        "officer": Role.OFFICER,
        "second_officer": Role.OFFICER,
        "director": Role.DIRECTOR,
        "evaluator": Role.EVALUATOR,
        "second_evaluator": Role.EVALUATOR,
        "accountant": Role.ACCOUNTANT,
        "council": Role.COUNCIL,
    }
    names = {
        "manager": "Trần Thị Mai",
        "officer": "Lê Văn Nam",
        "second_officer": "Phạm Thu Hà",
        "director": "Võ Minh Đức",
        "evaluator": "Đặng Quốc Anh",
        "second_evaluator": "Ngô Thanh Tâm",
        "accountant": "Bùi Kim Chi",
        "council": "Hồ Xuân Lộc",
    }
    within = {Role.MANAGER, Role.OFFICER, Role.DIRECTOR, Role.ACCOUNTANT}
    staff = {
        key: person(
            role, unit=department if role in within else None, full_name=names[key], email=f"{key}@hcmc.example"
        )
        for key, role in roles.items()
    }
    for member in staff.values():
        second_factor(member)
    return {"line": line, "department": department, **staff}


def test_from_sign_up_to_paid_grant_and_issued_report(enter, city):
    lan = enter("Lan")
    lan.visit("public:home")
    lan.visit("account_signup")
    sign_up(lan, full_name="Nguyễn Thị Lan", email=OWNER)
    startup = registers_her_enterprise(lan)
    binh = enter("Bình")
    invites_a_teammate(lan, binh, startup)

    mai = enter("Mai", user=city["manager"])
    call = makes_and_publishes_a_call(mai, city)
    finds_the_call_and_may_apply(lan, call, startup)
    application = writes_the_application(lan)
    attaches_papers(lan, application)
    checks_and_submits(lan, application)
    khach, loc = enter("Khách"), enter("Lộc", user=city["council"])
    before = look_at_the_figures(khach, loc)

    nam = enter("Nam", user=city["officer"])
    checks_and_returns(nam, application)
    completes_and_sends_again(lan, application)
    accepts_as_valid(nam, application)
    assigns_evaluators(nam, application, city)
    for key, name in (("evaluator", "Anh"), ("second_evaluator", "Tâm")):
        scores_the_dossier(enter(name, user=city[key]), application)
    proposes(nam, application)
    approves(enter("Đức"), application, city["director"])
    records_the_contract(nam, application)
    reports_the_first_deliverable(lan, application)
    accepts_the_deliverable(enter("Hà", user=city["second_officer"]), application)
    pays(enter("Chi", user=city["accountant"]), application)

    figures_moved_by_exactly_that(khach, loc, before)
    year = period_of(timezone.localdate(), PeriodKind.YEAR)
    with time_machine.travel(timezone.make_aware(datetime.combine(year.ends, time(9)))):
        keep_period_ledger()
        period = ReportingPeriod.objects.get(kind=PeriodKind.YEAR, year=year.year, status=PeriodStatus.ENDED)
        report = issues_the_report(enter("Mai", user=city["manager"]), period)
        downloads_the_report(enter("Lộc", user=city["council"]), report)


def registers_her_enterprise(lan):
    lan.visit("startups:my_startups").follow(_("Register a startup"))
    lan.pick(label(StartupForm, "kind"), StartupKind.ENTERPRISE.label)
    lan.fill_all(
        {
            label(StartupForm, "name"): "Kho Lạnh Xanh",
            label(StartupForm, "tax_code"): "03 1234.5673",
            label(StartupForm, "founded_on"): "26/02/2024",
            label(StartupForm, "summary"): "Kho lạnh chạy bằng năng lượng mặt trời cho hợp tác xã trái cây.",
            label(StartupForm, "team_size"): "7",
            label(StartupForm, "website"): "kholanhxanh.example",
        }
    )
    lan.group(label(StartupForm, "sectors")).get_by_role("checkbox").first.check()
    lan.page.get_by_label(str(label(StartupForm, "stage"))).select_option(index=1)
    lan.choose(label(StartupForm, "area"), "Bến Thành")
    lan.press(_("Register the startup"))
    startup = Startup.objects.get()
    lan.must_be_at("startups:startup_detail", startup.pk).see("Kho Lạnh Xanh", "0312345673")
    assert (startup.tax_code, startup.founded_on) == ("0312345673", date(2024, 2, 26))
    return startup


def invites_a_teammate(lan, binh, startup):
    lan.follow(_("Members")).follow(_("Invite a member"))
    lan.fill(label(InvitationForm, "email"), TEAMMATE)
    lan.pick(label(InvitationForm, "role"), MemberRole.EDITOR.label)
    lan.press(_("Send the invitation")).see(TEAMMATE)
    binh.open(LINK.search(last_mail(TEAMMATE, "member_invitation").body)[0])
    binh.follow(_("Create an account"))
    sign_up(binh, full_name="Trần Văn Bình", email=TEAMMATE)
    binh.press(_("Become a member")).see("Kho Lạnh Xanh")
    assert Membership.objects.get(user__email=TEAMMATE).role == MemberRole.EDITOR


def makes_and_publishes_a_call(mai, city):
    mai.visit("grants:call_manage_list").follow(_("New call"))
    mai.pick(label(PolicyForm, "policy"), POLICY).press(_("Continue"))
    now = timezone.localtime()
    mai.fill_all(
        {
            label(CallForm, "name"): CALL,
            label(CallForm, "name_en"): "Pre-incubation, second call",
            label(CallForm, "code"): "tien-uom-tao-2",
            label(CallForm, "opens_at"): f"{now - timedelta(minutes=5):%d/%m/%Y %H:%M}",
            label(CallForm, "closes_at"): f"{now + timedelta(days=20):%d/%m/%Y} 17:00",
            label(CallForm, "contact"): "Phòng Quản lý công nghệ, 028 3932 6883",
            label(CallForm, "summary"): "Dành cho dự án ở giai đoạn tiền ươm tạo.",
            label(CallForm, "evaluators_per_dossier"): "2",
        }
    )
    mai.choose(label(CallForm, "unit"), city["department"].name)
    mai.choose(label(CallForm, "budget_line"), city["line"].name)
    mai.pick(_("Evaluators"), str(city["evaluator"]), str(city["second_evaluator"]))
    mai.press(_("Save"))
    for nth, weight in enumerate((30, 20, 20, 15)):
        mai.fill(label(CriterionForm, "weight"), str(weight), nth=nth)
    mai.fill(label(CriterionForm, "weight"), "10", nth=4)
    mai.press(_("Save")).see(_("The weights of the criteria add up to %(sum)s, not to 100.") % {"sum": 95})
    assert mai.page.get_by_role("link", name=Call.TRANSITIONS["publish"].label).count() == 0
    mai.follow(_("Criteria")).fill(label(CriterionForm, "weight"), "15", nth=4).press(_("Save"))
    mai.follow(Call.TRANSITIONS["publish"].label).press(Call.TRANSITIONS["publish"].label)
    call = Call.objects.get()
    assert (call.status, sum(c.weight for c in call.criteria.all())) == (CallStatus.PUBLISHED, 100)
    assert call.required_documents.filter(is_required=True).count() == 3
    return call


def finds_the_call_and_may_apply(lan, call, startup):
    lan.visit("public:home").see(CALL)
    lan.visit("grants:call_list").follow(CALL).see(POLICY)
    lan.follow(pgettext("call", "Apply")).must_be_at("grants:application_start", call.code, startup.pk)
    lan.press(_("Start the application"))


def writes_the_application(lan):
    application = Application.objects.get()
    lan.must_be_at("grants:application_edit", application.pk)
    answer_questions(lan, title=TITLE, months=6)
    lan.press(_("Save and continue"))
    plan_row(lan, 0, 1, "Khảo sát 20 hợp tác xã", "Báo cáo khảo sát")
    lan.press(_("Add another row"))
    plan_row(lan, 1, 4, "Lắp kho thử nghiệm", "Kho chạy 30 ngày")
    lan.press(_("Save and continue"))
    cost_row(lan, 0, CostKind.LABOUR.label, "Kỹ sư điện lạnh", quantity="5", price="1.000.000")
    lan.press(_("Add another row"))
    cost_row(lan, 1, CostKind.OTHER.label, "Cảm biến nhiệt độ", quantity="10", price="1,5 triệu")
    lan.press(_("Save the draft")).see(format_vnd(REQUESTED)).press(_("Save and continue"))
    application.refresh_from_db()
    assert (application.labour_total, application.other_total) == (5_000_000, 15_000_000)
    return application


def attaches_papers(lan, application):
    lan.must_be_at("grants:application_files", application.pk)
    lan.follow(_("Continue: check your answers"))
    gaps = lan.page.locator(".error-summary").get_by_role("link")
    assert gaps.count() == 3
    with lan.page.expect_navigation():
        gaps.first.click()
    lan.see().must_be_at("grants:application_files", application.pk)
    for paper in application.call.required_documents.all():
        file = docx(f"{paper.name}.docx", "Nội dung") if "docx" in paper.accepts else pdf(f"{paper.name}.pdf")
        attach(lan, paper, file)
    assert application.attachments.current().count() == 3


def checks_and_submits(lan, application):
    lan.follow(_("Continue: check your answers")).see(TITLE, format_vnd(REQUESTED))
    lan.press(_("Submit the application")).must_be_at("grants:application_receipt", application.pk)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.SUBMITTED
    lan.see(application.number)
    name, content = lan.download(_("Receipt with everything you sent (PDF)"))
    assert name.endswith(".pdf")
    assert application.number in text_of(content)
    assert last_mail(OWNER, "receipt").subject


def checks_and_returns(nam, application):
    nam.visit("grants:task_list").follow(TITLE).press(Application.TRANSITIONS["start_check"].label)
    nam.must_be_at("grants:application_completeness", application.pk)
    for item in checklist_items(application):
        mark(nam, item, CheckResult.MISSING if item == "novelty" else CheckResult.RIGHT)
    nam.press(_("Save and ask the applicant to complete"))
    nam.see(_("Say what is missing or wrong."))  # refused: the gap needs its words
    nam.page.locator("#id_reason-novelty").fill(GAP)
    nam.press(_("Save and ask the applicant to complete")).see(GAP)
    nam.fill(_("What the applicant should do"), "Bổ sung so sánh với hai giải pháp đang bán.")
    nam.press(Application.TRANSITIONS["return_for_completion"].label)
    application.refresh_from_db()
    assert (application.status, application.holder) == (ApplicationStatus.RETURNED, Holder.APPLICANT)
    assert GAP in last_mail(OWNER, "returned").body


def mark(nam, item, result):
    nam.page.locator(f"#check-{item}").get_by_label(str(result.label), exact=True).check()


def completes_and_sends_again(lan, application):
    lan.visit("dashboards:my_home").see(TITLE)
    lan.visit("grants:application_detail", application.pk).see(GAP)
    lan.follow(_("Complete the dossier")).see(GAP)
    lan.fill(label(AnswersForm, "novelty"), "Hai giải pháp đang bán dùng điện lưới; kho này dùng pin mặt trời. " * 3)
    lan.press(_("Save the draft"))
    lan.follow(_("Check and send")).press(_("Send again"))
    lan.must_be_at("grants:application_receipt", application.pk)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.CHECKING
    assert application.submissions.count() == 2


def accepts_as_valid(nam, application):
    nam.visit("grants:application_completeness", application.pk).see(_("changed since the last check"))
    mark(nam, "novelty", CheckResult.RIGHT)
    nam.press(_("Save: the dossier is valid")).must_be_at("grants:application_detail", application.pk)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.EVALUATING


def assigns_evaluators(nam, application, city):
    nam.follow(_("Assign evaluators"))
    for key in ("evaluator", "second_evaluator"):
        nam.choose(label(AssignForm, "evaluator"), city[key].full_name).press(_("Assign"))
    assert set(application.reviews.values_list("evaluator", flat=True)) == {
        city["evaluator"].pk,
        city["second_evaluator"].pk,
    }


def scores_the_dossier(evaluator, application):
    evaluator.visit("grants:review_list").follow(TITLE)
    evaluator.page.get_by_role("radio").first.check()
    evaluator.press(_("Send the declaration"))
    for nth in range(5):
        evaluator.fill(_("Mark (0-10)"), "8,5", nth=nth)
        evaluator.fill(_("Reason"), f"Lý do của tiêu chí {nth + 1}.", nth=nth)
    evaluator.press(_("Save and check before sending")).press(_("Send the scores")).see("85")


def proposes(nam, application):
    nam.visit("grants:application_detail", application.pk).follow(Application.TRANSITIONS["propose"].label)
    nam.pick(label(ProposalForm, "recommendation"), Recommendation.GRANT.label)
    nam.fill(label(ProposalForm, "amount"), "18,5 triệu")
    nam.fill(label(ProposalForm, "reason"), "Điểm cao, dự toán hợp lý.")
    nam.press(_("Send the proposal to the director"))
    assert Award.objects.get(application=application).amount == GRANTED


def approves(duc, application, director):
    """The director signs in with password and code, as staff do."""
    duc.visit("grants:application_detail", application.pk).must_be_at("account_login")
    sign_in_as_staff(duc, director)
    duc.must_be_at("grants:application_detail", application.pk)
    duc.follow(Application.TRANSITIONS["approve"].label)
    duc.fill(label(DecisionForm, "decision_number"), "125/QĐ-SKHCN").press(_("Approve the grant"))
    application.refresh_from_db()
    award = Award.objects.get(application=application)
    assert (application.status, award.status) == (ApplicationStatus.APPROVED, AwardStatus.APPROVED)
    assert (award.proposed_by_id == award.decided_by_id, award.budget_line.granted) == (False, GRANTED)
    assert "125/QĐ-SKHCN" in last_mail(OWNER, "decision_approved").body


def records_the_contract(nam, application):
    today = timezone.localdate()
    later, latest = today + timedelta(days=60), today + timedelta(days=180)
    nam.visit("grants:application_detail", application.pk)
    nam.follow(Application.TRANSITIONS["sign_contract"].label)
    nam.fill_all(
        {
            label(ContractForm, "number"): "07/HĐ-SKHCN",
            label(ContractForm, "starts_on"): f"{today:%d/%m/%Y}",
            label(ContractForm, "ends_on"): f"{latest:%d/%m/%Y}",
        }
    )
    parts = [("Báo cáo khảo sát", "8.500.000", later), ("Kho chạy thử 30 ngày", "9 triệu", latest)]
    for nth, (deliverable, amount, due) in enumerate(parts):
        nam.fill(label(TrancheForm, "deliverable"), deliverable, nth=nth)
        nam.fill(label(TrancheForm, "amount"), amount, nth=nth)
        nam.fill(label(TrancheForm, "due_on"), f"{due:%d/%m/%Y}", nth=nth)
    nam.press(_("Add up the tranches")).see(format_vnd(1_000_000))  # still to be divided
    nam.fill(label(TrancheForm, "amount"), "10 triệu", nth=1)
    nam.page.locator("input[type=file]").set_input_files(pdf("Hợp đồng 07.pdf"))
    nam.press(_("Record the signed contract")).must_be_at("grants:contract_detail", application.pk)
    assert list(Tranche.objects.order_by("number").values_list("amount", flat=True)) == [PAID, GRANTED - PAID]


def reports_the_first_deliverable(lan, application):
    lan.visit("grants:application_detail", application.pk).follow(_("Open contract and tranches"))
    lan.follow(_("Report the deliverable"))
    lan.fill(label(DeliverableForm, "text"), "Đã khảo sát 20 hợp tác xã ở Củ Chi và Hóc Môn.")
    lan.page.locator("input[type=file]").set_input_files(docx("Báo cáo khảo sát.docx", "Kết quả khảo sát"))
    lan.press(_("Report the deliverable")).see("Báo cáo khảo sát.docx")


def accepts_the_deliverable(ha, application):
    ha.visit("dashboards:my_home").follow(TITLE)
    ha.must_be_at("grants:contract_detail", application.pk).follow(_("Accept the deliverable"))
    ha.press(_("Accept the deliverable"))
    assert Tranche.objects.get(number=1).status == TrancheStatus.ACCEPTED


def pays(chi, application):
    chi.visit("grants:payment_list").follow(_("Record the payment"))
    chi.fill(label(PaymentForm, "reference"), "UNC 2026/0815").press(_("Record the payment")).see("UNC 2026/0815")
    payment = Disbursement.objects.get()
    assert (payment.amount, payment.tranche.status) == (PAID, TrancheStatus.PAID)
    assert last_mail(OWNER, "payment_recorded").subject
    application.refresh_from_db()
    assert application.status == ApplicationStatus.IN_PROGRESS


def look_at_the_figures(khach, loc):
    """What the public and the council see now: every figure by its words."""
    khach.visit("public:home")
    home = stats(khach)
    khach.visit("public:awards")
    loc.visit("dashboards:council_scheme", "kh-177")
    return {"home": home, "awards": total_line(khach), "city": stats(loc), "scheme": indicators(loc)}


def what_changed(before, after):
    return {
        place: {
            name: figure - before[place].get(name, 0)
            for name, figure in after[place].items()
            if figure != before[place].get(name, 0)
        }
        for place in after
    }


def figures_moved_by_exactly_that(khach, loc, before):
    city = {_("Startups supported"): 1, _("Projects approved"): 1, _("Money granted"): GRANTED, _("Money paid"): PAID}
    names = dict(Indicator.objects.filter(scheme__code="kh-177").exclude(counter="").values_list("counter", "name"))
    scheme = {names["pre_incubation"]: 1, names["projects"]: 1, names["granted"]: GRANTED, names["paid"]: PAID}
    assert what_changed(before, look_at_the_figures(khach, loc)) == {
        "home": city,
        "awards": {"amount": GRANTED},
        "city": city,
        "scheme": scheme,
    }
    assert khach.table_row("125/QĐ-SKHCN").count() == 1
    for figure, amount in ((_("Money granted"), GRANTED), (_("Money paid"), PAID)):
        loc.visit("dashboards:council_scheme", "kh-177")
        loc.follow(figure, within=loc.page.locator(".stat"), exact=False)
        assert total_line(loc) == {"amount": amount}
        assert sum(money(cell) for cell in loc.page.locator("tbody td.num").all_inner_texts()) == amount


def issues_the_report(mai, period):
    mai.visit("reports:period_list").follow(ReportingPeriod.objects.get(pk=period.pk).label)
    mai.follow(_("Issue the report"))
    mai.fill(label(IssueForm, "narrative"), "Dự án đầu tiên của kế hoạch đã được giải ngân đợt 1.")
    mai.press(_("Issue"))
    report = IssuedReport.objects.get()
    mai.must_be_at("reports:report_detail", report.pk).see(report.number)
    return report


def downloads_the_report(loc, report):
    loc.visit("reports:report_list").follow(report.number)
    name, content = loc.download("PDF")
    digest = hashlib.sha256(content).hexdigest()
    assert name == f"{report.number}-v1.pdf"
    assert digest == report.files.get(format="pdf").sha256
    loc.see(digest)
    words = text_of(content)
    for text in ("Kho Lạnh Xanh", "18.500.000", "8.500.000", "đã được giải ngân đợt 1"):
        assert text in words, text
    assert last_mail("council@hcmc.example", "report_issued").subject
