"""Two editors of a row of reference data never overwrite each other: the forms of all tables, over the loaded data."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.roles import Role
from programmes.plan.models import EnteredFigure, Target
from programmes.plan.reference_tables import TABLES
from tests.access.test_edit_forms import EditCase, check_answers_to_a_conflict, check_two_editors
from tests.factories import BudgetLineFactory, IndicatorFactory, UserFactory, person
from tests.sharing import shared_rows
from tests.thorough import sample, skip_rendering

pytestmark = pytest.mark.django_db
WITH_ROWS = [table for table in TABLES if table.slug != "measurements"]


@pytest.fixture(scope="module", autouse=True)
def _reference(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with shared_rows(django_db_blocker):
        call_command("load_reference", verbosity=0)
        BudgetLineFactory()
        Target.objects.create(
            indicator=IndicatorFactory(),
            year=2026,
            value=1,
            source="QĐ",
            confidence="H",
            is_used=False,
            entered_by=UserFactory(),
        )
        yield


def edit_case(client: Client, table: Any) -> tuple[EditCase, Any]:
    """The form of the first row in the browser of somebody who may edit it, and the context of its page."""
    client.force_login(person(*table.roles))
    rows = table.rows_for(person(Role.MANAGER, Role.ADMINISTRATOR)).order_by("pk")
    row = (rows.waiting() if issubclass(table.model, EnteredFigure) else rows).first()
    address = reverse("plan:reference_edit", args=[table.slug, row.pk])
    with skip_rendering():
        return EditCase(client, address, {}, []), client.get(address).context


@pytest.mark.parametrize("table", sample(WITH_ROWS, at_most=4), ids=lambda table: table.slug)
def test_two_editors_of_a_row_of_reference_data_lose_nothing(client: Client, table: Any) -> None:
    check_two_editors(*edit_case(client, table))


@pytest.mark.parametrize("table", sample(WITH_ROWS, at_most=1), ids=lambda table: table.slug)
def test_conflict_about_reference_data_ends_with_the_value_that_was_chosen(client: Client, table: Any) -> None:
    check_answers_to_a_conflict(*edit_case(client, table))
