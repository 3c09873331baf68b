"""Work that outlasts a request, as it is seen: the page follows it by itself, the keyboard stays where it was."""

from uuid import uuid4

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from ecosystem.accounts.roles import Role
from ecosystem.lists.actions import jobs
from ecosystem.lists.models import Job, JobStatus
from programmes.grants.models import ApplicationStatus
from tests.factories import ApplicationFactory, person
from tests.lists import LISTINGS

pytestmark = pytest.mark.django_db(transaction=True)
SPOKEN = "body > p[aria-live='polite']"


@pytest.fixture
def officer():
    return person(Role.OFFICER)


@pytest.fixture
def job(officer):
    """One of three rows is done, and nobody goes on for now."""
    rows = [ApplicationFactory(status=ApplicationStatus.SUBMITTED) for _ in range(3)]
    job = jobs.create_bulk_job(
        LISTINGS["application"],
        LISTINGS["application"].bulk[0],
        rows,
        by=officer,
        token=uuid4(),
        versions={},
        possible=frozenset(row.pk for row in rows),
        answers=QueryDict(),
        note="",
    )
    jobs.run_job(job.pk, seconds=0)
    return job


@pytest.mark.row("G4")
def test_page_follows_the_job_and_keeps_the_keyboard_where_it_is(enter, officer, job):
    visitor = enter("Khôi", user=officer).visit("lists:job_detail", job.pk)
    page = visitor.page
    visitor.see(_("The rows are being done one by one."))
    expect(page.locator("#job-state progress")).to_have_attribute("value", "1")
    page.locator("#job-list-link").focus()

    Job.objects.filter(pk=job.pk).update(done=2)
    expect(page.locator("#job-state progress")).to_have_attribute("value", "2")
    expect(page.locator("#job-list-link")).to_be_focused()
    expect(page.locator(SPOKEN)).to_have_text(_("In progress: %(percent)s %% done") % {"percent": 50})

    jobs.run_job(job.pk)

    visitor.see("Đã thực hiện 3 trên 3 dòng.")
    expect(page.locator(SPOKEN)).to_have_text("Đã thực hiện 3 trên 3 dòng.")
    expect(page.locator("[hx-trigger]")).to_have_count(0)
    expect(page.locator("#job-state")).to_be_focused()  # the link is gone: the keyboard goes on at the result
    job.refresh_from_db()
    assert job.status == JobStatus.DONE


def test_without_javascript_a_link_loads_the_page_again(enter, officer, job):
    visitor = enter("Khôi", user=officer, phone=True, javascript=False).visit("lists:job_detail", job.pk)
    jobs.run_job(job.pk)

    visitor.page.get_by_role("link", name=_("Load the page again to see how far it is")).click()

    visitor.see("Đã thực hiện 3 trên 3 dòng.")
    assert visitor.page.url.endswith(reverse("lists:job_detail", args=[job.pk]))


@pytest.mark.parametrize("phone", [True, False])
def test_tools_for_several_rows_are_folded_on_a_phone_alone(enter, officer, phone):
    ApplicationFactory(status=ApplicationStatus.SUBMITTED)
    page = enter("Khôi", user=officer, phone=phone).visit("grants:application_list").page
    fold = page.locator(".bulk-fold > summary")

    expect(fold).to_be_visible(visible=phone)

    page.locator("input[name=pk]").check()
    if phone:
        expect(fold).to_contain_text(_("selected"))
        assert page.locator(".bulk").evaluate("(e) => !e.checkVisibility()")
        fold.click()
    assert page.locator(".bulk").evaluate("(e) => e.checkVisibility()")
