"""The whole way, from a person nobody knows to the paid tranche, the council's figures and the issued report."""

import hashlib
from datetime import datetime, time

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.roles import Role
from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.reports.actions.ledger import update_reporting_periods
from ecosystem.reports.forms import IssueForm
from ecosystem.reports.models import IssuedReport, PeriodStatus, ReportingPeriod
from programmes.plan.models import BudgetLine, Indicator, Pillar, Scheme
from tests.factories import person
from tests.journeys.figures import indicators, money, stats, total_line
from tests.journeys.grant_applicant import (
    attach_papers,
    complete_application,
    invite_teammate,
    register_enterprise,
    report_deliverable,
    start_application,
    submit_application,
    write_application,
)
from tests.journeys.grant_case import GRANTED, OWNER, PAID
from tests.journeys.grant_staff import (
    accept_as_valid,
    accept_deliverable,
    approve_award,
    assign_evaluators,
    propose_award,
    publish_call,
    record_contract,
    record_payment,
    return_for_completion,
    score_dossier,
)
from tests.journeys.papers import text_of
from tests.journeys.steps import (
    label,
    last_mail,
    second_factor,
    sign_up,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]


@pytest.fixture
def city():
    """The reference data, this year's money, and nobody but the staff."""
    call_command("load_reference", verbosity=0)
    call_command("load_questionnaires", verbosity=0)
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
    startup = register_enterprise(lan)
    binh = enter("Bình")
    invite_teammate(lan, binh, startup)

    mai = enter("Mai", user=city["manager"])
    call = publish_call(mai, city)
    start_application(lan, call, startup)
    application = write_application(lan)
    attach_papers(lan, application)
    submit_application(lan, application)
    khach, loc = enter("Khách"), enter("Lộc", user=city["council"])
    before = read_figures(khach, loc)

    nam = enter("Nam", user=city["officer"])
    return_for_completion(nam, application)
    complete_application(lan, application)
    accept_as_valid(nam, application)
    assign_evaluators(nam, application, city)
    for key, name in (("evaluator", "Anh"), ("second_evaluator", "Tâm")):
        score_dossier(enter(name, user=city[key]), application)
    propose_award(nam, application)
    approve_award(enter("Đức"), application, city["director"])
    record_contract(nam, application)
    report_deliverable(lan, application)
    accept_deliverable(enter("Hà", user=city["second_officer"]), application)
    record_payment(enter("Chi", user=city["accountant"]), application)

    assert_figures_changed(khach, loc, before)
    year = period_of(timezone.localdate(), PeriodKind.YEAR)
    with time_machine.travel(timezone.make_aware(datetime.combine(year.ends, time(9)))):
        update_reporting_periods()
        period = ReportingPeriod.objects.get(kind=PeriodKind.YEAR, year=year.year, status=PeriodStatus.ENDED)
        report = issue_report(enter("Mai", user=city["manager"]), period)
        download_report(enter("Lộc", user=city["council"]), report)


def read_figures(khach, loc):
    """What the public and the council see now: every figure by its words."""
    khach.visit("public:home")
    home = stats(khach)
    khach.visit("public:awards")
    loc.visit("dashboards:council_scheme", "kh-177")
    return {"home": home, "awards": total_line(khach), "city": stats(loc), "scheme": indicators(loc)}


def figure_changes(before, after):
    return {
        place: {
            name: figure - before[place].get(name, 0)
            for name, figure in after[place].items()
            if figure != before[place].get(name, 0)
        }
        for place in after
    }


def assert_figures_changed(khach, loc, before):
    city = {_("Startups supported"): 1, _("Projects approved"): 1, _("Money granted"): GRANTED, _("Money paid"): PAID}
    names = dict(Indicator.objects.filter(scheme__code="kh-177").exclude(counter="").values_list("counter", "name"))
    scheme = {names["pre_incubation"]: 1, names["projects"]: 1, names["granted"]: GRANTED, names["paid"]: PAID}
    assert figure_changes(before, read_figures(khach, loc)) == {
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


def issue_report(mai, period):
    mai.visit("reports:period_list").follow(ReportingPeriod.objects.get(pk=period.pk).label)
    mai.follow(_("Issue the report"))
    mai.fill(label(IssueForm, "narrative"), "Dự án đầu tiên của kế hoạch đã được giải ngân đợt 1.")
    mai.press(_("Issue"))
    report = IssuedReport.objects.get()
    mai.must_be_at("reports:report_detail", report.pk).see(report.number)
    return report


def download_report(loc, report):
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
