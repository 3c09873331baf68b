"""The public profile: presentation with consent, preview, news that name the startup, and messages of visitors."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.notices.models import OutboxMessage
from programmes.communication.models import NewsStatus
from startups.actions.publication import withdraw_publication
from startups.consent import PRESENTATION_VERSION
from startups.forms.profile import PresentationForm
from startups.models import Consent, ConsentPurpose, MemberRole, Presentation, Publication
from tests.factories import NewsFactory, UserFactory, person
from tests.startups.cases import member, startup_in

pytestmark = pytest.mark.django_db

PRESENTATION_TEXTS = {
    "pitch": "Kho lạnh thông minh cho nông sản.",
    "problem": "Ba phần mười rau quả hỏng trước khi đến chợ.",
    "solution": "Cảm biến báo nhiệt độ từng pallet.",
    "links": "https://demo.example/san-pham\nhttps://social.example/kho-lanh",
    "recognitions": "2025: Giải nhì cuộc thi khởi nghiệp (Trường A)",
    "accepts_messages": "on",
}


def form_data(startup, **changed):
    form = PresentationForm.of(startup)
    data = {
        **PRESENTATION_TEXTS,
        "is_public": "on",
        "text_version": PRESENTATION_VERSION,
        "version": form["version"].value(),
    }
    return {name: value for name, value in (data | changed).items() if value is not None}


def present(client, startup, **changed):
    return client.post(reverse("startups:presentation_edit", args=[startup.pk]), form_data(startup, **changed))


def public_page(client, startup):
    client.logout()
    return client.get(reverse("public:profile", args=[startup.slug])).content.decode()


# Presentation


@pytest.mark.row("F2")
def test_presentation_is_public_with_consent_and_gone_at_once_without(client):
    startup = startup_in(Publication.PUBLIC)
    owner = member(startup, MemberRole.OWNER)
    texts = [text for name, text in PRESENTATION_TEXTS.items() if name not in {"links", "accepts_messages"}]
    texts += PRESENTATION_TEXTS["links"].split()

    client.force_login(owner)
    assert present(client, startup, is_public=None).status_code == 302
    hidden = public_page(client, startup)
    client.force_login(owner)
    assert present(client, startup).status_code == 302
    shown = public_page(client, startup)
    client.force_login(owner)
    assert present(client, startup, is_public=None).status_code == 302
    hidden_again = public_page(client, startup)

    assert [[text in page for text in texts] for page in (hidden, shown, hidden_again)] == [
        [False] * 6,
        [True] * 6,
        [False] * 6,
    ]
    consent = Consent.objects.get(purpose=ConsentPurpose.PRESENTATION)
    assert (consent.given_by, consent.withdrawn_by, consent.text_version) == (owner, owner, PRESENTATION_VERSION)


def test_changed_presentation_of_a_public_startup_waits_for_review_and_is_in_the_history(client):
    startup = startup_in(Publication.PUBLIC)
    client.force_login(member(startup, MemberRole.EDITOR))
    present(client, startup)
    startup.refresh_from_db()
    assert startup.recheck_since is not None

    present(client, startup, pitch="Kho lạnh cho mọi hợp tác xã.")

    history = client.get(reverse("startups:startup_history", args=[startup.pk])).content.decode()
    assert "Kho lạnh thông minh cho nông sản. → Kho lạnh cho mọi hợp tác xã." in history
    assert AuditEntry.objects.about(startup).filter(transition="show_presentation").count() == 1


def test_changes_of_two_editors_are_merged_or_conflict(client):
    startup = startup_in(Publication.PUBLIC)
    client.force_login(member(startup, MemberRole.OWNER))
    present(client, startup)
    startup.refresh_from_db()
    first, second = form_data(startup, pitch="Một câu khác."), form_data(startup, problem="Một vấn đề khác.")
    third = form_data(startup, pitch="Lại một câu khác.")
    url = reverse("startups:presentation_edit", args=[startup.pk])

    assert [client.post(url, data).status_code for data in (first, second, third)] == [302, 302, 409]

    saved = Presentation.objects.get()
    assert (saved.pitch, saved.problem) == ("Một câu khác.", "Một vấn đề khác.")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("links", "javascript:alert(1)"),
        ("links", "https://a.example\nkhông phải địa chỉ"),
        ("links", "\n".join(f"https://a.example/{n}" for n in range(11))),
        ("recognitions", "x" * 201),
        ("pitch", "x" * 161),
    ],
)
def test_unfit_input_is_an_error_beside_its_field(client, field, value):
    startup = startup_in(Publication.PUBLIC)
    client.force_login(member(startup, MemberRole.OWNER))

    page = present(client, startup, **{field: value})

    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert not Presentation.objects.exists()


def test_consent_to_a_former_text_is_refused(client):
    startup = startup_in(Publication.PUBLIC)
    client.force_login(member(startup, MemberRole.OWNER))

    assert present(client, startup, text_version="0").status_code == 409
    assert not Presentation.objects.exists()


# Preview


def main_of(page: str) -> str:
    return page[page.index('<div class="beside">') : page.index("</main>")]


def test_preview_shows_what_the_public_sees_and_other_people_do_not_see_it(client):
    startup = startup_in(Publication.PUBLIC)
    owner = member(startup, MemberRole.OWNER)
    client.force_login(owner)
    present(client, startup)
    url = reverse("public:profile_preview", args=[startup.pk])

    preview = client.get(url).content.decode()
    client.force_login(UserFactory())
    assert client.get(url).status_code == 404

    assert main_of(preview) == main_of(public_page(client, startup))


@pytest.mark.parametrize("status", Publication.values)
def test_preview_opens_in_every_state_for_members_and_department(client, status):
    startup = startup_in(status)
    url = reverse("public:profile_preview", args=[startup.pk])
    for user in (member(startup, MemberRole.READER), person(Role.OFFICER)):
        client.force_login(user)
        assert client.get(url).status_code == 200


# News


def test_profile_lists_public_news_that_name_the_startup(client):
    startup = startup_in(Publication.PUBLIC, name="Công ty TNHH Ánh Dương")
    published = {"status": NewsStatus.PUBLISHED, "published_at": timezone.now()}
    NewsFactory(title="Ánh Dương nhận hỗ trợ", **published)
    NewsFactory(title="Kết quả đợt 2", summary="Trong đó có Ánh Dương.", **published)
    NewsFactory(title="Ánh Dương chưa đăng", status=NewsStatus.DRAFT, published_at=None)
    NewsFactory(title="Chợ Anh Dường mở cửa", **published)
    NewsFactory(title="Ánh Dươngia", **published)

    page = client.get(reverse("public:profile", args=[startup.slug]))

    assert [item.title for item in page.context["news"]] == ["Kết quả đợt 2", "Ánh Dương nhận hỗ trợ"]
    assert "Ánh Dương nhận hỗ trợ" in page.content.decode()


# Messages


def message(**changed):
    data = {"name": "Trần Thị Khách", "email": "khach@vi-du.example", "text": "Chúng tôi muốn hợp tác.", "website": ""}
    return {**data, "key": str(uuid4()), **changed}


def contact_url(startup):
    return reverse("public:startup_contact", args=[startup.slug])


def test_message_reaches_the_owners_once_and_shows_no_address_of_theirs(client):
    startup = startup_in(Publication.PUBLIC)
    owner, editor = member(startup, MemberRole.OWNER), member(startup, MemberRole.EDITOR)
    words = message()

    form = client.get(contact_url(startup)).content.decode()
    answers = [client.post(contact_url(startup), words, follow=True) for _n in range(2)]

    mail = OutboxMessage.objects.get(kind="startup_message")
    assert mail.recipient == owner.email
    assert all(text in mail.body for text in ("Trần Thị Khách", "khach@vi-du.example", "Chúng tôi muốn hợp tác."))
    pages = [form, *(answer.content.decode() for answer in answers)]
    assert not any(address in page for page in pages for address in (owner.email, editor.email))
    assert [answer.status_code for answer in answers] == [200, 200]


def test_sender_cannot_write_headers(client):
    startup = startup_in(Publication.PUBLIC)
    member(startup, MemberRole.OWNER)

    client.post(contact_url(startup), message(name="A\r\nBcc: b@vi-du.example"))

    mail = OutboxMessage.objects.get(kind="startup_message")
    assert "Bcc" not in mail.subject
    assert "\nBcc" not in mail.body


@pytest.mark.parametrize(
    "changed", [{"email": "không phải"}, {"email": ""}, {"name": ""}, {"text": " "}, {"website": "http://spam.example"}]
)
def test_unfit_message_is_not_sent_and_keeps_its_words(client, changed):
    startup = startup_in(Publication.PUBLIC)
    member(startup, MemberRole.OWNER)

    page = client.post(contact_url(startup), message(**changed))

    assert (page.status_code, list(page.context["form"].errors)) == (422, list(changed))
    assert not OutboxMessage.objects.filter(kind="startup_message").exists()


def test_messages_are_limited_by_connection_and_by_startup(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"startup_contact": "3/h/ip"}
    startup = startup_in(Publication.PUBLIC)
    member(startup, MemberRole.OWNER)

    answers = [client.post(contact_url(startup), message()) for _n in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Chúng tôi muốn hợp tác." in answers[3].content.decode()
    assert OutboxMessage.objects.filter(kind="startup_message").count() == 3


def test_startup_switches_messages_off(client):
    startup = startup_in(Publication.PUBLIC)
    owner = member(startup, MemberRole.OWNER)
    assert contact_url(startup) in public_page(client, startup)

    client.force_login(owner)
    present(client, startup, accepts_messages=None)

    assert contact_url(startup) not in public_page(client, startup)
    assert client.post(contact_url(startup), message()).status_code == 404
    assert not OutboxMessage.objects.filter(kind="startup_message").exists()


def test_nobody_writes_to_a_startup_outside_the_directory(client):
    startup = startup_in(Publication.PUBLIC)
    withdraw_publication(startup, by=member(startup, MemberRole.OWNER))

    assert [client.get(contact_url(startup)).status_code, client.post(contact_url(startup), message()).status_code] == [
        404,
        404,
    ]
