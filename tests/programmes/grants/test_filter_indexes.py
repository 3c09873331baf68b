"""Words and the rows that a filter names are found together, by one index of the list's table."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import RequestFactory

from ecosystem.accounts.roles import Role
from ecosystem.reference.models import Vocabulary
from programmes.grants.filters.application import ApplicationFilter
from programmes.grants.filters.award import AwardFilter, ReviewFilter, TrancheFilter
from programmes.grants.models import Application, Award, Review, Tranche
from startups.filters import StartupFilter
from startups.models import Startup
from tests.factories import CallFactory, TermFactory, person

pytestmark = pytest.mark.django_db


OTHERS = """
SELECT CASE WHEN conname IS NULL THEN 'DROP INDEX ' || indexrelid::regclass
    ELSE 'ALTER TABLE ' || indrelid::regclass || ' DROP CONSTRAINT ' || conname END
FROM pg_index LEFT JOIN pg_constraint ON conindid = indexrelid AND contype = 'u'
WHERE indrelid = %s::regclass AND indexrelid <> %s::regclass AND NOT indisprimary"""


def index_condition(rows: QuerySet[Any], index: str) -> str:
    """What the index is asked for, where the table has no other: in a table with few rows, any index would do."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, [rows.model._meta.db_table, index])
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        cursor.execute("SET LOCAL enable_seqscan = off")
    lines = rows.order_by().explain().splitlines()
    places = [number for number, line in enumerate(lines) if f"on {index} " in line]
    assert places, f"The plan has no {index}:\n" + "\n".join(lines)
    return lines[places[0] + 1]


def filtered(filterset: Any, data: dict[str, Any], rows: QuerySet[Any]) -> QuerySet[Any]:
    request: Any = RequestFactory().get("/", data)
    request.user = person(Role.OFFICER)
    found = filterset(request.GET, queryset=rows, request=request)
    assert found.is_valid(), found.errors
    return found.qs


def test_dossiers_of_a_call_with_words():
    rows = filtered(ApplicationFilter, {"call": CallFactory().pk, "q": "nen tang"}, Application.objects.all())

    condition = index_condition(rows, "application_filters")

    assert "'%nen%'" in condition
    assert "call_id" in condition


def test_dossiers_in_ones_charge_with_words():
    rows = filtered(ApplicationFilter, {"charge": "me", "q": "nen tang"}, Application.objects.all())

    assert "in_charge_id" in index_condition(rows, "application_filters")


def test_dossiers_of_the_only_call_of_a_stage():
    call = CallFactory()

    rows = filtered(ApplicationFilter, {"stage": call.policy.stage_id}, Application.objects.all())

    assert "call_id" in index_condition(rows, "application_filters")


@pytest.mark.parametrize(
    ("filterset", "rows", "index"),
    [(AwardFilter, Award.objects, "award_filters"), (TrancheFilter, Tranche.objects, "tranche_filters")],
)
def test_decisions_and_payments_of_a_call_with_words(filterset, rows, index):
    status = "approved" if filterset is AwardFilter else "paid"

    found = filtered(filterset, {"call": CallFactory().pk, "status": status, "q": "nen tang"}, rows.all())

    assert "call_id" in index_condition(found, index)


def test_reviews_of_an_evaluator_with_words():
    rows = Review.objects.of_evaluator(person(Role.EVALUATOR))

    condition = index_condition(filtered(ReviewFilter, {"q": "nen tang"}, rows), "review_filters")

    assert "'%nen%'" in condition
    assert "evaluator_id" in condition


def test_startups_of_a_stage_with_words():
    stage = TermFactory(vocabulary=Vocabulary.STAGE).code

    rows = filtered(StartupFilter, {"stage": stage, "q": "nen tang"}, Startup.objects.all())

    assert "stage_id" in index_condition(rows, "startup_facets")
