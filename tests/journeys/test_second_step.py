"""The second step of signing in, with a passkey on a device of Chromium's own (CTAP2) and with an app's codes.

The portal stands at `localhost`, as a passkey is bound to a name, and asks staff for the second step, as outside
demonstration mode.
"""

import time
from contextlib import contextmanager

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import override_settings
from django.urls import reverse
from django.utils.translation import gettext as _
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from ecosystem.accounts.roles import Role
from ecosystem.accounts.second_factor import NEEDS_JAVASCRIPT, REFUSED, PasskeyAddForm
from ecosystem.notices.models import OutboxMessage
from tests.factories import person
from tests.journeys.steps import PASSWORD, has_password, label, second_factor, sign_in
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
STAFF_PAGES = (
    "dashboards:my_home",
    "public:home",
    "grants:application_list",
    "grants:award_list",
    "grants:payment_list",
    "reports:report_list",
    "accounts:profile",
)


@pytest.fixture(scope="module")
def live_server():
    """A portal that asks staff for the second step: its middleware is chosen when it starts."""
    with override_settings(STAFF_NEEDS_SECOND_FACTOR=True):
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _required(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True


@pytest.fixture
def officer():
    user = person(Role.OFFICER, full_name="Lê Văn Nam")
    has_password(user)
    return user


class Device:
    """A phone or computer that keeps passkeys and asks for a finger, which is always laid on."""

    def __init__(self, visitor: Visitor) -> None:
        self.cdp = visitor.page.context.new_cdp_session(visitor.page)
        self.cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.id = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def passkeys(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.id})[
            "credentials"
        ]
        return found

    @contextmanager
    def finger_away(self):
        """Whoever holds the device is not its owner."""
        self.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": False})
        yield
        self.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": True})


def confirm_with_password(visitor: Visitor) -> None:
    visitor.see(_("Confirm that it is you"))
    visitor.page.locator("input[name=password]").fill(PASSWORD)
    visitor.press(_("Confirm"))


def sign_out(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.evaluate("document.querySelector('form.menu-out').requestSubmit()")
    visitor.visit("account_login")


def app_code(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def expect_passkey_error(visitor: Visitor, trouble: str) -> None:
    """One line beside the button, the one for this trouble."""
    lines = visitor.page.locator("#passkey-errors p:visible")
    expect(lines).to_have_count(1)
    expect(lines).to_have_attribute("data-passkey-error", trouble)


def add_passkey(visitor: Visitor, name: str, *, alone: bool = True) -> None:
    visitor.fill(label(PasskeyAddForm, "name"), name)
    visitor.page.locator("input[name=passwordless]").set_checked(alone)
    visitor.press(_("Add the passkey"))


def test_officer_sets_up_a_passkey_and_signs_in_with_it_alone(enter, officer):
    nam = enter("Nam")
    device = Device(nam)
    nam.visit("account_login")
    sign_in(nam, officer.email)

    nam.must_be_at("mfa_index").see("Vai trò của bạn bắt buộc xác thực hai bước.")
    nam.follow(_("Add a passkey"))
    confirm_with_password(nam)
    nam.must_be_at("mfa_add_webauthn")
    add_passkey(nam, "Máy tính ở cơ quan")

    nam.must_be_at("mfa_view_recovery_codes").see("10 trên 10")
    assert len(device.passkeys()) == 1
    assert device.passkeys()[0]["rpId"] == "localhost"
    expect(nam.page.locator("#recovery_codes li")).to_have_count(10)
    _name, codes = nam.download(_("Download codes"))
    assert codes.decode().split() == nam.page.locator("#recovery_codes li").all_inner_texts()
    nam.follow(_("I have kept them: go to my home page"))
    nam.must_be_at("dashboards:my_home").visit("grants:application_list")

    sign_out(nam)
    nam.visit("account_login", query="?next=" + reverse("grants:application_list"))
    nam.press(_("Sign in with a passkey"))

    nam.must_be_at("grants:application_list")
    key = Authenticator.objects.get(user=officer, type=Authenticator.Type.WEBAUTHN)
    assert (str(key), key.wrap().is_passwordless, key.last_used_at is not None) == ("Máy tính ở cơ quan", True, True)
    assert OutboxMessage.objects.filter(recipient=officer.email).count() == 1  # told of the new key


def test_password_and_passkey_and_the_codes_when_the_passkey_is_lost(enter, officer):
    nam = enter("Nam", phone=True)
    device = Device(nam)
    nam.visit("account_login")
    sign_in(nam, officer.email)
    nam.follow(_("Add a passkey"))
    confirm_with_password(nam)
    add_passkey(nam, "", alone=False)  # an older security key
    recovery = nam.page.locator("#recovery_codes li").first.inner_text()
    sign_out(nam)

    sign_in(nam, officer.email)
    nam.must_be_at("mfa_authenticate").press(_("Use a passkey"))
    nam.must_be_at("dashboards:my_home")

    sign_out(nam)
    device.cdp.send("WebAuthn.clearCredentials", {"authenticatorId": device.id})
    sign_in(nam, officer.email)
    nam.page.get_by_role("button", name=_("Use a passkey")).click()
    expect_passkey_error(nam, "NotAllowedError")
    nam.see()
    nam.page.locator("input[name=code]").fill("00000000")
    nam.press(_("Confirm the code")).see("Mã không đúng.")
    nam.page.locator("input[name=code]").fill(recovery)
    nam.press(_("Confirm the code")).must_be_at("dashboards:my_home")
    nam.visit("mfa_index").see("9 trên 10")


def test_officer_sets_up_an_app_and_removes_it_again(enter, officer):
    nam = enter("Nam")
    nam.visit("account_login")
    sign_in(nam, officer.email)
    nam.follow(_("Add an authenticator app"))
    confirm_with_password(nam)
    nam.page.locator("input[name=code]").fill("000000")
    nam.press(_("Add the app")).see("Mã không đúng.")
    nam.page.get_by_text(_("It cannot be scanned")).click()
    secret = nam.page.locator("#authenticator_secret").inner_text()
    nam.see()
    nam.page.locator("input[name=code]").fill(app_code(secret))
    nam.press(_("Add the app")).must_be_at("mfa_view_recovery_codes").see("10 trên 10")
    sign_out(nam)

    sign_in(nam, officer.email)
    nam.must_be_at("mfa_authenticate")
    assert nam.page.get_by_role("button", name=_("Use a passkey")).count() == 0
    nam.page.locator("input[name=code]").fill(app_code(secret))
    nam.press(_("Confirm the code")).must_be_at("dashboards:my_home")

    nam.visit("mfa_index").follow(_("Make new codes"))
    confirm_with_password(nam)
    nam.press(_("Make new codes")).see("10 trên 10")
    nam.visit("mfa_index").follow(_("Remove the authenticator app"))
    nam.see("Đây là bước thứ hai duy nhất của bạn mà vai trò của bạn bắt buộc phải có")
    nam.press(_("Remove the authenticator app")).must_be_at("mfa_index")
    assert not Authenticator.objects.filter(user=officer).exists()
    nam.visit("grants:application_list").must_be_at("mfa_index")


def test_a_removed_passkey_opens_nothing(enter, officer):
    second_factor(officer)
    nam = enter("Nam", user=officer)
    Device(nam)
    nam.visit("mfa_add_webauthn")
    confirm_with_password(nam)
    add_passkey(nam, "Điện thoại")
    nam.visit("mfa_list_webauthn").see("Điện thoại", _("Signs in alone"))
    nam.follow(_("Rename") + " Điện thoại")
    nam.fill(_("Name of the passkey"), "Điện thoại cũ")
    nam.press(_("Save")).see("Điện thoại cũ")
    nam.follow(_("Remove") + " Điện thoại cũ")
    assert _("The recovery codes end with it.") not in nam.page.inner_text("main")  # the app remains
    nam.press(_("Remove the passkey")).see(_("You have no passkey yet."))
    sign_out(nam)

    nam.press(_("Sign in with a passkey"))

    nam.must_be_at("account_login").see(REFUSED)


def test_refusal_by_the_device_is_reported_beside_the_button(enter, officer):
    nam = enter("Nam")
    nam.visit("account_login")
    device = Device(nam)
    with device.finger_away():
        nam.page.get_by_role("button", name=_("Sign in with a passkey")).click()
        expect_passkey_error(nam, "NotAllowedError")
    nam.see().must_be_at("account_login")
    sign_in(nam, officer.email)
    nam.visit("mfa_add_webauthn")
    confirm_with_password(nam)
    add_passkey(nam, "")
    nam.visit("mfa_add_webauthn").page.locator("input[name=name]").press("Enter")  # asks the device, like the button

    expect_passkey_error(nam, "InvalidStateError")
    nam.see().must_be_at("mfa_add_webauthn")


def test_an_address_of_numbers_is_named_as_the_fault(enter, live_server):
    nam = enter("Nam")
    Device(nam)
    nam.open(live_server.url.replace("localhost", "127.0.0.1") + reverse("account_login"))

    nam.page.get_by_role("button", name=_("Sign in with a passkey")).click()

    expect_passkey_error(nam, "SecurityError")


def test_without_javascript_the_password_remains_and_the_passkey_says_why_not(enter, officer):
    nam = enter("Nam", phone=True, javascript=False).visit("account_login")

    nam.press(_("Sign in with a passkey"))
    nam.must_be_at("account_login").see(NEEDS_JAVASCRIPT)
    sign_in(nam, officer.email)
    nam.must_be_at("mfa_index")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIRECTOR, Role.COUNCIL, Role.ADMINISTRATOR])
def test_without_a_second_step_no_page_of_the_staff_opens(enter, role):
    user = person(role)
    has_password(user)
    visitor = enter("Hà")
    visitor.visit("account_login")
    sign_in(visitor, user.email)

    for name in STAFF_PAGES:
        visitor.visit(name).must_be_at("mfa_index")
