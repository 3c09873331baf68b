"""The command: the same data every time, any day, all or nothing, and only where it may."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.core.models import AuditEntry
from ecosystem.reference.workdays import DayUnit, add_days, days_between
from programmes.grants.actions.budget import budget_differences
from programmes.grants.demo import texts
from programmes.grants.demo.calendar import Calendar
from programmes.grants.models import Application, Award, Call, Disbursement, Review, Score, StepClock, Tranche
from programmes.plan.models import BudgetLine
from startups.models import FundingRound, Organisation, Startup
from tests.demo.planting import plant, prepare
from tests.sharing import shared_rows
from tests.thorough import sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]
NATURAL = [
    (User, ["email", "full_name"]),
    (
        Startup,
        [
            "slug",
            "name",
            "tax_code",
            "founded_on",
            "status",
            "created_at",
            "verified_at",
            "support_received",
            "team_size",
        ],
    ),
    (FundingRound, ["startup__slug", "closed_on", "amount", "currency", "investors", "verified_at"]),
    (Organisation, ["slug", "name", "area__code"]),
    (Call, ["code", "name", "opens_at", "closes_at", "budget_line__code"]),
    (
        Application,
        ["number", "call__code", "startup__slug", "status", "requested", "submitted_at", "holder", "due_on", "title"],
    ),
    (StepClock, ["application__startup__slug", "step", "started_on", "due_on", "paused_on", "ended_on"]),
    (Review, ["application__startup__slug", "evaluator__email", "status", "total", "sent_at"]),
    (Score, ["review__application__startup__slug", "criterion__code", "value", "reason"]),
    (Award, ["application__startup__slug", "amount", "status", "decision_number", "decided_at", "end_reason"]),
    (Tranche, ["contract__number", "number", "amount", "status", "due_on", "accepted_at"]),
    (Disbursement, ["reference", "amount", "paid_on"]),
    (BudgetLine, ["code", "planned", "granted", "paid"]),
    (AuditEntry, ["model", "transition", "source", "target", "by__email", "created_at"]),
]


@pytest.fixture(scope="module")
def reference(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with shared_rows(django_db_blocker):
        prepare()
        yield


@pytest.fixture
def ground(reference: None, db: None) -> None:
    """An empty portal with reference data and accounts; what a test plants is taken back after it."""


def digest() -> dict[str, str]:
    """What the rows say, without ids."""
    found = {}
    for model, columns in NATURAL:
        rows = sorted(json.dumps(row, default=str) for row in model.objects.values_list(*columns))
        found[model.__name__] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def test_the_same_day_gives_the_same_data():
    today = date(2026, 11, 20)
    digests = []
    for _run in range(2):
        with transaction.atomic():
            plant(today, is_detailed=False)
            digests.append(digest())
            transaction.set_rollback(True)

    assert digests[0] == digests[1]


DAYS = [date(2024, 3, 1), date(2025, 7, 14), date(2027, 1, 8), date(2028, 2, 29)]


@pytest.mark.parametrize("today", sample(DAYS, at_most=1))
def test_any_day_will_do(today):
    plant(today, is_detailed=False)

    assert Application.objects.count() == 60
    assert budget_differences() == []
    assert Application.objects.filter(submitted_at__date__gte=today).count() == 0
    assert Call.objects.filter(closes_at__date__gt=today).count() in {1, 3}


@pytest.mark.parametrize(
    ("options", "words_of_it"),
    [
        ({"startups": 40, "applications": 5_000}, "too few"),
        ({"startups": 5, "applications": 3}, "too few"),
        ({"startups": 40, "applications": 60, "today": date(2020, 1, 1)}, "2024-03-01"),
    ],
)
def test_what_cannot_be_made_is_refused_and_leaves_nothing(options, words_of_it):
    people = User.objects.count()

    with pytest.raises(CommandError, match=words_of_it):
        plant(**({"today": date(2026, 11, 20)} | options))

    assert (Startup.objects.count(), Call.objects.count(), User.objects.count()) == (0, 0, people)


def test_a_portal_with_startups_is_left_alone():
    plant(date(2026, 11, 20), is_detailed=False)

    with pytest.raises(CommandError, match="startups already"):
        plant(date(2026, 11, 20), is_detailed=False)

    assert Startup.objects.count() == 40


def test_outside_the_demonstration_the_command_refuses(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="demonstration mode"):
        call_command("seed_demo", stdout=StringIO())

    assert not Startup.objects.exists()


def test_the_command_says_what_it_does(settings):
    settings.DEMO = True
    said = StringIO()

    call_command("seed_demo", startups=30, applications=40, no_reports=True, today=timezone.localdate(), stdout=said)

    lines = said.getvalue()
    assert "startups 30/30" in lines
    assert "papers and letters of 40 applications" in lines
    assert "applications 40/40" in lines


def test_triggers_work_again_after_the_seeding():
    """A payment beside its acceptance is refused by the database, as before."""
    plant(date(2026, 11, 20), is_detailed=False)
    planned = Tranche.objects.filter(status="planned").first()

    with pytest.raises(Exception, match="after acceptance"), transaction.atomic():
        Disbursement.objects.create(
            tranche=planned,
            amount=planned.amount,
            paid_on=timezone.localdate(),
            reference="1",
            paid_by=User.objects.get(email="quan-tri@demo.example"),
        )


def test_reference_data_load_again_over_the_demonstration():
    plant(date(2026, 11, 20), is_detailed=False)
    pillars = {line.pillar_id for line in BudgetLine.objects.all()}
    said = StringIO()

    call_command("load_reference", stdout=said)

    assert {line.pillar_id for line in BudgetLine.objects.all()} == pillars
    assert all("0 created, 0 updated" in line for line in said.getvalue().splitlines())


def test_the_calendar_counts_as_the_clocks_do():
    calendar = Calendar(date(2026, 11, 20))
    for offset in range(0, 400, 3):
        start = date(2025, 12, 20) + timedelta(days=offset)
        for amount, unit in ((5, DayUnit.WORKING), (15, DayUnit.CALENDAR), (7, DayUnit.WORKING), (0, DayUnit.WORKING)):
            end = add_days(start, amount, unit)
            assert calendar.add(start.toordinal(), amount, unit) == end.toordinal()
            assert calendar.between(start.toordinal(), end.toordinal(), unit) == days_between(start, end, unit)


def test_no_two_brands_are_alike():
    sectors = list(texts.TAILS)
    names = [texts.brand(sector, number) for sector in sectors for number in range(3_000)]
    assert len(set(names)) == len(names)
