"""A published call is amended on the record, and one applicant alone gets more time."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.ui.dates import datetime_vi
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused
from ecosystem.notices.broadcasts import continue_broadcasts
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions.amendment import amend_call, extend_deadline, pinned_rules_text, revoke_extension
from programmes.grants.actions.application import start_application, submit_application
from programmes.grants.actions.call import update_call
from programmes.grants.models import Amendment, ApplicationStatus, CallStatus, DeadlineExtension, closing_time
from programmes.grants.tasks import remind_of_drafts
from tests.edit_forms import with_version
from tests.factories import ApplicationFactory, CallFactory, StartupFactory, UserFactory, person, ready_to_submit

pytestmark = pytest.mark.django_db
S = ApplicationStatus
DAY = timedelta(days=1)


def amend(call, manager, **fields):
    return amend_call(call, by=manager, version=version_of(call), reason="Theo đề nghị của nhiều đơn vị", **fields)


def closed_call(**fields):
    now = timezone.now()
    return CallFactory(opens_at=now - 30 * DAY, closes_at=now - DAY, **fields)


# --- Amendments --------------------------------------------------------------------------------------
@pytest.mark.row("B57")
def test_amendment_is_public_with_both_values_and_notifies_everybody_in_the_call(client, manager):
    call = CallFactory(contact="028 1111 2222")
    writer, applicant, gone, stranger = (UserFactory() for _ in range(4))
    ApplicationFactory(call=call, startup=StartupFactory(members=[writer]))
    ApplicationFactory(call=call, status=S.CHECKING, startup=StartupFactory(members=[applicant]))
    ApplicationFactory(call=call, status=S.REJECTED, startup=StartupFactory(members=[gone]))
    ApplicationFactory(startup=StartupFactory(members=[stranger]))
    before, later = call.closes_at, call.closes_at + 7 * DAY
    client.force_login(manager)
    address = reverse("grants:call_amend", args=[call.pk])
    page = client.get(address).context["form"]
    typed = {name: page[name].value() or "" for name in ("name", "name_en", "summary", "summary_en")}
    typed |= {"closes_at": timezone.localtime(later).strftime("%d/%m/%Y %H:%M:%S"), "contact": "028 3333 4444"}

    wrong = client.post(address, with_version(client, address, {**typed, "reason": ""}))
    assert (wrong.status_code, "028 3333 4444" in wrong.content.decode()) == (422, True)
    done = client.post(address, with_version(client, address, {**typed, "reason": "Nhiều đơn vị xin thêm thời gian"}))

    assert done.headers["Location"] == reverse("grants:call_manage", args=[call.pk])
    call.refresh_from_db()
    assert (call.contact, call.closes_at.replace(microsecond=0)) == ("028 3333 4444", later.replace(microsecond=0))
    rows = {one.part: one for one in Amendment.objects.filter(call=call)}
    assert set(rows) == {"closes_at", "contact"}
    assert (rows["contact"].old, rows["contact"].new, rows["contact"].made_by) == (
        "028 1111 2222",
        "028 3333 4444",
        manager,
    )
    assert rows["closes_at"].old_closes_at == before
    client.logout()
    public = client.get(reverse("grants:call_detail", args=[call.code])).content.decode()
    for words in ("028 1111 2222", "028 3333 4444", "Nhiều đơn vị xin thêm thời gian"):
        assert words in public
    assert str(manager) not in public
    continue_broadcasts()
    told = OutboxMessage.objects.filter(kind="call_amended")
    assert sorted(told.values_list("recipient", flat=True)) == sorted([writer.email, applicant.email])
    assert all("028 3333 4444" in message.body for message in told)


@pytest.mark.row("B57")
@pytest.mark.parametrize("shift", [-DAY, timedelta(0) - timedelta(seconds=1)])
def test_published_deadline_never_moves_to_an_earlier_time(manager, shift):
    call = CallFactory()

    with pytest.raises(TransitionRefused):
        amend(call, manager, closes_at=call.closes_at + shift)

    assert not Amendment.objects.exists()


def test_deadline_never_moves_into_the_past_and_reopens_a_closed_call_otherwise(manager):
    call = closed_call()

    with pytest.raises(TransitionRefused):
        amend(call, manager, closes_at=timezone.now() - timedelta(minutes=1))
    amend(call, manager, closes_at=timezone.now() + DAY)

    call.refresh_from_db()
    assert call.is_open()


@pytest.mark.row("B57")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pass_mark", 10),
        ("evaluators_per_dossier", 3),
        ("opens_at", datetime(2026, 1, 1, tzinfo=UTC)),
        ("code", "khac"),
        ("unit", None),
    ],
)
def test_what_decides_is_never_amended(manager, field, value):
    call = CallFactory()
    was = getattr(call, field)

    with pytest.raises(TransitionRefused) as refused:
        amend(call, manager, **{field: value})

    call.refresh_from_db()
    assert getattr(call, field) == was
    assert str(refused.value) == pinned_rules_text()


def test_page_of_a_draft_refuses_a_published_call_and_says_what_is_pinned(client, manager):
    call = CallFactory()
    client.force_login(manager)

    with pytest.raises(TransitionRefused):
        update_call(call, by=manager, version=version_of(call), pass_mark=1)
    assert client.get(reverse("grants:call_edit", args=[call.pk])).status_code == 409
    manage = client.get(reverse("grants:call_manage", args=[call.pk])).content.decode()
    assert reverse("grants:call_amend", args=[call.pk]) in manage


@pytest.mark.parametrize("status", [CallStatus.DRAFT, CallStatus.CANCELLED])
def test_only_a_published_call_is_amended(client, manager, status):
    call = CallFactory(status=status)
    client.force_login(manager)

    with pytest.raises(TransitionRefused):
        amend(call, manager, contact="Khác")
    for name in ("call_amend", "call_extend", "call_evaluator_add"):
        assert client.get(reverse(f"grants:{name}", args=[call.pk])).status_code == 409


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIRECTOR, Role.ACCOUNTANT])
def test_only_a_manager_of_the_unit_amends_and_extends(role):
    call, startup = CallFactory(), StartupFactory()

    for by in (person(role), person(Role.MANAGER, unit=CallFactory().unit)):
        with pytest.raises(RoleRefused):
            amend(call, by, contact="Khác")
        with pytest.raises(RoleRefused):
            extend_deadline(call, startup, by=by, until=call.closes_at + DAY, reason="Ốm")


def test_unchanged_form_amends_nothing(manager):
    call = CallFactory(contact="028")

    ApplicationFactory(call=call, startup=StartupFactory(members=[UserFactory()]))

    assert amend(call, manager, contact="028") == []

    assert (Amendment.objects.count(), OutboxMessage.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "values",
    [
        {"reason": ""},
        {"part": "weights"},
        {"part": "contact", "old": "x", "new": "x"},
        {"part": "closes_at"},
        {"part": "closes_at", "old_closes_at": 2 * DAY, "new_closes_at": DAY},
        {"part": "closes_at", "old_closes_at": -2 * DAY, "new_closes_at": -DAY},
        {"part": "contact", "new_closes_at": DAY},
    ],
)
def test_database_refuses_an_amendment_against_its_law(manager, values):
    """Values that are a time from now stand for that moment."""
    right = {"part": "contact", "old": "x", "new": "y", "reason": "Lý do"}
    values = {name: timezone.now() + value if isinstance(value, timedelta) else value for name, value in values.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.create(call=CallFactory(), made_by=manager, **(right | values))


def test_amendments_and_extensions_are_never_changed_or_deleted(manager):
    call, startup = CallFactory(), StartupFactory()
    amend(call, manager, contact="Khác")
    extend_deadline(call, startup, by=manager, until=call.closes_at + DAY, reason="Bão")

    for row in (Amendment.objects.get(), DeadlineExtension.objects.get()):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(reason="Khác")
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).delete()


# --- One applicant's time (A19) ---------------------------------------------------------------------
@pytest.mark.row("A19", "B57")
def test_extended_applicant_alone_sends_until_the_named_second(manager, limits):
    owner, other = UserFactory(), UserFactory()
    draft = ready_to_submit(owner)
    late = ready_to_submit(other, call=draft.call)
    call = draft.call
    closes, until = call.closes_at, call.closes_at + 3 * DAY
    extend_deadline(call, draft.startup, by=manager, until=until, reason="Mất điện toàn phường")

    with pytest.raises(TransitionRefused):
        submit_application(late, by=other, at=closes)
    with pytest.raises(TransitionRefused):
        submit_application(draft, by=owner, at=until)
    sent = submit_application(draft, by=owner, at=until - timedelta(seconds=1))

    late.refresh_from_db()
    assert (sent.status, late.status) == (S.SUBMITTED, S.DRAFT)
    assert OutboxMessage.objects.get(kind="deadline_extended").recipient == owner.email


@pytest.mark.row("A19")
def test_extended_applicant_starts_after_the_call_has_closed(client, manager):
    owner, other = UserFactory(), UserFactory()
    ready = ready_to_submit(owner)
    call, startup = closed_call(policy=ready.call.policy), ready.startup
    foreign = StartupFactory(members=[other], sectors=list(startup.sectors.all()))
    ready.delete()
    extend_deadline(call, startup, by=manager, until=timezone.now() + DAY, reason="Hệ thống gián đoạn")

    application = start_application(call, startup, by=owner)
    with pytest.raises(TransitionRefused):
        start_application(call, foreign, by=other)

    client.force_login(owner)
    page = client.get(reverse("grants:application_edit", args=[application.pk]))
    assert (page.context["is_call_over"], page.context["closes_at"]) == (False, closing_time(call, startup))


def test_extension_is_on_the_dossier_and_in_its_history_for_both_sides(client, manager):
    owner = UserFactory()
    call = CallFactory()
    draft = ApplicationFactory(call=call, startup=StartupFactory(members=[owner]))
    extend_deadline(call, draft.startup, by=manager, until=call.closes_at + DAY, reason="Ngập lụt")
    sent = ApplicationFactory(call=call, status=S.SUBMITTED, startup=StartupFactory())

    client.force_login(owner)
    page = client.get(reverse("grants:application_detail", args=[draft.pk]))
    assert [one.until for one in page.context["extensions"]] == [call.closes_at + DAY]
    assert "Ngập lụt" in page.content.decode()
    type(draft).objects.filter(pk=draft.pk).update(
        status=S.SUBMITTED, number="HS-2026-900001", submitted_at=timezone.now(), submitted_by=owner
    )
    client.force_login(manager)
    inside = client.get(reverse("grants:application_detail", args=[draft.pk])).content.decode()
    assert ("Ngập lụt" in inside, str(manager) in inside) == (True, True)
    assert "Ngập lụt" not in client.get(reverse("grants:application_detail", args=[sent.pk])).content.decode()


def test_extension_is_granted_by_tax_code_or_name_on_the_page(client, manager):
    call = CallFactory()
    startup = StartupFactory(name="Công ty Ánh Dương", tax_code="0312345678", kind="enterprise")
    for _ in range(2):
        StartupFactory(name="Sao Mai")
    client.force_login(manager)
    address = reverse("grants:call_extend", args=[call.pk])
    until = timezone.localtime(call.closes_at + DAY).strftime("%d/%m/%Y %H:%M")
    typed = {"until": until, "reason": "Thiên tai"}

    for name in ("Không có", "Sao Mai"):
        assert client.post(address, {**typed, "startup": name}).status_code == 422
    earlier = timezone.localtime(call.closes_at - DAY).strftime("%d/%m/%Y %H:%M")
    assert client.post(address, {**typed, "startup": "0312345678", "until": earlier}).status_code == 409
    assert client.post(address, {**typed, "startup": "cong ty anh duong"}).status_code == 302

    extension = DeadlineExtension.objects.get()
    assert (extension.startup, extension.granted_by, extension.reason) == (startup, manager, "Thiên tai")


def test_who_has_sent_or_is_archived_gets_no_extension(manager):
    call = CallFactory()
    sent = ApplicationFactory(call=call, status=S.SUBMITTED)
    archived = StartupFactory(archived_at=timezone.now())

    for startup in (sent.startup, archived):
        with pytest.raises(TransitionRefused):
            extend_deadline(call, startup, by=manager, until=call.closes_at + DAY, reason="Lý do")


@pytest.mark.parametrize("days", [2, 6])
def test_second_entry_puts_the_first_one_right_and_the_startup_reads_both_times(manager, days):
    call, owner = CallFactory(), UserFactory()
    startup = StartupFactory(members=[owner])
    draft = ApplicationFactory(call=call, startup=startup)
    extend_deadline(call, startup, by=manager, until=call.closes_at + 5 * DAY, reason="Bão")

    with pytest.raises(FieldRefused):
        extend_deadline(call, startup, by=manager, until=call.closes_at + 5 * DAY, reason="Bão")
    extend_deadline(call, startup, by=manager, until=call.closes_at + days * DAY, reason="Ghi sai ngày")

    assert closing_time(call, startup) == call.closes_at + days * DAY
    assert type(draft).objects.with_closing_time().get(pk=draft.pk).closes == call.closes_at + days * DAY
    assert closing_time(call, StartupFactory()) == call.closes_at
    mail = OutboxMessage.objects.filter(kind="deadline_extended", recipient=owner.email).latest("pk").body
    for words in (datetime_vi(call.closes_at + 5 * DAY), datetime_vi(call.closes_at + days * DAY), "Ghi sai ngày"):
        assert words in mail
    assert DeadlineExtension.objects.count() == 2


def test_extension_is_never_shortened_into_the_past_or_below_the_time_of_the_call(manager):
    now = timezone.now()
    call, startup = closed_call(), StartupFactory()
    extend_deadline(call, startup, by=manager, until=now + 5 * DAY, reason="Bão")

    for until in (now - timedelta(minutes=1), call.closes_at):
        with pytest.raises(TransitionRefused):
            extend_deadline(call, startup, by=manager, until=until, reason="Ghi sai ngày")
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlineExtension.objects.create(
            call=call, startup=startup, until=now - timedelta(minutes=1), reason="Sai", granted_by=manager
        )

    assert closing_time(call, startup) == now + 5 * DAY


def test_extension_is_taken_back_with_a_reason_and_the_startup_is_notified(client, manager, limits):
    owner = UserFactory()
    draft = ready_to_submit(owner)
    call, startup = draft.call, draft.startup
    extend_deadline(call, startup, by=manager, until=call.closes_at + 5 * DAY, reason="Bão")
    client.force_login(manager)
    page = client.get(reverse("grants:call_manage", args=[call.pk])).content.decode()
    address = reverse("grants:call_extension_revoke", args=[call.pk, startup.pk])
    assert address in page

    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Cấp nhầm đơn vị"}).status_code == 302

    assert closing_time(call, startup) == call.closes_at
    with pytest.raises(TransitionRefused):
        submit_application(draft, by=owner, at=call.closes_at)
    mail = OutboxMessage.objects.get(kind="extension_revoked")
    assert (mail.recipient, "Cấp nhầm đơn vị" in mail.body) == (owner.email, True)
    page = client.get(reverse("grants:call_manage", args=[call.pk])).content.decode()
    assert ("Cấp nhầm đơn vị" in page, "Bão" in page, address in page) == (True, True, False)
    assert client.post(address, {"reason": "Lần nữa"}).status_code == 409
    client.force_login(owner)
    detail = client.get(reverse("grants:application_detail", args=[draft.pk])).content.decode()
    assert ("Cấp nhầm đơn vị" in detail, "Bão" in detail) == (True, True)


def test_extension_that_is_used_up_is_not_taken_back(manager, limits):
    owner = UserFactory()
    draft = ready_to_submit(owner)
    call, other = draft.call, StartupFactory()
    for startup in (draft.startup, other):
        extend_deadline(call, startup, by=manager, until=call.closes_at + DAY, reason="Bão")
    submit_application(draft, by=owner)

    with pytest.raises(TransitionRefused):
        revoke_extension(call, draft.startup, by=manager, reason="Cấp nhầm")
    with pytest.raises(TransitionRefused):
        extend_deadline(call, draft.startup, by=manager, until=call.closes_at + 2 * DAY, reason="Cấp nhầm")
    with time_machine.travel(call.closes_at + 2 * DAY, tick=False), pytest.raises(TransitionRefused):
        revoke_extension(call, other, by=manager, reason="Cấp nhầm")
    with pytest.raises(TransitionRefused):
        revoke_extension(call, StartupFactory(), by=manager, reason="Cấp nhầm")
    with pytest.raises(RoleRefused):
        revoke_extension(call, other, by=person(Role.OFFICER), reason="Cấp nhầm")

    draft.refresh_from_db()
    assert (draft.status, DeadlineExtension.objects.count()) == (S.SUBMITTED, 2)


def test_form_of_a_correction_starts_from_the_entry(client, manager):
    call, startup = CallFactory(), StartupFactory(name="Công ty Ánh Dương", kind="group", tax_code=None)
    entry = extend_deadline(call, startup, by=manager, until=call.closes_at + DAY, reason="Bão")
    foreign = extend_deadline(CallFactory(), startup, by=manager, until=call.closes_at + 9 * DAY, reason="Bão")
    client.force_login(manager)
    address = reverse("grants:call_extend", args=[call.pk])

    form = client.get(address, {"entry": entry.pk}).context["form"]
    assert (form.initial["startup"], form.initial["until"]) == ("Công ty Ánh Dương", entry.until)
    assert client.get(address, {"entry": foreign.pk}).context["form"].initial == {}
    for key in ("x", "9" * 18, "9" * 5000):
        assert client.get(address, {"entry": key}).context["form"].initial == {}


def test_writers_are_reminded_of_their_own_deadline(manager):
    owner, other = UserFactory(), UserFactory()
    now = timezone.now()
    call = CallFactory(opens_at=now - 30 * DAY, closes_at=now + timedelta(hours=2))
    mine = ApplicationFactory(call=call, startup=StartupFactory(members=[owner]))
    ApplicationFactory(call=call, startup=StartupFactory(members=[other]))
    extend_deadline(call, mine.startup, by=manager, until=now + 2 * DAY, reason="Bão")

    with time_machine.travel(now + DAY, tick=False):
        remind_of_drafts()

    assert list(OutboxMessage.objects.filter(kind="draft_reminder").values_list("recipient", flat=True)) == [
        owner.email
    ]


def test_cancelled_call_takes_nothing_from_an_extended_applicant(manager, limits):
    owner = UserFactory()
    draft = ready_to_submit(owner)
    extend_deadline(draft.call, draft.startup, by=manager, until=draft.call.closes_at + DAY, reason="Bão")
    type(draft.call).objects.filter(pk=draft.call_id).update(status=CallStatus.CANCELLED)

    with pytest.raises(TransitionRefused):
        submit_application(draft, by=owner)
