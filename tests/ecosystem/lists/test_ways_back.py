"""Every way back to a list keeps its filter, order and page: breadcrumbs, cancelled actions, results of jobs."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.lists.actions import jobs
from ecosystem.lists.listing import LISTINGS
from startups.models import Publication
from tests.factories import StartupFactory, person
from tests.lists import EVERY_LIST, bulk_confirm, case_of

pytestmark = pytest.mark.django_db
WITH_ACTIONS = [slug for slug, listing in LISTINGS.items() if listing.bulk]


def links(response, path):
    """The queries of the links of a page that lead to this path."""
    addresses = (urlsplit(unescape(found)) for found in re.findall(r'href="([^"]*)"', response.content.decode()))
    return [parse_qs(address.query) for address in addresses if address.path == path]


def second_page(client, case):
    """Open the second page of the list in another order; returns the query of its address."""
    for n in range(30):
        case.add(n)
    client.force_login(case.reader)
    sort = f"-{[*case.listing.sortable][-1]}"
    first = client.get(case.url, {"sort": sort})
    query = {"sort": sort, "after": first.context["page"].next}
    assert client.get(case.url, query).status_code == 200
    return {key: [value] for key, value in query.items()}


@pytest.mark.parametrize("slug", WITH_ACTIONS)
def test_result_of_an_action_leads_back_to_the_page_of_the_list(client, slug, django_capture_on_commit_callbacks):
    case = case_of(slug)
    query = second_page(client, case)
    rows = list(client.get(case.url, {key: value[0] for key, value in query.items()}).context["page"])[:1]
    action = next(action for action in case.listing.bulk if action.may_use(case.reader))
    posted = {"action": action.key, "query": f"sort={query['sort'][0]}", "pk": [row.pk for row in rows]}
    preview = client.post(reverse("lists:bulk_preview", args=[slug]), posted)
    assert preview.status_code == 200
    assert query in links(preview, case.url)

    if preview.context["needs_answers"]:
        job_page = preview
    else:
        job = bulk_confirm(client, slug, preview)
        jobs.run_job(job.pk)
        job_page = client.get(reverse("lists:job_detail", args=[job.pk]))

    assert query in links(job_page, case.url)


@pytest.mark.parametrize("slug", EVERY_LIST)
def test_page_of_a_record_leads_back_to_the_page_of_its_list(client, slug):
    case = case_of(slug)
    query = second_page(client, case)
    address = case.listing.address_of(case.listing.rows(case.reader).first())
    if not address:
        pytest.skip("Its rows have no page of their own.")
    page = client.get(address)
    crumbs = re.findall(r'<nav class="crumbs".*?</nav>', page.content.decode(), re.DOTALL)
    if not crumbs or f'href="{case.url}' not in crumbs[0]:
        pytest.skip("The page stands below another one.")

    assert query in links(page, case.url)


def test_each_session_has_its_own_address_and_a_new_one_begins_at_the_start(client):
    officer = person(Role.OFFICER)
    startup = StartupFactory()
    client.force_login(officer)
    listed, page = reverse("startups:startup_list"), reverse("startups:startup_detail", args=[startup.pk])
    client.get(listed, {"q": "abc"})
    assert {"q": ["abc"]} in links(client.get(page), listed)

    client.get(listed)
    assert {"q": ["abc"]} not in links(client.get(page), listed)

    client.get(listed, {"q": "abc"})
    client.logout()
    client.force_login(officer)
    assert {"q": ["abc"]} not in links(client.get(page), listed)


def test_page_one_comes_from_tells_the_list_where_nothing_is_stored(client):
    startup = StartupFactory(
        status=Publication.PUBLIC, verified_by=person(Role.OFFICER), verified_at="2026-01-01T00:00Z"
    )
    directory, page = reverse("public:directory"), reverse("public:profile", args=[startup.slug])
    cache.clear()

    own = client.get(page, headers={"referer": f"http://testserver{directory}?q=kho"})
    foreign = client.get(page, headers={"referer": f"https://example.org{directory}?q=kho"})

    assert {"q": ["kho"]} in links(own, directory)
    assert {"q": ["kho"]} not in links(foreign, directory)
