"""Broadcasts: one row in the transaction of the event, the people of its records notified by the worker."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.models import UnfinishedWork
from ecosystem.lists.actions.unfinished_work import retry_work
from ecosystem.notices import broadcasts
from ecosystem.notices.broadcasts import AUDIENCES, BATCH, broadcast, continue_broadcasts
from ecosystem.notices.models import Broadcast, Notification, OutboxMessage
from programmes.grants.actions.amendment import amend_call
from programmes.grants.actions.call import cancel_call
from programmes.grants.actions.call_notices import AMENDED, CANCELLED
from programmes.grants.actions.evaluators import add_evaluator, withdraw_evaluator
from programmes.grants.models import WithdrawalGround
from tests.concurrency import remove_attempt_guard, remove_row_locks, run_concurrently, wait_for_others
from tests.factories import ApplicationFactory, CallFactory, StartupFactory, UserFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asleep(monkeypatch):
    monkeypatch.setattr(broadcasts, "send_broadcast_task", lambda: None)


@pytest.fixture
def audience_batches(monkeypatch):
    """The records of which an audience was told, a list for each batch."""
    batches = []
    monkeypatch.setitem(AUDIENCES, "test", lambda subjects, context: batches.append(list(subjects)))
    return batches


def call_with_drafts(count):
    call = CallFactory()
    for _ in range(count):
        ApplicationFactory(call=call, startup=StartupFactory(members=[UserFactory()]))
    return call


def amend(call):
    amend_call(call, by=person(Role.MANAGER), version=version_of(call), reason="Bão", contact="028 3333")


def cancel(call):
    cancel_call(call, by=person(Role.MANAGER), reason="Hết tiền")


def add(call):
    add_evaluator(call, by=person(Role.OFFICER), evaluator=person(Role.EVALUATOR), reason="Thêm người")


def withdraw(call):
    evaluator = person(Role.EVALUATOR)
    call.evaluators.add(evaluator)
    ground = WithdrawalGround.CONFLICT
    withdraw_evaluator(call, by=person(Role.OFFICER), evaluator=evaluator, because=ground, reason="Xung đột lợi ích")


ACTIONS = {amend: AMENDED, cancel: CANCELLED, add: AMENDED, withdraw: AMENDED}


@pytest.mark.parametrize("action", ACTIONS)
def test_queries_of_the_request_do_not_grow_with_the_recipients(action):
    counts = []
    for drafts in (2, 9):
        call = call_with_drafts(drafts)
        with CaptureQueriesContext(connection) as queries:
            action(call)
        counts.append(len(queries))
        assert (len(Broadcast.objects.latest("pk").subjects), OutboxMessage.objects.count()) == (drafts, 0)

    assert counts[0] == counts[1]


def test_every_audience_has_its_action_here():
    assert set(AUDIENCES) == set(ACTIONS.values())


@pytest.mark.parametrize("action", ACTIONS)
def test_worker_tells_each_person_once_however_often_it_runs(action):
    call = call_with_drafts(3)
    action(call)
    continue_broadcasts()
    Broadcast.objects.update(done=0, finished_at=None)
    continue_broadcasts()

    members = sorted(call.applications.values_list("startup__memberships__user__email", flat=True))
    kind = ACTIONS[action]
    assert sorted(OutboxMessage.objects.filter(kind=kind).values_list("recipient", flat=True)) == members
    assert Notification.objects.filter(kind=kind).count() == 3


def test_records_are_passed_in_batches_and_in_order(audience_batches):
    keys = list(range(BATCH * 2 + 1))
    broadcast("test", subjects=keys, context={})

    assert continue_broadcasts(max_batches=2) == 2
    assert Broadcast.objects.get().finished_at is None
    assert continue_broadcasts() == 1

    assert audience_batches == [keys[:BATCH], keys[BATCH : BATCH * 2], keys[BATCH * 2 :]]
    assert Broadcast.objects.get().finished_at is not None
    assert continue_broadcasts() == 0


def test_nobody_to_tell_makes_no_row_and_an_unknown_audience_is_an_error():
    broadcast(AMENDED, subjects=[], context={})

    with pytest.raises(KeyError):
        broadcast("unknown", subjects=[1], context={})
    assert not Broadcast.objects.exists()


def test_event_that_is_rolled_back_tells_nobody(audience_batches):
    with transaction.atomic():
        broadcast("test", subjects=[1], context={})
        transaction.set_rollback(True)

    assert (continue_broadcasts(), audience_batches) == (0, [])


def test_failed_batch_is_undone_and_tried_again_later(monkeypatch, caplog):
    is_broken = [True]

    def notify_reader(subjects, context):
        Notification.objects.create(user=reader, key=f"test:{subjects[0]}", kind="receipt")
        if is_broken:
            raise OSError("away")

    reader = UserFactory()
    monkeypatch.setitem(AUDIENCES, "test", notify_reader)
    broadcast("test", subjects=[1], context={})

    assert (continue_broadcasts(), continue_broadcasts()) == (1, 0)
    row, work = Broadcast.objects.get(), UnfinishedWork.objects.get()
    assert (row.done, work.attempts, work.last_error, Notification.objects.count()) == (0, 1, "away", 0)
    is_broken.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        assert continue_broadcasts() == 1
    assert (Notification.objects.count(), UnfinishedWork.objects.count()) == (1, 0)


def test_parked_broadcast_is_tried_once_an_hour_and_at_once_when_an_administrator_asks(audience_batches, monkeypatch):
    def fail(subjects, context):
        audience_batches.append("failed")
        raise OSError("away")

    administrator = person(Role.ADMINISTRATOR)
    monkeypatch.setitem(AUDIENCES, "test", fail)
    broadcast("test", subjects=[1], context={})
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _minute in range(10):
            continue_broadcasts()
            clock.shift(timedelta(minutes=1))
        assert audience_batches == ["failed"] * 3
        assert UnfinishedWork.objects.get().parked_at is not None
        assert Notification.objects.filter(user=administrator, kind="work_parked").count() == 1
        clock.shift(timedelta(hours=1))
        continue_broadcasts()
        assert len(audience_batches) == 4
        assert Notification.objects.filter(kind="work_parked").count() == 1

        monkeypatch.setitem(AUDIENCES, "test", lambda subjects, context: None)
        retry_work(UnfinishedWork.objects.get(), broadcasts.BROADCAST, by=administrator)
        continue_broadcasts()

    assert (Broadcast.objects.get().finished_at is not None, UnfinishedWork.objects.count()) == (True, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_two_workers_pass_each_record_once(audience_batches):
    broadcast("test", subjects=list(range(BATCH * 3)), context={})

    run_concurrently([continue_broadcasts] * 3)
    continue_broadcasts()

    assert sorted(key for batch in audience_batches for key in batch) == list(range(BATCH * 3))


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_control_without_the_lock_workers_pass_records_twice(audience_batches, monkeypatch):
    """All three have read how far the broadcast is before one of them passes its records."""
    remove_row_locks(monkeypatch)
    remove_attempt_guard(monkeypatch)
    real = AUDIENCES["test"]

    def wait_and_tell(subjects, context):
        wait_for_others()
        real(subjects, context)

    monkeypatch.setitem(AUDIENCES, "test", wait_and_tell)
    broadcast("test", subjects=[1], context={})

    run_concurrently([continue_broadcasts] * 3)

    assert audience_batches == [[1]] * 3
