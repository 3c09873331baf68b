"""What happens around every request: demonstration on this machine only, language, refused moves."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from ecosystem.core.web.middleware import LoopbackOnlyMiddleware
from tests.factories import UserFactory


def demo(settings, **meta):
    settings.DEMO = True
    return LoopbackOnlyMiddleware(lambda request: HttpResponse("in"))(RequestFactory().get("/", **meta)).status_code


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1"])
def test_demonstration_serves_this_machine(settings, address):
    assert demo(settings, REMOTE_ADDR=address) == 200


@pytest.mark.parametrize("address", ["10.0.0.7", "192.168.1.4", "8.8.8.8", "fe80::1%eth0", "::ffff:8.8.8.8"])
def test_demonstration_refuses_other_machines(settings, address):
    assert demo(settings, REMOTE_ADDR=address) == 403


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"])
def test_demonstration_refuses_what_came_through_a_proxy(settings, header):
    assert demo(settings, REMOTE_ADDR="127.0.0.1", **{header: "127.0.0.1"}) == 403


def test_outside_demonstration_nothing_of_it_runs(settings):
    settings.DEMO = False
    with pytest.raises(MiddlewareNotUsed):
        LoopbackOnlyMiddleware(lambda request: HttpResponse())


@pytest.mark.django_db
def test_language_is_remembered_in_cookie_and_account(client):
    user = UserFactory(language="vi")
    client.force_login(user)

    response = client.post(reverse("core:set_language"), {"language": "en", "next": "/calls/?phase=open"})

    user.refresh_from_db()
    assert (response["Location"], user.language) == ("/calls/?phase=open", "en")
    assert 'lang="en"' in client.get(reverse("grants:call_list")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_language_switch_never_leads_away(client, target):
    response = client.post(reverse("core:set_language"), {"language": "en", "next": target})

    assert response["Location"] == "/"


@pytest.mark.django_db
def test_unknown_language_is_refused(client):
    assert client.post(reverse("core:set_language"), {"language": "xx", "next": "/"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["xx", "../../etc/passwd", "en\x00", "<script>", "e" * 5000])
def test_nonsense_in_the_language_cookie_means_vietnamese(client, settings, cookie):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie

    assert 'lang="vi"' in client.get(reverse("grants:call_list")).content.decode()


@pytest.mark.django_db
def test_browser_s_list_of_languages_changes_nothing(client):
    page = client.get(reverse("grants:call_list"), headers={"Accept-Language": "en-GB,en;q=0.9"})

    assert 'lang="vi"' in page.content.decode()
