"""What the data files say passes the forms of its tables: a row that is saved unchanged stays as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from ecosystem.accounts.roles import Role
from programmes.plan.models import EnteredFigure
from programmes.plan.reference_tables import TABLES
from tests.ecosystem.reference.conftest import load
from tests.factories import BudgetLineFactory, person
from tests.programmes.plan.pages import change, errors
from tests.sharing import shared_rows
from tests.thorough import sample, skip_rendering

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _reference(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with shared_rows(django_db_blocker):
        load()
        BudgetLineFactory()
        yield


@pytest.mark.parametrize("table", sample(TABLES, at_most=3), ids=lambda table: table.slug)
def test_every_loaded_row_can_be_saved_unchanged_and_stays_as_it_was(client, table):
    client.force_login(person(*table.roles))
    everybody = person(Role.MANAGER, Role.ADMINISTRATOR)
    rows = list(table.rows_for(everybody).order_by("pk")[:3])

    assert client.get(reverse("plan:reference_list", args=[table.slug])).status_code == 200
    for row in rows:
        before = type(row).objects.filter(pk=row.pk).values().get()
        with skip_rendering():
            response = change(client, table.slug, row)
        if issubclass(table.model, EnteredFigure):  # its form is valid, but it stands: a new one takes its place
            assert (response.status_code, list(errors(response))) == (409, ["__all__"])
        else:
            assert response.status_code == 302, errors(response)
        after = type(row).objects.filter(pk=row.pk).values().get()
        assert {**after, "updated_at": None} == {**before, "updated_at": None}
