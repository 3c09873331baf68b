"""The stored groups of measures: what folding leaves, and what `verify_figures` finds and mends."""

import io
import re

import pgtrigger
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from ecosystem.accounts.roles import Role
from ecosystem.core.measures import EVER, YEAR, cells, copied_columns, find_differences, fold_cells
from ecosystem.core.models import MeasureCell
from ecosystem.core.tasks import fold_measures
from programmes.grants.models import ApplicationStatus, Award, AwardStatus, TrancheStatus
from programmes.grants.models.measures import GRANTED, PAID
from programmes.plan.counting import STARTUPS, Selection, total
from programmes.plan.models import Counter
from tests.factories import BudgetLineFactory, SectorFactory, StartupFactory, person
from tests.programmes.grants.cases import contracted_case, open_review
from tests.programmes.grants.records import approved_award, make_contract, make_payment

pytestmark = pytest.mark.django_db


def verify(*options: str) -> str:
    out = io.StringIO()
    call_command("verify_figures", *options, stdout=out)
    return out.getvalue()


def test_folding_leaves_one_row_for_each_group_and_no_other_figure():
    line = BudgetLineFactory()
    for amount in (10_000_000, 20_000_000):
        approved_award("2025-03-01 10:00", amount=amount, line=line)
    assert cells(GRANTED, "line", grain=YEAR).count() == 2

    fold_measures()

    (cell,) = cells(GRANTED, "line", grain=YEAR)
    assert (cell.line, cell.number, cell.amount, cell.is_folded) == (str(line.pk), 2, 30_000_000, True)
    assert total(Selection(Counter.GRANTED)) == 30_000_000
    assert fold_cells() == 0
    assert find_differences() == []


def test_group_without_a_record_vanishes_when_it_is_folded():
    award = approved_award("2025-03-01 10:00")
    fold_cells()
    Award.objects.filter(pk=award.pk).update(status=AwardStatus.LAPSED)
    assert cells(GRANTED).count() == 2

    fold_cells()

    assert not MeasureCell.objects.filter(measure=GRANTED.name).exists()


def test_reader_takes_the_smallest_cube_that_knows_what_it_asks():
    assert set(cells(GRANTED, grain=EVER).values_list("cube", flat=True)) == set()
    approved_award("2025-03-01 10:00")

    assert [row.cube for row in cells(GRANTED)] == ["place"]
    assert [row.cube for row in cells(GRANTED, "line", grain=YEAR)] == ["year"]
    with pytest.raises(LookupError):
        cells(PAID, "area")


def test_verification_names_the_measure_whose_group_differs_and_rebuilding_mends_it():
    award = approved_award("2025-03-01 10:00", amount=30_000_000)
    make_payment(make_contract(award)[0], "2025-06-01")
    assert "agree" in verify()

    MeasureCell.objects.filter(measure="paid", cube="day").update(amount=1)

    with pytest.raises(CommandError, match="1 stored figures differ"):
        verify()
    assert [(d.measure, d.cube, d.amount) for d in find_differences()] == [("paid", "day", 1 - 15_000_000)]
    assert "agree" in verify("--rebuild")
    assert total(Selection(Counter.PAID)) == 15_000_000


def test_verification_finds_a_wrong_predecessor_and_groups_of_no_measure():
    startup = StartupFactory()
    first, second = (approved_award(f"2025-0{n}-01 10:00", startup=startup) for n in (3, 4))
    assert [str(Award.objects.get(pk=a.pk).startup_previous_on) for a in (first, second)] == ["None", "2025-03-01"]
    Award.objects.filter(pk=second.pk).update(startup_previous_on=None)
    MeasureCell.objects.create(measure="gone", cube="day", since="2025-01-01", dims=[], number=1, amount=0)

    assert {(d.measure, d.cube) for d in find_differences()} == {
        ("grants_award", "startup_previous_on"),
        ("gone", "day"),
    }
    assert total(Selection(STARTUPS)) == 2  # what the wrong column says
    verify("--rebuild")
    assert total(Selection(STARTUPS)) == 1


# --- Columns that are copied onto records ------------------------------------------------------------------
COPIED = [(model, column) for model, copied in copied_columns() for column in copied.values]
OTHER_VALUES = {
    "ArrayField": "'{987654}'",
    "BooleanField": "NOT COLUMN",
    "DateField": "DATE '2001-02-03'",
    "ForeignKey": "987654",
}
NOT_COPIED = {
    "authors": "computed from the row's own columns",
    "written_by_id": "computed from the row's own columns",
    "area_id of Award": "stays what it was on the day of the decision",
}


@pytest.fixture
def records() -> None:
    """A record of every model with copied columns."""
    case = contracted_case(ApplicationStatus.CONTRACTED, TrancheStatus.PAID)
    case.application.startup.sectors.set(SectorFactory.create_batch(2))
    open_review(case.application, person(Role.EVALUATOR))


@pytest.mark.parametrize(
    ("model", "column"), [pytest.param(*pair, id=f"{pair[0].__name__} {pair[1]}") for pair in COPIED]
)
def test_verification_finds_a_wrong_copied_column_and_rebuilding_mends_it(records, model, column):
    table = model._meta.db_table
    field = next(field for field in model._meta.fields if field.column == column)
    other = OTHER_VALUES.get(field.get_internal_type(), "'sai'").replace("COLUMN", column)
    pk = model.objects.order_by("pk").first().pk
    assert "agree" in verify()
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {other} WHERE id = {pk}")

    assert (table, column, f"id {pk}") in {(d.measure, d.cube, d.key) for d in find_differences()}

    assert "agree" in verify("--rebuild")


def test_every_column_that_a_trigger_copies_is_compared():
    declared = {(model, column) for model, column in COPIED}
    missing = []
    for model in apps.get_models():
        for trigger in getattr(model._meta, "triggers", ()):
            function = str(trigger.get_func(model))
            copied = re.findall(r"NEW\.(\w+)\s*:=", function)
            for columns in re.findall(r"INTO\s+((?:NEW\.\w+,?\s*)+)", function):
                copied += re.findall(r"NEW\.(\w+)", columns)
            missing += [
                (model.__name__, column)
                for column in copied
                if not {column, f"{column} of {model.__name__}"} & set(NOT_COPIED) and (model, column) not in declared
            ]
    assert missing == []


def test_bulk_fill_gives_what_the_triggers_gave():
    startup, line = StartupFactory(), BudgetLineFactory()
    for day in ("2024-03-01", "2025-03-01", "2023-05-01"):
        make_payment(make_contract(approved_award(f"{day} 10:00", startup=startup, line=line))[0], "2025-06-01")
    columns = ("pk", "startup_previous_on", "project_previous_on")
    by_triggers = list(Award.objects.order_by("pk").values_list(*columns))
    Award.objects.update(startup_previous_on=None, project_previous_on=None)
    MeasureCell.objects.all().delete()
    assert len(find_differences()) > 10

    verify("--rebuild")

    assert list(Award.objects.order_by("pk").values_list(*columns)) == by_triggers
