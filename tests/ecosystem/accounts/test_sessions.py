"""Sessions: kept in the cache and in the database; without Redis the database answers; what has ended, ended at once."""

import datetime as dt

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "Mat-khau-rat-dai-2026"


@pytest.fixture
def redis_down(settings):
    """The portal's own cache, at an address where nothing listens."""
    away = {**settings.CACHES, "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    with override_settings(CACHES=away):
        yield


def stored(**values):
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
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    user.emailaddress_set.update_or_create(email=user.email, defaults={"verified": True, "primary": True})

    signed_in = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert signed_in.status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert Session.objects.exists()


@pytest.mark.parametrize("spoil", ["old", "unknown", "forged"])
def test_session_that_does_not_count_is_empty(spoil, redis_down):
    key = stored(step=3)
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
