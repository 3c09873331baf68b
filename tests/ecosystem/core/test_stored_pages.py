"""Stored public pages: never one that shows what is no longer so, and never anything of one reader to another."""

import gzip
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.urls import reverse

from ecosystem.core import stored_pages as module
from ecosystem.core.models import PageSourceChange, StoredPage
from ecosystem.core.stored_pages import invalidate_pages
from ecosystem.core.web.stored_pages import StoredPagesMiddleware
from ecosystem.public.models import PageCount
from ecosystem.public.page_views import add_counts
from programmes.communication.models import NewsItem
from programmes.grants.models import Application, Call
from startups.models import Publication, Startup
from tests.concurrency import run_concurrently
from tests.ecosystem.core.page_readers import is_made, text_of
from tests.factories import (
    ApplicationFactory,
    AreaFactory,
    CallFactory,
    NewsFactory,
    StartupFactory,
    UserFactory,
)

NEWS, CALLS, HOME = "/news/", "/calls/", "/"
NEWS_TABLE = NewsItem._meta.db_table
BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/140"}


@pytest.fixture(autouse=True)
def _stored_pages(settings):
    settings.STORED_PAGES = True


def in_english():
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


# What is served


@pytest.mark.django_db
def test_second_reader_gets_the_page_of_the_first():
    NewsFactory(title="Vườn ươm mở cửa")

    first, second = Client().get(NEWS), Client().get(NEWS)

    assert (bool(first.templates), bool(second.templates)) == (True, False)
    assert "Vườn ươm mở cửa" in first.content.decode()
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert "default-src 'none'" in second["Content-Security-Policy"]
    assert second["Cache-Control"] == "public, no-cache"
    assert second["Content-Language"] == "vi"


@pytest.mark.django_db
def test_stored_page_is_found_by_one_statement(django_assert_num_queries):
    text_of(NEWS)

    with django_assert_num_queries(1):
        text_of(NEWS)


@pytest.mark.django_db
def test_page_is_made_again_after_other_changes_of_the_same_number_and_sum_of_ids():
    def set_changes(first: int, second: int) -> None:
        PageSourceChange.objects.filter(source=NEWS_TABLE).delete()
        PageSourceChange.objects.bulk_create(PageSourceChange(pk=pk, source=NEWS_TABLE) for pk in (first, second))

    set_changes(9_001, 9_004)
    assert (is_made(NEWS), is_made(NEWS)) == (True, False)

    set_changes(9_002, 9_003)

    assert (is_made(NEWS), is_made(NEWS)) == (True, False)


@pytest.mark.django_db
def test_each_language_has_its_own_page():
    item = NewsFactory()

    pages = [(text_of(NEWS), text_of(NEWS, in_english())) for _reader in range(2)]

    assert pages[0] == pages[1]
    vietnamese, english = pages[0]
    assert (item.title in vietnamese, item.title_en in vietnamese) == (True, False)
    assert (item.title in english, item.title_en in english) == (False, True)


@pytest.mark.django_db
def test_compressed_page_is_the_same_page_and_of_random_length():
    plain = text_of(NEWS)

    compressed = [Client().get(NEWS, headers={"Accept-Encoding": "gzip"}) for _reader in range(12)]

    assert {gzip.decompress(response.content).decode() for response in compressed} == {plain}
    assert len({len(response.content) for response in compressed}) > 1
    assert {response["Content-Length"] == str(len(response.content)) for response in compressed} == {True}
    assert {response["ETag"].startswith("W/") for response in compressed} == {True}
    assert all("Accept-Encoding" in response["Vary"] for response in compressed)


@pytest.mark.django_db
def test_reader_who_has_the_page_is_told_so_until_it_changes():
    item = NewsFactory()
    etag = Client().get(NEWS)["ETag"]

    stored = Client().get(NEWS, headers={"If-None-Match": etag})
    NewsItem.objects.filter(pk=item.pk).update(title="Tên mới")
    changed = Client().get(NEWS, headers={"If-None-Match": etag})

    assert (stored.status_code, stored.content) == (304, b"")
    assert changed.status_code == 200


@pytest.mark.django_db
def test_head_gets_the_headers_of_the_stored_page_and_stores_none():
    assert Client().head(NEWS).templates
    assert not StoredPage.objects.exists()
    page = Client().get(NEWS)

    head = Client().head(NEWS)

    assert (head.templates, head.content) == ([], b"")
    assert dict(head.headers) == dict(page.headers)


@pytest.mark.django_db
def test_views_of_stored_pages_are_counted(settings):
    settings.LOOPBACK = True
    for _reader in range(3):
        Client().get(NEWS, headers=BROWSER)
    add_counts()

    assert PageCount.objects.get(kind="news").views == 3


@pytest.mark.django_db
def test_fragment_has_a_key_of_its_own():
    StartupFactory(name="Công ty Lúa Xanh", status=Publication.PUBLIC, verified_by=UserFactory())
    address = reverse("public:directory")

    pages = [(text_of(address), text_of(address, **{"HX-Request": "true"})) for _reader in range(2)]
    boosted = text_of(address, **{"HX-Request": "true", "HX-Boosted": "true"})

    assert pages[0] == pages[1]
    page, fragment = pages[0]
    assert ("<!doctype html>" in page, "<!doctype html>" in fragment) == (True, False)
    assert "<!doctype html>" in boosted
    assert "Công ty Lúa Xanh" in fragment


@pytest.mark.django_db
def test_page_of_another_host_is_another_page(settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]

    for host in ("a.example", "b.example"):
        page = Client(SERVER_NAME=host).get(NEWS).content.decode()
        assert f'<link rel="canonical" href="http://{host}/news/">' in page
    assert Client(SERVER_NAME="c.example").get(NEWS).status_code == 400


# What is never shared


@pytest.mark.django_db
def test_signed_in_person_gets_and_leaves_no_stored_page():
    person = UserFactory(full_name="Đoàn Thị Riêng")
    mine = Client()
    mine.force_login(person)

    before = text_of(NEWS, mine)
    assert not StoredPage.objects.exists()
    anonymous = text_of(NEWS)
    after = text_of(NEWS, mine)

    assert "Đoàn Thị Riêng" in before
    assert "Đoàn Thị Riêng" in after
    assert "Đoàn Thị Riêng" not in anonymous
    assert "Đoàn Thị Riêng" not in text_of(NEWS)
    assert is_made(NEWS, mine)


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["portal_session", "messages", "portal_author", "portal_text_waits", "portal_new"])
def test_reader_with_a_cookie_of_ours_gets_and_leaves_no_stored_page(cookie):
    client = Client()
    client.cookies[cookie] = "x"

    assert is_made(NEWS, client)
    assert not StoredPage.objects.exists()
    text_of(NEWS)
    assert is_made(NEWS, client)


@pytest.mark.django_db
def test_reader_with_a_form_token_is_served_and_leaves_no_stored_page():
    client = Client()
    client.get(reverse("feedback:feedback_send"))
    assert settings.CSRF_COOKIE_NAME in client.cookies

    assert is_made(NEWS, client)
    assert not StoredPage.objects.exists()
    text_of(NEWS)
    assert not is_made(NEWS, client)


@pytest.mark.django_db
def test_cookie_of_another_program_changes_nothing():
    client = Client()
    client.cookies["_ga"] = "GA1.2"

    assert is_made(NEWS, client)
    assert not is_made(NEWS, client)


@pytest.mark.django_db
def test_message_after_signing_out_is_shown_once_and_to_nobody_else():
    client = Client()
    client.force_login(UserFactory())
    text_of(HOME)
    notice = '<div class="notice notice-success"'

    after = client.post(reverse("account_logout"), follow=True).content.decode()

    assert notice in after
    assert [notice in text_of(HOME, reader) for reader in (Client(), client, Client())] == [False, False, False]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "personal",
    [
        lambda request, response: response.set_cookie("a", "b"),
        lambda request, response: get_token(request),
        lambda request, response: setattr(response, "status_code", 404),
        lambda request, response: response.__setitem__("Cache-Control", "private"),
        lambda request, response: setattr(response, "_csp_update", {"frame-src": ["'self'"]}),
        lambda request, response: messages.success(request, "Xong"),
    ],
    ids=["cookie", "token", "status", "cache control", "content policy", "message"],
)
@pytest.mark.parametrize("is_personal", [True, False])
def test_response_with_something_of_its_reader_is_not_stored(personal, is_personal):
    def view(request):
        request._messages = CookieStorage(request)
        response = HttpResponse("Trang")
        if is_personal:
            personal(request, response)
        return response

    StoredPagesMiddleware(view)(RequestFactory(SERVER_NAME="localhost").get(NEWS))

    assert StoredPage.objects.exists() is not is_personal


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_readers_at_once_get_their_own_page_each():
    """Signed in or not, in both languages, while what the page shows changes."""
    item = NewsFactory()
    people = [UserFactory(full_name=f"Người đọc riêng {number}") for number in range(2)]

    def read(person, language):
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        if person:
            client.force_login(person)
        return [(person, language, text_of(NEWS, client)) for _round in range(6)]

    def write():
        for number in range(6):
            NewsItem.objects.filter(pk=item.pk).update(summary=f"Lần {number}")
        return []

    jobs = [lambda p=p, lang=lang: read(p, lang) for p in (*people, None, None) for lang in ("vi", "en")]
    results = run_concurrently([*jobs, write])

    assert [one for one in results if isinstance(one, Exception)] == []
    pages = [page for result in results for page in result]
    assert len(pages) == 48
    for person, language, text in pages:
        assert {one.full_name for one in people if one.full_name in text} == ({person.full_name} if person else set())
        assert f'<html lang="{language}"' in text


# What invalidates


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["save", "update", "raw SQL"])
def test_change_shows_at_once_whoever_makes_it(way):
    item = NewsFactory(title="Tên cũ")
    assert "Tên cũ" in text_of(NEWS)

    if way == "save":
        item.title = "Tên mới"
        item.save(update_fields=["title"])
    elif way == "update":
        NewsItem.objects.update(title="Tên mới")
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE communication_newsitem SET title = 'Tên mới'")

    assert ["Tên mới" in text_of(NEWS), "Tên cũ" in text_of(NEWS)] == [True, False]


@pytest.mark.django_db
def test_new_and_deleted_rows_show_at_once():
    text_of(NEWS)
    item = NewsFactory(title="Tin mới nhất")
    assert "Tin mới nhất" in text_of(NEWS)

    NewsItem.objects.filter(pk=item.pk).delete()

    assert "Tin mới nhất" not in text_of(NEWS)


@pytest.mark.django_db
def test_withdrawn_startup_is_gone_at_once_from_every_page():
    startup = StartupFactory(name="Công ty Lúa Xanh", status=Publication.PUBLIC, verified_by=UserFactory())
    profile = reverse("public:profile", args=[startup.slug])
    for address in (profile, reverse("public:directory")):
        assert "Công ty Lúa Xanh" in text_of(address)

    Startup.objects.filter(pk=startup.pk).update(status=Publication.PRIVATE)

    assert Client().get(profile).status_code == 404
    assert "Công ty Lúa Xanh" not in text_of(reverse("public:directory"))


@pytest.mark.django_db
def test_page_that_does_not_show_the_changed_table_stays():
    CallFactory()
    assert [is_made(NEWS), is_made(CALLS)] == [True, True]

    Call.objects.update(contact="Tầng 3")

    assert [is_made(NEWS), is_made(CALLS)] == [False, True]


@pytest.mark.django_db
def test_page_from_a_table_without_triggers_is_made_for_each_reader():
    """The page of a cancelled call shows its move from the audit trail, which changes all the time."""
    call = CallFactory(status="cancelled")
    address = reverse("grants:call_detail", args=[call.code])

    assert [is_made(address), is_made(address)] == [True, True]
    assert "core_auditentry" not in module.page_sources()


@pytest.mark.django_db
def test_of_dossiers_only_what_pages_show_invalidates_them():
    """Drafts are saved all the time."""
    application = ApplicationFactory()
    awards = reverse("public:awards")
    text_of(awards)

    Application.objects.filter(pk=application.pk).update(title="Tên khác")
    assert not is_made(awards)
    ApplicationFactory()
    assert is_made(awards)
    changes = PageSourceChange.objects.filter(source="grants_application")
    before = changes.count()
    Startup.objects.filter(pk=application.startup_id).update(area=AreaFactory())  # copied to its dossiers
    assert changes.count() == before + 1


@pytest.mark.django_db
def test_bulk_loading_invalidates_all_pages():
    assert [is_made(NEWS), is_made(CALLS)] == [True, True]

    invalidate_pages()

    assert [is_made(NEWS), is_made(CALLS)] == [True, True]
    assert [is_made(NEWS), is_made(CALLS)] == [False, False]


@pytest.mark.django_db(transaction=True)
def test_change_counts_when_it_is_committed_and_never_when_rolled_back():
    item = NewsFactory(title="Tên cũ")
    text_of(NEWS)

    def shown_elsewhere():
        return run_concurrently([lambda: ("Tên cũ" in text_of(NEWS), is_made(NEWS))])[0]

    with transaction.atomic():
        NewsItem.objects.filter(pk=item.pk).update(title="Tên mới")
        assert shown_elsewhere() == (True, False)
        transaction.set_rollback(True)
    assert ("Tên cũ" in text_of(NEWS), is_made(NEWS)) == (True, False)

    with transaction.atomic():
        NewsItem.objects.filter(pk=item.pk).update(title="Tên mới")
    assert "Tên mới" in text_of(NEWS)


@pytest.mark.django_db(transaction=True)
def test_change_while_the_page_is_made_is_not_lost():
    """The maker may have read before the change: what it stores is not shown after it."""
    item = NewsFactory(title="Tên cũ")
    store = module.PageMaker.store

    def change_then_store(maker, content, headers):
        NewsItem.objects.filter(pk=item.pk).update(title="Tên mới")
        return store(maker, content, headers)

    with patch.object(module.PageMaker, "store", change_then_store):
        assert "Tên cũ" in text_of(NEWS)

    assert "Tên mới" in text_of(NEWS)


@pytest.mark.django_db
def test_changes_are_thinned_out_and_pages_stay_right(monkeypatch):
    monkeypatch.setattr(module, "MAX_CHANGES", 3)
    item = NewsFactory()

    for number in range(12):
        NewsItem.objects.filter(pk=item.pk).update(title=f"Lần {number}.")
        assert f"Lần {number}." in text_of(NEWS)
        assert not is_made(NEWS)

    assert PageSourceChange.objects.filter(source="communication_newsitem").count() <= 4
