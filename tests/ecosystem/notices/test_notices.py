"""Notifications: told with their cause, where the person wants it, in both languages; read by that person alone."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from ecosystem.accounts.actions import choose_notifications, grant_role, version_of_choices
from ecosystem.accounts.models import User
from ecosystem.accounts.notices import ACCOUNT
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused
from ecosystem.lists.notices import JOB
from ecosystem.notices.kinds import ACCESS, PROCEDURE, SAFETY, notice_kinds
from ecosystem.notices.models import Notification, NotificationChoice, OutboxMessage
from ecosystem.notices.notify import notify
from ecosystem.notices.words import notification_text
from ecosystem.reports.notices import REPORT
from programmes.grants.actions.application import submit_application
from programmes.grants.notices import APPLICATION, DESK, GRANT
from startups.actions.membership import invite_member
from startups.models import MemberRole
from startups.notices import DIRECTORY, STARTUP
from tests.edit_forms import edit_form_on
from tests.factories import StartupFactory, UserFactory, person, ready_to_submit

pytestmark = pytest.mark.django_db

KINDS = {kind.name: kind for kind in notice_kinds()}


def notifications_of(user):
    """What the user was told: in the portal, and by email."""
    return (
        list(Notification.objects.filter(user=user).order_by("pk").values_list("kind", flat=True)),
        list(OutboxMessage.objects.filter(recipient=user.email).order_by("pk").values_list("kind", flat=True)),
    )


def notify_payment(user, kind="payment_recorded", event="1"):
    context = {
        "application": SimpleNamespace(number="HS-2026-000009"),
        "tranche": SimpleNamespace(number=2, deliverable="Mẫu"),
        "recipient": user,
        "address": "https://x.vn/applications/1/",
    }
    notify(user, kind, event=event, context=context)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_mail_and_says_its_subject(kind):
    subject = get_template(KINDS[kind].template).template.source.partition("\n\n")[0]
    facts = {
        name: f"«{name}»"
        for name in (
            [
                "number",
                "dossier",
                "name",
                "role",
                "period",
                "call",
                "day",
                "count",
                "former",
                "title",
                "unit",
                "contract",
            ]
        )
    }

    with translation.override("en"):
        english = notification_text(kind, facts)
    with translation.override("vi"):
        vietnamese = notification_text(kind, facts)

    assert english.replace("«", "{{ ").replace("»", " }}") in subject
    assert vietnamese != english
    assert "«" in vietnamese


def test_submission_tells_the_owner_in_the_same_transaction():
    owner = UserFactory()
    application = ready_to_submit(owner)

    def cause():
        submit_application(application, by=owner)
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        cause()
    assert notifications_of(owner) == ([], [])

    application.refresh_from_db()
    application = submit_application(application, by=owner)

    assert notifications_of(owner) == (["receipt"], ["receipt"])
    one = Notification.objects.get(user=owner)
    assert one.url == f"/applications/{application.pk}/"
    assert one.facts == {"number": application.number}


def test_same_event_notifies_once():
    user = UserFactory()
    notify_payment(user)
    notify_payment(user)

    assert notifications_of(user) == (["payment_recorded"], ["payment_recorded"])
    one = Notification.objects.get()
    assert (one.url, one.facts) == ("/applications/1/", {"number": "2", "dossier": "HS-2026-000009"})


def test_facts_that_differ_by_language_are_stored_in_both(client):
    user, admin = UserFactory(), person(Role.ADMINISTRATOR)
    grant_role(user, by=admin, role=Role.EVALUATOR)

    one = Notification.objects.get(user=user)
    with translation.override("vi"):
        assert one.text == "Ông/Bà có vai trò mới: Chuyên gia thẩm định"
    with translation.override("en"):
        assert one.text == "You have a new role: Evaluator"
    assert one.url == "/me/"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ((False, True), ([], ["payment_recorded"])),
        ((True, False), (["payment_recorded"], [])),
        ((False, False), ([], [])),
        ((True, True), (["payment_recorded"], ["payment_recorded"])),
    ],
)
def test_kind_that_is_switched_off_is_not_sent(choice, expected):
    user, other = UserFactory(), UserFactory()
    choose_notifications(user, by=user, choices={"payment_recorded": choice}, version=version_of_choices({}))

    notify_payment(user)
    notify_payment(other, event="2")

    assert notifications_of(user) == expected
    assert notifications_of(other) == (["payment_recorded"], ["payment_recorded"])
    assert NotificationChoice.objects.count() == (choice != (True, True))


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.mandatory_reason])
def test_what_the_procedure_demands_cannot_be_switched_off(kind):
    user = UserFactory()

    choose_notifications(user, by=user, choices={kind: (False, False)}, version=version_of_choices({}))

    assert not NotificationChoice.objects.exists()


ALWAYS_ON = {
    PROCEDURE: {
        "acceptance_taken_back",
        "call_amended",
        "call_cancelled",
        "contract_annexed",
        "contract_ended",
        "deadline_extended",
        "decision_approved",
        "decision_rejected",
        "extension_revoked",
        "found_invalid",
        "offer_ended",
        "offer_lapsed",
        "offer_reminder",
        "payment_reversed",
        "receipt",
        "result_taken_back",
        "returned",
        "review_withdrawn",
        "startup_corrected",
        "startup_logo_removed",
        "stopped",
    },
    ACCESS: {
        "member_invitation",
        "ownership_received",
        "role_granted",
        "role_invitation",
        "role_revoked",
        "unit_merged",
    },
    SAFETY: {"second_step_reset"},
}


def test_always_on_are_these_kinds_and_no_others():
    """A kind that nobody can switch off is named here with its reason, so that none becomes one unnoticed."""
    found = {reason: {kind.name for kind in notice_kinds() if kind.mandatory_reason == reason} for reason in ALWAYS_ON}

    assert found == ALWAYS_ON
    assert {kind.mandatory_reason for kind in notice_kinds()} - {""} == set(ALWAYS_ON)


def test_old_choice_against_what_is_demanded_does_not_count():
    owner = UserFactory()
    NotificationChoice.objects.create(user=owner, kind="receipt", in_portal=False, by_mail=False)

    submit_application(ready_to_submit(owner), by=owner)

    assert notifications_of(owner) == (["receipt"], ["receipt"])


def test_nobody_chooses_for_another_person():
    with pytest.raises(RoleRefused):
        choose_notifications(
            UserFactory(),
            by=UserFactory(),
            choices={"payment_recorded": (False, False)},
            version=version_of_choices({}),
        )


def test_invited_person_with_an_account_reads_it_in_the_portal():
    from allauth.account.models import EmailAddress

    owner, invited, unconfirmed = (
        UserFactory(),
        UserFactory(email="moi@example.org"),
        UserFactory(email="chua@example.org"),
    )
    EmailAddress.objects.create(user=invited, email=invited.email, verified=True, primary=True)
    EmailAddress.objects.create(user=unconfirmed, email=unconfirmed.email, verified=False, primary=True)
    startup = StartupFactory(members=[owner])

    for email in (invited.email, unconfirmed.email):
        invite_member(startup, by=owner, email=email, role=MemberRole.EDITOR, site="https://x.vn")

    assert notifications_of(invited) == (["member_invitation"], ["member_invitation"])
    assert notifications_of(unconfirmed) == ([], ["member_invitation"])


# --- Pages --------------------------------------------------------------------------------------------
def note(user, n=1, **fields):
    values = {"kind": "receipt", "facts": {"number": f"HS-{n}"}, "url": "/tasks/", "key": f"{user.pk}-{n}", **fields}
    return Notification.objects.create(user=user, **values)


def test_bell_counts_the_unread_and_opening_reads_one(client):
    user = UserFactory()
    client.force_login(user)
    first, second, foreign = note(user, 1), note(user, 2), note(UserFactory(), 3)

    text = client.get("/notifications/").content.decode()
    assert "HS-2" in text
    assert "HS-3" not in text
    assert text.index("HS-2") < text.index("HS-1")
    assert '<span class="bell-count" aria-hidden="true">2</span>' in text

    assert client.head(f"/notifications/{first.pk}/").headers["Location"] == "/tasks/"
    first.refresh_from_db()
    assert first.read_at is None

    response = client.get(f"/notifications/{first.pk}/")

    assert response.headers["Location"] == "/tasks/"
    assert '<span class="bell-count" aria-hidden="true">1</span>' in client.get("/notifications/").content.decode()
    assert client.get(f"/notifications/{foreign.pk}/").status_code == 404
    client.post("/notifications/read/")
    assert "bell-count" not in client.get("/notifications/").content.decode()
    foreign.refresh_from_db()
    assert foreign.read_at is None
    second.refresh_from_db()
    assert second.read_at is not None


def test_bell_says_no_more_than_nine(client):
    user = UserFactory()
    client.force_login(user)
    for n in range(12):
        note(user, n)

    assert ">9+</span>" in client.get("/me/").content.decode()


def test_bell_takes_no_statement_of_its_own(client, django_assert_num_queries):
    user = UserFactory()
    client.force_login(user)
    for n in range(3):
        note(user, n)

    with django_assert_num_queries(1):  # the account with its number of unread notifications and its roles
        request_user = client.get(reverse("public:gallery")).wsgi_request.user
        assert request_user.unread == 3


def test_closed_account_is_signed_out(client):
    user = UserFactory()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get("/notifications/").status_code == 302


def test_hostile_facts_are_escaped(client):
    user = UserFactory()
    client.force_login(user)
    note(user, kind="startup_published", facts={"name": "<script>alert(1)</script> %(x)s %s"})

    text = client.get("/notifications/").content.decode()

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; %(x)s %s" in text


def test_settings_show_what_may_concern_the_person_and_save_it(client):
    client.force_login(user := UserFactory())
    form = client.get("/me/").context["choices"]
    assert [topic for topic, *_rest in form.rows()] == [
        APPLICATION,
        GRANT,
        STARTUP,
        JOB,
        ACCOUNT,
    ]
    assert form.fields["in_portal-receipt"].disabled

    sent = {**edit_form_on(client.get("/me/").content.decode(), form=1).data, "in_portal-payment_recorded": ["on"]}
    sent.pop("by_mail-payment_recorded")
    client.post("/me/notifications/", sent)

    choice = NotificationChoice.objects.get(user=user, kind="payment_recorded")
    assert (choice.in_portal, choice.by_mail) == (True, False)
    assert not NotificationChoice.objects.filter(kind="receipt").exists()
    text = client.get("/me/").content.decode()
    always = [kind for kind in KINDS.values() if kind.mandatory_reason and kind.topic not in {DESK, REPORT}]
    assert text.count("Luôn bật</span>") == len(always)
    assert (
        text.count("Luôn bật: theo thủ tục") == 3
    )  # of applications, of grants, and of a startup whose facts were corrected
    client.force_login(person(Role.OFFICER))
    shown = [topic for topic, *_rest in client.get("/me/").context["choices"].rows()]
    assert shown == [DESK, DIRECTORY, JOB, ACCOUNT]


def test_foreign_kind_in_the_settings_is_ignored(client):
    client.force_login(person(Role.COUNCIL))

    sent = edit_form_on(client.get("/me/").content.decode(), form=1).data
    client.post("/me/notifications/", {**sent, "in_portal-withdrawn": "on", "by_mail-nothing": "on"})

    assert not NotificationChoice.objects.filter(kind__in=["withdrawn", "nothing"]).exists()


def test_two_windows_of_the_settings_keep_both_choices_and_nothing_without_a_version(client):
    client.force_login(user := UserFactory())
    first, second = (edit_form_on(client.get("/me/").content.decode(), form=1).data for _ in range(2))
    del first["by_mail-payment_recorded"]
    del second["in_portal-startup_published"]

    client.post("/me/notifications/", first)
    client.post("/me/notifications/", second)
    refused = client.post("/me/notifications/", {})

    assert refused.status_code == 409
    chosen = NotificationChoice.objects.filter(user=user).values_list("kind", "in_portal", "by_mail")
    assert sorted(chosen) == [("payment_recorded", True, False), ("startup_published", False, True)]
