"""Steps of the applicant in the grant journey."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ecosystem.core.money import format_vnd
from programmes.grants.forms.application import AnswersForm
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    CostKind,
)
from startups.forms.membership import InvitationForm
from startups.forms.startup import StartupForm
from startups.models import MemberRole, Membership, Startup, StartupKind
from tests.journeys.grant_case import CALL, GAP, OWNER, POLICY, REQUESTED, TEAMMATE, TITLE
from tests.journeys.papers import docx, pdf, text_of
from tests.journeys.steps import (
    LINK,
    answer_questions,
    attach,
    cost_row,
    label,
    last_mail,
    plan_row,
    sign_up,
)


def register_enterprise(lan):
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


def invite_teammate(lan, binh, startup):
    lan.follow(_("Members")).follow(_("Invite a member"))
    lan.fill(label(InvitationForm, "email"), TEAMMATE)
    lan.pick(label(InvitationForm, "role"), MemberRole.EDITOR.label)
    lan.press(_("Send the invitation")).see(TEAMMATE)
    binh.open(LINK.search(last_mail(TEAMMATE, "member_invitation").body)[0])
    binh.follow(_("Create an account"))
    sign_up(binh, full_name="Trần Văn Bình", email=TEAMMATE)
    binh.press(_("Become a member")).see("Kho Lạnh Xanh")
    assert Membership.objects.get(user__email=TEAMMATE).role == MemberRole.EDITOR


def start_application(lan, call, startup):
    lan.visit("public:home").see(CALL)
    lan.visit("grants:call_list").follow(CALL).see(POLICY)
    lan.follow(pgettext("call", "Apply")).must_be_at("grants:application_start", call.code, startup.pk)
    lan.press(_("Start the application"))


def write_application(lan):
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


def attach_papers(lan, application):
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


def submit_application(lan, application):
    lan.follow(_("Continue: check your answers")).see(TITLE, format_vnd(REQUESTED))
    lan.press(_("Submit the application")).must_be_at("grants:application_receipt", application.pk)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.SUBMITTED
    lan.see(application.number)
    name, content = lan.download(_("Receipt with everything you sent (PDF)"))
    assert name.endswith(".pdf")
    assert application.number in text_of(content)
    assert last_mail(OWNER, "receipt").subject


def complete_application(lan, application):
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


def report_deliverable(lan, application):
    lan.visit("grants:application_detail", application.pk).follow(_("Open contract and tranches"))
    lan.follow(_("Report the deliverable"))
    lan.press(_("Begin the report")).follow("Báo cáo kết quả")
    lan.fill("Công việc đã thực hiện", "Đã khảo sát 20 hợp tác xã ở Củ Chi và Hóc Môn.")
    lan.page.locator("input[type=file]").set_input_files(docx("Báo cáo khảo sát.docx", "Kết quả khảo sát"))
    lan.press(_("Save and continue")).see("Báo cáo khảo sát.docx")
    lan.press(_("Send the report")).see("Báo cáo khảo sát.docx")
