"""A request finds its session as Django's own store would."""

import datetime as dt

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from ecosystem.core.sessions import SessionStore

pytestmark = pytest.mark.django_db


def stored(**values):
    store = SessionStore()
    store.update(values)
    store.save()
    return store.session_key


def test_what_was_kept_is_found_again_by_both_stores():
    key = stored(step=3)

    assert SessionStore(key)["step"] == db.SessionStore(key)["step"] == 3
    SessionStore(key).flush()
    assert not Session.objects.exists()


@pytest.mark.parametrize("spoil", ["old", "unknown", "forged"])
def test_a_session_that_does_not_count_is_empty(spoil):
    key = stored(step=3)
    if spoil == "old":
        Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    elif spoil == "unknown":
        key = "x" * 32
    else:
        Session.objects.update(session_data="e30:1forged:signature")

    for store in (SessionStore(key), db.SessionStore(key)):
        assert store.get("step") is None
        assert store.session_key == (key if spoil == "forged" else None)
