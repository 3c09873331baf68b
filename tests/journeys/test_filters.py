"""Filters on a phone: behind one button that says how many are set, the rows in the first screen; on a wide screen in sight."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from ecosystem.accounts.roles import Role
from programmes.grants.models import ApplicationStatus
from startups.models import Publication
from tests.factories import ApplicationFactory, SectorFactory, person
from tests.startups.cases import startup_in
from tests.thorough import sample

pytestmark = pytest.mark.django_db(transaction=True)
FOLD = "form.filters .filters-fold > summary"
ROWS = {"grants:application_list": ".listing tbody tr", "public:directory": "#directory-table li.panel"}


@pytest.fixture
def records():
    for _n in range(3):
        ApplicationFactory(status=ApplicationStatus.SUBMITTED, startup=startup_in(Publication.PUBLIC))
    return person(Role.OFFICER)


@pytest.mark.parametrize("name", sample(ROWS, at_most=1))
@pytest.mark.parametrize("javascript", [True, False])
def test_rows_are_in_the_first_screen_of_a_phone(enter, records, name, javascript):
    page = enter("Khôi", user=records, phone=True, javascript=javascript).visit(name).page
    screen = page.viewport_size["height"]

    expect(page.locator(FOLD)).to_have_text(_("Filters"))
    expect(page.locator("form.filters select").first).to_be_hidden()
    expect(page.locator("form.filters input[name=q]")).to_be_visible()
    assert page.locator(ROWS[name]).first.bounding_box()["y"] < screen * 0.75


def test_filters_are_set_behind_the_button_without_javascript(enter, records):
    page = enter("Khôi", user=records, phone=True, javascript=False).visit("grants:application_list").page

    page.locator(FOLD).click()
    page.locator("form.filters select[name=status]").select_option(ApplicationStatus.SUBMITTED.value)
    page.locator("form.filters").get_by_role("button", name=_("Filter"), exact=True).click()

    expect(page.locator(FOLD)).to_have_text(f"{_('Filters')} (1)")
    expect(page.locator("form.filters select[name=status]")).to_be_hidden()
    expect(page.locator(".filter-chip")).to_contain_text(str(ApplicationStatus.SUBMITTED.label))
    page.locator(".filter-chip").click()
    expect(page.locator(FOLD)).to_have_text(_("Filters"))


def test_button_counts_at_once_what_is_chosen(enter, records):
    page = enter("Khôi", user=records, phone=True).visit("grants:application_list").page

    page.locator(FOLD).click()
    page.locator("form.filters select[name=status]").select_option(ApplicationStatus.CHECKING.value)

    expect(page.locator(FOLD)).to_have_text(f"{_('Filters')} (1)")
    expect(page.locator(".filter-chip")).to_contain_text(str(ApplicationStatus.CHECKING.label))


def test_public_list_says_on_a_phone_what_is_set_and_takes_it_away(enter):
    sector = SectorFactory(name="Công nghệ giáo dục")
    shown = startup_in(Publication.PUBLIC, sectors=[sector])
    other = startup_in(Publication.PUBLIC)
    lan = enter("Lan", phone=True, javascript=False)
    lan.visit("public:directory", query=f"?sector={sector.code}")
    page = lan.page

    expect(page.locator(FOLD)).to_have_text(f"{_('Filters')} (1)")
    expect(page.locator("#directory-table")).not_to_contain_text(other.name)
    page.locator(".filter-chip").click()

    assert page.url.endswith(reverse("public:directory"))
    expect(page.locator("#directory-table")).to_contain_text(shown.name)
    expect(page.locator("#directory-table")).to_contain_text(other.name)


@pytest.mark.parametrize("name", sample(ROWS, at_most=1))
@pytest.mark.parametrize("javascript", [True, False])
def test_filters_are_in_sight_on_a_wide_screen(enter, records, name, javascript):
    page = enter("Khôi", user=records, javascript=javascript).visit(name).page

    expect(page.locator(FOLD)).to_be_hidden()
    fields = page.locator("form.filters > .filters-grid .filters-field").filter(visible=True)
    assert fields.count() == 4
    assert len({round(field.bounding_box()["y"] + field.bounding_box()["height"]) for field in fields.all()}) == 1


def test_tools_of_a_list_take_three_rows_at_most_on_a_phone(enter, records):
    page = enter("Khôi", user=records, phone=True).visit("grants:application_list").page

    tools = page.locator(".list-tools :is(summary, .list-tools-row > .btn)").filter(visible=True)
    assert tools.count() == 6
    assert len({round(tool.bounding_box()["y"]) for tool in tools.all()}) <= 3


@pytest.mark.parametrize("javascript", [True, False])
def test_more_filters_load_on_request_and_narrow_the_list(enter, records, javascript):
    page = enter("Khôi", user=records, javascript=javascript).visit("grants:application_list").page
    form = page.locator("form.filters")

    expect(form.locator("select[name=holder]")).to_have_count(0)
    form.get_by_role("button", name=_("More filters")).click()
    expect(form.locator("select[name=holder]")).to_be_visible()
    expect(form.get_by_role("button", name=_("More filters"))).to_have_count(0)
    form.locator("select[name=holder]").select_option("applicant")
    if not javascript:
        form.get_by_role("button", name=_("Filter"), exact=True).click()

    expect(page.locator(".filter-chip")).to_have_count(1)
    expect(page.locator(ROWS["grants:application_list"])).to_have_count(0)


def test_filter_that_changes_before_htmx_is_loaded_narrows_the_list(enter, records):
    page = enter("Khôi", user=records).page
    held = []

    def hold(route):
        held.append(route)

    page.route("**/htmx*.js", hold)
    page.goto(reverse("grants:application_list"))
    rows = page.locator(ROWS["grants:application_list"])
    expect(rows).to_have_count(3)

    with page.expect_request("**/htmx*.js"):
        page.locator("form.filters select[name=status]").select_option(ApplicationStatus.CHECKING.value)
    assert page.evaluate("window.htmx === undefined")
    [script] = held
    script.continue_()

    expect(rows).to_have_count(0)
    expect(page.locator(".filter-chip")).to_contain_text(str(ApplicationStatus.CHECKING.label))


@pytest.mark.parametrize("loads_htmx", [True, False])
def test_more_filters_give_the_focus_to_their_first_field(enter, records, loads_htmx):
    page = enter("Khôi", user=records).visit("grants:application_list").page
    button = page.locator("form.filters").get_by_role("button", name=_("More filters"))
    if loads_htmx:
        button.hover()
        expect(page.locator("script[src*=htmx]")).to_be_attached()
    button.click()

    expect(page.locator("form.filters .filters-more :is(select, input)").first).to_be_focused()
