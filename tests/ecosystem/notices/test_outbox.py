"""The outbox: written with its cause, sent once, tried again, parked; never lost when Redis is down."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry, UnfinishedWork
from ecosystem.lists.actions.unfinished_work import retry_work
from ecosystem.notices import mail as mail_module
from ecosystem.notices.kinds import KINDS
from ecosystem.notices.mail import deliver_due, enqueue_mail, message_id
from ecosystem.notices.models import DeliveryStatus, OutboxMessage
from tests.concurrency import run_concurrently
from tests.factories import person


@pytest.fixture(autouse=True)
def _locmem(settings):
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def queue_message(key="k1"):
    with transaction.atomic():
        row = OutboxMessage(kind="test", key=key, recipient="a@example.org", subject="Chào", body="Nội dung")
        mail_module.enqueue_mails([row])


@pytest.fixture
def _asleep(monkeypatch):
    monkeypatch.setattr(mail_module, "send_outbox_task", lambda: None)


@pytest.fixture
def sent(monkeypatch):
    """The ids of the messages that a worker gave to the mail server."""
    ids = []

    def record(mail, *args, **values):
        ids.append(mail.extra_headers["Message-ID"])  # appending is atomic
        return 1

    monkeypatch.setattr("django.core.mail.EmailMessage.send", record)
    return ids


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_asleep")
def test_message_is_sent_once_and_marked(mailoutbox):
    queue_message()

    assert (deliver_due(), deliver_due()) == (1, 0)
    assert [m.subject for m in mailoutbox] == ["Chào"]
    message = OutboxMessage.objects.get()
    assert (message.status, UnfinishedWork.objects.count()) == (DeliveryStatus.SENT, 0)
    assert AuditEntry.objects.count() == 0  # a mail keeps its own record


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_asleep")
def test_same_key_is_one_message():
    queue_message()
    queue_message()

    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_asleep")
def test_cause_rolled_back_leaves_no_message():
    def cause():
        queue_message()
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        cause()

    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_asleep")
def test_failing_server_delays_then_parks(monkeypatch, mailoutbox):
    queue_message()

    def broken(*args, **kwargs):
        raise OSError("mail server away")

    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMessage.send", broken)
        for attempt in range(1, mail_module.MAX_ATTEMPTS):
            assert deliver_due() == 0
            work = UnfinishedWork.objects.get()
            assert (work.attempts, work.last_error) == (attempt, "mail server away")
            assert work.next_try_at > timezone.now() + timedelta(minutes=2 ** (attempt - 1)) - timedelta(seconds=30)
            assert not OutboxMessage.objects.due().exists()
            UnfinishedWork.objects.update(next_try_at=timezone.now())
        assert deliver_due() == 0

    assert OutboxMessage.objects.get().status == DeliveryStatus.PARKED
    assert (deliver_due(), mailoutbox) == (0, [])
    retry_work(UnfinishedWork.objects.get(), mail_module.MAIL, by=person(Role.ADMINISTRATOR))
    assert deliver_due() == 1
    assert OutboxMessage.objects.get().status == DeliveryStatus.SENT


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
@pytest.mark.usefixtures("_asleep")
def test_eight_workers_send_forty_messages_once_each(sent):
    for n in range(40):
        queue_message(f"k{n}")

    assert sum(run_concurrently([deliver_due] * 8)) == 40
    assert sorted(sent) == sorted(message_id(m) for m in OutboxMessage.objects.all())
    assert OutboxMessage.objects.filter(status=DeliveryStatus.SENT).count() == 40


@pytest.mark.django_db(transaction=True)
def test_message_waits_in_the_table_when_redis_is_down(settings, monkeypatch):
    from ecosystem.notices import tasks

    def no_broker(*args, **kwargs):
        raise ConnectionError("Redis is down")

    monkeypatch.setattr(tasks.send_outbox, "apply_async", no_broker)

    queue_message()

    assert OutboxMessage.objects.get().status == DeliveryStatus.QUEUED


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_asleep")
def test_demonstration_writes_one_file_per_mail_however_often_it_is_tried(settings, tmp_path):
    settings.DELIVERY_BACKEND = "ecosystem.notices.mail.FileDelivery"
    settings.DELIVERY_DIR = tmp_path
    queue_message()
    deliver_due()
    OutboxMessage.objects.update(status=DeliveryStatus.QUEUED, sent_at=None)  # the worker died before it noted

    deliver_due()

    assert len(list(tmp_path.glob("*.eml"))) == 1


@pytest.mark.django_db
@pytest.mark.row("A26")
def test_enqueued_mail_speaks_the_recipient_s_language(tmp_path, settings, monkeypatch):
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "hello.txt").write_text("{% load i18n %}{% translate 'Yes' %}\n{{ name }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    monkeypatch.setitem(KINDS, "hello", SimpleNamespace(template="mail/hello.txt"))

    enqueue_mail("hello", key="h", recipient="a@example.org", context={"name": "Lan"}, language="vi")

    message = OutboxMessage.objects.get()
    assert (message.subject, message.body) == ("Có", "Lan")
