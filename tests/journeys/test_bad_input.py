"""What goes wrong at the screen: typing mistakes, a session that ends, impatience, and words meant to do harm."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import expect

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.money import VndField
from programmes.grants.actions.application import start_check, submit_application
from programmes.grants.forms.application import AnswersForm, CostLineForm
from programmes.grants.forms.call import CallForm
from programmes.grants.models import Application, ApplicationStatus, CallStatus, CostKind, RequiredDocument
from startups.forms.startup import StartupForm, TaxCodeField
from startups.models import Startup, StartupKind
from tests.factories import (
    AreaFactory,
    CallFactory,
    SectorFactory,
    TermFactory,
    UserFactory,
    person,
    ready_to_submit,
)
from tests.journeys.papers import executable, pdf
from tests.journeys.steps import attach, cost_row, has_password, label, second_factor, sign_in
from tests.startups.cases import startup_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]


@pytest.fixture
def founder():
    user = UserFactory(full_name="Nguyễn Thị Lan")
    has_password(user)
    return user


def errors(visitor):
    return visitor.page.locator("[data-error-summary]").inner_text()


# --- Typing mistakes --------------------------------------------------------------------------------
def test_wrong_tax_code_and_impossible_date_are_errors_and_all_input_stays(enter, founder):
    SectorFactory(), AreaFactory(), TermFactory()
    lan = enter("Lan", user=founder)
    lan.visit("startups:startup_register")
    lan.pick(label(StartupForm, "kind"), StartupKind.ENTERPRISE.label)
    typed = {"name": "Kho Lạnh Xanh", "tax_code": "0312345670", "founded_on": "31/02/2024", "team_size": "7"}
    lan.fill_all({label(StartupForm, name): text for name, text in typed.items()})
    lan.press(_("Register the startup"))
    assert str(TaxCodeField.messages["checksum"]) in errors(lan)
    assert {name: lan.page.locator(f"#id_{name}").input_value() for name in typed} == typed
    assert lan.page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    with lan.page.expect_event("framenavigated"):
        lan.page.locator("[data-error-summary] a").filter(has_text=str(label(StartupForm, "tax_code"))).click()
    assert lan.page.evaluate("document.activeElement.id || location.hash") in {"id_tax_code", "#id_tax_code"}
    assert not Startup.objects.exists()


def test_call_that_closes_before_it_opens_is_refused(enter):
    manager = person(Role.MANAGER)
    second_factor(manager)
    call = CallFactory(status=CallStatus.DRAFT)
    mai = enter("Mai", user=manager)
    mai.visit("grants:call_edit", call.pk)
    now = timezone.localtime()
    mai.fill(label(CallForm, "opens_at"), f"{now:%d/%m/%Y} 08:00")
    mai.fill(label(CallForm, "closes_at"), f"{now - timedelta(days=3):%d/%m/%Y} 17:00").press(_("Save"))
    assert _("The call must close after it opens.") in errors(mai)
    assert mai.field(label(CallForm, "opens_at")).input_value() == f"{now:%d/%m/%Y} 08:00"


def test_amounts_with_letters_negative_and_absurd_are_refused_beside_their_field(enter, founder):
    draft = ready_to_submit(founder)
    lan = enter("Lan", user=founder)
    lan.visit("grants:application_costs", draft.pk)
    for amount, error in (("năm triệu", "invalid"), ("-5.000.000", "negative"), ("9" * 20, "large")):
        cost_row(lan, 0, CostKind.LABOUR.label, "Kỹ sư", quantity="1", price=amount)
        lan.press(_("Save the draft"))
        assert str(VndField.default_error_messages[error]) in errors(lan)
        assert lan.field(label(CostLineForm, "unit_price")).input_value() == amount
    draft.refresh_from_db()
    assert draft.labour_total == 5_000_000


def test_executable_named_pdf_is_refused_with_the_reason(enter, founder):
    draft = ready_to_submit(founder)
    paper = RequiredDocument.objects.create(call=draft.call, code="thuyet-minh", name="Thuyết minh", accepts=["pdf"])
    lan = enter("Lan", user=founder)
    lan.visit("grants:application_files", draft.pk)
    attach(lan, paper, executable("thuyet-minh.pdf"))
    assert "thuyet-minh.pdf" in errors(lan)
    assert not draft.attachments.exists()


def test_large_file_says_how_much_of_it_is_sent_and_that_it_arrived(enter, founder):
    draft = ready_to_submit(founder)
    paper = RequiredDocument.objects.create(call=draft.call, code="thuyet-minh", name="Thuyết minh", accepts=["pdf"])
    lan = enter("Lan", user=founder)
    lan.visit("grants:application_files", draft.pk)
    lan.page.mouse.click(5, 5)  # htmx comes with the first touch
    lan.page.wait_for_load_state("networkidle")
    expect(lan.page.locator("script[src*=htmx]")).to_be_attached()
    network = lan.page.context.new_cdp_session(lan.page)
    speed = {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 60_000}
    network.send("Network.emulateNetworkConditions", speed)
    place = lan.page.get_by_role("region", name=paper.label)
    place.locator("input[type=file]").set_input_files(pdf("thuyet-minh.pdf", ballast=900_000))
    place.get_by_role("button", name=_("Attach"), exact=True).click()
    expect(lan.page.locator("form .upload-line[role=status]")).to_contain_text(_("Sending the file"))
    network.send("Network.emulateNetworkConditions", {**speed, "uploadThroughput": -1})
    lan.see("thuyet-minh.pdf")
    assert draft.attachments.get().size > 900_000


# --- Sessions, languages, impatience ----------------------------------------------------------------
def test_text_is_restored_after_the_session_ended_during_typing(enter, founder):
    draft = ready_to_submit(founder)
    lan = enter("Lan", user=founder)
    lan.visit("grants:application_edit", draft.pk)
    lan.fill(label(AnswersForm, "problem"), "Những lời này không được mất.")
    lan.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    lan.press(_("Save the draft")).must_be_at("account_login")
    lan.see(_("Your session had ended. What you typed is kept: sign in to continue."))
    sign_in(lan, founder.email)
    lan.must_be_at("grants:application_edit", draft.pk)
    assert lan.field(label(AnswersForm, "problem")).input_value() == "Những lời này không được mất."
    lan.press(_("Save the draft"))
    draft.refresh_from_db()
    assert draft.problem == "Những lời này không được mất."


def test_language_switch_stays_on_the_page_and_its_query(enter):
    guest = enter("Khách")
    address = reverse("public:directory") + "?q=kho"
    guest.open(address)
    vietnamese = guest.heading()
    with guest.page.expect_navigation():
        guest.page.locator(".site-tools").get_by_role("button", name="English").click()
    guest.see()
    assert guest.page.url.endswith(address)
    with override("en"):
        assert guest.page.locator("html").get_attribute("lang") == "en"
        assert guest.heading() == _("Directory of startups") != vietnamese
    with guest.page.expect_navigation():
        guest.page.locator(".site-tools").get_by_role("button", name="Tiếng Việt").click()
    assert guest.see().heading() == vietnamese


@pytest.mark.row("A4")
def test_back_and_a_second_window_make_no_second_application(enter, founder):
    draft = ready_to_submit(founder)
    lan, stale = enter("Lan", user=founder), enter("Lan, cửa sổ cũ", user=founder)
    stale.visit("grants:application_check", draft.pk)
    lan.visit("grants:application_check", draft.pk).press(_("Submit the application"))
    number = Application.objects.get().number

    lan.page.go_back()  # from the browser's memory, or asked for anew
    lan.visit("grants:application_check", draft.pk).must_be_at("grants:application_detail", draft.pk)
    assert lan.page.locator(".notice-error").count() == 1
    stale.press(_("Submit the application")).see(number).must_be_at("grants:application_receipt", draft.pk)

    assert list(Application.objects.values_list("number", flat=True)) == [number]
    assert Application.objects.get().submissions.count() == 1


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.row("A4")
def test_double_click_sends_once(enter, founder, javascript):
    draft = ready_to_submit(founder)
    lan = enter("Lan", user=founder, javascript=javascript)
    lan.visit("grants:application_check", draft.pk)
    lan.page.get_by_role("button", name=_("Submit the application")).dblclick(no_wait_after=True)
    expect(lan.page).to_have_url(re.compile(re.escape(reverse("grants:application_receipt", args=[draft.pk]))))
    lan.see().must_be_at("grants:application_receipt", draft.pk)
    assert AuditEntry.objects.about(draft).filter(transition="submit").count() == 1
    assert Application.objects.get().submissions.count() == 1


# --- Words meant to do harm ---------------------------------------------------------------------------
SCRIPT = "<script>alert(1)</script>"
HOSTILE = SCRIPT + """"' onmouseover='alert(2)' \u202eOLLEH\u202c \u200b{{ 7|add:7 }} <img src=x onerror=alert(3)>"""


def test_hostile_text_is_escaped_on_every_page(enter, founder):
    officer = person(Role.OFFICER, full_name="Lê <b>Văn</b> Nam")
    second_factor(officer)
    startup = startup_in("public", name=HOSTILE, members=[founder], sectors=[SectorFactory()], summary=HOSTILE)
    call = CallFactory(policy__sectors=list(startup.sectors.all()), name=f"Đợt {SCRIPT}")
    draft = ready_to_submit(founder, call=call, startup=startup, title=f"Dự án {SCRIPT}")
    lan, nam = enter("Lan", user=founder), enter("Nam", user=officer)
    lan.visit("grants:application_edit", draft.pk)
    lan.fill(label(AnswersForm, "problem"), HOSTILE).press(_("Save the draft"))
    submit_application(draft, by=founder)
    start_check(draft, by=officer)
    nam.visit("grants:application_completeness", draft.pk)
    nam.page.locator("#check-problem input[value=missing]").check()
    nam.page.locator("#id_reason-problem").fill(f"Lý do {SCRIPT}")
    nam.press(_("Save and ask the applicant to complete")).see(f"Lý do {SCRIPT}")
    nam.fill(_("What the applicant should do"), HOSTILE).press(Application.TRANSITIONS["return_for_completion"].label)
    nam.visit("dashboards:my_home").visit("grants:application_list").visit("startups:startup_list")
    nam.visit("grants:application_dossier", draft.pk).visit("startups:startup_history", startup.pk)
    lan.visit("grants:application_detail", draft.pk).see(f"Dự án {SCRIPT}", f"Lý do {SCRIPT}")
    lan.visit("dashboards:my_home").visit("startups:startup_detail", startup.pk).visit("grants:call_list")
    lan.visit("grants:application_edit", draft.pk)
    guest = enter("Khách").visit("public:directory").visit("public:profile", startup.slug)
    assert SCRIPT in guest.heading()
    assert (lan.dialogs, nam.dialogs, guest.dialogs) == ([], [], [])
    draft.refresh_from_db()
    assert draft.status == ApplicationStatus.RETURNED
    assert SCRIPT in draft.problem
    assert not {"\u202e", "\u202c", "\u200b"} & set(draft.problem)


def test_pasted_text_that_is_too_long_is_counted_and_refused_and_nothing_is_cut(enter, founder):
    SectorFactory(), AreaFactory(), TermFactory()
    lan = enter("Lan", user=founder)
    lan.visit("startups:startup_register")
    for name, length, most in (("name", 230, "200"), ("summary", 2100, "2.000")):
        field = lan.page.locator(f"#id_{name}")
        field.focus()
        lan.page.keyboard.insert_text("Kho lạnh. " * (length // 10))
        assert len(field.input_value()) == length
        note = lan.page.locator(f"#id_{name} + .letters-over")
        expect(note).to_contain_text(f"/ {most}: {length - int(most.replace('.', ''))} ")
        expect(note.locator("[aria-live]")).to_contain_text(_("characters too many"))
    lan.press(_("Register the startup"))
    assert "200" in errors(lan)
    for name, length in (("name", 230), ("summary", 2100)):
        assert len(lan.page.locator(f"#id_{name}").input_value().strip()) >= length - 1
        expect(lan.page.locator(f"#id_{name} + .letters-over")).to_be_visible()
    assert not Startup.objects.exists()


def test_name_of_ten_thousand_letters_is_refused(enter, founder):
    SectorFactory(), AreaFactory(), TermFactory()
    lan = enter("Lan", user=founder)
    lan.visit("startups:startup_register")
    lan.fill(label(StartupForm, "name"), "A" * 10_000).press(_("Register the startup"))
    assert "200" in errors(lan)
    assert not Startup.objects.exists()
