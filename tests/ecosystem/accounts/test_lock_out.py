"""After a few wrong passwords an account is closed to guessing for a while, also for the right one."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "one-right-password-2026"


@pytest.fixture
def account(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def sign_in(client, user, password):
    client.post(reverse("account_login"), {"login": user.email, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.row("A25")
def test_account_is_locked_after_five_wrong_passwords(client, account):
    for _ in range(5):
        assert not sign_in(client, account, "a-wrong-password")

    assert not sign_in(client, account, PASSWORD)


def test_account_opens_after_four_wrong_passwords(client, account):
    for _ in range(4):
        sign_in(client, account, "a-wrong-password")

    assert sign_in(client, account, PASSWORD)
