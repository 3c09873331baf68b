"""The whole way, from a person nobody knows to the paid tranche, the council's figures and the issued report."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.roles import Role
from ecosystem.core.money import format_vnd
from programmes.forms.calls import CallForm, CriterionForm, PolicyForm
from programmes.models import Application, ApplicationStatus, BudgetLine, Call, CallStatus, CostKind, Pillar
from startups.forms.membership import InvitationForm
from startups.forms.startup import StartupForm
from startups.models import Membership, MemberRole, Startup, StartupKind
from tests.factories import person
from tests.journeys.conftest import second_factor
from tests.journeys.papers import docx, pdf, text_of
from tests.journeys.steps import LINK, answer_questions, attach, cost_row, label, last_mail, plan_row, sign_up

pytestmark = pytest.mark.django_db(transaction=True)
POLICY, CALL, TITLE = "Hỗ trợ dự án giai đoạn tiền ươm tạo", "Tiền ươm tạo, đợt 2", "Kho lạnh mặt trời"
REQUESTED = 20_000_000
OWNER, TEAMMATE = "lan@khoinghiep.example", "binh@khoinghiep.example"


@pytest.fixture
def city():
    """The reference data, this year's money, and nobody but the staff."""
    call_command("load_reference", verbosity=0)
    department = OrganisationUnit.objects.get(code="so-khcn")
    pillar = Pillar.objects.get(scheme__code="qd-672", number=3)
    line = BudgetLine.objects.create(
        pillar=pillar, year=date.today().year, code="nq20", name="Hỗ trợ dự án khởi nghiệp", planned=2_000_000_000
    )
    roles = {
        "manager": Role.MANAGER, "officer": Role.OFFICER, "second_officer": Role.OFFICER, "director": Role.DIRECTOR,
        "evaluator": Role.EVALUATOR, "second_evaluator": Role.EVALUATOR, "accountant": Role.ACCOUNTANT,
        "council": Role.COUNCIL,
    }  # fmt: skip
    names = {
        "manager": "Trần Thị Mai", "officer": "Lê Văn Nam", "second_officer": "Phạm Thu Hà", "director": "Võ Minh Đức",
        "evaluator": "Đặng Quốc Anh", "second_evaluator": "Ngô Thanh Tâm", "accountant": "Bùi Kim Chi",
        "council": "Hồ Xuân Lộc",
    }  # fmt: skip
    within = {Role.MANAGER, Role.OFFICER, Role.DIRECTOR, Role.ACCOUNTANT}
    staff = {
        key: person(role, unit=department if role in within else None, full_name=names[key], email=f"{key}@tphcm.example")
        for key, role in roles.items()
    }
    for member in staff.values():
        second_factor(member)
    return {"line": line, "department": department, **staff}


def test_from_sign_up_to_paid_grant_and_issued_report(enter, city):
    lan = enter("Lan")
    lan.visit("core:home")
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


def registers_her_enterprise(lan):
    lan.visit("startups:my_startups").follow(_("Register a startup"))
    lan.pick(label(StartupForm, "kind"), StartupKind.ENTERPRISE.label)
    lan.fill_all({
        label(StartupForm, "name"): "Kho Lạnh Xanh",
        label(StartupForm, "tax_code"): "03 1234.5673",
        label(StartupForm, "founded_on"): "26/02/2024",
        label(StartupForm, "summary"): "Kho lạnh chạy bằng năng lượng mặt trời cho hợp tác xã trái cây.",
        label(StartupForm, "team_size"): "7",
        label(StartupForm, "website"): "kholanhxanh.example",
    })  # fmt: skip
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
    mai.visit("programmes:call_manage_list").follow(_("New call"))
    mai.pick(label(PolicyForm, "policy"), POLICY).press(_("Go on"))
    now = timezone.localtime()
    mai.fill_all({
        label(CallForm, "name"): CALL,
        label(CallForm, "name_en"): "Pre-incubation, second call",
        label(CallForm, "code"): "tien-uom-tao-2",
        label(CallForm, "opens_at"): f"{now - timedelta(minutes=5):%d/%m/%Y %H:%M}",
        label(CallForm, "closes_at"): f"{now + timedelta(days=20):%d/%m/%Y} 17:00",
        label(CallForm, "contact"): "Phòng Quản lý công nghệ, 028 3932 6883",
        label(CallForm, "summary"): "Dành cho dự án ở giai đoạn tiền ươm tạo.",
        label(CallForm, "evaluators_per_dossier"): "2",
    })  # fmt: skip
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
    lan.visit("core:home").see(CALL)
    lan.visit("programmes:call_list").follow(CALL).see(POLICY)
    lan.follow(_("Apply")).must_be_at("programmes:application_start", call.code, startup.pk)
    lan.press(_("Start the application"))


def writes_the_application(lan):
    application = Application.objects.get()
    lan.must_be_at("programmes:application_edit", application.pk)
    answer_questions(lan, title=TITLE, months=6)
    lan.press(_("Save and go on"))
    plan_row(lan, 0, 1, "Khảo sát 20 hợp tác xã", "Báo cáo khảo sát")
    lan.press(_("Add another row"))
    plan_row(lan, 1, 4, "Lắp kho thử nghiệm", "Kho chạy 30 ngày")
    lan.press(_("Save and go on"))
    cost_row(lan, 0, CostKind.LABOUR.label, "Kỹ sư điện lạnh", "5", "1.000.000")
    lan.press(_("Add another row"))
    cost_row(lan, 1, CostKind.OTHER.label, "Cảm biến nhiệt độ", "10", "1,5 triệu")
    lan.press(_("Save the draft")).see(format_vnd(REQUESTED)).press(_("Save and go on"))
    application.refresh_from_db()
    assert (application.labour_total, application.other_total) == (5_000_000, 15_000_000)
    return application


def attaches_papers(lan, application):
    lan.must_be_at("programmes:application_files", application.pk)
    lan.follow(_("Go on: check your answers"))
    gaps = lan.page.locator(".error-summary").get_by_role("link")
    assert gaps.count() == 3
    with lan.page.expect_navigation():
        gaps.first.click()
    lan.see().must_be_at("programmes:application_files", application.pk)
    for paper in application.call.required_documents.all():
        file = docx(f"{paper.name}.docx", "Nội dung") if "docx" in paper.accepts else pdf(f"{paper.name}.pdf")
        attach(lan, paper, file)
    assert application.attachments.current().count() == 3


def checks_and_submits(lan, application):
    lan.follow(_("Go on: check your answers")).see(TITLE, format_vnd(REQUESTED))
    lan.press(_("Submit the application")).must_be_at("programmes:application_receipt", application.pk)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.SUBMITTED
    lan.see(application.number)
    name, content = lan.download(_("Receipt with everything you sent (PDF)"))
    assert name.endswith(".pdf")
    assert application.number in text_of(content)
    assert last_mail(OWNER, "receipt").subject
