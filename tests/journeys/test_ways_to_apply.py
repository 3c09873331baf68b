"""Registering and applying with the keyboard alone, and without JavaScript."""

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ecosystem.reference.models import Vocabulary
from programmes.grants.models import Application, ApplicationStatus, CostKind, RequiredDocument
from startups.models import Startup
from tests.factories import (
    AreaFactory,
    CallFactory,
    SectorFactory,
    StartupFactory,
    TermFactory,
    UserFactory,
    ready_to_submit,
    time_limits,
)
from tests.journeys.papers import pdf
from tests.journeys.steps import (
    CODE,
    PASSWORD,
    answer_questions,
    attach,
    cost_row,
    has_password,
    last_mail,
    plan_row,
    sign_in,
)
from tests.startups.cases import startup_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]


@pytest.fixture
def founder():
    user = UserFactory(full_name="Nguyễn Thị Lan")
    has_password(user)
    return user


# --- Keyboard ---------------------------------------------------------------------------------------
def tab_to(visitor, locator, most=120):
    """Press Tab until the control has the focus; where the focus is must be seen."""
    for _press in range(most):
        visitor.page.keyboard.press("Tab")
        if locator.evaluate("(e) => e === document.activeElement"):
            style = locator.evaluate("(e) => { const s = getComputedStyle(e); return [s.outlineStyle, s.boxShadow]; }")
            assert style != ["none", "none"], f"the focus on {locator} is not seen"
            return
    raise AssertionError(f"Tab never reached {locator}")


def go_by_enter(visitor, locator):
    tab_to(visitor, locator)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.see()


@pytest.mark.row("A5", "F8")
def test_application_is_written_and_submitted_with_the_keyboard_alone(enter, founder):
    draft = ready_to_submit(founder, title="")
    lan = enter("Lan")
    page, keyboard = lan.page, lan.page.keyboard

    lan.visit("account_login")
    tab_to(lan, page.locator("input[name=login]"))
    keyboard.type(founder.email)
    tab_to(lan, page.locator("input[name=password]"))
    keyboard.type(PASSWORD)
    with page.expect_navigation():
        keyboard.press("Enter")
    lan.see().must_be_at("dashboards:my_home")

    lan.visit("grants:call_list")
    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    keyboard.press("Enter")
    go_by_enter(lan, page.locator("main").get_by_role("link", name=draft.call.name))
    go_by_enter(lan, page.locator("main").get_by_role("link", name=pgettext("call", "Apply"), exact=True).first)
    go_by_enter(lan, page.locator("main").get_by_role("link", name=_("Open it")))
    go_by_enter(lan, page.locator("main").get_by_role("link", name=_("Continue writing")))
    tab_to(lan, page.locator("#id_title"))
    keyboard.type("Gõ bằng bàn phím")
    no = page.locator("input[name=had_other_support]")
    tab_to(lan, no.nth(1))  # the answer given before has the focus of its group
    keyboard.press("ArrowUp")
    keyboard.press("ArrowDown")
    keyboard.press("Tab")
    go_by_enter(lan, page.get_by_role("button", name=_("Save the draft")))
    go_by_enter(lan, page.get_by_role("link", name=_("Check and send"), exact=True))
    go_by_enter(lan, page.get_by_role("button", name=_("Submit the application")))

    lan.must_be_at("grants:application_receipt", draft.pk)
    draft.refresh_from_db()
    assert (draft.status, draft.title) == (ApplicationStatus.SUBMITTED, "Gõ bằng bàn phím")


def test_person_signs_up_and_registers_an_enterprise_with_the_keyboard_alone(enter):
    SectorFactory()
    TermFactory(vocabulary=Vocabulary.STAGE, name="Ý tưởng")
    AreaFactory(name="Phường Bến Thành")
    lan = enter("Lan")
    page, keyboard = lan.page, lan.page.keyboard

    def type_into(name, words):
        tab_to(lan, page.locator(f"main [name={name}]").first)
        keyboard.type(words)

    lan.visit("account_signup")
    type_into("full_name", "Nguyễn Thị Lan")
    type_into("email", "lan@example.org")
    type_into("password1", PASSWORD)
    type_into("password2", PASSWORD)
    go_by_enter(lan, page.get_by_role("button", name=_("Create the account")))
    type_into("code", CODE.search(last_mail("lan@example.org", "account").body)[0])
    go_by_enter(lan, page.get_by_role("button", name=_("Confirm")))

    lan.visit("startups:my_startups")
    go_by_enter(lan, page.locator("main").get_by_role("link", name=_("Register a startup")).first)
    tab_to(lan, page.locator("input[name=kind]").first)
    while not page.locator("input[name=kind][value=enterprise]").is_checked():
        keyboard.press("ArrowDown")
    type_into("name", "Kho Lạnh Xanh")
    type_into("tax_code", "0312345674")
    type_into("founded_on", "26/02/2024")
    tab_to(lan, page.locator("input[name=sectors]").first)
    keyboard.press("Space")
    for name in ("stage", "area"):
        tab_to(lan, page.locator(f"main [name={name}]"))
        keyboard.press("ArrowDown")
    type_into("team_size", "7")
    type_into("summary", "Kho lạnh chạy bằng năng lượng mặt trời.")
    register = page.get_by_role("button", name=_("Register the startup"))
    go_by_enter(lan, register)

    # The check digit is wrong: the summary has the focus, its link leads to the field, what was typed is there.
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    link = page.locator("[data-error-summary] a").first
    tab_to(lan, link)
    keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "tax_code"
    keyboard.press("Control+A")
    keyboard.type("0312345673")
    go_by_enter(lan, register)

    startup = Startup.objects.get()
    lan.must_be_at("startups:startup_detail", startup.pk)
    assert (startup.name, startup.tax_code, startup.team_size) == ("Kho Lạnh Xanh", "0312345673", 7)
    assert (startup.stage.name, startup.area.name) == ("Ý tưởng", "Phường Bến Thành")


# --- Without JavaScript -----------------------------------------------------------------------------
PUBLIC = (
    "public:home",
    "grants:call_list",
    "public:directory",
    "public:scheme_list",
    "public:service_list",
    "public:awards",
    "public:history",
    "account_login",
    "account_signup",
    "reports:report_verify",
)


@pytest.mark.row("F9")
def test_public_pages_are_read_without_javascript(enter):
    call = CallFactory()
    guest = enter("Khách", javascript=False)
    for name in PUBLIC:
        assert guest.visit(name).heading()
    guest.visit("grants:call_detail", call.code).see(call.name)


def test_application_is_written_and_submitted_without_javascript(enter, founder):
    sector = SectorFactory()
    call = CallFactory(policy__sectors=[sector])
    paper = RequiredDocument.objects.create(call=call, code="thuyet-minh", name="Thuyết minh", accepts=["pdf"])
    startup = StartupFactory(members=[founder], sectors=[sector])
    time_limits()
    lan = enter("Lan", javascript=False)

    lan.visit("grants:call_detail", call.code).follow(pgettext("call", "Apply")).must_be_at("account_login")
    sign_in(lan, founder.email)
    lan.must_be_at("grants:application_start", call.code, startup.pk).press(_("Start the application"))
    answer_questions(lan, title="Không cần JavaScript", months=6)
    lan.press(_("Save the draft")).press(_("Save and continue"))
    plan_row(lan, 0, 1, "Khảo sát", "Báo cáo")
    lan.press(_("Add another row"))
    plan_row(lan, 1, 2, "Thử nghiệm", "Biên bản")
    lan.press(_("Save and continue"))
    cost_row(lan, 0, CostKind.LABOUR.label, "Kỹ sư", quantity="1", price="5 triệu")
    lan.press(_("Add another row"))
    cost_row(lan, 1, CostKind.OTHER.label, "Thử nghiệm", quantity="3", price="5.000.000")
    lan.press(_("Save and continue"))
    attach(lan, paper, pdf("Thuyết minh.pdf"))
    lan.follow(_("Continue: check your answers")).press(_("Submit the application"))

    application = Application.objects.get()
    assert (application.status, application.requested) == (ApplicationStatus.SUBMITTED, 20_000_000)
    assert application.plan_steps.count() == 2
    lan.must_be_at("grants:application_receipt", application.pk).see(application.number)
    assert lan.download(_("Receipt with everything you sent (PDF)"))[1].startswith(b"%PDF")


def test_filters_of_the_directory_work_without_javascript(enter):
    startup_in("public", name="Công Nghệ Đỏ")
    startup_in("public", name="Nông Sản Vàng")
    guest = enter("Khách", javascript=False)
    guest.visit("public:directory").see("Nông Sản Vàng")
    guest.page.locator("main input[name=q]").fill("cong nghe do")
    with guest.page.expect_navigation():
        guest.page.keyboard.press("Enter")
    guest.see("Công Nghệ Đỏ")
    assert guest.page.get_by_text("Nông Sản Vàng").count() == 0
