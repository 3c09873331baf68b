"""What test_ways_to_apply.py leaves out: signing up, lists of the back office, messages and languages with scripts off."""

import pytest
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from ecosystem.accounts.roles import Role
from ecosystem.lists.forms import ViewForm
from ecosystem.reference.models import Vocabulary
from programmes.feedback.forms import FeedbackForm
from programmes.feedback.models import Feedback
from programmes.grants.models import Application, ApplicationStatus
from startups.forms.startup import StartupForm
from startups.models import Startup
from tests.factories import ApplicationFactory, AreaFactory, SectorFactory, TermFactory, person
from tests.journeys.steps import label, sign_up
from tests.lists import LISTINGS
from tests.startups.cases import startup_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_person_signs_up_and_registers_a_startup(enter):
    sector = SectorFactory()
    TermFactory(vocabulary=Vocabulary.STAGE, name="Ý tưởng")
    AreaFactory(name="Phường Bến Thành")
    lan = enter("Lan", javascript=False, phone=True).visit("account_signup")

    sign_up(lan, full_name="Nguyễn Thị Lan", email="lan@example.org")
    lan.must_be_at("dashboards:my_home").visit("startups:startup_register")
    lan.page.locator("input[name=kind][value=individual]").check()
    lan.fill(label(StartupForm, "name"), "Kho Lạnh Xanh")
    lan.fill(label(StartupForm, "summary"), "Kho lạnh chạy bằng điện mặt trời.")
    lan.tick(sector.label)
    for name in ("stage", "area"):
        lan.page.locator(f"select[name={name}]").select_option(index=1)
    lan.fill(label(StartupForm, "team_size"), "3")
    lan.press(_("Register the startup"))

    lan.must_be_at("startups:startup_detail", Startup.objects.get(name="Kho Lạnh Xanh").pk)


def test_officer_keeps_a_view_and_acts_on_rows_after_seeing_what_would_happen(enter):
    sent, other = (ApplicationFactory(status=ApplicationStatus.SUBMITTED, title=t) for t in ("Một", "Hai"))
    draft = ApplicationFactory(status=ApplicationStatus.CHECKING, title="Ba")
    khoi = enter("Khôi", user=person(Role.OFFICER), javascript=False).visit("grants:application_list")
    page = khoi.page

    page.locator("main select[name=status]").select_option("submitted")
    with page.expect_navigation():
        page.locator("main input[name=q]").press("Enter")
    khoi.see("Một", "Hai")
    assert page.get_by_role("link", name=draft.title, exact=True).count() == 0
    khoi.follow(_("Save this view"), exact=False)
    khoi.fill(label(ViewForm, "name"), "Mới nộp")
    with page.expect_navigation():
        page.locator("main form button.btn-primary").click()
    khoi.see("Mới nộp")

    khoi.visit("grants:application_list")
    for row in (sent, draft):
        khoi.table_row(row.title).get_by_role("checkbox").check()
    page.locator("form.bulk select[name=action]").select_option(LISTINGS["application"].bulk[0].key)
    with page.expect_navigation():
        page.locator("form.bulk button").click()
    khoi.must_be_at("lists:bulk_preview", "application").see(_("Yes"), _("No"))
    assert Application.objects.filter(status=ApplicationStatus.SUBMITTED).count() == 2  # nothing is done yet
    with page.expect_navigation():
        page.locator("main form button.btn-primary").click()
    khoi.see()

    assert set(Application.objects.filter(status=ApplicationStatus.SUBMITTED)) == {other}


@pytest.mark.row("A26")
def test_message_is_sent_and_a_language_switch_preserves_the_text(enter):
    guest = enter("Khách", javascript=False).visit("feedback:feedback_send")
    guest.fill(label(FeedbackForm, "subject"), "Bao lâu thì có kết quả?")
    with guest.page.expect_navigation():
        guest.page.locator("button[name=switch_language][value=en]").filter(visible=True).first.click()
    guest.see()
    expect(guest.page.locator("html")).to_have_attribute("lang", "en")
    expect(guest.page.locator("[name=subject]")).to_have_value("Bao lâu thì có kết quả?")
    guest.page.locator("[name=text]").fill("Tôi đã nộp hồ sơ tháng trước.")
    with guest.page.expect_navigation():
        guest.page.locator("main form button.btn-primary").click()

    assert guest.see(Feedback.objects.get().number)


def test_map_is_a_table_too(enter):
    area = AreaFactory(name="Phường Bến Thành")
    startup_in("public", name="Công Nghệ Đỏ", area=area)
    guest = enter("Khách", javascript=False, phone=True).visit("public:city_map")

    guest.follow("Phường Bến Thành", within=guest.page.locator("main table"), exact=False)

    guest.must_be_at("public:city_map_area", area.code).see("Công Nghệ Đỏ")
