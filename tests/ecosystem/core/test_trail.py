"""The audit trail is made by the database and only grows: nobody, raw SQL included, rewrites what happened."""

from datetime import timedelta

import pghistory
import pghistory.models
import pytest
from django.apps import apps
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from programmes.feedback.models import EarlierAnswer
from programmes.grants.models import Amendment, AnnexChange, ContractAnnex, DeadlineExtension
from programmes.plan.models import BudgetLine, PeriodCorrection
from tests.factories import BudgetLineFactory, UserFactory, person

pytestmark = pytest.mark.django_db

EVENT_TABLES = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if issubclass(model, pghistory.models.Event) and model._meta.managed
)


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def test_every_event_table_is_guarded_by_the_database():
    guarded = run(
        "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE t.tgname LIKE 'pgtrigger_append_only_%' AND t.tgenabled = 'O'"
    )

    assert len(EVENT_TABLES) > 20
    others = [
        model._meta.db_table
        for model in (
            AuditEntry,
            EarlierAnswer,
            Amendment,
            AnnexChange,
            ContractAnnex,
            DeadlineExtension,
            PeriodCorrection,
        )
    ]
    assert sorted({name for (name,) in guarded}) == sorted([*EVENT_TABLES, *others])


@pytest.mark.parametrize("sql", ["UPDATE {} SET planned = 1", "DELETE FROM {}"])
def test_what_happened_to_a_budget_line_cannot_be_rewritten(sql):
    BudgetLineFactory(planned=5)
    table = BudgetLine.pgh_event_model._meta.db_table

    with pytest.raises(Error, match=r"append_only|Cannot"), transaction.atomic():
        run(sql.format(table))

    assert run(f"SELECT planned FROM {table}") == [(5,)]


def test_who_and_why_of_past_events_cannot_be_rewritten():
    with pghistory.context(user=1, reason="first"):
        BudgetLineFactory()
    context = pghistory.models.Context.objects.get()
    with pytest.raises(Error, match="trail_context_stays"), transaction.atomic():
        run("DELETE FROM pghistory_context")

    run("ALTER TABLE pghistory_context DISABLE TRIGGER USER")
    pghistory.models.Context.objects.update(created_at=timezone.now() - timedelta(days=2))
    run("ALTER TABLE pghistory_context ENABLE TRIGGER USER")
    with pytest.raises(Error, match="trail_context_stays"), transaction.atomic():
        run("UPDATE pghistory_context SET metadata = '{}'")

    context.refresh_from_db()
    assert context.metadata == {"user": 1, "reason": "first"}


def test_change_by_raw_sql_is_in_the_trail():
    line = BudgetLineFactory(planned=5)

    run("UPDATE plan_budgetline SET granted = 4")

    assert list(
        BudgetLine.pgh_event_model.objects.filter(pgh_obj=line.pk).order_by("pgh_id").values_list("granted", flat=True)
    ) == [0, 4]


def test_event_of_a_request_names_the_person_and_the_address(client):
    administrator = person(Role.ADMINISTRATOR)
    other = UserFactory()
    client.force_login(administrator)
    address = reverse("people:role_grant", args=[other.pk])

    client.post(address, {"role": Role.COUNCIL.value})

    event = pghistory.models.Events.objects.tracks(other.role_grants.get()).get()
    assert (event.pgh_context["user"], event.pgh_context["url"]) == (administrator.pk, address)
