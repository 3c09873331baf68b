"""Sessions: kept in the cache and in the database; without Redis the database answers; what has ended, ended at once."""

import datetime as dt

import pytest
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.actions import close_account, reopen_account
from ecosystem.accounts.roles import Role
from tests.factories import UserFactory, person

pytestmark = pytest.mark.django_db
PASSWORD = "Mat-khau-rat-dai-2026"


@pytest.fixture
def redis_down(settings):
    """The portal's own cache, at an address where nothing listens."""
    away = {**settings.CACHES, "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    with override_settings(CACHES=away):
        yield


def signable_user():
    """A person who can sign in with PASSWORD."""
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    user.emailaddress_set.update_or_create(email=user.email, defaults={"verified": True, "primary": True})
    return user


def stored_session(**values):
    store = SessionStore()
    store.update(values)
    store.save()
    return store.session_key


def test_signed_in_session_outlives_redis(client):
    client.force_login(UserFactory())
    assert client.get(reverse("accounts:profile")).status_code == 200

    caches["default"].clear()

    assert client.get(reverse("accounts:profile")).status_code == 200


def test_one_signs_in_and_reads_a_page_while_redis_is_down(client, redis_down):
    user = signable_user()

    signed_in = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert signed_in.status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert Session.objects.exists()


@pytest.mark.parametrize("spoil", ["old", "unknown", "forged"])
def test_session_that_does_not_count_is_empty(spoil, redis_down):
    key = stored_session(step=3)
    if spoil == "old":
        Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    elif spoil == "unknown":
        key = "x" * 32
    else:
        Session.objects.update(session_data="e30:1forged:signature")

    assert SessionStore(key).get("step") is None


def test_session_that_is_ended_ends_at_once_for_every_browser(client):
    client.force_login(UserFactory())
    key = client.session.session_key
    assert client.get(reverse("accounts:profile")).status_code == 200

    SessionStore(key).delete()

    answer = client.get(reverse("accounts:profile"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.headers["Location"]


# --- A copy in Redis of a session that ended ---------------------------------------------------------
@pytest.fixture
def signed_in(client):
    """A client whose session stands in the database and, as a copy, in Redis."""
    client.person = UserFactory()
    client.force_login(client.person)
    assert client.get(reverse("accounts:profile")).status_code == 200
    return client


def end_while_redis_is_down(session_key, settings):
    away = {**settings.CACHES, "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    with override_settings(CACHES=away):
        SessionStore(session_key).delete()


def test_session_that_ended_while_redis_was_down_does_not_count_when_redis_is_back(signed_in, settings):
    end_while_redis_is_down(signed_in.session.session_key, settings)

    answer = signed_in.get(reverse("accounts:profile"))

    assert answer.status_code == 302
    assert reverse("account_login") in answer.headers["Location"]


def test_without_the_check_the_copy_in_redis_would_count(signed_in, settings):
    """Negative control: Django's own middleware asks no database."""
    end_while_redis_is_down(signed_in.session.session_key, settings)
    own = "ecosystem.accounts.middleware.StoredSessionMiddleware"
    plain = f"{AuthenticationMiddleware.__module__}.{AuthenticationMiddleware.__name__}"
    with override_settings(MIDDLEWARE=[plain if name == own else name for name in settings.MIDDLEWARE]):
        other = Client()
        other.cookies = signed_in.cookies

        assert other.get(reverse("accounts:profile")).status_code == 200


def test_ended_session_leaves_no_copy_and_no_cookie_behind(signed_in, settings):
    key = signed_in.session.session_key
    end_while_redis_is_down(key, settings)

    answer = signed_in.get(reverse("public:home"))

    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert SessionStore(key).get("_auth_user_id") is None


def test_logout_while_redis_is_down_is_a_logout(signed_in, settings):
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    away = {**settings.CACHES, "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    with override_settings(CACHES=away):
        signed_in.post(reverse("account_logout"))
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = cookie

    assert stolen.get(reverse("accounts:profile")).status_code == 302


def test_account_closed_and_opened_again_does_not_revive_its_sessions(client, settings):
    user, administrator = signable_user(), person(Role.ADMINISTRATOR)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.get(reverse("accounts:profile")).status_code == 200
    away = {**settings.CACHES, "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    with override_settings(CACHES=away):
        close_account(user, by=administrator, reason="Nghỉ việc", takers={})
    reopen_account(user, by=administrator, reason="Đóng nhầm")

    assert client.get(reverse("accounts:profile")).status_code == 302


def test_check_of_the_session_costs_no_statement(signed_in):
    with CaptureQueriesContext(connection) as statements:
        signed_in.get(reverse("accounts:profile"))

    reading = [statement["sql"] for statement in statements if "django_session" in statement["sql"]]
    assert len(reading) == 1
    assert 'FROM "accounts_user"' in reading[0]
