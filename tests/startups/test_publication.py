"""Publication in the directory: consent, check, recheck and withdrawal, by role and status."""

from contextlib import suppress

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import StaleRecord, version_of
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused, move
from ecosystem.notices.models import OutboxMessage
from startups.actions.publication import publish_startup, request_publication, unpublish_startup
from startups.consent import PUBLIC_PROFILE_TEXTS, PUBLIC_PROFILE_VERSION
from startups.models import Consent, MemberRole, Membership, Publication, Startup
from tests.factories import UnitFactory, UserFactory, person
from tests.mails import mail_recipients
from tests.startups.cases import edit_form_data, member, startup_in, user_with_role

pytestmark = pytest.mark.django_db

PAGES = {
    "request_publication": "publication_request",
    "publish": "startup_publish",
    "refuse_publication": "startup_refuse",
    "withdraw_publication": "startup_withdraw",
    "unpublish": "startup_unpublish",
}


def page_of(step: str, startup: Startup) -> str:
    return reverse(f"startups:{PAGES[step]}", args=[startup.pk])


def answer(startup: Startup) -> dict[str, str]:
    return {
        "text_version": PUBLIC_PROFILE_VERSION,
        "consent": "on",
        "reason": "Tên chưa rõ.",
        "shown_version": version_of(startup),
    }


def actor(startup: Startup, step: str):
    if Role.APPLICANT in Startup.TRANSITIONS[step].roles:
        return member(startup, MemberRole.OWNER)
    return person(Role.OFFICER)


# Every step from every state


@pytest.mark.parametrize("status", Publication.values)
@pytest.mark.parametrize("step", Startup.TRANSITIONS)
def test_step_works_from_its_sources_only(client, step, status):
    transition = Startup.TRANSITIONS[step]
    startup = startup_in(status)
    client.force_login(actor(startup, step))

    client.post(page_of(step, startup), answer(startup))

    startup.refresh_from_db()
    assert startup.status == (transition.target if status in transition.sources else status)


@pytest.mark.parametrize("step", Startup.TRANSITIONS)
def test_step_is_refused_to_the_other_side(step):
    transition = Startup.TRANSITIONS[step]
    startup = startup_in(next(iter(transition.sources)))
    people = {role: member(startup, role) for role in MemberRole.values}
    people |= {role: user_with_role(role) for role in [*Role.values, "none"]}

    may = set()
    for role, by in people.items():
        with suppress(RoleRefused), transaction.atomic():
            move(startup, step, by=by, reason="Lý do.", **({"verified_by": by} if step == "publish" else {}))
            may.add(role)
            transaction.set_rollback(True)

    department = {Role.OFFICER, Role.MANAGER, Role.DIRECTOR}
    assert may == ({"owner", "editor"} if Role.APPLICANT in transition.roles else department)


@pytest.mark.parametrize("step", Startup.TRANSITIONS)
def test_step_page_is_404_to_strangers_403_to_the_wrong_side_and_asks_anonymous_to_sign_in(client, step):
    transition = Startup.TRANSITIONS[step]
    startup = startup_in(next(iter(transition.sources)))
    wrong = person(Role.OFFICER) if Role.APPLICANT in transition.roles else member(startup, MemberRole.OWNER)
    url = page_of(step, startup)

    assert client.get(url).headers["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert (client.get(url).status_code, client.post(url, answer(startup)).status_code) == (404, 404)
    client.force_login(wrong)
    assert (client.get(url).status_code, client.post(url, answer(startup)).status_code) == (403, 403)
    assert client.put(url).status_code == 405
    startup.refresh_from_db()
    assert startup.status in transition.sources


def test_officer_cannot_check_an_own_startup(client):
    startup = startup_in(Publication.REQUESTED)
    officer = person(Role.OFFICER)
    Membership.objects.create(startup=startup, user=officer, role=MemberRole.EDITOR)
    client.force_login(officer)

    assert client.post(page_of("publish", startup), answer(startup)).status_code == 403


# Consent


def test_no_consent_is_checked_by_default(client):
    startup = startup_in(Publication.PRIVATE)
    client.force_login(member(startup, MemberRole.OWNER))

    page = client.get(page_of("request_publication", startup)).content.decode()

    assert page.count('type="checkbox"') == 5
    assert "checked" not in page


def test_request_without_consent_is_refused_and_keeps_the_choices(client):
    startup = startup_in(Publication.PRIVATE)
    client.force_login(member(startup, MemberRole.OWNER))

    response = client.post(
        page_of("request_publication", startup), {"text_version": PUBLIC_PROFILE_VERSION, "facts": ["website"]}
    )

    startup.refresh_from_db()
    assert (list(response.context["form"].errors), startup.status) == (["consent"], Publication.PRIVATE)
    assert response.content.decode().count("checked") == 1
    assert not Consent.objects.exists()


def test_consent_is_stored_with_version_time_and_person(client):
    startup = startup_in(Publication.PRIVATE)
    owner = member(startup, MemberRole.OWNER)
    client.force_login(owner)
    before = timezone.now()

    client.post(page_of("request_publication", startup), {**answer(startup), "facts": ["website", "rounds"]})

    startup.refresh_from_db()
    consent = Consent.objects.get()
    assert (consent.given_by, consent.text_version, consent.withdrawn_at) == (owner, PUBLIC_PROFILE_VERSION, None)
    assert before <= consent.given_at <= timezone.now()
    assert startup.public_facts == ["rounds", "website"]


def test_unknown_fact_is_an_error(client):
    startup = startup_in(Publication.PRIVATE)
    client.force_login(member(startup, MemberRole.OWNER))

    response = client.post(page_of("request_publication", startup), {**answer(startup), "facts": ["address"]})

    assert list(response.context["form"].errors) == ["facts"]


@pytest.mark.parametrize("version", ["0", "2", "<b>"])
def test_consent_to_another_text_is_refused(client, version):
    startup = startup_in(Publication.PRIVATE)
    client.force_login(member(startup, MemberRole.OWNER))

    response = client.post(page_of("request_publication", startup), {**answer(startup), "text_version": version})

    assert len(response.context["form"].non_field_errors()) == 1
    assert not Consent.objects.exists()


def test_every_text_in_use_is_known():
    assert PUBLIC_PROFILE_VERSION in PUBLIC_PROFILE_TEXTS


@pytest.mark.parametrize("field", ["summary", "stage", "area", "sectors"])
def test_incomplete_profile_is_refused_with_what_is_missing(field):
    startup = startup_in(Publication.PRIVATE)
    owner = member(startup, MemberRole.OWNER)
    if field == "sectors":
        startup.sectors.clear()
    else:
        Startup.objects.filter(pk=startup.pk).update(**{field: "" if field == "summary" else None})
    startup.refresh_from_db()

    with pytest.raises(TransitionRefused):
        request_publication(startup, by=owner, text_version=PUBLIC_PROFILE_VERSION, facts=[])


def test_asking_again_after_a_refusal_is_a_new_consent(client):
    startup = startup_in(Publication.PRIVATE)
    owner = member(startup, MemberRole.OWNER)
    for _attempt in range(2):
        request_publication(startup, by=owner, text_version=PUBLIC_PROFILE_VERSION, facts=[])
        with transaction.atomic():
            move(startup, "refuse_publication", by=person(Role.OFFICER), reason="Chưa rõ.")

    assert list(Consent.objects.order_by("pk").values_list("withdrawn_by", flat=True)) == [owner.pk, None]


# The check


def test_publication_stores_the_verifier_and_notifies_the_owners(client):
    startup = startup_in(Publication.REQUESTED)
    owner, _editor = member(startup, MemberRole.OWNER), member(startup, MemberRole.EDITOR)
    officer = person(Role.OFFICER)
    client.force_login(officer)

    client.post(page_of("publish", startup), answer(startup))

    startup.refresh_from_db()
    assert (startup.status, startup.verified_by) == (Publication.PUBLIC, officer)
    assert list(OutboxMessage.objects.values_list("kind", "recipient")) == [("startup_published", owner.email)]


def test_officer_publishes_only_the_reviewed_version():
    startup = startup_in(Publication.REQUESTED)
    seen = version_of(startup)
    startup.summary = "Khác hẳn."
    startup.save()

    with pytest.raises(StaleRecord):
        publish_startup(startup, by=person(Role.OFFICER), expected_version=seen)


@pytest.mark.parametrize(("step", "status"), [("refuse_publication", "requested"), ("unpublish", "public")])
def test_refusal_needs_a_reason_and_tells_it_to_the_owners(client, step, status):
    startup = startup_in(status)
    owner = member(startup, MemberRole.OWNER)
    client.force_login(person(Role.MANAGER))

    empty = client.post(page_of(step, startup), {**answer(startup), "reason": " \u200b "})
    assert list(empty.context["form"].errors) == ["reason"]

    client.post(page_of(step, startup), {**answer(startup), "reason": "Tên <b>chưa</b> rõ & sai."})
    message = OutboxMessage.objects.get()
    assert message.recipient == owner.email
    assert "Tên <b>chưa</b> rõ & sai." in message.body
    assert AuditEntry.objects.about(startup).get().reason == "Tên <b>chưa</b> rõ & sai."


# Withdrawal


@pytest.mark.parametrize("status", [Publication.REQUESTED, Publication.PUBLIC])
@pytest.mark.row("F2")
def test_withdrawal_takes_effect_at_once_and_the_consent_stays_as_proof(client, status):
    startup = startup_in(status)
    owner = member(startup, MemberRole.OWNER)
    client.force_login(owner)

    client.post(page_of("withdraw_publication", startup), {})

    client.logout()
    assert client.get(f"/startups/{startup.slug}/").status_code == 404
    assert startup.name not in client.get("/startups/").content.decode()
    consent = Consent.objects.get()
    assert (consent.withdrawn_by, consent.withdrawn_at is not None) == (owner, True)


def test_taken_out_by_the_department_is_gone_at_once(client):
    startup = startup_in(Publication.PUBLIC)
    unpublish_startup(startup, by=person(Role.OFFICER), reason="Sai.")

    assert client.get(f"/startups/{startup.slug}/").status_code == 404


# The second look


@pytest.mark.parametrize(
    ("change", "looked_at_again"),
    [
        ({"summary": "Mới."}, True),
        ({"name": "Tên Mới"}, True),
        ({"website": "moi.example"}, True),
        ({"address": "2 Lê Lợi"}, False),
    ],
)
def test_changed_public_text_stays_public_and_waits_for_a_second_review(client, change, looked_at_again):
    startup = startup_in(Publication.PUBLIC)
    client.force_login(member(startup, MemberRole.OWNER))

    client.post(f"/manage/startups/{startup.pk}/edit/", edit_form_data(startup, **change))

    startup.refresh_from_db()
    assert (startup.status, startup.recheck_since is not None) == (Publication.PUBLIC, looked_at_again)
    client.force_login(person(Role.OFFICER))
    queue = client.get("/manage/publication/?changed=1", follow=True)
    assert [s.pk for s in queue.context["page"]] == ([startup.pk] if looked_at_again else [])


def test_second_review_confirms_the_text(client):
    startup = startup_in(Publication.PUBLIC, recheck_since=timezone.now())
    officer = person(Role.OFFICER)
    client.force_login(officer)

    client.post(f"/manage/startups/{startup.pk}/confirm/", {"shown_version": version_of(startup)})

    startup.refresh_from_db()
    assert (startup.recheck_since, startup.verified_by) == (None, officer)


@pytest.mark.parametrize(("who", "status"), [("owner", 403), ("stranger", 404), ("officer", 409)])
def test_second_look_is_refused_to_others_and_without_a_change(client, who, status):
    startup = startup_in(Publication.PUBLIC)
    user = {"owner": lambda: member(startup, MemberRole.OWNER), "officer": lambda: person(Role.OFFICER)}.get(
        who, UserFactory
    )()
    client.force_login(user)
    url = f"/manage/startups/{startup.pk}/confirm/"

    assert client.post(url, {"shown_version": version_of(startup)}).status_code == status
    assert client.get(url).status_code == 405


def test_second_review_of_stale_text_is_refused(client):
    startup = startup_in(Publication.PUBLIC, recheck_since=timezone.now())
    client.force_login(person(Role.OFFICER))

    assert (
        client.post(f"/manage/startups/{startup.pk}/confirm/", {"shown_version": "2020-01-01T00:00:00Z"}).status_code
        == 409
    )


# The queue


def test_queue_shows_requests_oldest_first_in_constant_queries(client, django_assert_num_queries):
    client.force_login(person(Role.OFFICER))
    early = startup_in(Publication.REQUESTED, publication_requested_at="2026-01-01T00:00Z")
    with django_assert_num_queries(5):
        client.get("/manage/publication/")
    late = startup_in(Publication.REQUESTED, publication_requested_at="2026-02-01T00:00Z")
    startup_in(Publication.PUBLIC)
    startup_in(Publication.PRIVATE)
    earliest = startup_in(Publication.REQUESTED, publication_requested_at="2025-01-01T00:00Z")

    client.get("/manage/publication/")
    with django_assert_num_queries(5):
        response = client.get("/manage/publication/")

    assert [s.pk for s in response.context["page"]] == [earliest.pk, early.pk, late.pk]


@pytest.mark.parametrize("role", [*Role.values, "none"])
def test_queue_is_for_the_department(client, role):
    client.force_login(user_with_role(role))

    expected = 200 if role in {Role.OFFICER, Role.MANAGER, Role.DIRECTOR} else 403
    assert client.get("/manage/publication/").status_code == expected


def test_officers_are_told_of_a_request_for_publication_and_no_member_and_nobody_who_left():
    startup = startup_in(Publication.PRIVATE)
    owner = member(startup, MemberRole.OWNER)
    officer, elsewhere = person(Role.OFFICER), person(Role.OFFICER, unit=UnitFactory())
    in_the_startup, dismissed = person(Role.OFFICER), person(Role.OFFICER)
    Membership.objects.create(startup=startup, user=in_the_startup, role=MemberRole.READER)
    RoleGrant.objects.filter(user=dismissed).update(revoked_at=timezone.now())
    person(Role.ACCOUNTANT)

    request_publication(startup, by=owner, text_version=PUBLIC_PROFILE_VERSION, facts=[])

    assert mail_recipients("publication_requested") == sorted([officer.email, elsewhere.email])


def test_officer_who_wrote_the_facts_is_not_asked_to_check_them_and_the_department_is_where_no_officer_is_left():
    startup = startup_in(Publication.PRIVATE)
    owner, author, manager = member(startup, MemberRole.OWNER), person(Role.OFFICER), person(Role.MANAGER)
    Startup.objects.filter(pk=startup.pk).update(written_by=author)

    request_publication(startup, by=owner, text_version=PUBLIC_PROFILE_VERSION, facts=[])

    assert mail_recipients("publication_requested") == [manager.email]
